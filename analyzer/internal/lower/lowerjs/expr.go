package lowerjs

import (
	"github.com/stackfit/stackfit/analyzer/internal/js"
	"github.com/stackfit/stackfit/analyzer/internal/lower"
	"github.com/stackfit/stackfit/analyzer/program"
)

// Of long lists only so many literals are kept: tables of data tell nothing
// about calls.
const maxLiterals = 64

// setHint names the function or class that the next expression may be.
func (l *Lowerer) setHint(name string, pos uint32) { l.hint = hint{l.name(name), pos} }

// expr lowers an expression and returns its value, 0 when it is unknown or
// nobody reads it.
func (l *Lowerer) expr(e js.Expr, u use) program.ValueID {
	h := l.hint
	l.hint = hint{}
	if e == nil || l.depth >= maxDepth {
		return 0
	}
	l.depth++
	v := l.expr1(e, u, h)
	l.depth--
	return v
}

func (l *Lowerer) expr1(e js.Expr, u use, h hint) program.ValueID {
	switch n := e.(type) {
	case *js.Identifier:
		if u&noValue != 0 {
			return 0
		}
		return l.ident(n)
	case *js.Member, *js.Call, *js.TaggedTemplate, *js.TSNonNull:
		return l.chain(e, u)
	case *js.Literal:
		if u&noValue != 0 && n.Kind != js.RegExpLiteral {
			return 0
		}
		return l.literal(n)
	case *js.This:
		if u&noValue != 0 {
			return 0
		}
		return l.this(n.Pos())
	case *js.Super:
		return l.super(n.Pos())
	case *js.Object:
		return l.object(n, u)
	case *js.Function:
		return l.funcExpr(n, h)
	case *js.Class:
		return l.classOf(l.class(n, h, true), n.Pos())
	case *js.Array:
		return l.array(n, u)
	case *js.Template:
		return l.template(n, u)
	case *js.New:
		callee := l.expr(n.Callee, 0)
		return l.call(program.Call{
			Kind: program.NewCall, Callee: callee, Pos: n.Pos(), End: n.End(), NamePos: namePos(n.Callee),
		}, n.TypeArgs, n.Args, u)
	case *js.Await:
		l.m.Funcs[l.fr.fn].Flags |= program.HasAwaitFunc
		l.suspends()
		v := l.expr(n.X, u|awaited)
		if v == 0 || u&noValue != 0 {
			return 0
		}
		return l.value(program.Value{Kind: program.Await, A: uint32(v), Pos: n.Pos()})
	case *js.Assign:
		return l.assign(n, u, h)
	case *js.Binary:
		return l.binary(n, u)
	case *js.Logical:
		return l.logical(n, u, h)
	case *js.Conditional:
		return l.conditional(n, u, h)
	case *js.Unary:
		return l.unary(n, u)
	case *js.Update:
		l.update(n.X)
		return 0
	case *js.Sequence:
		for i, x := range n.Exprs {
			if i < len(n.Exprs)-1 {
				l.expr(x, discarded)
			}
		}
		if len(n.Exprs) == 0 {
			return 0
		}
		l.hint = h
		return l.expr(n.Exprs[len(n.Exprs)-1], u)
	case *js.Spread:
		v := l.expr(n.X, u&noValue)
		if v == 0 {
			return 0
		}
		return l.value(program.Value{Kind: program.Spread, A: uint32(v), Pos: n.Pos()})
	case *js.Yield:
		return l.yield(n, u)
	case *js.ImportCall:
		return l.importCall(n)
	case *js.MetaProperty:
		if n.Meta == "import" && u&noValue == 0 {
			return l.global("import.meta", n.Pos())
		}
		return 0
	case *js.TSAs:
		return l.cast(n.X, n.Type, u, h)
	case *js.TSSatisfies:
		return l.cast(n.X, n.Type, u, h)
	case *js.TSTypeAssertion:
		return l.cast(n.X, n.Type, u, h)
	case *js.TSInstantiation:
		l.hint = h
		return l.expr(n.X, u)
	case *js.JSXElement:
		return l.jsx(n, u)
	case *js.JSXExpr:
		return l.expr(n.X, u)
	case *js.JSXText, *js.PrivateName, *js.BadExpr:
		return 0
	}
	return 0
}

