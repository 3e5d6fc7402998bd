package py

// Walk calls visit for n and everything below it, parents first and in source
// order, except that the keyword arguments of a call come after the others and
// the patterns of a mapping after its keys. When visit returns false, what is
// below that node is left out. A nil node is ignored.
//
// The recursion is bounded because the height of a tree is.
func Walk(n Node, visit func(Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	switch n := n.(type) {
	case *File:
		walkStmts(n.Body, visit)

	case *FunctionDef:
		walkExprs(n.Decorators, visit)
		walkNodes(n.TypeParams, visit)
		walkNodes(n.Params, visit)
		Walk(n.Returns, visit)
		walkStmts(n.Body, visit)
	case *ClassDef:
		walkExprs(n.Decorators, visit)
		walkNodes(n.TypeParams, visit)
		walkExprs(n.Bases, visit)
		walkNodes(n.Keywords, visit)
		walkStmts(n.Body, visit)
	case *Return:
		Walk(n.Value, visit)
	case *Delete:
		walkExprs(n.Targets, visit)
	case *Assign:
		walkExprs(n.Targets, visit)
		Walk(n.Value, visit)
	case *AugAssign:
		Walk(n.Target, visit)
		Walk(n.Value, visit)
	case *AnnAssign:
		Walk(n.Target, visit)
		Walk(n.Annotation, visit)
		Walk(n.Value, visit)
	case *TypeAlias:
		Walk(n.Name, visit)
		walkNodes(n.TypeParams, visit)
		Walk(n.Value, visit)
	case *For:
		Walk(n.Target, visit)
		Walk(n.Iter, visit)
		walkStmts(n.Body, visit)
		walkStmts(n.Orelse, visit)
	case *While:
		Walk(n.Test, visit)
		walkStmts(n.Body, visit)
		walkStmts(n.Orelse, visit)
	case *If:
		Walk(n.Test, visit)
		walkStmts(n.Body, visit)
		walkStmts(n.Orelse, visit)
	case *With:
		walkNodes(n.Items, visit)
		walkStmts(n.Body, visit)
	case *Match:
		Walk(n.Subject, visit)
		walkNodes(n.Cases, visit)
	case *Raise:
		Walk(n.Exc, visit)
		Walk(n.Cause, visit)
	case *Try:
		walkStmts(n.Body, visit)
		walkNodes(n.Handlers, visit)
		walkStmts(n.Orelse, visit)
		walkStmts(n.Finalbody, visit)
	case *Assert:
		Walk(n.Test, visit)
		Walk(n.Msg, visit)
	case *Import:
		walkNodes(n.Names, visit)
	case *ImportFrom:
		walkNodes(n.Names, visit)
	case *ExprStmt:
		Walk(n.Value, visit)
	case *BadStmt:
		walkStmts(n.Body, visit)
	case *Global, *Nonlocal, *Pass, *Break, *Continue:

	case *Param:
		Walk(n.Annotation, visit)
		Walk(n.Default, visit)
	case *Keyword:
		Walk(n.Value, visit)
	case *Alias:
	case *WithItem:
		Walk(n.Context, visit)
		Walk(n.Vars, visit)
	case *ExceptHandler:
		Walk(n.Type, visit)
		walkStmts(n.Body, visit)
	case *MatchCase:
		Walk(n.Pattern, visit)
		Walk(n.Guard, visit)
		walkStmts(n.Body, visit)
	case *TypeParam:
		Walk(n.Bound, visit)
		Walk(n.Default, visit)
	case *CompFor:
		Walk(n.Target, visit)
		Walk(n.Iter, visit)
		walkExprs(n.Ifs, visit)

	case *BoolOp:
		walkExprs(n.Values, visit)
	case *NamedExpr:
		Walk(n.Target, visit)
		Walk(n.Value, visit)
	case *BinOp:
		Walk(n.Left, visit)
		Walk(n.Right, visit)
	case *UnaryOp:
		Walk(n.Operand, visit)
	case *Lambda:
		walkNodes(n.Params, visit)
		Walk(n.Body, visit)
	case *IfExp:
		Walk(n.Body, visit)
		Walk(n.Test, visit)
		Walk(n.Orelse, visit)
	case *Dict:
		for i, v := range n.Values {
			Walk(n.Keys[i], visit)
			Walk(v, visit)
		}
	case *Set:
		walkExprs(n.Elts, visit)
	case *List:
		walkExprs(n.Elts, visit)
	case *Tuple:
		walkExprs(n.Elts, visit)
	case *Comp:
		Walk(n.Elt, visit)
		Walk(n.Value, visit)
		walkNodes(n.Generators, visit)
	case *Await:
		Walk(n.Value, visit)
	case *Yield:
		Walk(n.Value, visit)
	case *YieldFrom:
		Walk(n.Value, visit)
	case *Compare:
		Walk(n.Left, visit)
		walkExprs(n.Comparators, visit)
	case *Call:
		Walk(n.Func, visit)
		walkExprs(n.Args, visit)
		walkNodes(n.Keywords, visit)
	case *JoinedStr:
		walkExprs(n.Values, visit)
	case *FormattedValue:
		Walk(n.Value, visit)
		if n.FormatSpec != nil {
			Walk(n.FormatSpec, visit)
		}
	case *Attribute:
		Walk(n.Value, visit)
	case *Subscript:
		Walk(n.Value, visit)
		Walk(n.Index, visit)
	case *Starred:
		Walk(n.Value, visit)
	case *Slice:
		Walk(n.Lower, visit)
		Walk(n.Upper, visit)
		Walk(n.Step, visit)
	case *Constant, *Name:

	case *MatchValue:
		Walk(n.Value, visit)
	case *MatchSingleton:
		Walk(n.Value, visit)
	case *MatchSequence:
		walkNodes(n.Patterns, visit)
	case *MatchMapping:
		walkExprs(n.Keys, visit)
		walkNodes(n.Patterns, visit)
	case *MatchClass:
		Walk(n.Cls, visit)
		walkNodes(n.Patterns, visit)
		walkNodes(n.KwdPatterns, visit)
	case *MatchStar:
	case *MatchAs:
		Walk(n.Pattern, visit)
	case *MatchOr:
		walkNodes(n.Patterns, visit)
	}
}

func walkStmts(list []Stmt, visit func(Node) bool) {
	for _, n := range list {
		Walk(n, visit)
	}
}

func walkExprs(list []Expr, visit func(Node) bool) {
	for _, n := range list {
		Walk(n, visit)
	}
}

func walkNodes[T Node](list []T, visit func(Node) bool) {
	for _, n := range list {
		Walk(n, visit)
	}
}
