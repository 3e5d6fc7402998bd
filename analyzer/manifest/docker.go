package manifest

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// Dockerfile is a Dockerfile or Containerfile
// (https://docs.docker.com/reference/dockerfile/).
type Dockerfile struct {
	Path, Dir string
	Stages    []Stage

	named map[string]int // stages by name in lower case
}

// Stage is what follows a FROM. Workdir, Cmd and Entrypoint are taken over from
// an earlier stage; for the rest see Resolve.
type Stage struct {
	From string // image or an earlier stage, as written
	Name string // of AS
	Line int

	Workdir    string
	Cmd        Exec
	Entrypoint Exec
	Expose     []string
	Env        []Command // Text is the value
	Copies     []Copy

	base int // index of the stage it starts from, -1 for an image
}

// Exec is a command to run: words, or one text for a shell.
type Exec struct {
	Args  []string // exec form
	Shell string   // shell form
	Line  int      // 0: there is none
}

// Text returns the command in one line.
func (e Exec) Text() string {
	if e.Shell != "" {
		return e.Shell
	}
	return strings.Join(e.Args, " ")
}

// Copy is a COPY or ADD from the build context or, with From, another stage.
type Copy struct {
	From    string
	Sources []string
	Dest    string
	Workdir string // in force at that place
	Line    int
}

// Final returns the stage that is built by default, with all it takes over from
// the stages it starts from, and false if there is none.
func (d *Dockerfile) Final() (Stage, bool) {
	if len(d.Stages) == 0 {
		return Stage{}, false
	}
	last := len(d.Stages) - 1
	return d.Resolve(last), true
}

// Resolve returns a stage, by its index, with all it takes over.
func (d *Dockerfile) Resolve(i int) Stage {
	s := d.Stages[i]
	chain := []int{i}
	for base := s.base; base >= 0; base = d.Stages[base].base { // a base stands before
		chain = append(chain, base)
	}
	s.Expose, s.Env, s.Copies = nil, nil, nil
	for _, at := range slices.Backward(chain) {
		from := &d.Stages[at]
		s.Expose = append(s.Expose, from.Expose...)
		s.Env = append(s.Env, from.Env...)
		s.Copies = append(s.Copies, from.Copies...)
	}
	return s
}

// maxPath is the length in bytes above which Linux takes no path (PATH_MAX in
// limits.h), so that no build gets beyond a longer WORKDIR.
const maxPath = 4096

func readDockerfile(src []byte) (*Dockerfile, error) {
	d := &Dockerfile{named: map[string]int{}}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	escape := byte('\\')
	number, start := 0, 0
	var text []byte // an instruction with its continuation lines
	open := false
	var heredocs []string
	for raw := range bytes.SplitSeq(src, []byte("\n")) {
		number++
		line := bytes.TrimSpace(raw)
		if len(heredocs) > 0 {
			if string(line) == heredocs[0] {
				heredocs = heredocs[1:]
			}
			continue
		}
		if len(line) > 0 && line[0] == '#' { // also between continuation lines
			name, value, _ := strings.Cut(string(line[1:]), "=")
			if d.Stages == nil && strings.EqualFold(strings.TrimSpace(name), "escape") && strings.TrimSpace(value) == "`" {
				escape = '`'
			}
			continue
		}
		if !open {
			text, start = text[:0], number
		}
		if len(line) == 0 {
			continue
		}
		if line[len(line)-1] == escape {
			text = append(append(text, line[:len(line)-1]...), ' ')
			open = true
			continue
		}
		text = append(text, line...)
		open = false
		heredocs = d.instruction(string(text), start)
	}
	if open {
		d.instruction(string(text), start)
	}
	return d, nil
}

