package analyzer

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/config"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/source"
	"github.com/stackfit/stackfit/analyzer/manifest"
	"github.com/stackfit/stackfit/analyzer/program"
)

// Service is something that runs, with what its modules show. Detectors see no
// verdict in it: that follows from what they find.
type Service struct {
	finding.Service

	index   *serviceIndex
	lang    program.Lang
	dir     string                 // root, "" for the repository itself
	pkg     *manifest.Package      // of Node.js, or nil
	pys     []*manifest.PyProject  // of Python
	modules []int                  // its product modules
	shown   map[string][]signalUse // by signal: where its code shows it

	started  []started // how commands start it
	runs     []frameworkUse
	uses     []frameworkUse
	serving  []int // positions of the program's roots that serve
	shares   bool  // its project has other processes
	main     int   // the module that starts a process of its own beside a server, or -1
	declared bool  // a command of a deployment starts it

	given *config.Service // what the configuration declares, or nil
}

// serviceIndex holds the services of a repository and whose each module is.
type serviceIndex struct {
	tree *source.Tree
	im   *imports
	prog *program.Program

	config   *config.File     // or nil
	problems []finding.Reason // of the configuration

	facts    []moduleFacts // by module
	services []*Service    // sorted by root, then language
	owner    []*Service    // by module, nil for modules that belong to none
	server   []*Service    // by root of the program, nil for those that do not serve
	starts   []started     // every command of the manifests
	texts    *textCache
	folders  map[string]bool // that hold files of a project

	joined       finding.Between // how they hang together
	reached      []Edge
	running      []deployment
	environments map[string][]setting // of environment files, by path
	lockfiles    map[string][]byte    // while services are described
	lockBytes    int                  // in lockfiles
	unreadLocks  map[string]string    // path to reason
}

// newServiceIndex finds the services of a repository.
func newServiceIndex(tree *source.Tree, im *imports, prog *program.Program, declared *config.File) *serviceIndex {
	s := &serviceIndex{tree: tree, im: im, prog: prog, config: declared, owner: make([]*Service, len(prog.Modules))}
	s.texts = newTextCache(tree, prog)
	s.facts = readFacts(prog)
	s.starts = s.commands()
	projects := s.projects()
	s.addDeclared(projects)
	s.assign(projects)
	s.folders = map[string]bool{}
	for i, o := range s.owner {
		if o != nil {
			s.folders[dirOf(prog.Modules[i].Path)] = true
		}
	}
	s.loose(program.Python, projects)
	s.loose(program.JavaScript, projects)
	s.split()
	s.drop(func(x *Service) bool { return len(x.modules) == 0 })
	s.server = make([]*Service, len(prog.Roots))
	for i := range prog.Roots {
		r := &prog.Roots[i]
		if o := s.owner[r.Func.Module]; o != nil && r.Serves() && prog.Roles[r.Func.Module] == program.ProductFile {
			o.serving = append(o.serving, i)
			s.server[i] = o
		}
	}
	for _, x := range slices.Clone(s.services) {
		s.processes(x)
	}
	slices.SortFunc(s.services, func(a, b *Service) int {
		return cmp.Or(strings.Compare(a.dir, b.dir), cmp.Compare(a.lang, b.lang), cmp.Compare(a.main, b.main))
	})
	s.lockfiles, s.unreadLocks = map[string][]byte{}, map[string]string{}
	for _, x := range s.services {
		s.describe(x)
	}
	s.lockfiles = nil
	s.drop(func(x *Service) bool { return x.Kind == "" })
	s.joined = s.join()
	return s
}

// drop takes out what turns out to be no service.
func (s *serviceIndex) drop(none func(*Service) bool) {
	s.services = slices.DeleteFunc(s.services, func(x *Service) bool {
		if none(x) {
			s.undescribed(x)
			return true
		}
		return false
	})
}

// of returns the root of the service that a module belongs to: that of the
// service, else of the nearest one above it.
func (s *serviceIndex) of(mod int) string {
	if o := s.owner[mod]; o != nil && o.Kind != "" {
		return o.Root
	}
	m := s.prog.Modules[mod]
	best := ""
	for _, x := range s.services {
		if x.lang == m.Lang && below(x.dir, m.Path) && len(x.dir) > len(best) {
			best = x.dir
		}
	}
	return rootName(best)
}

func rootName(dir string) string {
	if dir == "" {
		return "."
	}
	return dir
}

// below reports whether a file lies in a folder, "" being the root.
func below(dir, file string) bool {
	return dir == "" || strings.HasPrefix(file, dir) && len(file) > len(dir) && file[len(dir)] == '/'
}

