package program

import (
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// objKind is the kind of a thing that an expression may stand for.
type objKind uint8

const (
	objNone     objKind = iota
	objFunc             // function id of mod; recv: global class + 1 of a bound method's receiver
	objClass            // class id of mod
	objInstance         // instance of class id of mod; exact: of that very class
	objExternal         // external id: a name outside the program, its class or an instance of it
	objModule           // module mod
	objFolder           // Python package without __init__.py: folders[id]
	objLiteral          // object literal, value id of mod
	objSeq              // list literal or container type, value id of mod
	objProto            // prototype of function id of mod
	objMade             // object made by `new f()` with function id of mod
	objGen              // generator object of function id of mod
	objSuper            // super object in class id of mod; recv as objFunc
	objRegex            // regular expression literal, value id of mod
	objPattern          // regular expression compiled by call id of mod
)

// object is a thing that an expression may stand for. It is comparable.
type object struct {
	kind  objKind
	exact bool
	mod   int32
	id    uint32
	recv  uint32
}

// maxObjects bounds what one expression may stand for; more says nothing.
const maxObjects = 12

// maxDepth bounds how deep one evaluation may look.
const maxDepth = 200

const (
	setNone    setID = iota // not evaluated
	setPending              // being evaluated
	setEmpty
)

// setTainted marks a set that rests on what callers pass.
const setTainted setID = 1 << 30

// result collects objects without repeating one.
type result struct {
	objs [maxObjects]object
	n    int
	over bool
}

func (r *result) add(o object) {
	for i := range r.n {
		if r.objs[i] == o {
			return
		}
	}
	if r.n == maxObjects {
		r.over = true
		return
	}
	r.objs[r.n] = o
	r.n++
}

func (r *result) all(os []object) {
	for _, o := range os {
		r.add(o)
	}
}

func (r *result) list() []object { return r.objs[:r.n] }

func (l *linker) store(r *result) setID {
	if r.n == 0 {
		return setEmpty
	}
	// What a variable holds is mostly just what was evaluated for it.
	if last := len(l.sets) - 1; slices.Equal(l.load(setID(last)), r.list()) {
		return setID(last)
	}
	start := uint32(len(l.objs))
	l.objs = append(l.objs, r.list()...)
	l.sets = append(l.sets, set{start, uint32(len(l.objs))})
	return setID(len(l.sets) - 1)
}

func (l *linker) load(id setID) []object {
	s := l.sets[id]
	return l.objs[s.start:s.end:s.end]
}

// eval returns what a value may stand for; nothing when that is unknown.
func (l *linker) eval(mod int32, v ValueID) []object {
	if v == 0 {
		return nil
	}
	m := l.Modules[mod]
	val := &m.Values[v]
	switch val.Kind { // what needs no memory of its own
	case Const:
		if ConstKind(val.A) != RegexConst {
			return nil
		}
	case Unknown, Template, Not, TypeOf, Callable:
		return nil
	case VarRef:
		return l.evalVar(mod, VarID(val.A))
	case Await, Yielded:
		return l.eval(mod, ValueID(val.A))
	default:
	}
	g := l.valueBase[mod] + uint32(v)
	if id := l.memo[g]; id != setNone {
		return l.recall(id)
	}
	if l.depth > maxDepth {
		l.tainted = true
		return nil
	}
	l.memo[g] = setPending
	outer := l.enter()
	var r result
	l.evalInto(&r, mod, m, v, val)
	id := l.leave(outer, &r)
	l.memo[g] = id
	return l.load(id &^ setTainted)
}

// enter and leave surround the evaluation of something that is remembered.
// What rests on callers' arguments is marked, to be forgotten before the next
// round.
func (l *linker) enter() (outer bool) {
	l.depth++
	l.steps++
	outer, l.tainted = l.tainted, false
	return outer
}

func (l *linker) leave(outer bool, r *result) setID {
	l.depth--
	id := l.store(r)
	if l.tainted {
		id |= setTainted
	}
	l.tainted = l.tainted || outer
	return id
}

// recall loads a remembered set. A pending one is empty: a cycle adds nothing.
func (l *linker) recall(id setID) []object {
	if id&setTainted != 0 || id == setPending {
		l.tainted = true
	}
	return l.load(id &^ setTainted)
}

func (l *linker) evalInto(r *result, mod int32, m *Module, v ValueID, val *Value) {
	switch val.Kind {
	case Const:
		r.add(object{kind: objRegex, mod: mod, id: uint32(v)})
	case Global:
		l.evalGlobal(r, m, val)
	case ImportOf:
		l.evalImport(r, mod, ImportID(val.A), l.symOf(mod, val.Name))
	case This:
		if val.A != 0 {
			f := &m.Funcs[val.B]
			r.add(object{kind: thisKind(f), mod: mod, id: val.A})
		} else if o, ok := l.thisOf[l.gfunc(mod, FuncID(val.B))]; ok {
			r.add(o)
		} else if val.B != 0 {
			r.add(object{kind: objMade, mod: mod, id: val.B}) // constructor function, perhaps
		}
	case Super:
		if val.A != 0 {
			r.add(object{kind: objSuper, mod: mod, id: val.A})
		}
	case FuncOf:
		r.add(object{kind: objFunc, mod: mod, id: val.A})
	case ClassOf:
		r.add(object{kind: objClass, mod: mod, id: val.A})
	case Attr:
		s := l.symOf(mod, val.Name)
		for _, o := range l.eval(mod, ValueID(val.A)) {
			l.attr(r, o, s)
		}
	case Index:
		l.evalIndex(r, mod, m, val)
	case CallOf:
		l.evalCall(r, mod, m, CallID(val.A))
	case Object:
		r.add(object{kind: objLiteral, mod: mod, id: uint32(v)})
	case List:
		r.add(object{kind: objSeq, mod: mod, id: uint32(v)})
	case Union:
		for _, e := range m.Elems[val.B : val.B+val.C] {
			r.all(l.eval(mod, e))
		}
	case Element:
		for _, o := range l.eval(mod, ValueID(val.A)) {
			l.element(r, o)
		}
	case Entered:
		for _, o := range l.eval(mod, ValueID(val.A)) {
			l.entered(r, o)
		}
	case Unpack:
		if l.unpackPairs(r, mod, m, val) {
			return
		}
		for _, o := range l.eval(mod, ValueID(val.A)) {
			l.unpack(r, o, int(val.B))
		}
	case Binary:
		if m.Name(val.Name) == "/" {
			r.all(l.eval(mod, ValueID(val.A)))
		}
	case Narrowed:
		if val.C != 0 {
			l.without(r, l.eval(mod, ValueID(val.A)), l.narrowTypes(mod, m, ValueID(val.B)))
			return
		}
		n := r.n
		l.instances(r, l.narrowTypes(mod, m, ValueID(val.B)))
		if r.n == n {
			r.all(l.eval(mod, ValueID(val.A)))
		}
	case Cast:
		l.instances(r, l.eval(mod, ValueID(val.B)))
		if r.n == 0 {
			r.all(l.eval(mod, ValueID(val.A)))
		}
	case Generic:
		l.evalGeneric(r, mod, m, v, val)
	default:
	}
}

// thisKind says whether `this` in f is the class or an object of it.
func thisKind(f *Func) objKind {
	if f.Flags&StaticFunc != 0 {
		return objClass
	}
	return objInstance
}

func (l *linker) narrowTypes(mod int32, m *Module, v ValueID) []object {
	val := &m.Values[v]
	if val.Kind != List {
		return l.eval(mod, v)
	}
	var r result
	for _, e := range m.Elems[val.B : val.B+val.C] {
		r.all(l.eval(mod, e))
	}
	return append([]object(nil), r.list()...)
}

// without adds those objects that may be none of the types given.
func (l *linker) without(r *result, os, types []object) {
	for _, o := range os {
		is := false
		for _, t := range types {
			switch {
			case o.kind == objExternal:
				is = is || t == o
			case o.kind == objInstance && t.kind == objClass:
				for _, c := range l.mro(l.gclass(o.mod, ClassID(o.id))) {
					is = is || c == t
				}
			default:
			}
		}
		if !is {
			r.add(o)
		}
	}
}

// vague reports whether a type says nothing of its objects.
func (l *linker) vague(id uint32) bool {
	switch l.externals[id].name {
	case "typing.Any", "typing.Callable", "collections.abc.Callable", "typing.Awaitable", "collections.abc.Awaitable",
		"typing_extensions.Any", "builtins.object", "builtins.callable", "any", "unknown", "Function", "object", "Object":
		return true
	}
	return false
}

// instances adds objects of the types given.
func (l *linker) instances(r *result, types []object) {
	for _, o := range types {
		switch o.kind {
		case objExternal:
			if !l.vague(o.id) {
				r.add(o)
			}
		case objClass:
			if l.Modules[o.mod].Classes[o.id].Flags&EnumClass == 0 {
				r.add(object{kind: objInstance, mod: o.mod, id: o.id})
			}
		case objFunc:
			r.add(object{kind: objMade, mod: o.mod, id: o.id})
		case objModule:
		default:
			r.add(o)
		}
	}
}

func (l *linker) evalGlobal(r *result, m *Module, val *Value) {
	name := m.Name(val.Name)
	if m.Lang == Python {
		name = "builtins." + name
	}
	r.add(object{kind: objExternal, id: l.external(m.Lang, name)})
}

// evalGeneric evaluates a parameterized type. Containers keep their argument
// for element; wrappers that say nothing of the value are looked through.
func (l *linker) evalGeneric(r *result, mod int32, m *Module, v ValueID, val *Value) {
	name := l.typeName(mod, m, ValueID(val.A))
	args := m.Elems[val.B : val.B+val.C]
	if len(args) > 0 {
		switch genericShape(name) {
		case transparent:
			r.all(l.eval(mod, args[0]))
			return
		case eitherOf:
			for _, a := range args {
				r.all(l.eval(mod, a))
			}
			return
		case awaitResult: // Coroutine[Y, S, R]
			r.all(l.eval(mod, args[len(args)-1]))
			return
		case container:
			r.add(object{kind: objSeq, mod: mod, id: uint32(v)})
			return
		case opaque:
			return
		case ordinary:
		}
	}
	r.all(l.eval(mod, ValueID(val.A)))
}

type shape uint8

const (
	ordinary shape = iota
	transparent
	eitherOf
	awaitResult
	container
	opaque
)

// genericShape classifies the standard parameterized types of both languages
// (Python's typing and collections.abc; TypeScript's lib.es5.d.ts).
func genericShape(name string) shape {
	switch name {
	case "Optional", "Annotated", "Final", "ClassVar", "Required", "NotRequired", "ReadOnly", "Promise", "PromiseLike",
		"Awaited", "Awaitable", "Partial", "Readonly", "NonNullable", "Pick", "Omit", "Mapped":
		return transparent
	case "Union":
		return eitherOf
	case "Coroutine":
		return awaitResult
	case "List", "list", "Set", "set", "FrozenSet", "frozenset", "Tuple", "tuple", "Sequence", "MutableSequence",
		"Iterable", "Iterator", "Collection", "AsyncIterable", "AsyncIterator", "Generator", "AsyncGenerator",
		"Deque", "deque", "Array", "ReadonlyArray", "IterableIterator", "Dict", "dict", "Mapping", "MutableMapping",
		"DefaultDict", "defaultdict", "OrderedDict", "Map", "ReadonlyMap", "WeakMap", "Record":
		return container
	case "Type", "type", "Callable", "Literal":
		return opaque
	}
	return ordinary
}

// typeName returns the last name of a type.
func (l *linker) typeName(mod int32, m *Module, v ValueID) string {
	val := &m.Values[v]
	switch val.Kind {
	case Global, Attr:
		return m.Name(val.Name)
	case ImportOf:
		return m.Name(val.Name)
	case VarRef:
		for _, o := range l.evalVar(mod, VarID(val.A)) {
			if o.kind == objExternal {
				name := l.externals[o.id].name
				return name[strings.LastIndexByte(name, '.')+1:]
			}
		}
	default:
	}
	return ""
}

// evalVar returns what a variable may hold.
func (l *linker) evalVar(mod int32, v VarID) []object {
	g := l.gvar(mod, v)
	if id := l.varMemo[g]; id != setNone {
		return l.recall(id)
	}
	if l.depth > maxDepth {
		l.tainted = true
		return nil
	}
	l.varMemo[g] = setPending
	outer := l.enter()
	m := l.Modules[mod]
	var r result
	vr := &m.Vars[v]
	if vr.Kind == ParamVar {
		l.evalParam(&r, mod, m, v, vr)
	} else if vr.Type != 0 {
		l.instances(&r, l.eval(mod, vr.Type))
	}
	if r.n == 0 || (vr.Kind == ParamVar || m.Lang == Python) && !concrete(l, r.list()) ||
		vr.Kind == ParamVar && m.Lang == Python && plain(r.list()) {
		n := 0
		for a := vr.Assigns; a != 0 && n < 16; a = m.Assigns[a].Next {
			r.all(l.eval(mod, m.Assigns[a].Value))
			n++
		}
	}
	id := l.leave(outer, &r)
	l.varMemo[g] = id
	return l.load(id &^ setTainted)
}

// plain reports whether all objects are external ones, such as the text that a
// function makes a path of.
func plain(os []object) bool {
	for _, o := range os {
		if o.kind != objExternal {
			return false
		}
	}
	return true
}

// concrete reports whether every object is more than an interface.
func concrete(l *linker, os []object) bool {
	for _, o := range os {
		if o.kind == objInstance && l.Modules[o.mod].Classes[o.id].Flags&(InterfaceClass|AbstractClass) != 0 {
			return false
		}
	}
	return len(os) > 0
}

// evalParam evaluates a parameter: the receiver, the annotation, the default,
// then what callers pass.
func (l *linker) evalParam(r *result, mod int32, m *Module, v VarID, vr *Var) {
	f := &m.Funcs[vr.Fn]
	for i, p := range m.Params[f.Params.Start : f.Params.Start+f.Params.Count] {
		if p.Var != v {
			continue
		}
		if i == 0 && m.Lang == Python && f.Class != 0 && f.Flags&MethodFunc != 0 && f.Flags&StaticFunc == 0 {
			kind := objInstance
			if f.Flags&ClassMethodFunc != 0 || m.Name(f.Name) == "__new__" || m.Name(f.Name) == "__init_subclass__" {
				kind = objClass
			}
			r.add(object{kind: kind, mod: mod, id: uint32(f.Class)})
			return
		}
		if p.Flags&(RestParam|KeywordsParam) != 0 {
			return // a container of unknown arguments
		}
		if p.Type != 0 {
			l.instances(r, l.eval(mod, p.Type))
		}
		if r.n == 0 && p.Default != 0 {
			l.evalDefault(r, mod, m, p.Default)
		}
		if !concrete(l, r.list()) || l.iterators(r.list()) {
			l.tainted = true
			for _, o := range l.flows[l.gvar(mod, v)] {
				if !l.isFunction(o) {
					r.add(o)
				}
			}
		}
		return
	}
}

// isFunction reports whether an object is a function rather than something
// with members. What a helper does with a function that it is given depends on
// the call, so functions do not flow through parameters: uses carry them.
func (l *linker) isFunction(o object) bool {
	switch o.kind {
	case objFunc, objGen:
		return true
	case objExternal:
		x := l.facts(o.id)
		return (x.api != nil || x.offload != nil || x.wrapper != nil) && x.typ == ""
	default:
		return false
	}
}

// kept adds what an attribute was assigned: with a parameter, functions that
// callers pass are meant, too, for they are called from elsewhere.
func (l *linker) kept(r *result, mod int32, v ValueID) {
	m := l.Modules[mod]
	if val := &m.Values[v]; val.Kind == VarRef && m.Vars[val.A].Kind == ParamVar {
		l.tainted = true
		for _, o := range l.flows[l.gvar(mod, VarID(val.A))] {
			if l.isFunction(o) {
				r.add(o)
			}
		}
	}
	r.all(l.eval(mod, v))
}

// iterators reports whether all objects are types of iterators, which say
// nothing of the code that iterating runs.
func (l *linker) iterators(os []object) bool {
	for _, o := range os {
		m := l.Modules[o.mod]
		if o.kind != objSeq || m.Lang != Python || m.Values[o.id].Kind != Generic {
			return false
		}
		switch l.typeName(o.mod, m, ValueID(m.Values[o.id].A)) {
		case "Generator", "Iterator", "Iterable":
		default:
			return false
		}
	}
	return true
}

// evalDefault evaluates a parameter's default. An injected dependency
// (`db = Depends(get_db)`) is what the provider yields.
func (l *linker) evalDefault(r *result, mod int32, m *Module, v ValueID) {
	val := &m.Values[v]
	if val.Kind == CallOf {
		c := &m.Calls[val.A]
		for _, o := range l.eval(mod, c.Callee) {
			if o.kind == objExternal && c.Args.Count > 0 && l.isInjector(o.id) {
				for _, p := range l.eval(mod, m.Args[c.Args.Start].Value) {
					l.yielded(r, p)
				}
				return
			}
		}
	}
	r.all(l.eval(mod, v))
}

// isInjector reports whether calls to an external name, written as a default,
// stand for what their first argument provides: they register it as an entry.
func (l *linker) isInjector(id uint32) bool {
	return slices.ContainsFunc(l.facts(id).entries, func(e *catalog.Entry) bool { return e.Handler == "0" })
}

// yielded adds what a provider function hands out: what it returns or yields.
func (l *linker) yielded(r *result, p object) {
	switch p.kind {
	case objFunc:
		m := l.Modules[p.mod]
		f := &m.Funcs[p.id]
		if f.Flags&GeneratorFunc != 0 {
			for _, y := range m.List(f.Yields) {
				r.all(l.eval(p.mod, y))
			}
			if r.n == 0 && f.ReturnType != 0 {
				for _, o := range l.eval(p.mod, f.ReturnType) {
					l.element(r, o)
				}
			}
			return
		}
		r.all(l.returns(p))
	case objClass:
		r.add(object{kind: objInstance, exact: true, mod: p.mod, id: p.id})
	default:
	}
}

func (l *linker) evalImport(r *result, mod int32, imp ImportID, name sym) {
	t := l.imports[mod][imp]
	switch {
	case t.Module >= 0:
		l.importFrom(r, int32(t.Module), name, 0)
	case t.IsFolder && name == 0:
		r.add(l.folder(t))
	case t.IsFolder:
		l.folderAttr(r, t, name)
	case t.External != "":
		ext := t.External
		if name != 0 && l.symNames[name] != "default" {
			ext += "." + l.symNames[name]
		}
		r.add(object{kind: objExternal, id: l.external(l.Modules[mod].Lang, ext)})
	}
}

// importFrom adds a member of a module, or the module itself.
func (l *linker) importFrom(r *result, mod int32, name sym, hops int) {
	if hops > 16 {
		return
	}
	eq := l.equals[mod]
	if name == 0 {
		if eq != 0 {
			r.all(l.eval(mod, eq))
		}
		r.add(object{kind: objModule, mod: mod})
		return
	}
	if l.Modules[mod].Lang == Python {
		l.pythonMember(r, mod, name, hops)
		return
	}
	if len(l.starFrom[mod]) == 0 {
		l.exported(r, mod, name, hops)
		return
	}
	// What exports others' exports is asked for the same names again and again,
	// and each time by way of many modules.
	k := memberKey(uint32(mod), name)
	if id, ok := l.starMemo[k]; ok {
		r.all(l.recall(id))
		return
	}
	l.starMemo[k] = setPending
	outer := l.enter()
	var own result
	l.exported(&own, mod, name, hops)
	id := l.leave(outer, &own)
	l.starMemo[k] = id
	r.all(l.load(id &^ setTainted))
}

// exported adds what a JavaScript module exports under a name.
func (l *linker) exported(r *result, mod int32, name sym, hops int) {
	n := r.n
	eq := l.equals[mod]
	if v, ok := l.exports[memberKey(uint32(mod), name)]; ok {
		r.all(l.eval(mod, v))
		return
	}
	if eq != 0 {
		for _, o := range l.eval(mod, eq) {
			if l.symNames[name] == "default" {
				r.add(o)
			} else {
				l.attr(r, o, name)
			}
		}
		if r.n > n {
			return
		}
	}
	if from := l.exporters[name]; len(from) < 8 && l.symNames[name] != "default" && l.barrel(mod) != nil {
		l.fromBarrel(r, mod, name, from)
		return
	}
	for _, imp := range l.starFrom[mod] {
		switch t := l.imports[mod][imp]; {
		case t.Module >= 0:
			l.importFrom(r, int32(t.Module), name, hops+1)
		case t.External != "" && len(l.starFrom[mod]) == 1:
			r.add(object{kind: objExternal, id: l.external(l.Modules[mod].Lang, t.External+"."+l.symNames[name])})
		}
		if r.n > n {
			return
		}
	}
	if l.Modules[mod].Flags&ESM == 0 {
		if v, ok := l.moduleVars[memberKey(uint32(mod), l.knownSym("exports"))]; ok {
			for _, o := range l.evalVar(mod, v) { // what others were given the exports object to add
				l.attr(r, o, name)
			}
			if r.n > n {
				return
			}
		}
	}
	if l.symNames[name] == "default" { // a CommonJS module seen through interop
		r.add(object{kind: objModule, mod: mod})
	}
}

// maxBarrel bounds how many modules one barrel may lead to.
const maxBarrel = 1024

// barrel returns the modules whose exports a module exports, too, with their
// places in the order in which a name is looked up; nil for a module that has
// none, or too many, or where more than names of ES modules of the program
// counts.
func (l *linker) barrel(mod int32) map[int32]int {
	if b, known := l.barrels[mod]; known {
		return b
	}
	var places map[int32]int
	if len(l.starFrom[mod]) > 0 {
		places = map[int32]int{}
		if !l.barrelPlaces(places, mod) {
			places = nil
		}
	}
	l.barrels[mod] = places
	return places
}

func (l *linker) barrelPlaces(places map[int32]int, mod int32) bool {
	if _, seen := places[mod]; seen {
		return true
	}
	if len(places) == maxBarrel || l.Modules[mod].Flags&ESM == 0 || l.equals[mod] != 0 {
		return false
	}
	places[mod] = len(places)
	for _, imp := range l.starFrom[mod] {
		if t := l.imports[mod][imp]; t.Module < 0 || !l.barrelPlaces(places, int32(t.Module)) {
			return false
		}
	}
	return true
}

// fromBarrel adds a name that a barrel exports, which some modules export.
func (l *linker) fromBarrel(r *result, mod int32, name sym, from []int32) {
	places := l.barrel(mod)
	var in []int32
	for _, m := range from {
		if _, leads := places[m]; leads {
			in = append(in, m)
		}
	}
	slices.SortFunc(in, func(a, b int32) int { return places[a] - places[b] })
	for _, m := range in {
		n := r.n
		if r.all(l.eval(m, l.exports[memberKey(uint32(m), name)])); r.n > n {
			return
		}
	}
}

func (l *linker) pythonMember(r *result, mod int32, name sym, hops int) {
	n := r.n
	if v, ok := l.moduleVars[memberKey(uint32(mod), name)]; ok {
		r.all(l.evalVar(mod, v))
		if r.n > n {
			return
		}
	}
	if l.submodule(r, l.Submodule(l.Modules[mod].Path, l.symNames[name])) {
		return
	}
	for _, imp := range l.starFrom[mod] {
		switch t := l.imports[mod][imp]; {
		case t.Module >= 0:
			l.importFrom(r, int32(t.Module), name, hops+1)
		case t.External != "" && len(l.starFrom[mod]) == 1:
			r.add(object{kind: objExternal, id: l.external(l.Modules[mod].Lang, t.External+"."+l.symNames[name])})
		}
		if r.n > n {
			return
		}
	}
}

// submodule adds a module or folder that a package holds.
func (l *linker) submodule(r *result, t Target) bool {
	switch {
	case t.Module >= 0:
		r.add(object{kind: objModule, mod: int32(t.Module)})
	case t.IsFolder:
		r.add(l.folder(t))
	default:
		return false
	}
	return true
}

// folder returns the object of a Python package without __init__.py.
func (l *linker) folder(t Target) object {
	i := slices.Index(l.folders, t)
	if i < 0 {
		i = len(l.folders)
		l.folders = append(l.folders, t)
	}
	return object{kind: objFolder, id: uint32(i)}
}

// folderAttr adds a member of a folder, which may be one of a namespace whose
// other members are elsewhere.
func (l *linker) folderAttr(r *result, t Target, name sym) {
	if !l.submodule(r, l.Submodule(t.Folder, l.symNames[name])) && t.External != "" {
		r.add(object{kind: objExternal, id: l.external(Python, t.External+"."+l.symNames[name])})
	}
}

func (l *linker) evalIndex(r *result, mod int32, m *Module, val *Value) {
	key := &m.Values[val.B]
	constant := val.B != 0 && key.Kind == Const && ConstKind(key.A) == StringConst
	for _, o := range l.eval(mod, ValueID(val.A)) {
		switch {
		case o.kind == objLiteral && constant:
			l.attr(r, o, l.symOf(mod, key.Name))
		case o.kind == objLiteral:
			om := l.Modules[o.mod]
			ov := &om.Values[o.id]
			for _, f := range om.Fields[ov.B : ov.B+ov.C] {
				r.all(l.eval(o.mod, f.Value))
			}
		case o.kind == objExternal:
			if t := l.catalogOf(o.id).TypeOf(l.externals[o.id].name + ".__getitem__"); t != "" {
				r.add(object{kind: objExternal, id: l.sibling(o.id, t)})
			} else if m.Lang == Python && l.isTypeArgument(mod, m, ValueID(val.B)) {
				r.add(o) // scoped_session[Session]
			}
		case o.kind == objClass && m.Lang == Python:
			r.add(o) // Repository[User]
		case o.kind == objSeq && val.B == 0: // a slice
			r.add(o)
		case o.kind == objSeq && key.Kind == Const && ConstKind(key.A) == NumberConst && len(m.Name(key.Name)) == 1:
			l.unpack(r, o, int(m.Name(key.Name)[0]-'0'))
		default:
			l.element(r, o)
		}
	}
}

// isTypeArgument reports whether the key of a subscription is a class.
func (l *linker) isTypeArgument(mod int32, m *Module, key ValueID) bool {
	switch m.Values[key].Kind {
	case VarRef, ImportOf, Attr, Global:
	default:
		return false
	}
	for _, o := range l.eval(mod, key) {
		switch o.kind {
		case objClass:
			return true
		case objExternal:
			return l.facts(o.id).typ == l.externals[o.id].name
		default:
		}
	}
	return false
}

// unpackPairs adds one element of the pairs that zip, enumerate and a mapping's
// items yield.
func (l *linker) unpackPairs(r *result, mod int32, m *Module, val *Value) bool {
	each := &m.Values[val.A]
	if m.Lang != Python || each.Kind != Element || m.Values[each.A].Kind != CallOf {
		return false
	}
	c := &m.Calls[m.Values[each.A].A]
	args := m.Args[c.Args.Start : c.Args.Start+c.Args.Count]
	callee := &m.Values[c.Callee]
	over := ValueID(0)
	switch {
	case callee.Kind == Attr && m.Name(callee.Name) == "items" && len(args) == 0 && val.B == 1:
		for _, o := range l.eval(mod, ValueID(callee.A)) {
			if o.kind != objLiteral {
				l.element(r, o)
				continue
			}
			om := l.Modules[o.mod]
			for _, f := range om.Fields[om.Values[o.id].B : om.Values[o.id].B+om.Values[o.id].C] {
				r.all(l.eval(o.mod, f.Value))
			}
		}
		return true
	case callee.Kind != Global:
		return false
	case m.Name(callee.Name) == "enumerate" && len(args) > 0 && val.B == 1:
		over = args[0].Value
	case m.Name(callee.Name) == "zip" && int(val.B) < len(args):
		over = args[val.B].Value
	}
	if over == 0 {
		return false
	}
	for _, o := range l.eval(mod, over) {
		l.element(r, o)
	}
	return true
}

// element adds what iterating over an object yields.
func (l *linker) element(r *result, o object) {
	m := l.Modules[o.mod]
	switch o.kind {
	case objSeq:
		val := &m.Values[o.id]
		args := m.Elems[val.B : val.B+val.C]
		if val.Kind == List {
			for _, e := range args {
				r.all(l.eval(o.mod, e))
			}
			return
		}
		if len(args) > 0 { // the last argument of a mapping, the first of the rest
			arg := args[0]
			switch l.typeName(o.mod, m, ValueID(val.A)) {
			case "Dict", "dict", "Mapping", "MutableMapping", "DefaultDict", "defaultdict", "OrderedDict", "Map", "ReadonlyMap", "WeakMap", "Record":
				arg = args[len(args)-1]
			}
			l.instances(r, l.eval(o.mod, arg))
		}
	case objGen:
		for _, y := range m.List(m.Funcs[o.id].Yields) {
			r.all(l.eval(o.mod, y))
		}
	case objExternal:
		name := l.externals[o.id].name
		if t := l.catalogOf(o.id).TypeOf(name + ".__iter__"); t != "" {
			r.add(object{kind: objExternal, id: l.sibling(o.id, t)})
		}
	default:
	}
}

// unpack adds the element at a position.
func (l *linker) unpack(r *result, o object, at int) {
	m := l.Modules[o.mod]
	if o.kind == objSeq {
		val := &m.Values[o.id]
		args := m.Elems[val.B : val.B+val.C]
		if val.Kind == List && at < len(args) {
			r.all(l.eval(o.mod, args[at]))
			return
		}
		if name := l.typeName(o.mod, m, ValueID(val.A)); (name == "Tuple" || name == "tuple") && at < len(args) {
			l.instances(r, l.eval(o.mod, args[at]))
			return
		}
	}
	l.element(r, o)
}

// entered adds what `with o as x` binds.
func (l *linker) entered(r *result, o object) {
	switch o.kind {
	case objExternal:
		name := l.externals[o.id].name
		for _, enter := range []string{".__enter__", ".__aenter__"} {
			if t := l.catalogOf(o.id).TypeOf(name + enter); t != "" {
				r.add(object{kind: objExternal, id: l.sibling(o.id, t)})
				return
			}
		}
		r.add(o)
	case objGen:
		l.element(r, o)
		if f := l.Modules[o.mod].Funcs[o.id]; r.n == 0 && f.ReturnType != 0 {
			for _, t := range l.eval(o.mod, f.ReturnType) {
				l.element(r, t)
			}
		}
	case objInstance:
		n := r.n
		for _, enter := range []string{"__enter__", "__aenter__"} {
			for _, e := range l.attrOf(o, l.knownSym(enter)) {
				if e.kind == objFunc {
					r.all(l.returns(e))
				}
			}
		}
		if r.n == n {
			r.add(o)
		}
	default:
		r.add(o)
	}
}

// evalCall adds what a call yields.
func (l *linker) evalCall(r *result, mod int32, m *Module, id CallID) {
	c := &m.Calls[id]
	args := m.Args[c.Args.Start : c.Args.Start+c.Args.Count]
	bound := m.Lang == JavaScript && m.Values[c.Callee].Kind == Attr && m.Name(m.Values[c.Callee].Name) == "bind"
	for _, o := range l.eval(mod, c.Callee) {
		switch o.kind {
		case objFunc:
			if bound { // f.bind(x) is f
				r.add(o)
				continue
			}
			l.callResult(r, mod, c, args, o)
		case objClass:
			if c.Kind == TagCall {
				continue
			}
			r.add(object{kind: objInstance, exact: true, mod: o.mod, id: o.id})
		case objInstance:
			for _, f := range l.attrOf(o, l.knownSym("__call__")) {
				if f.kind == objFunc {
					r.all(l.returns(f))
				}
			}
		case objExternal:
			l.externalResult(r, mod, m, c, args, o.id)
			if m.Lang == Python && m.Values[c.Callee].Kind == Attr && l.facts(o.id).typ == "" {
				for _, b := range l.eval(mod, ValueID(m.Values[c.Callee].A)) {
					if b.kind == objClass { // an inherited maker: Application.instance(), Model.model_validate(x)
						r.add(object{kind: objInstance, mod: b.mod, id: b.id})
					}
				}
			}
			if compiles(l.externals[o.id].name) {
				r.add(object{kind: objPattern, mod: mod, id: uint32(id)})
			}
		case objSeq: // a method of a container: its elements
			l.element(r, o)
		default:
		}
	}
}

func (l *linker) callResult(r *result, mod int32, c *Call, args []Arg, o object) {
	f := &l.Modules[o.mod].Funcs[o.id]
	if c.Kind == NewCall && f.Class == 0 {
		r.add(object{kind: objMade, mod: o.mod, id: o.id})
		return
	}
	if f.Flags&GeneratorFunc != 0 && f.Flags&CoroutineFunc == 0 {
		r.add(object{kind: objGen, mod: o.mod, id: o.id, recv: o.recv})
		return
	}
	r.all(l.returns(o))
	if len(args) == 0 {
		return
	}
	// A wrapper's result behaves as the callables it was given.
	g := l.gfunc(o.mod, FuncID(o.id))
	ps := l.Modules[o.mod].Params[f.Params.Start : f.Params.Start+f.Params.Count]
	for i, p := range ps {
		a := l.argFor(o, f, i, args)
		if a == nil {
			continue
		}
		returned := i < 64 && l.retArgs[g]&(1<<i) != 0
		for _, u := range l.uses[l.gvar(o.mod, p.Var)] {
			returned = returned || u.mode == modeWrap
		}
		if returned || mayBeCallable(l.Modules[mod], a.Value) {
			l.tainted = true // uses are found as callers are linked
		}
		if returned {
			r.all(l.eval(mod, a.Value))
		}
	}
}

// mayBeCallable reports whether an argument may be a function, as far as its
// form tells.
func mayBeCallable(m *Module, v ValueID) bool {
	switch m.Values[v].Kind {
	case FuncOf, VarRef, Attr, CallOf, ImportOf, Union:
		return true
	default:
		return false
	}
}

// argFor finds the argument that parameter i of a callee receives, or nil.
func (l *linker) argFor(o object, f *Func, i int, args []Arg) *Arg {
	at := i - l.selfParams(o, f)
	for j := range args {
		a := &args[j]
		if a.Spread {
			return nil
		}
		if a.Name != 0 {
			continue
		}
		if at == 0 {
			return a
		}
		at--
	}
	return nil
}

// selfParams is the number of leading parameters that a call does not pass.
func (l *linker) selfParams(o object, f *Func) int {
	if l.Modules[o.mod].Lang == Python && f.Class != 0 && f.Flags&MethodFunc != 0 && f.Flags&StaticFunc == 0 &&
		(o.recv != 0 || f.Flags&(ConstructorFunc|ClassMethodFunc) != 0) {
		return 1
	}
	return 0
}

// externalResult adds what calling an external name yields.
func (l *linker) externalResult(r *result, mod int32, m *Module, c *Call, args []Arg, id uint32) {
	x := l.facts(id)
	switch x.name {
	case "builtins.super":
		if c == nil {
			return
		}
		if f := &m.Funcs[c.Fn]; f.Class != 0 {
			r.add(object{kind: objSuper, mod: mod, id: uint32(f.Class)})
		}
		return
	case "builtins.type":
		if len(args) == 1 {
			for _, o := range l.eval(mod, args[0].Value) {
				if o.kind == objInstance {
					r.add(object{kind: objClass, mod: o.mod, id: o.id})
				}
			}
		}
		return
	case "builtins.list", "builtins.tuple", "builtins.set", "builtins.sorted", "builtins.reversed", "builtins.iter",
		"builtins.filter", "Promise.all", "Promise.resolve", "Object.freeze", "Array.from", "asyncio.gather":
		if len(args) > 0 {
			r.all(l.eval(mod, args[len(args)-1].Value))
		}
		return
	case "builtins.zip", "itertools.chain":
		for _, a := range args {
			r.all(l.eval(mod, a.Value))
		}
		return
	case "builtins.enumerate", "itertools.islice", "tqdm.tqdm", "tqdm.auto.tqdm", "contextlib.closing":
		if len(args) > 0 {
			r.all(l.eval(mod, args[0].Value))
		}
		return
	case "builtins.next":
		if len(args) > 0 {
			for _, o := range l.eval(mod, args[0].Value) {
				l.element(r, o)
			}
		}
		return
	case "builtins.getattr":
		if len(args) >= 2 {
			if k := &m.Values[args[1].Value]; k.Kind == Const {
				for _, o := range l.eval(mod, args[0].Value) {
					l.attr(r, o, l.symOf(mod, k.Name))
				}
			}
		}
		return
	case "Object.assign":
		for _, a := range args {
			r.all(l.eval(mod, a.Value))
		}
		return
	case "Object.create":
		if len(args) > 0 {
			r.all(l.eval(mod, args[0].Value))
		}
		return
	}
	if x.wrapper != nil {
		for _, a := range l.pick(mod, m, args, x.wrapper.Callable) {
			r.all(l.eval(mod, a))
		}
		return
	}
	if x.offload != nil && x.offload.Callable != "" && (x.typ == "" || x.typ == "asyncio.Future") && m.Lang == Python {
		l.offloadResult(r, mod, m, args, x.offload.Callable) // once awaited
		if x.typ == "" {
			return
		}
	}
	if x.typ != "" {
		r.add(object{kind: objExternal, id: l.sibling(id, x.typ)})
		return
	}
	if len(x.name) < 120 && strings.Count(x.name, "()") < 3 {
		r.add(object{kind: objExternal, id: l.sibling(id, x.name+"()")})
	}
}

// offloadResult adds what awaiting a call yields that runs a callable elsewhere:
// what the callable returns.
func (l *linker) offloadResult(r *result, mod int32, m *Module, args []Arg, callable string) {
	for _, v := range l.pick(mod, m, args, callable) {
		for _, o := range l.eval(mod, v) {
			switch o.kind {
			case objFunc:
				if f := &l.Modules[o.mod].Funcs[o.id]; f.Flags&GeneratorFunc != 0 && f.Flags&CoroutineFunc == 0 {
					r.add(object{kind: objGen, mod: o.mod, id: o.id, recv: o.recv})
					continue
				}
				r.all(l.returns(o))
			case objClass:
				r.add(object{kind: objInstance, exact: true, mod: o.mod, id: o.id})
			case objExternal:
				l.externalResult(r, mod, m, nil, nil, o.id)
			default:
			}
		}
	}
}

// returns gives what a function returns: its annotation when that names more
// than an interface, else the values it returns. Returned parameters are noted
// for the call to fill in.
func (l *linker) returns(o object) []object {
	g := l.gfunc(o.mod, FuncID(o.id))
	if id := l.retMemo[g]; id != setNone {
		return l.recall(id)
	}
	if l.depth > maxDepth {
		l.tainted = true
		return nil
	}
	l.retMemo[g] = setPending
	outer := l.enter()
	m := l.Modules[o.mod]
	f := &m.Funcs[o.id]
	var r result
	if f.ReturnType != 0 {
		l.instances(&r, l.eval(o.mod, f.ReturnType))
	}
	if !concrete(l, r.list()) {
		for _, v := range m.List(f.Returns) {
			val := &m.Values[v]
			if val.Kind == VarRef && m.Vars[val.A].Kind == ParamVar && m.Vars[val.A].Fn == FuncID(o.id) {
				for i, p := range m.Params[f.Params.Start : f.Params.Start+f.Params.Count] {
					if p.Var == VarID(val.A) && i < 64 {
						l.retArgs[g] |= 1 << i
					}
				}
				if f.Class == 0 {
					continue
				}
			}
			r.all(l.eval(o.mod, v))
		}
	}
	id := l.leave(outer, &r)
	l.retMemo[g] = id
	return l.load(id &^ setTainted)
}
