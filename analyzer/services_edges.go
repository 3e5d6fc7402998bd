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

// join says how the services hang together.
func (s *serviceIndex) join() finding.Between {
	b := finding.Between{Edges: []finding.Edge{}}
	if len(s.services) > 1 {
		b.Edges = s.edges()
		s.sharedTypes()
		b.Second = s.secondLanguage()
	}
	return b
}

// edges collects what joins services, one edge for each kind, name and pair,
// sorted by the services' order.
func (s *serviceIndex) edges() []finding.Edge {
	f := &edgeFinder{serviceIndex: s, deployments: s.deployments(), seen: map[edgeKey]int{}, order: map[*Service]int{}}
	for i, x := range s.services {
		f.order[x] = i
	}
	f.peers = s.peers(f.deployments)
	for _, x := range s.services {
		f.addresses(x)
		f.spawned(x)
		f.imported(x)
	}
	f.queues()
	f.rpc()
	f.databases()
	slices.SortStableFunc(f.found, func(a, b Edge) int {
		return cmp.Or(cmp.Compare(f.order[a.Source], f.order[b.Source]), cmp.Compare(f.order[a.Target], f.order[b.Target]), strings.Compare(a.Kind, b.Kind), strings.Compare(a.Name, b.Name))
	})
	out := make([]finding.Edge, len(f.found))
	for i := range f.found {
		out[i] = f.found[i].Edge
	}
	s.reached = f.found
	return out
}

// edgeFinder collects edges.
type edgeFinder struct {
	*serviceIndex

	deployments []deployment
	peers       *peers
	order       map[*Service]int
	seen        map[edgeKey]int // positions in found
	found       []Edge
}

type edgeKey struct {
	from, to   *Service
	kind, name string
}

// Edge says that one service reaches another, with the code that shows it.
type Edge struct {
	finding.Edge

	Source, Target *Service
	Places         []EdgePlace
}

// EdgePlace is code that reaches another service.
type EdgePlace struct {
	Module int
	Calls  []program.CallID // that get the address or name, the nearest first
	Fixed  bool             // it is an address of this machine that no setting changes
}

// Edges returns what joins the services of the repository.
func (p *Pass) Edges() []Edge {
	return p.services.reached
}

func (f *edgeFinder) add(from, to *Service, kind, name string, here, far finding.Reason, at EdgePlace) {
	if from == to || to == nil {
		return
	}
	k := edgeKey{from, to, kind, name}
	i, seen := f.seen[k]
	if !seen {
		i = len(f.found)
		f.seen[k] = i
		f.found = append(f.found, Edge{Edge: finding.Edge{From: from.Ref(), To: to.Ref(), Kind: kind, Name: name, Here: here, Far: far}, Source: from, Target: to})
	}
	if at.Module >= 0 {
		f.found[i].Places = append(f.found[i].Places, at)
	}
}

// code is a place of an edge with the calls that reach the other side.
func code(mod int, calls ...program.CallID) EdgePlace { return EdgePlace{Module: mod, Calls: calls} }

var notCode = EdgePlace{Module: -1}

func (f *edgeFinder) here(mod int, pos uint32, text string) finding.Reason {
	return finding.Reason{Text: text, Path: f.prog.Modules[mod].Path, Line: f.lineOf(mod, pos)}
}

