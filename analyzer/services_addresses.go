package analyzer

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/manifest"
	"github.com/stackfit/stackfit/analyzer/program"
)

// address is where a text says that somebody listens.
type address struct {
	scheme, host, port string
}

// parseAddress reads a URL or a host with its port, as far as they are
// constant. It is false for other texts and for hosts filled in later.
func parseAddress(text string) (address, bool) {
	if strings.IndexByte(text, ':') < 0 { // most names of a program
		return address{}, false
	}
	a := address{}
	rest := text
	if scheme, after, found := strings.Cut(text, "://"); found {
		a.scheme, rest = strings.ToLower(scheme), after
		switch a.scheme {
		case "http", "https", "ws", "wss", "grpc", "grpcs", "dns":
		default:
			return address{}, false
		}
	}
	rest = strings.TrimLeft(rest, "/") // dns:///host
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		if a.scheme == "" {
			return address{}, false
		}
		rest = rest[:end]
	}
	if _, after, found := strings.Cut(rest, "@"); found {
		rest = after
	}
	a.host, a.port = rest, ""
	if i := strings.LastIndexByte(rest, ':'); i >= 0 && !strings.HasSuffix(rest, "]") {
		a.host, a.port = rest[:i], rest[i+1:]
		if !isPort(a.port) {
			return address{}, false
		}
	}
	a.host = strings.ToLower(strings.Trim(a.host, "[]"))
	if a.scheme == "" && a.port == "" || a.host == "" || strings.ContainsAny(a.host, " {}$<>%\"'`()") {
		return address{}, false
	}
	return a, true
}

func isPort(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != "" && len(s) <= 5
}

// local reports whether an address means the machine that asks.
func (a address) local() bool {
	switch a.host {
	case "localhost", "127.0.0.1", "0.0.0.0", "::1", "host.docker.internal", "::":
		return true
	}
	return false
}

// listener is a service that can be reached by a name or a port.
type listener struct {
	service *Service
	finding.Reason
}

// peers knows who can be reached how.
type peers struct {
	byName map[string][]listener // hosts of deployments
	byPort map[string][]listener // on the same machine
}

func (s *serviceIndex) peers(all []deployment) *peers {
	p := &peers{map[string][]listener{}, map[string][]listener{}}
	note := func(to map[string][]listener, key string, x *Service, r finding.Reason) {
		if key != "" && !slices.ContainsFunc(to[key], func(l listener) bool { return l.service == x }) {
			to[key] = append(to[key], listener{x, r})
		}
	}
	for i := range all {
		d := &all[i]
		for _, name := range d.names {
			note(p.byName, strings.ToLower(name), d.service, finding.Reason{Text: d.what(), Path: d.file, Line: d.line})
		}
		for _, port := range d.published {
			note(p.byPort, port.Text, d.service, finding.Reason{Text: d.what() + " publishes port " + port.Text, Path: d.file, Line: cmp.Or(port.Line, d.line)})
		}
	}
	for _, x := range s.services {
		if x.main < 0 {
			for _, port := range s.ports(x) {
				note(p.byPort, port.Name, x, finding.Reason{Text: port.Text, Path: port.file, Line: port.Line})
			}
		}
	}
	return p
}

// at returns the service that an address means, nil when it is none or when
// several may be meant.
func (p *peers) at(a address, from *Service) *listener {
	found := p.byName[a.host]
	if found == nil {
		if name, _, qualified := strings.Cut(a.host, "."); qualified && (strings.Contains(a.host, ".svc") || strings.HasSuffix(a.host, ".local") || strings.HasSuffix(a.host, ".internal")) {
			found = p.byName[name]
		}
	}
	if found == nil && a.local() {
		found = p.byPort[a.port]
	}
	var serving []*listener
	for i := range found {
		if x := found[i].service; x == from || !x.Backend() && x.Kind != "bff" && x.Kind != "bot" {
			if x == from {
				return nil
			}
			continue
		}
		serving = append(serving, &found[i])
	}
	if len(serving) != 1 {
		return nil
	}
	return serving[0]
}

// port is a port that a service listens on: Name is its number, Text says by
// what it is known.
type port struct {
	manifest.Command
	file string
}

// ports returns the ports on which a service listens, as its code, its commands
// and its image say; what its framework does by default only when nothing is
// said.
func (s *serviceIndex) ports(x *Service) []port {
	var out []port
	add := func(number, text, file string, line int) {
		if isPort(number) && number != "0" && !slices.ContainsFunc(out, func(p port) bool { return p.Name == number }) {
			out = append(out, port{manifest.Command{Name: number, Text: text, Line: line}, file})
		}
	}
	for _, i := range x.modules {
		m := s.prog.Modules[i]
		for id := 1; id < len(m.Calls); id++ {
			for _, number := range listens(m, program.CallID(id)) {
				add(number, "listens on port "+number, m.Path, s.lineOf(i, m.Calls[id].NamePos))
			}
		}
	}
	for _, st := range x.started {
		if number := portOfCommand(st.words); number != "" {
			add(number, st.what+" sets port "+number, st.path, st.line)
		}
	}
	if len(out) == 0 {
		for _, i := range x.modules {
			m := s.prog.Modules[i]
			for _, number := range m.Settings("PORT") {
				pos, _ := m.Says("PORT")
				add(number, "listens on port "+number, m.Path, s.lineOf(i, pos))
			}
		}
	}
	for _, d := range s.im.manifests.Dockerfiles {
		if stage, ok := d.Final(); ok && d.Dir == x.dir && len(out) == 0 {
			for _, e := range stage.Expose {
				number, _, _ := strings.Cut(e, "/")
				add(number, "exposes port "+number, d.Path, stage.Line)
			}
		}
	}
	if len(out) == 0 && x.Backend() {
		for _, f := range x.runs {
			if number := defaultPorts[f.Framework.Name]; number != "" {
				at := int(f.In.Module)
				add(number, "listens on port "+number+", which "+f.Framework.Name+" does by default", s.prog.Modules[at].Path, s.lineOf(at, f.Pos))
			}
		}
	}
	return out
}

