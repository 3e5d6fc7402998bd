package program

import (
	"slices"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// Way is how an entry that serves others leads to a piece of code, on whatever
// thread that runs.
type Way struct {
	Entry      *Root
	Steps      []Step   // from the entry to the function that holds the code
	Inferred   int      // hops that are not fully resolved
	OtherRoots int      // further entries that lead there
	Texts      []string // constant parts of what the calls on the way pass
}

// Served returns the best-resolved way from an entry that answers requests or
// what clients send to a call. It is false when none is known, and for a call
// that runs once. Work by the clock and a process's own events serve nobody.
func (p *Program) Served(in FuncRef, call CallID) (Way, bool) {
	l := p.linker
	if l.runsOnce(in.Module, l.Modules[in.Module].Calls[call].Guard) {
		return Way{}, false
	}
	entries := l.answering()
	if len(entries) == 0 {
		return Way{}, false
	}
	if l.into.first == nil {
		l.invert()
	}
	const most = 5000 // functions looked at
	const span = 16   // more than any hopCost
	type reached struct {
		dist, edge int32 // the edge leads toward the call
	}
	goal := l.gfunc(in.Module, in.Func)
	at := map[uint32]reached{goal: {1, -1}}
	var buckets [span][]uint32
	buckets[1] = []uint32{goal}
	best, others := uint32(0), -1
	for dist, idle := int32(1), 0; idle < span && len(at) < most; dist++ {
		b := &buckets[dist%span]
		idle++
		for i := 0; i < len(*b); i++ { //nolint:intrange // the bucket grows
			g := (*b)[i]
			if at[g].dist != dist {
				continue
			}
			idle = 0
			if _, serves := entries[g]; serves {
				if others++; others == 0 {
					best = g
				}
			}
			for _, k := range l.into.edges[l.into.first[g]:l.into.first[g+1]] {
				e := &l.edges.list[k]
				from := l.funcMod[e.from]
				switch {
				case e.mode != modeCall && e.mode != modeCallback && e.mode != modeThread,
					l.Roles[from] != ProductFile,
					e.mode == modeCallback && e.conf != Resolved && l.Modules[from].Lang == Python, // rarely run at once
					e.call != 0 && l.runsOnce(from, l.Modules[from].Calls[e.call].Guard),
					l.memoized(g):
					continue
				}
				next := reached{dist + hopCost[e.conf], k}
				if old, seen := at[e.from]; !seen || next.dist < old.dist {
					at[e.from] = next
					buckets[next.dist%span] = append(buckets[next.dist%span], e.from)
				}
			}
		}
		*b = (*b)[:0]
	}
	if others < 0 {
		return Way{}, false
	}
	w := Way{Entry: &l.Roots[entries[best]], OtherRoots: others}
	w.Inferred = int(w.Entry.Confidence)
	w.Steps = []Step{{w.Entry.At, w.Entry.Pos, w.Entry.Label}}
	name := func(g uint32) string {
		ref := l.funcRef(g)
		switch {
		case l.Modules[ref.Module].Name(l.function(g).Name) != "":
			return l.functionName(ref.Module, ref.Func)
		case g == best:
			return "handler"
		default:
			return "callback"
		}
	}
	for g := best; at[g].edge >= 0; {
		e := &l.edges.list[at[g].edge]
		w.Inferred += int(e.conf)
		if e.call != 0 {
			w.Texts = append(w.Texts, l.Texts(int(l.funcMod[g]), e.call)...)
		}
		w.Steps = append(w.Steps, Step{l.funcRef(g), e.pos, name(g) + " calls " + name(e.to)})
		g = e.to
	}
	return w, true
}

// answering returns the roots that clients enter, by function.
func (l *linker) answering() map[uint32]int {
	if l.clients == nil {
		l.clients = map[uint32]int{}
		for i := range l.Roots {
			r := &l.Roots[i]
			g := l.gfunc(r.Func.Module, r.Func.Func)
			if _, known := l.clients[g]; !known && l.Roles[r.Func.Module] == ProductFile && answers(r) {
				l.clients[g] = i
			}
		}
	}
	return l.clients
}

// answers reports whether a root is entered because a client asks or sends.
func answers(r *Root) bool {
	switch r.Role {
	case catalog.Request, catalog.SyncRequest:
		return true
	case catalog.Event, catalog.Thread:
		return r.Framework == "flask-socketio" || slices.Contains(publicEvents, r.Framework)
	default:
		return false
	}
}

// InWorker reports whether only workers load a module.
func (p *Program) InWorker(mod int) bool {
	if p.linker.inWorker == nil {
		p.linker.inWorker = p.linker.workerModules()
	}
	return p.linker.inWorker[mod]
}

// Kept reports whether what a call yields outlives the function that calls:
// it is stored in a module's variable, an attribute or a collection.
func (p *Program) Kept(mod int, call CallID) bool {
	m := p.Modules[mod]
	held := make([]bool, len(m.Vars))
	var is func(v ValueID, hops int) bool
	is = func(v ValueID, hops int) bool {
		if v == 0 || hops > 4 {
			return false
		}
		switch val := &m.Values[v]; val.Kind {
		case CallOf:
			return CallID(val.A) == call
		case VarRef:
			return held[val.A]
		case Await, Cast, Entered:
			return is(ValueID(val.A), hops+1)
		case Union:
			return slices.ContainsFunc(m.Elems[val.B:val.B+val.C], func(e ValueID) bool { return is(e, hops+1) })
		case Object:
			return slices.ContainsFunc(m.Fields[val.B:val.B+val.C], func(f Field) bool { return is(f.Value, hops+1) })
		default:
			return false
		}
	}
	for range 2 { // a variable may be passed on to another
		for id := 1; id < len(m.Assigns); id++ {
			a := &m.Assigns[id]
			if !is(a.Value, 0) {
				continue
			}
			switch t := &m.Values[a.Target]; t.Kind {
			case Attr, Index:
				return true
			case VarRef:
				if m.Vars[t.A].Fn == 0 && a.Fn != 0 {
					return true
				}
				held[t.A] = true
			default:
			}
		}
	}
	for id := 1; id < len(m.Calls); id++ {
		c := &m.Calls[id]
		callee := &m.Values[c.Callee]
		if callee.Kind != Attr {
			continue
		}
		switch m.Name(callee.Name) {
		case "set", "push", "add", "append", "unshift", "setdefault":
			if slices.ContainsFunc(m.Args[c.Args.Start:c.Args.Start+c.Args.Count], func(a Arg) bool { return is(a.Value, 0) }) {
				return true
			}
		}
	}
	return false
}

// Option returns the constant that a call is given for a keyword, or for a
// property of an argument: "" when that is no constant. It is false when the
// call is given none.
func (p *Program) Option(mod int, call CallID, name string) (value string, set bool) {
	m := p.Modules[mod]
	c := &m.Calls[call]
	constant := func(v ValueID) (string, bool) {
		if v != 0 && m.Values[v].Kind == Const {
			return m.Name(m.Values[v].Name), true
		}
		return "", true
	}
	for _, a := range m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
		if m.Name(a.Name) == name {
			return constant(a.Value)
		}
		if v := &m.Values[a.Value]; v.Kind == Object {
			for _, f := range m.Fields[v.B : v.B+v.C] {
				if m.Name(f.Name) == name {
					return constant(f.Value)
				}
			}
		}
	}
	return "", false
}

