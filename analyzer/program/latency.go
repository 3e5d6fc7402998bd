package program

import (
	"cmp"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// Ask is a call on the response path that asks another machine: the call
// itself, or that of a helper which does.
type Ask struct {
	Spot

	Remote *catalog.Remote
	Name   string // of what asks, as it is called here
	What   string // what asks in the end: the qualified name of a library's call
	Over   string // the collection that a loop goes over, "" outside of loops
	Writes bool
	Maybe  bool // a condition decides
}

// request is a call of a function that asks another machine.
type request struct {
	call   CallID
	remote *catalog.Remote
	name   string // qualified
	writes bool
	waits  bool   // the function waits here: it awaits the call, or the thread stands still
	helper uint32 // global function + 1 that asks, when the call is to it
}

// latency holds what questions about time spent waiting need.
type latency struct {
	*linker
	reached  []hop                 // by global function: how the response path leads there
	order    []uint32              // the functions reached
	remotes  []*catalog.Remote     // by external name
	looked   []bool                // by external name
	requests map[uint32][]request  // by global function
	helpers  map[uint32]helperAsk  // by global function
	indexes  map[int32]*moduleFlow // by module
	alone    map[int32][]CallID    // by module: see leftAlone
	leaving  [5]sym                // names of what leaves a call alone
	times    map[uint32]bool       // by global function: see timesCalls
	defaults map[string]bool       // see configures
}

// helperAsk says what one call of a function asks.
type helperAsk struct {
	request
	ok    bool // it asks for something, on every way but early exits
	reads bool // … and does nothing else that could matter to others
}

// moduleFlow is a module's assignments, calls and guards by where they stand.
type moduleFlow struct {
	assigns []AssignID
	calls   []CallID
	guards  []GuardID
}

// latencies prepares the questions, once for a program.
func (l *linker) latencies() *latency {
	if l.waiting != nil {
		return l.waiting
	}
	w := &latency{
		linker: l, requests: map[uint32][]request{}, helpers: map[uint32]helperAsk{}, indexes: map[int32]*moduleFlow{},
		times: map[uint32]bool{}, alone: map[int32][]CallID{},
		looked: make([]bool, len(l.externals)), remotes: make([]*catalog.Remote, len(l.externals)),
	}
	for i, name := range []string{"catch", "finally", "create_task", "ensure_future", "run_coroutine_threadsafe"} {
		w.leaving[i] = l.knownSym(name)
	}
	w.respond()
	l.waiting = w
	return w
}

// answers reports whether somebody waits for what a root returns: a request is
// served on the loop, by a synchronous worker or in a thread of the framework's.
func (r *Root) answers() bool {
	switch r.Role {
	case catalog.Request, catalog.SyncRequest:
		return !strings.HasPrefix(r.Label, "background") && !strings.HasPrefix(r.Label, "signal")
	case catalog.Thread:
		switch r.Framework {
		case "fastapi", "starlette", "litestar", "quart", "robyn", "fasthtml", "azure-functions", "mcp", "fastmcp":
			return !strings.HasPrefix(r.Label, "background")
		}
	default:
	}
	return false
}

// respond finds the functions that requests wait for. Surely linked ways are
// tried first.
func (w *latency) respond() {
	w.reached = make([]hop, len(w.funcMod))
	for i := range w.Roots {
		r := &w.Roots[i]
		g := w.gfunc(r.Func.Module, r.Func.Func)
		if r.answers() && w.Roles[r.Func.Module] == ProductFile && w.accounts(r.At.Module) && w.reached[g].dist == 0 {
			w.reached[g] = hop{1, -1, int32(i)}
			w.order = append(w.order, g)
		}
	}
	for _, limit := range []Confidence{Inferred, Guessed} {
		for i := 0; i < len(w.order); i++ {
			g := w.order[i]
			for k := w.edges.first[g]; k < w.edges.first[g+1]; k++ {
				e := &w.edges.list[k]
				if e.conf <= limit && w.reached[e.to].dist == 0 && w.waitsFor(e) {
					w.reached[e.to] = hop{w.reached[g].dist + 1, int32(k), w.reached[g].root}
					w.order = append(w.order, e.to)
				}
			}
		}
	}
}

// waitsFor reports whether who calls along an edge waits for what is called.
func (w *latency) waitsFor(e *edge) bool {
	to := w.funcMod[e.to]
	if w.Roles[to] != ProductFile || w.Modules[to].Flags&UseClient != 0 || w.memoized(e.to) {
		return false
	}
	switch e.mode {
	case modeCall, modeCallback, modeThread:
	default:
		return false
	}
	from := w.funcMod[e.from]
	if e.call == 0 {
		return true
	}
	m := w.Modules[from]
	c := &m.Calls[e.call]
	if w.runsOnce(from, c.Guard) {
		return false
	}
	if e.mode == modeCall && c.Flags&(DiscardedCall|AwaitedCall) == DiscardedCall && w.function(e.to).Flags&AsyncFunc != 0 {
		return false // started and left alone
	}
	return !slices.Contains(w.leftAlone(from), e.call)
}

// flow indexes a module, on first use.
func (w *latency) flow(mod int32) *moduleFlow {
	if x := w.indexes[mod]; x != nil {
		return x
	}
	m := w.Modules[mod]
	x := &moduleFlow{}
	for id := 1; id < len(m.Assigns); id++ {
		x.assigns = append(x.assigns, AssignID(id))
	}
	slices.SortFunc(x.assigns, func(a, b AssignID) int { return cmp.Compare(m.Assigns[a].Pos, m.Assigns[b].Pos) })
	for id := 1; id < len(m.Calls); id++ {
		x.calls = append(x.calls, CallID(id))
	}
	slices.SortFunc(x.calls, func(a, b CallID) int { return cmp.Compare(m.Calls[a].NamePos, m.Calls[b].NamePos) })
	for id := 1; id < len(m.Guards); id++ {
		x.guards = append(x.guards, GuardID(id))
	}
	slices.SortFunc(x.guards, func(a, b GuardID) int { return cmp.Compare(m.Guards[a].Pos, m.Guards[b].Pos) })
	w.indexes[mod] = x
	return x
}

// leftAlone returns the calls of a module that nothing waits for: f() of
// f().catch(log), and what a task is made of.
func (w *latency) leftAlone(mod int32) []CallID {
	if out, ok := w.alone[mod]; ok {
		return out
	}
	m := w.Modules[mod]
	var out []CallID
	for id := 1; id < len(m.Calls); id++ {
		c := &m.Calls[id]
		callee := &m.Values[c.Callee]
		if callee.Name == 0 {
			continue
		}
		if s := w.symOf(mod, callee.Name); !slices.Contains(w.leaving[:], s) {
			continue
		}
		switch {
		case m.Lang == Python:
			for _, a := range m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
				if v := &m.Values[a.Value]; v.Kind == CallOf {
					out = append(out, CallID(v.A))
				}
			}
		case callee.Kind == Attr && c.Flags&(DiscardedCall|AwaitedCall) == DiscardedCall:
			if b := &m.Values[callee.A]; b.Kind == CallOf {
				out = append(out, CallID(b.A))
			}
		}
	}
	w.alone[mod] = out
	return out
}

