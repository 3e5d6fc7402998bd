package manifest

import (
	"bytes"
	"strings"
)

// PyProject is what a pyproject.toml, setup.cfg or Pipfile says about a Python
// project (https://packaging.python.org/en/latest/specifications/pyproject-toml/).
type PyProject struct {
	Path, Dir      string
	Name           string
	RequiresPython string
	Dependencies   []Dependency
	Scripts        []Command    // console scripts: Text is "module:function"
	EntryPoints    []EntryPoint // of other groups
	Tasks          []Command    // commands of PDM, Hatch, poe, taskipy, Pipenv

	// PackageDirs are folders, relative to Dir, in which packages lie, as the
	// build backend is told.
	PackageDirs []string
	// Members are the patterns of a uv workspace.
	Members []string
}

// EntryPoint is a plug-in hook.
type EntryPoint struct {
	Group string
	Command
}

// readPyProject reads PEP 621 metadata and the tables of Poetry, PDM, Hatch,
// setuptools, flit and uv.
func readPyProject(src []byte) (*PyProject, error) {
	v, err := parseTOML(src)
	project, tool := v.get("project"), v.get("tool")
	poetry := tool.get("poetry")
	p := &PyProject{
		Name:           firstOf(project.get("name").str(), poetry.get("name").str(), tool.get("flit", "metadata", "module").str()),
		RequiresPython: firstOf(project.get("requires-python").str(), poetry.get("dependencies", "python").str()),
		Scripts:        append(project.get("scripts").commands(), poetry.get("scripts").commands()...),
		Members:        tool.get("uv", "workspace", "members").list(),
	}
	p.require("", project.get("dependencies"))
	for _, extra := range project.get("optional-dependencies").fields {
		p.require(extra.name, extra.value)
	}
	for _, group := range v.get("dependency-groups").fields {
		p.require(group.name, group.value)
	}
	p.require("dev", tool.get("uv", "dev-dependencies"))
	for _, group := range tool.get("pdm", "dev-dependencies").fields {
		p.require(group.name, group.value)
	}
	for _, env := range tool.get("hatch", "envs").fields {
		p.require(env.name, env.value.get("dependencies"))
		p.tasks(env.value.get("scripts"))
	}
	p.requireTable("", poetry.get("dependencies"))
	p.requireTable("dev", poetry.get("dev-dependencies"))
	for _, group := range poetry.get("group").fields {
		p.requireTable(group.name, group.value.get("dependencies"))
	}
	for _, groups := range []value{project.get("entry-points"), poetry.get("plugins")} {
		for _, group := range groups.fields {
			for _, c := range group.value.commands() {
				p.EntryPoints = append(p.EntryPoints, EntryPoint{group.name, c})
			}
		}
	}
	p.Scripts = append(p.Scripts, project.get("gui-scripts").commands()...)
	p.tasks(tool.get("pdm", "scripts"))
	p.tasks(tool.get("poe", "tasks"))
	p.tasks(tool.get("taskipy", "tasks"))

	setuptools := tool.get("setuptools")
	for _, dir := range setuptools.get("package-dir").fields {
		p.packageDir(dir.name, dir.value.str())
	}
	for _, dir := range setuptools.get("packages", "find", "where").list() {
		p.packageDir("", dir)
	}
	for _, pkg := range poetry.get("packages").items {
		p.packageDir("", pkg.get("from").str())
	}
	p.packageDir("", tool.get("pdm", "build", "package-dir").str())
	for _, pkg := range tool.get("hatch", "build", "targets", "wheel", "packages").list() {
		if i := strings.LastIndexByte(strings.TrimSuffix(pkg, "/"), '/'); i >= 0 { // src/name
			p.packageDir("", pkg[:i])
		}
	}
	for _, dir := range tool.get("hatch", "build", "targets", "wheel", "sources").list() {
		p.packageDir("", dir)
	}
	if root := tool.get("uv", "build-backend", "module-root").str(); root != "" {
		p.packageDir("", root)
	}
	return p, err
}

func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