func (l *Lowerer) ident(n *js.Identifier) program.ValueID {
	if v := l.lookup(n.Name); v != 0 {
		return l.ref(v, n.Pos())
	}
	switch n.Name {
	case "undefined":
		return l.constant(program.NullConst, n.Name, n.Pos())
	case "exports":
		return l.exports(n.Pos())
	}
	return l.global(n.Name, n.Pos())
}

func (l *Lowerer) literal(n *js.Literal) program.ValueID {
	kind := program.StringConst
	switch n.Kind {
	case js.StringLiteral:
	case js.NumberLiteral, js.BigIntLiteral:
		kind = program.NumberConst
	case js.RegExpLiteral:
		kind = program.RegexConst
	case js.BoolLiteral:
		kind = program.BoolConst
	case js.NullLiteral:
		kind = program.NullConst
	}
	return l.constant(kind, n.Value, n.Pos())
}

func (l *Lowerer) super(pos uint32) program.ValueID {
	return l.value(program.Value{Kind: program.Super, A: uint32(l.fr.class), B: uint32(l.fr.thisFn), Pos: pos})
}

// namePos returns where the name of a called expression stands.
func namePos(e js.Expr) uint32 {
	for {
		switch n := e.(type) {
		case *js.Member:
			if n.Index != nil {
				return n.Index.Pos()
			}
			return n.NamePos
		case *js.TSNonNull:
			e = n.X
		case *js.Call:
			e = n.Callee
		case *js.TSInstantiation:
			e = n.X
		case nil:
			return 0
		default:
			return e.Pos()
		}
	}
}

// chain lowers members and calls, which may lean far to the left, from the
// bottom up.
func (l *Lowerer) chain(e js.Expr, u use) program.ValueID {
	mark := len(l.spine)
	for u&noValue != 0 {
		n, ok := e.(*js.Member)
		if !ok {
			break
		}
		if n.Index != nil {
			l.expr(n.Index, noValue)
		}
		e, u = n.Object, noValue
	}
	for {
		switch n := e.(type) {
		case *js.Member:
			l.spine = append(l.spine, n)
			e = n.Object
			continue
		case *js.Call:
			l.spine = append(l.spine, n)
			e = n.Callee
			continue
		case *js.TaggedTemplate:
			l.spine = append(l.spine, n)
			e = n.Tag
			continue
		case *js.TSNonNull:
			e = n.X
			continue
		default:
		}
		break
	}
	if len(l.spine) == mark {
		return l.expr(e, u)
	}
	top := len(l.spine) - 1
	var v program.ValueID
	base, ok := e.(*js.Identifier)
	switch {
	case ok && l.isRequire(base, l.spine[top]):
		v = l.requireCall(l.spine[top].(*js.Call))
		top--
	case ok && l.isModuleExports(base, l.spine[top]):
		v = l.exports(base.Pos())
		top--
	default:
		v = l.expr(e, 0)
	}
	for i := top; i >= mark; i-- {
		last := use(0)
		if i == mark {
			last = u
		}
		switch n := l.spine[i].(type) {
		case *js.Member:
			callee := false
			if i > mark {
				_, member := l.spine[i-1].(*js.Member)
				callee = !member
			}
			v = l.member(n, v, callee)
		case *js.Call:
			c := program.Call{Callee: v, Pos: n.Pos(), End: n.End(), NamePos: namePos(n.Callee)}
			if n.Optional {
				c.Flags = program.OptionalCall
			}
			v = l.call(c, n.TypeArgs, n.Args, last)
		case *js.TaggedTemplate:
			q := l.template(n.Quasi, 0)
			l.args = append(l.args, program.Arg{Value: q})
			v = l.emit(program.Call{
				Kind: program.TagCall, Callee: v, Pos: n.Pos(), End: n.End(), NamePos: namePos(n.Tag),
			}, n.TypeArgs, len(l.args)-1, last)
		default:
		}
	}
	l.spine = l.spine[:mark]
	return v
}

// member adds x.name or x[key]. Of an unknown x only a method is worth naming.
func (l *Lowerer) member(n *js.Member, base program.ValueID, callee bool) program.ValueID {
	name, pos, ok := l.memberName(n)
	if ok {
		if base == 0 && !callee {
			return 0
		}
		return l.attr(base, name, pos)
	}
	k := l.expr(n.Index, 0)
	if base == 0 {
		return 0
	}
	return l.value(program.Value{Kind: program.Index, A: uint32(base), B: uint32(k), Pos: n.Index.Pos()})
}

