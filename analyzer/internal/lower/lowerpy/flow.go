package lowerpy

import (
	"github.com/stackfit/stackfit/analyzer/internal/py"
	"github.com/stackfit/stackfit/analyzer/program"
)

// guard is a condition that holds for what is being lowered. It gets into the
// summary when something is recorded under it.
type guard struct {
	kind    program.GuardKind
	negated bool
	cond    program.ValueID
	pos     uint32
	id      program.GuardID
}

// fact says that a reference is an instance of a class, or is none, when a
// condition is true, or when it is false.
type fact struct {
	ref, class program.ValueID
	none, when bool
}

// narrowing is a fact that holds. value is the narrowed reference, made when it
// is first needed.
type narrowing struct {
	ref, class, value program.ValueID
	none              bool
}

// maxNarrows is how many of the innermost narrowings are looked at. It keeps
// lowering linear where a function checks instances all the way down.
const maxNarrows = 16

// branch is one branch of an if statement.
type branch struct {
	cond     program.ValueID
	pos      uint32
	from, to int // its facts
	exits    bool
}

func (l *Lowerer) push(kind program.GuardKind, negated bool, cond program.ValueID, pos uint32) {
	l.guards = append(l.guards, guard{kind: kind, negated: negated, cond: cond, pos: pos})
}

// guard is the innermost guard of the current function, added to the summary
// together with those around it.
func (l *Lowerer) guard() program.GuardID {
	n, base := len(l.guards), l.cur.guards
	if n == base {
		return 0
	}
	i := n
	for i > base && l.guards[i-1].id == 0 {
		i--
	}
	var id program.GuardID
	if i > base {
		id = l.guards[i-1].id
	}
	for ; i < n; i++ {
		g := &l.guards[i]
		id = l.b.Guard(program.Guard{
			Kind: g.kind, Negated: g.negated, Fn: l.cur.fn, Parent: id, Cond: g.cond, Pos: g.pos,
		})
		g.id = id
	}
	return id
}

// fact notes that ref is an instance of class when a condition is true, and none
// when it is false. Only variables and attributes can be told again.
func (l *Lowerer) fact(ref, class program.ValueID) {
	for l.m.Values[ref].Kind == program.Narrowed {
		ref = program.ValueID(l.m.Values[ref].A)
	}
	if k := l.m.Values[ref].Kind; class != 0 && (k == program.VarRef || k == program.Attr) {
		l.facts = append(l.facts, fact{ref: ref, class: class, when: true}, fact{ref: ref, class: class, none: true})
	}
}

// narrow lets those facts hold that follow from a condition's value.
func (l *Lowerer) narrow(from, to int, value bool) {
	for _, f := range l.facts[from:to] {
		if f.when == value {
			l.narrows = append(l.narrows, narrowing{ref: f.ref, class: f.class, none: f.none})
		}
	}
}

func (l *Lowerer) recent() []narrowing {
	return l.narrows[max(l.cur.narrows, len(l.narrows)-maxNarrows):]
}

// narrowed is a reference as what it is known to be.
func (l *Lowerer) narrowed(ref program.ValueID) program.ValueID {
	if len(l.narrows) == l.cur.narrows {
		return ref
	}
	known := ref
	active := l.recent()
	for i := range active {
		n := &active[i]
		if n.ref != ref {
			continue
		}
		if n.value == 0 {
			v := program.Value{Kind: program.Narrowed, A: uint32(ref), B: uint32(n.class), Pos: l.m.Values[ref].Pos}
			if n.none { // on top of what else it is not
				v.A, v.C = uint32(known), 1
			}
			n.value = l.b.Value(v)
		}
		known = n.value
	}
	return known
}

// forget drops what is known of a reference, and of its attributes, as it is
// assigned.
func (l *Lowerer) forget(ref program.ValueID) {
	if len(l.narrows) == l.cur.narrows {
		return
	}
	active := l.recent()
	for i := range active {
		n := &active[i]
		v := l.m.Values[n.ref]
		if n.ref == ref || v.Kind == program.Attr && program.ValueID(v.A) == ref {
			n.ref = 0
		}
	}
}