// packageDir notes where packages lie: in dir itself, if name is empty, or as
// the package name, so that `{"app": "lib/app"}` means lib.
func (p *PyProject) packageDir(name, dir string) {
	dir = strings.TrimSuffix(dir, "/")
	if name != "" {
		var found bool
		if dir, found = strings.CutSuffix(dir, strings.ReplaceAll(name, ".", "/")); !found {
			return
		}
		dir = strings.TrimSuffix(dir, "/")
	}
	if dir != "" && dir != "." {
		p.PackageDirs = append(p.PackageDirs, dir)
	}
}

// tasks notes commands that are written as text, as a table with a "cmd" or
// "shell" entry, or as a list.
func (p *PyProject) tasks(v value) {
	for _, f := range v.fields {
		text := firstOf(f.value.str(), f.value.get("cmd").str(), f.value.get("shell").str(), f.value.get("script").str())
		if f.value.kind == listKind {
			text = strings.Join(f.value.list(), " && ")
		}
		if text != "" {
			p.Tasks = append(p.Tasks, Command{f.name, text, f.line})
		}
	}
}

// require adds a list of requirements.
func (p *PyProject) require(group string, list value) {
	for _, item := range list.items {
		if d, ok := requirement(item.str(), group, item.line); ok {
			p.Dependencies = append(p.Dependencies, d)
		}
	}
}

// requireTable adds a table of name and version, as Poetry and Pipenv write it.
func (p *PyProject) requireTable(group string, table value) {
	for _, f := range table.fields {
		if f.name == "python" {
			continue
		}
		p.Dependencies = append(p.Dependencies, Dependency{f.name, firstOf(f.value.str(), f.value.get("version").str()), group, f.line})
	}
}

// requirement splits a requirement of PEP 508, such as
// `name[extra] >= 1; marker`. It is false when there is no name.
func requirement(s, group string, line int) (Dependency, bool) {
	s = strings.TrimSpace(s)
	end := 0
	for end < len(s) && isNameByte(s[end]) {
		end++
	}
	return Dependency{s[:end], strings.TrimSpace(s[end:]), group, line}, end > 0
}

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '.'
}

// readPipfile reads a Pipfile (https://pipenv.pypa.io/en/latest/pipfile.html).
func readPipfile(src []byte) (*PyProject, error) {
	v, err := parseTOML(src)
	p := &PyProject{RequiresPython: firstOf(v.get("requires", "python_full_version").str(), v.get("requires", "python_version").str())}
	p.requireTable("", v.get("packages"))
	p.requireTable("dev", v.get("dev-packages"))
	p.tasks(v.get("scripts"))
	return p, err
}

// readSetupCfg reads a setup.cfg
// (https://setuptools.pypa.io/en/latest/userguide/declarative_config.html).
func readSetupCfg(src []byte) (*PyProject, error) {
	p := &PyProject{}
	for _, e := range parseINI(src) {
		switch {
		case e.section == "metadata" && e.key == "name":
			p.Name = e.text()
		case e.section == "options" && e.key == "python_requires":
			p.RequiresPython = e.text()
		case e.section == "options" && e.key == "install_requires":
			e.require(p, "")
		case e.section == "options.extras_require":
			e.require(p, e.key)
		case e.section == "options" && e.key == "package_dir":
			for _, l := range e.lines {
				name, dir, _ := strings.Cut(l.text, "=")
				p.packageDir(strings.TrimSpace(name), strings.TrimSpace(dir))
			}
		case e.section == "options.packages.find" && e.key == "where":
			p.packageDir("", e.text())
		case e.section == "options.entry_points":
			for _, l := range e.lines {
				name, target, found := strings.Cut(l.text, "=")
				c := Command{strings.TrimSpace(name), strings.TrimSpace(target), l.number}
				switch {
				case !found:
				case e.key == "console_scripts" || e.key == "gui_scripts":
					p.Scripts = append(p.Scripts, c)
				default:
					p.EntryPoints = append(p.EntryPoints, EntryPoint{e.key, c})
				}
			}
		}
	}
	return p, nil
}

// iniEntry is a key with its value, line by line without empty ones.
type iniEntry struct {
	section, key string
	lines        []iniLine
}

type iniLine struct {
	text   string
	number int
}

