package lowerpy

import (
	"strings"

	"github.com/stackfit/stackfit/analyzer/internal/lower"
	"github.com/stackfit/stackfit/analyzer/internal/py"
	"github.com/stackfit/stackfit/analyzer/program"
)

// maxConsts is how many elements of a display are kept when they are plain data.
// Long tables of data say nothing about calls.
const maxConsts = 64

var binOps = [...]string{
	py.Add: "+", py.Sub: "-", py.Mult: "*", py.MatMult: "@", py.Div: "/", py.FloorDiv: "//", py.Mod: "%",
	py.Pow: "**", py.LShift: "<<", py.RShift: ">>", py.BitOr: "|", py.BitXor: "^", py.BitAnd: "&",
}

var cmpOps = [...]string{
	py.Eq: "==", py.NotEq: "!=", py.Lt: "<", py.LtE: "<=", py.Gt: ">", py.GtE: ">=",
	py.Is: "is", py.IsNot: "is not", py.In: "in", py.NotIn: "not in",
}

// expr lowers an expression, all its calls included. A nil expression is 0.
func (l *Lowerer) expr(e py.Expr) program.ValueID { return l.use(e, 0) }

// use lowers an expression whose value is used as flags say.
func (l *Lowerer) use(e py.Expr, flags program.CallFlags) program.ValueID {
	if e == nil || l.depth >= maxDepth {
		return 0
	}
	l.depth++
	v := l.useShallow(e, flags)
	l.depth--
	return v
}

func (l *Lowerer) useShallow(e py.Expr, flags program.CallFlags) program.ValueID {
	switch n := e.(type) {
	case *py.Name:
		return l.nameRef(n.ID, l.pos(n))
	case *py.Attribute:
		base := l.expr(n.Value)
		if base == 0 {
			return 0
		}
		pos := n.AttrPos
		if l.fixed {
			pos = l.fixedPos
		}
		return l.narrowed(l.attr(base, l.name(n.Attr), pos))
	case *py.Call:
		return l.call(n, flags)
	case *py.Constant:
		return l.constant(n)
	case *py.JoinedStr:
		return l.template(n)
	case *py.Subscript:
		base := l.expr(n.Value)
		key := l.expr(n.Index)
		if base == 0 {
			return 0
		}
		return l.b.Value(program.Value{Kind: program.Index, A: uint32(base), B: uint32(key), Pos: l.pos(n)})
	case *py.Slice:
		l.expr(n.Lower)
		l.expr(n.Upper)
		l.expr(n.Step)
	case *py.Compare:
		return l.compare(n)
	case *py.BoolOp:
		facts := len(l.facts)
		v := l.boolOp(n)
		l.facts = l.facts[:facts]
		return v
	case *py.BinOp:
		return l.binOp(n)
	case *py.UnaryOp:
		return l.unaryOp(n)
	case *py.IfExp:
		return l.ifExp(n, flags)
	case *py.Await:
		l.waits()
		return l.unary(program.Await, l.use(n.Value, flags|program.AwaitedCall), l.pos(n))
	case *py.Yield:
		return l.yield(n, n.Value)
	case *py.YieldFrom:
		return l.yieldFrom(n)
	case *py.Lambda:
		return l.lambda(n)
	case *py.Comp:
		return l.comp(n)
	case *py.List:
		return l.display(n.Elts, l.pos(n))
	case *py.Tuple:
		return l.display(n.Elts, l.pos(n))
	case *py.Set:
		return l.display(n.Elts, l.pos(n))
	case *py.Dict:
		return l.dict(n)
	case *py.Starred:
		return l.unary(program.Spread, l.expr(n.Value), l.pos(n))
	case *py.NamedExpr:
		v := l.expr(n.Value)
		l.assignWalrus(n.Target, v)
		return v
	case *py.FormattedValue:
		return l.expr(n.Value)
	default:
	}
	return 0
}