// instruction adds one instruction and returns the end marks of the here
// documents it opens.
func (d *Dockerfile) instruction(text string, line int) (heredocs []string) {
	name, rest, _ := strings.Cut(strings.ReplaceAll(text, "\t", " "), " ")
	rest = strings.TrimSpace(rest)
	name = strings.ToUpper(name)
	if name == "ONBUILD" {
		return nil
	}
	if name == "FROM" {
		words := withoutFlags(strings.Fields(rest))
		if len(words) == 0 {
			return nil
		}
		s := Stage{From: words[0], Line: line, base: -1}
		if base, found := d.named[strings.ToLower(s.From)]; found {
			b := &d.Stages[base]
			s.base, s.Workdir, s.Cmd, s.Entrypoint = base, b.Workdir, b.Cmd, b.Entrypoint
		}
		if len(words) >= 3 && strings.EqualFold(words[1], "as") {
			s.Name = words[2]
			d.named[strings.ToLower(s.Name)] = len(d.Stages)
		}
		d.Stages = append(d.Stages, s)
		return nil
	}
	if d.Stages == nil { // ARG before FROM
		return nil
	}
	s := &d.Stages[len(d.Stages)-1]
	switch name {
	case "CMD":
		s.Cmd = execForm(rest, line)
	case "ENTRYPOINT":
		s.Entrypoint = execForm(rest, line)
		s.Cmd = Exec{} // the base's no longer holds
	case "WORKDIR":
		switch {
		case strings.HasPrefix(rest, "/") || s.Workdir == "":
			s.Workdir = rest
		case len(s.Workdir)+len(rest) < maxPath:
			s.Workdir = strings.TrimSuffix(s.Workdir, "/") + "/" + rest
		}
	case "EXPOSE":
		s.Expose = append(s.Expose, strings.Fields(rest)...)
	case "ENV":
		s.env(rest, line)
	case "COPY", "ADD":
		s.copy(rest, line)
		return heredocMarks(rest)
	case "RUN":
		return heredocMarks(rest)
	}
	return nil
}

func withoutFlags(words []string) []string {
	for len(words) > 0 && strings.HasPrefix(words[0], "--") {
		words = words[1:]
	}
	return words
}

// execForm reads ["word", …], or takes the text for a shell.
func execForm(text string, line int) Exec {
	e := Exec{Line: line}
	if strings.HasPrefix(text, "[") && json.Unmarshal([]byte(text), &e.Args) == nil {
		return e
	}
	e.Args, e.Shell = nil, text
	return e
}

// env reads `K=V K="a b"` or the old `K a b`.
func (s *Stage) env(text string, line int) {
	name, rest, _ := strings.Cut(text, " ")
	if !strings.Contains(name, "=") {
		s.Env = append(s.Env, Command{name, strings.TrimSpace(rest), line})
		return
	}
	for _, word := range shellWords(text) {
		if name, value, found := strings.Cut(word, "="); found {
			s.Env = append(s.Env, Command{name, value, line})
		}
	}
}

func (s *Stage) copy(text string, line int) {
	c := Copy{Workdir: s.Workdir, Line: line}
	for strings.HasPrefix(text, "--") {
		flag, rest, _ := strings.Cut(text, " ")
		if from, found := strings.CutPrefix(flag, "--from="); found {
			c.From = from
		}
		text = strings.TrimSpace(rest)
	}
	words := execForm(text, line).Args
	if words == nil {
		words = shellWords(text)
	}
	if len(words) < 2 {
		return
	}
	c.Sources, c.Dest = words[:len(words)-1], words[len(words)-1]
	s.Copies = append(s.Copies, c)
}

// heredocMarks returns the end marks of `<<EOF`, `<<-"EOF"` in a RUN or COPY.
func heredocMarks(text string) []string {
	var marks []string
	for word := range strings.FieldsSeq(text) {
		_, mark, found := strings.Cut(word, "<<")
		mark = strings.Trim(strings.TrimPrefix(mark, "-"), `"'`)
		if found && mark != "" && isNameByte(mark[0]) && (mark[0] < '0' || mark[0] > '9') {
			marks = append(marks, mark)
		}
	}
	return marks
}

