package lower

import (
	"fmt"

	"github.com/stackfit/stackfit/analyzer/program"
)

// Check reports the first broken rule of a summary's tables, or nil. It is for
// tests. The rules linking relies on:
//
//   - every index is inside its table, every range too, every offset inside the file;
//   - a value's operands come before it, so values do not refer to themselves;
//   - loops, guards and functions come after those that enclose them, and a loop
//     and the loop around it are of one function;
//   - the assignments of a variable and the calls of a function are chained in
//     order, each exactly once.
func Check(m *program.Module) error {
	c := checker{m: m}
	c.values()
	c.tables()
	c.chains()
	return c.err
}

type checker struct {
	m   *program.Module
	err error
}

func (c *checker) bad(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

// in checks that an identifier is an index below n.
func (c *checker) in(id, n int, what string, at int) {
	if id >= n {
		c.bad("%s %d: %d is out of range %d", what, at, id, n)
	}
}

func (c *checker) value(id program.ValueID, what string, at int) {
	c.in(int(id), len(c.m.Values), what, at)
}

func (c *checker) name(id program.NameID, what string, at int) {
	c.in(int(id), c.m.NameCount(), what, at)
}

func (c *checker) fn(id program.FuncID, what string, at int) {
	c.in(int(id), len(c.m.Funcs), what, at)
}

func (c *checker) guard(id program.GuardID, what string, at int) {
	c.in(int(id), max(len(c.m.Guards), 1), what, at)
}

func (c *checker) loop(id program.LoopID, fn program.FuncID, what string, at int) {
	c.in(int(id), max(len(c.m.Loops), 1), what, at)
	if c.err == nil && id != 0 && c.m.Loops[id].Fn != fn {
		c.bad("%s %d: loop %d is of another function", what, at, id)
	}
}

func (c *checker) run(r program.Range, n int, what string, at int) bool {
	if uint64(r.Start)+uint64(r.Count) > uint64(n) {
		c.bad("%s %d: range %v is out of %d", what, at, r, n)
		return false
	}
	return true
}

// list checks a range of Elems whose values come before limit.
func (c *checker) list(r program.Range, limit int, what string, at int) {
	if !c.run(r, len(c.m.Elems), what, at) {
		return
	}
	for _, v := range c.m.List(r) {
		c.in(int(v), limit, what+" element of", at)
	}
}

func (c *checker) pos(pos uint32, what string, at int) {
	c.in(int(pos), int(c.m.Size)+1, what+" offset of", at)
}

func (c *checker) span(start, end uint32, what string, at int) {
	c.pos(end, what, at)
	if start > end {
		c.bad("%s %d: starts at %d, after its end %d", what, at, start, end)
	}
}

func (c *checker) values() {
	m := c.m
	if len(m.Values) == 0 || m.Values[0] != (program.Value{}) {
		c.bad("value 0 is not the unknown value")
		return
	}
	for i, v := range m.Values {
		c.name(v.Name, "name of value", i)
		c.pos(v.Pos, "value", i)
		operand := func(id uint32) { c.in(int(id), max(i, 1), "operand of value", i) }
		elems := func() { c.list(program.Range{Start: v.B, Count: v.C}, i, "value", i) }
		a := int(v.A)
		switch v.Kind {
		case program.Unknown:
		case program.VarRef:
			c.in(a, len(m.Vars), "variable of value", i)
			if a == 0 {
				c.bad("value %d: reference to no variable", i)
			}
		case program.Global:
			if v.Name == 0 {
				c.bad("value %d: global without a name", i)
			}
		case program.ImportOf:
			c.in(a, len(m.Imports), "import of value", i)
			if a == 0 {
				c.bad("value %d: member of no import", i)
			}
		case program.This, program.Super:
			c.in(a, len(m.Classes), "class of value", i)
			c.fn(program.FuncID(v.B), "function of value", i)
		case program.Const:
			c.in(a, int(program.EllipsisConst)+1, "constant kind of value", i)
		case program.FuncOf:
			c.in(a, len(m.Funcs), "function of value", i)
		case program.ClassOf:
			c.in(a, len(m.Classes), "class of value", i)
			if a == 0 {
				c.bad("value %d: no class", i)
			}
		case program.Attr:
			operand(v.A)
			c.fn(program.FuncID(v.B), "function of value", i)
		case program.CallOf:
			c.in(a, len(m.Calls), "call of value", i)
			if a == 0 {
				c.bad("value %d: no call", i)
			}
		case program.Index, program.Binary, program.Narrowed, program.Cast:
			operand(v.A)
			operand(v.B)
		case program.Await, program.Spread, program.Element, program.Entered, program.Unpack,
			program.Not, program.TypeOf, program.Yielded:
			operand(v.A)
		case program.Object:
			if c.run(program.Range{Start: v.B, Count: v.C}, len(m.Fields), "value", i) {
				for _, f := range m.Fields[v.B : v.B+v.C] {
					operand(uint32(f.Value))
				}
			}
		case program.Template, program.List, program.Union, program.Callable:
			elems()
		case program.Generic:
			operand(v.A)
			elems()
		default:
			c.bad("value %d: unknown kind %d", i, v.Kind)
		}
	}
}

func (c *checker) tables() {
	m := c.m
	n := len(m.Values)
	for i, f := range m.Fields {
		c.name(f.Name, "field", i)
	}
	for i, v := range m.Vars {
		c.name(v.Name, "variable", i)
		c.fn(v.Fn, "variable", i)
		c.value(v.Type, "variable", i)
		c.pos(v.Pos, "variable", i)
		c.in(int(v.Assigns), max(len(m.Assigns), 1), "variable", i)
	}
	if len(m.Funcs) == 0 || m.Funcs[0].Flags&program.BodyFunc == 0 {
		c.bad("function 0 is not the module body")
	}
	for i, f := range m.Funcs {
		c.name(f.Name, "function", i)
		c.in(int(f.Parent), max(i, 1), "parent of function", i)
		c.in(int(f.Class), len(m.Classes), "class of function", i)
		c.list(f.Decorators, n, "decorator of function", i)
		c.list(f.Returns, n, "return of function", i)
		c.list(f.Yields, n, "yield of function", i)
		c.value(f.ReturnType, "function", i)
		c.in(int(f.Calls), max(len(m.Calls), 1), "function", i)
		c.span(f.Start, f.End, "function", i)
		c.pos(f.NamePos, "function", i)
		c.run(f.Params, len(m.Params), "function", i)
	}
	for i, p := range m.Params {
		c.name(p.Name, "parameter", i)
		c.in(int(p.Var), len(m.Vars), "parameter", i)
		c.value(p.Type, "parameter", i)
		c.value(p.Default, "parameter", i)
		c.list(p.Decorators, n, "parameter", i)
	}
	for i, cl := range m.Classes {
		c.name(cl.Name, "class", i)
		c.fn(cl.Parent, "class", i)
		c.list(cl.Bases, n, "class", i)
		c.list(cl.Implements, n, "class", i)
		c.list(cl.Decorators, n, "class", i)
		c.run(cl.Members, len(m.Members), "class", i)
		c.span(cl.Start, cl.End, "class", i)
		c.pos(cl.NamePos, "class", i)
	}
	for i, mb := range m.Members {
		c.name(mb.Name, "member", i)
		c.fn(mb.Func, "member", i)
		c.value(mb.Type, "member", i)
		c.value(mb.Value, "member", i)
		c.list(mb.Decorators, n, "member", i)
	}
	for i, l := range m.Loops {
		c.fn(l.Fn, "loop", i)
		c.in(int(l.Parent), max(i, 1), "parent of loop", i)
		c.loop(l.Parent, l.Fn, "parent of loop", i)
		c.guard(l.Guard, "loop", i)
		c.value(l.Over, "loop", i)
		c.span(l.Start, l.End, "loop", i)
	}
	for i, g := range m.Guards {
		c.fn(g.Fn, "guard", i)
		c.in(int(g.Parent), max(i, 1), "parent of guard", i)
		c.value(g.Cond, "guard", i)
		c.pos(g.Pos, "guard", i)
	}
	for i, im := range m.Imports {
		c.name(im.Spec, "import", i)
		c.fn(im.Fn, "import", i)
		c.guard(im.Guard, "import", i)
		c.pos(im.Pos, "import", i)
	}
	for i, e := range m.Exports {
		c.name(e.Name, "export", i)
		c.value(e.Value, "export", i)
		c.pos(e.Pos, "export", i)
	}
	for i, a := range m.Args {
		c.name(a.Name, "argument", i)
		c.value(a.Value, "argument", i)
	}
	for i, a := range m.Assigns {
		c.value(a.Target, "assignment", i)
		c.value(a.Value, "assignment", i)
		c.fn(a.Fn, "assignment", i)
		c.guard(a.Guard, "assignment", i)
		c.pos(a.Pos, "assignment", i)
	}
	for i, call := range m.Calls {
		c.fn(call.Fn, "call", i)
		c.value(call.Callee, "call", i)
		c.value(call.TypeArg, "call", i)
		c.run(call.Args, len(m.Args), "call", i)
		c.loop(call.Loop, call.Fn, "call", i)
		c.guard(call.Guard, "call", i)
		c.span(call.Pos, call.End, "call", i)
		if call.NamePos < call.Pos || call.NamePos > call.End {
			c.bad("call %d: name at %d is outside %d to %d", i, call.NamePos, call.Pos, call.End)
		}
	}
}

func (c *checker) chains() {
	if c.err != nil {
		return
	}
	m := c.m
	assigns := 0
	for i, v := range m.Vars {
		last := program.AssignID(0)
		for a := v.Assigns; a != 0; last, a = a, m.Assigns[a].Next {
			if a <= last || int(a) >= len(m.Assigns) {
				c.bad("variable %d: assignment %d follows %d", i, a, last)
				return
			}
			if t := m.Values[m.Assigns[a].Target]; t.Kind != program.VarRef || int(t.A) != i {
				c.bad("variable %d: assignment %d is to something else", i, a)
				return
			}
			assigns++
		}
	}
	for i := 1; i < len(m.Assigns); i++ {
		switch t := m.Values[m.Assigns[i].Target]; t.Kind {
		case program.VarRef:
			assigns--
		case program.Attr, program.Index:
		default:
			c.bad("assignment %d: cannot assign to a value of kind %d", i, t.Kind)
		}
	}
	if assigns != 0 {
		c.bad("%d assignments are in no chain", -assigns)
	}
	calls := max(len(m.Calls), 1) - 1
	for i, f := range m.Funcs {
		last := program.CallID(0)
		for id := f.Calls; id != 0; last, id = id, m.Calls[id].Next {
			if id <= last || int(id) >= len(m.Calls) {
				c.bad("function %d: call %d follows %d", i, id, last)
				return
			}
			if int(m.Calls[id].Fn) != i {
				c.bad("function %d: call %d is of another function", i, id)
				return
			}
			calls--
		}
	}
	if calls != 0 {
		c.bad("%d calls are in no chain", calls)
	}
}