// between returns the entries of a list, sorted by position, whose position
// lies in a range.
func between[T ~uint32](all []T, pos func(T) uint32, from, to uint32) []T {
	i, _ := slices.BinarySearchFunc(all, from, func(x T, p uint32) int { return cmp.Compare(pos(x), p) })
	j := i
	for j < len(all) && pos(all[j]) < to {
		j++
	}
	return all[i:j]
}

func (x *moduleFlow) assignsIn(m *Module, from, to uint32) []AssignID {
	return between(x.assigns, func(a AssignID) uint32 { return m.Assigns[a].Pos }, from, to)
}

func (x *moduleFlow) callsIn(m *Module, from, to uint32) []CallID {
	return between(x.calls, func(c CallID) uint32 { return m.Calls[c].NamePos }, from, to)
}

func (x *moduleFlow) guardsIn(m *Module, from, to uint32) []GuardID {
	return between(x.guards, func(g GuardID) uint32 { return m.Guards[g].Pos }, from, to)
}

// remote returns what the catalog knows of asking by an external name.
func (w *latency) remote(id uint32) *catalog.Remote {
	for int(id) >= len(w.looked) {
		w.looked, w.remotes = append(w.looked, false), append(w.remotes, nil)
	}
	if !w.looked[id] {
		w.looked[id] = true
		x := &w.externals[id]
		r, ok := w.catalogOf(id).Remote(x.name)
		if ok && !slices.ContainsFunc(r.Embedded, func(name string) bool { return w.extIDs[x.lang][name] != 0 }) {
			w.remotes[id] = r
		}
	}
	return w.remotes[id]
}