func (l *Lowerer) unary(kind program.ValueKind, a program.ValueID, pos uint32) program.ValueID {
	if a == 0 {
		return 0
	}
	return l.b.Value(program.Value{Kind: kind, A: uint32(a), Pos: pos})
}

func (l *Lowerer) binary(op string, a, b program.ValueID, pos uint32) program.ValueID {
	if a == 0 && b == 0 {
		return 0
	}
	return l.b.Value(program.Value{Kind: program.Binary, Name: l.name(op), A: uint32(a), B: uint32(b), Pos: pos})
}

func (l *Lowerer) constant(n *py.Constant) program.ValueID {
	pos := l.pos(n)
	switch n.Kind {
	case py.ConstNone:
		return l.none(pos)
	case py.ConstTrue:
		return l.shared(program.BoolConst, "true", pos)
	case py.ConstFalse:
		return l.shared(program.BoolConst, "false", pos)
	case py.ConstEllipsis:
		return l.shared(program.EllipsisConst, "...", pos)
	case py.ConstInt, py.ConstFloat, py.ConstComplex:
		return l.number(n.Raw, pos)
	case py.ConstBytes:
		return l.shared(program.BytesConst, n.Raw, pos)
	case py.ConstStr:
		return l.shared(program.StringConst, n.Str(), pos)
	}
	return 0
}

// shared is a constant; equal ones mostly share a value.
func (l *Lowerer) shared(kind program.ConstKind, text string, pos uint32) program.ValueID {
	id := l.name(text[:min(len(text), lower.MaxConst)])
	info := &l.names[id]
	if v := l.m.Values[info.constant]; v.Kind == program.Const && program.ConstKind(v.A) == kind {
		return info.constant
	}
	info.constant = l.b.Value(program.Value{Kind: program.Const, Name: id, A: uint32(kind), Pos: pos})
	return info.constant
}

func (l *Lowerer) none(pos uint32) program.ValueID {
	return l.shared(program.NullConst, "None", pos)
}

// number is a number constant, without the underscores.
func (l *Lowerer) number(text string, pos uint32) program.ValueID {
	if strings.Contains(text, "_") {
		text = strings.ReplaceAll(text, "_", "")
	}
	return l.shared(program.NumberConst, text, pos)
}

func (l *Lowerer) template(n *py.JoinedStr) program.ValueID {
	text, vals := len(l.text), len(l.vals)
	for _, part := range n.Values {
		switch p := part.(type) {
		case *py.Constant:
			l.text = append(l.text, p.Str()...)
		case *py.FormattedValue:
			l.text = append(l.text, "{}"...)
			v := l.expr(p.Value)
			l.vals = append(l.vals, v)
			if p.FormatSpec != nil {
				l.expr(p.FormatSpec)
			}
		default:
		}
	}
	s := l.text[text:]
	name := l.name(string(s[:min(len(s), lower.MaxConst)]))
	l.text = l.text[:text]
	r := l.b.List(l.vals[vals:])
	l.vals = l.vals[:vals]
	return l.b.Value(program.Value{Kind: program.Template, Name: name, B: r.Start, C: r.Count, Pos: l.pos(n)})
}

func (l *Lowerer) compare(n *py.Compare) program.ValueID {
	left := l.expr(n.Left)
	var first program.ValueID
	for i, c := range n.Comparators {
		right := l.expr(c)
		if i == 0 {
			first = l.binary(cmpOps[n.Ops[0]], left, right, l.pos(n))
		}
		if (n.Ops[i] == py.In || n.Ops[i] == py.NotIn) && l.cur.loop != 0 && right != 0 && !isDisplay(c) {
			l.record(program.Call{
				Kind: program.ContainsCall, Callee: right, Pos: l.pos(n), End: l.end(n), NamePos: l.namePos(c),
			}, []program.Arg{{Value: left}})
		}
		left = right
	}
	return first
}

func isDisplay(e py.Expr) bool {
	switch e.(type) {
	case *py.Constant, *py.JoinedStr, *py.List, *py.Tuple, *py.Set, *py.Dict:
		return true
	default:
	}
	return false
}

