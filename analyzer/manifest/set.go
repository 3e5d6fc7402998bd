package manifest

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Set is the manifests of a repository, each list sorted by path.
type Set struct {
	Packages     []*Package
	Workspaces   []*Workspace
	TSConfigs    []*TSConfig
	PyProjects   []*PyProject // pyproject.toml
	SetupCfgs    []*PyProject
	Pipfiles     []*PyProject
	Requirements []*Requirements
	Dockerfiles  []*Dockerfile
	Procfiles    []*Procfile
	Composes     []*Compose
	Condas       []*PyProject // environment.yml
	Ecosystems   []*Ecosystem
	Frontends    []*Frontend
	Serverless   []*Serverless
	Kubernetes   []*Kubernetes
	Workflows    []*Workflow
	Locks        []Lock // which are read when they are asked for

	Diagnostics []Diagnostic // of what was read in part; sorted by path and line
	Unread      []Diagnostic // of what was not read at all; sorted by path

	packages  map[string]*Package // by folder
	named     map[string]*Package // by name; the first path wins
	configs   map[string]*TSConfig
	pyproject map[string]*PyProject
}

// maxSize bounds what is handed to the decoders of other modules, in bytes.
// The largest real pyproject.toml and compose files hold a tenth of it.
const maxSize = 512 << 10

// Load reads the manifests at paths, which are relative to the root with
// slashes, and the files inside the root that they refer to. Paths with names
// it does not know are left out.
func Load(read func(path string) ([]byte, error), paths []string) *Set {
	l := &loader{
		read: read,
		set: &Set{
			packages: map[string]*Package{}, named: map[string]*Package{},
			configs: map[string]*TSConfig{}, pyproject: map[string]*PyProject{},
		},
		configs: map[string]*TSConfig{},
		seen:    map[string]bool{},
	}
	paths = slices.Clone(paths)
	slices.Sort(paths)
	for _, p := range slices.Compact(paths) {
		l.load(p)
	}
	l.includes()
	l.inherit()
	l.index()
	slices.SortFunc(l.set.Diagnostics, func(a, b Diagnostic) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), a.Line-b.Line, strings.Compare(a.Text, b.Text))
	})
	l.set.Diagnostics = slices.Compact(l.set.Diagnostics)
	slices.SortFunc(l.set.Unread, func(a, b Diagnostic) int { return strings.Compare(a.Path, b.Path) })
	return l.set
}

// Package returns the package.json of the folder or of the nearest one above
// it, nil if there is none.
func (s *Set) Package(dir string) *Package { return nearest(s.packages, dir) }

// PackageNamed returns the package of the repository with that name, nil if
// there is none.
func (s *Set) PackageNamed(name string) *Package { return s.named[name] }

// TSConfig returns the tsconfig.json or jsconfig.json of the folder or of the
// nearest one above it, nil if there is none.
func (s *Set) TSConfig(dir string) *TSConfig { return nearest(s.configs, dir) }

// PyProject returns the pyproject.toml of the folder or of the nearest one
// above it, or else the setup.cfg, nil if there is neither.
func (s *Set) PyProject(dir string) *PyProject { return nearest(s.pyproject, dir) }

// nearest looks up a folder, "" being the root, and those above it.
func nearest[T any](byDir map[string]*T, dir string) *T {
	if dir == "." {
		dir = ""
	}
	for {
		if m := byDir[dir]; m != nil || dir == "" {
			return m
		}
		dir = dir[:max(strings.LastIndexByte(dir, '/'), 0)]
	}
}

type loader struct {
	read    func(path string) ([]byte, error)
	set     *Set
	configs map[string]*TSConfig // those only referred to as well
	seen    map[string]bool      // requirements files

	including []*Requirements // whose includes are not read yet
}

func (l *loader) report(path string, line int, text string) {
	l.set.Diagnostics = append(l.set.Diagnostics, Diagnostic{path, line, text})
}