func (l *Lowerer) memberName(n *js.Member) (program.NameID, uint32, bool) {
	if n.Index == nil {
		if n.Private {
			return l.private(n.Name), n.NamePos, true
		}
		return l.name(n.Name), n.NamePos, true
	}
	if lit, ok := n.Index.(*js.Literal); ok && lit.Kind != js.StringLiteral {
		return 0, 0, false // an item
	}
	name, ok := l.key(n.Index, true)
	return name, n.Index.Pos(), ok
}

// call lowers the arguments and adds the call.
func (l *Lowerer) call(c program.Call, typeArgs []js.Type, args []js.Expr, u use) program.ValueID {
	mark := len(l.args)
	for _, a := range args {
		if s, ok := a.(*js.Spread); ok {
			v := l.spread(s)
			l.args = append(l.args, program.Arg{Value: v, Spread: true})
			c.Flags |= program.SpreadCall
			continue
		}
		v := l.expr(a, 0)
		l.args = append(l.args, program.Arg{Value: v})
	}
	return l.emit(c, typeArgs, mark, u)
}

// spread lowers what is spread. Only a call can yield a generator here.
func (l *Lowerer) spread(s *js.Spread) program.ValueID {
	v := l.expr(s.X, 0)
	if _, ok := s.X.(*js.Call); ok {
		l.iterate(program.IterateCall, v, s.X)
	}
	return v
}

// emit adds a call whose arguments lie on l.args above mark.
func (l *Lowerer) emit(c program.Call, typeArgs []js.Type, mark int, u use) program.ValueID {
	if len(typeArgs) > 0 {
		c.TypeArg = l.typ(typeArgs[0])
	}
	c.Fn, c.Loop, c.Guard = l.fr.fn, l.fr.loop, l.fr.guard
	c.Flags |= program.CallFlags(u & callBits)
	if l.fr.inTry {
		c.Flags |= program.InTry
	}
	id := l.b.Call(c, l.args[mark:])
	l.args = l.args[:mark]
	if l.exportsVar != 0 {
		l.exportCall(id)
	}
	if u&noValue != 0 {
		return 0
	}
	return l.value(program.Value{Kind: program.CallOf, A: uint32(id), Pos: c.Pos})
}

func (l *Lowerer) object(n *js.Object, u use) program.ValueID {
	mark, literals := len(l.fields), 0
	for _, p := range n.Properties {
		if p.Kind == js.PropertySpread {
			v := l.expr(p.Value, 0)
			if v != 0 {
				l.fields = append(l.fields, program.Field{Value: v, Kind: program.SpreadField})
			}
			continue
		}
		name, ok := l.key(p.Key, p.Computed)
		if !ok {
			l.expr(p.Key, noValue)
		}
		f := program.Field{Name: name}
		switch p.Kind {
		case js.PropertyMethod, js.PropertyGet, js.PropertySet:
			flags := program.MethodFunc
			f.Kind = program.MethodField
			if p.Kind == js.PropertyGet {
				flags |= program.GetterFunc
				f.Kind = program.GetterField
			} else if p.Kind == js.PropertySet {
				flags |= program.SetterFunc
				f.Kind = program.SetterField
			}
			if fn, ok := p.Value.(*js.Function); ok {
				f.Value = l.funcOf(l.function(fn, funcSpec{name: name, namePos: pos(p.Key), start: p.Pos(), flags: flags}), p.Pos())
			}
		case js.PropertyInit, js.PropertySpread:
			if _, ok := p.Value.(*js.Literal); ok {
				if literals++; literals > maxLiterals*4 {
					continue
				}
			}
			l.hint = hint{name, pos(p.Key)}
			f.Value = l.expr(p.Value, u&noValue)
		}
		l.fields = append(l.fields, f)
	}
	v := program.ValueID(0)
	if u&noValue == 0 {
		v = l.b.Object(l.fields[mark:], n.Pos())
	}
	l.fields = l.fields[:mark]
	return v
}

