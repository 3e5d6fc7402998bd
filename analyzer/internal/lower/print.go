package lower

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/stackfit/stackfit/analyzer/program"
)

// maxPrint is how deep values are printed; what is below shows as "…". Summaries
// themselves nest deeper.
const maxPrint = 200

// Print writes a summary as text, one line an entry, for tests and for looking
// at. The text depends on nothing but the summary and leaves offsets out, so it
// is the same for a file with other line ends.
//
// Values read like source. x is a variable (x%3 when several share the name),
// $x a global, <os>.path an import, {k: v} an object, [a, b] a list, (a | b) a
// union, x!0 an element of an unpacking, call#2 what call 2 yields, ? unknown.
func Print(m *program.Module) string {
	p := printer{m: m, count: make(map[program.NameID]int)}
	for _, v := range m.Vars[1:] {
		p.count[v.Name]++
	}
	p.module()
	return p.b.String()
}

type printer struct {
	m     *program.Module
	b     strings.Builder
	count map[program.NameID]int // variables of a name
}

func (p *printer) f(format string, args ...any) { fmt.Fprintf(&p.b, format, args...) }

func (p *printer) module() {
	m := p.m
	p.f("module %s %s", m.Path, [...]string{"javascript", "python"}[m.Lang])
	p.flags(uint32(m.Flags), "typed", "esm", "declaration", "partial", "use-client", "use-server")
	p.f("\n")
	for i := 1; i < len(m.Imports); i++ {
		im := m.Imports[i]
		p.f("import %d: %s %s", i, [...]string{"static", "require", "dynamic", "from", "star"}[im.Kind], p.spec(im))
		if im.TypeOnly {
			p.f(" type-only")
		}
		p.where(im.Fn, im.Guard)
	}
	for i := 1; i < len(m.Vars); i++ {
		v := m.Vars[i]
		p.f("var %d: %s %s", i, m.Name(v.Name), [...]string{"local", "param", "func", "class", "import", "typeparam", "const"}[v.Kind])
		if v.Type != 0 {
			p.f(": %s", p.value(v.Type))
		}
		p.where(v.Fn, 0)
	}
	for i := 1; i < len(m.Assigns); i++ {
		a := m.Assigns[i]
		p.f("assign %s = %s", p.value(a.Target), p.value(a.Value))
		p.where(a.Fn, a.Guard)
	}
	for i := 1; i < len(m.Classes); i++ {
		p.class(m.Classes[i], i)
	}
	for i := range m.Funcs {
		p.fn(program.FuncID(i))
	}
	for i := 1; i < len(m.Loops); i++ {
		l := m.Loops[i]
		p.f("loop %d: %s %s", i, [...]string{"for-each", "count", "while", "comprehension"}[l.Kind], p.value(l.Over))
		p.flags(uint32(l.Flags), "const-bound", "awaits", "exits", "endless", "async")
		if l.Parent != 0 {
			p.f(" loop %d", l.Parent)
		}
		p.where(l.Fn, l.Guard)
	}
	for i := 1; i < len(m.Guards); i++ {
		g := m.Guards[i]
		p.f("guard %d: %s", i, [...]string{"if", "except", "case", "after"}[g.Kind])
		if g.Negated {
			p.f(" not")
		}
		p.f(" %s", p.value(g.Cond))
		p.where(g.Fn, g.Parent)
	}
	for _, e := range m.Exports {
		p.f("export %s = %s\n", m.Name(e.Name), p.value(e.Value))
	}
}

// where ends a line with the function and the guard of its entry.
func (p *printer) where(fn program.FuncID, g program.GuardID) {
	if fn != 0 {
		p.f(" in %s", p.fnName(fn))
	}
	if g != 0 {
		p.f(" if %d", g)
	}
	p.f("\n")
}

func (p *printer) flags(set uint32, names ...string) {
	for i, name := range names {
		if set&(1<<i) != 0 {
			p.f(" %s", name)
		}
	}
}