// dirOf returns the folder of a path, "" for the root.
func dirOf(p string) string {
	if i := strings.LastIndexByte(p, '/'); i >= 0 {
		return p[:i]
	}
	return ""
}

// project is a folder with a manifest of a language.
type project struct {
	lang program.Lang
	dir  string
}

// projects returns the services that manifests announce, each without modules.
func (s *serviceIndex) projects() map[project]*Service {
	out := map[project]*Service{}
	add := func(lang program.Lang, dir, manifestPath string) *Service {
		k := project{lang, dir}
		if out[k] == nil {
			out[k] = s.add(lang, dir)
		}
		if out[k].Manifest == "" {
			out[k].Manifest = manifestPath
		}
		return out[k]
	}
	set := s.im.manifests
	for _, p := range set.Packages {
		// A package.json that only says how the files beside it are to be read
		// announces nothing.
		if p.Name == "" && len(p.Dependencies)+len(p.Scripts)+len(p.Bin) == 0 {
			continue
		}
		add(program.JavaScript, p.Dir, p.Path).pkg = p
	}
	for _, list := range [][]*manifest.PyProject{set.PyProjects, set.SetupCfgs, set.Pipfiles, set.Condas} {
		for _, p := range list {
			if p.Name != "" || len(p.Dependencies)+len(p.Scripts) > 0 {
				x := add(program.Python, p.Dir, p.Path)
				x.pys = append(x.pys, p)
			}
		}
	}
	for i, m := range s.prog.Modules {
		if m.Lang == program.Python && path.Base(m.Path) == "setup.py" && s.prog.Roles[i] != program.TestFile && s.packages(i) {
			add(program.Python, dirOf(m.Path), m.Path)
		}
	}
	for _, r := range set.Requirements {
		if forDevelopment(path.Base(r.Path)) {
			continue
		}
		dir := r.Dir
		if path.Base(dir) == "requirements" {
			dir = dirOf(dir)
		}
		add(program.Python, dir, r.Path)
	}
	return out
}

// packages reports whether a setup.py packages something, as not every file of
// that name does.
func (s *serviceIndex) packages(mod int) bool {
	return slices.ContainsFunc(s.prog.UsedImports(mod), func(u program.Mention) bool {
		top, _, _ := strings.Cut(u.Name, ".")
		return top == "setuptools" || top == "distutils" || top == "skbuild"
	})
}

// forDevelopment reports whether a requirements file lists the tools of those
// who work on a project.
func forDevelopment(name string) bool {
	words := strings.FieldsFunc(strings.TrimSuffix(name, ".txt"), func(r rune) bool { return r == '-' || r == '_' || r == '.' })
	return slices.ContainsFunc(words, func(w string) bool {
		switch w {
		case "dev", "develop", "development", "test", "tests", "testing", "lint", "docs", "doc", "ci", "build", "typing", "mypy", "style", "release":
			return true
		}
		return false
	})
}

func (s *serviceIndex) add(lang program.Lang, dir string) *Service {
	x := &Service{index: s, lang: lang, dir: dir, main: -1}
	x.Root = rootName(dir)
	x.Language = "node"
	if lang == program.Python {
		x.Language = "python"
	}
	s.services = append(s.services, x)
	return x
}

// assign gives each product module to the nearest project above it.
func (s *serviceIndex) assign(projects map[project]*Service) {
	for i, m := range s.prog.Modules {
		if s.prog.Roles[i] != program.ProductFile {
			continue
		}
		for dir := dirOf(m.Path); ; dir = dirOf(dir) {
			if x := projects[project{m.Lang, dir}]; x != nil {
				s.give(x, i)
				break
			}
			if dir == "" {
				break
			}
		}
	}
}

func (s *serviceIndex) give(x *Service, mod int) {
	x.modules = append(x.modules, mod)
	s.owner[mod] = x
}