// Passes reports whether an argument of a call, or the first element of one, is
// an outside name: sys.executable.
func (p *Program) Passes(mod int, call CallID, name string) bool {
	l := p.linker
	m := p.Modules[mod]
	c := &m.Calls[call]
	is := func(v ValueID) bool {
		return slices.ContainsFunc(l.eval(int32(mod), v), func(o object) bool { return o.kind == objExternal && l.externals[o.id].name == name })
	}
	for _, a := range m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
		v := &m.Values[a.Value]
		for hops := 0; v.Kind == VarRef && hops < maxTextHops; hops++ {
			as := m.Vars[v.A].Assigns
			if as == 0 || m.Assigns[as].Next != 0 {
				break
			}
			v = &m.Values[m.Assigns[as].Value]
		}
		if is(a.Value) || v.Kind == List && v.C > 0 && is(m.Elems[v.B]) {
			return true
		}
	}
	return false
}

// Setting returns the constant that a module's body assigns to a variable: ""
// when what it assigns is no constant, or not one. It is false when the module
// has no such variable.
func (p *Program) Setting(mod int, name string) (value string, set bool) {
	m := p.Modules[mod]
	for id := 1; id < len(m.Assigns); id++ {
		a := &m.Assigns[id]
		t := &m.Values[a.Target]
		if a.Fn != 0 || t.Kind != VarRef || m.Name(m.Vars[t.A].Name) != name {
			continue
		}
		if v := &m.Values[a.Value]; v.Kind != Const || set {
			value = ""
		} else {
			value = m.Name(v.Name)
		}
		set = true
	}
	return value, set
}
