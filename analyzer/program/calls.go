package program

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// mode says how a callable that was handed over is run.
type mode uint8

const (
	modeNone     mode = iota
	modeCall          // called by the caller's own thread
	modeCallback      // run later on the same loop, or by an unknown callee
	modeThread        // run by a thread beside the loop
	modeWorker        // run by another loop or process
	modeWrap          // run by the closure that the callee returns
	modeEntry         // registered with a framework
)

// paramUse says what a function does with a callable parameter.
type paramUse struct {
	mode  mode
	entry *catalog.Entry // of modeEntry
	at    uint32         // global function that does it
	pos   uint32
	conf  Confidence
}

// maxUses bounds how many different uses of a parameter are kept.
const maxUses = 6

// edge is one way from a function to another.
type edge struct {
	from, to uint32 // global functions
	pos      uint32 // of the call in from
	call     CallID
	via      uint32 // global function + 1 that runs the callable, when a helper does
	viaPos   uint32
	mode     mode
	conf     Confidence
}

// edgeTable holds the edges, sorted by from, and where each function's begin.
type edgeTable struct {
	list  []edge
	first []uint32 // by global function, and one more
}

// maxRounds bounds how often the program is linked again because callers were
// found to pass something new.
const maxRounds = 3

// linked is what linking a call adds. What rests on callers' arguments is kept
// apart, for it is linked again in the next round.
type linked struct {
	edges      []edge
	effects    []Effect
	roots      []Root
	unresolved int
}

// linkCalls links every call. What callers pass to parameters is known only
// once they are linked, so it goes round until nothing new is passed. After
// the first round only those calls are linked again that rest on it.
//
// The first round, which is the longest, links the two halves of the program
// side by side. Neither sees what the callers of the other pass; the result is
// the same on any number of processors.
func (l *linker) linkCalls() {
	n := len(l.Modules)
	half := l.half()
	other := l.apart()
	var firm, others linked
	var loose, othersLoose []callRef
	var crash any
	var beside sync.WaitGroup
	beside.Go(func() {
		defer func() { crash = recover() }() // told on the goroutine that can answer
		others, othersLoose = other.linkModules(half, n)
	})
	firm, loose = l.linkModules(0, half)
	beside.Wait()
	if crash != nil {
		panic(crash)
	}
	l.adopt(other)
	firm.add(&others)
	l.new.add(&other.new)
	loose = append(loose, othersLoose...)
	for range maxRounds - 1 {
		l.setModes(firm.edges)
		if !l.touched {
			break
		}
		l.touched = false
		l.forgetTainted()
		l.new = linked{edges: l.new.edges[:0], effects: l.new.effects[:0], roots: l.new.roots[:0]}
		for _, c := range loose {
			l.linkCall(c.mod, l.Modules[c.mod], c.id)
		}
	}
	l.edges.list = slices.Concat(firm.edges, l.new.edges)
	l.Effects = slices.Concat(firm.effects, l.new.effects)
	l.Roots = slices.Concat(firm.roots, l.new.roots)
	l.Gaps.UnresolvedCalls = firm.unresolved + l.new.unresolved
	l.sortEdges()
}

// linkModules links the calls of some modules, one after the other, and returns
// what is sure and the calls that must be linked again.
func (l *linker) linkModules(from, to int) (firm linked, loose []callRef) {
	for i, m := range l.Modules[from:to] {
		mod := int32(from + i)
		for id := 1; id < len(m.Calls); id++ {
			mark := l.mark()
			l.tainted = false
			l.linkCall(mod, m, CallID(id))
			if l.tainted {
				loose = append(loose, callRef{mod, CallID(id)})
			} else {
				l.moveTo(&firm, mark)
			}
		}
		mark := l.mark()
		l.linkProperties(mod, m)
		l.linkAssignments(mod, m)
		l.moveTo(&firm, mark)
	}
	return firm, loose
}

// half returns the module before which about half of the calls stand.
func (l *linker) half() int {
	calls := 0
	for _, m := range l.Modules {
		calls += len(m.Calls)
	}
	seen := 0
	for i, m := range l.Modules {
		if seen += len(m.Calls); 2*seen >= calls {
			return i + 1
		}
	}
	return len(l.Modules)
}

func (k *linked) add(o *linked) {
	k.edges = append(k.edges, o.edges...)
	k.effects = append(k.effects, o.effects...)
	k.roots = append(k.roots, o.roots...)
	k.unresolved += o.unresolved
}

type callRef struct {
	mod int32
	id  CallID
}