// asks returns the requests that a function itself makes, in source order.
func (w *latency) asks(g uint32) []request {
	if out, ok := w.requests[g]; ok {
		return out
	}
	ref := w.funcRef(g)
	m := w.Modules[ref.Module]
	var out []request
	awaited := map[CallID]bool{}
	for id := m.Funcs[ref.Func].Calls; id != 0; id = m.Calls[id].Next {
		c := &m.Calls[id]
		if c.Flags&AwaitedCall != 0 || c.Kind == AsyncEnter {
			w.awaits(ref.Module, m, c, awaited)
		}
		if r, ok := w.asksBy(ref.Module, m, id); ok {
			out = append(out, r)
		}
	}
	for i := range out {
		out[i].waits = out[i].waits || awaited[out[i].call]
	}
	out = slices.DeleteFunc(out, func(r request) bool {
		return r.remote.Awaited && !r.waits && m.Calls[r.call].Flags&ReturnedCall == 0
	})
	w.requests[g] = out
	return out
}

// awaits notes the calls whose result an awaited call passes on.
func (w *latency) awaits(mod int32, m *Module, c *Call, awaited map[CallID]bool) {
	callee := &m.Values[c.Callee]
	for range 8 {
		switch {
		case c.Kind == AsyncEnter: // async with session.get(url) as r
			if callee.Kind == CallOf {
				awaited[CallID(callee.A)] = true
			}
			return
		case callee.Kind == Attr && m.Lang == JavaScript: // fetch(url).then(…)
			switch m.Name(callee.Name) {
			case "then", "catch", "finally", "json", "text", "pipe", "toPromise", "timeout", "set", "query", "exec":
			default:
				return
			}
			b := &m.Values[callee.A]
			if b.Kind != CallOf {
				return
			}
			awaited[CallID(b.A)] = true
			c = &m.Calls[b.A]
			callee = &m.Values[c.Callee]
		case m.Lang == JavaScript && c.Args.Count > 0:
			for _, o := range w.eval(mod, c.Callee) {
				if o.kind != objExternal {
					continue
				}
				switch w.externals[o.id].name {
				case "rxjs.firstValueFrom", "rxjs.lastValueFrom":
				default:
					return
				}
			}
			a := &m.Values[m.Args[c.Args.Start].Value]
			if a.Kind != CallOf {
				return
			}
			awaited[CallID(a.A)] = true
			c = &m.Calls[a.A]
			callee = &m.Values[c.Callee]
		default:
			return
		}
	}
}

// asksBy tells whether a call asks another machine.
func (w *latency) asksBy(mod int32, m *Module, id CallID) (request, bool) {
	c := &m.Calls[id]
	iterates := c.Kind == IterateCall || c.Kind == AsyncIterate
	if c.Kind == EnterCall || c.Kind == AsyncEnter || c.Kind == ContainsCall {
		return request{}, false
	}
	for _, o := range w.eval(mod, c.Callee) {
		if o.kind != objExternal {
			continue
		}
		x := o.id
		if iterates {
			if m.Lang != Python {
				continue
			}
			x = w.sibling(x, w.externals[x].name+".__iter__")
		}
		rem := w.remote(x)
		if rem == nil {
			continue
		}
		r := request{call: id, remote: rem, name: w.externals[x].name, writes: rem.Writes}
		if rem.Method != "" && !w.asksOnly(mod, m, c, rem) {
			r.writes = true
		}
		r.waits = c.Flags&AwaitedCall != 0 || iterates
		if m.Lang == Python && !r.waits {
			api := w.facts(x).api
			r.waits = api != nil && api.Effect == catalog.Waits || rem.Kind == catalog.Database && !rem.Awaited && !strings.Contains(strings.ToLower(r.name), "async")
		}
		return r, true
	}
	return request{}, false
}

// asksOnly reports whether the argument that names a method, or the statement
// to run, says that nothing is changed.
func (w *latency) asksOnly(mod int32, m *Module, c *Call, rem *catalog.Remote) bool {
	args := m.Args[c.Args.Start : c.Args.Start+c.Args.Count]
	given := false
	for _, a := range args {
		if v := &m.Values[a.Value]; rem.Method == "key:method" && v.Kind != Object && v.Kind != Const && v.Kind != Template && a.Value != args[0].Value {
			given = true // options that may say anything
		}
	}
	for _, v := range w.pick(mod, m, args, rem.Method) {
		given = true
		if word := m.firstWord(v, 0); word != "" {
			switch word {
			case "GET", "HEAD", "OPTIONS", "SELECT", "WITH", "SHOW":
				return true
			}
			return false
		}
	}
	return !given && rem.Kind == catalog.Network
}