// addresses finds the services that a service asks by URL, or by the name of a
// setting that holds one.
func (f *edgeFinder) addresses(x *Service) {
	type standIn struct { // for a setting that is not set
		use program.TextUse
		mod int
		to  *listener
	}
	var standIns []standIn
	for _, i := range x.modules {
		m := f.prog.Modules[i]
		for _, u := range m.TextUses(func(text string) bool { _, ok := parseAddress(text); return ok }) {
			a, _ := parseAddress(u.Text)
			if f.says(m, &u) {
				continue
			}
			if to := f.peers.at(a, x); to != nil && u.Choice {
				standIns = append(standIns, standIn{u, i, to})
			} else if to != nil {
				f.add(x, to.service, protocol(a.scheme, m, &u), a.host+portSuffix(a.port), f.here(i, u.Pos, quoted(u.Text)), to.Reason, EdgePlace{i, u.Calls, a.local() && !u.Choice})
			}
		}
	}
	set := map[string]bool{}
	for _, e := range f.settings(x, f.deployments) {
		a, ok := parseAddress(e.value)
		if !ok && !strings.Contains(e.value, "/") && endsLikeHost(e.name) {
			a, ok = address{host: strings.ToLower(e.value)}, e.value != ""
		}
		set[e.name] = set[e.name] || e.value != ""
		to := f.peers.at(a, x)
		if !ok || to == nil || declares(e.name) {
			continue
		}
		if at, said := f.reads(x, e.name); said {
			far := finding.Reason{Text: e.name + "=" + e.value, Path: e.file, Line: e.line}
			f.add(x, to.service, protocol(a.scheme, nil, nil), e.name, f.here(int(at.In.Module), at.Pos, "reads "+e.name), far, code(int(at.In.Module)))
		}
	}
	for _, i := range x.modules {
		for _, n := range f.prog.Modules[i].SettingNames() {
			stem := stemOf(n.Name)
			if stem == "" || set[n.Name] || declares(n.Name) {
				continue
			}
			if to := f.named(x, stem); to != nil {
				far := finding.Reason{Text: "service " + to.Root, Path: to.Manifest}
				if p, line := to.Place(); far.Path == "" {
					far.Path, far.Line = p, line
				}
				f.add(x, to, "http", n.Name, f.here(i, n.Pos, "reads "+n.Name), far, code(i))
			}
		}
	}
	for _, u := range standIns {
		a, _ := parseAddress(u.use.Text)
		if kind := protocol(a.scheme, f.prog.Modules[u.mod], &u.use); !f.joins(x, u.to.service, kind) {
			f.add(x, u.to.service, kind, a.host+portSuffix(a.port), f.here(u.mod, u.use.Pos, quoted(u.use.Text)), u.to.Reason, code(u.mod, u.use.Calls...))
		}
	}
	if x.pkg != nil {
		f.proxy(x, x.pkg.Proxy, x.pkg.Path)
	}
	for _, c := range f.im.manifests.Frontends {
		if x.lang == program.JavaScript && c.Dir == x.dir {
			for _, p := range c.Proxies {
				f.proxy(x, p, c.Path)
			}
		}
	}
}

// proxy adds an edge for requests that a frontend's server sends on.
func (f *edgeFinder) proxy(x *Service, p manifest.Command, file string) {
	a, ok := parseAddress(p.Text)
	if !ok {
		return
	}
	if to := f.peers.at(a, x); to != nil && !f.joins(x, to.service, "http") {
		f.add(x, to.service, "http", a.host+portSuffix(a.port), finding.Reason{Text: "sends " + p.Name + " on to " + p.Text, Path: file, Line: p.Line}, to.Reason, notCode)
	}
}

// reads returns where the code of a service names a setting.
func (f *edgeFinder) reads(x *Service, name string) (program.Mention, bool) {
	for _, i := range x.modules {
		m := f.prog.Modules[i]
		pos, said := m.Says(name)
		if !said && m.Lang == program.Python {
			pos, said = m.Says(strings.ToLower(name)) // a field of pydantic's settings
		}
		if said {
			return program.Mention{In: program.FuncRef{Module: int32(i)}, Pos: pos, Name: name}, true
		}
	}
	return program.Mention{}, false
}

func quoted(text string) string {
	const shown = 80
	if len(text) > shown {
		text = strings.ToValidUTF8(text[:shown], "") + "…"
	}
	return text
}

func portSuffix(port string) string {
	if port == "" {
		return ""
	}
	return ":" + port
}

// protocol names what is spoken at an address.
func protocol(scheme string, m *program.Module, u *program.TextUse) string {
	switch scheme {
	case "ws", "wss":
		return "websocket"
	case "grpc", "grpcs", "dns":
		return "grpc"
	case "":
		if u != nil {
			for _, c := range u.Calls {
				if strings.HasSuffix(m.CalledName(c), "_channel") {
					return "grpc"
				}
			}
		}
	}
	return "http"
}