// mark returns how much has been linked so far.
func (l *linker) mark() [4]int {
	return [4]int{len(l.new.edges), len(l.new.effects), len(l.new.roots), l.new.unresolved}
}

// moveTo moves what was linked since the mark.
func (l *linker) moveTo(to *linked, mark [4]int) {
	to.edges = append(to.edges, l.new.edges[mark[0]:]...)
	to.effects = append(to.effects, l.new.effects[mark[1]:]...)
	to.roots = append(to.roots, l.new.roots[mark[2]:]...)
	to.unresolved += l.new.unresolved - mark[3]
	l.new = linked{l.new.edges[:mark[0]], l.new.effects[:mark[1]], l.new.roots[:mark[2]], mark[3]}
}

// setModes notes how parents run their nested functions, for the next round.
func (l *linker) setModes(firm []edge) {
	next := make([]mode, len(l.funcMode))
	for _, edges := range [][]edge{firm, l.new.edges} {
		for i := range edges {
			e := &edges[i]
			f := l.function(e.to)
			if f.Flags&BodyFunc != 0 || l.gfunc(l.funcMod[e.to], f.Parent) != e.from {
				continue
			}
			if next[e.to] == modeNone || e.mode > next[e.to] {
				next[e.to] = e.mode
			}
		}
	}
	if !slices.Equal(next, l.funcMode) {
		l.touched = true
		l.funcMode = next
	}
}

func (l *linker) sortEdges() {
	slices.SortStableFunc(l.edges.list, func(a, b edge) int {
		if a.from != b.from {
			return int(a.from) - int(b.from)
		}
		return int(a.to) - int(b.to)
	})
	n := len(l.funcMod)
	l.edges.first = make([]uint32, n+1)
	for _, e := range l.edges.list {
		l.edges.first[e.from+1]++
	}
	for i := range n {
		l.edges.first[i+1] += l.edges.first[i]
	}
}

func (l *linker) addEdge(e edge) { l.new.edges = append(l.new.edges, e) }

// site is a call being linked.
type site struct {
	mod  int32
	m    *Module
	id   CallID
	c    *Call
	args []Arg
	from uint32
}

func (l *linker) linkCall(mod int32, m *Module, id CallID) {
	c := &m.Calls[id]
	s := &site{mod, m, id, c, m.Args[c.Args.Start : c.Args.Start+c.Args.Count], l.gfunc(mod, c.Fn)}
	callee := &m.Values[c.Callee]
	if c.Kind >= IterateCall && c.Kind != TagCall {
		l.linkImplicit(s)
		return
	}
	if callee.Kind == Attr {
		switch m.Name(callee.Name) {
		case "bind":
			return
		case "call", "apply":
			if len(s.args) > 0 {
				s.args = s.args[1:]
			}
			if m.Name(callee.Name) == "apply" {
				s.args = nil
			}
			if p, ok := l.paramOf(mod, m, ValueID(callee.A)); ok {
				l.useParam(s.from, p, paramUse{mode: modeCall, at: s.from, pos: c.Pos})
				return
			}
		}
	}
	if m.Lang == Python && callee.Kind == CallOf && l.decoratesInPlace(s) {
		return
	}
	objs := l.eval(mod, c.Callee)
	if p, ok := l.paramOf(mod, m, c.Callee); ok && callable(objs) {
		l.useParam(s.from, p, paramUse{mode: modeCall, at: s.from, pos: c.Pos})
		if d := l.paramDefault(p); d != 0 {
			for _, o := range l.eval(p.mod, d) {
				l.linkTo(s, o)
			}
		}
		for _, o := range objs { // what is passed on does what the known callees do with it
			if o.kind == objFunc {
				l.bind(s, o)
			}
		}
		if len(objs) == 0 {
			l.linkCallbacks(s, Resolved)
		}
		return
	}
	onlyAsync := m.Lang == Python && c.Flags&AwaitedCall != 0 && slices.ContainsFunc(objs, l.isCoroutine)
	for _, o := range objs {
		if onlyAsync && o.kind == objFunc && !l.isCoroutine(o) {
			continue // the synchronous twin, which is called elsewhere
		}
		l.linkTo(s, o)
	}
	if len(objs) == 0 {
		l.linkUnknown(s, callee)
	}
}

