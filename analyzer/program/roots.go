package program

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// constText returns the text of a constant, looked for through a variable.
func (l *linker) constText(mod int32, v ValueID) (string, bool) {
	m := l.Modules[mod]
	for range 4 {
		val := &m.Values[v]
		switch {
		case val.Kind == Const && ConstKind(val.A) == StringConst, val.Kind == Template:
			return m.Name(val.Name), true
		case val.Kind == VarRef:
			a := m.Vars[val.A].Assigns
			if a == 0 || m.Assigns[a].Next != 0 {
				return "", false
			}
			v = m.Assigns[a].Value
		default:
			return "", false
		}
	}
	return "", false
}

// linkEntries registers the handlers of a call that a framework's pattern
// describes, and reports whether one does.
func (l *linker) linkEntries(s *site, x *external) bool {
	if len(x.entries) == 0 {
		return false
	}
	event, hasEvent := "", false
	if len(s.args) > 0 {
		event, hasEvent = l.constText(s.mod, s.args[0].Value)
	}
	var chosen []*catalog.Entry
	for _, e := range x.entries {
		if len(e.Events) > 0 && hasEvent && slices.Contains(e.Events, event) {
			chosen = append(chosen, e)
		}
	}
	if chosen == nil {
		for _, e := range x.entries {
			if len(e.Events) == 0 {
				chosen = append(chosen, e)
			}
		}
	}
	for _, e := range chosen {
		for _, v := range l.pick(s.mod, s.m, s.args, e.Handler) {
			l.register(s, v, e)
		}
	}
	return len(chosen) > 0
}

// register makes what a value stands for a root.
func (l *linker) register(s *site, v ValueID, e *catalog.Entry) {
	if v == 0 {
		return
	}
	if p, ok := l.paramOf(s.mod, s.m, v); ok {
		l.useParam(s.from, p, paramUse{mode: modeEntry, entry: e, at: s.from, pos: s.c.Pos})
	}
	if cs := l.coroutines(nil, s.mod, v, 0); cs != nil {
		for _, c := range cs {
			l.addRoot(s, c, e)
		}
		return
	}
	for _, o := range l.eval(s.mod, v) {
		switch o.kind {
		case objFunc, objGen:
			l.addRoot(s, o, e)
		case objSeq: // a list of handlers
			val := &l.Modules[o.mod].Values[o.id]
			if val.Kind != List {
				continue
			}
			for _, h := range l.Modules[o.mod].Elems[val.B : val.B+val.C] {
				for _, f := range l.eval(o.mod, h) {
					if f.kind == objFunc {
						l.addRoot(s, f, e)
					}
				}
			}
		case objLiteral:
			l.registerFields(s, o, e, 0)
		case objInstance:
			for _, f := range l.attrOf(o, l.knownSym("__call__")) {
				if f.kind == objFunc {
					l.addRoot(s, f, e)
				}
			}
		default:
		}
	}
}

// coroutines adds the async functions whose coroutines, not awaited yet, a
// Python value is: `f()`, a list of them, a comprehension.
func (l *linker) coroutines(out []object, mod int32, v ValueID, hops int) []object {
	m := l.Modules[mod]
	if m.Lang != Python || hops > 3 {
		return out
	}
	switch val := &m.Values[v]; val.Kind {
	case CallOf:
		c := &m.Calls[val.A]
		for _, o := range l.eval(mod, c.Callee) {
			if o.kind != objFunc {
				continue
			}
			if f := &l.Modules[o.mod].Funcs[o.id]; f.Flags&AsyncFunc != 0 && (f.Flags&GeneratorFunc == 0 || f.Flags&CoroutineFunc != 0) {
				out = append(out, o)
			}
		}
	case List, Union:
		for i, e := range m.Elems[val.B : val.B+val.C] {
			if i < maxObjects {
				out = l.coroutines(out, mod, e, hops+1)
			}
		}
	case VarRef:
		if m.Vars[val.A].Kind == ParamVar {
			return out
		}
		n := 0
		for a := m.Vars[val.A].Assigns; a != 0 && n < 4; a = m.Assigns[a].Next {
			out = l.coroutines(out, mod, m.Assigns[a].Value, hops+1)
			n++
		}
	default:
	}
	return out
}

