package program

import (
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// ThreadWork is Python code that hands computing to threads while it holds the
// global interpreter lock.
type ThreadWork struct {
	Spot // the call that hands over; Chain leads from it to the work

	Helper string  // what runs the thread: "asyncio.to_thread"
	Many   bool    // one thread for each of several tasks
	Runs   string  // name of what is handed over
	Work   *Effect // the library call that computes; nil for a loop of the program
	Loop   *LoopCost
}

// HeldInThreads returns the places where computing that keeps the lock is
// handed to threads. Code that also waits for the network or a process is left
// out, as are builds of Python without the lock.
func (p *Program) HeldInThreads() []ThreadWork {
	l := p.linker
	w := &threadWalk{linker: l, held: map[uint32]int{}, waits: map[uint32]bool{}, loops: map[uint32]*LoopCost{}}
	for i := range l.Effects {
		e := &l.Effects[i]
		g := l.gfunc(e.In.Module, e.In.Func)
		switch {
		case e.API.Effect == catalog.Waits && e.API.Cost == catalog.Unbounded:
			w.waits[g] = true
		case e.API.Effect == catalog.Computes && e.API.GIL == "held" && !inHandler(l.Modules[e.In.Module], l.Modules[e.In.Module].Calls[e.Call].Guard):
			if old, ok := w.held[g]; !ok || l.Effects[old].API.Cost < e.API.Cost {
				w.held[g] = i
			}
		}
	}
	costs := l.loopCosts()
	for i := range costs {
		if c := &costs[i]; c.Same && l.Modules[c.In.Module].Lang == Python && (c.Data == StoredData || c.Data == BodyData) {
			w.loops[l.gfunc(c.In.Module, c.In.Func)] = c
		}
	}
	var out []ThreadWork
	for i, m := range l.Modules {
		if m.Lang != Python || l.Roles[i] != ProductFile || l.FreeThreaded != nil && l.FreeThreaded(i) {
			continue
		}
		for id := 1; id < len(m.Calls); id++ {
			if m.Calls[id].Kind == PlainCall {
				out = w.handOver(out, int32(i), m, CallID(id))
			}
		}
	}
	return out
}

type threadWalk struct {
	*linker
	held  map[uint32]int  // by global function: its dearest effect that keeps the lock
	waits map[uint32]bool // functions that wait for something without bound
	loops map[uint32]*LoopCost
}

// handOver judges one call that may hand something to a thread.
func (w *threadWalk) handOver(out []ThreadWork, mod int32, m *Module, id CallID) []ThreadWork {
	c := &m.Calls[id]
	args := m.Args[c.Args.Start : c.Args.Start+c.Args.Count]
	for _, o := range w.eval(mod, c.Callee) {
		if o.kind != objExternal {
			continue
		}
		x := w.facts(o.id)
		if x.offload == nil || x.offload.To != catalog.Thread || !w.inThreads(mod, m, x.name, args) {
			continue
		}
		spec := x.offload.Callable
		if spec == "" {
			spec = "callables"
		}
		many := c.Loop != 0 && c.Flags&AwaitedCall == 0 || mapsOver(x.name)
		for _, v := range w.pick(mod, m, args, spec) {
			for _, f := range w.eval(mod, v) {
				t, ok := w.work(f, many)
				if !ok {
					continue
				}
				t.Helper, t.Many = x.name, many
				t.Effect = &Effect{In: FuncRef{mod, c.Fn}, Call: id}
				t.Start, t.End, t.At = c.Pos, c.End, c.NamePos
				if callee := &m.Values[c.Callee]; callee.Kind == Attr || callee.Kind == Global {
					t.AtLength = uint32(len(m.Name(callee.Name)))
				}
				t.Chain = append([]Step{{FuncRef{mod, c.Fn}, c.NamePos, w.functionName(mod, c.Fn) + " hands " + t.Runs + " to a thread"}}, t.Chain...)
				return append(out, t)
			}
		}
	}
	return out
}

// inThreads reports whether a known way of running something elsewhere uses
// threads of this interpreter here: run_in_executor takes any executor, and
// some that the catalog lists beside threads do not compute in one.
func (w *threadWalk) inThreads(mod int32, m *Module, name string, args []Arg) bool {
	switch {
	case strings.Contains(name, "to_interpreter"), strings.Contains(name, "sqlalchemy"), strings.HasPrefix(name, "concurrent.futures.Executor."),
		strings.HasPrefix(name, "PyQt"), strings.HasPrefix(name, "PySide"):
		return false
	case !strings.HasSuffix(name, ".run_in_executor") || len(args) == 0:
		return true
	}
	if first := &m.Values[args[0].Value]; first.Kind == Const && ConstKind(first.A) == NullConst {
		return true
	}
	for _, o := range w.eval(mod, args[0].Value) {
		if o.kind == objExternal && strings.Contains(w.externals[o.id].name, "ThreadPoolExecutor") {
			return true
		}
	}
	return false
}

func mapsOver(name string) bool {
	switch name[strings.LastIndexByte(name, '.')+1:] {
	case "map", "map_async", "imap", "imap_unordered", "starmap", "starmap_async", "callMultipleInThread":
		return true
	}
	return false
}

// work looks for computing in what a thread runs: a library function itself,
// or a function and what it surely calls.
func (w *threadWalk) work(o object, many bool) (ThreadWork, bool) {
	least := catalog.Heavy
	if many {
		least = catalog.Milli
	}
	switch o.kind {
	case objExternal:
		x := w.facts(o.id)
		if x.api == nil || x.api.Effect != catalog.Computes || x.api.GIL != "held" || x.api.Cost < least {
			return ThreadWork{}, false
		}
		return ThreadWork{Runs: x.name, Work: &Effect{API: x.api, Name: x.name}}, true
	case objFunc:
	default:
		return ThreadWork{}, false
	}
	const reach = 100 // functions looked at
	g := w.gfunc(o.mod, FuncID(o.id))
	if w.Roles[o.mod] != ProductFile || w.function(g).Flags&AsyncFunc != 0 {
		return ThreadWork{}, false
	}
	from := map[uint32]int32{g: -1}
	queue := []uint32{g}
	var best uint32
	cost := catalog.NoCost
	for i := 0; i < len(queue) && i < reach; i++ {
		at := queue[i]
		if w.waits[at] {
			return ThreadWork{}, false
		}
		if e, ok := w.held[at]; ok && w.Effects[e].API.Cost >= least && w.Effects[e].API.Cost > cost {
			best, cost = at, w.Effects[e].API.Cost
		}
		if lc := w.loops[at]; lc != nil && cost < catalog.Heavy {
			best, cost = at, catalog.Heavy
		}
		for k := w.edges.first[at]; k < w.edges.first[at+1]; k++ {
			e := &w.edges.list[k]
			if _, seen := from[e.to]; seen || e.conf != Resolved || e.mode != modeCall && e.mode != modeCallback || w.Roles[w.funcMod[e.to]] != ProductFile {
				continue
			}
			if e.call != 0 && inHandler(w.Modules[w.funcMod[at]], w.Modules[w.funcMod[at]].Calls[e.call].Guard) {
				continue
			}
			from[e.to] = int32(k)
			queue = append(queue, e.to)
		}
	}
	if cost == catalog.NoCost {
		return ThreadWork{}, false
	}
	t := ThreadWork{Runs: w.functionName(o.mod, FuncID(o.id))}
	ref := w.funcRef(best)
	if e, ok := w.held[best]; ok && w.Effects[e].API.Cost >= least {
		t.Work = &w.Effects[e]
		m := w.Modules[ref.Module]
		t.Chain = append(t.Chain, Step{ref, m.Calls[t.Work.Call].NamePos, t.Work.Name + " " + t.Work.API.Kind.Does()})
	} else {
		t.Loop = w.loops[best]
		t.Chain = append(t.Chain, Step{ref, t.Loop.At, "loop of about " + t.Loop.Steps()})
	}
	for at := best; from[at] >= 0; {
		e := &w.edges.list[from[at]]
		caller := w.funcRef(e.from)
		to := w.funcRef(e.to)
		t.Chain = append(t.Chain, Step{caller, e.pos, w.functionName(caller.Module, caller.Func) + " calls " + w.functionName(to.Module, to.Func)})
		at = e.from
	}
	slices.Reverse(t.Chain)
	return t, true
}

// inHandler reports whether code runs after an exception only.
func inHandler(m *Module, g GuardID) bool {
	for ; g != 0; g = m.Guards[g].Parent {
		if m.Guards[g].Kind == ExceptGuard {
			return true
		}
	}
	return false
}
