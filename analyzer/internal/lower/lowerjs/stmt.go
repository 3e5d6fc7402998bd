package lowerjs

import (
	"github.com/stackfit/stackfit/analyzer/internal/js"
	"github.com/stackfit/stackfit/analyzer/program"
)

// stmts lowers a list whose var names are declared already.
func (l *Lowerer) stmts(list []js.Stmt) {
	l.hoistLexical(list)
	l.run(list)
}

// run lowers a list whose names are all declared already.
func (l *Lowerer) run(list []js.Stmt) {
	gm := len(l.guards)
	for _, s := range list {
		l.stmt(s)
	}
	l.popGuards(gm)
}

func (l *Lowerer) block(b *js.Block) {
	if b == nil {
		return
	}
	m := l.push()
	l.stmts(b.Body)
	l.pop(m)
}

func (l *Lowerer) stmt(s js.Stmt) {
	if s == nil || l.depth >= maxDepth {
		return
	}
	l.depth++
	l.stmt1(s)
	l.depth--
}

func (l *Lowerer) stmt1(s js.Stmt) {
	switch n := s.(type) {
	case *js.ExprStmt:
		if !n.Directive {
			l.expr(n.X, discarded)
		}
	case *js.VariableDecl:
		l.varDecl(n)
	case *js.Return:
		l.exitLoops()
		if n.X != nil {
			if v := l.expr(n.X, returned); v != 0 {
				l.returns = append(l.returns, v)
			}
		}
	case *js.If:
		l.ifStmt(n)
	case *js.Block:
		l.block(n)
	case *js.Function:
		l.funcDecl(n)
	case *js.Class:
		l.classDecl(n)
	case *js.For:
		l.forStmt(n)
	case *js.ForIn:
		l.forIn(n)
	case *js.ForOf:
		l.forOf(n)
	case *js.While:
		old := l.enterLoop(program.WhileLoop, n)
		l.test(n.Test)
		l.stmt(n.Body)
		l.leaveLoop(old)
	case *js.DoWhile:
		old := l.enterLoop(program.WhileLoop, n)
		l.stmt(n.Body)
		l.test(n.Test)
		l.leaveLoop(old)
	case *js.Switch:
		l.switchStmt(n)
	case *js.Try:
		l.tryStmt(n)
	case *js.Throw:
		l.expr(n.X, noValue)
	case *js.Break:
		switch {
		case n.Label != nil:
			l.exitLoops()
		case l.fr.breakLoop != 0:
			l.m.Loops[l.fr.breakLoop].Flags |= program.ExitsLoop
		}
	case *js.Labeled:
		l.stmt(n.Body)
	case *js.With:
		l.expr(n.X, noValue)
		l.stmt(n.Body)
	case *js.ImportDecl:
		l.importDecl(n)
	case *js.ImportEquals:
		l.importEquals(n)
	case *js.ExportDecl:
		l.exportDecl(n)
	case *js.ExportDefault:
		l.exportDefault(n)
	case *js.ExportNamed:
		l.exportNamed(n)
	case *js.ExportAll:
		l.exportAll(n)
	case *js.ExportAssign:
		l.setHint("exports", n.X.Pos())
		l.b.Export(program.Export{Name: l.name("="), Value: l.expr(n.X, 0), Pos: n.Pos()})
	case *js.Interface:
		l.interfaceDecl(n)
	case *js.TypeAlias:
		l.typeAlias(n)
	case *js.Enum:
		l.enumDecl(n)
	case *js.Namespace:
		l.namespace(n)
	case *js.Continue, *js.Empty, *js.Debugger, *js.BadStmt, *js.ExportAsNamespace:
	}
}

// arm is a branch of an if statement that ends in a jump.
type arm struct {
	cond conj
	pos  uint32
}

func (l *Lowerer) ifStmt(n *js.If) {
	gm, cm := len(l.guards), len(l.conjs)
	// While all branches so far have jumped, the rest of the block runs only
	// when none of their conditions held. A few are enough.
	var arms [8]arm
	k, jumping, first := 0, true, true
	var after conj // the first condition, when only the else branch jumps
	hasAfter := false
	for {
		h := l.condition(n.Test)
		g := len(l.guards)
		l.holds(h, n.Pos())
		l.stmt(n.Then)
		l.popGuards(g)
		jumps := jumpsAway(n.Then)
		jumping = jumping && jumps
		if n.Else != nil || jumping {
			neg := l.negation(h, n.Pos())
			if jumping && k < len(arms) {
				arms[k] = arm{neg, n.Pos()}
				k++
			}
			if n.Else != nil {
				l.pushGuard(program.IfGuard, neg.v, neg.neg, n.Else.Pos())
			}
		}
		next, ok := n.Else.(*js.If)
		if !ok {
			if n.Else != nil {
				l.stmt(n.Else)
				if first && !jumps && jumpsAway(n.Else) && len(l.conjs)-h == 1 {
					after, hasAfter = l.conjs[h], true
				}
			}
			break
		}
		n, first = next, false
		l.conjs = l.conjs[:h]
	}
	pos := n.Pos()
	l.conjs = l.conjs[:cm]
	l.popGuards(gm)
	for _, a := range arms[:k] {
		l.pushGuard(program.AfterGuard, a.cond.v, a.cond.neg, a.pos)
	}
	if hasAfter {
		l.pushGuard(program.AfterGuard, after.v, after.neg, pos)
	}
}

