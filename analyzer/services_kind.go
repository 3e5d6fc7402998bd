package analyzer

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/source"
	"github.com/stackfit/stackfit/analyzer/manifest"
	"github.com/stackfit/stackfit/analyzer/program"
)

// describe fills what a service is from what its modules show.
func (s *serviceIndex) describe(x *Service) {
	own, tools := s.startedBy(x)
	x.started = own
	typed := 0
	reached := s.reachedFromStart(x)
	for _, i := range x.modules {
		for _, r := range s.facts[i].runs {
			if reached == nil || r.Call == 0 || reached[i] && r.Kind != "worker" || len(s.prog.BodiesReaching(r.In)) > 0 {
				x.runs = append(x.runs, r)
			}
		}
		x.uses = append(x.uses, s.facts[i].uses...)
		if s.prog.Modules[i].Flags&program.Typed != 0 {
			typed++
		}
	}
	for i := range own {
		x.declared = x.declared || own[i].deploy
	}
	if !slices.ContainsFunc(x.runs, func(r frameworkUse) bool { return waitsForOthers(r.Kind) }) {
		x.runs = append(x.runs, s.startedElsewhere(x)...)
	}
	x.Files = len(x.modules)
	x.TypeScript = x.lang == program.JavaScript && 2*typed > len(x.modules)
	x.Runtime = s.runtime(x)
	x.Entries = s.registrations(x, x.serving)
	x.Signals = s.signals(x)
	x.Kind = s.kind(x)
	refine(x)
	s.heedKind(x)
	x.Frameworks = frameworks(x)
	x.Concurrency = s.concurrency(x)
	s.entries(x)
	for i := range own {
		if own[i].deploy && len(x.Recognized) < 6 {
			x.Recognized = append(x.Recognized, finding.Reason{Text: own[i].text(), Path: own[i].path, Line: own[i].line})
		}
	}
	for _, t := range tools {
		if t.deploy && x.Kind == "frontend" && len(x.Recognized) < 6 {
			x.Recognized = append(x.Recognized, finding.Reason{Text: t.what + " starts " + first(t.words), Path: t.path, Line: t.line})
		}
	}
	x.Unused = s.unused(x)
	x.Versions = s.versions(x)
}

// reachedFromStart returns the modules that the commands that start a service
// lead to: what else lies in its folder may be started by its path only. It is
// nil where that is not known, because no command names a module or a module
// imports what only shows when it runs.
func (s *serviceIndex) reachedFromStart(x *Service) []bool {
	var from []int
	for _, st := range x.started {
		if st.deploy {
			from = append(from, st.module)
		}
	}
	if len(from) == 0 {
		return nil
	}
	reached := s.importsOf(from)
	runs := false
	for _, i := range x.modules {
		if !reached[i] {
			continue
		}
		m := s.prog.Modules[i]
		for id := 1; id < len(m.Imports); id++ {
			if m.Imports[id].Spec == 0 && m.Imports[id].Level == 0 {
				return nil
			}
		}
		runs = runs || len(m.Calls) > 1
	}
	if !runs {
		return nil
	}
	return reached
}