// decoratesInPlace registers the handler of a decorator that is called rather
// than written above a function: app.command("/go")(handler).
func (l *linker) decoratesInPlace(s *site) bool {
	names, args, _ := l.decorator(s.mod, s.c.Callee)
	found := false
	for _, id := range names {
		for _, e := range l.catalogOf(id).EntriesOfDecorator(l.externals[id].name) {
			found = true
			for i := range s.args {
				for _, o := range l.eval(s.mod, s.args[i].Value) {
					if o.kind == objFunc {
						l.addRoot(&site{s.mod, s.m, s.id, s.c, args, s.from}, o, e)
					}
				}
			}
		}
	}
	return found
}

// isCoroutine reports whether calling an object yields a coroutine.
func (l *linker) isCoroutine(o object) bool {
	return o.kind == objFunc && l.Modules[o.mod].Funcs[o.id].Flags&AsyncFunc != 0
}

// callable reports whether what a parameter may hold are functions only.
func callable(os []object) bool {
	for _, o := range os {
		if o.kind != objFunc && o.kind != objGen {
			return false
		}
	}
	return true
}

type param struct {
	mod   int32
	fn    FuncID
	v     VarID
	index int
}

// paramOf returns the parameter that a value names, if it does.
func (*linker) paramOf(mod int32, m *Module, v ValueID) (param, bool) {
	val := &m.Values[v]
	for range 4 {
		if val.Kind == Await || val.Kind == Narrowed {
			val = &m.Values[val.A]
			continue
		}
		if val.Kind == VarRef && m.Vars[val.A].Kind != ParamVar { // another name for the parameter
			if a := m.Vars[val.A].Assigns; a != 0 && m.Assigns[a].Next == 0 {
				val = &m.Values[m.Assigns[a].Value]
				continue
			}
		}
		break
	}
	if val.Kind != VarRef || m.Vars[val.A].Kind != ParamVar {
		return param{}, false
	}
	fn := m.Vars[val.A].Fn
	f := &m.Funcs[fn]
	for i, p := range m.Params[f.Params.Start : f.Params.Start+f.Params.Count] {
		if p.Var == VarID(val.A) {
			if i == 0 && m.Lang == Python && f.Class != 0 && f.Flags&StaticFunc == 0 {
				return param{}, false
			}
			return param{mod, fn, p.Var, i}, true
		}
	}
	return param{}, false
}

func (l *linker) paramDefault(p param) ValueID {
	m := l.Modules[p.mod]
	return m.Params[m.Funcs[p.fn].Params.Start+uint32(p.index)].Default
}

// useParam notes that a function, nested in the parameter's own or that one
// itself, uses it. How the nesting functions are run decides the mode.
func (l *linker) useParam(in uint32, p param, u paramUse) {
	l.tainted = true // the modes of nested functions are found as callers are linked
	m := l.Modules[p.mod]
	for f := in - l.funcBase[p.mod]; FuncID(f) != p.fn; f = uint32(m.Funcs[f].Parent) {
		if f == 0 {
			return
		}
		switch l.funcMode[l.funcBase[p.mod]+f] {
		case modeNone:
			if u.mode == modeCall || u.mode == modeCallback {
				u.mode = modeWrap
			}
		case modeThread, modeWorker:
			u.mode = l.funcMode[l.funcBase[p.mod]+f]
		default:
		}
	}
	l.use(l.gvar(p.mod, p.v), u)
}

// use notes a use of a parameter.
func (l *linker) use(g uint32, u paramUse) {
	us := l.uses[g]
	if len(us) >= maxUses || slices.ContainsFunc(us, func(x paramUse) bool { return x.mode == u.mode && x.entry == u.entry }) {
		return
	}
	if len(us) == 0 {
		l.used = append(l.used, g)
	}
	l.uses[g] = append(us, u)
	l.touched = true
}

// flow notes that a caller passes an object to a parameter.
func (l *linker) flow(g uint32, o object) {
	fs := l.flows[g]
	if len(fs) >= maxObjects || slices.Contains(fs, o) {
		return
	}
	if len(fs) == 0 {
		l.flowed = append(l.flowed, g)
	}
	l.flows[g] = append(fs, o)
	l.touched = true
}