// says reports whether a text with an address is only told: in a log, a list of
// allowed origins, an API's description, a redirect.
func (*edgeFinder) says(m *program.Module, u *program.TextUse) bool {
	for _, c := range u.Calls {
		switch m.CalledName(c) {
		case "log", "info", "warn", "error", "debug", "warning", "print", "log_message", "success", "exception",
			"cors", "enableCors", "CORS", "add_middleware", "redirect", "RedirectResponse", "setHeader", "setTitle", "addServer", "helmet",
			"listen", "run", "toBe", "toEqual", "describe":
			return true
		}
	}
	return slices.ContainsFunc(u.Names, declares)
}

// declares reports whether a name is one of what a server says of itself and of
// whom it lets in, rather than of whom it asks.
func declares(name string) bool {
	for _, w := range wordsOf(name) {
		switch w {
		case "origin", "origins", "cors", "servers", "redirect", "redirects", "allowed", "allow", "whitelist", "trusted", "csrf", "callback",
			"frontend", "client", "homepage", "docs", "swagger", "issuer", "audience", "referer", "placeholder", "example", "description",
			"message", "csp", "license", "contact", "site", "self", "proxy":
			return true
		}
	}
	return false
}

// wordsOf splits a name in camel case, with low lines or hyphens into words in
// small letters.
func wordsOf(name string) []string {
	var words []string
	start := 0
	cut := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(name[start:end]))
		}
	}
	for i := range len(name) {
		c := name[i]
		switch {
		case c == '_' || c == '-' || c == '.' || c == '/' || c == '@' || c == ' ':
			cut(i)
			start = i + 1
		case 'A' <= c && c <= 'Z' && i > start && (name[i-1] < 'A' || name[i-1] > 'Z'):
			cut(i)
			start = i
		}
	}
	cut(len(name))
	return words
}

// addressWords end the names of settings that hold an address.
var addressWords = []string{"url", "uri", "host", "addr", "address", "endpoint", "base", "api", "service", "server", "baseurl", "root", "http", "grpc"}

func endsLikeHost(name string) bool {
	w := wordsOf(name)
	return len(w) > 1 && (w[len(w)-1] == "host" || w[len(w)-1] == "addr" || w[len(w)-1] == "address" || w[len(w)-1] == "hostname")
}

// stemOf returns whom a setting such as ML_SERVICE_URL speaks of, "ml", and ""
// for names of another kind.
func stemOf(name string) string {
	w := wordsOf(name)
	for _, prefix := range []string{"vite", "react", "next", "nuxt", "public", "app"} {
		if len(w) > 2 && w[0] == prefix {
			w = w[1:]
		}
	}
	n := len(w)
	if n < 2 || !slices.Contains([]string{"url", "uri", "host", "addr", "address", "endpoint", "baseurl"}, w[n-1]) {
		return ""
	}
	for n > 1 && slices.Contains(addressWords, w[n-1]) {
		n--
	}
	return strings.Join(w[:n], "-")
}

// named returns the backend that a stem means: whose folder, package or process
// of a deployment has that name, with or without "service".
func (f *edgeFinder) named(from *Service, stem string) *Service {
	bare := func(name string) string {
		w := wordsOf(name[strings.LastIndexByte(name, '/')+1:])
		for n := len(w); n > 1 && slices.Contains([]string{"service", "server", "api", "svc", "app"}, w[n-1]); n = len(w) {
			w = w[:n-1]
		}
		return strings.Join(w, "-")
	}
	var found *Service
	for _, x := range f.services {
		if x == from || !x.Backend() || x.dir == "" || bare(path.Base(x.dir)) != bare(stem) {
			continue
		}
		if found != nil && found.dir != x.dir {
			return nil
		}
		if found == nil {
			found = x
		}
	}
	for i := range f.deployments {
		d := &f.deployments[i]
		for _, name := range d.names {
			if found == nil && d.service != from && d.service.Backend() && bare(name) == bare(stem) {
				found = d.service
			}
		}
	}
	return found
}