func first(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

// runOf returns the first framework of a kind that a service starts.
func (x *Service) runOf(kind string) *frameworkUse {
	for i := range x.runs {
		if x.runs[i].Kind == kind {
			return &x.runs[i]
		}
	}
	return nil
}

// kind decides what a service is; "" when it is nothing that anyone would look
// for in a list of services.
func (s *serviceIndex) kind(x *Service) string {
	because := func(f *frameworkUse) {
		mod := int(f.In.Module)
		x.Recognized = append(x.Recognized, finding.Reason{
			Text: f.Mention.Name + " runs here", Path: s.prog.Modules[mod].Path, Line: s.lineOf(mod, f.Pos),
		})
	}
	http, realtime, bot, worker := x.runOf("http-api"), x.runOf("realtime"), x.runOf("bot"), x.runOf("worker")
	graphql, serverless, frontend := x.runOf("graphql"), x.runOf("serverless"), x.runOf("frontend")
	desktop := x.runOf("desktop")
	if desktop != nil && x.lang == program.JavaScript { // what it serves it serves its own windows
		because(desktop)
		return "desktop"
	}
	if s.tool(x, http) {
		http = nil
	}
	routes := 0
	for _, i := range x.serving {
		if s.prog.Roots[i].Role == catalog.Request || s.prog.Roots[i].Role == catalog.SyncRequest || s.prog.Roots[i].Role == catalog.Thread {
			routes++
		}
	}
	switch {
	case bot != nil && (http == nil || routes <= 3):
		because(bot)
		return "bot"
	case graphql != nil && routes <= 3:
		because(graphql)
		return "graphql"
	case http != nil && realtime != nil && routes <= 1:
		because(realtime)
		return "realtime"
	case http != nil:
		because(http)
		return "http-api"
	case graphql != nil:
		because(graphql)
		return "graphql"
	case frontend != nil:
		because(frontend)
		if routes > 0 && frontend.Concurrency == "event-loop" {
			return "bff"
		}
		return "frontend"
	case realtime != nil && !s.tool(x, realtime):
		because(realtime)
		return "realtime"
	case worker != nil && !s.tool(x, worker):
		because(worker)
		return "worker"
	case serverless != nil:
		because(serverless)
		return "serverless"
	case slices.ContainsFunc(x.started, func(st started) bool { return strings.HasPrefix(path.Base(st.path), "serverless.") }):
		return "serverless"
	case desktop != nil:
		because(desktop)
		return "desktop"
	case routes > 0 && x.declared:
		return "http-api"
	}
	return s.quietKind(x)
}

// toolEntries is from how many entries on a program is a server, even when it is
// installed as a command: a preview server has one or two.
const toolEntries = 5

// tool reports whether what a service starts belongs to a command or library
// that others install, and no deployment starts it here.
func (s *serviceIndex) tool(x *Service, f *frameworkUse) bool {
	if f == nil || x.declared {
		return false
	}
	if p := x.pkg; p != nil {
		if len(p.Bin) > 0 {
			return x.Entries < toolEntries
		}
		if !p.Private && (p.Types != "" || len(p.Exports) > 0 || built(p.Module)) {
			return true
		}
	}
	// A library makes its application when it is asked to, a service when its
	// module is loaded.
	named, commands := path.Base(x.Manifest) == "setup.py", 0
	for _, p := range x.pys {
		named = named || p.Name != ""
		commands += len(p.Scripts)
	}
	return named && s.requests(x) < toolEntries && (commands == 0 || f.Kind != "http-api") && (f.In.Func != 0 || f.Call == 0) && len(s.prog.BodiesReaching(f.In)) < 1+bit(f.Call == 0)
}

// built reports whether a package names a compiled file for bundlers, as
// libraries do; "module": "index.ts" is what bun init writes for a program.
func built(module string) bool {
	return module != "" && !strings.HasSuffix(module, ".ts") && !strings.HasSuffix(module, ".tsx")
}

// requests counts the routes of a service.
func (s *serviceIndex) requests(x *Service) int {
	return s.registrations(x, slices.DeleteFunc(slices.Clone(x.serving), func(i int) bool { return consumes(&s.prog.Roots[i]) }))
}

// startedElsewhere returns the servers that the start commands of a service
// lead to in other packages of the repository.
func (s *serviceIndex) startedElsewhere(x *Service) []frameworkUse {
	var from []int
	for _, st := range x.started {
		if st.deploy {
			from = append(from, st.module)
		}
	}
	if len(from) == 0 {
		return nil
	}
	var out []frameworkUse
	for i, in := range s.importsOf(from) {
		if in && s.owner[i] != x {
			if r := s.facts[i].serverRun(); r != nil {
				out = append(out, *r)
			}
		}
	}
	return out
}

// quietKind tells apart what serves nobody.
func (s *serviceIndex) quietKind(x *Service) string {
	has := func(ids ...string) bool {
		return slices.ContainsFunc(x.Signals, func(g finding.Signal) bool { return slices.Contains(ids, g.ID) })
	}
	installed := x.pkg != nil && len(x.pkg.Bin) > 0
	library := x.pkg != nil && (x.pkg.Types != "" || len(x.pkg.Exports) > 0 || built(x.pkg.Module) || !x.pkg.Private && x.pkg.Main != "" && !x.declared)
	for _, p := range x.pys {
		installed = installed || len(p.Scripts) > 0
		library = library || p.Name != "" && path.Base(p.Path) != "Pipfile"
	}
	main := x.declared
	endless := false
	for _, i := range x.modules {
		if s.prog.IsMain(i) {
			main = true
		}
		endless = endless || s.prog.Modules[i].Endless()
	}
	if x.Manifest != "" && path.Base(x.Manifest) == "setup.py" {
		library = true
	}
	switch {
	case installed:
		return "cli"
	case x.runOf("pipeline") != nil:
		return "pipeline"
	case x.lang == program.Python && endless && has("queue", "grpc") && !library:
		return "worker"
	case x.lang == program.Python && has("ml-training") && !library:
		return "pipeline"
	case x.lang == program.Python && has("ml-inference") && !library:
		return "worker"
	case x.lang == program.Python && has("data-processing") && !library:
		return "pipeline"
	case x.runOf("cli") != nil && (main || !library):
		return "cli"
	case main:
		return "cli"
	case library || x.Manifest != "":
		return "library"
	case x.lang == program.Python && len(x.modules) > 0:
		return "cli"
	}
	return ""
}

// refine makes a kind more special by the work that its entries do.
func refine(x *Service) {
	if x.Kind != "http-api" {
		return
	}
	share := func(id string) float64 {
		for i := range x.Signals {
			if g := &x.Signals[i]; g.ID == id && x.Entries > 0 {
				if g.Serving == "yes" {
					return float64(g.Entries) / float64(x.Entries)
				}
				if g.Serving == "unknown" && x.lang == program.Python {
					return 0.5
				}
			}
		}
		return 0
	}
	has := func(id string) bool {
		return slices.ContainsFunc(x.Signals, func(g finding.Signal) bool { return g.ID == id })
	}
	switch {
	case share("ml-inference") >= 0.4:
		x.Kind = "ml-api"
	case has("outbound-http-aggregation") && !has("orm"):
		x.Kind = "bff"
	}
}

// frameworks returns the names of the frameworks a service uses, those it
// starts first.
func frameworks(x *Service) []string {
	out := []string{}
	for _, list := range [][]frameworkUse{x.runs, x.uses} {
		for i := range list {
			if name := list[i].title(); !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// title returns the name of what is used. The catalog has frameworks of a kind
// that are judged alike as one; then it is the package's.
func (u *frameworkUse) title() string {
	of := ""
	for _, p := range u.Packages {
		rest, is := strings.CutPrefix(u.Mention.Name, p)
		if is && len(p) > len(of) && (rest == "" || rest[0] == '.' || rest[0] == '/') {
			of = p
		}
	}
	name := u.Framework.Name
	if module := strings.ReplaceAll(of, "_", "-"); strings.Contains(module, name) || strings.Contains(name, module) {
		return name
	}
	return of
}

// concurrency says how the process of a service serves several at a time.
func (s *serviceIndex) concurrency(x *Service) string {
	switch x.Kind {
	case "frontend", "cli", "library", "desktop", "pipeline":
		return "n/a"
	}
	if x.lang == program.JavaScript {
		return "event-loop"
	}
	loop, sync := false, false
	for i := range x.runs {
		loop = loop || x.runs[i].Concurrency == "event-loop"
		sync = sync || x.runs[i].Concurrency == "sync-workers"
	}
	async, blocking := 0, 0
	for _, i := range x.serving {
		switch s.prog.Roots[i].Role {
		case catalog.Request, catalog.Event:
			async++
		case catalog.Thread, catalog.SyncRequest:
			blocking++
		default:
		}
	}
	switch {
	case !loop && s.green(x):
		return "event-loop"
	case loop && blocking > 0, sync && async > 0 && blocking > 0, loop && sync && x.Kind != "http-api":
		return "mixed"
	case loop:
		return "event-loop"
	default:
		return "sync-workers"
	}
}

// green reports whether a Python service's synchronous code runs on green
// threads: gevent or eventlet is imported, required or asked for by a command.
// A thread for each socket does as well.
func (s *serviceIndex) green(x *Service) bool {
	is := func(name string) bool { return name == "gevent" || name == "eventlet" || name == "gevent-websocket" }
	for _, i := range x.modules {
		for _, name := range s.facts[i].imports {
			top, _, _ := strings.Cut(name, ".")
			if is(top) {
				return true
			}
		}
	}
	for _, d := range s.dependencies(x) {
		if is(d.Name) {
			return true
		}
	}
	return slices.ContainsFunc(x.Servers(), func(srv Server) bool {
		return srv.Workers == GreenWorkers || srv.Workers == ThreadWorkers && len(x.SocketServers()) > 0
	})
}

// entries lists the files that start a service: those that commands name, then
// those that start a framework, then those that ask whether they are run.
func (s *serviceIndex) entries(x *Service) {
	x.Entry = []string{}
	add := func(mod int) {
		if p := s.prog.Modules[mod].Path; !slices.Contains(x.Entry, p) && len(x.Entry) < 8 {
			x.Entry = append(x.Entry, p)
		}
	}
	if x.main >= 0 {
		add(x.main)
	}
	for _, st := range x.started {
		if st.deploy {
			add(st.module)
		}
	}
	for i := range x.runs {
		if x.runs[i].Call != 0 {
			add(int(x.runs[i].In.Module))
		}
	}
	for _, i := range x.modules {
		if s.prog.IsMain(i) {
			add(i)
		}
	}
	for _, st := range x.started {
		if !st.deploy {
			add(st.module)
		}
	}
	if len(x.Entry) == 0 && x.pkg != nil {
		for _, b := range x.pkg.Bin {
			if mod := s.moduleAt(x.pkg.Dir, b.Text); mod >= 0 {
				add(mod)
			}
		}
	}
	if len(x.Entry) == 0 && x.Manifest == "" {
		for _, i := range x.modules {
			add(i)
		}
	}
}

// runtime returns the version of Node.js or Python that manifests ask for.
func (s *serviceIndex) runtime(x *Service) string {
	if x.pkg != nil {
		for _, e := range x.pkg.Engines {
			if e.Name == "node" {
				return e.Text
			}
		}
	}
	for _, p := range x.pys {
		if p.RequiresPython != "" {
			return p.RequiresPython
		}
	}
	for _, d := range s.im.manifests.Dockerfiles {
		if d.Dir != x.dir {
			continue
		}
		if stage, ok := d.Final(); ok {
			image, tag, _ := strings.Cut(stage.From, ":")
			image = path.Base(image)
			if tag != "" && image == x.Language {
				return tag
			}
		}
	}
	for _, c := range s.im.manifests.Serverless {
		if language, version, found := strings.Cut(c.Runtime, "js"); c.Dir == x.dir && found && language == x.Language {
			return strings.TrimSuffix(version, ".x")
		} else if version, found := strings.CutPrefix(c.Runtime, "python"); c.Dir == x.dir && found && x.lang == program.Python {
			return version
		}
	}
	for _, w := range s.im.manifests.Workflows { // what it is tested with
		for _, v := range w.Versions {
			if v.Name == x.Language {
				return v.Text
			}
		}
	}
	return ""
}

func (s *serviceIndex) dependencies(x *Service) []Dependency {
	var out []Dependency
	if x.pkg != nil {
		for _, d := range x.pkg.Dependencies {
			if d.Group == "" {
				out = append(out, Dependency{d.Name, x.pkg.Path, d.Line})
			}
		}
	}
	for _, p := range x.pys {
		for _, d := range p.Dependencies {
			if d.Group == "" {
				out = append(out, Dependency{strings.ToLower(d.Name), p.Path, d.Line})
			}
		}
	}
	if x.lang == program.Python {
		for _, r := range s.im.manifests.Requirements {
			if r.Dir == x.dir || x.Manifest == r.Path {
				for _, d := range r.Dependencies {
					out = append(out, Dependency{strings.ToLower(d.Name), r.Path, d.Line})
				}
			}
		}
	}
	return out
}

// maxLockfile bounds the lockfiles that are read, in bytes, and what is kept of
// them for other services.
const maxLockfile = 16 << 20

// versions returns the versions of the packages of a service's frameworks, from
// the nearest lockfile of its language.
func (s *serviceIndex) versions(x *Service) []finding.Locked {
	var lock *manifest.Lock
	for i := range s.im.manifests.Locks {
		l := &s.im.manifests.Locks[i]
		if l.Python() == (x.lang == program.Python) && (l.Dir == x.dir || l.Dir == "" || below(l.Dir, x.dir)) && (lock == nil || len(l.Dir) >= len(lock.Dir)) {
			lock = l
		}
	}
	if lock == nil {
		return nil
	}
	var out []finding.Locked
	for _, list := range [][]frameworkUse{x.runs, x.uses} {
		for i := range list {
			name := packageOf(list[i].Mention.Name, x.lang)
			if slices.ContainsFunc(out, func(l finding.Locked) bool { return l.Package == name }) {
				continue
			}
			content, read := s.lockfiles[lock.Path]
			if !read {
				var err error
				content, err = s.tree.ReadLarge(lock.Path, maxLockfile)
				if skip, ok := errors.AsType[*source.SkipError](err); ok { // no version is known then
					s.unreadLocks[lock.Path] = skip.Reason
				}
				if s.lockBytes += len(content); s.lockBytes > maxLockfile {
					clear(s.lockfiles)
					s.lockBytes = len(content)
				}
				s.lockfiles[lock.Path] = content
			}
			if version, line := lock.Version(content, name); version != "" {
				out = append(out, finding.Locked{Package: name, Version: version, Path: lock.Path, Line: line})
			}
		}
	}
	return out
}

// unused returns the declared packages that would tell what a service does, if
// its code used them.
func (s *serviceIndex) unused(x *Service) []finding.Reason {
	cat := s.prog.Catalogs[x.lang]
	used := map[string]bool{}
	for _, o := range s.services {
		if o.Manifest != x.Manifest || o.lang != x.lang {
			continue
		}
		for _, i := range o.modules {
			for _, name := range s.facts[i].imports {
				used[name] = true
				for k := range len(name) {
					if c := name[k]; c == '.' || c == '/' {
						used[name[:k]] = true
					}
				}
			}
		}
	}
	var out []finding.Reason
	for _, d := range s.dependencies(x) {
		name := d.Name
		if x.lang == program.Python {
			name = strings.ReplaceAll(name, "-", "_")
		}
		module, _, _ := strings.Cut(name, ".") // discord.py has the module discord
		if used[name] || x.lang == program.Python && used[module] {
			continue
		}
		what := ""
		for _, sig := range cat.SignalsOfImport(name) {
			what = sig.ID
		}
		for _, f := range cat.FrameworksOfImport(name) {
			what = f.Kind
		}
		if what != "" {
			out = append(out, finding.Reason{Text: d.Name + " (" + what + ") is declared and never used", Path: d.Path, Line: d.Line})
		}
	}
	return out
}