// linkTo links a call to one thing that its callee may be.
func (l *linker) linkTo(s *site, o object) {
	switch o.kind {
	case objFunc:
		l.linkFunc(s, o)
	case objClass:
		l.linkNew(s, o)
	case objInstance:
		for _, f := range l.attrOf(o, l.knownSym("__call__")) {
			if f.kind == objFunc { // an instance again could go on for ever
				l.linkTo(s, f)
			}
		}
	case objSuper:
		for _, b := range l.mro(l.gclass(o.mod, ClassID(o.id)))[1:] {
			if b.kind == objClass || b.kind == objExternal {
				l.linkTo(s, b)
				return
			}
		}
	case objExternal:
		l.linkExternal(s, o.id)
	case objGen: // the next element
		l.addEdge(edge{from: s.from, to: l.gfunc(o.mod, FuncID(o.id)), pos: s.c.NamePos, call: s.id, mode: modeCall})
	case objSeq: // a method of a container
		l.linkCallbacks(s, Resolved)
	default:
		l.linkCallbacks(s, Inferred)
	}
}

func (l *linker) linkFunc(s *site, o object) {
	f := &l.Modules[o.mod].Funcs[o.id]
	g := l.gfunc(o.mod, FuncID(o.id))
	if f.Flags&GeneratorFunc == 0 || f.Flags&CoroutineFunc != 0 {
		conf := Resolved
		if o.exact && o.recv != 0 {
			conf = Inferred // an override
		}
		l.addEdge(edge{from: s.from, to: g, pos: s.c.NamePos, call: s.id, mode: modeCall, conf: conf})
	}
	l.bind(s, o)
}

// linkNew links the construction of an object.
func (l *linker) linkNew(s *site, o object) {
	for _, f := range l.constructors(l.gclass(o.mod, ClassID(o.id))) {
		switch {
		case f.kind == objExternal:
			l.linkExternal(s, f.id)
		case l.Modules[f.mod].Funcs[f.id].Flags&FieldInitFunc != 0:
			l.addEdge(edge{from: s.from, to: l.gfunc(f.mod, FuncID(f.id)), pos: s.c.NamePos, call: s.id, mode: modeCall})
		default:
			l.linkFunc(s, f)
		}
	}
}

// constructors returns what runs when an object of a class is made: the
// constructor, the class's own or the next one inherited, and the initializers
// of fields. An external class stands for its constructor.
func (l *linker) constructors(g uint32) []object {
	if fs, ok := l.ctors[g]; ok {
		return fs
	}
	var fs []object
	names := []string{"constructor"}
	if l.Modules[l.classMod[g]].Lang == Python {
		names = []string{"__init__", "__new__", "__post_init__"}
	}
	for _, name := range names {
		sy := l.knownSym(name)
		if sy == 0 {
			continue
		}
		for _, c := range l.mro(g) {
			if c.kind == objExternal && name != "__post_init__" && name != "__new__" {
				fs = append(fs, c)
				break
			}
			if c.kind != objClass {
				continue
			}
			found := false
			for _, ref := range l.members[memberKey(l.gclass(c.mod, ClassID(c.id)), sy)] {
				if f := l.Modules[ref.mod].Members[ref.id].Func; f != 0 && l.Modules[ref.mod].Funcs[f].Flags&AbstractFunc == 0 {
					fs = append(fs, object{kind: objFunc, mod: ref.mod, id: uint32(f), recv: g + 1})
					found = true
				}
			}
			if found {
				break
			}
		}
	}
	for _, c := range l.mro(g) {
		if c.kind != objClass {
			continue
		}
		if f := l.fieldInits[l.gclass(c.mod, ClassID(c.id))]; f != 0 {
			fs = append(fs, object{kind: objFunc, mod: c.mod, id: uint32(f)})
		}
	}
	l.ctors[g] = fs
	return fs
}

// bind passes the arguments of a call to the parameters of a function.
func (l *linker) bind(s *site, o object) {
	m := l.Modules[o.mod]
	f := &m.Funcs[o.id]
	ps := m.Params[f.Params.Start : f.Params.Start+f.Params.Count]
	at := l.selfParams(o, f)
	syms, next := l.nameSyms[o.mod], 0
	for i := range s.args {
		a := &s.args[i]
		if a.Spread {
			return
		}
		var p *Param
		if a.Name != 0 {
			name := l.symOf(s.mod, a.Name)
			for j := range ps { // mostly in the order of the parameters
				k := (next + j) % len(ps)
				if syms[ps[k].Name] == name {
					p, next = &ps[k], k+1
					break
				}
			}
		} else if at < len(ps) {
			p = &ps[at]
			if p.Flags&RestParam == 0 {
				at++
			}
		}
		if p == nil || p.Var == 0 {
			continue
		}
		l.bindParam(s, a.Value, l.gvar(o.mod, p.Var), p)
	}
}