// jumpsAway reports that a statement ends in return, throw, break or continue.
func jumpsAway(s js.Stmt) bool {
	for range 8 {
		switch n := s.(type) {
		case *js.Return, *js.Throw, *js.Break, *js.Continue:
			return true
		case *js.Block:
			if len(n.Body) == 0 {
				return false
			}
			s = n.Body[len(n.Body)-1]
		default:
			return false
		}
	}
	return false
}

func (l *Lowerer) switchStmt(n *js.Switch) {
	v := l.expr(n.X, 0)
	m := l.push()
	for _, c := range n.Cases {
		l.hoistLexical(c.Body)
	}
	loop := l.fr.breakLoop
	l.fr.breakLoop = 0
	gm := len(l.guards)
	for _, c := range n.Cases {
		if c.Test != nil {
			l.expr(c.Test, noValue)
		}
		l.pushGuard(program.CaseGuard, v, false, c.Pos())
		l.run(c.Body)
		l.popGuards(gm)
	}
	l.fr.breakLoop = loop
	l.pop(m)
}

func (l *Lowerer) tryStmt(n *js.Try) {
	in := l.fr.inTry
	l.fr.inTry = n.Handler != nil || in
	l.block(n.Block)
	l.fr.inTry = in
	if n.Handler != nil {
		gm := len(l.guards)
		l.pushGuard(program.ExceptGuard, 0, false, n.Handler.Pos())
		m := l.push()
		if n.Param != nil {
			l.declarePattern(n.Param, program.LocalVar)
			if id, ok := n.Param.(*js.Identifier); ok && n.ParamType != nil {
				t := l.typ(n.ParamType)
				l.m.Vars[l.lookup(id.Name)].Type = t
			}
		}
		l.block(n.Handler)
		l.pop(m)
		l.popGuards(gm)
	}
	l.block(n.Finalizer)
}

// Loops.

// enterLoop starts a loop and returns what leaveLoop needs.
func (l *Lowerer) enterLoop(kind program.LoopKind, n js.Node) [2]program.LoopID {
	old := [2]program.LoopID{l.fr.loop, l.fr.breakLoop}
	id := l.b.Loop(program.Loop{
		Kind: kind, Fn: l.fr.fn, Parent: l.fr.loop, Guard: l.fr.guard, Start: n.Pos(), End: n.End(),
	})
	l.fr.loop, l.fr.breakLoop = id, id
	return old
}

func (l *Lowerer) leaveLoop(old [2]program.LoopID) { l.fr.loop, l.fr.breakLoop = old[0], old[1] }

// test lowers the condition of a loop, nil for none.
func (l *Lowerer) test(e js.Expr) {
	id := l.fr.loop
	if e == nil {
		l.m.Loops[id].Flags |= program.EndlessLoop
		return
	}
	if lit, ok := e.(*js.Literal); ok {
		if lit.Value == "true" && lit.Kind == js.BoolLiteral || lit.Kind == js.NumberLiteral && lit.Value != "0" {
			l.m.Loops[id].Flags |= program.EndlessLoop
		}
	}
	v := l.expr(e, 0)
	l.m.Loops[id].Over = v
}

// exitLoops marks all loops around a return.
func (l *Lowerer) exitLoops() {
	for id := l.fr.loop; id != 0 && l.m.Loops[id].Flags&program.ExitsLoop == 0; id = l.m.Loops[id].Parent {
		l.m.Loops[id].Flags |= program.ExitsLoop
	}
}

// suspends marks all loops around an await or yield.
func (l *Lowerer) suspends() {
	for id := l.fr.loop; id != 0 && l.m.Loops[id].Flags&program.AwaitsLoop == 0; id = l.m.Loops[id].Parent {
		l.m.Loops[id].Flags |= program.AwaitsLoop
	}
}

func (l *Lowerer) forStmt(n *js.For) {
	m := l.push()
	if d, ok := n.Init.(*js.VariableDecl); ok {
		l.hoistDecl(d, false)
	}
	l.stmt(n.Init)
	old := l.enterLoop(program.CountLoop, n)
	if boundedFor(n) {
		l.m.Loops[l.fr.loop].Flags |= program.ConstBound
	}
	l.test(n.Test)
	l.stmt(n.Body)
	if n.Update != nil {
		l.expr(n.Update, discarded)
	}
	l.leaveLoop(old)
	l.pop(m)
}

