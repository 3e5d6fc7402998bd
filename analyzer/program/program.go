package program

import (
	"slices"
	"sync"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// FileRole is what a file is for, as its place in the repository tells.
type FileRole uint8

// File roles. Code of ProductFiles alone is judged; the others are read for
// what they tell about it.
const (
	ProductFile FileRole = iota
	TestFile
	ExampleFile
	BuildFile
	StubFile
)

// Target is what an import refers to.
type Target struct {
	Module   int    // position in Program.Modules, or -1
	External string // qualified name of an external module when Module is -1; "" when unresolved

	IsFolder bool   // a Python package without __init__.py …
	Folder   string // … and its path; what it does not hold may be in External
}

// Input is what a program is linked from. Modules are sorted by path.
type Input struct {
	Modules  []*Module
	Roles    []FileRole          // of each module
	Catalogs [2]*catalog.Catalog // by language

	// Import resolves import i of a module.
	Import func(module int, i ImportID) Target
	// Submodule finds a Python module in a package, given by its folder or its
	// __init__ file.
	Submodule func(pkg, name string) Target
	// File finds the module at a path written in a module's code, or -1.
	File func(module int, spec string) int
	// Declares reports whether a manifest of the repository names a package.
	Declares func(pkg string) bool
	// Command says whether manifests run a module as a command; may be nil.
	Command func(module int) CommandKind
	// FreeThreaded reports whether a module runs on a Python without the global
	// interpreter lock; may be nil.
	FreeThreaded func(module int) bool
	// Package returns the folder of the package that a module belongs to; may
	// be nil.
	Package func(module int) string
}

// CommandKind says how manifests run a module.
type CommandKind uint8

// Command kinds.
const (
	NoCommand CommandKind = iota
	Script                // by a script for those who work on the repository
	Server                // by what starts the product
	Installed             // as a command that the package installs
)

// FuncRef names a function of the program.
type FuncRef struct {
	Module int32
	Func   FuncID
}

// Program is the linked program.
type Program struct {
	Input

	Roots   []Root   // where frameworks and runtimes call the program
	Effects []Effect // calls with an effect of their own
	Gaps    Gaps
	Steps   int // expressions evaluated: the work of linking

	linker *linker
	edges  edgeTable
	roles  []roleSet // by global function
}

// Gaps counts what could not be resolved.
type Gaps struct {
	UnresolvedCalls   int
	DynamicImports    int
	UnresolvedImports int
}

// Confidence says how sure a link is; smaller is better.
type Confidence uint8

// Confidences.
const (
	Resolved Confidence = iota // every name resolved
	Inferred                   // an override, an unknown callee that runs its callback
	Guessed                    // the only method of that name
	Vague                      // the only function of that name in any object or module
)

// Root is a function called from outside the program.
type Root struct {
	Func       FuncRef
	Role       catalog.Role
	Label      string
	Framework  string
	Own        bool    // see catalog.Entry
	At         FuncRef // where it is registered, with Pos
	Pos        uint32
	Confidence Confidence
}

// Effect is a call to a known API.
type Effect struct {
	In   FuncRef
	Call CallID
	API  *catalog.API
	Name string // qualified name that was looked up
}

// linker holds what linking needs and findings do not.
type linker struct {
	*Program
	syms     map[string]sym
	symNames []string
	nameSyms [][]sym // by module, by NameID

	funcBase, classBase, varBase, valueBase []uint32 // first global index of each module
	funcMod, classMod                       []int32

	imports [][]Target // by module, by ImportID

	moduleVars map[modSym]VarID
	exports    map[modSym]ValueID
	exporters  map[sym][]int32 // modules of JavaScript that export a name themselves, in order
	starFrom   [][]ImportID    // by module: export * from, from x import *
	equals     []ValueID       // by module: module.exports = …

	members  map[modSym][]memberRef // by global class
	attrs    map[modSym][]assignRef // this.x = …, self.x = … by global class
	inherits map[object][]object    // util.inherits(F, G): by F
	objAttrs map[objSym][]assignRef // F.prototype.x = …, F.x = … by what is assigned to
	bases    [][]object             // by global class: resolved bases
	subs     [][]uint32             // by global class: direct subclasses
	thisOf   map[uint32]object      // by global function: the object literal whose method it is
	methods  map[sym][]uint32       // methods of that name, global functions; at most 2 kept
	getters  map[sym]bool           // names of properties that run code

	*memory

	funcMode []mode // by global function: how its parent runs a nested function

	fieldInits map[uint32]FuncID // by global class
	offloaded  []bool            // by global function: see findOffloaded
}

type (
	sym       uint32
	setID     int32
	modSym    uint64 // a module or global class, and a name: see memberKey
	objSym    uint64 // an object and a name: see objectKey
	memberRef struct {
		mod int32
		id  uint32 // index into Members
	}
	assignRef struct {
		mod int32
		id  AssignID
	}
	set struct{ start, end uint32 }
)

func memberKey(owner uint32, name sym) modSym { return modSym(owner)<<32 | modSym(name) }

// objectKey identifies a member of an object other than an external one or a
// function's receiver. A whole number makes for the fastest maps.
func (l *linker) objectKey(o object, name sym) objSym {
	id := o.id
	switch o.kind {
	case objClass, objInstance, objSuper:
		id += l.classBase[o.mod]
	case objLiteral, objSeq:
		id += l.valueBase[o.mod]
	case objModule:
		id = uint32(o.mod)
	default:
		id += l.funcBase[o.mod]
	}
	k := objSym(o.kind)<<60 | objSym(id&(1<<27-1))<<32 | objSym(name)
	if o.exact {
		k |= 1 << 59
	}
	return k
}

// external is a name outside the program, with what the catalog knows of it.
type external struct {
	name     string
	lang     Lang
	known    bool // the facts below are filled
	api      *catalog.API
	offload  *catalog.Offload
	wrapper  *catalog.Wrapper
	entries  []*catalog.Entry
	typ      string // what calling it yields
	params   []*catalog.Param
	consumes bool       // iterates over its arguments
	conf     Confidence // that it runs its callbacks on this thread
}

// Link links a program.
func Link(in Input) *Program {
	p := &Program{Input: in}
	l := &linker{Program: p}
	p.linker = l
	var beside sync.WaitGroup
	beside.Go(l.resolveImports)
	l.number()
	beside.Go(l.indexNames)
	l.indexMembers()
	beside.Wait()
	l.linkClasses()
	l.linkCalls()
	l.findRoots()
	l.spreadRoles()
	p.Steps = l.steps
	return p
}

// number gives every function, class, variable and value of the program a
// global index, and every name a symbol.
func (l *linker) number() {
	n := len(l.Modules)
	l.funcBase, l.classBase = make([]uint32, n+1), make([]uint32, n+1)
	l.varBase, l.valueBase = make([]uint32, n+1), make([]uint32, n+1)
	for i, m := range l.Modules {
		l.funcBase[i+1] = l.funcBase[i] + uint32(len(m.Funcs))
		l.classBase[i+1] = l.classBase[i] + uint32(len(m.Classes))
		l.varBase[i+1] = l.varBase[i] + uint32(len(m.Vars))
		l.valueBase[i+1] = l.valueBase[i] + uint32(len(m.Values))
	}
	l.funcMod, l.classMod = make([]int32, l.funcBase[n]), make([]int32, l.classBase[n])
	names := 0
	for _, m := range l.Modules {
		names += m.NameCount()
	}
	l.syms = make(map[string]sym, names/4) // each is said by some four modules
	l.symNames = []string{""}
	l.nameSyms = make([][]sym, n)
	for i, m := range l.Modules {
		for f := l.funcBase[i]; f < l.funcBase[i+1]; f++ {
			l.funcMod[f] = int32(i)
		}
		for c := l.classBase[i]; c < l.classBase[i+1]; c++ {
			l.classMod[c] = int32(i)
		}
		names := make([]sym, m.NameCount())
		for id := 1; id < len(names); id++ {
			names[id] = l.sym(m.Name(NameID(id)))
		}
		l.nameSyms[i] = names
	}
	l.funcMode = make([]mode, l.funcBase[n])
	l.fieldInits = map[uint32]FuncID{}
	l.memory = l.newMemory()
	l.flows, l.uses = make([][]object, l.varBase[n]), make([][]paramUse, l.varBase[n])
	for lang := range l.extIDs {
		l.extIDs[lang] = make(map[string]uint32, 1<<10)
	}
	l.externals = make([]external, 1, 1<<10)
	l.extAttrs = make(map[uint64]uint32, 1<<12)
}

func (l *linker) sym(s string) sym {
	id, ok := l.syms[s]
	if !ok {
		id = sym(len(l.symNames))
		l.syms[s] = id
		l.symNames = append(l.symNames, s)
	}
	return id
}

// knownSym returns the symbol of a name, and zero when the program never says it.
func (l *linker) knownSym(s string) sym { return l.syms[s] }

func (l *linker) symOf(mod int32, n NameID) sym { return l.nameSyms[mod][n] }

func (l *linker) gfunc(mod int32, f FuncID) uint32   { return l.funcBase[mod] + uint32(f) }
func (l *linker) gclass(mod int32, c ClassID) uint32 { return l.classBase[mod] + uint32(c) }
func (l *linker) gvar(mod int32, v VarID) uint32     { return l.varBase[mod] + uint32(v) }

func (l *linker) funcRef(g uint32) FuncRef {
	mod := l.funcMod[g]
	return FuncRef{mod, FuncID(g - l.funcBase[mod])}
}

func (l *linker) function(g uint32) *Func {
	mod := l.funcMod[g]
	return &l.Modules[mod].Funcs[g-l.funcBase[mod]]
}

func (l *linker) class(g uint32) *Class {
	mod := l.classMod[g]
	return &l.Modules[mod].Classes[g-l.classBase[mod]]
}

func (l *linker) resolveImports() {
	l.imports = make([][]Target, len(l.Modules))
	for i, m := range l.Modules {
		ts := make([]Target, len(m.Imports))
		if len(ts) > 0 {
			ts[0].Module = -1 // none, which is not the first module
		}
		for id := 1; id < len(m.Imports); id++ {
			imp := &m.Imports[id]
			if imp.Spec == 0 && imp.Level == 0 {
				ts[id] = Target{Module: -1}
				l.Gaps.DynamicImports++
				continue
			}
			ts[id] = l.Import(i, ImportID(id))
			if ts[id].Module < 0 && ts[id].External == "" && !ts[id].IsFolder {
				l.Gaps.UnresolvedImports++
			}
		}
		l.imports[i] = ts
	}
}

// indexNames files module variables and exports.
func (l *linker) indexNames() {
	n := len(l.Modules)
	l.moduleVars = make(map[modSym]VarID, l.varBase[n]/4)
	l.exports, l.exporters = map[modSym]ValueID{}, map[sym][]int32{}
	l.starFrom = make([][]ImportID, n)
	l.equals = make([]ValueID, n)
	for i, m := range l.Modules {
		mod := int32(i)
		for v := 1; v < len(m.Vars); v++ {
			if m.Vars[v].Fn == 0 && m.Vars[v].Kind != TypeParamVar {
				k := memberKey(uint32(mod), l.symOf(mod, m.Vars[v].Name))
				if _, twice := l.moduleVars[k]; !twice {
					l.moduleVars[k] = VarID(v)
				}
			}
		}
		for _, e := range m.Exports {
			switch name := m.Name(e.Name); name {
			case "*":
				l.starFrom[i] = append(l.starFrom[i], ImportID(m.Values[e.Value].A))
			case "=":
				l.equals[i] = e.Value
			default:
				name := l.symOf(mod, e.Name)
				l.exports[memberKey(uint32(mod), name)] = e.Value
				if m.Lang == JavaScript {
					l.exporters[name] = append(l.exporters[name], mod)
				}
			}
		}
		for id := 1; id < len(m.Imports); id++ {
			if m.Imports[id].Kind == StarImport {
				l.starFrom[i] = append(l.starFrom[i], ImportID(id))
			}
		}
	}
}

// indexMembers files the members of classes and object literals.
func (l *linker) indexMembers() {
	n := len(l.Modules)
	l.members = make(map[modSym][]memberRef, l.classBase[n]*4)
	l.attrs = make(map[modSym][]assignRef, l.classBase[n])
	l.thisOf = map[uint32]object{}
	l.methods = map[sym][]uint32{}
	l.getters = map[sym]bool{}
	for i, m := range l.Modules {
		mod := int32(i)
		for f := range m.Funcs {
			if fn := &m.Funcs[f]; fn.Flags&FieldInitFunc != 0 {
				l.fieldInits[l.gclass(mod, fn.Class)] = FuncID(f)
			}
		}
		for c := 1; c < len(m.Classes); c++ {
			g := l.gclass(mod, ClassID(c))
			r := m.Classes[c].Members
			for id := r.Start; id < r.Start+r.Count; id++ {
				mem := &m.Members[id]
				s := l.symOf(mod, mem.Name)
				k := memberKey(g, s)
				l.members[k] = append(l.members[k], memberRef{mod, id})
				if mem.Func == 0 {
					continue
				}
				f := &m.Funcs[mem.Func]
				if f.Flags&(GetterFunc|SetterFunc) != 0 {
					l.getters[s] = true
				} else if f.Flags&AbstractFunc == 0 && l.Roles[i] == ProductFile {
					if ms := l.methods[s]; len(ms) < 2 {
						l.methods[s] = append(ms, l.gfunc(mod, mem.Func))
					}
				}
			}
		}
		for v := range m.Values {
			val := &m.Values[v]
			if val.Kind != Object {
				continue
			}
			for _, f := range m.Fields[val.B : val.B+val.C] {
				if fv := &m.Values[f.Value]; fv.Kind == FuncOf {
					l.thisOf[l.gfunc(mod, FuncID(fv.A))] = object{kind: objLiteral, mod: mod, id: uint32(v)}
					if f.Kind == GetterField {
						l.getters[l.symOf(mod, f.Name)] = true
					} else {
						l.nameMethod(mod, f.Name, FuncID(fv.A))
					}
				}
			}
		}
		l.indexAttributes(mod, m)
	}
}

// nameMethod files a function of a JavaScript object or module that is not a
// class's for the look-up by name alone.
func (l *linker) nameMethod(mod int32, name NameID, f FuncID) {
	if l.Modules[mod].Lang != JavaScript || l.Roles[mod] != ProductFile || name == 0 {
		return
	}
	s, g := l.symOf(mod, name), l.gfunc(mod, f)
	if ms := l.methods[s]; len(ms) < 2 && !slices.Contains(ms, g) {
		l.methods[s] = append(ms, g)
	}
}

// indexAttributes files what methods assign to their own object.
func (l *linker) indexAttributes(mod int32, m *Module) {
	for id := 1; id < len(m.Assigns); id++ {
		a := &m.Assigns[id]
		t := &m.Values[a.Target]
		if t.Kind != Attr {
			continue
		}
		if v := &m.Values[a.Value]; v.Kind == FuncOf { // a function exported by name
			l.nameMethod(mod, t.Name, FuncID(v.A))
		}
		base := &m.Values[t.A]
		var c ClassID
		switch base.Kind {
		case This:
			c = ClassID(base.A)
		case VarRef:
			v := &m.Vars[base.A]
			if v.Kind != ParamVar {
				continue
			}
			f := &m.Funcs[v.Fn]
			if f.Class == 0 || f.Flags&StaticFunc != 0 || f.Params.Count == 0 || m.Lang != Python ||
				m.Params[f.Params.Start].Var != VarID(base.A) {
				continue
			}
			c = f.Class
		default:
		}
		if c != 0 {
			k := memberKey(l.gclass(mod, c), l.symOf(mod, t.Name))
			l.attrs[k] = append(l.attrs[k], assignRef{mod, AssignID(id)})
		}
	}
}

// linkClasses resolves bases, then inverts them.
func (l *linker) linkClasses() {
	l.resetMemo()
	n := len(l.classMod)
	l.bases, l.subs = make([][]object, n), make([][]uint32, n)
	for g := range n {
		mod := l.classMod[g]
		m := l.Modules[mod]
		c := l.class(uint32(g))
		for _, r := range []Range{c.Bases, c.Implements} {
			for _, v := range m.List(r) {
				for _, o := range l.eval(mod, v) {
					switch o.kind {
					case objClass:
						if b := l.gclass(o.mod, ClassID(o.id)); b != uint32(g) && !slices.Contains(l.subs[b], uint32(g)) {
							l.bases[g] = append(l.bases[g], o)
							l.subs[b] = append(l.subs[b], uint32(g))
						}
					case objExternal:
						l.bases[g] = append(l.bases[g], o)
					case objFunc: // class A extends OldStyleConstructor
						l.bases[g] = append(l.bases[g], o)
					default:
					}
				}
			}
		}
	}
	l.resetMemo()
	l.passModules()
	l.linkInherits()
	l.linkObjectAttributes()
	l.resetMemo()
}

// passModules notes which modules and object literals of JavaScript are handed
// to functions that add members to them: `(function (User) { … }(exports))`,
// `require("./create")(User)`. Calls are linked later, but what members there
// are must be known by then.
func (l *linker) passModules() {
	for range 2 { // what is passed may be passed on
		for i, m := range l.Modules {
			if m.Lang != JavaScript {
				continue
			}
			for id := 1; id < len(m.Calls); id++ {
				c := &m.Calls[id]
				switch m.Values[c.Callee].Kind {
				case FuncOf, ImportOf:
				default:
					continue
				}
				if c.Args.Count == 0 || c.Args.Count > 4 {
					continue
				}
				for _, o := range l.eval(int32(i), c.Callee) {
					if o.kind == objFunc {
						l.passModule(int32(i), m, c, o)
					}
				}
			}
		}
		l.resetMemo()
	}
}

func (l *linker) passModule(mod int32, m *Module, c *Call, o object) {
	f := &l.Modules[o.mod].Funcs[o.id]
	for i, a := range m.Args[c.Args.Start : c.Args.Start+min(c.Args.Count, f.Params.Count)] {
		p := &l.Modules[o.mod].Params[f.Params.Start+uint32(i)]
		if p.Var == 0 || p.Flags&RestParam != 0 || a.Spread {
			continue
		}
		for _, v := range l.eval(mod, a.Value) {
			if v.kind == objModule || v.kind == objLiteral {
				l.flow(l.gvar(o.mod, p.Var), v)
			}
		}
	}
}

// linkObjectAttributes files assignments to attributes of what is not a
// method's own object: prototypes, functions, classes, object literals.
func (l *linker) linkObjectAttributes() {
	l.objAttrs = map[objSym][]assignRef{}
	for i, m := range l.Modules {
		mod := int32(i)
		for id := 1; id < len(m.Assigns); id++ {
			a := &m.Assigns[id]
			t := &m.Values[a.Target]
			if t.Kind != Attr {
				continue
			}
			base := &m.Values[t.A]
			if base.Kind == This && base.A != 0 {
				continue
			}
			for _, o := range l.eval(mod, ValueID(t.A)) {
				switch o.kind {
				case objFunc, objProto, objLiteral, objClass, objModule, objInstance:
					o.recv, o.exact = 0, false
					if o.kind == objInstance && m.Lang == Python && base.Kind == VarRef && m.Vars[base.A].Kind == ParamVar {
						continue // filed by class already
					}
					k := l.objectKey(o, l.symOf(mod, t.Name))
					l.objAttrs[k] = append(l.objAttrs[k], assignRef{mod, AssignID(id)})
					// The functions of a prototype have its objects as `this`.
					if v := &m.Values[a.Value]; o.kind == objProto && v.Kind == FuncOf {
						l.thisOf[l.gfunc(mod, FuncID(v.A))] = object{kind: objMade, mod: o.mod, id: o.id}
					}
				default:
				}
			}
		}
	}
}

// mro returns the class and everything it inherits from, nearest first, in
// the order of a depth-first walk; external bases are objects like the rest.
func (l *linker) mro(g uint32) []object {
	if l.mros[g] != nil {
		return l.mros[g]
	}
	mod := l.classMod[g]
	out := []object{{kind: objClass, mod: mod, id: g - l.classBase[mod]}}
	seen := map[uint32]bool{g: true}
	for i := 0; i < len(out) && len(out) < 64; i++ {
		if out[i].kind != objClass {
			continue
		}
		for _, b := range l.bases[l.gclass(out[i].mod, ClassID(out[i].id))] {
			if b.kind == objClass {
				bg := l.gclass(b.mod, ClassID(b.id))
				if seen[bg] {
					continue
				}
				seen[bg] = true
			}
			out = append(out, b)
		}
	}
	l.mros[g] = out
	return out
}

// external interns a qualified name of a language.
func (l *linker) external(lang Lang, name string) uint32 {
	id, ok := l.extIDs[lang][name]
	if !ok {
		id = uint32(len(l.externals))
		l.extIDs[lang][name] = id
		l.externals = append(l.externals, external{name: name, lang: lang})
	}
	return id
}

// sibling interns a name of the same language as another's.
func (l *linker) sibling(id uint32, name string) uint32 {
	return l.external(l.externals[id].lang, name)
}

func (l *linker) catalogOf(id uint32) *catalog.Catalog { return l.Catalogs[l.externals[id].lang] }

// facts returns an external name with what the catalog knows of it.
func (l *linker) facts(id uint32) *external {
	x := &l.externals[id]
	if !x.known {
		x.known = true
		cat := l.Catalogs[x.lang]
		x.api, _ = cat.API(x.name)
		x.offload, _ = cat.Offload(x.name)
		x.wrapper, _ = cat.Wrapper(x.name)
		x.entries = cat.EntriesOfCall(x.name)
		x.typ = cat.TypeOf(x.name)
		x.params = cat.ParamsOf(x.name)
		x.consumes = consumes(x.name)
		x.conf = externalConfidence(x.name)
	}
	return x
}