// dirOf returns the folder of a path, "" for the root.
func dirOf(p string) string {
	return p[:max(strings.LastIndexByte(p, '/'), 0)]
}

// load reads one manifest by its name.
func (l *loader) load(p string) {
	dir := dirOf(p)
	name := p[strings.LastIndexByte(p, '/')+1:]
	s := l.set
	switch {
	case name == "package.json":
		if m := parse(l, p, readPackage); m != nil {
			m.Path, m.Dir = p, dir
			s.Packages = append(s.Packages, m)
			l.members(p, dir, m.Workspaces)
			l.links(m)
		}
	case name == "pnpm-workspace.yaml":
		if m := parse(l, p, readPnpmWorkspace); m != nil {
			m.Path, m.Dir = p, dir
			s.Workspaces = append(s.Workspaces, m)
			l.members(p, dir, m.Packages)
		}
	case name == "lerna.json":
		if m := parse(l, p, readLerna); m != nil {
			m.Path, m.Dir = p, dir
			s.Workspaces = append(s.Workspaces, m)
			l.members(p, dir, m.Packages)
		}
	case name == "jsconfig.json", strings.HasPrefix(name, "tsconfig") && strings.HasSuffix(name, ".json"):
		if m := l.config(p); m != nil {
			s.TSConfigs = append(s.TSConfigs, m)
		}
	case name == "pyproject.toml":
		s.PyProjects = l.python(s.PyProjects, p, readPyProject)
	case name == "setup.cfg":
		s.SetupCfgs = l.python(s.SetupCfgs, p, readSetupCfg)
	case name == "Pipfile":
		s.Pipfiles = l.python(s.Pipfiles, p, readPipfile)
	case name == "Procfile", strings.HasPrefix(name, "Procfile."):
		if m := parse(l, p, readProcfile); m != nil {
			m.Path, m.Dir = p, dir
			s.Procfiles = append(s.Procfiles, m)
		}
	case name == "Containerfile", name == "Dockerfile", strings.HasPrefix(name, "Dockerfile."),
		strings.HasPrefix(name, "Dockerfile-"), strings.HasSuffix(name, ".Dockerfile"):
		if m := parse(l, p, readDockerfile); m != nil {
			m.Path, m.Dir = p, dir
			s.Dockerfiles = append(s.Dockerfiles, m)
		}
	case isEcosystem(name):
		if m := parse(l, p, readEcosystem(name)); m != nil {
			m.Path, m.Dir = p, dir
			s.Ecosystems = append(s.Ecosystems, m)
		}
	case isFrontend(name):
		if m := parse(l, p, readFrontend(name)); m != nil {
			m.Path, m.Dir = p, dir
			s.Frontends = append(s.Frontends, m)
		}
	case isLock(name):
		s.Locks = append(s.Locks, Lock{p, dir})
	case strings.HasSuffix(name, ".yml"), strings.HasSuffix(name, ".yaml"):
		l.loadYAML(p, dir, name)
	case strings.HasSuffix(name, ".txt"):
		l.requirements(p)
	}
}

// loadYAML reads one YAML file by its name, or its folder's.
func (l *loader) loadYAML(p, dir, name string) {
	s := l.set
	switch {
	case strings.HasPrefix(name, "docker-compose"), strings.HasPrefix(name, "compose."):
		if m := parse(l, p, readCompose); m != nil {
			m.Path, m.Dir = p, dir
			s.Composes = append(s.Composes, m)
		}
	case name == "environment.yml", name == "environment.yaml":
		s.Condas = l.python(s.Condas, p, readConda)
	case strings.HasPrefix(name, "serverless."):
		if m := parse(l, p, readServerless); m != nil {
			m.Path, m.Dir = p, dir
			s.Serverless = append(s.Serverless, m)
		}
	case strings.HasSuffix(dir, ".github/workflows"):
		if m := parse(l, p, readWorkflow); m != nil {
			m.Path, m.Dir = p, dir
			s.Workflows = append(s.Workflows, m)
		}
	case isKubernetes(p):
		if src, err := l.read(p); err == nil && (!bytes.Contains(src, []byte("apiVersion:")) || bytes.Contains(src, []byte("{{"))) {
			return // something else, or a template that becomes YAML later
		}
		if m := parse(l, p, readKubernetes); m != nil && len(m.Containers)+len(m.Services) > 0 {
			m.Path, m.Dir = p, dir
			s.Kubernetes = append(s.Kubernetes, m)
		}
	}
}