// firstWord returns the first word of a text in upper case, or the name of the
// function that a statement begins with.
func (m *Module) firstWord(v ValueID, hops int) string {
	for ; hops < 24; hops++ {
		switch val := &m.Values[v]; val.Kind {
		case Const, Template:
			text := strings.TrimSpace(m.Name(val.Name))
			if strings.Contains(strings.ToUpper(text), "FOR UPDATE") {
				return "LOCK" // row by row, in an order
			}
			if i := strings.IndexAny(text, " \t\r\n("); i >= 0 {
				text = text[:i]
			}
			return strings.ToUpper(text)
		case Binary:
			v = ValueID(val.A)
		case Object: // the options of a query
			next := ValueID(0)
			for _, f := range m.Fields[val.B : val.B+val.C] {
				if name := m.Name(f.Name); name == "text" || name == "sql" {
					next = f.Value
				}
			}
			if next == 0 {
				return ""
			}
			v = next
		case Await, Cast, Narrowed:
			v = ValueID(val.A)
		case VarRef:
			a := m.Vars[val.A].Assigns
			if a == 0 || m.Vars[val.A].Kind == ParamVar {
				return ""
			}
			v = m.Assigns[a].Value
		case CallOf: // select(User).where(…), text("SELECT …")
			c := &m.Calls[val.A]
			callee := &m.Values[c.Callee]
			switch {
			case callee.Kind == Attr && m.Values[callee.A].Kind == CallOf:
				v = ValueID(callee.A)
			case callee.Kind == Attr && m.Values[callee.A].Kind == VarRef && m.Vars[m.Values[callee.A].A].Kind == LocalVar && m.Name(callee.Name) != "text":
				v = ValueID(callee.A)
			default:
				name := m.Name(callee.Name)
				if callee.Kind == VarRef {
					name = m.Name(m.Vars[callee.A].Name)
				}
				if name == "text" && c.Args.Count > 0 {
					v = m.Args[c.Args.Start].Value
					continue
				}
				return strings.ToUpper(name)
			}
		default:
			return ""
		}
	}
	return ""
}

// helper says what one call of a function of the program asks, looking two
// calls deep.
func (w *latency) helper(g uint32, depth int) helperAsk {
	if h, ok := w.helpers[g]; ok {
		return h
	}
	w.helpers[g] = helperAsk{} // recursion asks nothing more
	ref := w.funcRef(g)
	m := w.Modules[ref.Module]
	f := &m.Funcs[ref.Func]
	var out helperAsk
	if f.Flags&(GeneratorFunc|AbstractFunc|BodyFunc) != 0 || w.Roles[ref.Module] != ProductFile ||
		f.Decorators.Count > 0 && f.Flags&(StaticFunc|ClassMethodFunc) == 0 || w.memoized(g) {
		return out
	}
	out.reads = w.pure(ref, m)
	for _, r := range w.asks(g) {
		c := &m.Calls[r.call]
		if r.writes {
			out.reads = false
		}
		if !r.waits && c.Flags&ReturnedCall == 0 || c.Loop != 0 || decided(m, c.Guard) {
			continue
		}
		if !out.ok || r.writes && !out.writes {
			r.helper = 0
			out.request, out.ok = r, true
		}
	}
	for id := f.Calls; id != 0; id = m.Calls[id].Next {
		c := &m.Calls[id]
		if c.Kind != PlainCall || depth == 0 {
			continue
		}
		to, ok := w.only(ref.Module, m, id)
		if !ok {
			continue
		}
		inner := w.helper(to, depth-1)
		out.reads = out.reads && (inner.reads || !inner.ok)
		if inner.ok && !out.ok && (c.Flags&(AwaitedCall|ReturnedCall) != 0 || m.Lang == Python) && c.Loop == 0 && !decided(m, c.Guard) {
			out.request, out.ok = inner.request, true
		}
	}
	w.helpers[g] = out
	return out
}

// pure reports whether a function leaves nothing behind but what it returns, as
// far as its own code shows: no call is made for its effect alone, and nothing
// is stored in what it was given. Logging does not count.
func (w *latency) pure(ref FuncRef, m *Module) bool {
	f := &m.Funcs[ref.Func]
	own := map[VarID]bool{}
	x := w.flow(ref.Module)
	assigns := slices.DeleteFunc(slices.Clone(x.assignsIn(m, f.Start, f.End)), func(id AssignID) bool {
		return m.Assigns[id].Fn == f.Parent // of the function itself
	})
	for _, id := range assigns {
		t := &m.Values[m.Assigns[id].Target]
		if t.Kind == VarRef && m.Vars[t.A].Fn != 0 {
			own[VarID(t.A)] = true
		}
	}
	local := func(v ValueID) bool {
		for {
			val := &m.Values[v]
			switch val.Kind {
			case Attr, Index, Await:
				v = ValueID(val.A)
			case VarRef:
				return m.Vars[val.A].Kind != ParamVar && own[VarID(val.A)]
			default:
				return false
			}
		}
	}
	for _, id := range assigns {
		if t := &m.Values[m.Assigns[id].Target]; t.Kind == VarRef && m.Vars[t.A].Fn == 0 || (t.Kind == Attr || t.Kind == Index) && !local(ValueID(t.A)) {
			return false
		}
	}
	for id := f.Calls; id != 0; id = m.Calls[id].Next {
		c := &m.Calls[id]
		if c.Flags&DiscardedCall == 0 || c.Kind != PlainCall || logs(m, c) {
			continue
		}
		if callee := &m.Values[c.Callee]; callee.Kind != Attr || !local(ValueID(callee.A)) {
			return false
		}
	}
	return true
}

