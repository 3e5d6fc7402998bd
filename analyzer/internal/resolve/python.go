package resolve

import (
	_ "embed" // the list of standard modules
	"path"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/manifest"
)

// python is the Python files by the names imports give them.
type python struct {
	// modules are files by their path without ".py" or "/__init__.py": a package
	// before a module, code before stubs.
	modules map[string]string
	// folders hold Python files, at any depth.
	folders map[string]bool
	// roots are the folders that imports start from. In some an application may be
	// run, so that its modules come before the standard library.
	roots, runs map[string]bool
	// weak are the roots that nothing but a package in them speaks for.
	weak map[string]bool
	// tops are the roots, in order, that have a module or folder of a name.
	tops map[string][]string
	// declared are the required distributions, by normal name.
	declared map[string]bool
}

// moduleOf returns the path a file is imported by and its rank among those of
// the same path, -1 if it is not Python.
func moduleOf(file string) (module string, rank int) {
	module, code := strings.CutSuffix(file, ".py")
	if !code {
		var stub bool
		if module, stub = strings.CutSuffix(file, ".pyi"); !stub {
			return "", -1
		}
		rank = 2
	}
	if path.Base(module) == "__init__" {
		return dirOf(module), rank
	}
	return module, rank + 1
}

func newPython(files []string, m *manifest.Set) python {
	p := python{
		modules: map[string]string{}, folders: map[string]bool{}, roots: map[string]bool{"": true}, runs: map[string]bool{"": true},
		weak: map[string]bool{}, tops: map[string][]string{}, declared: map[string]bool{},
	}
	ranks := map[string]int{}
	for _, f := range files {
		module, rank := moduleOf(f)
		if rank < 0 {
			continue
		}
		if old, found := ranks[module]; !found || rank < old {
			ranks[module] = rank
			p.modules[module] = f
		}
		for dir := range parents(dirOf(f)) {
			if p.folders[dir] {
				break
			}
			p.folders[dir] = true
		}
	}
	for _, f := range files {
		switch path.Base(f) {
		case "setup.py", "manage.py":
			p.project(dirOf(f))
		}
	}
	p.readManifests(m)
	for module, file := range p.modules {
		// What holds a package, and is none itself, is where its name starts.
		dir := dirOf(module)
		if module != "" && dirOf(file) == module && !p.isPackage(dir) && !p.roots[dir] && !inNamespace(m, dir) {
			p.weak[dir] = true
		}
	}
	for dir := range p.weak {
		p.roots[dir] = true
	}
	for module := range p.modules {
		p.top(module)
	}
	for folder := range p.folders {
		if p.modules[folder] == "" {
			p.top(folder)
		}
	}
	for _, roots := range p.tops {
		slices.Sort(roots)
	}
	return p
}

// inNamespace reports whether a folder is one of packages that share a
// namespace: the project azure-storage has its package in azure/storage, and
// azure has no __init__.py.
func inNamespace(m *manifest.Set, dir string) bool {
	project := m.PyProject(dir)
	if project == nil || project.Name == "" {
		return false
	}
	rel, below := strings.CutPrefix("/"+dir, strings.TrimSuffix("/"+project.Dir, "/")+"/")
	if !below {
		return false
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(rel, "src/"), "/")
	return strings.HasPrefix(manifest.PyName(project.Name)+"-", manifest.PyName(first)+"-")
}

func (p *python) readManifests(m *manifest.Set) {
	require := func(deps []manifest.Dependency) {
		for _, d := range deps {
			p.declared[manifest.PyName(d.Name)] = true
		}
	}
	for _, projects := range [][]*manifest.PyProject{m.PyProjects, m.SetupCfgs, m.Pipfiles} {
		for _, project := range projects {
			require(project.Dependencies)
			p.project(project.Dir)
			for _, dir := range project.PackageDirs {
				if d, inside := join(project.Dir, dir); inside && p.folders[d] {
					p.roots[d] = true
				}
			}
		}
	}
	for _, r := range m.Requirements {
		require(r.Dependencies)
		p.project(r.Dir)
		if path.Base(r.Dir) == "requirements" {
			p.project(dirOf(r.Dir))
		}
	}
	for _, d := range m.Dockerfiles {
		p.project(d.Dir)
	}
	for _, f := range m.Procfiles {
		p.project(f.Dir)
	}
}

// project adds a project's folder as a root, and its src.
func (p *python) project(dir string) {
	if p.folders[dir] {
		p.roots[dir], p.runs[dir] = true, true
	}
	if src := path.Join(dir, "src"); p.folders[src] {
		p.roots[src] = true
	}
}

// isPackage reports whether a folder has an __init__ file.
func (p *python) isPackage(dir string) bool {
	file, found := p.modules[dir]
	return found && dirOf(file) == dir
}