func (l *Lowerer) array(n *js.Array, u use) program.ValueID {
	mark, literals := len(l.list), 0
	for _, x := range n.Elems {
		switch x := x.(type) {
		case *js.Spread:
			v := l.spread(x)
			if v != 0 {
				v = l.value(program.Value{Kind: program.Spread, A: uint32(v), Pos: x.Pos()})
			}
			l.list = append(l.list, v)
			continue
		case *js.Literal:
			if literals++; literals > maxLiterals {
				continue
			}
		default:
		}
		v := l.expr(x, u&noValue)
		l.list = append(l.list, v)
	}
	v := program.ValueID(0)
	if u&noValue == 0 {
		v = l.b.ListValue(program.List, l.list[mark:], n.Pos())
	}
	l.list = l.list[:mark]
	return v
}

func (l *Lowerer) template(n *js.Template, u use) program.ValueID {
	if len(n.Exprs) == 0 {
		if u&noValue != 0 || len(n.Quasis) == 0 {
			return 0
		}
		return l.constant(program.StringConst, n.Quasis[0].Cooked, n.Pos())
	}
	if u&noValue != 0 {
		for _, x := range n.Exprs {
			l.expr(x, noValue)
		}
		return 0
	}
	mark := len(l.list)
	for _, x := range n.Exprs {
		v := l.expr(x, 0)
		l.list = append(l.list, v)
	}
	r := l.b.List(l.list[mark:])
	l.list = l.list[:mark]
	l.text = l.text[:0]
	for i, q := range n.Quasis {
		if i > 0 {
			l.text = append(l.text, "{}"...)
		}
		l.text = append(l.text, q.Cooked...)
		if len(l.text) > lower.MaxConst {
			l.text = l.text[:lower.MaxConst]
			break
		}
	}
	return l.value(program.Value{
		Kind: program.Template, Name: l.name(string(l.text)), B: r.Start, C: r.Count, Pos: n.Pos(),
	})
}

// assign lowers an assignment in an expression.
func (l *Lowerer) assign(n *js.Assign, u use, h hint) program.ValueID {
	switch n.Op {
	case js.OpAssign, js.OpAndAssign, js.OpOrAssign, js.OpNullishAssign:
	default:
		l.expr(n.Value, noValue)
		l.update(n.Target)
		return 0
	}
	target := n.Target
	for {
		switch t := target.(type) {
		case *js.TSNonNull:
			target = t.X
			continue
		case *js.TSAs:
			target = t.X
			continue
		case *js.TSSatisfies:
			target = t.X
			continue
		case *js.TSTypeAssertion:
			target = t.X
			continue
		default:
		}
		break
	}
	// f = g = () => {} names the function g; without a name of its own, f.
	l.hint = h
	gm, op, value := len(l.guards), n.Op, n.Value
	// x = x || y is x ||= y.
	if b, ok := value.(*js.Logical); ok && op == js.OpAssign && b.Op != js.OpAnd && sameRef(b.Left, target) {
		op, value = js.OpOrAssign, b.Right
	}
	switch t := target.(type) {
	case *js.Identifier:
		x, old := l.lookup(t.Name), program.ValueID(0)
		if x != 0 && op != js.OpAssign {
			old = l.ref(x, t.Pos())
			l.pushGuard(program.IfGuard, old, op != js.OpAndAssign, t.Pos())
		}
		l.setHint(t.Name, t.Pos())
		v := l.expr(value, 0)
		if x != 0 {
			l.assignVar(x, v, t.Pos())
			l.popGuards(gm)
			l.vars[x].exports = l.vars[x].exports || l.isExports(v)
			if isCreateRequire(value) {
				l.requireVars = append(l.requireVars, x)
			}
		} else if v != 0 && t.Name != "exports" {
			g := l.attr(l.global("globalThis", t.Pos()), l.name(t.Name), t.Pos())
			l.assignTo(g, v, t.Pos())
		}
		return l.either(old, v, u, t.Pos())
	case *js.Member:
		if id, ok := t.Object.(*js.Identifier); ok && l.isModuleExports(id, t) {
			l.setHint("exports", t.NamePos)
			e := l.exports(t.Pos())
			v := l.expr(value, 0)
			l.b.Export(program.Export{Name: l.name("="), Value: v, Pos: t.Pos()})
			l.assignTo(e, v, t.Pos())
			if l.m.Values[v].Kind == program.Object {
				return e // app in app = module.exports = {}
			}
			return v
		}
		target, old := l.target(t), program.ValueID(0)
		if target != 0 && op != js.OpAssign {
			old = target
			l.pushGuard(program.IfGuard, old, op != js.OpAndAssign, t.NamePos)
		}
		if name, p, ok := l.memberName(t); ok {
			l.hint = hint{name, p}
		}
		v := l.expr(value, 0)
		if target == 0 {
			return v
		}
		if tv := l.m.Values[target]; tv.Kind == program.Attr && l.isExports(program.ValueID(tv.A)) {
			l.b.Export(program.Export{Name: tv.Name, Value: v, Pos: t.NamePos})
		}
		if v != 0 {
			l.assignTo(target, v, t.NamePos)
		}
		l.popGuards(gm)
		return l.either(old, v, u, t.NamePos)
	default:
		v := l.expr(value, u&^noValue)
		l.bind(target, v)
		return v
	}
}

