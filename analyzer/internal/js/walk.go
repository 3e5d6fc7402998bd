package js

import "slices"

// Walk visits n and, where visit returns true, the nodes below it, in source
// order. It uses no recursion, so no tree is too deep for it. Shared nodes (the
// two halves of a shorthand property or of a specifier without "as") are
// visited once.
func Walk(n Node, visit func(Node) bool) {
	stack := make([]Node, 0, 64)
	stack = append(stack, n)
	for len(stack) > 0 {
		top := len(stack) - 1
		n := stack[top]
		stack = stack[:top]
		if !visit(n) {
			continue
		}
		stack = appendChildren(stack, n)
		slices.Reverse(stack[top:])
	}
}

func add[T any, P interface {
	*T
	Node
}](dst []Node, n P) []Node {
	if n != nil {
		dst = append(dst, n)
	}
	return dst
}

func addAll[T any, P interface {
	*T
	Node
}](dst []Node, list []P) []Node {
	for _, n := range list {
		dst = append(dst, n)
	}
	return dst
}

func addIf[N Node](dst []Node, n N) []Node {
	if Node(n) != nil {
		dst = append(dst, n)
	}
	return dst
}

func addList[N Node](dst []Node, list []N) []Node {
	for _, n := range list {
		if Node(n) != nil {
			dst = append(dst, n)
		}
	}
	return dst
}