// defaultPorts are the ports on which frameworks' development servers listen
// (https://flask.palletsprojects.com/en/stable/quickstart/,
// https://docs.djangoproject.com/en/5.2/ref/django-admin/#runserver,
// https://uvicorn.dev/settings/).
var defaultPorts = map[string]string{"flask": "5000", "django": "8000", "fastapi": "8000", "starlette": "8000"}

// listens returns the ports that a call listens on.
func listens(m *program.Module, id program.CallID) []string {
	c := &m.Calls[id]
	args := m.Args[c.Args.Start : c.Args.Start+c.Args.Count]
	var out []string
	switch m.CalledName(id) {
	case "listen", "run", "run_app", "serve", "run_simple", "start", "listenAsync":
		for i, a := range args {
			switch name := m.Name(a.Name); {
			case name == "port", m.CalledName(id) == "listen" && i == 0 && name == "",
				m.CalledName(id) == "serve" && i == 0 && m.Lang == program.JavaScript:
				out = append(out, m.Numbers(a.Value)...)
			}
		}
	case "bindAsync", "add_insecure_port", "add_secure_port", "bind":
		if len(args) > 0 {
			for _, u := range m.TextsOf(args[0].Value) {
				if i := strings.LastIndexByte(u, ':'); i >= 0 {
					out = append(out, u[i+1:])
				}
			}
		}
	}
	return out
}

// portOfCommand returns the port that a command line sets, "" for none.
func portOfCommand(words []string) string {
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		value := ""
		switch w {
		case "--port", "-p", "-b", "--bind", "--listen":
			value = next
		case "runserver":
			value = cmp.Or(next, "8000")
			if strings.HasPrefix(value, "-") {
				value = "8000"
			}
		default:
			for _, flag := range []string{"--port=", "--bind=", "-b=", "PORT=", "-p="} {
				if v, found := strings.CutPrefix(w, flag); found {
					value = v
				}
			}
		}
		if j := strings.LastIndexByte(value, ':'); j >= 0 {
			value = value[j+1:]
		}
		value = strings.TrimPrefix(strings.TrimRight(value, "}\""), "-") // of ${PORT:-8000}
		if isPort(value) {
			return value
		}
	}
	return ""
}

// setting is a name that a deployment or an example of one gives a value.
type setting struct {
	name, value string
	file        string
	line        int
}

// settings returns what the environment of a service sets: in deployments, in
// its image and in the example of its environment file.
func (s *serviceIndex) settings(x *Service, all []deployment) []setting {
	var out []setting
	for i := range all {
		if d := &all[i]; d.service == x {
			for _, e := range d.env {
				out = append(out, setting{e.Name, substituted(e.Text), d.file, e.Line})
			}
		}
	}
	for _, d := range s.im.manifests.Dockerfiles {
		if stage, ok := d.Final(); ok && d.Dir == x.dir {
			for _, e := range stage.Env {
				out = append(out, setting{e.Name, substituted(e.Text), d.Path, e.Line})
			}
		}
	}
	dirs := []string{x.dir}
	if x.dir != "" {
		dirs = append(dirs, "")
	}
	for _, dir := range dirs {
		for _, name := range []string{".env.example", ".env.sample", ".env.template", ".env.development", ".env.dist", "env.example", "example.env", ".env"} {
			out = append(out, s.environment(path.Join(dir, name))...)
		}
	}
	return out
}

// environment reads an environment file, once.
func (s *serviceIndex) environment(file string) []setting {
	if list, read := s.environments[file]; read {
		return list
	}
	var out []setting
	if src, err := s.tree.ReadPath(file, nil); err == nil && len(src) <= maxEnvironment {
		number := 0
		for line := range strings.SplitSeq(string(src), "\n") {
			number++
			line = strings.TrimPrefix(strings.TrimSpace(line), "export ")
			name, value, found := strings.Cut(line, "=")
			if name = strings.TrimSpace(name); found && name != "" && name[0] != '#' {
				out = append(out, setting{name, substituted(strings.Trim(strings.TrimSpace(value), `"'`)), file, number})
			}
		}
	}
	if s.environments == nil {
		s.environments = map[string][]setting{}
	}
	s.environments[file] = out
	return out
}

// maxEnvironment bounds environment files, in bytes.
const maxEnvironment = 64 << 10

// substituted returns the default of a value such as ${ML_URL:-http://ml:8000}
// (https://docs.docker.com/reference/compose-file/interpolation/).
func substituted(value string) string {
	if inner, found := strings.CutPrefix(value, "${"); found && strings.HasSuffix(inner, "}") {
		inner = strings.TrimSuffix(inner, "}")
		for _, mark := range []string{":-", "-"} {
			if _, fallback, found := strings.Cut(inner, mark); found {
				return fallback
			}
		}
	}
	return value
}