// boundedFor reports a loop that counts to a literal, or down to one from a
// literal.
func boundedFor(n *js.For) bool {
	t, ok := n.Test.(*js.Binary)
	if !ok || t.Op < js.OpEq || t.Op > js.OpGreaterEq {
		return false
	}
	counter, bound := t.Left, t.Right
	if _, ok := counter.(*js.Identifier); !ok {
		counter, bound = bound, counter
	}
	id, ok := counter.(*js.Identifier)
	if !ok || !isNumber(bound) {
		return false
	}
	var down bool
	switch u := n.Update.(type) {
	case *js.Update:
		if x, ok := u.X.(*js.Identifier); !ok || x.Name != id.Name {
			return false
		}
		down = u.Op == js.OpDec
	case *js.Assign:
		x, ok := u.Target.(*js.Identifier)
		if !ok || x.Name != id.Name {
			return false
		}
		down = u.Op != js.OpAddAssign && u.Op != js.OpMulAssign
	default:
		return false
	}
	if !down {
		return true
	}
	d, ok := n.Init.(*js.VariableDecl)
	if !ok {
		return false
	}
	for _, d := range d.Decls {
		if x, ok := d.Target.(*js.Identifier); ok && x.Name == id.Name {
			return d.Init != nil && isNumber(d.Init)
		}
	}
	return false
}

// isNumber reports a number, or arithmetic of a few.
func isNumber(e js.Expr) bool { return isNumberN(e, 4) }

func isNumberN(e js.Expr, depth int) bool {
	if depth == 0 {
		return false
	}
	switch n := e.(type) {
	case *js.Literal:
		return n.Kind == js.NumberLiteral || n.Kind == js.BigIntLiteral
	case *js.Unary:
		return (n.Op == js.OpSub || n.Op == js.OpAdd) && isNumberN(n.X, depth-1)
	case *js.Binary:
		return n.Op >= js.OpShl && n.Op <= js.OpBitAnd && isNumberN(n.Left, depth-1) && isNumberN(n.Right, depth-1)
	default:
		return false
	}
}

func (l *Lowerer) forIn(n *js.ForIn) {
	v := l.expr(n.X, 0)
	m := l.push()
	l.hoistDecl(n.Decl, false)
	old := l.enterLoop(program.ForEachLoop, n)
	l.m.Loops[l.fr.loop].Over = v
	if o, ok := n.X.(*js.Object); ok && !hasSpread(o) {
		l.m.Loops[l.fr.loop].Flags |= program.ConstBound
	}
	if n.Decl == nil {
		l.bind(n.Target, 0)
	}
	l.stmt(n.Body)
	l.leaveLoop(old)
	l.pop(m)
}

func hasSpread(o *js.Object) bool {
	for _, p := range o.Properties {
		if p.Kind == js.PropertySpread {
			return true
		}
	}
	return false
}

func (l *Lowerer) forOf(n *js.ForOf) {
	v := l.expr(n.X, 0)
	bounded := false
	if a, ok := n.X.(*js.Array); ok {
		bounded = true
		for _, x := range a.Elems {
			if _, ok := x.(*js.Spread); ok {
				bounded = false
			}
		}
	}
	if !bounded || n.Await {
		kind := program.IterateCall
		if n.Await {
			kind = program.AsyncIterate
			l.m.Funcs[l.fr.fn].Flags |= program.HasAwaitFunc
			l.suspends()
		}
		l.iterate(kind, v, n.X)
	}
	m := l.push()
	l.hoistDecl(n.Decl, false)
	old := l.enterLoop(program.ForEachLoop, n)
	loop := &l.m.Loops[l.fr.loop]
	loop.Over = v
	if bounded {
		loop.Flags |= program.ConstBound
	}
	if n.Await {
		loop.Flags |= program.AsyncLoop | program.AwaitsLoop
	}
	el := program.ValueID(0)
	if v != 0 {
		el = l.value(program.Value{Kind: program.Element, A: uint32(v), Pos: n.X.Pos()})
	}
	if n.Decl != nil {
		for _, d := range n.Decl.Decls {
			l.bind(d.Target, el)
		}
	} else {
		l.bind(n.Target, el)
	}
	l.stmt(n.Body)
	l.leaveLoop(old)
	l.pop(m)
}

// iterate records that x, whose value is v, is iterated.
func (l *Lowerer) iterate(kind program.CallKind, v program.ValueID, x js.Expr) {
	c := program.Call{
		Kind: kind, Fn: l.fr.fn, Callee: v, Loop: l.fr.loop, Guard: l.fr.guard,
		Pos: x.Pos(), End: x.End(), NamePos: namePos(x),
	}
	if l.fr.inTry {
		c.Flags |= program.InTry
	}
	l.b.Call(c, nil)
}

