package program

import (
	"slices"
	"strconv"
	"strings"
)

// LoopCost is work of the program itself whose steps grow faster than the data
// that it goes over.
type LoopCost struct {
	Spot // the innermost operation that goes over the collection

	Operation string // as it reads: "rows.find", "in rows", "the loop over rows"
	Over      []string
	Degree    int    // the product of so many sizes
	Same      bool   // two of the collections are one
	Data      Origin // where the collections come from: the least of them …
	Most      Origin // … and the most
}

// Steps says in words how many steps are taken: "n² steps in rows".
func (c *LoopCost) Steps() string {
	if c.Same {
		s := "n" + superscript(c.Degree) + " steps in " + c.Over[len(c.Over)-1]
		return s
	}
	return strings.Join(c.Over, " × ") + " steps"
}

func superscript(n int) string {
	if n > 9 {
		return "^" + strconv.Itoa(n)
	}
	return string([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[n])
}

// Methods of arrays and lists that look at every element.
var (
	jsLinear = []string{
		"indexOf", "lastIndexOf", "includes", "find", "findIndex", "findLast", "findLastIndex", "filter", "some", "every", "map", "forEach",
		"reduce", "reduceRight", "sort", "toSorted", "flatMap",
	}
	pyLinear   = []string{"index", "count", "remove"}
	pyConsumes = []string{"builtins.sorted", "builtins.sum", "builtins.max", "builtins.min", "builtins.list", "builtins.set", "builtins.tuple"}
	jsIterates = []string{
		"find", "findIndex", "findLast", "findLastIndex", "filter", "some", "every", "map", "forEach", "reduce", "reduceRight", "flatMap",
	}
)

// visit is one going over a collection: by a loop, or by a method that runs a
// callback for each element.
type visit struct {
	mod  int32
	over ValueID
	loop LoopID // 0: a method
	call CallID // of the method
}

// operation is something that looks at every element of a collection.
type operation struct {
	mod        int32
	fn         FuncID
	over       ValueID
	loop       LoopID // the loop it is, or stands in when call is not 0
	call       CallID
	start, end uint32
	at, length uint32
	text       string
	maybeText  bool // strings and small objects can be gone over so, too
}

// nests finds operations within goings-over.
type nests struct {
	*linker
	callbacks map[uint32]visit  // by global function: what runs it for each element
	linear    map[uint32]uint64 // by global function: parameters that it goes over
}

// HeavyLoops returns the loops that take more than linear time on a
// collection, where requests, events and coroutines reach them on the loop.
func (p *Program) HeavyLoops() []LoopCost {
	l := p.linker
	var out []LoopCost
	for _, c := range l.loopCosts() {
		in, ok := l.bestLane(l.gfunc(c.In.Module, c.In.Func))
		if !ok {
			continue
		}
		if c.LoopEffect, ok = l.meets(c.In, c.Call, in); ok {
			out = append(out, c)
		}
	}
	return out
}

// loopCosts returns the superlinear loops of the whole program.
func (l *linker) loopCosts() []LoopCost {
	if l.nested != nil {
		return l.nested
	}
	n := &nests{linker: l, callbacks: map[uint32]visit{}, linear: map[uint32]uint64{}}
	var all []operation
	for i, m := range l.Modules {
		if l.Roles[i] != ProductFile || m.Flags&Declaration != 0 {
			continue
		}
		all = n.operations(all, int32(i), m)
	}
	n.findCallbacks()
	n.parameters(all)
	l.nested = []LoopCost{}
	for _, op := range n.calls(all) {
		if c, ok := n.cost(op); ok {
			l.nested = append(l.nested, c)
		}
	}
	return l.nested
}

// operations lists what goes over a collection in a module.
func (n *nests) operations(ops []operation, mod int32, m *Module) []operation {
	for id := 1; id < len(m.Loops); id++ {
		lp := &m.Loops[id]
		if lp.Flags&(ConstBound|AwaitsLoop|AsyncLoop|EndlessLoop) != 0 || lp.Kind == WhileLoop {
			continue
		}
		if over := loopOver(m, lp); over != 0 {
			ops = append(ops, operation{
				mod: mod, fn: lp.Fn, over: over, loop: LoopID(id), start: lp.Start, end: lp.End, at: lp.Start, text: "the loop over " + valueText(m, over, 0),
			})
		}
	}
	for id := 1; id < len(m.Calls); id++ {
		c := &m.Calls[id]
		op := operation{mod: mod, fn: c.Fn, loop: c.Loop, call: CallID(id), start: c.Pos, end: c.End, at: c.NamePos}
		callee := &m.Values[c.Callee]
		switch {
		case c.Kind == ContainsCall && m.Lang == Python:
			op.over, op.text = c.Callee, "in "+valueText(m, c.Callee, 0)
			if !n.isList(mod, c.Callee) {
				continue
			}
		case c.Kind != PlainCall:
			continue
		case callee.Kind == Attr:
			name := m.Name(callee.Name)
			if m.Lang == JavaScript && !slices.Contains(jsLinear, name) || m.Lang == Python && (!slices.Contains(pyLinear, name) || !n.isList(mod, ValueID(callee.A))) {
				continue
			}
			if slices.Contains(jsIterates, name) && (c.Args.Count == 0 || !n.takesElement(mod, m, m.Args[c.Args.Start].Value)) {
				continue // find({…}) of a database, map of something else
			}
			op.over, op.length, op.text = ValueID(callee.A), uint32(len(name)), valueText(m, ValueID(callee.A), 0)+"."+name
			op.maybeText = name == "includes" || name == "indexOf" || name == "lastIndexOf"
		case m.Lang == Python && c.Args.Count == 1 && callee.Kind == Global && slices.Contains(pyConsumes, "builtins."+m.Name(callee.Name)):
			op.over = m.Args[c.Args.Start].Value
			op.text = m.Name(callee.Name) + "(" + valueText(m, op.over, 0) + ")"
		default:
			continue
		}
		ops = append(ops, op)
	}
	return ops
}

// loopOver returns the collection that a loop goes over: what is iterated, or
// the one whose length bounds a counter.
func loopOver(m *Module, lp *Loop) ValueID {
	if lp.Kind != CountLoop {
		return lp.Over
	}
	cond := &m.Values[lp.Over]
	if cond.Kind != Binary {
		return 0
	}
	switch m.Name(cond.Name) {
	case "<", "<=", "!=", "!==":
		if b := &m.Values[cond.B]; b.Kind == Attr && m.Name(b.Name) == "length" {
			return ValueID(b.A)
		}
	}
	return 0
}

// findCallbacks notes which function runs for each element of what.
func (n *nests) findCallbacks() {
	for i := range n.edges.list {
		e := &n.edges.list[i]
		if e.mode != modeCallback || e.call == 0 {
			continue
		}
		mod := n.funcMod[e.from]
		m := n.Modules[mod]
		c := &m.Calls[e.call]
		callee := &m.Values[c.Callee]
		if m.Lang != JavaScript || callee.Kind != Attr || !slices.Contains(jsIterates, m.Name(callee.Name)) || n.funcMod[e.to] != mod {
			continue
		}
		n.callbacks[e.to] = visit{mod: mod, over: ValueID(callee.A), call: e.call}
	}
}

// around returns the goings-over that an operation stands in, innermost first:
// as far out as one run of the event loop goes.
func (n *nests) around(op operation) []visit {
	var out []visit
	m := n.Modules[op.mod]
	fn, loop := op.fn, op.loop
	if op.call == 0 {
		loop = m.Loops[op.loop].Parent
	}
	for len(out) < 8 {
		for id := loop; id != 0; id = m.Loops[id].Parent {
			lp := &m.Loops[id]
			if lp.Flags&(AwaitsLoop|AsyncLoop|ExitsLoop) != 0 || lp.Kind == WhileLoop {
				return out
			}
			if lp.Flags&ConstBound != 0 {
				continue
			}
			if over := loopOver(m, lp); over != 0 {
				out = append(out, visit{mod: op.mod, over: over, loop: id})
			}
		}
		v, ok := n.callbacks[n.gfunc(op.mod, fn)]
		if !ok || m.Funcs[fn].Flags&(AsyncFunc|HasAwaitFunc) != 0 {
			return out
		}
		out = append(out, v)
		c := &m.Calls[v.call]
		fn, loop = c.Fn, c.Loop
	}
	return out
}

// parameters notes which parameters functions go over, also through what they
// call.
func (n *nests) parameters(ops []operation) {
	mark := func(mod int32, fn FuncID, over ValueID) bool {
		m := n.Modules[mod]
		k := n.canonical(mod, over, 0)
		if k.variable == 0 || k.path != "" || k.mod != mod {
			return false
		}
		vr := &m.Vars[k.variable]
		if vr.Kind != ParamVar || vr.Fn != fn {
			return false
		}
		f := &m.Funcs[fn]
		for i := range f.Params.Count {
			if m.Params[f.Params.Start+i].Var == VarID(k.variable) && i < 64 {
				g := n.gfunc(mod, fn)
				if n.linear[g]&(1<<i) == 0 {
					n.linear[g] |= 1 << i
					return true
				}
			}
		}
		return false
	}
	for _, op := range ops {
		if c := op.call; c == 0 || n.Modules[op.mod].Calls[c].Guard == 0 {
			mark(op.mod, op.fn, op.over)
		}
	}
	for range 3 {
		changed := false
		n.passing(func(mod int32, c *Call, _ CallID, arg ValueID, _ uint32) {
			changed = mark(mod, c.Fn, arg) || changed
		})
		if !changed {
			return
		}
	}
}

// passing calls f for every argument that lands in a parameter that the
// callee goes over.
func (n *nests) passing(f func(mod int32, c *Call, id CallID, arg ValueID, to uint32)) {
	for i := range n.edges.list {
		e := &n.edges.list[i]
		bits := n.linear[e.to]
		if bits == 0 || e.mode != modeCall || e.call == 0 || e.via != 0 || e.conf != Resolved || e.from == e.to {
			continue
		}
		mod := n.funcMod[e.from]
		if n.Roles[mod] != ProductFile {
			continue
		}
		m := n.Modules[mod]
		c := &m.Calls[e.call]
		if c.Kind != PlainCall {
			continue
		}
		tm, fn := n.Modules[n.funcMod[e.to]], n.function(e.to)
		self := n.selfParams(object{mod: n.funcMod[e.to], recv: 1}, fn)
		for j := range min(fn.Params.Count, 64) {
			if bits&(1<<j) == 0 || int(j) < self {
				continue
			}
			args := m.Args[c.Args.Start : c.Args.Start+c.Args.Count]
			if arg := argument(m, args, int(j)-self, tm.Name(tm.Params[fn.Params.Start+j].Name)); arg != 0 {
				f(mod, c, e.call, arg, e.to)
			}
		}
	}
}

// calls adds the calls of functions that go over what they are given.
func (n *nests) calls(ops []operation) []operation {
	n.passing(func(mod int32, c *Call, id CallID, arg ValueID, to uint32) {
		m := n.Modules[mod]
		ref := n.funcRef(to)
		ops = append(ops, operation{
			mod: mod, fn: c.Fn, over: arg, loop: c.Loop, call: id, start: c.Pos, end: c.End, at: c.NamePos,
			text: n.functionName(ref.Module, ref.Func) + "(" + valueText(m, arg, 0) + ")", maybeText: true,
		})
	})
	return ops
}

// cost judges an operation within what is around it.
func (n *nests) cost(op operation) (LoopCost, bool) {
	around := n.around(op)
	if len(around) == 0 || n.runsOnce(op.mod, n.guardOf(op)) || inHandler(n.Modules[op.mod], n.guardOf(op)) {
		return LoopCost{}, false
	}
	m := n.Modules[op.mod]
	own := n.canonical(op.mod, op.over, 0)
	if own.fixed || own.zero() || n.ofElement(op.mod, op.over, around) {
		return LoopCost{}, false
	}
	c := LoopCost{Operation: op.text, Degree: 1, Over: []string{valueText(m, op.over, 0)}}
	c.Data = n.dataOf(op.mod, op.over)
	c.Most = c.Data
	counted := []collection{own}
	for i, v := range around {
		k := n.canonical(v.mod, v.over, 0)
		if k.fixed || k.zero() || n.ofElement(v.mod, v.over, around[i+1:]) {
			continue
		}
		same := slices.Contains(counted, k)
		data := n.dataOf(v.mod, v.over)
		if !same && (data < StoredData || data == HeaderData || op.maybeText) {
			continue
		}
		c.Degree++
		c.Same = c.Same || same
		c.Data, c.Most = min(c.Data, data), max(c.Most, data)
		c.Over = append(c.Over, valueText(n.Modules[v.mod], v.over, 0))
		counted = append(counted, k)
	}
	if c.Degree < 2 || !c.Same && (c.Data < StoredData || c.Data == HeaderData) {
		return LoopCost{}, false
	}
	slices.Reverse(c.Over)
	c.LoopEffect = LoopEffect{Effect: &Effect{In: FuncRef{op.mod, op.fn}, Call: op.call}}
	c.Start, c.End, c.At, c.AtLength = op.start, op.end, op.at, op.length
	return c, true
}

// dataOf says where a collection comes from. A field of what was read, such as
// the tags of a user, is as likely to be small as large, unless it is one of
// those by which results are wrapped.
func (n *nests) dataOf(mod int32, v ValueID) Origin {
	o := n.origin(mod, v)
	if o != StoredData {
		return o
	}
	switch path := n.canonical(mod, v, 0).path; path[strings.LastIndexByte(path, '.')+1:] {
	case "", "rows", "data", "items", "results", "result", "records", "docs", "documents", "hits", "entries", "list", "lines", "body":
		return o
	}
	return OtherData
}

// takesElement reports whether a value is a function.
func (n *nests) takesElement(mod int32, m *Module, v ValueID) bool {
	return m.Values[v].Kind == FuncOf || slices.ContainsFunc(n.eval(mod, v), func(o object) bool { return o.kind == objFunc })
}

func (n *nests) guardOf(op operation) GuardID {
	m := n.Modules[op.mod]
	if op.call != 0 {
		return m.Calls[op.call].Guard
	}
	return m.Loops[op.loop].Guard
}

// ofElement reports whether a collection is a part of the element that a loop
// around is at: going over all parts of all elements is linear.
func (n *nests) ofElement(mod int32, v ValueID, around []visit) bool {
	m := n.Modules[mod]
	for range 30 {
		val := &m.Values[v]
		switch val.Kind {
		case Element, Unpack, Yielded:
			return true
		case Index: // rows[i]
			k := n.canonical(mod, ValueID(val.A), 0)
			if !k.zero() && slices.ContainsFunc(around, func(w visit) bool { return n.canonical(w.mod, w.over, 0) == k }) {
				return true
			}
			v = ValueID(val.A)
		case Attr, Await, Narrowed, Cast, Spread, Entered:
			v = ValueID(val.A)
		case CallOf:
			callee := &m.Values[m.Calls[val.A].Callee]
			args := m.Calls[val.A].Args
			switch {
			case callee.Kind == Attr && args.Count == 0 || callee.Kind == Attr && slices.Contains(passOn, m.Name(callee.Name)):
				v = ValueID(callee.A)
				if m.Values[v].Kind == Global && args.Count > 0 { // a helper of the standard library on x
					v = m.Args[args.Start].Value
				}
			case args.Count > 0:
				v = m.Args[args.Start].Value
			default:
				return false
			}
		case VarRef:
			vr := &m.Vars[val.A]
			if vr.Kind == ParamVar {
				if over, ok := n.arrayParam(mod, m, VarID(val.A)); ok {
					v = over
					continue
				}
				_, callback := n.callbacks[n.gfunc(mod, vr.Fn)]
				return callback // the element, or the accumulator; the array itself is seen by canonical
			}
			// A variable made anew in each turn.
			a := vr.Assigns
			if a == 0 {
				return false
			}
			for _, w := range around {
				if w.mod != mod {
					continue
				}
				if w.loop != 0 {
					lp := &m.Loops[w.loop]
					for at := a; at != 0; at = m.Assigns[at].Next {
						if pos := m.Assigns[at].Pos; pos >= lp.Start && pos < lp.End {
							return true
						}
					}
				} else if f := vr.Fn; f != m.Calls[w.call].Fn && n.callbacks[n.gfunc(mod, f)].call == w.call {
					return true
				}
			}
			if m.Assigns[a].Next != 0 {
				return false
			}
			v = m.Assigns[a].Value
		default:
			return false
		}
	}
	return true
}

// collection identifies a collection by the variable and path that name it.
type collection struct {
	mod      int32
	variable uint32 // VarID, or 0
	call     uint32 // CallID of an expression without a name
	class    uint32 // of this
	path     string
	fixed    bool // its size does not depend on data
}

func (k collection) zero() bool { return k.variable == 0 && k.call == 0 && k.class == 0 }

// canonical finds what a collection is: enumerate(rows), rows.entries(),
// Object.keys(rows) and range(len(rows)) are as long as rows.
func (n *nests) canonical(mod int32, v ValueID, hops int) collection {
	m := n.Modules[mod]
	val := &m.Values[v]
	if v == 0 || hops > 20 {
		return collection{}
	}
	hops++
	switch val.Kind {
	case Const, Template:
		return collection{mod: mod, fixed: true}
	case List:
		for _, e := range m.Elems[val.B : val.B+val.C] {
			if ev := &m.Values[e]; ev.Kind == Spread {
				return n.canonical(mod, ValueID(ev.A), hops)
			}
		}
		return collection{mod: mod, fixed: !grows(m, val)}
	case Object:
		return collection{mod: mod, fixed: !grows(m, val)}
	case Await, Narrowed, Cast, Spread:
		return n.canonical(mod, ValueID(val.A), hops)
	case VarRef:
		vr := &m.Vars[val.A]
		if vr.Kind == ParamVar {
			if over, ok := n.arrayParam(mod, m, VarID(val.A)); ok {
				return n.canonical(mod, over, hops)
			}
			return collection{mod: mod, variable: val.A}
		}
		if vr.Kind == ClassVar || vr.Kind == FuncVar {
			return collection{mod: mod, fixed: true}
		}
		a := vr.Assigns
		if a != 0 && m.Assigns[a].Next == 0 {
			switch to := &m.Values[m.Assigns[a].Value]; to.Kind {
			case VarRef, Attr:
				if k := n.canonical(mod, m.Assigns[a].Value, hops); !k.zero() {
					return k
				}
			case List, Object: // a table of the program
				if to.C > 0 && !grows(m, to) && n.canonical(mod, m.Assigns[a].Value, hops).fixed {
					return collection{mod: mod, fixed: true}
				}
			case Const, ImportOf: // a library, or a table of another module
				return collection{mod: mod, fixed: true}
			default:
			}
		}
		return collection{mod: mod, variable: val.A}
	case ImportOf:
		return collection{mod: mod, fixed: true} // a table of another module
	case Global:
		return collection{mod: mod, fixed: true}
	case This:
		return collection{mod: mod, class: val.A + 1}
	case Attr:
		name := m.Name(val.Name)
		k := n.canonical(mod, ValueID(val.A), hops)
		if k.zero() || k.fixed {
			return k
		}
		k.path += "." + name
		return k
	case CallOf:
		c := &m.Calls[val.A]
		callee := &m.Values[c.Callee]
		args := m.Args[c.Args.Start : c.Args.Start+c.Args.Count]
		if callee.Kind == Attr {
			switch name := m.Name(callee.Name); name {
			case "entries", "keys", "values":
				if base := &m.Values[callee.A]; base.Kind == Global && m.Name(base.Name) == "Object" && len(args) == 1 {
					return n.canonical(mod, args[0].Value, hops)
				}
				return n.canonical(mod, ValueID(callee.A), hops)
			case "items", "copy":
				return n.canonical(mod, ValueID(callee.A), hops)
			case "map", "filter", "slice", "concat", "sort", "reverse", "flat", "flatMap":
				if n.canonical(mod, ValueID(callee.A), hops).fixed {
					return collection{mod: mod, fixed: true}
				}
			}
			return collection{mod: mod, call: val.A}
		}
		if callee.Kind == Global {
			switch m.Name(callee.Name) {
			case "enumerate", "reversed", "sorted", "list", "tuple", "len", "iter", "zip", "set":
				if len(args) > 0 {
					return n.canonical(mod, args[0].Value, hops)
				}
			case "range":
				if len(args) > 0 {
					last := args[min(len(args)-1, 1)].Value
					if bound := &m.Values[last]; bound.Kind == CallOf {
						return n.canonical(mod, last, hops)
					}
				}
				return collection{}
			}
		}
		return collection{mod: mod, call: val.A}
	default:
		return collection{}
	}
}

// grows reports whether a literal may be a comprehension, which lowering
// writes as a list of its one element.
func grows(m *Module, val *Value) bool {
	if m.Lang != Python || val.C != 1 {
		return val.C == 0
	}
	if val.Kind == Object {
		return m.Fields[val.B].Name == 0
	}
	return m.Values[m.Elems[val.B]].Kind != Const
}

// arrayParam returns the array that a callback's last parameter is: the third
// of map and its kin, the fourth of reduce.
func (n *nests) arrayParam(mod int32, m *Module, v VarID) (ValueID, bool) {
	fn := m.Vars[v].Fn
	w, ok := n.callbacks[n.gfunc(mod, fn)]
	if !ok {
		return 0, false
	}
	at := uint32(2)
	if name := m.Name(m.Values[m.Calls[w.call].Callee].Name); name == "reduce" || name == "reduceRight" {
		at = 3
	}
	f := &m.Funcs[fn]
	if f.Params.Count <= at || m.Params[f.Params.Start+at].Var != v {
		return 0, false
	}
	return w.over, true
}

// isList reports whether a Python value is surely a list: written as one, made
// by list() or sorted(), or annotated as one.
func (n *nests) isList(mod int32, v ValueID) bool {
	m := n.Modules[mod]
	for range 6 {
		val := &m.Values[v]
		switch val.Kind {
		case List:
			return val.C == 0 // one with elements may be a set
		case CallOf:
			callee := &m.Values[m.Calls[val.A].Callee]
			return callee.Kind == Global && (m.Name(callee.Name) == "list" || m.Name(callee.Name) == "sorted")
		case VarRef:
			vr := &m.Vars[val.A]
			if vr.Type != 0 {
				return n.isListType(mod, vr.Type)
			}
			if vr.Kind == ParamVar {
				f := &m.Funcs[vr.Fn]
				for _, p := range m.Params[f.Params.Start : f.Params.Start+f.Params.Count] {
					if p.Var == VarID(val.A) {
						return n.isListType(mod, p.Type)
					}
				}
				return false
			}
			a := vr.Assigns
			if a == 0 || m.Assigns[a].Next != 0 {
				return false
			}
			v = m.Assigns[a].Value
		case Attr:
			os := n.eval(mod, v)
			for _, o := range os {
				if o.kind != objSeq || n.Modules[o.mod].Values[o.id].Kind != Generic || !n.isListType(o.mod, ValueID(o.id)) {
					return false
				}
			}
			return len(os) > 0
		default:
			return false
		}
	}
	return false
}

func (n *nests) isListType(mod int32, v ValueID) bool {
	m := n.Modules[mod]
	val := &m.Values[v]
	if val.Kind == Generic {
		v = ValueID(val.A)
	}
	switch n.typeName(mod, m, v) {
	case "list", "List":
		return v != 0
	}
	return false
}

// valueText writes a value as it reads in the source, cut where it gets long.
func valueText(m *Module, v ValueID, hops int) string {
	val := &m.Values[v]
	if hops > 3 {
		return "…"
	}
	switch val.Kind {
	case VarRef:
		if name := m.Name(m.Vars[val.A].Name); name != "" {
			return name
		}
	case Attr:
		return valueText(m, ValueID(val.A), hops+1) + "." + m.Name(val.Name)
	case This:
		return "this"
	case Global, ImportOf:
		return m.Name(val.Name)
	case Await, Narrowed, Cast, Spread:
		return valueText(m, ValueID(val.A), hops)
	case CallOf:
		c := &m.Calls[val.A]
		callee := &m.Values[c.Callee]
		if callee.Kind == Global && c.Args.Count > 0 {
			switch m.Name(callee.Name) {
			case "range", "len", "enumerate", "sorted", "list", "reversed":
				return valueText(m, m.Args[c.Args.Start+min(c.Args.Count-1, 1)].Value, hops)
			}
		}
		return valueText(m, c.Callee, hops+1) + "()"
	case Index:
		return valueText(m, ValueID(val.A), hops+1) + "[…]"
	default:
	}
	return "…"
}