// shellWords splits at spaces outside quotes and drops the quotes.
func shellWords(text string) []string {
	var words []string
	var word strings.Builder
	inWord := false
	quote := byte(0)
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote, inWord = c, true
		case quote == 0 && (c == ' ' || c == '\t'):
			if inWord {
				words = append(words, word.String())
				word.Reset()
				inWord = false
			}
		default:
			if c == '\\' && quote != '\'' && i+1 < len(text) {
				i++
				c = text[i]
			}
			word.WriteByte(c)
			inWord = true
		}
	}
	if inWord {
		words = append(words, word.String())
	}
	return words
}

// Procfile lists the processes of an application
// (https://devcenter.heroku.com/articles/procfile).
type Procfile struct {
	Path, Dir string
	Processes []Command
}

func readProcfile(src []byte) (*Procfile, error) {
	p := &Procfile{}
	number := 0
	for raw := range bytes.SplitSeq(bytes.TrimPrefix(src, []byte("\ufeff")), []byte("\n")) {
		number++
		name, text, found := strings.Cut(string(raw), ":")
		name, text = strings.TrimSpace(name), strings.TrimSpace(text)
		if found && name != "" && name[0] != '#' {
			p.Processes = append(p.Processes, Command{name, text, number})
		}
	}
	return p, nil
}

// Compose is a compose file (https://docs.docker.com/reference/compose-file/).
type Compose struct {
	Path, Dir string
	Services  []ComposeService
}

// ComposeService is a service of a compose file.
type ComposeService struct {
	Name       string
	Line       int
	Image      string
	Build      string // folder of the build, relative to Dir; "" when the image is not built here
	Dockerfile string // relative to Build; "" for the usual name
	Target     string
	Command    Exec
	Entrypoint Exec
	WorkingDir string
	Ports      []string
	Env        []Command
	DependsOn  []string
}

func readCompose(src []byte) (*Compose, error) {
	v, err := parseYAML(src)
	c := &Compose{}
	for _, f := range v.get("services").unique() {
		v := f.value
		s := ComposeService{
			Name:       f.name,
			Line:       f.line,
			Image:      v.get("image").str(),
			Build:      firstOf(v.get("build").str(), v.get("build", "context").str()),
			Dockerfile: v.get("build", "dockerfile").str(),
			Target:     v.get("build", "target").str(),
			Command:    composeExec(v.get("command")),
			Entrypoint: composeExec(v.get("entrypoint")),
			WorkingDir: v.get("working_dir").str(),
		}
		if s.Build == "" && v.get("build").kind == tableKind {
			s.Build = "."
		}
		for _, port := range v.get("ports").items {
			if target := port.get("target").scalar(); target != "" {
				s.Ports = append(s.Ports, firstOf(port.get("published").scalar(), target)+":"+target)
			} else if port.scalar() != "" {
				s.Ports = append(s.Ports, port.scalar())
			}
		}
		for _, item := range v.get("environment").items {
			name, value, _ := strings.Cut(item.str(), "=")
			s.Env = append(s.Env, Command{name, value, item.line})
		}
		for _, e := range v.get("environment").unique() {
			s.Env = append(s.Env, Command{e.name, e.value.scalar(), e.line})
		}
		s.DependsOn = v.get("depends_on").list()
		for _, d := range v.get("depends_on").unique() {
			s.DependsOn = append(s.DependsOn, d.name)
		}
		c.Services = append(c.Services, s)
	}
	return c, err
}

func composeExec(v value) Exec {
	switch v.kind {
	case stringKind:
		return Exec{Shell: v.text, Line: v.line}
	case listKind:
		e := Exec{Line: v.line}
		for _, item := range v.items {
			e.Args = append(e.Args, item.scalar())
		}
		return e
	default:
		return Exec{}
	}
}