// spawned finds the services whose scripts a service starts as processes.
func (f *edgeFinder) spawned(x *Service) {
	for _, i := range x.modules {
		for _, sp := range f.facts[i].spawns {
			words := sp.words
			for _, w := range sp.words {
				if path.Ext(w) == ".sh" {
					words = append(slices.Clip(words), f.script(i, w)...)
				}
			}
			for _, w := range words {
				ext := path.Ext(w)
				if ext != ".py" && ext != ".js" && ext != ".mjs" && ext != ".ts" {
					continue
				}
				to := f.scriptAt(dirOf(f.prog.Modules[i].Path), w)
				if to < 0 || f.owner[to] == nil {
					continue
				}
				far := finding.Reason{Text: "is started as a process", Path: f.prog.Modules[to].Path}
				f.add(x, f.owner[to], "subprocess", path.Base(w), f.here(i, sp.Pos, sp.Name+" starts "+w), far, code(i, sp.Call))
			}
		}
	}
}

// scriptAt returns the module of a script that is started from a folder: there,
// in one above it, or the only one of its name.
func (s *serviceIndex) scriptAt(dir, name string) int {
	clean := strings.TrimPrefix(path.Clean("/"+strings.TrimPrefix(name, "/app/")), "/")
	for at := dir; ; at = dirOf(at) {
		if i, ok := s.im.byPath[path.Join(at, clean)]; ok {
			return i
		}
		if at == "" {
			break
		}
	}
	only := -1
	for i, m := range s.prog.Modules {
		if path.Base(m.Path) == path.Base(clean) && s.prog.Roles[i] == program.ProductFile {
			if only >= 0 {
				return -1
			}
			only = i
		}
	}
	return only
}

// imported finds the packages of the repository that a service imports.
func (f *edgeFinder) imported(x *Service) {
	told := map[*Service]bool{nil: true, x: true}
	for _, i := range x.modules {
		for _, t := range f.prog.ImportedModules(i) {
			to := f.owner[t]
			if told[to] || to.dir == x.dir || to.main >= 0 {
				continue
			}
			told[to] = true
			name := to.Root
			if to.pkg != nil && to.pkg.Name != "" {
				name = to.pkg.Name
			}
			pos := uint32(0)
			m := f.prog.Modules[i]
			for id := 1; id < len(m.Imports); id++ {
				if f.prog.ImportTarget(i, program.ImportID(id)) == t {
					pos = m.Imports[id].Pos
					break
				}
			}
			f.add(x, to, "package", name, f.here(i, pos, "imports "+name), finding.Reason{Text: "package " + name, Path: cmp.Or(to.Manifest, f.prog.Modules[t].Path)}, code(i))
		}
	}
}

// deployment is a process of a deployment that runs a service.
type deployment struct {
	service   *Service
	kind      string // "service", "Deployment"
	names     []string
	file      string
	line      int
	published []manifest.Command // ports of the machine: Text
	env       []manifest.Command
	needs     []string // other processes it waits for
}

func (d *deployment) what() string { return d.kind + " " + d.names[0] + " of " + path.Base(d.file) }

// deployments returns the processes of compose files that run services of the
// repository.
func (s *serviceIndex) deployments() []deployment {
	if s.running != nil {
		return s.running
	}
	out := []deployment{}
	for _, c := range s.im.manifests.Composes {
		for i := range c.Services {
			svc := &c.Services[i]
			x := s.composed(c, svc)
			if x == nil {
				continue
			}
			d := deployment{service: x, kind: "service", names: []string{svc.Name}, file: c.Path, line: svc.Line, env: svc.Env, needs: svc.DependsOn}
			for _, p := range svc.Ports {
				parts := strings.Split(substituted(p), ":")
				if len(parts) > 1 {
					d.published = append(d.published, manifest.Command{Text: substituted(parts[len(parts)-2])})
				}
			}
			out = append(out, d)
		}
	}
	out = append(out, s.workloads()...)
	s.running = out
	return out
}

// workloads returns the containers of Kubernetes objects that run services of
// the repository, with the names that lead to them.
func (s *serviceIndex) workloads() []deployment {
	var out []deployment
	names := map[string][]string{} // of services, by the workload they select
	for _, k := range s.im.manifests.Kubernetes {
		for _, svc := range k.Services {
			if svc.Name != svc.Selector {
				names[svc.Selector] = append(names[svc.Selector], svc.Name)
			}
		}
	}
	for _, k := range s.im.manifests.Kubernetes {
		for i := range k.Containers {
			c := &k.Containers[i]
			var x *Service
			for j := range s.starts {
				if st := &s.starts[j]; st.module >= 0 && st.path == k.Path && st.line == c.Command.Line && st.line > 0 {
					x = s.owner[st.module]
				}
			}
			if x == nil {
				x = s.builtFrom(s.imaged(c.Image))
			}
			if x != nil {
				out = append(out, deployment{service: x, kind: c.Kind, names: append([]string{c.Workload}, names[c.Workload]...), file: k.Path, line: c.Line, env: c.Env})
			}
		}
	}
	return out
}