// binOp lowers a chain of operators, which leans left, without recursion.
func (l *Lowerer) binOp(n *py.BinOp) program.ValueID {
	base := len(l.spine)
	for {
		l.spine = append(l.spine, n)
		left, ok := n.Left.(*py.BinOp)
		if !ok {
			break
		}
		n = left
	}
	v := l.expr(n.Left)
	for i := len(l.spine) - 1; i >= base; i-- {
		op := l.spine[i]
		v = l.binary(binOps[op.Op], v, l.expr(op.Right), l.pos(op))
	}
	l.spine = l.spine[:base]
	return v
}

func (l *Lowerer) unaryOp(n *py.UnaryOp) program.ValueID {
	switch n.Op {
	case py.Not:
		facts := len(l.facts)
		v := l.cond(n)
		l.facts = l.facts[:facts]
		return v
	case py.USub:
		if c, ok := n.Operand.(*py.Constant); ok && (c.Kind == py.ConstInt || c.Kind == py.ConstFloat) {
			return l.number("-"+c.Raw, l.pos(n))
		}
	default:
	}
	// A number stays a number, and a frame a frame.
	return l.expr(n.Operand)
}

func (l *Lowerer) ifExp(n *py.IfExp, flags program.CallFlags) program.ValueID {
	guards, narrows, facts := len(l.guards), len(l.narrows), len(l.facts)
	cond := l.cond(n.Test)
	pos := l.pos(n.Test)
	l.push(program.IfGuard, false, cond, pos)
	l.narrow(facts, len(l.facts), true)
	a := l.use(n.Body, flags)
	l.guards, l.narrows = l.guards[:guards], l.narrows[:narrows]
	l.push(program.IfGuard, true, cond, pos)
	l.narrow(facts, len(l.facts), false)
	b := l.use(n.Orelse, flags)
	l.guards, l.narrows, l.facts = l.guards[:guards], l.narrows[:narrows], l.facts[:facts]
	if a == 0 && b == 0 {
		return 0
	}
	vals := len(l.vals)
	l.vals = append(l.vals, a, b)
	v := l.b.ListValue(program.Union, l.vals[vals:], l.pos(n))
	l.vals = l.vals[:vals]
	return v
}

func (l *Lowerer) yield(n, value py.Expr) program.ValueID {
	l.m.Funcs[l.cur.fn].Flags |= program.GeneratorFunc
	kind, flags := program.Yielded, program.CallFlags(0)
	if l.cur.coroutine {
		kind, flags = program.Await, program.AwaitedCall
		l.waits()
	} else {
		l.yieldsInLoops()
	}
	v := l.use(value, flags)
	if v == 0 {
		v = l.none(l.pos(n))
	}
	l.yields = append(l.yields, v)
	return l.b.Value(program.Value{Kind: kind, A: uint32(v), Pos: l.pos(n)})
}

func (l *Lowerer) yieldFrom(n *py.YieldFrom) program.ValueID {
	l.m.Funcs[l.cur.fn].Flags |= program.GeneratorFunc
	flags := program.CallFlags(0)
	if l.cur.coroutine {
		flags = program.AwaitedCall
		l.waits()
	} else {
		l.yieldsInLoops()
	}
	v := l.use(n.Value, flags)
	if v == 0 {
		return 0
	}
	l.operation(program.IterateCall, flags, n.Value, v)
	if l.cur.coroutine {
		return l.unary(program.Await, v, l.pos(n))
	}
	elem := l.element(v, l.pos(n))
	l.yields = append(l.yields, elem)
	return l.unary(program.Yielded, elem, l.pos(n))
}

func (l *Lowerer) display(elts []py.Expr, pos uint32) program.ValueID {
	base := len(l.vals)
	for i, e := range elts {
		if i >= maxConsts && isData(e, 3) {
			continue
		}
		v := l.expr(e)
		l.vals = append(l.vals, v)
	}
	v := l.b.ListValue(program.List, l.vals[base:], pos)
	l.vals = l.vals[:base]
	return v
}