func (p *printer) class(c program.Class, id int) {
	m := p.m
	p.f("class %d: %s", id, m.Name(c.Name))
	if c.Bases.Count != 0 {
		p.f("(%s)", p.list(c.Bases))
	}
	if c.Implements.Count != 0 {
		p.f(" implements %s", p.list(c.Implements))
	}
	p.flags(uint32(c.Flags), "interface", "abstract", "enum", "exported", "namespace")
	p.decorators(c.Decorators)
	p.where(c.Parent, 0)
	for _, mb := range m.Members[c.Members.Start : c.Members.Start+c.Members.Count] {
		p.f("  member %s", m.Name(mb.Name))
		if mb.Static {
			p.f(" static")
		}
		if mb.Func != 0 {
			p.f(" %s", p.fnName(mb.Func))
		}
		if mb.Type != 0 {
			p.f(": %s", p.value(mb.Type))
		}
		if mb.Value != 0 {
			p.f(" = %s", p.value(mb.Value))
		}
		p.decorators(mb.Decorators)
		p.f("\n")
	}
}

func (p *printer) decorators(r program.Range) {
	if r.Count != 0 {
		p.f(" @[%s]", p.list(r))
	}
}

func (p *printer) fnName(id program.FuncID) string {
	return fmt.Sprintf("%s#%d", p.m.Name(p.m.Funcs[id].Name), id)
}

func (p *printer) fn(id program.FuncID) {
	m := p.m
	f := m.Funcs[id]
	p.f("func %d: %s(", id, m.Name(f.Name))
	for i, a := range m.Params[f.Params.Start : f.Params.Start+f.Params.Count] {
		if i > 0 {
			p.f(", ")
		}
		switch {
		case a.Flags&program.RestParam != 0:
			p.f("*")
		case a.Flags&program.KeywordsParam != 0:
			p.f("**")
		}
		p.f("%s", p.varName(a.Var))
		p.flags(uint32(a.Flags>>2), "keyword-only", "optional", "property")
		if a.Type != 0 {
			p.f(": %s", p.value(a.Type))
		}
		if a.Default != 0 {
			p.f(" = %s", p.value(a.Default))
		}
		p.decorators(a.Decorators)
	}
	p.f(")")
	if f.ReturnType != 0 {
		p.f(" -> %s", p.value(f.ReturnType))
	}
	p.flags(uint32(f.Flags), "async", "generator", "arrow", "method", "static", "class-method", "getter", "setter",
		"constructor", "abstract", "field-init", "body", "exported", "use-server", "has-await", "coroutine")
	if f.Class != 0 {
		p.f(" of %s", m.Name(m.Classes[f.Class].Name))
	}
	p.decorators(f.Decorators)
	p.where(f.Parent, 0)
	for c := f.Calls; c != 0; c = m.Calls[c].Next {
		p.call(c)
	}
	for _, v := range m.List(f.Yields) {
		p.f("  yield %s\n", p.value(v))
	}
	for _, v := range m.List(f.Returns) {
		p.f("  return %s\n", p.value(v))
	}
}

func (p *printer) call(id program.CallID) {
	m := p.m
	c := m.Calls[id]
	p.f("  call %d: %s%s", id, [...]string{"", "new ", "iterate ", "async iterate ", "enter ", "async enter ", "tag ", "contains "}[c.Kind], p.value(c.Callee))
	if c.TypeArg != 0 {
		p.f("<%s>", p.value(c.TypeArg))
	}
	p.f("(")
	for i, a := range m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
		if i > 0 {
			p.f(", ")
		}
		if a.Spread {
			p.f("...")
		}
		if a.Name != 0 {
			p.f("%s=", m.Name(a.Name))
		}
		p.f("%s", p.value(a.Value))
	}
	p.f(")")
	p.flags(uint32(c.Flags), "awaited", "returned", "discarded", "optional", "spread", "in-try")
	if c.Loop != 0 {
		p.f(" loop %d", c.Loop)
	}
	p.where(0, c.Guard)
}

func (p *printer) spec(im program.Import) string {
	return strconv.Quote(strings.Repeat(".", int(im.Level)) + p.m.Name(im.Spec))
}

func (p *printer) varName(id program.VarID) string {
	name := p.m.Vars[id].Name
	if name == 0 || p.count[name] > 1 {
		return fmt.Sprintf("%s%%%d", p.m.Name(name), id)
	}
	return p.m.Name(name)
}

func (p *printer) value(id program.ValueID) string {
	var b strings.Builder
	p.write(&b, id, 0)
	return b.String()
}

