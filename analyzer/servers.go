package analyzer

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/stackfit/stackfit/analyzer/manifest"
	"github.com/stackfit/stackfit/analyzer/program"
)

// Server is how a command runs a Python web application.
type Server struct {
	Name    string // "gunicorn"
	Workers WorkerClass
	What    string // "process web of Procfile"
	Path    string
	Line    int
}

// WorkerClass says how a server's process serves several clients at a time.
type WorkerClass uint8

// Worker classes.
const (
	UnknownWorkers WorkerClass = iota // a configuration that is not read, or put together
	SyncWorkers                       // one client at a time in each process
	ThreadWorkers                     // a thread for each client
	GreenWorkers                      // gevent, eventlet
	LoopWorkers                       // ASGI, Tornado, aiohttp
	Development                       // the server a framework brings for development
)

// Servers returns how the manifests run the web application of a Python
// service.
func (x *Service) Servers() []Server {
	if x.lang != program.Python {
		return nil
	}
	s := x.index
	var out []Server
	for _, st := range s.starts {
		if !st.deploy || st.module < 0 && !s.alone(x, st.path) || st.module >= 0 && s.owner[st.module] != x {
			continue
		}
		if srv, ok := s.webServer(x, st.words, dirOf(st.path)); ok {
			srv.What, srv.Path, srv.Line = st.what, st.path, st.line
			out = append(out, srv)
			continue
		}
		for _, w := range st.words { // an entry point script
			if !strings.HasSuffix(w, ".sh") {
				continue
			}
			for _, line := range s.shellLines(dirOf(st.path), w) {
				if srv, ok := s.webServer(x, strings.Fields(line), dirOf(st.path)); ok {
					srv.What, srv.Path, srv.Line = st.what, st.path, st.line
					out = append(out, srv)
				}
			}
		}
	}
	return out
}

// alone reports whether a service is the only Python one that a command of a
// manifest can mean: the one that answers clients at or below its folder.
func (s *serviceIndex) alone(x *Service, file string) bool {
	dir := dirOf(file)
	for _, o := range s.services {
		if o.lang == program.Python && o.Answers() && o != x && (dir == "" || o.dir == dir || below(dir, o.dir)) {
			return false
		}
	}
	return x.Answers() && (dir == "" || x.dir == dir || below(dir, x.dir) || below(x.dir, file))
}

// webServer reads a command line that runs a web application, as the servers'
// manuals describe it (https://docs.gunicorn.org/en/stable/settings.html,
// https://uwsgi-docs.readthedocs.io/en/latest/Options.html).
func (s *serviceIndex) webServer(x *Service, words []string, dir string) (Server, bool) {
	for i, w := range words {
		name := strings.TrimRight(path.Base(w), "0123456789.")
		rest := words[i+1:]
		switch name {
		case "install", "pip", "echo", "which", "pkill", "killall", "apt-get", "apk":
			return Server{}, false // it only speaks of a server
		case "gunicorn":
			return Server{Name: name, Workers: s.gunicorn(x, rest, dir)}, true
		case "uwsgi":
			return Server{Name: name, Workers: uwsgi(rest)}, true
		case "uvicorn", "hypercorn", "daphne", "granian":
			return Server{Name: name, Workers: LoopWorkers}, true
		case "fastapi":
			if len(rest) > 0 && (rest[0] == "run" || rest[0] == "dev") {
				return Server{Name: name, Workers: LoopWorkers}, true
			}
		case "waitress-serve":
			return Server{Name: name, Workers: ThreadWorkers}, true
		case "flask":
			if slices.Contains(rest, "run") {
				return Server{Name: "flask run", Workers: Development}, true
			}
		case "manage.py":
			if len(rest) > 0 && rest[0] == "runserver" {
				return Server{Name: "manage.py runserver", Workers: Development}, true
			}
		}
	}
	return Server{}, false
}

// gunicorn returns the worker class that gunicorn's options, its configuration
// and the environment ask for.
func (s *serviceIndex) gunicorn(x *Service, words []string, dir string) WorkerClass {
	for _, env := range s.variable("GUNICORN_CMD_ARGS") {
		words = append(slices.Clip(words), strings.Fields(env)...)
	}
	class, classSet := option(words, "-k", "--worker-class")
	threads, threadsSet := option(words, "", "--threads")
	config, given := option(words, "-c", "--config")
	config = strings.TrimPrefix(strings.TrimPrefix(config, "file:"), "python:")
	if !given {
		config = "gunicorn.conf.py"
	}
	known := !given
	for _, at := range []struct{ dir, name string }{{dir, config}, {x.dir, config}, {x.dir, path.Base(config)}} {
		mod := s.moduleAt(at.dir, at.name)
		if mod < 0 {
			continue
		}
		known = true
		if !classSet {
			class, classSet = s.prog.Setting(mod, "worker_class")
		}
		if !threadsSet {
			threads, threadsSet = s.prog.Setting(mod, "threads")
		}
		break
	}
	switch {
	case class != "":
	case classSet || !known || slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, "$") }):
		return UnknownWorkers
	default:
		class = "sync"
	}
	switch n, err := strconv.Atoi(threads); {
	case class != "sync":
		return workerClass(class)
	case threadsSet && err != nil:
		return UnknownWorkers
	case n > 1:
		return ThreadWorkers
	default:
		return SyncWorkers
	}
}