// appendChildren appends the direct children of n in source order.
func appendChildren(dst []Node, n Node) []Node {
	switch n := n.(type) {
	case *File:
		dst = addList(dst, n.Body)
	case *Identifier, *PrivateName, *Literal, *This, *Super, *TemplateElement, *MetaProperty, *JSXText, *BadExpr,
		*Empty, *Debugger, *BadStmt, *Span:
	case *Template:
		for i, q := range n.Quasis {
			dst = append(dst, q)
			if i < len(n.Exprs) {
				dst = addIf(dst, n.Exprs[i])
			}
		}
	case *TaggedTemplate:
		dst = addIf(dst, n.Tag)
		dst = addList(dst, n.TypeArgs)
		dst = add(dst, n.Quasi)
	case *Array:
		dst = addList(dst, n.Elems)
	case *Object:
		dst = addAll(dst, n.Properties)
	case *Property:
		if !n.Shorthand {
			dst = addIf(dst, n.Key)
		}
		dst = addIf(dst, n.Value)
	case *Function:
		dst = add(dst, n.Name)
		dst = addAll(dst, n.TypeParams)
		dst = addAll(dst, n.Params)
		dst = addIf(dst, n.ReturnType)
		dst = add(dst, n.Body)
		dst = addIf(dst, n.ExprBody)
	case *Param:
		dst = addAll(dst, n.Decorators)
		dst = addIf(dst, n.Target)
		dst = addIf(dst, n.Type)
		dst = addIf(dst, n.Default)
	case *TypeParam:
		dst = addIf(dst, n.Constraint)
		dst = addIf(dst, n.Default)
	case *Decorator:
		dst = addIf(dst, n.X)
	case *Class:
		dst = addAll(dst, n.Decorators)
		dst = add(dst, n.Name)
		dst = addAll(dst, n.TypeParams)
		dst = addIf(dst, n.Super)
		dst = addList(dst, n.SuperArgs)
		dst = addList(dst, n.Implements)
		dst = addAll(dst, n.Members)
	case *ClassMember:
		dst = addAll(dst, n.Decorators)
		dst = addIf(dst, n.Key)
		dst = add(dst, n.Fn)
		dst = addIf(dst, n.Type)
		dst = addIf(dst, n.Init)
		dst = add(dst, n.Block)
	case *Call:
		dst = addIf(dst, n.Callee)
		dst = addList(dst, n.TypeArgs)
		dst = addList(dst, n.Args)
	case *New:
		dst = addIf(dst, n.Callee)
		dst = addList(dst, n.TypeArgs)
		dst = addList(dst, n.Args)
	case *Member:
		dst = addIf(dst, n.Object)
		dst = addIf(dst, n.Index)
	case *ImportCall:
		dst = addIf(dst, n.Source)
		dst = addIf(dst, n.Options)
	case *Unary:
		dst = addIf(dst, n.X)
	case *Update:
		dst = addIf(dst, n.X)
	case *Binary:
		dst = addIf(dst, n.Left)
		dst = addIf(dst, n.Right)
	case *Logical:
		dst = addIf(dst, n.Left)
		dst = addIf(dst, n.Right)
	case *Assign:
		dst = addIf(dst, n.Target)
		dst = addIf(dst, n.Value)
	case *Conditional:
		dst = addIf(dst, n.Test)
		dst = addIf(dst, n.Then)
		dst = addIf(dst, n.Else)
	case *Sequence:
		dst = addList(dst, n.Exprs)
	case *Spread:
		dst = addIf(dst, n.X)
	case *Yield:
		dst = addIf(dst, n.X)
	case *Await:
		dst = addIf(dst, n.X)
	case *TSAs:
		dst = addIf(dst, n.X)
		dst = addIf(dst, n.Type)
	case *TSSatisfies:
		dst = addIf(dst, n.X)
		dst = addIf(dst, n.Type)
	case *TSTypeAssertion:
		dst = addIf(dst, n.Type)
		dst = addIf(dst, n.X)
	case *TSNonNull:
		dst = addIf(dst, n.X)
	case *TSInstantiation:
		dst = addIf(dst, n.X)
		dst = addList(dst, n.TypeArgs)
	case *JSXElement:
		dst = addIf(dst, n.Name)
		dst = addList(dst, n.TypeArgs)
		dst = addAll(dst, n.Attrs)
		dst = addList(dst, n.Children)
	case *JSXAttribute:
		dst = addIf(dst, n.Value)
	case *JSXExpr:
		dst = addIf(dst, n.X)
	case *VariableDecl:
		dst = addAll(dst, n.Decls)
	case *Declarator:
		dst = addIf(dst, n.Target)
		dst = addIf(dst, n.Type)
		dst = addIf(dst, n.Init)
	case *ExprStmt:
		dst = addIf(dst, n.X)
	case *Block:
		dst = addList(dst, n.Body)
	case *If:
		dst = addIf(dst, n.Test)
		dst = addIf(dst, n.Then)
		dst = addIf(dst, n.Else)
	case *For:
		dst = addIf(dst, n.Init)
		dst = addIf(dst, n.Test)
		dst = addIf(dst, n.Update)
		dst = addIf(dst, n.Body)
	case *ForIn:
		dst = add(dst, n.Decl)
		dst = addIf(dst, n.Target)
		dst = addIf(dst, n.X)
		dst = addIf(dst, n.Body)
	case *ForOf:
		dst = add(dst, n.Decl)
		dst = addIf(dst, n.Target)
		dst = addIf(dst, n.X)
		dst = addIf(dst, n.Body)
	case *While:
		dst = addIf(dst, n.Test)
		dst = addIf(dst, n.Body)
	case *DoWhile:
		dst = addIf(dst, n.Body)
		dst = addIf(dst, n.Test)
	case *Switch:
		dst = addIf(dst, n.X)
		dst = addAll(dst, n.Cases)
	case *Case:
		dst = addIf(dst, n.Test)
		dst = addList(dst, n.Body)
	case *Try:
		dst = add(dst, n.Block)
		dst = addIf(dst, n.Param)
		dst = addIf(dst, n.ParamType)
		dst = add(dst, n.Handler)
		dst = add(dst, n.Finalizer)
	case *Return:
		dst = addIf(dst, n.X)
	case *Throw:
		dst = addIf(dst, n.X)
	case *Break:
		dst = add(dst, n.Label)
	case *Continue:
		dst = add(dst, n.Label)
	case *Labeled:
		dst = add(dst, n.Label)
		dst = addIf(dst, n.Body)
	case *With:
		dst = addIf(dst, n.X)
		dst = addIf(dst, n.Body)
	case *ImportDecl:
		dst = add(dst, n.Default)
		dst = add(dst, n.Namespace)
		dst = addAll(dst, n.Named)
		dst = add(dst, n.Source)
		dst = addAll(dst, n.Attributes)
	case *ImportSpecifier:
		dst = addIf(dst, n.Imported)
		if n.Local != nil && n.Imported != Expr(n.Local) {
			dst = append(dst, n.Local)
		}
	case *ImportAttribute:
		dst = add(dst, n.Value)
	case *ImportEquals:
		dst = add(dst, n.Name)
		dst = add(dst, n.Source)
		dst = addIf(dst, n.Alias)
	case *ExportDecl:
		dst = addIf(dst, n.Decl)
	case *ExportDefault:
		dst = addIf(dst, n.Value)
	case *ExportNamed:
		dst = addAll(dst, n.Named)
		dst = add(dst, n.Source)
		dst = addAll(dst, n.Attributes)
	case *ExportSpecifier:
		dst = addIf(dst, n.Local)
		if n.Exported != n.Local {
			dst = addIf(dst, n.Exported)
		}
	case *ExportAll:
		dst = addIf(dst, n.As)
		dst = add(dst, n.Source)
		dst = addAll(dst, n.Attributes)
	case *ExportAssign:
		dst = addIf(dst, n.X)
	case *ExportAsNamespace:
		dst = add(dst, n.Name)
	case *Interface:
		dst = add(dst, n.Name)
		dst = addAll(dst, n.TypeParams)
		dst = addList(dst, n.Extends)
		dst = addAll(dst, n.Members)
	case *TypeAlias:
		dst = add(dst, n.Name)
		dst = addAll(dst, n.TypeParams)
		dst = addIf(dst, n.Type)
	case *Enum:
		dst = add(dst, n.Name)
		dst = addAll(dst, n.Members)
	case *EnumMember:
		dst = addIf(dst, n.Key)
		dst = addIf(dst, n.Init)
	case *Namespace:
		dst = addIf(dst, n.Name)
		dst = add(dst, n.Body)
	case *TypeRef:
		dst = addList(dst, n.Args)
	case *TypeArray:
		dst = addIf(dst, n.Elem)
	case *TypeUnion:
		dst = addList(dst, n.Types)
	case *TypeTuple:
		dst = addList(dst, n.Elems)
	case *TypeFunction:
		dst = addAll(dst, n.TypeParams)
		dst = addAll(dst, n.Params)
		dst = addIf(dst, n.Return)
	case *TypeLiteral:
		dst = addIf(dst, n.X)
	case *TypeObject:
		dst = addAll(dst, n.Members)
	case *TypeMember:
		dst = addIf(dst, n.Key)
		dst = addAll(dst, n.TypeParams)
		dst = addAll(dst, n.Params)
		dst = addIf(dst, n.Type)
	case *TypeQuery:
		dst = addList(dst, n.Args)
	case *TypeImport:
		dst = add(dst, n.Source)
		dst = addList(dst, n.Args)
	case *TypeOther:
		dst = addList(dst, n.Parts)
	}
	return dst
}