// sameRef reports that a and b are written alike: x, x.y or this.y.
func sameRef(a, b js.Expr) bool {
	switch a := a.(type) {
	case *js.Identifier:
		b, ok := b.(*js.Identifier)
		return ok && a.Name == b.Name
	case *js.This:
		_, ok := b.(*js.This)
		return ok
	case *js.Member:
		b, ok := b.(*js.Member)
		if !ok || a.Index != nil || b.Index != nil || a.Name != b.Name || a.Private != b.Private {
			return false
		}
		if _, deep := a.Object.(*js.Member); deep {
			return false
		}
		return sameRef(a.Object, b.Object)
	default:
		return false
	}
}

// either adds the value of a logical assignment; old is 0 for a plain one.
func (l *Lowerer) either(old, v program.ValueID, u use, pos uint32) program.ValueID {
	if old == 0 || u&noValue != 0 {
		return v
	}
	lm := len(l.list)
	l.list = append(l.list, old, v)
	v = l.union(l.list[lm:], pos)
	l.list = l.list[:lm]
	return v
}

// target returns what a member stores to, 0 when its object is unknown.
func (l *Lowerer) target(n *js.Member) program.ValueID {
	base := l.expr(n.Object, 0)
	if name, p, ok := l.memberName(n); ok {
		if base == 0 {
			return 0
		}
		return l.attr(base, name, p)
	}
	k := l.expr(n.Index, 0)
	if base == 0 {
		return 0
	}
	return l.value(program.Value{Kind: program.Index, A: uint32(base), B: uint32(k), Pos: n.Index.Pos()})
}

// update records that a variable no longer holds what it did.
func (l *Lowerer) update(e js.Expr) {
	if id, ok := e.(*js.Identifier); ok {
		l.assignVar(l.lookup(id.Name), 0, id.Pos())
		return
	}
	l.expr(e, noValue)
}

var opNames = [...]string{
	js.OpEq: "==", js.OpNotEq: "!=", js.OpStrictEq: "===", js.OpStrictNe: "!==", js.OpLess: "<",
	js.OpLessEq: "<=", js.OpGreater: ">", js.OpGreaterEq: ">=", js.OpShl: "<<", js.OpShr: ">>", js.OpUShr: ">>>",
	js.OpAdd: "+", js.OpSub: "-", js.OpMul: "*", js.OpDiv: "/", js.OpRem: "%", js.OpExp: "**", js.OpBitOr: "|",
	js.OpBitXor: "^", js.OpBitAnd: "&", js.OpIn: "in", js.OpInstanceof: "instanceof",
}

// Longer sums keep only the calls in them.
const maxOperands = 64