// isData says whether an expression is a constant, or a display of constants no
// more than depth displays deep.
func isData(e py.Expr, depth int) bool {
	var elts []py.Expr
	switch n := e.(type) {
	case *py.Constant:
		return true
	case *py.Tuple:
		elts = n.Elts
	case *py.List:
		elts = n.Elts
	case *py.Dict:
		for _, k := range n.Keys {
			if _, ok := k.(*py.Constant); !ok {
				return false
			}
		}
		elts = n.Values
	default:
		return false
	}
	if depth == 0 {
		return false
	}
	for _, elt := range elts {
		if !isData(elt, depth-1) {
			return false
		}
	}
	return true
}

func (l *Lowerer) dict(n *py.Dict) program.ValueID {
	base := len(l.fields)
	for i, value := range n.Values {
		if i >= maxConsts && isData(value, 3) {
			if !isData(n.Keys[i], 3) {
				l.expr(n.Keys[i])
			}
			continue
		}
		f := program.Field{Kind: program.SpreadField}
		if n.Keys[i] != nil {
			f.Kind = program.PlainField
			f.Name = l.key(n.Keys[i])
		}
		f.Value = l.expr(value)
		if v := l.m.Values[f.Value]; v.Kind == program.FuncOf && l.m.Funcs[v.A].Name == 0 {
			l.m.Funcs[v.A].Name = f.Name
		}
		l.fields = append(l.fields, f)
	}
	v := l.b.Object(l.fields[base:], l.pos(n))
	l.fields = l.fields[:base]
	return v
}

// key is the name of a dictionary key that is a constant string; other keys are
// lowered for the calls in them.
func (l *Lowerer) key(e py.Expr) program.NameID {
	c, ok := e.(*py.Constant)
	if !ok {
		l.expr(e)
		return 0
	}
	if c.Kind != py.ConstStr {
		return 0
	}
	s := c.Str()
	return l.name(s[:min(len(s), lower.MaxConst)])
}

func (l *Lowerer) call(n *py.Call, flags program.CallFlags) program.ValueID {
	called := "" // the name called
	switch f := n.Func.(type) {
	case *py.Name:
		called = f.ID
	case *py.Attribute:
		called = f.Attr
	default: // no name
	}
	callee := l.expr(n.Func)
	isCast := called == "cast" && len(n.Args) == 2 && (l.is(callee, "typing.cast") || l.is(callee, "typing_extensions.cast"))

	base := len(l.args)
	for i, e := range n.Args {
		var a program.Arg
		switch star, ok := e.(*py.Starred); {
		case ok:
			a = program.Arg{Value: l.expr(star.Value), Spread: true}
		case isCast && i == 0:
			a.Value = l.typ(e)
		default:
			a.Value = l.expr(e)
		}
		if a.Spread {
			flags |= program.SpreadCall
		}
		l.args = append(l.args, a)
	}
	for _, k := range n.Keywords {
		a := program.Arg{Name: l.name(k.Name), Value: l.expr(k.Value)}
		if k.Name == "" {
			a.Spread = true
			flags |= program.SpreadCall
		}
		l.args = append(l.args, a)
	}
	args := l.args[base:]
	l.args = l.args[:base]

	pos := l.pos(n)
	if called == "super" && l.class != 0 && l.isGlobal(callee, "super") {
		return l.b.Value(program.Value{Kind: program.Super, A: uint32(l.class), B: uint32(l.cur.fn), Pos: pos})
	}
	id := l.record(program.Call{Flags: flags, Callee: callee, Pos: pos, End: l.end(n), NamePos: l.namePos(n.Func)}, args)
	switch {
	case flags&program.DiscardedCall != 0 && called != "import_module" && called != "__import__":
		return 0 // no one uses it
	case isCast && len(args) == 2:
		return l.b.Value(program.Value{Kind: program.Cast, A: uint32(args[1].Value), B: uint32(args[0].Value), Pos: pos})
	case called == "import_module" && l.is(callee, "importlib.import_module"),
		called == "__import__" && l.isGlobal(callee, "__import__"):
		if v := l.dynamicImport(n, pos); v != 0 {
			return v
		}
	}
	return l.b.Value(program.Value{Kind: program.CallOf, A: uint32(id), Pos: pos})
}