// isEcosystem reports whether pm2 reads files of that name.
func isEcosystem(name string) bool {
	stem, ext, _ := strings.Cut(name, ".config.")
	switch ext {
	case "js", "cjs", "mjs", "json", "yml", "yaml":
		return stem == "ecosystem" || stem == "pm2"
	}
	return name == "ecosystem.json" || name == "pm2.json" || name == "processes.json" || name == "process.yml" || name == "pm2.yml"
}

// isFrontend reports whether files of that name configure the build tool of a
// frontend.
func isFrontend(name string) bool {
	stem, ext, _ := strings.Cut(name, ".config.")
	switch ext {
	case "js", "cjs", "mjs", "ts", "mts", "cts":
		return stem == "vite" || stem == "next" || stem == "vue" || stem == "webpack" || stem == "nuxt" || stem == "rsbuild"
	}
	return false
}

// isKubernetes reports whether a YAML file may hold Kubernetes objects: it lies
// in a folder that is named for that, or is itself named after an object.
func isKubernetes(p string) bool {
	if !strings.HasSuffix(p, ".yml") && !strings.HasSuffix(p, ".yaml") {
		return false
	}
	for part := range strings.SplitSeq(p, "/") {
		part, _, _ = strings.Cut(strings.ToLower(part), ".")
		switch part {
		case "k8s", "kubernetes", "kube", "kustomize", "kubernetes-manifests", "k8s-manifests", "deployment", "deployments", "statefulset", "cronjob":
			return true
		}
	}
	return false
}

func (l *loader) python(to []*PyProject, p string, reader func([]byte) (*PyProject, error)) []*PyProject {
	m := parse(l, p, reader)
	if m == nil {
		return to
	}
	m.Path, m.Dir = p, dirOf(p)
	return append(to, m)
}

// parse reads a file and runs its reader, nil if there is nothing to use.
func parse[T any](l *loader, p string, reader func([]byte) (*T, error)) (m *T) {
	src, err := l.read(p)
	if err != nil {
		l.set.Unread = append(l.set.Unread, Diagnostic{p, 0, err.Error()})
		return nil
	}
	if len(src) > maxSize {
		l.set.Unread = append(l.set.Unread, Diagnostic{p, 0, fmt.Sprintf("over %d KiB", maxSize>>10)})
		return nil
	}
	// The decoders of TOML and YAML are not ours.
	defer func() {
		if r := recover(); r != nil {
			l.set.Unread = append(l.set.Unread, Diagnostic{p, 0, fmt.Sprintf("the reader broke down: %v", r)})
			m = nil
		}
	}()
	m, err = reader(src)
	if err != nil {
		text := err.Error()
		if at, found := errors.AsType[*lineError](err); found {
			text = at.err.Error()
		}
		l.report(p, errorLine(err), text)
	}
	return m
}