// binary lowers a chain that may lean far to the left.
func (l *Lowerer) binary(n *js.Binary, u use) program.ValueID {
	mark := len(l.spine)
	var e js.Expr = n
	for {
		b, ok := e.(*js.Binary)
		if !ok {
			break
		}
		l.spine = append(l.spine, b)
		e = b.Left
	}
	need := func(op js.Op, x, y js.Expr) use {
		switch op {
		case js.OpSub, js.OpMul, js.OpDiv, js.OpRem, js.OpExp, js.OpShl, js.OpShr, js.OpUShr, js.OpBitOr, js.OpBitXor, js.OpBitAnd:
			if !isNumber(x) || !isNumber(y) {
				return noValue // some number
			}
		default:
		}
		return 0
	}
	top := l.spine[len(l.spine)-1].(*js.Binary)
	keep := u & noValue
	if len(l.spine)-mark > maxOperands {
		keep = noValue
	}
	v := l.expr(e, keep|need(top.Op, top.Left, top.Right))
	i := len(l.spine) - 1
	if s, ok := e.(*js.Literal); ok && s.Kind == js.StringLiteral && keep == 0 {
		// A long text written in pieces.
		l.text = append(l.text[:0], s.Value...)
		for ; i >= mark && len(l.text) < lower.MaxConst; i-- {
			b := l.spine[i].(*js.Binary)
			s, ok := b.Right.(*js.Literal)
			if !ok || s.Kind != js.StringLiteral || b.Op != js.OpAdd {
				break
			}
			l.text = append(l.text, s.Value...)
		}
		if i < len(l.spine)-1 {
			v = l.constant(program.StringConst, string(l.text), e.Pos())
		}
	}
	for ; i >= mark; i-- {
		b := l.spine[i].(*js.Binary)
		m := keep | need(b.Op, b.Left, b.Right)
		r := l.expr(b.Right, m)
		if m != 0 || v == 0 && r == 0 {
			v = 0
			continue
		}
		v = l.value(program.Value{
			Kind: program.Binary, Name: l.name(opNames[b.Op]), A: uint32(v), B: uint32(r), Pos: b.Pos(),
		})
	}
	l.spine = l.spine[:mark]
	return v
}

func (l *Lowerer) unary(n *js.Unary, u use) program.ValueID {
	switch n.Op {
	case js.OpNot:
		if v := l.expr(n.X, u&noValue); v != 0 {
			return l.value(program.Value{Kind: program.Not, A: uint32(v), Pos: n.Pos()})
		}
		return 0
	case js.OpTypeof:
		if v := l.expr(n.X, u&noValue); v != 0 {
			return l.value(program.Value{Kind: program.TypeOf, A: uint32(v), Pos: n.Pos()})
		}
		return 0
	case js.OpSub:
		if lit, ok := n.X.(*js.Literal); ok && lit.Kind == js.NumberLiteral && u&noValue == 0 {
			l.text = append(append(l.text[:0], '-'), lit.Value...)
			return l.constant(program.NumberConst, string(l.text), n.Pos())
		}
	case js.OpVoid:
		l.expr(n.X, discarded)
		if u&noValue != 0 {
			return 0
		}
		return l.constant(program.NullConst, "undefined", n.Pos())
	default:
	}
	l.expr(n.X, noValue)
	return 0
}

// trivial reports an expression without calls and functions, as far as a quick
// look tells.
func trivial(e js.Expr) bool {
	for range 6 {
		switch n := e.(type) {
		case *js.Identifier, *js.Literal, *js.This, nil:
			return true
		case *js.Template:
			return len(n.Exprs) == 0
		case *js.Array:
			return len(n.Elems) == 0
		case *js.Object:
			return len(n.Properties) == 0
		case *js.Member:
			if n.Index != nil {
				return false
			}
			e = n.Object
		case *js.Unary:
			e = n.X
		case *js.TSAs:
			e = n.X
		case *js.TSNonNull:
			e = n.X
		default:
			return false
		}
	}
	return false
}

// logical lowers &&, || or ??, a chain of one operator from the left. Operands
// after the first run under a guard.
func (l *Lowerer) logical(n *js.Logical, u use, h hint) program.ValueID {
	sm, gm, lm := len(l.spine), len(l.guards), len(l.list)
	op := n.Op
	var e js.Expr = n
	for {
		b, ok := e.(*js.Logical)
		if !ok || b.Op != op {
			break
		}
		l.spine = append(l.spine, b.Right)
		e = b.Left
	}
	for i := len(l.spine); ; i-- {
		last := i == sm
		guarded := !last && !trivial(l.spine[i-1])
		mode := u & noValue
		switch {
		case last:
			mode = u
		case guarded:
			mode = 0
		}
		l.hint = h
		x, neg := e, op != js.OpAnd
		if guarded && u&noValue != 0 {
			// The value is only a condition here: keep it plain.
			for {
				not, ok := x.(*js.Unary)
				if !ok || not.Op != js.OpNot {
					break
				}
				x, neg = not.X, !neg
			}
		}
		v := l.expr(x, mode)
		l.list = append(l.list, v)
		if last {
			break
		}
		if guarded {
			l.pushGuard(program.IfGuard, v, neg, x.Pos())
		}
		e = l.spine[i-1]
	}
	l.popGuards(gm)
	l.spine = l.spine[:sm]
	v := program.ValueID(0)
	if u&noValue == 0 {
		v = l.union(l.list[lm:], n.Pos())
	}
	l.list = l.list[:lm]
	return v
}