// registerFields makes the functions of an object literal roots, those of the
// objects in it included: a map of resolvers, a list of tasks by name.
func (l *linker) registerFields(s *site, o object, e *catalog.Entry, depth int) {
	if depth > 3 || e.Handler == "callables" {
		return
	}
	m := l.Modules[o.mod]
	val := &m.Values[o.id]
	for _, f := range m.Fields[val.B : val.B+val.C] {
		for _, h := range l.eval(o.mod, f.Value) {
			switch h.kind {
			case objFunc:
				l.addRoot(s, h, e)
			case objLiteral:
				l.registerFields(s, h, e, depth+1)
			default:
			}
		}
	}
}

// addRoot adds a handler that a call registers.
func (l *linker) addRoot(s *site, o object, e *catalog.Entry) {
	role := l.rootRole(e, o.mod, FuncID(o.id))
	if l.developing(s.mod, s.c.Guard) {
		role = catalog.Build
	}
	l.new.roots = append(l.new.roots, Root{
		Func: FuncRef{o.mod, FuncID(o.id)}, Role: role, Framework: e.Framework, Own: e.Own,
		Label: l.label(e.Label, s.mod, s.args, l.functionName(o.mod, FuncID(o.id))),
		At:    FuncRef{s.mod, s.c.Fn}, Pos: s.c.NamePos,
	})
}

// developing reports whether code under a guard runs only where the product is
// developed or tested: `if (process.env.NODE_ENV === "development")`, or a
// constant that stands for that.
func (l *linker) developing(mod int32, g GuardID) bool {
	m := l.Modules[mod]
	for hops := 0; g != 0 && hops < 16; hops++ {
		gd := &m.Guards[g]
		if (gd.Kind == IfGuard || gd.Kind == AfterGuard) && l.isDevelopment(mod, gd.Cond, !gd.Negated, 0) {
			return true
		}
		g = gd.Parent
	}
	return false
}

// isDevelopment reports whether a condition that is true, or false, says that
// this is no production.
func (l *linker) isDevelopment(mod int32, cond ValueID, holds bool, hops int) bool {
	if hops > 6 {
		return false
	}
	m := l.Modules[mod]
	if val := &m.Values[cond]; holds && (val.Kind == Attr || val.Kind == VarRef && m.Vars[val.A].Kind == ParamVar) {
		name := m.Name(val.Name)
		if val.Kind == VarRef {
			name = m.Name(m.Vars[val.A].Name)
		}
		switch name { // options.dev
		case "dev", "isDev", "development", "isDevelopment", "devMode":
			return true
		}
	}
	switch val := &m.Values[cond]; val.Kind {
	case Not:
		return l.isDevelopment(mod, ValueID(val.A), !holds, hops+1)
	case Binary:
		mode, constant := &m.Values[val.A], &m.Values[val.B]
		if mode.Kind != Attr || m.Name(mode.Name) != "NODE_ENV" || constant.Kind != Const {
			return false
		}
		equal := false
		switch m.Name(val.Name) {
		case "==", "===":
			equal = true
		case "!=", "!==":
		default:
			return false
		}
		if m.Name(constant.Name) == "production" {
			return equal != holds
		}
		return equal == holds
	case VarRef:
		if a := m.Vars[val.A].Assigns; a != 0 && m.Assigns[a].Next == 0 {
			return l.isDevelopment(mod, m.Assigns[a].Value, holds, hops+1)
		}
	case ImportOf:
		if t := l.imports[mod][val.A]; t.Module >= 0 {
			if v, ok := l.exports[memberKey(uint32(t.Module), l.symOf(mod, val.Name))]; ok {
				return l.isDevelopment(int32(t.Module), v, holds, hops+1)
			}
		}
	case Attr:
		for _, o := range l.eval(mod, ValueID(val.A)) {
			if o.kind == objModule {
				if v, ok := l.exports[memberKey(uint32(o.mod), l.symOf(mod, val.Name))]; ok {
					return l.isDevelopment(o.mod, v, holds, hops+1)
				}
			}
			if o.kind == objLiteral {
				om := l.Modules[o.mod]
				ov := &om.Values[o.id]
				for _, f := range om.Fields[ov.B : ov.B+ov.C] {
					if l.symOf(o.mod, f.Name) == l.symOf(mod, val.Name) {
						return l.isDevelopment(o.mod, f.Value, holds, hops+1)
					}
				}
			}
		}
	default:
	}
	return false
}