func (l *linker) bindParam(s *site, arg ValueID, g uint32, p *Param) {
	switch val := &s.m.Values[arg]; val.Kind { // what passes nothing that matters
	case Const:
		if ConstKind(val.A) != RegexConst {
			return
		}
	case Unknown, Template, Not, TypeOf:
		return
	default:
	}
	uses := l.uses[g]
	objs := l.eval(s.mod, arg)
	if cs := l.coroutines(nil, s.mod, arg, 0); cs != nil {
		l.tainted = true // the parameter may turn out to be made a task
		for _, c := range cs {
			for _, u := range uses {
				if u.mode == modeEntry {
					l.addRoot(s, c, u.entry)
				}
			}
		}
	}
	double := l.Roles[s.mod] == TestFile && s.m.Lang == JavaScript // tells nothing of what the product passes
	for _, o := range objs {
		if p.Flags&RestParam == 0 && !double {
			l.flow(g, o)
		}
		switch o.kind {
		case objFunc, objGen, objExternal:
			l.tainted = true // more uses of the parameter may be found
		case objInstance:
			if len(l.attrOf(o, l.knownSym("__call__"))) > 0 {
				l.tainted = true
			}
		default:
		}
		for _, u := range uses {
			l.handOver(s, o, u)
		}
	}
	if q, ok := l.paramOf(s.mod, s.m, arg); ok {
		l.tainted = true
		for _, u := range uses {
			l.useParam(s.from, q, u)
		}
	}
}

// handOver links what becomes of a callable that a call hands to a helper.
func (l *linker) handOver(s *site, o object, u paramUse) {
	switch o.kind {
	case objFunc, objGen:
		to := l.gfunc(o.mod, FuncID(o.id))
		switch u.mode {
		case modeWrap:
		case modeEntry:
			l.addRoot(s, o, u.entry)
		default:
			if f := l.function(to); o.kind == objFunc && f.Flags&GeneratorFunc != 0 && f.Flags&CoroutineFunc == 0 {
				return
			}
			l.addEdge(edge{from: s.from, to: to, pos: s.c.NamePos, call: s.id, via: u.at + 1, viaPos: u.pos, mode: u.mode, conf: u.conf})
		}
	case objExternal:
		if u.mode == modeCall {
			if x := l.facts(o.id); x.api != nil && x.api.When == catalog.Always {
				l.new.effects = append(l.new.effects, Effect{In: l.funcRef(s.from), Call: s.id, API: x.api, Name: x.name})
			}
		}
	case objInstance:
		if u.mode == modeCallback && u.conf != Resolved {
			return // an argument like any other, as far as is known
		}
		for _, f := range l.attrOf(o, l.knownSym("__call__")) {
			if f.kind == objFunc {
				l.handOver(s, f, u)
			}
		}
	default:
	}
}

// linkCallbacks links the callables that a call passes on to someone who will
// run them on the same loop.
func (l *linker) linkCallbacks(s *site, conf Confidence) {
	for i := range s.args {
		l.callback(s, s.args[i].Value, conf)
	}
}

func (l *linker) callback(s *site, arg ValueID, conf Confidence) {
	if arg == 0 {
		return
	}
	if v := &s.m.Values[arg]; v.Kind == Object {
		for _, f := range s.m.Fields[v.B : v.B+v.C] {
			if s.m.Values[f.Value].Kind == FuncOf {
				l.callback(s, f.Value, conf)
			}
		}
		return
	} else if v.Kind == List && s.m.Lang == JavaScript { // async.series([step, step])
		for _, e := range s.m.Elems[v.B : v.B+v.C] {
			if k := s.m.Values[e].Kind; k == FuncOf || k == VarRef {
				l.callback(s, e, conf)
			}
		}
		return
	}
	// await unknown(f): what makes a plain function awaitable runs it elsewhere.
	elsewhere := s.m.Lang == Python && s.c.Flags&AwaitedCall != 0 && conf == Inferred
	for _, o := range l.eval(s.mod, arg) {
		if o.kind == objFunc && (!elsewhere || l.Modules[o.mod].Funcs[o.id].Flags&AsyncFunc != 0) {
			l.handOver(s, o, paramUse{mode: modeCallback, at: s.from, pos: s.c.Pos, conf: conf})
		}
	}
	if q, ok := l.paramOf(s.mod, s.m, arg); ok {
		l.useParam(s.from, q, paramUse{mode: modeCallback, at: s.from, pos: s.c.Pos, conf: conf})
	}
}

