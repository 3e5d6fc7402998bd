package program

import (
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// Mention is a place where code names something outside the program.
type Mention struct {
	In   FuncRef
	Call CallID // 0 for an import, a base class and a decorator without a call
	Pos  uint32
	Name string // qualified: "express", "pandas.read_csv"
}

// UsedImports returns what a module imports from outside and uses, a member of
// a package with its name, in the order of the text. What is imported for types
// only, or bound to a name that nothing refers to, is not used.
func (p *Program) UsedImports(mod int) []Mention {
	m := p.Modules[mod]
	targets := p.linker.imports[mod]
	outside := func(id uint32) bool {
		return targets[id].Module < 0 && targets[id].External != "" && !m.Imports[id].TypeOnly
	}
	used := false
	for id := 1; id < len(m.Imports); id++ {
		used = used || outside(uint32(id))
	}
	if !used {
		return nil
	}
	named := m.namedVars()
	bound := make([]VarID, len(m.Values)) // by value: the variable it is assigned to
	for id := 1; id < len(m.Assigns); id++ {
		a := &m.Assigns[id]
		if t := &m.Values[a.Target]; t.Kind == VarRef && a.Value != 0 {
			bound[a.Value] = VarID(t.A)
		}
	}
	var out []Mention
	seen := make([]bool, len(m.Imports))
	for i := range m.Values {
		v := &m.Values[i]
		if v.Kind != ImportOf || !outside(v.A) {
			continue
		}
		seen[v.A] = true
		imp := &m.Imports[v.A]
		if imp.Kind == StarImport {
			continue
		}
		if x := bound[i]; x != 0 && !named[x] {
			continue
		}
		name := targets[v.A].External
		if member := m.Name(v.Name); member != "" && member != "default" {
			name += "." + member
		}
		out = append(out, Mention{In: FuncRef{int32(mod), imp.Fn}, Pos: imp.Pos, Name: name})
	}
	for id := 1; id < len(m.Imports); id++ { // for what they do: import "x", from x import *
		if !outside(uint32(id)) || seen[id] && m.Imports[id].Kind != StarImport {
			continue
		}
		out = append(out, Mention{In: FuncRef{int32(mod), m.Imports[id].Fn}, Pos: m.Imports[id].Pos, Name: targets[id].External})
	}
	return out
}

// namedVars returns which variables a module names other than to assign to
// them. One value stands for all places that name a variable, so what counts is
// whether anything is made of it.
func (m *Module) namedVars() []bool {
	named := make([]bool, len(m.Vars))
	note := func(v ValueID) {
		if val := &m.Values[v]; val.Kind == VarRef {
			named[val.A] = true
		}
	}
	for i := range m.Values {
		switch v := &m.Values[i]; v.Kind {
		case Index, Binary, Narrowed, Cast:
			note(ValueID(v.A))
			note(ValueID(v.B))
		case Attr, Await, Spread, Element, Entered, Unpack, Not, TypeOf, Generic, Yielded:
			note(ValueID(v.A))
		default:
		}
	}
	for _, v := range m.Elems {
		note(v)
	}
	for i := range m.Fields {
		note(m.Fields[i].Value)
	}
	for i := range m.Calls {
		note(m.Calls[i].Callee)
		note(m.Calls[i].TypeArg)
	}
	for i := range m.Args {
		note(m.Args[i].Value)
	}
	for i := range m.Assigns {
		a := &m.Assigns[i]
		note(a.Value)
	}
	for i := range m.Exports {
		note(m.Exports[i].Value)
	}
	for i := range m.Loops {
		note(m.Loops[i].Over)
	}
	for i := range m.Guards {
		note(m.Guards[i].Cond)
	}
	for i := range m.Params {
		note(m.Params[i].Default)
	}
	for i := range m.Members {
		note(m.Members[i].Value)
	}
	if m.Lang == JavaScript {
		return named // its types are gone when it runs
	}
	for i := range m.Params {
		note(m.Params[i].Type)
	}
	for i := range m.Members {
		note(m.Members[i].Type)
	}
	for i := range m.Vars {
		note(m.Vars[i].Type)
	}
	for i := range m.Funcs {
		note(m.Funcs[i].ReturnType)
	}
	return named
}

// OutsideCalls returns what a module calls, constructs, inherits from and is
// decorated with that lies outside the program.
func (p *Program) OutsideCalls(mod int) []Mention {
	l := p.linker
	m := p.Modules[mod]
	var out []Mention
	note := func(fn FuncID, call CallID, pos uint32, v ValueID) {
		for _, o := range l.eval(int32(mod), v) {
			if o.kind == objExternal {
				out = append(out, Mention{FuncRef{int32(mod), fn}, call, pos, l.externals[o.id].name})
			}
		}
	}
	for id := 1; id < len(m.Calls); id++ {
		if c := &m.Calls[id]; c.Kind == PlainCall || c.Kind == NewCall {
			note(c.Fn, CallID(id), c.NamePos, c.Callee)
		}
	}
	for id := 1; id < len(m.Classes); id++ {
		for _, o := range l.bases[l.gclass(int32(mod), ClassID(id))] {
			if o.kind == objExternal {
				out = append(out, Mention{FuncRef{int32(mod), m.Classes[id].Parent}, 0, m.Classes[id].NamePos, l.externals[o.id].name})
			}
		}
	}
	for id := range m.Funcs {
		for _, d := range m.List(m.Funcs[id].Decorators) {
			if m.Values[d].Kind != CallOf {
				note(FuncID(id), 0, m.Values[d].Pos, d)
			}
		}
	}
	return out
}

// ImportedModules returns the modules of the program that a module imports.
func (p *Program) ImportedModules(mod int) []int {
	var out []int
	for _, t := range p.linker.imports[mod] {
		if t.Module >= 0 && t.Module < len(p.Modules) && t.Module != mod {
			out = append(out, t.Module)
		}
	}
	return out
}

// ImportTarget returns the module of the program that an import means, -1 when
// it means none.
func (p *Program) ImportTarget(mod int, id ImportID) int { return p.linker.imports[mod][id].Module }

// Serves reports whether a root is entered again and again on behalf of
// others: by requests and events, on a loop or in a thread.
func (r *Root) Serves() bool {
	switch r.Role {
	case catalog.Request, catalog.SyncRequest, catalog.Thread:
		return true
	case catalog.Event:
		return r.Framework != "node" // an EventEmitter says nothing of who serves
	default:
		return false
	}
}

// RootsReaching returns the serving roots that lead to any of the functions by
// calls in the same process, as positions in Roots, in order.
func (p *Program) RootsReaching(to []FuncRef) []int {
	l := p.linker
	if len(to) == 0 || len(l.Roots) == 0 {
		return nil
	}
	l.backward(to)
	var out []int
	for i := range l.Roots {
		r := &l.Roots[i]
		if r.Serves() && l.Roles[r.Func.Module] == ProductFile && l.visited[l.gfunc(r.Func.Module, r.Func.Func)] == l.visit {
			out = append(out, i)
		}
	}
	return out
}

// backward visits the functions that lead to some by calls in the same process,
// themselves included.
func (l *linker) backward(to []FuncRef) {
	if l.into.first == nil {
		l.invert()
	}
	l.visit++
	l.queue = l.queue[:0]
	reach := func(g uint32) {
		if l.visited[g] != l.visit {
			l.visited[g] = l.visit
			l.queue = append(l.queue, g)
		}
	}
	for _, f := range to {
		reach(l.gfunc(f.Module, f.Func))
	}
	for i := 0; i < len(l.queue); i++ { //nolint:intrange // the queue grows
		g := l.queue[i]
		for _, k := range l.into.edges[l.into.first[g]:l.into.first[g+1]] {
			e := &l.edges.list[k]
			switch e.mode {
			case modeCall, modeCallback, modeThread:
			default:
				continue
			}
			from := l.funcMod[e.from]
			if l.Roles[from] == ProductFile && (e.call == 0 || !l.runsOnce(from, l.Modules[from].Calls[e.call].Guard)) {
				reach(e.from)
			}
		}
	}
}

// BodiesReaching returns the modules whose bodies lead to a function by calls,
// in no particular order but the same each time.
func (p *Program) BodiesReaching(to FuncRef) []int {
	l := p.linker
	l.backward([]FuncRef{to})
	var out []int
	for _, g := range l.queue {
		if ref := l.funcRef(g); ref.Func == 0 {
			out = append(out, int(ref.Module))
		}
	}
	return out
}

// OnlyOnce reports whether a function is reached from module bodies, command
// lines, workers or threads only: no loop and no unknown caller runs it.
func (p *Program) OnlyOnce(f FuncRef) bool {
	rs := &p.roles[p.linker.gfunc(f.Module, f.Func)]
	return rs[laneQuiet].dist != 0 && rs[laneRequest].dist == 0 && rs[laneEvent].dist == 0 && rs[laneAsync].dist == 0
}

// Texts returns the constant parts of a call's arguments in order, those of
// lists and of variables with one value included.
func (p *Program) Texts(mod int, call CallID) []string {
	m := p.Modules[mod]
	c := &m.Calls[call]
	var out []string
	for _, a := range m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
		out = m.texts(out, a.Value, 0)
	}
	return out
}