func (l *linker) rootRole(e *catalog.Entry, mod int32, f FuncID) catalog.Role {
	if e.SyncRole != catalog.NoRole && l.Modules[mod].Funcs[f].Flags&AsyncFunc == 0 {
		return e.SyncRole
	}
	return e.Role
}

// label fills the holes of an entry's label.
func (l *linker) label(pattern string, mod int32, args []Arg, name string) string {
	if !strings.Contains(pattern, "{") {
		return pattern
	}
	m := l.Modules[mod]
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(pattern, "{")
		b.WriteString(before)
		if !ok {
			break
		}
		hole, after, _ := strings.Cut(rest, "}")
		pattern = after
		text := ""
		if key, isKey := strings.CutPrefix(hole, "key:"); isKey {
			for _, v := range l.pick(mod, m, args, "key:"+key) {
				text, _ = l.constText(mod, v)
			}
		} else if i, err := strconv.Atoi(hole); err == nil {
			for _, v := range l.pick(mod, m, args, hole) {
				text, _ = l.constText(mod, v)
			}
			if text == "" && i == 0 {
				text = name
			}
		} else if hole == "name" {
			text = name
		}
		if text == "" {
			text = "…"
		}
		b.WriteString(text)
	}
	return strings.TrimSpace(b.String())
}

// typeCallbacks gives the parameters of a callback the types the catalog knows.
func (l *linker) typeCallbacks(s *site, x *external) {
	ps := x.params
	if len(ps) == 0 {
		return
	}
	event, hasEvent := "", false
	if len(s.args) > 0 {
		event, hasEvent = l.constText(s.mod, s.args[0].Value)
	}
	var chosen *catalog.Param
	for _, p := range ps {
		if p.Event == "" && chosen == nil || hasEvent && p.Event == event {
			chosen = p
		}
	}
	if chosen == nil {
		return
	}
	spec := chosen.Callable
	if spec == "" {
		spec = "callables"
	}
	for _, v := range l.pick(s.mod, s.m, s.args, spec) {
		for _, o := range l.eval(s.mod, v) {
			if o.kind != objFunc {
				continue
			}
			m := l.Modules[o.mod]
			f := &m.Funcs[o.id]
			at := l.selfParams(o, f)
			for i, t := range chosen.Types {
				if t != "" && at+i < int(f.Params.Count) {
					if p := m.Params[f.Params.Start+uint32(at+i)]; p.Var != 0 {
						l.flow(l.gvar(o.mod, p.Var), object{kind: objExternal, id: l.external(x.lang, t)})
					}
				}
			}
		}
	}
}

// offloadModule notes a file that a call runs in another thread or process.
func (l *linker) offloadModule(s *site, off *catalog.Offload) {
	for _, v := range l.pick(s.mod, s.m, s.args, off.Module) {
		spec := l.pathText(s.mod, v, 0)
		if spec == "" {
			continue
		}
		if mod := l.File(int(s.mod), spec); mod >= 0 && mod != int(s.mod) {
			l.new.roots = append(l.new.roots, Root{
				Func: FuncRef{int32(mod), 0}, Role: catalog.Worker, Label: "worker " + path.Base(l.Modules[mod].Path),
				At: FuncRef{s.mod, s.c.Fn}, Pos: s.c.NamePos,
			})
		}
	}
}

