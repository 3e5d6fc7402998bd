package analyzer

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/manifest"
	"github.com/stackfit/stackfit/analyzer/program"
)

// started is a command of a manifest and what it starts.
type started struct {
	module int    // -1 when it starts no module of the program
	file   string // what it names
	deploy bool   // of a deployment, or the script that starts the product
	path   string
	line   int
	what   string   // "scripts.start of package.json"
	words  []string // the command line
}

// commands returns what the commands of all manifests start, in the order of
// their weight: deployments, start scripts, main files.
func (s *serviceIndex) commands() []started {
	set := s.im.manifests
	var out []started
	add := func(dir, text, file string, line int, what string, deploy bool) {
		words := strings.FieldsFunc(text, func(r rune) bool {
			return r == ' ' || r == '\t' || r == '"' || r == '\'' || r == '[' || r == ']' || r == ',' || r == '(' || r == ')'
		})
		found := false
		for _, name := range namedFiles(words) {
			if mod := s.moduleAt(dir, name); mod >= 0 {
				out = append(out, started{mod, name, deploy, file, line, what, words})
				found = true
			}
		}
		if !found {
			out = append(out, started{-1, "", deploy, file, line, what, words})
		}
	}
	for _, p := range set.Procfiles {
		for _, c := range p.Processes {
			add(p.Dir, c.Text, p.Path, c.Line, "process "+c.Name+" of "+path.Base(p.Path), true)
		}
	}
	for _, d := range set.Dockerfiles {
		if stage, ok := d.Final(); ok {
			for _, e := range []manifest.Exec{stage.Entrypoint, stage.Cmd} {
				if e.Line > 0 {
					add(d.Dir, e.Text(), d.Path, e.Line, "command of "+path.Base(d.Path), true)
				}
			}
		}
	}
	for _, c := range set.Composes {
		for i := range c.Services {
			svc := &c.Services[i]
			for _, e := range []manifest.Exec{svc.Entrypoint, svc.Command} {
				if e.Line > 0 {
					add(path.Join(c.Dir, svc.Build), e.Text(), c.Path, e.Line, "service "+svc.Name+" of "+path.Base(c.Path), true)
				}
			}
		}
	}
	s.deployCommands(add)
	out = append(out, s.handlers()...)
	for _, p := range set.Packages {
		for _, c := range p.Scripts {
			if starts(c.Name) {
				add(p.Dir, c.Text, p.Path, c.Line, "script "+c.Name+" of package.json", true)
			}
		}
	}
	for _, p := range set.Packages {
		for _, c := range p.Scripts {
			if !starts(c.Name) {
				add(p.Dir, c.Text, p.Path, c.Line, "script "+c.Name+" of package.json", false)
			}
		}
		if p.Main != "" {
			if mod := s.moduleAt(p.Dir, p.Main); mod >= 0 {
				out = append(out, started{mod, p.Main, false, p.Path, 0, "main of package.json", nil})
			}
		}
	}
	return out
}

// deployCommands adds the commands of pm2 and of Kubernetes.
func (s *serviceIndex) deployCommands(add func(dir, text, file string, line int, what string, deploy bool)) {
	set := s.im.manifests
	for _, e := range set.Ecosystems {
		for i := range e.Apps {
			app := &e.Apps[i]
			dir, inside := e.Dir, true
			if cwd := strings.TrimPrefix(app.Cwd, "./"); cwd != "" && !path.IsAbs(cwd) {
				dir = path.Join(e.Dir, cwd)
				inside = !strings.HasPrefix(dir, "..")
			}
			if inside {
				text := strings.TrimSpace(cmp.Or(app.Interpreter, "node") + " " + app.Script + " " + app.Args)
				add(strings.TrimSuffix(dir, "."), text, e.Path, app.Line, "app "+app.Name+" of "+path.Base(e.Path), true)
			}
		}
	}
	for _, k := range set.Kubernetes {
		for i := range k.Containers {
			c := &k.Containers[i]
			if c.Command.Line == 0 {
				continue
			}
			dir := k.Dir
			if x := s.imaged(c.Image); x != "" {
				dir = x
			}
			add(dir, c.Command.Text(), k.Path, c.Command.Line, c.Kind+" "+c.Workload+" of "+path.Base(k.Path), true)
		}
	}
}