// maxTextHops bounds how deep an argument is looked into.
const maxTextHops = 6

func (m *Module) texts(out []string, v ValueID, hops int) []string {
	if v == 0 || hops > maxTextHops {
		return out
	}
	switch val := &m.Values[v]; val.Kind {
	case Const:
		if ConstKind(val.A) == StringConst {
			out = append(out, m.Name(val.Name))
		}
	case Template:
		out = append(out, m.Name(val.Name))
	case List, Union:
		for _, e := range m.Elems[val.B : val.B+val.C] {
			out = m.texts(out, e, hops+1)
		}
	case Binary:
		out = m.texts(m.texts(out, ValueID(val.A), hops+1), ValueID(val.B), hops+1)
	case Spread, Await:
		out = m.texts(out, ValueID(val.A), hops+1)
	case VarRef:
		if a := m.Vars[val.A].Assigns; a != 0 && m.Assigns[a].Next == 0 {
			out = m.texts(out, m.Assigns[a].Value, hops+1)
		}
	case CallOf: // a path put together
		c := &m.Calls[val.A]
		for _, a := range m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
			out = m.texts(out, a.Value, hops+1)
		}
	default:
	}
	return out
}

// Compiled reports whether a JavaScript module looks like what TypeScript or
// Babel made of one with imports: it marks its exports for others.
func (m *Module) Compiled() bool {
	return m.Lang == JavaScript && m.Flags&ESM == 0 && strings.Contains(m.nameText, "__esModule")
}