// pathText puts together the constant parts of a path expression: a text, the
// arguments of path.join(__dirname, "x.js") or new URL("./x.js", …).
func (l *linker) pathText(mod int32, v ValueID, hops int) string {
	m := l.Modules[mod]
	if v == 0 || hops > 6 {
		return ""
	}
	switch val := &m.Values[v]; val.Kind {
	case Const:
		return m.Name(val.Name)
	case VarRef:
		if a := m.Vars[val.A].Assigns; a != 0 {
			return l.pathText(mod, m.Assigns[a].Value, hops+1)
		}
	case Binary, Union:
		if val.Kind == Binary {
			return l.pathText(mod, ValueID(val.A), hops+1) + l.pathText(mod, ValueID(val.B), hops+1)
		}
		for _, e := range m.Elems[val.B : val.B+val.C] {
			if t := l.pathText(mod, e, hops+1); t != "" {
				return t
			}
		}
	case Template:
		return strings.TrimPrefix(strings.ReplaceAll(m.Name(val.Name), "{}", ""), "/")
	case CallOf:
		c := &m.Calls[val.A]
		var parts []string
		for _, a := range m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
			if t := l.pathText(mod, a.Value, hops+1); t != "" {
				parts = append(parts, t)
			}
		}
		if len(parts) > 0 {
			return "./" + strings.TrimPrefix(path.Join(parts...), "./")
		}
	case Attr: // url.href, url.pathname
		return l.pathText(mod, ValueID(val.A), hops+1)
	default:
	}
	return ""
}

// findRoots finds the entries that are declared rather than registered by a
// call: decorators, base classes, files.
func (l *linker) findRoots() {
	for g := range l.funcMod {
		f := l.function(uint32(g))
		if f.Decorators.Count > 0 {
			l.decorated(uint32(g), f)
		}
	}
	for g := range l.classMod {
		if l.class(uint32(g)).Name != 0 || len(l.bases[g]) > 0 {
			l.classRoots(uint32(g))
		}
	}
	l.fileRoots()
}

// decorator returns the external names of a decorator and its arguments.
func (l *linker) decorator(mod int32, v ValueID) (names []uint32, args []Arg, pos uint32) {
	m := l.Modules[mod]
	val := &m.Values[v]
	pos = val.Pos
	callee := v
	if val.Kind == CallOf {
		c := &m.Calls[val.A]
		callee, args, pos = c.Callee, m.Args[c.Args.Start:c.Args.Start+c.Args.Count], c.NamePos
	}
	for _, o := range l.eval(mod, callee) {
		if o.kind == objExternal {
			names = append(names, o.id)
		}
	}
	return names, args, pos
}

func (l *linker) decorated(g uint32, f *Func) {
	ref := l.funcRef(g)
	m := l.Modules[ref.Module]
	for _, d := range m.List(f.Decorators) {
		names, args, pos := l.decorator(ref.Module, d)
		for _, id := range names {
			for _, e := range l.catalogOf(id).EntriesOfDecorator(l.externals[id].name) {
				l.Roots = append(l.Roots, Root{
					Func: ref, Role: l.rootRole(e, ref.Module, ref.Func), Framework: e.Framework, Own: e.Own,
					Label: l.label(e.Label, ref.Module, args, l.functionName(ref.Module, ref.Func)), At: ref, Pos: pos,
				})
			}
		}
	}
}