// dynamicImport records an import by a call, and returns what it imports when
// that is a constant.
func (l *Lowerer) dynamicImport(n *py.Call, pos uint32) program.ValueID {
	im := program.Import{Kind: program.DynamicImport, Fn: l.cur.fn, Guard: l.guard(), Pos: pos}
	if len(n.Args) > 0 {
		if c, ok := n.Args[0].(*py.Constant); ok && c.Kind == py.ConstStr {
			spec := strings.TrimLeft(c.Str(), ".")
			im.Level = uint8(min(len(c.Str())-len(spec), 255))
			im.Spec = l.name(spec)
		}
	}
	id := l.b.Import(im)
	if im.Spec == 0 {
		return 0
	}
	return l.b.Value(program.Value{Kind: program.ImportOf, A: uint32(id), Pos: pos})
}

func (l *Lowerer) lambda(n *py.Lambda) program.ValueID {
	pos := l.pos(n)
	fn := l.b.Func(program.Func{
		Parent: l.cur.fn, Flags: program.ArrowFunc, Start: pos, End: l.end(n), NamePos: pos,
	})
	base := len(l.params)
	l.declareParams(n.Params, nil)
	l.open(scope{kind: funcScope, fn: fn})
	l.bindParams(fn, n.Params, base)
	saved := l.enter(fn)
	l.returns = append(l.returns, l.use(n.Body, program.ReturnedCall))
	l.leave(saved)
	l.close()
	return l.b.Value(program.Value{Kind: program.FuncOf, A: uint32(fn), Pos: pos})
}

// comp lowers a comprehension, a loop in the function it stands in. A generator
// expression is taken to be used where it stands.
func (l *Lowerer) comp(n *py.Comp) program.ValueID {
	guards, narrows, outer, pos := len(l.guards), len(l.narrows), l.cur.loop, l.pos(n)
	for i, g := range n.Generators {
		over := l.expr(g.Iter)
		l.iterate(g.Iter, over, g.Async)
		if i == 0 {
			// All but the first iterable is evaluated inside.
			l.open(scope{kind: innerScope, fn: l.cur.fn})
		}
		l.cur.loop = l.b.Loop(program.Loop{
			Kind: program.Comprehension, Flags: l.bound(g.Iter, over), Fn: l.cur.fn, Parent: l.cur.loop,
			Guard: l.guard(), Over: over, Start: pos, End: l.end(n),
		})
		if g.Async {
			l.m.Loops[l.cur.loop].Flags |= program.AsyncLoop
			l.waits()
		}
		l.assign(g.Target, l.element(over, l.pos(g.Target)))
		for _, e := range g.Ifs {
			facts := len(l.facts)
			cond := l.cond(e)
			l.push(program.IfGuard, false, cond, l.pos(e))
			l.narrow(facts, len(l.facts), true)
			l.facts = l.facts[:facts]
		}
	}
	var v program.ValueID
	if n.Kind == py.DictComp {
		name := l.key(n.Elt)
		value := l.expr(n.Value)
		base := len(l.fields)
		l.fields = append(l.fields, program.Field{Name: name, Value: value})
		v = l.b.Object(l.fields[base:], pos)
		l.fields = l.fields[:base]
	} else {
		elem := l.expr(n.Elt)
		base := len(l.vals)
		l.vals = append(l.vals, elem)
		v = l.b.ListValue(program.List, l.vals[base:], pos)
		l.vals = l.vals[:base]
	}
	if len(n.Generators) > 0 {
		l.close()
	}
	l.guards, l.narrows, l.cur.loop = l.guards[:guards], l.narrows[:narrows], outer
	return v
}
