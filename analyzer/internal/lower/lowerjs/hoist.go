package lowerjs

import (
	"github.com/stackfit/stackfit/analyzer/internal/js"
	"github.com/stackfit/stackfit/analyzer/program"
)

// hoistVars declares the var names of a function's body, however deep in its
// blocks, without entering nested functions.
func (l *Lowerer) hoistVars(list []js.Stmt) {
	for _, s := range list {
		l.hoistVar(s)
	}
}

func (l *Lowerer) hoistVar(s js.Stmt) {
	if l.depth >= maxDepth {
		return
	}
	l.depth++
	defer func() { l.depth-- }()
	for {
		switch n := s.(type) {
		case *js.VariableDecl:
			l.hoistDecl(n, true)
		case *js.Block:
			l.hoistVars(n.Body)
		case *js.If:
			l.hoistVar(n.Then)
			if n.Else != nil {
				s = n.Else
				continue
			}
		case *js.For:
			l.hoistVar(n.Init)
			s = n.Body
			continue
		case *js.ForIn:
			l.hoistDecl(n.Decl, true)
			s = n.Body
			continue
		case *js.ForOf:
			l.hoistDecl(n.Decl, true)
			s = n.Body
			continue
		case *js.While:
			s = n.Body
			continue
		case *js.DoWhile:
			s = n.Body
			continue
		case *js.Labeled:
			s = n.Body
			continue
		case *js.With:
			s = n.Body
			continue
		case *js.Switch:
			for _, c := range n.Cases {
				l.hoistVars(c.Body)
			}
		case *js.Try:
			for _, b := range [...]*js.Block{n.Block, n.Handler, n.Finalizer} {
				if b != nil {
					l.hoistVars(b.Body)
				}
			}
		case *js.ExportDecl:
			s = n.Decl
			continue
		default:
		}
		return
	}
}

// hoistDecl declares the names of a declaration if it is of the wanted sort:
// var, or one with a block scope.
func (l *Lowerer) hoistDecl(n *js.VariableDecl, isVar bool) {
	if n == nil || (n.Kind == js.Var) != isVar {
		return
	}
	kind := program.LocalVar
	if n.Kind != js.Var && n.Kind != js.Let {
		kind = program.ConstVar
	}
	for _, d := range n.Decls {
		l.declarePattern(d.Target, kind)
	}
}

func (l *Lowerer) declarePattern(e js.Expr, kind program.VarKind) {
	if l.depth >= maxDepth {
		return
	}
	l.depth++
	switch n := e.(type) {
	case *js.Identifier:
		l.declare(n.Name, kind, n.Pos())
	case *js.Array:
		for _, x := range n.Elems {
			l.declarePattern(x, kind)
		}
	case *js.Object:
		for _, p := range n.Properties {
			l.declarePattern(p.Value, kind)
		}
	case *js.Assign:
		l.declarePattern(n.Target, kind)
	case *js.Spread:
		l.declarePattern(n.X, kind)
	default:
	}
	l.depth--
}

// hoistLexical declares what the statements of a block declare in its scope.
func (l *Lowerer) hoistLexical(list []js.Stmt) {
	for _, s := range list {
		l.hoistNode(s)
	}
}

func (l *Lowerer) hoistNode(s js.Node) {
	for {
		switch n := s.(type) {
		case *js.VariableDecl:
			l.hoistDecl(n, false)
		case *js.Function:
			l.declareIdent(n.Name, program.FuncVar)
		case *js.Class:
			l.declareIdent(n.Name, program.ClassVar)
		case *js.Interface:
			l.declareIdent(n.Name, program.ClassVar)
		case *js.TypeAlias:
			l.declareIdent(n.Name, program.ClassVar)
		case *js.Enum:
			l.declareIdent(n.Name, program.ClassVar)
		case *js.Namespace:
			if id := namespaceRoot(n.Name); id != nil && !n.Global {
				l.declareIdent(id, program.ClassVar)
			}
		case *js.ImportDecl:
			l.declareIdent(n.Default, program.ImportVar)
			l.declareIdent(n.Namespace, program.ImportVar)
			for _, sp := range n.Named {
				l.declareIdent(sp.Local, program.ImportVar)
			}
		case *js.ImportEquals:
			l.declareIdent(n.Name, program.ImportVar)
		case *js.ExportDecl:
			s = n.Decl
			continue
		case *js.Labeled:
			if f, ok := n.Body.(*js.Function); ok {
				s = f
				continue
			}
		case *js.ExportDefault:
			switch d := n.Value.(type) {
			case *js.Function:
				if !d.Arrow {
					s = d
					continue
				}
			case *js.Class, *js.Interface:
				s = d
				continue
			default:
			}
		default:
		}
		return
	}
}

func (l *Lowerer) declareIdent(n *js.Identifier, kind program.VarKind) {
	if n != nil {
		l.declare(n.Name, kind, n.Pos())
	}
}

// namespaceRoot returns A of namespace A.B.C.
func namespaceRoot(e js.Expr) *js.Identifier {
	for {
		switch n := e.(type) {
		case *js.Identifier:
			return n
		case *js.Member:
			e = n.Object
		default:
			return nil
		}
	}
}
