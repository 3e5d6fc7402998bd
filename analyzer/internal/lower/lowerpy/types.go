package lowerpy

import (
	"strings"

	"github.com/stackfit/stackfit/analyzer/internal/py"
	"github.com/stackfit/stackfit/analyzer/program"
)

// typ lowers an annotation. What is no type in one, such as the second argument
// of Annotated, is lowered as an expression.
func (l *Lowerer) typ(e py.Expr) program.ValueID {
	if e == nil || l.depth >= maxDepth {
		return 0
	}
	l.depth++
	defer func() { l.depth-- }()
	switch n := e.(type) {
	case *py.Constant:
		if n.Kind == py.ConstStr {
			return l.stringType(n)
		}
		return l.constant(n)
	case *py.BinOp:
		if n.Op != py.BitOr {
			break
		}
		return l.unionType(n)
	case *py.Subscript:
		return l.genericType(n)
	case *py.List:
		return l.typeList(program.List, 0, n.Elts, l.pos(n))
	case *py.Tuple:
		return l.typeList(program.List, 0, n.Elts, l.pos(n))
	case *py.Starred:
		return l.unary(program.Spread, l.typ(n.Value), l.pos(n))
	default: // an expression
	}
	return l.expr(e)
}

// unionType lowers `A | B | C` to one union.
func (l *Lowerer) unionType(n *py.BinOp) program.ValueID {
	pos, spine, base := l.pos(n), len(l.spine), len(l.vals)
	for {
		l.spine = append(l.spine, n)
		left, ok := n.Left.(*py.BinOp)
		if !ok || left.Op != py.BitOr {
			break
		}
		n = left
	}
	first := l.typ(n.Left)
	l.vals = append(l.vals, first)
	for i := len(l.spine) - 1; i >= spine; i-- {
		v := l.typ(l.spine[i].Right)
		l.vals = append(l.vals, v)
	}
	l.spine = l.spine[:spine]
	v := l.b.ListValue(program.Union, l.vals[base:], pos)
	l.vals = l.vals[:base]
	return v
}

// typeList lowers types to a value of a kind whose operands are a list.
func (l *Lowerer) typeList(kind program.ValueKind, a program.ValueID, elts []py.Expr, pos uint32) program.ValueID {
	base := len(l.vals)
	for _, e := range elts {
		v := l.typ(e)
		l.vals = append(l.vals, v)
	}
	return l.takeList(kind, a, base, pos)
}

func (l *Lowerer) takeList(kind program.ValueKind, a program.ValueID, base int, pos uint32) program.ValueID {
	r := l.b.List(l.vals[base:])
	l.vals = l.vals[:base]
	return l.b.Value(program.Value{Kind: kind, A: uint32(a), B: r.Start, C: r.Count, Pos: pos})
}

func (l *Lowerer) genericType(n *py.Subscript) program.ValueID {
	pos := l.pos(n)
	base := l.expr(n.Value)
	name := ""
	switch b := n.Value.(type) {
	case *py.Name:
		name = b.ID
	case *py.Attribute:
		name = b.Attr
	default:
	}
	args := []py.Expr{n.Index}
	if t, ok := n.Index.(*py.Tuple); ok {
		args = t.Elts
	}
	vals := len(l.vals)
	switch name {
	case "Literal":
		for _, e := range args {
			v := l.expr(e)
			l.vals = append(l.vals, v)
		}
	case "Annotated":
		for i, e := range args {
			var v program.ValueID
			if i == 0 {
				v = l.typ(e)
			} else {
				v = l.expr(e)
			}
			l.vals = append(l.vals, v)
		}
	case "Callable":
		if len(args) != 2 {
			return l.typeList(program.Generic, base, args, pos)
		}
		if params, ok := args[0].(*py.List); ok {
			for _, e := range params.Elts {
				v := l.typ(e)
				l.vals = append(l.vals, v)
			}
		}
		result := l.typ(args[1])
		l.vals = append(l.vals, result)
		return l.takeList(program.Callable, 0, vals, pos)
	default:
		return l.typeList(program.Generic, base, args, pos)
	}
	return l.takeList(program.Generic, base, vals, pos)
}

// stringType lowers a type written as a string.
func (l *Lowerer) stringType(c *py.Constant) program.ValueID {
	s := strings.TrimSpace(c.Str())
	pos := l.pos(c)
	if isDotted(s) {
		first, rest, more := strings.Cut(s, ".")
		v := l.nameRef(first, pos)
		for more {
			first, rest, more = strings.Cut(rest, ".")
			v = l.attr(v, l.name(first), pos)
		}
		return v
	}
	if l.fixed {
		return 0 // a string in a string: the parser is in use
	}
	if l.types == nil {
		l.types = new(py.Parser)
	}
	f := l.types.Parse(s)
	if len(f.Errors) > 0 || f.Skipped != "" || len(f.Body) != 1 {
		return 0
	}
	stmt, ok := f.Body[0].(*py.ExprStmt)
	if !ok {
		return 0
	}
	l.fixed, l.fixedPos, l.fixedEnd = true, c.Pos(), c.End()
	v := l.typ(stmt.Value)
	l.fixed = false
	return v
}

// isDotted says whether s is an ASCII identifier, or several with dots between.
func isDotted(s string) bool {
	start := true
	for i := range len(s) {
		switch c := s[i]; {
		case c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			start = false
		case '0' <= c && c <= '9' && !start:
		case c == '.' && !start:
			start = true
		default:
			return false
		}
	}
	return !start
}