// loose finds the services of a language among the modules that no manifest
// announces, by what their code runs.
func (s *serviceIndex) loose(lang program.Lang, projects map[project]*Service) {
	var mods []int
	imported := make([]bool, len(s.prog.Modules))
	for i, m := range s.prog.Modules {
		if m.Lang != lang || s.prog.Roles[i] != program.ProductFile {
			continue
		}
		for _, t := range s.prog.ImportedModules(i) {
			imported[t] = true
		}
		if s.owner[i] == nil {
			mods = append(mods, i)
		}
	}
	if len(mods) == 0 {
		return
	}
	commanded := map[int]bool{}
	for _, st := range s.starts {
		if st.module >= 0 {
			commanded[st.module] = true
		}
	}
	type entry struct {
		mod int
		dir string
	}
	var entries []entry
	for _, i := range mods {
		m, f := s.prog.Modules[i], &s.facts[i]
		strong := f.serverRun() != nil || commanded[i]
		weak := lang == program.Python && (s.prog.IsMain(i) || !imported[i] && (len(f.signals) > 0 || m.Endless()))
		if !strong && (!weak || s.within(m.Path, projects)) {
			continue
		}
		entries = append(entries, entry{i, dirOf(m.Path)})
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(depth(a.dir), depth(b.dir)) })
	var accepted []*Service
	for _, e := range entries {
		absorbed := false
		for _, x := range accepted {
			if x.dir == e.dir || below(x.dir, s.prog.Modules[e.mod].Path) && (x.dir != "" || s.leads(x, e.mod)) {
				absorbed = true
				break
			}
		}
		if !absorbed {
			x := s.add(lang, e.dir)
			accepted = append(accepted, x)
			s.give(x, e.mod)
		}
	}
	for _, i := range mods {
		if s.owner[i] != nil {
			continue
		}
		var best *Service
		for _, x := range accepted {
			if below(x.dir, s.prog.Modules[i].Path) && (best == nil || len(x.dir) > len(best.dir)) {
				best = x
			}
		}
		if best != nil {
			s.give(best, i)
		}
	}
}

func depth(dir string) int {
	if dir == "" {
		return 0
	}
	return 1 + strings.Count(dir, "/")
}

// within reports whether a file lies inside a project, of any language, that
// is not the whole repository, or beside its files in a folder: then it is a
// helper of that project, unless it serves.
func (s *serviceIndex) within(file string, projects map[project]*Service) bool {
	dir := dirOf(file)
	if dir != "" && s.folders[dir] {
		return true
	}
	for k, x := range projects {
		if k.dir != "" && len(x.modules) > 0 && below(k.dir, file) {
			return true
		}
	}
	return false
}

// leads reports whether the modules of a service import a module, directly or
// through others.
func (s *serviceIndex) leads(x *Service, to int) bool {
	seen := map[int]bool{}
	queue := slices.Clone(x.modules)
	for len(queue) > 0 {
		mod := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if mod == to {
			return true
		}
		if seen[mod] {
			continue
		}
		seen[mod] = true
		queue = append(queue, s.prog.ImportedModules(mod)...)
	}
	return false
}

// split takes a project apart that several processes of a deployment share,
// when each has a folder of its own that runs something.
func (s *serviceIndex) split() {
	for _, x := range slices.Clone(s.services) {
		if x.given != nil {
			continue // declared to be one
		}
		byDir := map[string][]int{} // folders just below the root with something that runs
		own := false
		for _, i := range x.modules {
			if s.facts[i].serverRun() == nil {
				continue
			}
			rel := strings.TrimPrefix(strings.TrimPrefix(s.prog.Modules[i].Path, x.dir), "/")
			top, _, inside := strings.Cut(rel, "/")
			if !inside {
				own = true
				continue
			}
			byDir[top] = append(byDir[top], i)
		}
		dirs := make([]string, 0, len(byDir))
		for dir := range byDir {
			if s.deployed(dir) {
				dirs = append(dirs, dir)
			}
		}
		if own || len(dirs) < 2 {
			continue
		}
		slices.Sort(dirs)
		rest := x.modules
		for _, dir := range dirs {
			part := s.add(x.lang, path.Join(x.dir, dir))
			part.pkg, part.pys, part.Manifest = x.pkg, x.pys, x.Manifest
			left := rest[:0:0]
			for _, i := range rest {
				if below(part.dir, s.prog.Modules[i].Path) {
					s.give(part, i)
				} else {
					left = append(left, i)
				}
			}
			rest = left
		}
		x.modules = rest
	}
}

// deployed reports whether a deployment has a process that a folder is named
// after, or that is built from it.
func (s *serviceIndex) deployed(dir string) bool {
	for _, c := range s.im.manifests.Composes {
		for i := range c.Services {
			svc := &c.Services[i]
			if (svc.Build != "" || svc.Command.Line > 0) && (svc.Name == dir || slices.Contains(strings.Split(svc.Dockerfile, "/"), dir)) {
				return true
			}
		}
	}
	for _, p := range s.im.manifests.Procfiles {
		for _, c := range p.Processes {
			if c.Name == dir {
				return true
			}
		}
	}
	return false
}

// lineOf returns the line of an offset in a module.
func (s *serviceIndex) lineOf(mod int, pos uint32) int {
	t := s.texts.of(int32(mod))
	return t.lines.Pos(min(pos+t.shift, uint32(len(t.src)))).Line
}