// logs reports whether a call only tells of something: console.log, logger.info,
// raise_for_status.
func logs(m *Module, c *Call) bool {
	callee := &m.Values[c.Callee]
	name := m.Name(callee.Name)
	switch name {
	case "print", "raise_for_status", "info", "debug", "warn", "warning", "log", "verbose", "trace", "error", "exception":
		return true
	}
	return false
}

// only returns the function of the program that a call calls, when it is one.
func (w *latency) only(mod int32, m *Module, id CallID) (uint32, bool) {
	found, n := uint32(0), 0
	for _, o := range w.eval(mod, m.Calls[id].Callee) {
		if o.kind != objFunc {
			return 0, false
		}
		found = w.gfunc(o.mod, FuncID(o.id))
		n++
	}
	return found, n == 1
}

// decided reports whether a condition decides that code runs. Early exits count
// only where they rest on what a call said.
func decided(m *Module, g GuardID) bool {
	for hops := 0; g != 0 && hops < 32; hops++ {
		gd := &m.Guards[g]
		if gd.Kind != AfterGuard || calls(m, gd.Cond, 0) {
			return true
		}
		g = gd.Parent
	}
	return g != 0
}

// calls reports whether a value is made with calls.
func calls(m *Module, v ValueID, hops int) bool {
	val := &m.Values[v]
	if hops > 12 {
		return true
	}
	switch val.Kind {
	case CallOf:
		return true
	case VarRef:
		a := m.Vars[val.A].Assigns
		return a != 0 && m.Vars[val.A].Kind != ParamVar && calls(m, m.Assigns[a].Value, hops+4)
	case Not, Await, Attr, Narrowed, Cast, TypeOf:
		return calls(m, ValueID(val.A), hops+1)
	case Binary, Index:
		return calls(m, ValueID(val.A), hops+1) || calls(m, ValueID(val.B), hops+1)
	case Union:
		for _, e := range m.Elems[val.B : val.B+val.C] {
			if calls(m, e, hops+1) {
				return true
			}
		}
	default:
	}
	return false
}

// way fills in how the response path leads to a function.
func (w *latency) way(s *Spot, g uint32) {
	s.Role = catalog.Request
	s.OtherRoots = max(0, w.countRoots(g)-1)
	for range 64 {
		h := w.reached[g]
		if h.edge < 0 {
			r := &w.Roots[h.root]
			s.Entry = r
			s.Inferred += int(r.Confidence)
			s.Chain = append(s.Chain, Step{r.At, r.Pos, r.Label})
			break
		}
		e := &w.edges.list[h.edge]
		s.Inferred += int(e.conf)
		s.Chain = append(s.Chain, Step{w.funcRef(e.from), e.pos, w.pathName(e.from) + " calls " + w.pathName(e.to)})
		g = e.from
	}
	slices.Reverse(s.Chain)
}

func (w *latency) pathName(g uint32) string {
	ref := w.funcRef(g)
	name := w.functionName(ref.Module, ref.Func)
	base, anonymous := strings.CutSuffix(name, "<anonymous>")
	switch {
	case !anonymous:
		return name
	case w.reached[g].edge < 0:
		return base + "handler"
	default:
		return base + "callback"
	}
}

// spot is where a call of a function on the response path stands.
func (w *latency) spot(g uint32, id CallID) Spot {
	ref := w.funcRef(g)
	m := w.Modules[ref.Module]
	c := &m.Calls[id]
	s := Spot{LoopEffect: LoopEffect{Effect: &Effect{In: ref, Call: id}}, Start: c.Pos, End: c.End, At: c.NamePos}
	if callee := &m.Values[c.Callee]; callee.Kind == Attr || callee.Kind == Global {
		s.AtLength = uint32(len(m.Name(callee.Name)))
	}
	w.way(&s, g)
	return s
}