func workerClass(name string) WorkerClass {
	name = strings.ToLower(strings.Trim(name, `"'`))
	switch {
	case name == "sync":
		return SyncWorkers
	case name == "gthread":
		return ThreadWorkers
	case strings.Contains(name, "gevent"), strings.Contains(name, "eventlet"):
		return GreenWorkers
	case strings.Contains(name, "uvicorn"), strings.Contains(name, "aiohttp"), strings.Contains(name, "tornado"), strings.Contains(name, "hypercorn"), strings.Contains(name, "asgi"):
		return LoopWorkers
	}
	return UnknownWorkers
}

// uwsgi returns how uWSGI serves with options of its command line.
func uwsgi(words []string) WorkerClass {
	class := SyncWorkers
	for _, w := range words {
		name, _, _ := strings.Cut(strings.TrimLeft(w, "-"), "=")
		switch {
		case name == "gevent" || name == "asyncio" || name == "async" || name == "ugreen":
			return GreenWorkers
		case name == "threads":
			class = ThreadWorkers
		case name == "ini" || name == "yaml" || name == "json" || name == "xml" || name == "emperor" || strings.HasPrefix(w, "$"),
			strings.HasSuffix(w, ".ini"), strings.HasSuffix(w, ".yaml"), strings.HasSuffix(w, ".yml"):
			return UnknownWorkers
		}
	}
	return class
}

// option returns the value of an option of a command line, and whether it is
// given.
func option(words []string, short, long string) (string, bool) {
	for i, w := range words {
		if v, ok := strings.CutPrefix(w, long+"="); ok {
			return v, true
		}
		if v, ok := strings.CutPrefix(w, short); ok && short != "" && v != "" && !strings.HasPrefix(w, "--") {
			return strings.TrimPrefix(v, "="), true
		}
		if (w == long || w == short && short != "") && i+1 < len(words) {
			return words[i+1], true
		}
	}
	return "", false
}

// variable returns the values that Dockerfiles and compose files give a
// variable.
func (s *serviceIndex) variable(name string) []string {
	var out []string
	add := func(env []manifest.Command) {
		for _, e := range env {
			if e.Name == name {
				out = append(out, e.Text)
			}
		}
	}
	for _, d := range s.im.manifests.Dockerfiles {
		if stage, ok := d.Final(); ok {
			add(stage.Env)
		}
	}
	for _, c := range s.im.manifests.Composes {
		for i := range c.Services {
			add(c.Services[i].Env)
		}
	}
	return out
}

// SocketServers returns the calls by which a service keeps sockets open for
// clients with a library that takes a thread or a process for each, and those
// of Channels, which needs an ASGI server.
func (x *Service) SocketServers() []Use {
	cat := x.index.prog.Catalogs[x.lang]
	var out []Use
	for _, u := range x.Uses("websocket") {
		if u.Call == 0 || emits(x.index.prog, u) {
			continue
		}
		for _, f := range cat.FrameworksOfCall(u.Name) {
			if f.Kind == "realtime" && (f.Concurrency != "event-loop" || f.Name == "channels") {
				out = append(out, u)
				break
			}
		}
	}
	return out
}

// emits reports whether a call makes an object that only sends to the clients
// of another process, through a queue.
func emits(prog *program.Program, u Use) bool {
	c := &prog.Modules[u.In.Module].Calls[u.Call]
	_, queue := prog.Option(int(u.In.Module), u.Call, "message_queue")
	return queue && c.Args.Count == 1
}

// Sets reports whether the call of a use sets an option.
func (p *Pass) Sets(u Use, option string) bool {
	_, set := p.Program.Option(int(u.In.Module), u.Call, option)
	return set
}

// RunsOnLoop reports whether a service starts a framework that serves requests
// on an event loop.
func (x *Service) RunsOnLoop() bool {
	return slices.ContainsFunc(x.runs, func(f frameworkUse) bool { return f.Kind == "http-api" && f.Concurrency == "event-loop" })
}

// Runs returns where a service starts a framework that makes it a kind of
// service. It is false when it starts none.
func (x *Service) Runs(kind string) (Use, bool) {
	f := x.runOf(kind)
	if f == nil {
		return Use{}, false
	}
	return Use{Mention: f.Mention, Imply: f.Call == 0}, true
}

// Imports reports whether product code of a service imports and uses one of
// some packages.
func (x *Service) Imports(packages ...string) bool {
	for _, i := range x.modules {
		for _, name := range x.index.facts[i].imports {
			top, _, _ := strings.Cut(name, ".")
			if slices.Contains(packages, top) {
				return true
			}
		}
	}
	return false
}
