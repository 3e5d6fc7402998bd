package program

import (
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// lane is one of the ways of reaching a function that are told apart.
type lane uint8

const (
	laneRequest lane = iota
	laneEvent
	laneAsync
	laneQuiet // start-up, command lines, workers, threads, tests
	lanes
)

// hop is how a function was reached first in a lane.
type hop struct {
	dist int32 // 0: not reached
	edge int32 // into the edge list, -1 at a root
	root int32 // into Roots, -1 for a coroutine or module body of its own
}

// roleSet is how a function is reached, by lane.
type roleSet [lanes]hop

// Costs of an edge by confidence: a resolved way is preferred to a shorter
// guessed one.
var hopCost = [...]int32{Resolved: 1, Inferred: 4, Guessed: 8, Vague: 12}

// spreadRoles carries roles from the roots along calls.
func (l *linker) spreadRoles() {
	l.roles = make([]roleSet, len(l.funcMod))
	workers, away := l.workerModules(), l.elsewhere()
	defer func() { l.into.first = nil }() // made for gates, before all roots were known
	var starts [lanes][]start
	l.findOffloaded()
	for i := range l.Roots {
		r := &l.Roots[i]
		g := l.gfunc(r.Func.Module, r.Func.Func)
		if l.Roles[r.Func.Module] != ProductFile || !l.accounts(r.At.Module) {
			continue
		}
		if l.developed(r) {
			r.Role = catalog.Build
		}
		in := laneOf(r.Role)
		if l.offloaded[g] {
			in = laneQuiet
		}
		if workers[r.Func.Module] || in == laneEvent && away[r.Func.Module] {
			in = laneQuiet
		}
		starts[in] = append(starts[in], start{g, int32(i)})
	}
	l.spread(laneRequest, starts[laneRequest])
	l.spread(laneEvent, starts[laneEvent])
	l.spread(laneRequest, l.handlers(workers, away))

	quiet := starts[laneQuiet]
	for i := range l.Modules {
		if l.accounts(int32(i)) {
			quiet = append(quiet, start{l.gfunc(int32(i), 0), -1})
		}
	}
	quiet = append(quiet, l.setUps()...)
	for g := range l.offloaded {
		if l.offloaded[g] {
			quiet = append(quiet, start{uint32(g), -1})
		}
	}
	for g := range l.funcMod { // the coroutines of commands and pages
		if mod := l.funcMod[g]; away[mod] && l.Roles[mod] == ProductFile && l.function(uint32(g)).Flags&AsyncFunc != 0 {
			quiet = append(quiet, start{uint32(g), -1})
		}
	}
	for i := range l.edges.list {
		if e := &l.edges.list[i]; (e.mode == modeThread || e.mode == modeWorker) && l.accounts(l.funcMod[e.from]) {
			quiet = append(quiet, start{e.to, -1})
		}
	}
	l.spread(laneQuiet, quiet)

	// A task that start-up code makes before any loop runs is the program itself.
	onLoop := func(s start) bool {
		at := l.Roots[s.root].At
		rs := &l.roles[l.gfunc(at.Module, at.Func)]
		return l.Modules[at.Module].Lang != Python || l.Modules[at.Module].Funcs[at.Func].Flags&AsyncFunc != 0 || rs[laneQuiet].dist == 0 ||
			rs[laneRequest].dist != 0 || rs[laneEvent].dist != 0
	}
	l.spread(laneAsync, slices.DeleteFunc(starts[laneAsync], func(s start) bool { return !onLoop(s) }))
	l.spread(laneAsync, l.serviceLoops(workers))

	// A coroutine that nothing else accounts for runs on some loop. Those that
	// nobody calls come first: they head the chains.
	called := make([]bool, len(l.funcMod))
	for i := range l.edges.list {
		if e := &l.edges.list[i]; e.from != e.to && l.Roles[l.funcMod[e.from]] == ProductFile {
			called[e.to] = true
		}
	}
	for _, pass := range []bool{false, true} {
		var roots []start
		for g := range l.funcMod {
			mod := l.funcMod[g]
			rs := &l.roles[g]
			if called[g] != pass || l.Roles[mod] != ProductFile || workers[mod] || away[mod] ||
				rs[laneRequest].dist != 0 || rs[laneEvent].dist != 0 || rs[laneQuiet].dist != 0 || rs[laneAsync].dist != 0 ||
				!l.deferred(uint32(g)) {
				continue
			}
			roots = append(roots, start{uint32(g), -1})
		}
		l.spread(laneAsync, roots)
	}
}

// developed reports whether nothing but code that runs where the product is
// developed calls the function that registers a handler.
func (l *linker) developed(r *Root) bool {
	if r.At == r.Func || r.At.Func == 0 || l.Modules[r.At.Module].Lang != JavaScript {
		return false
	}
	if l.into.first == nil {
		l.invert()
	}
	g := l.gfunc(r.At.Module, r.At.Func)
	in := l.into.edges[l.into.first[g]:l.into.first[g+1]]
	for _, k := range in {
		e := &l.edges.list[k]
		if from := l.funcMod[e.from]; e.call == 0 || !l.developing(from, l.Modules[from].Calls[e.call].Guard) {
			return false
		}
	}
	return len(in) > 0
}

// setUps returns the JavaScript functions that register handlers of requests
// or make a server listen, and those that call them: they run while a server
// starts, unless a request or event reaches them.
func (l *linker) setUps() []start {
	var out []start
	seen := map[uint32]bool{}
	add := func(g uint32) {
		mod := l.funcMod[g]
		f := l.function(g)
		if seen[g] || f.Flags&BodyFunc != 0 || l.Modules[mod].Lang != JavaScript || l.Roles[mod] != ProductFile ||
			l.roles[g][laneRequest].dist != 0 || l.roles[g][laneEvent].dist != 0 {
			return
		}
		seen[g] = true
		out = append(out, start{g, -1})
	}
	for i := range l.Roots {
		r := &l.Roots[i]
		if (r.Role == catalog.Request || r.Role == catalog.Startup) && r.At != r.Func {
			add(l.gfunc(r.At.Module, r.At.Func))
		}
	}
	if len(out) > 0 && l.into.first == nil {
		l.invert()
	}
	for i := 0; i < len(out); i++ { //nolint:intrange // out grows
		g := out[i].g
		for _, k := range l.into.edges[l.into.first[g]:l.into.first[g+1]] {
			if e := &l.edges.list[k]; e.mode == modeCall && e.conf <= Inferred {
				add(e.from)
			}
		}
	}
	return out
}

// handlers returns the functions that have the signature of a request handler
// and that nothing else accounts for, as roots of their own.
func (l *linker) handlers(workers, away []bool) []start {
	var out []start
	developing := map[uint32]bool{} // registered where no production runs
	for i := range l.Roots {
		if r := &l.Roots[i]; r.Role == catalog.Build {
			developing[l.gfunc(r.Func.Module, r.Func.Func)] = true
		}
	}
	for g := range l.funcMod {
		mod := l.funcMod[g]
		rs := &l.roles[g]
		if l.Roles[mod] != ProductFile || workers[mod] || away[mod] || rs[laneRequest].dist != 0 || rs[laneEvent].dist != 0 ||
			developing[uint32(g)] || !l.servesHTTP(uint32(g)) {
			continue
		}
		ref := l.funcRef(uint32(g))
		out = append(out, start{uint32(g), int32(len(l.Roots))})
		l.Roots = append(l.Roots, Root{
			Func: ref, Role: catalog.Request, Label: "a request in " + l.functionName(mod, ref.Func), Framework: "http",
			At: ref, Pos: l.Modules[mod].Funcs[ref.Func].NamePos, Confidence: Inferred,
		})
	}
	return out
}

// accounts reports whether a file tells how the product's code is run: that a
// test, an example or a developer's script uses a function says nothing of that.
func (l *linker) accounts(mod int32) bool {
	return l.Roles[mod] != TestFile && l.Roles[mod] != ExampleFile && (l.Roles[mod] != BuildFile || l.Modules[mod].Lang != Python)
}

func laneOf(r catalog.Role) lane {
	switch r {
	case catalog.Request:
		return laneRequest
	case catalog.Event:
		return laneEvent
	case catalog.Async:
		return laneAsync
	default:
		return laneQuiet
	}
}

type start struct {
	g    uint32
	root int32
}

// spread reaches functions from the starts in order of cost, which is small
// and whole, so that a ring of buckets serves as the queue.
func (l *linker) spread(in lane, starts []start) {
	const span = 16 // more than any hopCost
	var buckets [span][]uint32
	var shut []int32 // edges behind a gate that no way is known to open
	reach := func(g uint32, h hop) {
		old := &l.roles[g][in]
		if old.dist == 0 || h.dist < old.dist {
			*old = h
			buckets[h.dist%span] = append(buckets[h.dist%span], g)
		}
	}
	pending := 0
	for _, s := range starts {
		if l.roles[s.g][in].dist == 0 {
			reach(s.g, hop{1, -1, s.root})
		}
	}
	for dist := int32(1); ; dist++ {
		b := &buckets[dist%span]
		if len(*b) == 0 {
			pending++
			if pending < span {
				continue
			}
			more := false
			for _, k := range shut {
				if e := &l.edges.list[k]; l.open(in, e) && l.roles[e.to][in].dist == 0 {
					reach(e.to, hop{dist + hopCost[e.conf], k, max(l.roles[e.from][in].root, -1)})
					more = true
				}
			}
			if !more {
				return
			}
			pending = 0
			continue
		}
		pending = 0
		for i := 0; i < len(*b); i++ { //nolint:intrange // the bucket grows
			g := (*b)[i]
			if l.roles[g][in].dist != dist {
				continue
			}
			for k := l.edges.first[g]; k < l.edges.first[g+1]; k++ {
				e := &l.edges.list[k]
				root := l.roles[g][in].root
				if root == loopRoot {
					if !l.recurring(e) {
						continue
					}
					root = -1
				}
				switch {
				case !l.follows(in, e):
				case in != laneQuiet && !l.open(in, e):
					shut = append(shut, int32(k))
				default:
					reach(e.to, hop{dist + hopCost[e.conf], int32(k), root})
				}
			}
		}
		*b = (*b)[:0]
	}
}

// follows reports whether a role travels along an edge.
func (l *linker) follows(in lane, e *edge) bool {
	if e.mode != modeCall && e.mode != modeCallback {
		return false
	}
	if l.Roles[l.funcMod[e.to]] == TestFile && l.Roles[l.funcMod[e.from]] != TestFile {
		return false
	}
	if in == laneQuiet {
		// What a start-up path calls for ever is not start-up any more, nor is
		// what it hands to a library that nothing is known of.
		return !l.recurring(e) && (e.mode != modeCallback || e.conf == Resolved || !l.deferred(e.to) || l.Modules[l.funcMod[e.to]].Lang != JavaScript)
	}
	return !l.offloaded[e.to] && !l.memoized(e.to) && (e.call == 0 || !l.runsOnce(l.funcMod[e.from], l.Modules[l.funcMod[e.from]].Calls[e.call].Guard))
}

// findOffloaded notes the Python functions whose decorator has them run in a
// thread or a process, whoever calls them.
func (l *linker) findOffloaded() {
	l.offloaded = make([]bool, len(l.funcMod))
	for g := range l.funcMod {
		f := l.function(uint32(g))
		if f.Decorators.Count == 0 || f.Flags&AsyncFunc != 0 {
			continue
		}
		mod := l.funcMod[g]
		m := l.Modules[mod]
		if m.Lang != Python {
			continue
		}
		for _, d := range m.List(f.Decorators) {
			names, _, _ := l.decorator(mod, d)
			for _, id := range names {
				off := l.facts(id).offload
				l.offloaded[g] = l.offloaded[g] || off != nil && off.Callable == "0"
			}
			for _, o := range l.eval(mod, d) {
				l.offloaded[g] = l.offloaded[g] || o.kind == objFunc && l.runsElsewhere(o)
			}
		}
	}
}

// runsElsewhere reports whether a decorator of the program hands what it
// decorates to a thread or a process, and does nothing else with it.
func (l *linker) runsElsewhere(o object) bool {
	m := l.Modules[o.mod]
	f := &m.Funcs[o.id]
	at := uint32(l.selfParams(o, f))
	if f.Params.Count <= at {
		return false
	}
	uses := l.uses[l.gvar(o.mod, m.Params[f.Params.Start+at].Var)]
	for _, u := range uses {
		if u.mode != modeThread && u.mode != modeWorker {
			return false
		}
	}
	return len(uses) > 0
}

// memoized reports whether a Python function runs once only, for its decorator
// keeps the result and nothing is passed that could make for another one.
func (l *linker) memoized(g uint32) bool {
	ref := l.funcRef(g)
	m := l.Modules[ref.Module]
	f := &m.Funcs[ref.Func]
	if f.Decorators.Count == 0 || m.Lang != Python || f.Params.Count > 1 || f.Params.Count == 1 && f.Class == 0 {
		return false
	}
	for _, d := range m.List(f.Decorators) {
		names, _, _ := l.decorator(ref.Module, d)
		for _, id := range names {
			if w := l.facts(id).wrapper; w != nil && w.Once {
				return true
			}
		}
	}
	return false
}

// loopRoot is the root of a function of which only an endless loop counts.
const loopRoot = -2

// serviceLoops returns the coroutines that a start-up path runs and that go on
// for ever: what their endless loop does is not start-up.
func (l *linker) serviceLoops(workers []bool) []start {
	var out []start
	for i, m := range l.Modules {
		if m.Lang != Python || l.Roles[i] != ProductFile || workers[i] {
			continue
		}
		for id := 1; id < len(m.Loops); id++ {
			lp := &m.Loops[id]
			g := l.gfunc(int32(i), lp.Fn)
			if lp.Flags&(EndlessLoop|AwaitsLoop) == EndlessLoop|AwaitsLoop && m.Funcs[lp.Fn].Flags&AsyncFunc != 0 &&
				l.roles[g][laneQuiet].dist != 0 && l.roles[g][laneAsync].dist == 0 {
				out = append(out, start{g, loopRoot})
			}
		}
	}
	return out
}

// recurring reports whether a call stands in an endless loop that awaits.
func (l *linker) recurring(e *edge) bool {
	return e.call != 0 && l.inEndlessLoop(l.funcMod[e.from], e.call)
}

func (l *linker) inEndlessLoop(mod int32, call CallID) bool {
	m := l.Modules[mod]
	for id := m.Calls[call].Loop; id != 0; id = m.Loops[id].Parent {
		if m.Loops[id].Flags&(EndlessLoop|AwaitsLoop) == EndlessLoop|AwaitsLoop {
			return true
		}
	}
	return false
}

// runsOnce reports whether code under a guard runs once, or not while serving:
// the main module's part, or the filling of a variable that was found empty.
func (l *linker) runsOnce(mod int32, g GuardID) bool {
	if g == 0 {
		return false
	}
	if l.once[mod] == nil {
		l.once[mod] = l.findOnce(mod)
	}
	return l.once[mod][g]
}

// findOnce answers runsOnce for every guard of a module.
func (l *linker) findOnce(mod int32) []bool {
	m := l.Modules[mod]
	assigns := make([][]AssignID, len(m.Guards)) // by innermost guard
	for id := 1; id < len(m.Assigns); id++ {
		if g := m.Assigns[id].Guard; g != 0 {
			assigns[g] = append(assigns[g], AssignID(id))
		}
	}
	once := make([]bool, len(m.Guards))
	for g := 1; g < len(m.Guards); g++ {
		gd := &m.Guards[g]
		once[g] = once[gd.Parent] || (gd.Kind == IfGuard || gd.Kind == AfterGuard) && isMain(m, gd)
	}
	// An assignment under a guard may fill what that guard or, after an early
	// exit, an outer one found empty.
	for g := 1; g < len(m.Guards); g++ {
		for _, id := range assigns[g] {
			a := &m.Assigns[id]
			hops := 0 // a chain of elif is a chain of guards
			for outer := GuardID(g); outer != 0 && hops < 64; outer = m.Guards[outer].Parent {
				hops++
				gd := &m.Guards[outer]
				if (outer == GuardID(g) && gd.Kind == IfGuard || gd.Kind == AfterGuard) && fills(m, a, gd) {
					once[outer] = true
				} else if gd.Kind == IfGuard && m.Lang == Python && fills(m, a, gd) {
					once[g] = true // on one of the ways out of finding it empty
				}
			}
		}
	}
	for g := 1; g < len(m.Guards); g++ { // a parent comes before its children
		once[g] = once[g] || once[m.Guards[g].Parent]
	}
	return once
}

func isMain(m *Module, gd *Guard) bool {
	c := &m.Values[gd.Cond]
	if c.Kind != Binary || gd.Negated {
		return false
	}
	a, b := &m.Values[c.A], &m.Values[c.B]
	if a.Kind == Global && m.Name(a.Name) == "__name__" || b.Kind == Global && m.Name(b.Name) == "__name__" {
		return true
	}
	isRequireMain := func(v *Value) bool {
		return v.Kind == Attr && m.Name(v.Name) == "main" && m.Values[v.A].Kind == Global && m.Name(m.Values[v.A].Name) == "require"
	}
	return isRequireMain(a) || isRequireMain(b)
}

// fills reports whether a guard tests that a variable that outlives the call
// is empty, and an assignment fills it: a memo.
func fills(m *Module, a *Assign, gd *Guard) bool {
	tested, empty := emptiness(m, gd.Cond, gd.Negated)
	t, to := &m.Values[tested], &m.Values[a.Target]
	if t.Kind == Union && !empty { // alternatives, or parts, that all ask whether something is empty
		parts := m.Elems[t.B : t.B+t.C]
		asks := func(part ValueID) bool {
			v, empty := emptiness(m, part, false)
			return empty && (m.Values[v].Kind == VarRef || m.Values[v].Kind == Attr)
		}
		if slices.ContainsFunc(parts, func(part ValueID) bool { return !asks(part) }) {
			return false
		}
		return slices.ContainsFunc(parts, func(part ValueID) bool {
			v, _ := emptiness(m, part, false)
			return sameVariable(m, gd, &m.Values[v], to)
		})
	}
	return empty && sameVariable(m, gd, t, to)
}

// sameVariable reports whether what a guard tests and what is assigned to are
// one variable or attribute that outlives the call.
func sameVariable(m *Module, gd *Guard, t, to *Value) bool {
	switch {
	case t.Kind == VarRef && to.Kind == VarRef && t.A == to.A:
		return m.Vars[t.A].Fn != gd.Fn // outlives the call
	case t.Kind == Attr && to.Kind == Attr && t.Name == to.Name:
		return sameBase(m, ValueID(t.A), ValueID(to.A))
	}
	return false
}

// emptiness strips a condition of negations and comparisons with nothing. What
// is left is empty where the condition, negated or not, holds, if the answer is.
func emptiness(m *Module, cond ValueID, negated bool) (tested ValueID, empty bool) {
	for {
		v := &m.Values[cond]
		if v.Kind == Not {
			cond, negated = ValueID(v.A), !negated
			continue
		}
		if v.Kind == Binary {
			b := &m.Values[v.B]
			null := b.Kind == Const && ConstKind(b.A) == NullConst
			switch op := m.Name(v.Name); {
			case null && (op == "is" || op == "==" || op == "==="):
				cond, negated = ValueID(v.A), !negated
				continue
			case null && (op == "is not" || op == "!=" || op == "!=="):
				cond = ValueID(v.A)
				continue
			}
		}
		return cond, negated
	}
}

// sameBase reports whether two values are the same variable or object path.
func sameBase(m *Module, a, b ValueID) bool {
	va, vb := &m.Values[a], &m.Values[b]
	if va.Kind != vb.Kind {
		return false
	}
	switch va.Kind {
	case VarRef, This, ClassOf:
		return va.A == vb.A
	case Attr:
		return va.Name == vb.Name && sameBase(m, ValueID(va.A), ValueID(vb.A))
	default:
		return false
	}
}

// forksServer reports whether a module that a process forks leads to handlers of
// requests: then it is a server that has a parent, not a worker.
func (l *linker) forksServer(mod int32, imports [][]int32) bool {
	from := make([]bool, len(l.Modules))
	from[mod] = true
	leads := reachable(from, imports)
	return slices.ContainsFunc(l.Roots, func(r Root) bool {
		return r.Role == catalog.Request && l.Modules[r.Func.Module].Lang == JavaScript && leads[r.Func.Module]
	})
}

// workerModules returns the modules that only workers load.
func (l *linker) workerModules() []bool {
	is := make([]bool, len(l.Modules))
	importers, imports := make([][]int32, len(l.Modules)), make([][]int32, len(l.Modules))
	for i := range l.Modules {
		for id, t := range l.imports[i] {
			if t.Module >= 0 && t.Module < len(l.Modules) && !l.Modules[i].Imports[id].TypeOnly && (l.Roles[i] != BuildFile || l.Modules[i].Lang == Python) {
				importers[t.Module] = append(importers[t.Module], int32(i))
				imports[i] = append(imports[i], int32(t.Module))
			}
		}
	}
	var queue []int32
	for i := range l.Roots {
		if r := &l.Roots[i]; r.Role == catalog.Worker && r.Func.Func == 0 && !is[r.Func.Module] && len(importers[r.Func.Module]) == 0 &&
			!l.forksServer(r.Func.Module, imports) {
			is[r.Func.Module] = true
			queue = append(queue, r.Func.Module)
		}
	}
	for len(queue) > 0 {
		mod := queue[0]
		queue = queue[1:]
		for _, t := range l.imports[mod] {
			if t.Module < 0 || t.Module >= len(l.Modules) || is[t.Module] {
				continue
			}
			only := true
			for _, i := range importers[t.Module] {
				only = only && (is[i] || l.Roles[i] == TestFile)
			}
			if only {
				is[t.Module] = true
				queue = append(queue, int32(t.Module))
			}
		}
	}
	return is
}

// functionName returns a readable name: Class.method, outer.inner.
func (l *linker) functionName(mod int32, f FuncID) string {
	return l.Modules[mod].FunctionName(f)
}

// FunctionName returns a readable name of a function: Class.method,
// outer.inner; the module's body is "<module>", a nameless function
// "<anonymous>".
func (m *Module) FunctionName(f FuncID) string {
	fn := &m.Funcs[f]
	name := m.Name(fn.Name)
	switch {
	case fn.Flags&BodyFunc != 0:
		return "<module>"
	case fn.Flags&FieldInitFunc != 0:
		name = "<fields>"
	case name == "":
		name = "<anonymous>"
	}
	if fn.Class != 0 {
		if c := m.Name(m.Classes[fn.Class].Name); c != "" {
			return c + "." + name
		}
		return name
	}
	if fn.Parent != 0 {
		if outer := m.FunctionName(fn.Parent); !strings.HasSuffix(outer, "<anonymous>") {
			return outer + "." + name
		}
	}
	return name
}