// linkExternal links a call to an external name.
func (l *linker) linkExternal(s *site, id uint32) {
	x := l.facts(id)
	if x.offload != nil {
		l.linkOffload(s, x.offload)
		return
	}
	if x.api != nil && l.applies(s, x.api) {
		l.new.effects = append(l.new.effects, Effect{In: FuncRef{s.mod, s.c.Fn}, Call: s.id, API: x.api, Name: x.name})
	}
	l.typeCallbacks(s, x)
	if l.linkEntries(s, x) {
		return
	}
	if x.wrapper != nil {
		return // the result is what will be called
	}
	if strings.HasPrefix(x.name, "inspect.") || strings.HasPrefix(x.name, "builtins.") && strings.HasSuffix(x.name, "Error") {
		return // looked at, or told of, and not run
	}
	if x.consumes {
		for i := range s.args {
			for _, o := range l.eval(s.mod, s.args[i].Value) {
				if o.kind == objExternal {
					l.consumeExternal(s, o.id)
				}
				if o.kind == objGen {
					l.handOver(s, o, paramUse{mode: modeCall, at: s.from, pos: s.c.Pos})
				}
			}
		}
	}
	l.linkCallbacks(s, x.conf)
}

// consumeExternal notes the effect of iterating over an external object.
func (l *linker) consumeExternal(s *site, id uint32) {
	x := l.facts(l.sibling(id, l.externals[id].name+".__iter__"))
	if x.api != nil && l.applies(s, x.api) {
		l.new.effects = append(l.new.effects, Effect{In: FuncRef{s.mod, s.c.Fn}, Call: s.id, API: x.api, Name: x.name})
	}
}

// consumes reports whether a builtin iterates its arguments at once.
func consumes(name string) bool {
	switch name {
	case "builtins.list", "builtins.tuple", "builtins.set", "builtins.dict", "builtins.sorted", "builtins.sum", "builtins.any",
		"builtins.all", "builtins.max", "builtins.min", "builtins.next", "builtins.frozenset", "collections.deque", "Array.from":
		return true
	}
	return false
}

// externalConfidence says how sure it is that a callee runs its callbacks on
// this thread: the standard libraries do.
func externalConfidence(name string) Confidence {
	head, _, _ := strings.Cut(name, ".")
	switch head {
	case "builtins", "Promise", "Promise()", "Array", "fs", "functools", "itertools", "Object", "JSON",
		"setImmediate", "queueMicrotask", "process": // next, for whoever asks
		return Resolved
	}
	return Inferred
}

// applies reports whether a fact about an API holds for this call.
func (l *linker) applies(s *site, api *catalog.API) bool {
	if s.m.Lang == Python && s.c.Flags&AwaitedCall != 0 && !api.Async {
		return false // a result that can be awaited comes from an async twin
	}
	if s.m.Lang == Python && api.Kind == catalog.File {
		for i := range s.args {
			if s.m.Name(s.args[i].Name) == "fileobj" {
				return false // what is open already, often in memory
			}
		}
	}
	if s.m.Lang == Python && api.Kind == catalog.Lock {
		for i := range s.args {
			v := &s.m.Values[s.args[i].Value]
			if name := s.m.Name(s.args[i].Name); (name == "block" || name == "blocking") && v.Kind == Const && s.m.Name(v.Name) == "false" {
				return false
			}
		}
	}
	switch api.When {
	case catalog.NoCallback:
		if s.c.Flags&AwaitedCall != 0 {
			return false // a promisified form, which passes a callback
		}
		for i := range s.args {
			if l.mayBeFunction(s, s.args[i].Value) {
				return false
			}
		}
	case catalog.NotAwaited:
		return s.c.Flags&AwaitedCall == 0
	case catalog.FirstAbsent:
		return len(s.args) == 0
	case catalog.Always:
	}
	return true
}

func (l *linker) mayBeFunction(s *site, v ValueID) bool {
	if v == 0 {
		return false
	}
	if s.m.Values[v].Kind == FuncOf {
		return true
	}
	for _, o := range l.eval(s.mod, v) {
		if o.kind == objFunc {
			return true
		}
	}
	p, ok := l.paramOf(s.mod, s.m, v) // a callback handed on: the last parameter, by convention of Node
	return ok && p.index == int(l.Modules[p.mod].Funcs[p.fn].Params.Count)-1 && p.index > 0
}