// top notes a module or folder that stands right below a root.
func (p *python) top(module string) {
	if module == "" {
		return
	}
	root := dirOf(module)
	if p.roots[root] {
		name := path.Base(module)
		p.tops[name] = append(p.tops[name], root)
	}
}

// Py resolves a Python import in the file at from: of a dotted module name, or
// with a level one relative to the file's package. The target is that module
// and nothing less. In `from a import b`, b may be a module too: ask Submodule.
func (r *Resolver) Py(from, module string, level int) Target {
	dir := dirOf(from)
	return r.remember(key{dir, module, max(level, 0)}, func() Target {
		if level > 0 {
			return r.python.relative(dir, module, level)
		}
		return r.python.absolute(dir, module)
	})
}

// Submodule returns the module of that name in a package, given by the path of
// a target: its __init__ file, or a folder without one.
func (r *Resolver) Submodule(pkg, name string) Target {
	if !r.python.folders[pkg] {
		if !strings.HasPrefix(path.Base(pkg), "__init__.py") {
			return Target{}
		}
		pkg = dirOf(pkg)
	}
	return r.python.at(path.Join(pkg, name))
}

// at returns the module or folder of that path.
func (p *python) at(module string) Target {
	if file, found := p.modules[module]; found {
		return Target{Kind: File, Path: file}
	}
	if p.folders[module] {
		return Target{Kind: Folder, Path: module}
	}
	return Target{}
}

func (p *python) relative(dir, module string, level int) Target {
	for range level - 1 {
		if dir == "" {
			return Target{}
		}
		dir = dirOf(dir)
	}
	return p.at(below(dir, strings.ReplaceAll(module, ".", "/")))
}

// below joins two paths either of which may be empty.
func below(dir, rel string) string {
	if dir == "" || rel == "" {
		return dir + rel
	}
	return dir + "/" + rel
}

func (p *python) absolute(dir, module string) Target {
	name, rest, _ := strings.Cut(module, ".")
	if name == "" {
		return Target{}
	}
	rel := strings.ReplaceAll(module, ".", "/")
	if standardModules[name] && !p.shadowed(dir, name) {
		return Target{Kind: Builtin, Package: name, Subpath: rest}
	}
	elsewhere := Target{Kind: External, Package: name, Subpath: rest}

	local := false // there is a module of that name, though not all of the path
	try := func(root string) (Target, bool) {
		_, regular := p.modules[below(root, name)]
		if regular && p.weak[root] && p.declared[manifest.PyName(name)] {
			return Target{}, false
		}
		local = local || regular && !p.weak[root]
		t := p.at(below(root, rel))
		if t.Kind == Folder {
			if elsewhere.Kind == External { // the nearest; any package or module comes before it
				elsewhere.Kind, elsewhere.Path = Folder, t.Path
			}
			return Target{}, false
		}
		return t, t.Kind == File
	}
	for above := range parents(dir) {
		if p.roots[above] {
			if t, found := try(above); found {
				return t
			}
		}
	}
	// A script finds what lies beside it.
	if !p.roots[dir] && !p.isPackage(dir) {
		if t, found := try(dir); found {
			return t
		}
	}
	// Another project of the repository may have it, if only one has.
	var other []Target
	for _, root := range p.tops[name] {
		if t, found := try(root); found && len(other) < 2 {
			other = append(other, t)
		}
	}
	switch {
	case len(other) == 1:
		return other[0]
	case elsewhere.Kind == External && local && !p.declared[manifest.PyName(name)]:
		return Target{Package: name, Subpath: rest}
	}
	return elsewhere
}

// shadowed reports whether a module of the repository stands before the one of
// the standard library: it lies in a folder where the application may be run,
// at or above dir, and CPython has not loaded the other one when it starts.
func (p *python) shadowed(dir, name string) bool {
	if loadedAtStart[name] {
		return false
	}
	for above := range parents(dir) {
		if p.runs[above] {
			if _, found := p.modules[below(above, name)]; found {
				return true
			}
		}
	}
	return false
}

//go:embed python_stdlib.txt
var standardModuleList string

var standardModules = func() map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(standardModuleList) {
		if !strings.HasPrefix(line, "#") {
			set[strings.TrimSpace(line)] = true
		}
	}
	return set
}()

// loadedAtStart are the modules in sys.modules before the first line of a
// program runs, and those compiled into the interpreter (CPython 3.13).
var loadedAtStart = map[string]bool{
	"__future__": true, "_thread": true, "abc": true, "atexit": true, "builtins": true, "codecs": true,
	"encodings": true, "errno": true, "faulthandler": true, "gc": true, "genericpath": true, "io": true,
	"itertools": true, "marshal": true, "nt": true, "ntpath": true, "os": true, "posix": true, "posixpath": true,
	"pwd": true, "signal": true, "site": true, "stat": true, "sys": true, "time": true, "types": true,
	"warnings": true, "winreg": true, "zipimport": true,
}