// cond lowers a condition. It appends to facts what follows from its value.
func (l *Lowerer) cond(e py.Expr) program.ValueID {
	if l.depth >= maxDepth {
		return 0
	}
	l.depth++
	defer func() { l.depth-- }()
	switch n := e.(type) {
	case *py.UnaryOp:
		if n.Op == py.Not {
			base := len(l.facts)
			v := l.cond(n.Operand)
			for i := range l.facts[base:] {
				l.facts[base+i].when = !l.facts[base+i].when
			}
			return l.unary(program.Not, v, l.pos(n))
		}
	case *py.BoolOp:
		return l.boolOp(n)
	case *py.Call:
		v := l.call(n, 0)
		if f, ok := n.Func.(*py.Name); ok && f.ID == "isinstance" && len(n.Args) == 2 && l.m.Values[v].Kind == program.CallOf {
			c := l.m.Calls[l.m.Values[v].A]
			if l.isGlobal(c.Callee, "isinstance") {
				args := l.m.Args[c.Args.Start : c.Args.Start+c.Args.Count]
				l.fact(args[0].Value, args[1].Value)
			}
		}
		return v
	default:
	}
	return l.use(e, 0)
}

// boolOp lowers `a and b` or `a or b`: b runs, and may rely on facts, only when a
// is true or false.
func (l *Lowerer) boolOp(n *py.BoolOp) program.ValueID {
	and := n.Op == py.And
	guards, narrows, facts, vals := len(l.guards), len(l.narrows), len(l.facts), len(l.vals)
	known := false
	for i, e := range n.Values {
		from := len(l.facts)
		v := l.cond(e)
		known = known || v != 0
		l.vals = append(l.vals, v)
		if i < len(n.Values)-1 {
			l.push(program.IfGuard, !and, v, l.pos(e))
			l.narrow(from, len(l.facts), and)
		}
	}
	l.guards, l.narrows = l.guards[:guards], l.narrows[:narrows]
	// When `a and b` is false, either may be.
	kept := l.facts[:facts]
	for _, f := range l.facts[facts:] {
		if f.when == and {
			kept = append(kept, f)
		}
	}
	l.facts = kept
	var v program.ValueID
	if known {
		v = l.b.ListValue(program.Union, l.vals[vals:], l.pos(n))
	}
	l.vals = l.vals[:vals]
	return v
}

func elifOf(n *py.If) *py.If {
	if len(n.Orelse) != 1 {
		return nil
	}
	elif, _ := n.Orelse[0].(*py.If)
	return elif
}

// ifStmt lowers an if statement with all its branches. The guards and narrowings
// it leaves hold for the rest of the block.
func (l *Lowerer) ifStmt(n *py.If) (exits bool) {
	guards, narrows, facts, branches := len(l.guards), len(l.narrows), len(l.facts), len(l.after)
	exits = true
	elseExits := false
	for {
		from := len(l.facts)
		cond := l.cond(n.Test)
		pos := l.pos(n.Test)
		outer, narrowsHere, typeOnly := len(l.guards), len(l.narrows), l.typeOnly
		l.push(program.IfGuard, false, cond, pos)
		l.narrow(from, len(l.facts), true)
		l.typeOnly = typeOnly || isTypeChecking(n.Test)
		br := branch{cond: cond, pos: pos, from: from, to: len(l.facts), exits: l.block(n.Body)}
		l.after = append(l.after, br)
		l.typeOnly = typeOnly
		l.guards, l.narrows = l.guards[:outer], l.narrows[:narrowsHere]
		exits = exits && br.exits

		l.push(program.IfGuard, true, cond, pos)
		l.narrow(from, len(l.facts), false)
		if n.Orelse == nil {
			break
		}
		elif := elifOf(n)
		if elif == nil {
			elseExits = l.block(n.Orelse)
			break
		}
		n = elif
	}
	exits = exits && elseExits
	l.guards, l.narrows = l.guards[:guards], l.narrows[:narrows]

	// What follows runs when no branch that exits was taken.
	list := l.after[branches:]
	rest := elseExits // all branches after the one in hand exit
	last := len(list) - 1
	for last >= 0 && rest && list[last].exits {
		last--
	}
	for i, br := range list {
		if !br.exits {
			if rest && i == last {
				l.push(program.AfterGuard, false, br.cond, br.pos)
				l.narrow(br.from, br.to, true)
			}
			break
		}
		l.push(program.AfterGuard, true, br.cond, br.pos)
		l.narrow(br.from, br.to, false)
	}
	l.after = l.after[:branches]
	l.facts = l.facts[:facts]
	return exits
}

// isTypeChecking recognizes `if TYPE_CHECKING`, whose body never runs.
func isTypeChecking(e py.Expr) bool {
	switch n := e.(type) {
	case *py.Name:
		return n.ID == "TYPE_CHECKING"
	case *py.Attribute:
		return n.Attr == "TYPE_CHECKING"
	default:
	}
	return false
}