// ContentType returns where a module names a text as a content type: in a
// header, or in an argument beside or named after one. It is false for a module
// that does not.
func (m *Module) ContentType(text string) (in FuncID, pos uint32, ok bool) {
	if !strings.Contains(m.nameText, text) {
		return 0, 0, false
	}
	is := func(v ValueID) bool {
		return v != 0 && m.Values[v].Kind == Const && m.Name(m.Values[v].Name) == text
	}
	for i := range m.Fields {
		if f := &m.Fields[i]; is(f.Value) && contentTypeName(m.Name(f.Name)) {
			return 0, m.Values[f.Value].Pos, true
		}
	}
	for id := 1; id < len(m.Calls); id++ {
		c := &m.Calls[id]
		beside := false
		for _, a := range m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
			if is(a.Value) && (beside || contentTypeName(m.Name(a.Name))) {
				return c.Fn, c.NamePos, true
			}
			beside = a.Value != 0 && m.Values[a.Value].Kind == Const && contentTypeName(m.Name(m.Values[a.Value].Name))
		}
	}
	return 0, 0, false
}

func contentTypeName(s string) bool {
	switch s {
	case "Content-Type", "content-type", "Content-type", "CONTENT-TYPE", "media_type", "mimetype", "content_type", "contentType":
		return true
	}
	return false
}

// Endless reports whether code of a module's body, or of a function it calls by
// name, loops for ever: a process that serves without a framework.
func (m *Module) Endless() bool {
	for i := range m.Loops {
		if l := &m.Loops[i]; l.Flags&EndlessLoop != 0 && l.Flags&ExitsLoop == 0 {
			return true
		}
	}
	return false
}

// IsMain reports whether a module asks whether it is the one that runs.
func (p *Program) IsMain(mod int) bool {
	m := p.Modules[mod]
	for i := range m.Guards {
		if i > 0 && isMain(m, &m.Guards[i]) {
			return true
		}
	}
	return false
}
