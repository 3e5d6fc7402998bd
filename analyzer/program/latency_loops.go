package program

import (
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// QueriesInLoops returns the calls on the response path that ask a database
// again for each element of a collection, the first of each function.
func (p *Program) QueriesInLoops() []Ask {
	return p.linker.latencies().inLoops(catalog.Database)
}

// inLoops returns the requests of a kind that are made for each element of a
// collection, one after the other, the first and worst of each function.
func (w *latency) inLoops(kind catalog.Kind) []Ask {
	n := &nests{linker: w.linker, callbacks: map[uint32]visit{}, linear: map[uint32]uint64{}}
	var out []Ask
	for _, g := range w.order {
		ref := w.funcRef(g)
		m := w.Modules[ref.Module]
		if len(m.Loops) < 2 || w.provides(g) {
			continue
		}
		var best Ask
		for id := m.Funcs[ref.Func].Calls; id != 0; id = m.Calls[id].Next {
			if m.Calls[id].Loop == 0 {
				continue
			}
			r, ok := w.requestOf(g, m, id)
			if !ok || r.remote.Kind != kind || !r.waits && r.helper == 0 {
				continue
			}
			a := Ask{Remote: r.remote, Name: valueText(m, m.Calls[id].Callee, 0), What: r.name, Writes: r.writes}
			if !w.eachElement(n, ref, m, id, &a) {
				continue
			}
			if worse := best.Remote == nil || rank(&a) > rank(&best); worse {
				a.Effect = &Effect{In: ref, Call: id}
				best = a
			}
		}
		if best.Remote != nil {
			best.Spot = w.spot(g, best.Call)
			out = append(out, best)
		}
	}
	return out
}

// provides reports whether a function, or one on the way to it, makes tables,
// fills them for the first time or changes their shape, as far as names tell:
// that is done once, whoever asks first.
func (w *latency) provides(g uint32) bool {
	for range 64 {
		h := w.reached[g]
		name := strings.ToLower(w.ownName(w.funcRef(g)))
		if h.edge < 0 {
			return false
		}
		for _, word := range []string{"create_table", "createtable", "migrat", "seed", "bootstrap", "init_", "initialize"} {
			if strings.Contains(name, word) {
				return true
			}
		}
		g = w.edges.list[h.edge].from
	}
	return false
}

func rank(a *Ask) int {
	switch {
	case a.Writes && a.Maybe:
		return 0
	case a.Writes:
		return 1
	case a.Maybe:
		return 2
	}
	return 3
}

// requestOf returns the request that a call makes, itself or in a helper.
func (w *latency) requestOf(g uint32, m *Module, id CallID) (request, bool) {
	for _, r := range w.asks(g) {
		if r.call == id {
			return r, true
		}
	}
	c := &m.Calls[id]
	if c.Kind != PlainCall || c.Flags&AwaitedCall == 0 && m.Lang == JavaScript {
		return request{}, false
	}
	mod := w.funcMod[g]
	to, ok := w.only(mod, m, id)
	if !ok || to == g || m.Lang == Python && c.Flags&AwaitedCall == 0 && w.function(to).Flags&AsyncFunc != 0 {
		return request{}, false
	}
	h := w.helper(to, 1)
	if !h.ok {
		return request{}, false
	}
	r := h.request
	r.call, r.helper = id, to+1
	r.writes = r.writes || !h.reads
	return r, true
}

// eachElement reports whether a request is made for each element of a loop
// around it: what it asks for depends on the element and on nothing that was
// found before, no way leads out of the loop, and the loop has no bound that is
// known to be small.
func (w *latency) eachElement(n *nests, ref FuncRef, m *Module, id CallID, a *Ask) bool {
	c := &m.Calls[id]
	loop := c.Loop
	for hops := 0; loop != 0 && m.Loops[loop].Flags&ConstBound != 0 && hops < 8; hops++ {
		loop = m.Loops[loop].Parent // tries, or a few fixed steps
	}
	if loop == 0 {
		return false
	}
	lp := &m.Loops[loop]
	if lp.Kind == WhileLoop || lp.Flags&(EndlessLoop|AsyncLoop|ExitsLoop) != 0 || w.inEndlessLoop(ref.Module, id) {
		return false
	}
	over := loopOver(m, lp)
	if over == 0 || n.canonical(ref.Module, over, 0).fixed || w.table(ref.Module, over) || inPieces(m, over, 0) || ofSchema(overText(m, over)) || w.paced(ref, m) {
		return false
	}
	// The element, and what is made of it.
	d := &dependence{w: w, mod: ref.Module, m: m, over: over, vars: map[VarID]bool{}, fields: map[NameID]bool{}}
	if lp.Kind == CountLoop {
		if i := &m.Values[m.Values[lp.Over].A]; i.Kind == VarRef {
			d.vars[VarID(i.A)] = true
		}
	}
	d.follow(lp.Start, lp.Start, lp.End)
	if !d.ofCall(id, 0) {
		return false
	}
	// What was found before decides what is asked for next: no independent steps.
	if w.carried(ref.Module, m, id, lp, over) || w.memoKey(m, c, lp) {
		return false
	}
	if w.pieces(m, c) {
		return false
	}
	for g, hops := c.Guard, 0; g != 0 && g != lp.Guard && hops < 32; hops++ {
		gd := &m.Guards[g]
		if gd.Kind == ExceptGuard || w.runsOnce(ref.Module, g) || fillsKey(m, g) {
			return false
		}
		a.Maybe = a.Maybe || gd.Kind != AfterGuard || isLookUp(m, gd.Cond)
		g = gd.Parent
	}
	a.Maybe = a.Maybe || w.worksOn(ref, m, id, lp)
	a.Over = overText(m, over)
	return true
}

// ofSchema reports whether a collection is one of parts of a database, as far
// as its name tells: there are few, and a query takes one of them.
func ofSchema(name string) bool {
	name = strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
	for _, word := range []string{"table", "schema", "shard", "index", "database", "adapter", "provider"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// table reports whether a collection is a list that the program writes out.
func (w *latency) table(mod int32, v ValueID) bool {
	m := w.Modules[mod]
	val := &m.Values[v]
	switch val.Kind {
	case Attr:
		if f, ok := w.fieldValue(mod, val); ok {
			list := &w.Modules[f.mod].Values[f.value]
			return list.Kind == List && !grows(w.Modules[f.mod], list)
		}
	case VarRef, ImportOf:
	default:
		return false
	}
	os := w.eval(mod, v)
	for _, o := range os {
		if o.kind != objSeq {
			return false
		}
		if val := &w.Modules[o.mod].Values[o.id]; val.Kind != List || grows(w.Modules[o.mod], val) {
			return false
		}
	}
	return len(os) > 0
}

type valueAt struct {
	mod   int32
	value ValueID
}

// fieldValue returns what a class gives a field at first.
func (w *latency) fieldValue(mod int32, val *Value) (valueAt, bool) {
	for _, o := range w.eval(mod, ValueID(val.A)) {
		if o.kind != objInstance && o.kind != objClass {
			continue
		}
		for _, ref := range w.members[memberKey(w.gclass(o.mod, ClassID(o.id)), w.symOf(mod, val.Name))] {
			if v := w.Modules[ref.mod].Members[ref.id].Value; v != 0 {
				return valueAt{ref.mod, v}, true
			}
		}
	}
	return valueAt{}, false
}

// overText names a collection as it reads, without what only goes over it.
func overText(m *Module, v ValueID) string {
	for range 8 {
		val := &m.Values[v]
		if val.Kind != CallOf {
			break
		}
		c := &m.Calls[val.A]
		callee := &m.Values[c.Callee]
		if callee.Kind == Global && c.Args.Count > 0 && (m.Name(callee.Name) == "enumerate" || m.Name(callee.Name) == "zip") {
			v = m.Args[c.Args.Start].Value
			continue
		}
		if callee.Kind == Global && m.Name(callee.Name) == "range" {
			return "range(" + valueText(m, v, 0) + ")"
		}
		if callee.Kind != Attr {
			break
		}
		switch m.Name(callee.Name) {
		case "entries", "values", "keys", "items":
		default:
			return valueText(m, v, 0)
		}
		if b := &m.Values[callee.A]; b.Kind == Global && c.Args.Count == 1 { // of Object
			v = m.Args[c.Args.Start].Value
		} else {
			v = ValueID(callee.A)
		}
	}
	return valueText(m, v, 0)
}

// worksOn reports whether a loop does more for each element than ask: it writes
// to a database or another service, or awaits something for its effect alone.
// What is asked for may then have to be asked for in turn.
func (w *latency) worksOn(ref FuncRef, m *Module, id CallID, lp *Loop) bool {
	g := w.gfunc(ref.Module, ref.Func)
	for _, other := range w.flow(ref.Module).callsIn(m, lp.Start, lp.End) {
		c := &m.Calls[other]
		if other == id || c.Fn != ref.Func {
			continue
		}
		if c.Flags&(AwaitedCall|DiscardedCall) == AwaitedCall|DiscardedCall {
			return true
		}
		if r, ok := w.requestOf(g, m, other); ok && r.writes {
			return true
		}
	}
	return false
}

// carried reports whether what a call in a loop yields reaches the same call of
// a later turn.
func (w *latency) carried(mod int32, m *Module, id CallID, lp *Loop, over ValueID) bool {
	d := &dependence{w: w, mod: mod, m: m, call: id, vars: map[VarID]bool{}, fields: map[NameID]bool{}}
	d.renew(lp, over)
	d.follow(lp.Start, lp.Start, lp.End)
	c := &m.Calls[id]
	return d.ofCall(id, 0) || d.guarded(c.Guard, lp.Start)
}

// memoKey reports whether what is asked for is kept under a key that the loop
// looks up first.
func (*latency) memoKey(m *Module, c *Call, lp *Loop) bool {
	for g, hops := c.Guard, 0; g != 0 && g != lp.Guard && hops < 32; hops++ {
		if fillsKey(m, g) {
			return true
		}
		g = m.Guards[g].Parent
	}
	return false
}

// isLookUp reports whether a condition asks whether something is in a
// collection.
func isLookUp(m *Module, v ValueID) bool {
	for range 8 {
		switch val := &m.Values[v]; val.Kind {
		case Not:
			v = ValueID(val.A)
		case Binary:
			name := m.Name(val.Name)
			return name == "in" || name == "not in"
		case CallOf:
			callee := &m.Values[m.Calls[val.A].Callee]
			switch m.Name(callee.Name) {
			case "has", "includes", "get", "some", "find":
				return true
			}
			return false
		default:
			return false
		}
	}
	return false
}

// inPieces reports whether a collection is one of pieces of another: chunks,
// batches, pages.
func inPieces(m *Module, v ValueID, hops int) bool {
	val := &m.Values[v]
	if v == 0 || hops > 12 {
		return false
	}
	switch val.Kind {
	case VarRef:
		vr := &m.Vars[val.A]
		if pieceName(m.Name(vr.Name)) {
			return true
		}
		a := vr.Assigns
		return a != 0 && vr.Kind != ParamVar && m.Assigns[a].Next == 0 && inPieces(m, m.Assigns[a].Value, hops+1)
	case Attr:
		return pieceName(m.Name(val.Name)) || inPieces(m, ValueID(val.A), hops+1)
	case Await, Cast, Narrowed, Spread:
		return inPieces(m, ValueID(val.A), hops+1)
	case ImportOf, Global:
		return pieceName(m.Name(val.Name))
	case CallOf:
		c := &m.Calls[val.A]
		if c.Args.Count > 0 {
			if callee := &m.Values[c.Callee]; callee.Kind == Global && m.Name(callee.Name) == "range" {
				return c.Args.Count == 3 // with a step
			}
			if inPieces(m, m.Args[c.Args.Start].Value, hops+4) {
				return true
			}
		}
		return inPieces(m, c.Callee, hops+1)
	default:
		return false
	}
}

func pieceName(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"chunk", "batch", "page", "slice", "partition", "shard", "window"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// pieces reports whether a call is given a slice of a collection.
func (*latency) pieces(m *Module, c *Call) bool {
	for _, a := range m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
		if hasSlice(m, a.Value, 0) {
			return true
		}
	}
	return false
}

func hasSlice(m *Module, v ValueID, hops int) bool {
	val := &m.Values[v]
	if v == 0 || hops > 10 {
		return false
	}
	switch val.Kind {
	case CallOf:
		c := &m.Calls[val.A]
		if callee := &m.Values[c.Callee]; callee.Kind == Attr && (m.Name(callee.Name) == "slice" || m.Name(callee.Name) == "splice") && c.Args.Count == 2 {
			return true
		}
		for _, a := range m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
			if hasSlice(m, a.Value, hops+1) {
				return true
			}
		}
	case Index:
		return val.B == 0
	case Object:
		for _, f := range m.Fields[val.B : val.B+val.C] {
			if hasSlice(m, f.Value, hops+1) {
				return true
			}
		}
	case List:
		for _, e := range m.Elems[val.B : val.B+val.C] {
			if hasSlice(m, e, hops+1) {
				return true
			}
		}
	case VarRef:
		if a := m.Vars[val.A].Assigns; a != 0 && m.Vars[val.A].Kind != ParamVar {
			return hasSlice(m, m.Assigns[a].Value, hops+3)
		}
	case Await, Spread, Cast:
		return hasSlice(m, ValueID(val.A), hops+1)
	default:
	}
	return false
}

// paceWords are parts of the names of what slows a program down on purpose, or
// has it try again.
var paceWords = []string{"sleep", "delay", "throttle", "ratelimit", "rate_limit", "limiter", "backoff", "retry", "semaphore", "acquire", "poll"}

// paced reports whether a function waits on purpose or tries again: its own
// code, as far as names tell.
func (*latency) paced(ref FuncRef, m *Module) bool {
	for id := m.Funcs[ref.Func].Calls; id != 0; id = m.Calls[id].Next {
		callee := &m.Values[m.Calls[id].Callee]
		name := m.Name(callee.Name)
		if callee.Kind == VarRef {
			name = m.Name(m.Vars[callee.A].Name)
		}
		name = strings.ToLower(name)
		if name == "settimeout" || slices.ContainsFunc(paceWords, func(word string) bool { return strings.Contains(name, word) }) {
			return true
		}
	}
	return false
}