// conditional lowers a ? b : c, a chain from the right.
func (l *Lowerer) conditional(n *js.Conditional, u use, h hint) program.ValueID {
	gm, cm, lm, start := len(l.guards), len(l.conjs), len(l.list), n.Pos()
	for {
		next, more := n.Else.(*js.Conditional)
		if trivial(n.Then) && trivial(n.Else) {
			l.expr(n.Test, noValue)
			v := l.expr(n.Then, u)
			w := l.expr(n.Else, u)
			l.list = append(l.list, v, w)
			break
		}
		height := l.condition(n.Test)
		g := len(l.guards)
		l.holds(height, n.Pos())
		l.hint = h
		v := l.expr(n.Then, u)
		l.list = append(l.list, v)
		l.popGuards(g)
		neg := l.negation(height, n.Pos())
		l.conjs = l.conjs[:height]
		l.pushGuard(program.IfGuard, neg.v, neg.neg, pos(n.Else))
		if !more {
			l.hint = h
			v := l.expr(n.Else, u)
			l.list = append(l.list, v)
			break
		}
		n = next
	}
	l.conjs = l.conjs[:cm]
	l.popGuards(gm)
	v := program.ValueID(0)
	if u&noValue == 0 {
		v = l.union(l.list[lm:], start)
	}
	l.list = l.list[:lm]
	return v
}

func (l *Lowerer) yield(n *js.Yield, u use) program.ValueID {
	l.suspends()
	v := l.expr(n.X, 0)
	out := v
	if n.Delegate {
		kind := program.IterateCall
		if l.m.Funcs[l.fr.fn].Flags&program.AsyncFunc != 0 {
			kind = program.AsyncIterate
		}
		l.iterate(kind, v, n.X)
		if v != 0 {
			out = l.value(program.Value{Kind: program.Element, A: uint32(v), Pos: n.Pos()})
		}
	}
	if out != 0 {
		l.yields = append(l.yields, out)
	}
	if u&noValue != 0 {
		return 0
	}
	return l.value(program.Value{Kind: program.Yielded, A: uint32(v), Pos: n.Pos()})
}

// cast lowers x as T and its kin.
func (l *Lowerer) cast(x js.Expr, t js.Type, u use, h hint) program.ValueID {
	l.hint = h
	v := l.expr(x, u)
	if u&noValue != 0 {
		return 0
	}
	if r, ok := t.(*js.TypeRef); ok && r.Name == "const" && len(r.Qualifier) == 0 {
		return v
	}
	ty := l.typ(t)
	if ty == 0 {
		return v
	}
	return l.value(program.Value{Kind: program.Cast, A: uint32(v), B: uint32(ty), Pos: x.Pos()})
}

// jsx lowers what an element is given. Handlers are values of an Object.
func (l *Lowerer) jsx(n *js.JSXElement, u use) program.ValueID {
	mark := len(l.fields)
	for _, a := range n.Attrs {
		if _, ok := a.Value.(*js.Literal); ok || a.Value == nil {
			continue
		}
		f := program.Field{}
		if a.Spread {
			f.Kind = program.SpreadField
		} else {
			f.Name = l.name(a.Name)
			l.hint = hint{f.Name, a.Pos()}
		}
		x := a.Value
		if c, ok := x.(*js.JSXExpr); ok {
			x = c.X
		}
		f.Value = l.expr(x, u&noValue)
		if f.Value != 0 {
			l.fields = append(l.fields, f)
		}
	}
	lm := len(l.list)
	for _, c := range n.Children {
		if v := l.expr(c, u&noValue); v != 0 {
			l.list = append(l.list, v)
		}
	}
	if len(l.list) > lm {
		v := l.b.ListValue(program.List, l.list[lm:], n.Pos())
		l.fields = append(l.fields, program.Field{Name: l.name("children"), Value: v})
	}
	l.list = l.list[:lm]
	v := program.ValueID(0)
	if len(l.fields) > mark {
		v = l.b.Object(l.fields[mark:], n.Pos())
	}
	l.fields = l.fields[:mark]
	return v
}