func (l *Lowerer) varDecl(n *js.VariableDecl) {
	for _, d := range n.Decls {
		id, ok := d.Target.(*js.Identifier)
		if !ok {
			v := l.expr(d.Init, 0)
			if t := l.typ(d.Type); t != 0 {
				v = l.value(program.Value{Kind: program.Cast, A: uint32(v), B: uint32(t), Pos: d.Pos()})
			}
			l.bind(d.Target, v)
			continue
		}
		x := l.lookup(id.Name)
		if d.Type != nil && l.m.Vars[x].Type == 0 && x != 0 {
			t := l.typ(d.Type)
			l.m.Vars[x].Type = t
		}
		if d.Init == nil {
			continue
		}
		l.setHint(id.Name, id.Pos())
		v := l.expr(d.Init, 0)
		if v == 0 && n.Kind != js.Var && n.Kind != js.Let {
			continue // no other assignment could be mistaken for the only one
		}
		l.assignVar(x, v, id.Pos())
		l.vars[x].exports = x != 0 && l.isExports(v)
		if isCreateRequire(d.Init) && x != 0 {
			l.requireVars = append(l.requireVars, x)
		}
	}
}

// bind assigns v to a pattern or other target.
func (l *Lowerer) bind(e js.Expr, v program.ValueID) {
	if e == nil || l.depth >= maxDepth {
		return
	}
	l.depth++
	switch n := e.(type) {
	case *js.Identifier:
		l.assignVar(l.lookup(n.Name), v, n.Pos())
	case *js.Member:
		if t := l.target(n); t != 0 && v != 0 {
			l.assignTo(t, v, n.NamePos)
		}
	case *js.Assign:
		if id, ok := n.Target.(*js.Identifier); ok {
			l.setHint(id.Name, id.Pos())
		}
		d := l.expr(n.Value, 0)
		lm := len(l.list)
		l.list = append(l.list, v, d)
		u := l.union(l.list[lm:], n.Pos())
		l.list = l.list[:lm]
		l.bind(n.Target, u)
	case *js.Array:
		for i, x := range n.Elems {
			if x == nil {
				continue
			}
			if s, ok := x.(*js.Spread); ok {
				l.bind(s.X, v)
				continue
			}
			el := program.ValueID(0)
			if v != 0 {
				el = l.value(program.Value{Kind: program.Unpack, A: uint32(v), B: uint32(i), Pos: x.Pos()})
			}
			l.bind(x, el)
		}
	case *js.Object:
		for _, p := range n.Properties {
			if p.Kind == js.PropertySpread {
				l.bind(p.Value, v)
				continue
			}
			name, ok := l.key(p.Key, p.Computed)
			part := program.ValueID(0)
			switch {
			case ok && v != 0:
				part = l.attr(v, name, p.Pos())
			case !ok:
				k := l.expr(p.Key, 0)
				if v != 0 {
					part = l.value(program.Value{Kind: program.Index, A: uint32(v), B: uint32(k), Pos: p.Pos()})
				}
			}
			l.bind(p.Value, part)
		}
	case *js.TSAs:
		l.bind(n.X, v)
	case *js.TSNonNull:
		l.bind(n.X, v)
	case *js.TSSatisfies:
		l.bind(n.X, v)
	case *js.TSTypeAssertion:
		l.bind(n.X, v)
	default:
		l.expr(e, noValue)
	}
	l.depth--
}

// key returns the name of a property if it is constant. The name of an unknown
// key is 0; its expression is left to the caller.
func (l *Lowerer) key(e js.Expr, computed bool) (program.NameID, bool) {
	switch n := e.(type) {
	case *js.Identifier:
		if !computed {
			return l.name(n.Name), true
		}
	case *js.Literal:
		if n.Kind != js.RegExpLiteral {
			return l.name(n.Value), true
		}
	case *js.PrivateName:
		return l.private(n.Name), true
	case *js.Template:
		if len(n.Exprs) == 0 && len(n.Quasis) == 1 {
			return l.name(n.Quasis[0].Cooked), true
		}
	case *js.Member:
		// Protocol methods are found under the name as it is written.
		if o, ok := n.Object.(*js.Identifier); ok && n.Index == nil && o.Name == "Symbol" && l.lookup("Symbol") == 0 {
			l.text = append(append(append(l.text[:0], "[Symbol."...), n.Name...), ']')
			return l.name(string(l.text)), true
		}
	default:
	}
	return 0, false
}

func (l *Lowerer) private(name string) program.NameID {
	l.text = append(append(l.text[:0], '#'), name...)
	return l.name(string(l.text))
}