func (p *printer) list(r program.Range) string {
	var b strings.Builder
	p.writeList(&b, r, ", ", 0)
	return b.String()
}

func (p *printer) writeList(b *strings.Builder, r program.Range, sep string, depth int) {
	for i, v := range p.m.List(r) {
		if i > 0 {
			b.WriteString(sep)
		}
		p.write(b, v, depth+1)
	}
}

func (p *printer) write(b *strings.Builder, id program.ValueID, depth int) {
	if depth > maxPrint {
		b.WriteString("…")
		return
	}
	m := p.m
	v := m.Values[id]
	name := m.Name(v.Name)
	elems := program.Range{Start: v.B, Count: v.C}
	// sub writes literal parts and operands in turn.
	sub := func(parts ...any) {
		for _, part := range parts {
			switch part := part.(type) {
			case string:
				b.WriteString(part)
			case uint32:
				p.write(b, program.ValueID(part), depth+1)
			}
		}
	}
	switch v.Kind {
	case program.Unknown:
		sub("?")
	case program.VarRef:
		sub(p.varName(program.VarID(v.A)))
	case program.Global:
		sub("$", name)
	case program.ImportOf:
		im := m.Imports[v.A]
		sub("<", strings.Repeat(".", int(im.Level)), m.Name(im.Spec), ">")
		if name != "" {
			sub(".", name)
		}
	case program.This:
		sub("this(", m.Name(m.Classes[v.A].Name), ")")
	case program.Super:
		sub("super(", m.Name(m.Classes[v.A].Name), ")")
	case program.Const:
		switch program.ConstKind(v.A) {
		case program.StringConst:
			sub(strconv.Quote(name))
		default:
			sub(name)
		}
	case program.Template:
		sub("f", strconv.Quote(name), "(")
		p.writeList(b, elems, ", ", depth)
		sub(")")
	case program.FuncOf:
		sub("func ", p.fnName(program.FuncID(v.A)))
	case program.ClassOf:
		sub("class ", m.Name(m.Classes[v.A].Name))
	case program.Attr:
		sub(v.A, ".", name)
	case program.Index:
		sub(v.A, "[", v.B, "]")
	case program.CallOf:
		sub("call#", strconv.Itoa(int(v.A)))
	case program.Await:
		sub("await ", v.A)
	case program.Object:
		sub("{")
		for i, f := range m.Fields[v.B : v.B+v.C] {
			if i > 0 {
				sub(", ")
			}
			switch f.Kind {
			case program.PlainField:
				key := "[]"
				if f.Name != 0 {
					key = m.Name(f.Name)
				}
				sub(key, ": ", uint32(f.Value))
			case program.SpreadField:
				sub("...", uint32(f.Value))
			case program.MethodField:
				sub(m.Name(f.Name), "() ", uint32(f.Value))
			case program.GetterField:
				sub("get ", m.Name(f.Name), " ", uint32(f.Value))
			case program.SetterField:
				sub("set ", m.Name(f.Name), " ", uint32(f.Value))
			}
		}
		sub("}")
	case program.List:
		sub("[")
		p.writeList(b, elems, ", ", depth)
		sub("]")
	case program.Spread:
		sub("...", v.A)
	case program.Union:
		sub("(")
		p.writeList(b, elems, " | ", depth)
		sub(")")
	case program.Element:
		sub("element(", v.A, ")")
	case program.Entered:
		sub("entered(", v.A, ")")
	case program.Unpack:
		sub(v.A, "!", strconv.Itoa(int(v.B)))
	case program.Binary:
		sub("(", v.A, " ", name, " ", v.B, ")")
	case program.Not:
		sub("!", v.A)
	case program.TypeOf:
		sub("typeof ", v.A)
	case program.Narrowed:
		is := " is "
		if v.C != 0 {
			is = " is not "
		}
		sub("(", v.A, is, v.B, ")")
	case program.Cast:
		sub("(", v.A, " as ", v.B, ")")
	case program.Generic:
		sub(v.A, "<")
		p.writeList(b, elems, ", ", depth)
		sub(">")
	case program.Callable:
		sub("callable(")
		p.writeList(b, elems, ", ", depth)
		sub(")")
	case program.Yielded:
		sub("yielded ", v.A)
	}
}