func (l *linker) linkOffload(s *site, off *catalog.Offload) {
	to := modeThread
	if off.To == catalog.Worker {
		to = modeWorker
	}
	spec := off.Callable
	if spec == "" && off.Module != "" {
		l.offloadModule(s, off)
		return
	}
	if spec == "" {
		spec = "callables"
	}
	for _, v := range l.pick(s.mod, s.m, s.args, spec) {
		for _, o := range l.eval(s.mod, v) {
			l.handOver(s, o, paramUse{mode: to, at: s.from, pos: s.c.Pos})
		}
		if p, ok := l.paramOf(s.mod, s.m, v); ok {
			l.useParam(s.from, p, paramUse{mode: to, at: s.from, pos: s.c.Pos})
		}
	}
}

// linkImplicit links iteration and context managers.
func (l *linker) linkImplicit(s *site) {
	var names []string
	switch s.c.Kind {
	case IterateCall:
		names = []string{"__iter__", "__next__"}
	case AsyncIterate:
		names = []string{"__aiter__", "__anext__"}
	case EnterCall:
		names = []string{"__enter__", "__exit__"}
	case AsyncEnter:
		names = []string{"__aenter__", "__aexit__"}
	default:
		return
	}
	if p, ok := l.paramOf(s.mod, s.m, s.c.Callee); ok {
		l.useParam(s.from, p, paramUse{mode: modeCall, at: s.from, pos: s.c.Pos})
	}
	for _, o := range l.eval(s.mod, s.c.Callee) {
		switch o.kind {
		case objGen:
			if _, ok := l.paramOf(s.mod, s.m, s.c.Callee); !ok {
				l.addEdge(edge{from: s.from, to: l.gfunc(o.mod, FuncID(o.id)), pos: s.c.Pos, call: s.id, mode: modeCall})
			}
		case objInstance:
			for _, name := range names {
				for _, f := range l.attrOf(o, l.knownSym(name)) {
					if f.kind == objFunc {
						l.addEdge(edge{from: s.from, to: l.gfunc(f.mod, FuncID(f.id)), pos: s.c.Pos, call: s.id, mode: modeCall})
					}
				}
			}
		case objExternal:
			for _, name := range names[:1] {
				x := l.facts(l.sibling(o.id, l.externals[o.id].name+"."+name))
				if x.api != nil && l.applies(s, x.api) {
					l.new.effects = append(l.new.effects, Effect{In: FuncRef{s.mod, s.c.Fn}, Call: s.id, API: x.api, Name: x.name})
				}
			}
		default:
		}
	}
}

// linkUnknown links a call whose callee nothing is known of: its callbacks
// run, and when the program has but one method of that name it is that one.
func (l *linker) linkUnknown(s *site, callee *Value) {
	l.new.unresolved++
	if callee.Kind == Attr && l.linkRoute(s, callee) {
		return
	}
	if callee.Kind == Attr && s.m.Lang == Python {
		if off := l.executorMethod(s.m.Name(callee.Name)); off != nil {
			l.linkOffload(s, off)
			return
		}
	}
	conf := Inferred
	if callee.Kind == Attr && runsCallbacks(s.m.Name(callee.Name)) {
		conf = Resolved
	}
	l.linkCallbacks(s, conf)
	if callee.Kind != Attr {
		return
	}
	name := s.m.Name(callee.Name)
	ms := l.methods[l.symOf(s.mod, callee.Name)]
	if len(ms) != 1 || !distinctive(name) {
		return
	}
	f := l.function(ms[0])
	if l.Modules[l.funcMod[ms[0]]].Lang != s.m.Lang || int(f.Params.Count) < len(s.args) {
		return
	}
	if s.m.Lang == Python && (s.c.Flags&AwaitedCall != 0) != (f.Flags&AsyncFunc != 0) {
		return
	}
	if f.Flags&GeneratorFunc == 0 {
		sure := Guessed
		if f.Class == 0 {
			sure = Vague
		}
		l.addEdge(edge{from: s.from, to: ms[0], pos: s.c.NamePos, call: s.id, mode: modeCall, conf: sure})
	}
}

// executorMethod returns what a method offloads whose receiver nothing is known
// of, when its name is one that executors and event loops have and is unlikely
// to mean something else: run_in_executor, run_in_threadpool, callInThread.
func (l *linker) executorMethod(name string) *catalog.Offload {
	if l.executors == nil {
		l.executors = map[string]*catalog.Offload{}
		c := l.Catalogs[Python]
		for i := range c.Offloads {
			off := &c.Offloads[i]
			for _, n := range off.Names {
				last := n[strings.LastIndexByte(n, '.')+1:]
				two := strings.Contains(last, "_") || strings.ToLower(last[1:]) != last[1:]
				if (two || last == "submit") && len(last) < len(n) && l.executors[last] == nil {
					l.executors[last] = off
				}
			}
		}
	}
	return l.executors[name]
}