// below joins a path found in a file of the folder dir, and is false when it
// leads out of the root.
func below(dir, rel string) (string, bool) {
	rel = strings.ReplaceAll(rel, `\`, "/")
	if path.IsAbs(rel) {
		return "", false
	}
	p := path.Join(dir, rel)
	return p, p != ".." && !strings.HasPrefix(p, "../")
}

// members reports the patterns of a workspace that lead out of the root, where
// nothing can match them.
func (l *loader) members(p, dir string, patterns []string) {
	for _, pattern := range patterns {
		if _, inside := below(dir, strings.TrimPrefix(pattern, "!")); !inside {
			l.report(p, 0, fmt.Sprintf("workspace %s leads out of the repository: not read", pattern))
		}
	}
}

// links reports the dependencies whose folders lie out of the root.
func (l *loader) links(m *Package) {
	for _, d := range m.Dependencies {
		for _, protocol := range []string{"file:", "link:", "portal:"} {
			target, found := strings.CutPrefix(d.Spec, protocol)
			if _, inside := below(m.Dir, target); found && !inside {
				l.report(m.Path, d.Line, fmt.Sprintf("dependency %s, %s, leads out of the repository: not read", d.Name, d.Spec))
			}
		}
	}
}

// requirements reads a file unless it was read before, which ends cycles.
func (l *loader) requirements(p string) {
	if l.seen[p] {
		return
	}
	l.seen[p] = true
	if m := parse(l, p, readRequirements); m != nil {
		m.Path, m.Dir = p, dirOf(p)
		l.set.Requirements = append(l.set.Requirements, m)
		l.including = append(l.including, m)
	}
}

// maxIncluded bounds the requirements files that are read only because others
// include them.
const maxIncluded = 1000

// includes reads what requirements files include, and what those include.
func (l *loader) includes() {
	last := len(l.set.Requirements) + maxIncluded
	for len(l.including) > 0 {
		r := l.including[0]
		l.including = l.including[1:]
		if len(l.set.Requirements) >= last {
			l.report(r.Path, 0, "more than 1,000 files included: the rest is not read")
			break
		}
		for _, include := range r.Includes {
			switch p, inside := below(r.Dir, include.Text); {
			case strings.Contains(include.Text, "://"):
			case !inside:
				l.report(r.Path, include.Line, fmt.Sprintf("%s %s leads out of the repository: not read", include.Name, include.Text))
			default:
				if !l.seen[p] {
					if _, err := l.read(p); errors.Is(err, fs.ErrNotExist) {
						l.report(r.Path, include.Line, fmt.Sprintf("%s %s names no file of the repository", include.Name, include.Text))
						continue
					}
				}
				l.requirements(p)
			}
		}
	}
	slices.SortFunc(l.set.Requirements, func(a, b *Requirements) int { return strings.Compare(a.Path, b.Path) })
}

// config reads a tsconfig file once and makes its folders relative to the root.
func (l *loader) config(p string) *TSConfig {
	if c, found := l.configs[p]; found {
		return c
	}
	c := parse(l, p, readTSConfig)
	l.configs[p] = c
	if c == nil {
		return nil
	}
	c.Path, c.Dir = p, dirOf(p)
	for _, dir := range []*string{&c.BaseURL, &c.RootDir, &c.OutDir} {
		if *dir != "" {
			*dir = l.folder(c, *dir)
		}
	}
	for i := range c.RootDirs {
		c.RootDirs[i] = l.folder(c, c.RootDirs[i])
	}
	if c.Paths != nil {
		c.PathsDir = l.folder(c, ".")
	}
	return c
}

func (l *loader) folder(c *TSConfig, rel string) string {
	rel = strings.TrimPrefix(strings.ReplaceAll(rel, "${configDir}", "."), "./")
	p, inside := below(c.Dir, rel)
	if !inside {
		l.report(c.Path, 0, fmt.Sprintf("%s leads out of the repository: not used", rel))
		return ""
	}
	if p == "" {
		return "."
	}
	return p
}

// inherit completes the tsconfig files by what they extend.
func (l *loader) inherit() {
	for _, p := range l.set.Packages {
		if _, found := l.set.named[p.Name]; !found && p.Name != "" {
			l.set.named[p.Name] = p
		}
	}
	for _, c := range l.set.TSConfigs {
		l.inheritInto(c, nil)
	}
}

// inheritInto takes the bases of a file from behind, as the last wins. The
// chain of files being completed ends cycles.
func (l *loader) inheritInto(c *TSConfig, chain []string) {
	if c.inherited {
		return
	}
	if slices.Contains(chain, c.Path) {
		l.report(chain[0], 0, fmt.Sprintf("extends itself by way of %s", c.Path))
		return
	}
	if len(chain) >= maxDepth {
		l.report(chain[0], 0, "extends a chain of too many files")
		return
	}
	chain = append(chain, c.Path)
	for _, name := range slices.Backward(c.Extends) {
		base := l.base(c, name)
		if base == nil {
			continue
		}
		l.inheritInto(base, chain)
		for _, o := range []struct{ to, from *string }{{&c.BaseURL, &base.BaseURL}, {&c.RootDir, &base.RootDir}, {&c.OutDir, &base.OutDir}, {&c.CheckJS, &base.CheckJS}} {
			if *o.to == "" {
				*o.to = *o.from
			}
		}
		if c.RootDirs == nil {
			c.RootDirs = base.RootDirs
		}
		if c.Paths == nil {
			c.Paths, c.PathsDir = base.Paths, base.PathsDir
		}
	}
	if c.Paths != nil && c.BaseURL != "" {
		c.PathsDir = c.BaseURL
	}
	c.inherited = true
}

// base finds the file that "extends" names: a path, or a file of a package of
// the repository. Those of installed packages hold no paths of the repository.
func (l *loader) base(c *TSConfig, name string) *TSConfig {
	var p string
	var inside bool
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "/") {
		if p, inside = below(c.Dir, name); !inside {
			l.report(c.Path, 0, fmt.Sprintf("extends %s, which leads out of the repository: not read", name))
			return nil
		}
	} else {
		pkg, sub := SplitPackage(name)
		owner := l.set.named[pkg]
		if owner == nil {
			return nil
		}
		if sub == "" {
			sub = "tsconfig.json"
		}
		if p, inside = below(owner.Dir, sub); !inside {
			return nil
		}
	}
	for _, try := range []string{p, p + ".json", p + "/tsconfig.json"} {
		if !strings.HasSuffix(try, ".json") {
			continue
		}
		if known, found := l.configs[try]; found {
			return known
		}
		if _, err := l.read(try); err == nil {
			return l.config(try)
		}
	}
	return nil
}

// SplitPackage splits an npm specifier into the package's name and the path
// inside it, "" for none.
func SplitPackage(spec string) (name, sub string) {
	i := strings.IndexByte(spec, '/')
	if i >= 0 && strings.HasPrefix(spec, "@") {
		if n := strings.IndexByte(spec[i+1:], '/'); n >= 0 {
			i += n + 1
		} else {
			i = -1
		}
	}
	if i < 0 {
		return spec, ""
	}
	return spec[:i], spec[i+1:]
}

// index fills the tables of the nearest manifests.
func (l *loader) index() {
	s := l.set
	for _, p := range s.Packages {
		s.packages[p.Dir] = p
	}
	for _, c := range s.TSConfigs {
		switch name := path.Base(c.Path); {
		case name == "tsconfig.json":
			s.configs[c.Dir] = l.withReferences(c)
		case name == "jsconfig.json" && s.configs[c.Dir] == nil: // sorted before tsconfig.json
			s.configs[c.Dir] = c
		}
	}
	for _, p := range s.SetupCfgs {
		if p.Name != "" {
			s.pyproject[p.Dir] = p
		}
	}
	for _, p := range s.PyProjects {
		if old := s.pyproject[p.Dir]; old == nil || p.Name != "" {
			s.pyproject[p.Dir] = p
		}
	}
}

// withReferences returns the file itself, or the first one it refers to in its
// folder that has path mappings, when it has none: "solution" files, as Vite
// sets them up, hold nothing but references.
func (l *loader) withReferences(c *TSConfig) *TSConfig {
	if c.Paths != nil || c.BaseURL != "" {
		return c
	}
	for _, ref := range c.References {
		p, inside := below(c.Dir, ref)
		if r := l.configs[p]; inside && r != nil && r.Dir == c.Dir && (r.Paths != nil || r.BaseURL != "") {
			return r
		}
	}
	return c
}