func (e iniEntry) text() string {
	if len(e.lines) == 0 {
		return ""
	}
	return e.lines[0].text
}

func (e iniEntry) require(p *PyProject, group string) {
	for _, l := range e.lines {
		if d, ok := requirement(l.text, group, l.number); ok {
			p.Dependencies = append(p.Dependencies, d)
		}
	}
}

// parseINI reads a file as Python's configparser does by default: an indented
// line goes on with the value above.
func parseINI(src []byte) []iniEntry {
	var entries []iniEntry
	section := ""
	number := 0
	for raw := range bytes.SplitSeq(bytes.TrimPrefix(src, []byte("\ufeff")), []byte("\n")) {
		number++
		line := strings.TrimSpace(string(raw))
		if line == "" || line[0] == '#' || line[0] == ';' {
			continue
		}
		last := len(entries) - 1
		switch {
		case (raw[0] == ' ' || raw[0] == '\t') && last >= 0 && entries[last].section == section:
			entries[last].lines = append(entries[last].lines, iniLine{line, number})
		case line[0] == '[':
			section, _, _ = strings.Cut(line[1:], "]")
		default:
			i := strings.IndexAny(line, "=:")
			if i < 0 {
				continue
			}
			e := iniEntry{section: section, key: strings.ToLower(strings.TrimSpace(line[:i]))}
			if text := strings.TrimSpace(line[i+1:]); text != "" {
				e.lines = []iniLine{{text, number}}
			}
			entries = append(entries, e)
		}
	}
	return entries
}

// Requirements is a requirements.txt
// (https://pip.pypa.io/en/stable/reference/requirements-file-format/).
type Requirements struct {
	Path, Dir    string
	Dependencies []Dependency
	Includes     []Command // of -r and -c: Name is the flag, Text the path relative to Dir
}

func readRequirements(src []byte) (*Requirements, error) {
	r := &Requirements{}
	number, start := 0, 0
	var text []byte // a line with those that continue it
	for line := range bytes.SplitSeq(bytes.TrimPrefix(src, []byte("\ufeff")), []byte("\n")) {
		number++
		line = bytes.TrimRight(line, "\r")
		if len(text) == 0 {
			start = number
		}
		if before, found := bytes.CutSuffix(line, []byte(`\`)); found {
			text = append(append(text, before...), ' ')
			continue
		}
		r.line(string(append(text, line...)), start)
		text = text[:0]
	}
	r.line(string(text), start)
	return r, nil
}

func (r *Requirements) line(line string, number int) {
	if strings.HasPrefix(strings.TrimSpace(line), "#") {
		return
	}
	line, _, _ = strings.Cut(line, " #")
	line = strings.TrimSpace(line)
	if strings.HasPrefix(line, "-") {
		flag, path := line, ""
		if i := strings.IndexAny(line, " \t="); i >= 0 {
			flag, path = line[:i], strings.TrimSpace(line[i+1:])
		} else if len(line) > 2 && line[1] != '-' { // -rbase.txt
			flag, path = line[:2], line[2:]
		}
		switch flag {
		case "-r", "--requirement", "-c", "--constraint":
			r.Includes = append(r.Includes, Command{flag, path, number})
		case "-e", "--editable":
			r.direct(path, number)
		}
		return
	}
	r.direct(line, number)
}

// direct adds a requirement, also one given as a URL, whose name stands in its
// fragment: git+https://host/x.git#egg=x.
func (r *Requirements) direct(s string, number int) {
	if strings.Contains(s, "://") && !strings.Contains(s, "@ ") {
		_, fragment, _ := strings.Cut(s, "#")
		for part := range strings.SplitSeq(fragment, "&") {
			if name, found := strings.CutPrefix(part, "egg="); found {
				name, _, _ = strings.Cut(name, "[")
				r.Dependencies = append(r.Dependencies, Dependency{Name: name, Spec: s, Line: number})
			}
		}
		return
	}
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "/") { // a folder
		return
	}
	if i := strings.Index(s, " --"); i >= 0 { // --hash=…
		s = s[:i]
	}
	if d, ok := requirement(s, "", number); ok {
		r.Dependencies = append(r.Dependencies, d)
	}
}
