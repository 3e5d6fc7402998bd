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
	if s.m.Lang != JavaScript || len(s.args) < 2 || !slices.Contains(routeVerbs, verb) {
		return false
	}
	path, ok := l.constText(s.mod, s.args[0].Value)
	if !ok || !strings.HasPrefix(path, "/") {
		return false
	}
	found := false
	for i := 1; i < len(s.args); i++ {
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