// classRoots finds the methods that a framework calls because of what their
// class inherits or is decorated with.
func (l *linker) classRoots(g uint32) {
	mod := l.classMod[g]
	m := l.Modules[mod]
	c := l.class(g)
	var byBase, byClass []*catalog.Entry
	var offload *catalog.Offload
	for _, o := range l.mro(g) {
		if o.kind == objExternal {
			name := l.externals[o.id].name
			byBase = append(byBase, l.catalogOf(o.id).EntriesOfBase(name)...)
			if off, ok := l.catalogOf(o.id).OffloadBase(name); ok && offload == nil {
				offload = off
			}
		}
	}
	if offload != nil {
		l.offloadMethods(mod, c, offload)
	}
	for _, d := range m.List(c.Decorators) {
		names, _, _ := l.decorator(mod, d)
		for _, id := range names {
			byClass = append(byClass, l.catalogOf(id).EntriesOfClassDecorator(l.externals[id].name)...)
		}
	}
	if byBase == nil && byClass == nil {
		return
	}
	for id := c.Members.Start; id < c.Members.Start+c.Members.Count; id++ {
		mem := &m.Members[id]
		if mem.Func == 0 || m.Funcs[mem.Func].Flags&AbstractFunc != 0 {
			continue
		}
		name := m.Name(mem.Name)
		root := func(e *catalog.Entry, args []Arg, pos uint32) {
			l.Roots = append(l.Roots, Root{
				Func: FuncRef{mod, mem.Func}, Role: l.rootRole(e, mod, mem.Func), Framework: e.Framework, Own: e.Own,
				Label: l.label(e.Label, mod, args, m.Name(c.Name)+"."+name), At: FuncRef{mod, mem.Func}, Pos: pos,
			})
		}
		for _, e := range byBase {
			if methodNamed(e, name) {
				root(e, nil, m.Funcs[mem.Func].NamePos)
			}
		}
		for _, e := range byClass {
			if len(e.MethodDecorators) == 0 {
				if methodNamed(e, name) {
					root(e, nil, m.Funcs[mem.Func].NamePos)
				}
				continue
			}
			for _, d := range m.List(mem.Decorators) {
				names, args, pos := l.decorator(mod, d)
				for _, id := range names {
					if slices.Contains(e.MethodDecorators, l.externals[id].name) {
						root(e, args, pos)
					}
				}
			}
		}
	}
}

// offloadMethods makes the methods that a base class runs in a thread or
// process of its own roots there.
func (l *linker) offloadMethods(mod int32, c *Class, off *catalog.Offload) {
	m := l.Modules[mod]
	for id := c.Members.Start; id < c.Members.Start+c.Members.Count; id++ {
		mem := &m.Members[id]
		if mem.Func == 0 || !slices.Contains(off.Methods, m.Name(mem.Name)) {
			continue
		}
		ref := FuncRef{mod, mem.Func}
		l.Roots = append(l.Roots, Root{
			Func: ref, Role: off.To, Label: off.To.String() + " " + m.Name(c.Name), At: ref, Pos: m.Funcs[mem.Func].NamePos,
		})
	}
}

func methodNamed(e *catalog.Entry, name string) bool {
	return slices.Contains(e.Methods, name) ||
		slices.Contains(e.Methods, "*") && !strings.HasPrefix(name, "_") && !strings.HasPrefix(name, "#") && name != "constructor"
}

// fileRoots finds exported handlers in files whose place makes them routes.
func (l *linker) fileRoots() {
	imported := map[string]bool{} // packages that product code imports
	for i := range l.Modules {
		if l.Roles[i] != ProductFile {
			continue
		}
		for _, t := range l.imports[i] {
			imported[packageOf(l.Modules[i].Lang, t.External)] = true
		}
	}
	for lang := range l.Catalogs {
		for _, e := range l.Catalogs[lang].EntriesOfFiles() {
			if e.Needs != "" && !imported[e.Needs] && (l.Declares == nil || !l.Declares(e.Needs)) {
				continue
			}
			patterns := pathPatterns(e.Files)
			for i, m := range l.Modules {
				if m.Lang != Lang(lang) || l.Roles[i] != ProductFile || !matchesAny(patterns, m.Path) {
					continue
				}
				for _, name := range e.Exports {
					l.exportRoot(e, int32(i), m, name)
				}
			}
		}
	}
}