// handlers returns the modules of the functions of Serverless configurations.
func (s *serviceIndex) handlers() []started {
	var out []started
	for _, c := range s.im.manifests.Serverless {
		for i := range c.Functions {
			f := &c.Functions[i]
			file := f.Handler
			if dot := strings.LastIndexByte(file, '.'); dot > strings.LastIndexByte(file, '/') {
				file = file[:dot]
			}
			if mod := s.moduleAt(c.Dir, file); mod >= 0 {
				out = append(out, started{mod, f.Handler, true, c.Path, f.Line, "function " + f.Name + " of " + path.Base(c.Path), nil})
			}
		}
	}
	return out
}

// imaged returns the folder that an image is most likely built from: the only
// one with a Dockerfile that has its name, "" for none.
func (s *serviceIndex) imaged(image string) string {
	name, found := manifest.ImageName(image), ""
	for _, d := range s.im.manifests.Dockerfiles {
		if path.Base(d.Dir) == name && name != "" && d.Dir != found {
			if found != "" {
				return ""
			}
			found = d.Dir
		}
	}
	return found
}

// namedFiles returns what may be files or modules among the words of a command
// line: server.js, app/main.py, app.main:app, -m app, -A worker.main.
func namedFiles(words []string) []string {
	var out []string
	for i, w := range words {
		w = strings.TrimSuffix(w, ";")
		switch path.Ext(w) {
		case ".js", ".ts", ".mjs", ".cjs", ".mts", ".py":
			out = append(out, w)
			continue
		default:
		}
		if mod, attr, ok := strings.Cut(w, ":"); ok && isModule(mod) && attr != "" && !strings.HasPrefix(attr, "/") {
			out = append(out, strings.ReplaceAll(mod, ".", "/"))
			continue
		}
		if i == 0 || strings.HasPrefix(w, "-") {
			if _, mod, ok := strings.Cut(w, "--app="); ok && isModule(mod) {
				out = append(out, strings.ReplaceAll(mod, ".", "/"))
			}
			continue
		}
		switch words[i-1] {
		case "-m", "-A", "--app", "-k":
			if isModule(w) {
				out = append(out, strings.ReplaceAll(w, ".", "/"))
			}
		case "gunicorn", "uvicorn", "hypercorn", "daphne", "waitress-serve":
			if isModule(w) {
				out = append(out, strings.ReplaceAll(w, ".", "/"))
			}
		default:
			if isNode(words[i-1]) || words[i-1] == "start" && slices.Contains(words[:i], "pm2") {
				out = append(out, w)
			}
		}
	}
	return out
}

// isModule reports whether a text may be a dotted name of Python.
func isModule(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c != '.' && c != '_' && c != '/' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return s != ""
}

// moduleAt returns the module that a name in a command means in a folder: a
// file, its source, or a Python module, in the folder or one above it. It is -1
// when there is none.
func (s *serviceIndex) moduleAt(dir, name string) int {
	name = strings.TrimPrefix(path.Clean(strings.TrimPrefix(name, "/app/")), "/")
	for {
		base := path.Join(dir, name)
		for _, try := range []string{base, base + ".py", base + "/__main__.py", base + "/__init__.py", path.Join(dir, "src", name) + ".py"} {
			if i, ok := s.im.byPath[try]; ok {
				return i
			}
		}
		if !strings.HasSuffix(name, ".py") {
			if mod := s.im.inPackage(&manifest.Package{Dir: dir}, name); mod >= 0 {
				return mod
			}
		}
		if dir == "" || dir == "." {
			return -1
		}
		dir = dirOf(dir)
	}
}

// startedBy returns the commands that start modules of a service, and those
// whose manifest lies in its folder and that start a tool.
func (s *serviceIndex) startedBy(x *Service) (own []started, tools []started) {
	for _, st := range s.starts {
		switch {
		case st.module >= 0 && s.owner[st.module] == x:
			own = append(own, st)
		case st.module < 0 && x.lang == program.JavaScript && x.pkg != nil && st.path == x.pkg.Path:
			tools = append(tools, st)
		}
	}
	return own, tools
}

func (st *started) text() string { return fmt.Sprintf("%s runs %s", st.what, st.file) }