// builtFrom returns the service that the image of a folder runs, by what its
// Dockerfile starts, else the only one there.
func (s *serviceIndex) builtFrom(dir string) *Service {
	if dir == "" {
		return nil
	}
	return s.composed(&manifest.Compose{}, &manifest.ComposeService{Build: dir})
}

// composed returns the service that a process of a compose file runs, by the
// module that its command or image starts, else by the folder it is built from.
func (s *serviceIndex) composed(c *manifest.Compose, svc *manifest.ComposeService) *Service {
	for i := range s.starts {
		st := &s.starts[i]
		if st.module >= 0 && st.path == c.Path && st.line > 0 && (st.line == svc.Command.Line || st.line == svc.Entrypoint.Line) {
			if o := s.owner[st.module]; o != nil {
				return o
			}
		}
	}
	if svc.Build == "" || strings.Contains(svc.Build, "://") {
		return nil
	}
	dir := strings.TrimPrefix(path.Join("/", c.Dir, svc.Build), "/")
	dockerfile := path.Join(dir, cmp.Or(svc.Dockerfile, "Dockerfile"))
	for i := range s.starts {
		if st := &s.starts[i]; st.module >= 0 && st.path == dockerfile && s.owner[st.module] != nil {
			return s.owner[st.module]
		}
	}
	var found []*Service
	for _, at := range []string{dir, dirOf(dockerfile)} {
		for _, x := range s.services {
			if x.dir == at && x.main < 0 {
				found = append(found, x)
			}
		}
		if len(found) > 0 {
			break
		}
	}
	if len(found) > 1 { // a service of each language in one folder: what is built is what serves
		found = slices.DeleteFunc(found, func(x *Service) bool { return !x.Backend() && x.Kind != "frontend" })
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// sharedTypes gives the signal of shared types to the backends and frontends of
// JavaScript that import the same package of the repository.
func (s *serviceIndex) sharedTypes() {
	users := map[*Service][]*Edge{} // of libraries
	for i := range s.reached {
		if e := &s.reached[i]; e.Kind == "package" && e.Target.Kind == "library" && e.Source.lang == program.JavaScript && e.Target.lang == program.JavaScript {
			users[e.Target] = append(users[e.Target], e)
		}
	}
	for _, lib := range s.services {
		list := users[lib]
		front := slices.ContainsFunc(list, func(e *Edge) bool { return e.Source.Kind == "frontend" || e.Source.Kind == "bff" })
		back := slices.ContainsFunc(list, func(e *Edge) bool { return e.Source.Backend() })
		if !front || !back {
			continue
		}
		for _, e := range list {
			if x := e.Source; (x.Backend() || x.Kind == "frontend" || x.Kind == "bff") && x.Signal("shared-types") == nil {
				x.Signals = append(x.Signals, finding.Signal{ID: "shared-types", Name: e.Name, Path: e.Here.Path, Line: e.Here.Line, Serving: "no"})
			}
		}
	}
}

// together reports whether two services belong to one product: one reaches the
// other, or one deployment runs both.
func (s *serviceIndex) together(a, b *Service) bool {
	if slices.ContainsFunc(s.reached, func(e Edge) bool { return e.Source == a && e.Target == b || e.Source == b && e.Target == a }) {
		return true
	}
	files := map[string]bool{}
	all := s.deployments()
	for i := range all {
		if all[i].service == a {
			files[all[i].file] = true
		}
	}
	return slices.ContainsFunc(all, func(d deployment) bool { return d.service == b && files[d.file] })
}

// Together reports whether two services belong to one product: one reaches the
// other, or one deployment runs both.
func (p *Pass) Together(a, b *Service) bool { return p.services.together(a, b) }
