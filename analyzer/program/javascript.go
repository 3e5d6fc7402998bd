package program

import (
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// deferred reports whether a function is written to run on an event loop: a
// coroutine, a function that returns a promise, or one of the style before
// promises, which tells its result to a callback.
func (l *linker) deferred(g uint32) bool {
	f := l.function(g)
	if f.Flags&AsyncFunc != 0 {
		return true
	}
	mod := l.funcMod[g]
	if l.Modules[mod].Lang != JavaScript || f.Flags&(BodyFunc|ConstructorFunc|FieldInitFunc|GetterFunc|SetterFunc|GeneratorFunc) != 0 {
		return false
	}
	return l.takesCallback(mod, f) || l.promises(g, 0)
}

// takesCallback reports whether a function calls a parameter that has one of
// the names that callbacks go by
// (https://nodejs.org/en/learn/asynchronous-work/javascript-asynchronous-programming-and-callbacks).
func (l *linker) takesCallback(mod int32, f *Func) bool {
	m := l.Modules[mod]
	for _, p := range m.Params[f.Params.Start : f.Params.Start+f.Params.Count] {
		if p.Var == 0 || len(l.uses[l.gvar(mod, p.Var)]) == 0 {
			continue
		}
		switch m.Name(p.Name) {
		case "callback", "cb", "done", "next":
			return true
		}
	}
	return false
}

// promises reports whether a function returns a promise.
func (l *linker) promises(g uint32, hops int) bool {
	mod := l.funcMod[g]
	m, f := l.Modules[mod], l.function(g)
	if f.Flags&AsyncFunc != 0 {
		return true
	}
	if t := &m.Values[f.ReturnType]; f.ReturnType != 0 && t.Kind == Generic {
		switch l.typeName(mod, m, ValueID(t.A)) {
		case "Promise", "PromiseLike":
			return true
		}
	}
	return slices.ContainsFunc(m.List(f.Returns), func(v ValueID) bool { return l.isPromise(mod, v, hops) })
}

func (l *linker) isPromise(mod int32, v ValueID, hops int) bool {
	m := l.Modules[mod]
	val := &m.Values[v]
	if val.Kind != CallOf || hops > 4 {
		return false
	}
	c := &m.Calls[val.A]
	if callee := &m.Values[c.Callee]; callee.Kind == Attr {
		switch m.Name(callee.Name) {
		case "then", "catch", "finally":
			return true
		}
	}
	for _, o := range l.eval(mod, c.Callee) {
		switch o.kind {
		case objFunc:
			if l.promises(l.gfunc(o.mod, FuncID(o.id)), hops+1) {
				return true
			}
		case objExternal:
			if name := l.externals[o.id].name; name == "Promise" || strings.HasPrefix(name, "Promise.") {
				return true
			}
		default:
		}
	}
	return false
}

// routeVerbs are the methods by which routers of many frameworks register
// handlers for a path.
var routeVerbs = []string{"get", "post", "put", "patch", "delete", "del", "all", "use", "head", "options"}

// A call like `app.get("/users", (req, res) => …)` on a receiver nothing is
// known of, such as a parameter, registers a handler all the same.
var guessedRoute = &catalog.Entry{Framework: "http", Role: catalog.Request, Label: "{0}"}

// linkRoute registers what looks like a route, and reports whether it does.
func (l *linker) linkRoute(s *site, callee *Value) bool {
	verb := s.m.Name(callee.Name)
	if s.m.Lang != JavaScript || len(s.args) == 0 || !slices.Contains(routeVerbs, verb) {
		return false
	}
	path, ok := l.routePath(s, callee)
	if !ok {
		return false
	}
	found := false
	for i := range s.args {
		for _, o := range l.eval(s.mod, s.args[i].Value) {
			if o.kind == objFunc && l.handlerShape(o) {
				found = true
				l.new.roots = append(l.new.roots, Root{
					Func: FuncRef{o.mod, FuncID(o.id)}, Role: catalog.Request, Framework: guessedRoute.Framework,
					Label: strings.ToUpper(verb) + " " + path, At: FuncRef{s.mod, s.c.Fn}, Pos: s.c.NamePos, Confidence: Inferred,
				})
			}
		}
	}
	return found
}

// routePath returns the path that a call like a route's is for: its first
// argument, or that of the route it continues: app.route("/users").get(…).
func (l *linker) routePath(s *site, callee *Value) (string, bool) {
	path, ok := l.constText(s.mod, s.args[0].Value)
	if len(s.args) > 1 && ok && strings.HasPrefix(path, "/") {
		return path, true
	}
	for range 8 {
		on := &s.m.Values[callee.A]
		if on.Kind != CallOf {
			return "", false
		}
		c := &s.m.Calls[on.A]
		callee = &s.m.Values[c.Callee]
		if callee.Kind != Attr || c.Args.Count == 0 {
			return "", false
		}
		if s.m.Name(callee.Name) == "route" {
			path, ok = l.constText(s.mod, s.m.Args[c.Args.Start].Value)
			return path, ok && strings.HasPrefix(path, "/")
		}
	}
	return "", false
}

// linkAssignments registers the functions of JavaScript that are stored where
// a library looks for them: `schema.methods.check = function () {…}`,
// `socket.onmessage = …`.
func (l *linker) linkAssignments(mod int32, m *Module) {
	if m.Lang != JavaScript {
		return
	}
	for id := 1; id < len(m.Assigns); id++ {
		a := &m.Assigns[id]
		t := &m.Values[a.Target]
		if t.Kind != Attr || m.Values[a.Value].Kind != FuncOf {
			continue
		}
		for _, o := range l.eval(mod, ValueID(t.A)) {
			if o.kind != objExternal {
				continue
			}
			for _, e := range l.facts(o.id).entries {
				if e.Handler != "assigned" {
					continue
				}
				f := FuncID(m.Values[a.Value].A)
				l.new.roots = append(l.new.roots, Root{
					Func: FuncRef{mod, f}, Role: l.rootRole(e, mod, f), Framework: e.Framework,
					Label: l.label(e.Label, mod, nil, m.Name(t.Name)), At: FuncRef{mod, a.Fn}, Pos: t.Pos,
				})
			}
		}
	}
}

// handlerShape reports whether a function may be a handler: it takes something.
func (l *linker) handlerShape(o object) bool {
	return l.Modules[o.mod].Funcs[o.id].Params.Count > 0
}

// servesHTTP reports whether a function has the signature of a handler of
// Node's http module, Connect, Express and their kin: (req, res), (req, res,
// next) or (err, req, res, next).
func (l *linker) servesHTTP(g uint32) bool {
	mod := l.funcMod[g]
	m, f := l.Modules[mod], l.function(g)
	n := f.Params.Count
	if m.Lang != JavaScript || n < 2 || n > 4 || f.Flags&ConstructorFunc != 0 {
		return false
	}
	ps := m.Params[f.Params.Start : f.Params.Start+n]
	if n == 4 {
		ps = ps[1:]
	}
	switch m.Name(ps[0].Name) {
	case "req", "request", "_req":
	default:
		return false
	}
	switch m.Name(ps[1].Name) {
	case "res", "response", "_res", "reply":
	default:
		return false
	}
	return len(ps) < 3 || m.Name(ps[2].Name) == "next" || m.Name(ps[2].Name) == "_next"
}

// gate is a condition on a parameter under which a call is made: a flag such
// as `sync`, or that there is a callback.
type gate struct {
	param int
	holds bool // the parameter is truthy
}

// gateOf returns the innermost gate that a guard of a JavaScript function
// stands for.
func (l *linker) gateOf(mod int32, g GuardID, fn FuncID) (gate, bool) {
	m := l.Modules[mod]
	for ; g != 0; g = m.Guards[g].Parent {
		gd := &m.Guards[g]
		if gd.Fn != fn || gd.Kind != IfGuard && gd.Kind != AfterGuard {
			continue
		}
		cond, holds := &m.Values[gd.Cond], !gd.Negated
		for cond.Kind == Not {
			cond, holds = &m.Values[cond.A], !holds
		}
		if cond.Kind != VarRef || m.Vars[cond.A].Kind != ParamVar || m.Vars[cond.A].Fn != fn || m.Vars[cond.A].Assigns != 0 {
			continue
		}
		f := &m.Funcs[fn]
		for i, p := range m.Params[f.Params.Start : f.Params.Start+f.Params.Count] {
			if p.Var == VarID(cond.A) && (p.Default == 0 || m.Lang == Python) && p.Flags&(RestParam|KeywordsParam) == 0 {
				return gate{i, holds}, true
			}
		}
	}
	return gate{}, false
}

// opens reports whether a call along an edge may pass what a gate asks for.
func (l *linker) opens(e *edge, gt gate) bool {
	if e.call == 0 || e.via != 0 || e.mode != modeCall {
		return true
	}
	mod := l.funcMod[e.from]
	m := l.Modules[mod]
	c := &m.Calls[e.call]
	if callee := &m.Values[c.Callee]; callee.Kind == Attr {
		switch m.Name(callee.Name) {
		case "call", "apply":
			return true
		}
	}
	args := m.Args[c.Args.Start : c.Args.Start+c.Args.Count]
	for i := range args {
		if args[i].Spread {
			return true
		}
	}
	var v *Value
	if m.Lang == Python {
		if m, v = l.passed(e.to, gt.param, m, args); v == nil {
			return true
		}
	} else {
		if gt.param >= len(args) {
			return !gt.holds // not passed: undefined
		}
		v = &m.Values[args[gt.param].Value]
	}
	switch v.Kind {
	case Const:
		switch ConstKind(v.A) {
		case NullConst:
			return !gt.holds
		case BoolConst:
			return gt.holds == (m.Name(v.Name) == "true")
		default:
		}
	case FuncOf, Object, List, ClassOf:
		return gt.holds || m.Lang == Python // an empty list is false
	default:
	}
	return true
}

// passed returns what a call passes to a parameter of a Python function, its
// default included, with the module that value belongs to; nil when unknown.
func (l *linker) passed(to uint32, param int, m *Module, args []Arg) (*Module, *Value) {
	ref := l.funcRef(to)
	callee := l.Modules[ref.Module]
	f := &callee.Funcs[ref.Func]
	p := &callee.Params[f.Params.Start+uint32(param)]
	at := param
	if f.Class != 0 && f.Flags&MethodFunc != 0 && f.Flags&StaticFunc == 0 {
		at--
	}
	for i := range args {
		a := &args[i]
		switch {
		case a.Name != 0 && m.Name(a.Name) == callee.Name(p.Name), a.Name == 0 && at == 0 && p.Flags&KeywordOnly == 0:
			return m, &m.Values[a.Value]
		case a.Name == 0:
			at--
		}
	}
	if p.Default == 0 {
		return nil, nil
	}
	return callee, &callee.Values[p.Default]
}

// openWay looks for a way to a function by which a gate in it is open. It
// returns the lane and the last edge of that way, or -1 for the way the
// function is reached anyhow.
func (l *linker) openWay(g uint32, gt gate) (lane, int32, bool) {
	for in := laneRequest; in <= laneAsync; in++ {
		if k, ok := l.openIn(in, g, gt); ok {
			return in, k, true
		}
	}
	return 0, 0, false
}

func (l *linker) openIn(in lane, g uint32, gt gate) (int32, bool) {
	h := l.roles[g][in]
	if h.dist == 0 {
		return 0, false
	}
	if h.edge < 0 || l.opens(&l.edges.list[h.edge], gt) {
		return -1, true
	}
	if l.into.first == nil {
		l.invert()
	}
	for _, k := range l.into.edges[l.into.first[g]:l.into.first[g+1]] {
		e := &l.edges.list[k]
		if e.from != g && l.roles[e.from][in].dist != 0 && l.follows(in, e) && l.opens(e, gt) && l.open(in, e) {
			return k, true
		}
	}
	return 0, false
}

// gateOfEdge returns the gate that the call of an edge stands behind.
func (l *linker) gateOfEdge(e *edge) (gate, bool) {
	mod := l.funcMod[e.from]
	m := l.Modules[mod]
	if e.call == 0 || m.Calls[e.call].Guard == 0 {
		return gate{}, false
	}
	return l.gateOf(mod, m.Calls[e.call].Guard, FuncID(e.from-l.funcBase[mod]))
}

// maxGates bounds how many gates are looked through, one behind the other.
const maxGates = 3

// open reports whether a way in a lane is known by which an edge's gate is open.
func (l *linker) open(in lane, e *edge) bool {
	gt, gated := l.gateOfEdge(e)
	if !gated || l.gates == maxGates {
		return true
	}
	l.gates++
	_, ok := l.openIn(in, e.from, gt)
	l.gates--
	return ok
}

// setsUpOnTheWay reports whether a function of the chain, the last included,
// sets something up or shuts it down as far as its name tells.
func (l *linker) setsUpOnTheWay(le *LoopEffect) bool {
	if setsUp(l.firstWord(le.In)) {
		return true
	}
	for i, s := range le.Chain {
		if i == 0 && le.Entry != nil {
			continue // where the entry is registered
		}
		if setsUp(l.firstWord(s.Func)) {
			return true
		}
	}
	return false
}

// firstWord returns the first word of a function's name, in lower case.
func (l *linker) firstWord(ref FuncRef) string {
	m := l.Modules[ref.Module]
	f := &m.Funcs[ref.Func]
	if f.Flags&ConstructorFunc != 0 {
		return ""
	}
	name := strings.TrimLeft(m.Name(f.Name), "_#$")
	for i := 1; i < len(name); i++ {
		if c := name[i]; c == '_' || c >= 'A' && c <= 'Z' {
			name = name[:i]
			break
		}
	}
	return strings.ToLower(name)
}

// linkInherits notes which constructor functions inherit from which
// (https://nodejs.org/api/util.html#utilinheritsconstructor-superconstructor).
func (l *linker) linkInherits() {
	l.inherits = map[object][]object{}
	for i, m := range l.Modules {
		if m.Lang != JavaScript {
			continue
		}
		mod := int32(i)
		for id := 1; id < len(m.Calls); id++ {
			c := &m.Calls[id]
			if c.Args.Count != 2 || c.Flags&DiscardedCall == 0 {
				continue
			}
			callee := &m.Values[c.Callee]
			switch callee.Kind {
			case Attr:
				if m.Name(callee.Name) != "inherits" {
					continue
				}
			case VarRef, ImportOf:
			default:
				continue
			}
			if !slices.ContainsFunc(l.eval(mod, c.Callee), func(o object) bool {
				return o.kind == objExternal && (l.externals[o.id].name == "util.inherits" || l.externals[o.id].name == "inherits")
			}) {
				continue
			}
			args := m.Args[c.Args.Start : c.Args.Start+2]
			for _, o := range l.eval(mod, args[0].Value) {
				if o.kind == objFunc {
					k := object{kind: objFunc, mod: o.mod, id: o.id}
					l.inherits[k] = append(l.inherits[k], l.eval(mod, args[1].Value)...)
				}
			}
		}
	}
}
