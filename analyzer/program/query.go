package program

import (
	"slices"
	"strconv"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// Step is one hop of a chain.
type Step struct {
	Func FuncRef // whose code stands at Pos
	Pos  uint32
	Text string
}

// LoopEffect is an effect that meets an event loop.
type LoopEffect struct {
	*Effect
	Role       catalog.Role // Request, Event or Async
	Chain      []Step       // from the entry to the function that holds the effect
	Inferred   int          // hops of the chain that are not fully resolved
	Entry      *Root        // nil for a coroutine with no known root
	OtherRoots int          // further entries that reach the function
	Minor      bool         // of no weight where it stands: see minor

	keyed bool // on the way or at its end, a memo by key is filled
}

// OnLoop returns the effects that run on an event loop, each with the best
// chain that leads to it, in the order of the modules.
func (p *Program) OnLoop(want func(*catalog.API) bool) []LoopEffect {
	l := p.linker
	var out []LoopEffect
	reach := map[uint32]int{}
	for i := range p.Effects {
		e := &p.Effects[i]
		if !want(e.API) || p.Roles[e.In.Module] != ProductFile {
			continue
		}
		m := p.Modules[e.In.Module]
		if l.runsOnce(e.In.Module, m.Calls[e.Call].Guard) {
			continue
		}
		g := l.gfunc(e.In.Module, e.In.Func)
		in, ok := l.bestLane(g)
		if !ok || l.roles[g][in].root == loopRoot && !l.inEndlessLoop(e.In.Module, e.Call) {
			continue
		}
		last := int32(-1)
		if gt, gated := l.gateOf(e.In.Module, m.Calls[e.Call].Guard, e.In.Func); gated {
			if in, last, ok = l.openWay(g, gt); !ok {
				continue
			}
		}
		le := LoopEffect{Effect: e, Role: [...]catalog.Role{catalog.Request, catalog.Event, catalog.Async}[in]}
		le.keyed = fillsKey(m, m.Calls[e.Call].Guard)
		l.chain(&le, in, g, last)
		if le.Entry != nil {
			n, ok := reach[g]
			if !ok {
				n = l.countRoots(g)
				reach[g] = n
			}
			le.OtherRoots = max(0, n-1)
		}
		le.Minor = l.minor(&le)
		out = append(out, le)
	}
	return out
}

// maxUnrooted is how many steps a chain may have that begins at a coroutine of
// which nobody knows who runs it: the longer, the less it says.
const maxUnrooted = 3

// maxInferred is how many steps a chain of Python may have of which some are
// inferred: with each, what a value may be is less sure.
const maxInferred = 7

// maxChain is how many steps a chain may have at all: with each there are
// branches on the way that the entry may never take.
const maxChain = 9

// minor reports whether an effect is true but of no weight: a sleep of a few
// milliseconds, a question to whoever sits at the terminal, a file read by a
// coroutine that sets something up or shuts it down, as far as its name tells.
func (l *linker) minor(le *LoopEffect) bool {
	m := l.Modules[le.In.Module]
	c := &m.Calls[le.Call]
	switch {
	case m.Lang == Python && le.Role == catalog.Async && (le.Inferred > 0 || len(le.Chain) > maxUnrooted || l.command(le.Chain[0].Func.Module)):
		return true
	case m.Lang == Python && (le.Inferred > 0 && len(le.Chain) > maxInferred || len(le.Chain) > maxChain):
		return true
	case le.API.Kind == catalog.Sleep && c.Args.Count > 0 && m.Lang == Python:
		v := &m.Values[m.Args[c.Args.Start].Value]
		n, err := strconv.ParseFloat(m.Name(v.Name), 64)
		return v.Kind == Const && ConstKind(v.A) == NumberConst && err == nil && n < 0.05
	case le.API.Kind == catalog.Input:
		return true // a server has no terminal: what asks for one is a branch that commands take
	case le.keyed && le.API.Cost == catalog.Milli:
		return true
	case le.Entry != nil && m.Lang == JavaScript && l.servesBriefly(le.Entry.At):
		return true
	case l.smallInput(le), strings.HasSuffix(le.Name, ".rollback"), // where something failed
		le.API.Kind == catalog.File && m.Lang == Python && l.readsKernel(le.In):
		return true
	case le.Entry != nil && (le.Entry.Own || strings.HasSuffix(le.Entry.Framework, "mcp")) && le.API.Cost == catalog.Milli, le.API.Kind == catalog.Memory:
		return true // hardly anybody is held up, or it is asked for on purpose
	case m.Lang == Python && le.API.Kind == catalog.Lock &&
		(closes(l.ownName(le.In)) || slices.ContainsFunc(le.Chain, func(s Step) bool { return closes(l.ownName(s.Func)) })):
		return true
	case m.Lang == JavaScript && (le.API.Cost == catalog.Milli && le.Role == catalog.Event || le.Role == catalog.Async && le.Entry == nil):
		return l.setsUpOnTheWay(le)
	case m.Lang == Python && le.API.Kind == catalog.Lock && l.asksWhetherDone(le):
		return true
	case m.Lang == Python && le.Role == catalog.Event && le.Entry != nil:
		name := l.ownName(le.Entry.Func)
		return closes(name) || le.API.Cost == catalog.Milli && setsUp(name)
	case m.Lang == Python && le.Role == catalog.Async:
		head := le.Chain[0].Func
		if le.Entry != nil {
			head = le.Entry.Func
		}
		name := l.ownName(head)
		if begins(name) || le.Entry != nil && (firstWord(name) == "init" || firstWord(name) == "initialize") {
			return true
		}
		return le.API.Cost == catalog.Milli &&
			(setsUp(l.ownName(le.In)) || slices.ContainsFunc(le.Chain, func(s Step) bool { return setsUp(l.ownName(s.Func)) }))
	}
	return false
}

// ownName returns a function's name without its class.
func (l *linker) ownName(ref FuncRef) string {
	m := l.Modules[ref.Module]
	return m.Name(m.Funcs[ref.Func].Name)
}

// firstWord returns the first word of a Python function's name; "async" and
// "on" say nothing of what it does.
func firstWord(name string) string {
	name = strings.TrimPrefix(strings.TrimLeft(name, "_"), "async_")
	word, _, _ := strings.Cut(strings.TrimPrefix(name, "on_"), "_")
	return word
}

// asksWhetherDone reports whether the function of an effect calls done on
// anything: it takes results that are there.
func (l *linker) asksWhetherDone(le *LoopEffect) bool {
	m := l.Modules[le.In.Module]
	for id := m.Funcs[le.In.Func].Calls; id != 0; id = m.Calls[id].Next {
		if v := &m.Values[m.Calls[id].Callee]; v.Kind == Attr && m.Name(v.Name) == "done" {
			return true
		}
	}
	return false
}

// servesBriefly reports whether a handler is registered within a function that
// makes a server, and waits until that is closed again: it serves one user, who
// sets something up, and then goes on to start.
func (l *linker) servesBriefly(at FuncRef) bool {
	m := l.Modules[at.Module]
	f := at.Func
	for m.Funcs[f].Parent != 0 {
		f = m.Funcs[f].Parent
	}
	if f == 0 || m.Funcs[f].Flags&AsyncFunc == 0 {
		return false
	}
	waits := func(c *Call) bool { // in the function itself, or in a promise that it makes
		if c.Fn == f {
			return true
		}
		for id := m.Funcs[f].Calls; id != 0; id = m.Calls[id].Next {
			p := &m.Calls[id]
			if callee := &m.Values[p.Callee]; p.Kind != NewCall || p.Args.Count == 0 || callee.Kind != Global || m.Name(callee.Name) != "Promise" {
				continue
			}
			if run := &m.Values[m.Args[p.Args.Start].Value]; run.Kind == FuncOf && FuncID(run.A) == c.Fn {
				return true
			}
		}
		return false
	}
	for id := 1; id < len(m.Calls); id++ {
		c := &m.Calls[id]
		callee := &m.Values[c.Callee]
		if callee.Kind != Attr || m.Name(callee.Name) != "close" || m.Values[callee.A].Kind != VarRef || !waits(c) {
			continue
		}
		v := VarID(m.Values[callee.A].A)
		if m.Vars[v].Fn != f {
			continue
		}
		for a := m.Vars[v].Assigns; a != 0; a = m.Assigns[a].Next {
			for _, o := range l.eval(at.Module, m.Assigns[a].Value) {
				if o.kind == objExternal && strings.HasSuffix(l.externals[o.id].name, ".Server") {
					return true
				}
			}
		}
	}
	return false
}

// readsKernel reports whether a Python function opens a file of /proc or /sys,
// which is in memory.
func (l *linker) readsKernel(f FuncRef) bool {
	m := l.Modules[f.Module]
	for id := m.Funcs[f.Func].Calls; id != 0; id = m.Calls[id].Next {
		c := &m.Calls[id]
		if callee := &m.Values[c.Callee]; c.Args.Count == 0 || callee.Kind != Global || m.Name(callee.Name) != "open" {
			continue
		}
		if text, ok := l.constText(f.Module, m.Args[c.Args.Start].Value); ok && (strings.HasPrefix(text, "/proc/") || strings.HasPrefix(text, "/sys/")) {
			return true
		}
	}
	return false
}

// smallInput reports whether what a call parses, renders or packs is short: of
// a request's head, or what is small as a rule unless a request brings it.
func (l *linker) smallInput(le *LoopEffect) bool {
	if le.API.Effect != catalog.Computes || le.API.Cost != catalog.Milli {
		return false
	}
	switch le.API.Kind {
	case catalog.Parsing, catalog.Markup, catalog.Encoding, catalog.Compression:
	case catalog.Image: // in a loop it adds up
		return le.API.Small && l.Modules[le.In.Module].Calls[le.Call].Loop == 0
	default:
		return le.API.Small
	}
	m := l.Modules[le.In.Module]
	c := &m.Calls[le.Call]
	if c.Args.Count == 0 {
		return le.API.Small
	}
	switch v := &m.Values[m.Args[c.Args.Start].Value]; {
	case v.Kind == Const:
		return true
	case v.Kind == List && v.C > 0 && v.C < 4 && le.API.Kind == catalog.Encoding: // a row
		if !slices.ContainsFunc(m.Elems[v.B:v.B+v.C], func(e ValueID) bool { return m.Values[e].Kind == Spread }) {
			return true
		}
	}
	switch l.origin(le.In.Module, m.Args[c.Args.Start].Value) {
	case HeaderData:
		return true
	case BodyData:
		return false
	default:
		return le.API.Small
	}
}

// fillsKey reports whether code stands under a check that a key is not in a
// mapping, which is filled there: a memo by key.
func fillsKey(m *Module, g GuardID) bool {
	for hops := 0; g != 0 && hops < 16; hops++ {
		gd := &m.Guards[g]
		if gd.Kind == IfGuard || gd.Kind == AfterGuard {
			if of := lacking(m, gd.Cond, gd.Negated); of != 0 && filledUnder(m, of, g) {
				return true
			}
		}
		g = gd.Parent
	}
	return false
}

// lacking returns the mapping of which a condition, negated or not, says that
// it has no such key, 0 when it says something else.
func lacking(m *Module, cond ValueID, negated bool) ValueID {
	cond, absent := emptiness(m, cond, negated)
	v := &m.Values[cond]
	if v.Kind == VarRef && m.Vars[v.A].Kind != ParamVar { // what was looked up before
		if a := m.Vars[v.A].Assigns; a != 0 {
			for m.Assigns[a].Next != 0 { // the first is the last of the list
				a = m.Assigns[a].Next
			}
			v = &m.Values[m.Assigns[a].Value]
		}
	}
	if v.Kind == Binary {
		switch m.Name(v.Name) {
		case "in":
		case "not in":
			absent = !absent
		default:
			return 0
		}
		if absent {
			return ValueID(v.B)
		}
		return 0
	}
	if !absent {
		return 0
	}
	switch v.Kind {
	case Index:
		return ValueID(v.A)
	case CallOf:
		if callee := &m.Values[m.Calls[v.A].Callee]; callee.Kind == Attr {
			switch m.Name(callee.Name) {
			case "has", "get":
				return ValueID(callee.A)
			}
		}
	default:
	}
	return 0
}

// filledUnder reports whether code under a guard stores a member of a mapping.
func filledUnder(m *Module, mapping ValueID, g GuardID) bool {
	under := func(inner GuardID) bool {
		for hops := 0; inner != 0 && hops < 16; hops++ {
			if inner == g {
				return true
			}
			inner = m.Guards[inner].Parent
		}
		return false
	}
	for id := 1; id < len(m.Assigns); id++ {
		a := &m.Assigns[id]
		if t := &m.Values[a.Target]; t.Kind == Index && sameBase(m, ValueID(t.A), mapping) && under(a.Guard) {
			return true
		}
	}
	for id := 1; id < len(m.Calls); id++ {
		c := &m.Calls[id]
		if callee := &m.Values[c.Callee]; callee.Kind == Attr && m.Name(callee.Name) == "set" && sameBase(m, ValueID(callee.A), mapping) && under(c.Guard) {
			return true
		}
	}
	return false
}

// closes reports whether a name says that a function ends something.
func closes(name string) bool {
	switch firstWord(name) {
	case "shutdown", "teardown", "cleanup", "close", "stop", "exit", "aexit":
		return true
	}
	return false
}

// begins reports whether a name says that a coroutine is a program's or a
// server's own begin or end.
func begins(name string) bool {
	switch name {
	case "serve", "create_server", "start_server", "run_server":
		return true
	}
	switch firstWord(name) {
	case "main", "amain", "launch", "bootstrap", "boot", "startup", "lifespan", "shutdown":
		return true
	}
	return false
}

// setsUp reports whether a name starts with a word that says a function runs
// as something begins or ends.
func setsUp(name string) bool {
	switch firstWord(name) {
	case "setup", "startup", "start", "init", "initialize", "bootstrap", "boot", "main", "lifespan", "aenter",
		"shutdown", "teardown", "cleanup", "close", "stop", "exit", "aexit", "unload", "migrate":
		return true
	}
	return false
}

// bestLane returns the loop role of a function that matters most.
func (l *linker) bestLane(g uint32) (lane, bool) {
	for in := laneRequest; in <= laneAsync; in++ {
		if l.roles[g][in].dist != 0 {
			return in, true
		}
	}
	return 0, false
}

// chain fills in the way to a function; last is its last edge when that is not
// the one by which the role spread.
func (l *linker) chain(le *LoopEffect, in lane, g uint32, last int32) {
	callbacks := 0
	defer func() { le.Inferred += callbacks }()
	for {
		h := l.roles[g][in]
		if last >= 0 {
			h.edge, last = last, -1
		}
		if h.edge < 0 {
			ref := l.funcRef(g)
			m := l.Modules[ref.Module]
			if h.root >= 0 {
				le.Entry = &l.Roots[h.root]
				le.Inferred += int(le.Entry.Confidence)
				le.Chain = append(le.Chain, Step{le.Entry.At, le.Entry.Pos, le.Entry.Label})
			} else {
				le.Chain = append(le.Chain, Step{ref, m.Funcs[ref.Func].NamePos, "async " + m.FunctionName(ref.Func)})
			}
			break
		}
		e := &l.edges.list[h.edge]
		if e.mode == modeCallback && e.conf == Inferred && l.Modules[l.funcMod[e.from]].Lang == JavaScript {
			// Whoever runs the callbacks that JavaScript nests does so on this
			// thread: many are no less sure than one.
			callbacks = 1
		} else {
			le.Inferred += int(e.conf)
		}
		from := l.funcRef(e.from)
		if e.call != 0 && !le.keyed {
			le.keyed = fillsKey(l.Modules[from.Module], l.Modules[from.Module].Calls[e.call].Guard)
		}
		text := l.stepName(in, e.to)
		if e.via != 0 {
			if via := l.funcRef(e.via - 1); e.via-1 != e.from {
				le.Chain = append(le.Chain, Step{via, e.viaPos, l.functionName(via.Module, via.Func) + " runs " + text})
			}
		}
		le.Chain = append(le.Chain, Step{from, e.pos, l.stepName(in, e.from) + " calls " + text})
		g = e.from
		if gt, gated := l.gateOfEdge(e); gated && len(le.Chain) < 64 {
			if k, ok := l.openIn(in, g, gt); ok {
				last = k
			}
		}
	}
	slices.Reverse(le.Chain)
}

// stepName names a function in a chain: one without a name is the handler or a
// callback.
func (l *linker) stepName(in lane, g uint32) string {
	ref := l.funcRef(g)
	name := l.functionName(ref.Module, ref.Func)
	base, anonymous := strings.CutSuffix(name, "<anonymous>")
	switch {
	case !anonymous:
		return name
	case l.roles[g][in].edge < 0:
		return base + "handler"
	default:
		return base + "callback"
	}
}

// countRoots counts the roots that reach a function on a loop, up to a bound.
func (l *linker) countRoots(g uint32) int {
	const bound = 500 // functions looked at
	if l.into.first == nil {
		l.invert()
	}
	l.visit++
	l.visited[g] = l.visit
	l.queue = append(l.queue[:0], g)
	n := 0
	for i := 0; i < len(l.queue) && i < bound; i++ {
		at := l.queue[i]
		n += int(l.rootsAt[at])
		for _, k := range l.into.edges[l.into.first[at]:l.into.first[at+1]] {
			e := &l.edges.list[k]
			if l.visited[e.from] != l.visit && l.follows(laneRequest, e) {
				l.visited[e.from] = l.visit
				l.queue = append(l.queue, e.from)
			}
		}
	}
	return n
}

// inverse holds the edges into each function.
type inverse struct {
	edges []int32 // into the edge list
	first []uint32
}

// invert prepares countRoots.
func (l *linker) invert() {
	n := len(l.funcMod)
	l.visited, l.rootsAt = make([]int32, n), make([]uint16, n)
	for i := range l.Roots {
		r := &l.Roots[i]
		if in := laneOf(r.Role); (in == laneRequest || in == laneEvent) && l.Roles[r.Func.Module] == ProductFile {
			l.rootsAt[l.gfunc(r.Func.Module, r.Func.Func)]++
		}
	}
	first := make([]uint32, n+2)
	for i := range l.edges.list {
		first[l.edges.list[i].to+2]++
	}
	for i := 2; i < len(first); i++ {
		first[i] += first[i-1]
	}
	l.into.edges = make([]int32, len(l.edges.list))
	for k := range l.edges.list {
		at := &first[l.edges.list[k].to+1]
		l.into.edges[*at] = int32(k)
		*at++
	}
	l.into.first = first[:n+1]
}