// packageOf returns the package that an external module belongs to.
func packageOf(lang Lang, module string) string {
	if lang == Python {
		name, _, _ := strings.Cut(module, ".")
		return name
	}
	name, rest, below := strings.Cut(module, "/")
	if below && strings.HasPrefix(name, "@") {
		rest, _, _ = strings.Cut(rest, "/")
		name += "/" + rest
	}
	return name
}

// pathPattern is a glob and the literal segments that each path has that it
// matches, by which most are told without matching.
type pathPattern struct {
	glob  string
	parts []string
}

func pathPatterns(globs []string) []pathPattern {
	out := make([]pathPattern, len(globs))
	for i, g := range globs {
		out[i].glob = g
		for part := range strings.SplitSeq(g, "/") {
			if !strings.ContainsAny(part, `*?[]{}\`) {
				out[i].parts = append(out[i].parts, part)
			}
		}
	}
	return out
}

func matchesAny(patterns []pathPattern, file string) bool {
	return slices.ContainsFunc(patterns, func(p pathPattern) bool {
		for _, part := range p.parts {
			if !strings.Contains(file, part) {
				return false
			}
		}
		ok, _ := doublestar.Match(p.glob, file)
		return ok
	})
}

func (l *linker) exportRoot(e *catalog.Entry, mod int32, m *Module, name string) {
	s := l.knownSym(name)
	if s == 0 && name != "*" {
		return
	}
	var r result
	if name == "*" {
		for _, x := range m.Exports {
			r.all(l.eval(mod, x.Value))
		}
	} else {
		l.importFrom(&r, mod, s, 0)
	}
	for _, o := range r.list() {
		if o.kind == objLiteral && (name == "actions" || name == "default") {
			val := &l.Modules[o.mod].Values[o.id]
			for _, f := range l.Modules[o.mod].Fields[val.B : val.B+val.C] {
				for _, h := range l.eval(o.mod, f.Value) {
					l.addFileRoot(e, h, mod)
				}
			}
			continue
		}
		l.addFileRoot(e, o, mod)
	}
}

func (l *linker) addFileRoot(e *catalog.Entry, o object, mod int32) {
	if o.kind != objFunc || o.mod != mod {
		return
	}
	ref := FuncRef{o.mod, FuncID(o.id)}
	role := l.rootRole(e, o.mod, ref.Func)
	if l.rendersAhead(mod) {
		role = catalog.Build
	}
	l.Roots = append(l.Roots, Root{
		Func: ref, Role: role, Framework: e.Framework, Own: e.Own,
		Label: l.label(e.Label, o.mod, nil, l.functionName(o.mod, ref.Func)), At: ref, Pos: l.Modules[o.mod].Funcs[o.id].NamePos,
	})
}

// rendersAhead reports whether a route's file says that its answers are made
// when the product is built: `export const prerender = true` of SvelteKit and
// Astro, `dynamic = "force-static"` of Next.js.
func (l *linker) rendersAhead(mod int32) bool {
	m := l.Modules[mod]
	for name, value := range map[string]string{"prerender": "true", "dynamic": "force-static"} {
		if s := l.knownSym(name); s != 0 {
			if v, ok := l.exports[memberKey(uint32(mod), s)]; ok {
				val := &m.Values[v]
				if val.Kind == VarRef {
					if a := m.Vars[val.A].Assigns; a != 0 && m.Assigns[a].Next == 0 {
						val = &m.Values[m.Assigns[a].Value]
					}
				}
				if val.Kind == Const && m.Name(val.Name) == value {
					return true
				}
			}
		}
	}
	return false
}