// runsCallbacks reports whether a method of that name, on a receiver nothing
// is known of, is taken for one of the standard objects' that run their
// callbacks on this thread: arrays, maps, promises.
func runsCallbacks(name string) bool {
	switch name {
	case "map", "forEach", "filter", "reduce", "reduceRight", "some", "every", "find", "findIndex", "findLast", "flatMap",
		"sort", "then", "catch", "finally", "replace", "replaceAll":
		return true
	}
	return false
}

// distinctive reports whether a method name is unlikely to be shared with a
// library: two words or more.
func distinctive(name string) bool {
	words := 1
	for i := 1; i < len(name); i++ {
		switch c := name[i]; {
		case c == '_' && i+1 < len(name) && name[i-1] != '_':
			words++
		case c >= 'A' && c <= 'Z' && (name[i-1] < 'A' || name[i-1] > 'Z'):
			words++
		}
	}
	return words >= 3 || words == 2 && len(name) >= 12
}

// linkProperties links reads and stores of attributes that run code.
func (l *linker) linkProperties(mod int32, m *Module) {
	if len(l.getters) == 0 {
		return
	}
	for v := range m.Values {
		val := &m.Values[v]
		if val.Kind != Attr || !l.getters[l.symOf(mod, val.Name)] {
			continue
		}
		l.linkAccess(mod, val, GetterFunc)
	}
	for id := 1; id < len(m.Assigns); id++ {
		if t := &m.Values[m.Assigns[id].Target]; t.Kind == Attr && l.getters[l.symOf(mod, t.Name)] {
			l.linkAccess(mod, t, SetterFunc)
		}
	}
}

func (l *linker) linkAccess(mod int32, val *Value, want FuncFlags) {
	s := l.symOf(mod, val.Name)
	for _, o := range l.eval(mod, ValueID(val.A)) {
		if o.kind != objInstance && o.kind != objClass {
			continue
		}
	classes:
		for _, c := range l.mro(l.gclass(o.mod, ClassID(o.id))) {
			if c.kind != objClass {
				continue
			}
			refs := l.members[memberKey(l.gclass(c.mod, ClassID(c.id)), s)]
			for _, ref := range refs {
				mem := &l.Modules[ref.mod].Members[ref.id]
				if mem.Func != 0 && l.Modules[ref.mod].Funcs[mem.Func].Flags&want != 0 {
					l.addEdge(edge{from: l.gfunc(mod, FuncID(val.B)), to: l.gfunc(ref.mod, mem.Func), pos: val.Pos, mode: modeCall})
					break classes
				}
			}
			if len(refs) > 0 {
				break
			}
		}
	}
}

// pick returns the arguments that a catalog pattern means.
func (l *linker) pick(mod int32, m *Module, args []Arg, spec string) []ValueID {
	var out []ValueID
	positional := func(i int) {
		for j := range args {
			if args[j].Name != 0 {
				continue
			}
			if i == 0 {
				out = append(out, args[j].Value)
				return
			}
			i--
		}
	}
	key, isKey := strings.CutPrefix(spec, "key:")
	if !isKey {
		key = ""
	}
	switch {
	case spec == "callables":
		for j := range args {
			out = append(out, args[j].Value)
		}
	case spec == "first":
		positional(0)
	case spec == "last":
		if len(args) > 0 {
			out = append(out, args[len(args)-1].Value)
		}
	case isKey || spec == "keys":
		for j := range args {
			if args[j].Name != 0 && (m.Name(args[j].Name) == key || spec == "keys") {
				out = append(out, args[j].Value)
			}
			for _, o := range l.eval(mod, args[j].Value) {
				if o.kind == objLiteral {
					out = pickFields(out, m, args[j].Value, key)
					break
				}
			}
		}
	default:
		if i, err := strconv.Atoi(spec); err == nil {
			positional(i)
		}
	}
	return out
}

// pickFields adds the properties of an object literal argument: the one named
// key, or all when key is "".
func pickFields(out []ValueID, m *Module, arg ValueID, key string) []ValueID {
	val := &m.Values[arg]
	if val.Kind != Object {
		return out
	}
	for _, f := range m.Fields[val.B : val.B+val.C] {
		if key != "" && m.Name(f.Name) != key {
			continue
		}
		out = append(out, f.Value)
		if key == "" {
			out = pickFields(out, m, f.Value, key)
		}
	}
	return out
}
