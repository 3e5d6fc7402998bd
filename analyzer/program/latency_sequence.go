package program

import (
	"cmp"
	"slices"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// Sequence is two or more requests to other services that a function awaits one
// after the other though none needs what another brought.
type Sequence struct {
	Ask // the second, which could have been under way

	First  string   // the first, as it reads
	Before uint32   // where the first stands
	Names  []string // all of them
}

// AsksInLoops returns the calls on the response path that await what another
// service tells for each element of a collection, one after the other, the first
// and worst of each function.
func (p *Program) AsksInLoops() []Ask {
	w := p.linker.latencies()
	return slices.DeleteFunc(w.inLoops(catalog.Network), func(a Ask) bool {
		return a.Writes || w.Modules[a.In.Module].Funcs[a.In.Func].Flags&HasAwaitFunc == 0
	})
}

// Sequences returns the requests to other services that functions on the
// response path await one after the other without need, one for each function.
func (p *Program) Sequences() []Sequence {
	w := p.linker.latencies()
	var out []Sequence
	for _, g := range w.order {
		ref := w.funcRef(g)
		m := w.Modules[ref.Module]
		if m.Funcs[ref.Func].Flags&HasAwaitFunc == 0 {
			continue
		}
		asks := w.readsAwaited(g, ref, m)
		if len(asks) < 2 || w.paced(ref, m) {
			continue
		}
		var run []request
		for i := 1; i < len(asks); i++ {
			a, b := &asks[i-1], &asks[i]
			if len(run) > 0 {
				if !w.allIndependent(ref, m, run, b) {
					break
				}
				run = append(run, *b)
			} else if w.independent(ref, m, a, b) {
				run = append(run, *a, *b)
			}
		}
		if len(run) == 0 {
			continue
		}
		s := Sequence{First: valueText(m, m.Calls[run[0].call].Callee, 0), Before: m.Calls[run[0].call].NamePos}
		s.Remote, s.Name, s.What = run[1].remote, valueText(m, m.Calls[run[1].call].Callee, 0), run[1].name
		for _, r := range run {
			s.Names = append(s.Names, valueText(m, m.Calls[r.call].Callee, 0))
		}
		s.Spot = w.spot(g, run[1].call)
		out = append(out, s)
	}
	return out
}

// readsAwaited returns the calls of a function that await what another service
// tells and change nothing there, themselves or in a helper, in source order.
func (w *latency) readsAwaited(g uint32, ref FuncRef, m *Module) []request {
	var out []request
	for id := m.Funcs[ref.Func].Calls; id != 0; id = m.Calls[id].Next {
		c := &m.Calls[id]
		if c.Kind != PlainCall {
			continue
		}
		r, ok := w.requestOf(g, m, id)
		if !ok || r.remote.Kind != catalog.Network || r.writes || c.Flags&DiscardedCall != 0 ||
			!r.waits || r.helper != 0 && c.Flags&AwaitedCall == 0 || m.Lang == Python && m.Funcs[ref.Func].Flags&AsyncFunc == 0 {
			continue
		}
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b request) int { return cmp.Compare(m.Calls[a.call].NamePos, m.Calls[b.call].NamePos) })
	return out
}

func (w *latency) allIndependent(ref FuncRef, m *Module, run []request, b *request) bool {
	for i := range run {
		if !w.independent(ref, m, &run[i], b) {
			return false
		}
	}
	return true
}

// independent reports whether two calls stand in one block, the second needs
// nothing that the first brought, and nothing between them depends on it but
// what is made of it.
func (w *latency) independent(ref FuncRef, m *Module, a, b *request) bool {
	ca, cb := &m.Calls[a.call], &m.Calls[b.call]
	if ca.Loop != cb.Loop || ca.Guard != cb.Guard || ca.Flags&InTry != cb.Flags&InTry || ca.End > cb.Pos {
		return false
	}
	x := w.flow(ref.Module)
	d := &dependence{w: w, mod: ref.Module, m: m, call: a.call, vars: map[VarID]bool{}, fields: map[NameID]bool{}}
	d.follow(m.Funcs[ref.Func].Start, ca.Pos, cb.Pos)
	if d.ofCall(b.call, 0) {
		return false
	}
	for _, g := range x.guardsIn(m, ca.End, cb.End) {
		gd := &m.Guards[g]
		if gd.Fn == ref.Func && (gd.Kind == ExceptGuard || d.on(gd.Cond)) {
			return false
		}
	}
	for _, id := range x.callsIn(m, ca.End, cb.Pos) {
		c := &m.Calls[id]
		if c.Fn != ref.Func || id == b.call || within(m, id, cb) {
			continue
		}
		if c.Flags&AwaitedCall != 0 || c.Kind == AsyncEnter {
			if !d.ofCall(id, 0) && !readsBody(m, c) && !w.isRequest(ref, m, id) {
				return false // something else that had to be done first
			}
			continue
		}
		if c.Flags&DiscardedCall != 0 && !logs(m, c) && (d.ofCall(id, 0) || !w.localOnly(m, c)) {
			return false
		}
	}
	return true
}

// readsBody reports whether a call reads the rest of an answer.
func readsBody(m *Module, c *Call) bool {
	switch callee := &m.Values[c.Callee]; m.Name(callee.Name) {
	case "json", "text", "blob", "arrayBuffer", "buffer", "formData", "read", "body":
		return callee.Kind == Attr && c.Args.Count == 0
	}
	return false
}

// within reports whether a call is part of another's receiver or arguments.
func within(m *Module, id CallID, c *Call) bool {
	return m.Calls[id].Pos >= c.Pos && m.Calls[id].End <= c.End
}

// isRequest reports whether a call is one of those that only read from other
// services.
func (w *latency) isRequest(ref FuncRef, m *Module, id CallID) bool {
	r, ok := w.requestOf(w.gfunc(ref.Module, ref.Func), m, id)
	return ok && !r.writes
}

// localOnly reports whether a call for its effect alone is a method of a local
// variable: out.push(x).
func (*latency) localOnly(m *Module, c *Call) bool {
	callee := &m.Values[c.Callee]
	if callee.Kind != Attr {
		return false
	}
	b := &m.Values[callee.A]
	return b.Kind == VarRef && m.Vars[b.A].Fn != 0 && m.Vars[b.A].Kind != ParamVar
}
