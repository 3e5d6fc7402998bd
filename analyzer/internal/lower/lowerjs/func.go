package lowerjs

import (
	"github.com/stackfit/stackfit/analyzer/internal/js"
	"github.com/stackfit/stackfit/analyzer/program"
)

// funcSpec is what a function's surroundings say about it.
type funcSpec struct {
	name           program.NameID
	namePos, start uint32
	flags          program.FuncFlags
	class          program.ClassID
	decorators     program.Range
	bind           bool // bind its own name inside: a named expression
}

func (l *Lowerer) decorators(ds []*js.Decorator) program.Range {
	if len(ds) == 0 {
		return program.Range{}
	}
	mark := len(l.list)
	for _, d := range ds {
		v := l.expr(d.X, 0)
		l.list = append(l.list, v)
	}
	r := l.b.List(l.list[mark:])
	l.list = l.list[:mark]
	return r
}

// funcExpr lowers a function that is a value.
func (l *Lowerer) funcExpr(n *js.Function, h hint) program.ValueID {
	s := funcSpec{name: h.name, namePos: h.pos, start: n.Pos()}
	if h.name == 0 {
		s.namePos = n.Pos()
	}
	if n.Name != nil {
		s.name, s.namePos, s.bind = l.name(n.Name.Name), n.Name.Pos(), true
	}
	return l.funcOf(l.function(n, s), n.Pos())
}

func (l *Lowerer) funcDecl(n *js.Function) {
	if n.Name == nil || n.Body == nil && !n.Declare && !l.ambient {
		return // the signature of an overload
	}
	f := l.function(n, funcSpec{name: l.name(n.Name.Name), namePos: n.Name.Pos(), start: n.Pos()})
	l.assignVar(l.lookup(n.Name.Name), l.funcOf(f, n.Pos()), n.Name.Pos())
}

func (l *Lowerer) function(n *js.Function, s funcSpec) program.FuncID {
	flags := s.flags
	if n.Async {
		flags |= program.AsyncFunc
	}
	if n.Generator {
		flags |= program.GeneratorFunc
	}
	if n.Arrow {
		flags |= program.ArrowFunc
	}
	bodiless := n.Body == nil && n.ExprBody == nil
	if bodiless {
		flags |= program.AbstractFunc
	}
	if n.Body != nil {
		for _, st := range n.Body.Body {
			d, ok := st.(*js.ExprStmt)
			if !ok || !d.Directive {
				break
			}
			if lit, ok := d.X.(*js.Literal); ok && lit.Value == "use server" {
				flags |= program.UseServerFunc
			}
		}
	}
	// Decorators of parameters run where the function is defined.
	dm := len(l.decoRanges)
	for _, p := range n.Params {
		if len(p.Decorators) > 0 {
			r := l.decorators(p.Decorators)
			l.decoRanges = append(l.decoRanges, r)
		}
	}

	id := l.b.Func(program.Func{
		Name: s.name, Parent: l.fr.fn, Class: s.class, Flags: flags, Decorators: s.decorators,
		Start: s.start, End: n.End(), NamePos: s.namePos,
	})
	outer := l.fr
	l.fr = frame{fn: id, thisFn: id, class: s.class, static: false}
	if n.Arrow {
		l.fr.thisFn, l.fr.class, l.fr.static = outer.thisFn, outer.class, outer.static
	}
	m := l.push()
	if s.bind {
		l.assignVar(l.declare(n.Name.Name, program.FuncVar, n.Name.Pos()), l.funcOf(id, n.Pos()), n.Name.Pos())
		l.push()
	}
	l.typeParams(n.TypeParams)
	l.parameters(id, n.Params, l.decoRanges[dm:], bodiless)
	l.decoRanges = l.decoRanges[:dm]
	if n.ReturnType != nil {
		t := l.typ(n.ReturnType)
		l.m.Funcs[id].ReturnType = t
	}

	rm, ym := len(l.returns), len(l.yields)
	switch {
	case n.Body != nil:
		l.hoistVars(n.Body.Body)
		l.stmts(n.Body.Body)
	case n.ExprBody != nil:
		if v := l.expr(n.ExprBody, returned); v != 0 {
			l.returns = append(l.returns, v)
		}
	}
	if len(l.returns) > rm {
		l.m.Funcs[id].Returns = l.b.List(l.returns[rm:])
	}
	if len(l.yields) > ym {
		l.m.Funcs[id].Yields = l.b.List(l.yields[ym:])
	}
	l.returns, l.yields = l.returns[:rm], l.yields[:ym]
	l.pop(m)
	l.fr = outer
	return id
}

func (l *Lowerer) typeParams(ps []*js.TypeParam) {
	for _, p := range ps {
		v := l.declare(p.Name, program.TypeParamVar, p.Pos())
		if p.Constraint != nil && v != 0 {
			t := l.typ(p.Constraint)
			l.m.Vars[v].Type = t
		}
	}
}

// parameters lowers the parameters of a function whose scope is open. Those of
// a signature bind nothing.
func (l *Lowerer) parameters(id program.FuncID, ps []*js.Param, decos []program.Range, signature bool) {
	mark := len(l.params)
	for _, p := range ps {
		x := program.Param{}
		if len(p.Decorators) > 0 && len(decos) > 0 {
			x.Decorators, decos = decos[0], decos[1:]
		}
		if n, ok := p.Target.(*js.Identifier); ok {
			if n.Name == "this" {
				continue
			}
			x.Name = l.name(n.Name)
			if !signature {
				x.Var = l.declare(n.Name, program.ParamVar, n.Pos())
			}
		} else if !signature {
			x.Var = l.newVar(program.Var{Fn: id, Kind: program.ParamVar, Pos: p.Pos()})
			l.declarePattern(p.Target, program.LocalVar)
		}
		if p.Rest {
			x.Flags |= program.RestParam
		}
		if p.Optional || p.Default != nil {
			x.Flags |= program.OptionalParam
		}
		if p.Property() {
			x.Flags |= program.PropertyParam
		}
		l.params = append(l.params, x)
	}
	i := mark
	for _, p := range ps {
		n, isIdent := p.Target.(*js.Identifier)
		if isIdent && n.Name == "this" {
			continue
		}
		if p.Type != nil {
			t := l.typ(p.Type)
			l.params[i].Type = t
			if v := l.params[i].Var; v != 0 {
				l.m.Vars[v].Type = t
			}
		}
		if p.Default != nil {
			if isIdent {
				l.setHint(n.Name, n.Pos())
			}
			v := l.expr(p.Default, 0)
			l.params[i].Default = v
		}
		if v := l.params[i].Var; v != 0 {
			if !isIdent {
				l.bind(p.Target, l.plainRef(v, p.Pos()))
			}
		}
		i++
	}
	if len(l.params) > mark {
		l.b.Params(id, l.params[mark:])
	}
	l.params = l.params[:mark]
}

// Classes.

func (l *Lowerer) classDecl(n *js.Class) {
	if n.Name == nil {
		return
	}
	c := l.class(n, hint{}, false)
	l.assignVar(l.lookup(n.Name.Name), l.classOf(c, n.Pos()), n.Name.Pos())
}

func (l *Lowerer) class(n *js.Class, h hint, expression bool) program.ClassID {
	if n.Name != nil {
		h = hint{l.name(n.Name.Name), n.Name.Pos()}
	} else if h.name == 0 {
		h.pos = n.Pos()
	}
	x := program.Class{Name: h.name, Parent: l.fr.fn, Start: n.Pos(), End: n.End(), NamePos: h.pos}
	if n.Abstract {
		x.Flags |= program.AbstractClass
	}
	x.Decorators = l.decorators(n.Decorators)
	id := l.b.Class(x)
	m := l.push()
	if expression && n.Name != nil {
		l.assignVar(l.declare(n.Name.Name, program.ClassVar, n.Name.Pos()), l.classOf(id, n.Pos()), n.Name.Pos())
		l.push()
	}
	l.typeParams(n.TypeParams)
	if n.Super != nil {
		v := l.expr(n.Super, 0)
		if len(n.SuperArgs) > 0 {
			v = l.generic(v, n.SuperArgs, n.Super.Pos())
		}
		if v != 0 {
			l.m.Classes[id].Bases = l.b.List([]program.ValueID{v})
		}
	}
	l.m.Classes[id].Implements = l.types(n.Implements)

	ambient := l.ambient
	l.ambient = ambient || n.Declare
	mark, init := len(l.members), program.FuncID(0)
	for _, cm := range n.Members {
		l.classMember(n, cm, id, &init)
	}
	l.ambient = ambient
	l.b.Members(id, l.members[mark:])
	l.members = l.members[:mark]
	l.pop(m)
	return id
}

// classMember lowers one member. Instance fields are initialized in init, a
// function of the class's own that is added when the first needs it.
func (l *Lowerer) classMember(c *js.Class, n *js.ClassMember, id program.ClassID, init *program.FuncID) {
	x := program.Member{Static: n.Static, Decorators: l.decorators(n.Decorators)}
	if n.Key != nil {
		var keyed bool
		if x.Name, keyed = l.key(n.Key, n.Computed); !keyed {
			l.expr(n.Key, noValue)
		}
	}
	switch n.Kind {
	case js.MemberMethod, js.MemberConstructor, js.MemberGet, js.MemberSet:
		if n.Fn == nil || n.Fn.Body == nil && !n.Abstract && !n.Optional && !l.ambient {
			return // the signature of an overload
		}
		s := funcSpec{
			name: x.Name, namePos: pos(n.Key), start: n.Pos(), flags: program.MethodFunc, class: id, decorators: x.Decorators,
		}
		switch n.Kind {
		case js.MemberConstructor:
			s.flags |= program.ConstructorFunc
		case js.MemberGet:
			s.flags |= program.GetterFunc
		case js.MemberSet:
			s.flags |= program.SetterFunc
		default:
		}
		if n.Static {
			s.flags |= program.StaticFunc
		}
		x.Func = l.function(n.Fn, s)
	case js.MemberField, js.MemberAccessor:
		x.Type, x.Optional = l.typ(n.Type), n.Optional || mayBeUndefined(n.Type)
		if n.Init != nil {
			x.Value = l.fieldValue(c, n, x.Name, id, init)
		}
	case js.MemberStaticBlock:
		outer := l.fr
		l.fr.class, l.fr.static, l.fr.this = id, true, 0
		if n.Block != nil {
			m := l.push()
			l.hoistVars(n.Block.Body)
			l.stmts(n.Block.Body)
			l.pop(m)
		}
		l.fr.class, l.fr.static, l.fr.this = outer.class, outer.static, outer.this
		return
	case js.MemberIndexSignature:
		return
	}
	l.members = append(l.members, x)
}

func (l *Lowerer) fieldValue(
	c *js.Class, n *js.ClassMember, name program.NameID, id program.ClassID, init *program.FuncID,
) program.ValueID {
	if _, ok := n.Init.(*js.Literal); ok {
		return l.expr(n.Init, 0)
	}
	outer := l.fr
	if n.Static {
		l.fr.class, l.fr.static, l.fr.this = id, true, 0
	} else {
		if *init == 0 {
			*init = l.b.Func(program.Func{
				Parent: l.fr.fn, Class: id, Flags: program.FieldInitFunc | program.MethodFunc,
				Start: c.Pos(), End: c.End(), NamePos: n.Pos(),
			})
		}
		l.fr = frame{fn: *init, thisFn: *init, class: id}
	}
	var v program.ValueID
	if f, ok := n.Init.(*js.Function); ok {
		s := funcSpec{name: name, namePos: pos(n.Key), start: f.Pos(), class: id}
		if f.Name != nil {
			s.name, s.namePos, s.bind = l.name(f.Name.Name), f.Name.Pos(), true
		}
		if n.Static {
			s.flags |= program.StaticFunc
		}
		v = l.funcOf(l.function(f, s), f.Pos())
	} else {
		l.hint = hint{name, pos(n.Key)}
		v = l.expr(n.Init, 0)
	}
	if n.Static {
		l.fr.class, l.fr.static, l.fr.this = outer.class, outer.static, outer.this
	} else {
		l.fr = outer
	}
	return v
}

// Declarations of types.

func (l *Lowerer) interfaceDecl(n *js.Interface) {
	if n.Name == nil {
		return
	}
	id := l.b.Class(program.Class{
		Name: l.name(n.Name.Name), Parent: l.fr.fn, Flags: program.InterfaceClass,
		Start: n.Pos(), End: n.End(), NamePos: n.Name.Pos(),
	})
	m := l.push()
	l.typeParams(n.TypeParams)
	l.m.Classes[id].Bases = l.types(n.Extends)
	l.typeMembers(id, n.Members)
	l.pop(m)
	l.assignVar(l.lookup(n.Name.Name), l.classOf(id, n.Pos()), n.Name.Pos())
}

func (l *Lowerer) typeAlias(n *js.TypeAlias) {
	if n.Name == nil {
		return
	}
	x := l.lookup(n.Name.Name)
	o, ok := n.Type.(*js.TypeObject)
	if !ok {
		m := l.push()
		l.typeParams(n.TypeParams)
		v := l.typ(n.Type)
		l.pop(m)
		if v != 0 {
			l.assignVar(x, v, n.Name.Pos())
		}
		return
	}
	id := l.b.Class(program.Class{
		Name: l.name(n.Name.Name), Parent: l.fr.fn, Flags: program.InterfaceClass,
		Start: n.Pos(), End: n.End(), NamePos: n.Name.Pos(),
	})
	m := l.push()
	l.typeParams(n.TypeParams)
	l.typeMembers(id, o.Members)
	l.pop(m)
	l.assignVar(x, l.classOf(id, n.Pos()), n.Name.Pos())
}

// typeMembers lowers the members of an interface. Call and index signatures
// have no name to be found by.
func (l *Lowerer) typeMembers(id program.ClassID, ms []*js.TypeMember) {
	mark := len(l.members)
	for _, tm := range ms {
		if tm.Key == nil {
			continue
		}
		name, ok := l.key(tm.Key, tm.Computed)
		if !ok {
			continue
		}
		x := program.Member{Name: name, Optional: tm.Optional || mayBeUndefined(tm.Type)}
		flags := program.MethodFunc | program.AbstractFunc
		switch tm.Kind {
		case js.TypeProperty:
			x.Type = l.typ(tm.Type)
		case js.TypeMethod, js.TypeGet, js.TypeSet:
			if tm.Kind == js.TypeGet {
				flags |= program.GetterFunc
			} else if tm.Kind == js.TypeSet {
				flags |= program.SetterFunc
			}
			x.Func = l.b.Func(program.Func{
				Name: name, Parent: l.fr.fn, Class: id, Flags: flags,
				Start: tm.Pos(), End: tm.End(), NamePos: tm.Key.Pos(),
			})
			m := l.push()
			l.typeParams(tm.TypeParams)
			l.parameters(x.Func, tm.Params, nil, true)
			t := l.typ(tm.Type)
			l.m.Funcs[x.Func].ReturnType = t
			l.pop(m)
		case js.TypeCall, js.TypeConstruct, js.TypeIndex:
			continue
		}
		l.members = append(l.members, x)
	}
	l.b.Members(id, l.members[mark:])
	l.members = l.members[:mark]
}

// mayBeUndefined reports whether a type is a union with undefined.
func mayBeUndefined(t js.Type) bool {
	u, ok := t.(*js.TypeUnion)
	if !ok || u.Intersection {
		return false
	}
	for _, x := range u.Types {
		if r, ok := x.(*js.TypeRef); ok && r.Name == "undefined" {
			return true
		}
	}
	return false
}

func (l *Lowerer) enumDecl(n *js.Enum) {
	if n.Name == nil {
		return
	}
	id := l.b.Class(program.Class{
		Name: l.name(n.Name.Name), Parent: l.fr.fn, Flags: program.EnumClass,
		Start: n.Pos(), End: n.End(), NamePos: n.Name.Pos(),
	})
	mark := len(l.members)
	for _, em := range n.Members {
		name, ok := l.key(em.Key, false)
		if !ok {
			continue
		}
		v := l.expr(em.Init, 0)
		l.members = append(l.members, program.Member{Name: name, Value: v, Static: true})
	}
	l.b.Members(id, l.members[mark:])
	l.members = l.members[:mark]
	l.assignVar(l.lookup(n.Name.Name), l.classOf(id, n.Pos()), n.Name.Pos())
}

// namespace lowers a namespace as a class whose static members are its exports.
// What declares another module or the global scope is left out.
func (l *Lowerer) namespace(n *js.Namespace) {
	root := namespaceRoot(n.Name)
	if root == nil || n.Global || n.Body == nil {
		return
	}
	ambient := l.ambient
	l.ambient = ambient || n.Declare
	m := l.push()
	for _, s := range n.Body.Body {
		l.hoistVar(s)
	}
	l.stmtsOfNamespace(n.Body.Body)
	mark := len(l.members)
	for _, s := range n.Body.Body {
		d, ok := s.(*js.ExportDecl)
		var decl js.Node = s
		if ok {
			decl = d.Decl
		} else if !l.ambient {
			continue
		}
		for _, id := range declared(decl, nil) {
			if v := l.lookup(id.Name); v != 0 {
				l.members = append(l.members, program.Member{
					Name: l.name(id.Name), Value: l.plainRef(v, id.Pos()), Static: true,
				})
			}
		}
	}
	l.pop(m)
	l.ambient = ambient

	id := l.namespaceClass(n, namespaceName(n.Name))
	l.b.Members(id, l.members[mark:])
	l.members = l.members[:mark]
	// Of A.B.C, C is a member of B, and B of A.
	for e, ok := n.Name.(*js.Member); ok; e, ok = e.Object.(*js.Member) {
		outer := l.namespaceClass(n, namespaceName(e.Object))
		l.b.Members(outer, []program.Member{{Name: l.name(e.Name), Value: l.classOf(id, n.Pos()), Static: true}})
		id = outer
	}
	l.assignVar(l.lookup(root.Name), l.classOf(id, n.Pos()), root.Pos())
}

func namespaceName(e js.Expr) string {
	switch n := e.(type) {
	case *js.Identifier:
		return n.Name
	case *js.Member:
		return n.Name
	default:
		return ""
	}
}

func (l *Lowerer) namespaceClass(n *js.Namespace, name string) program.ClassID {
	return l.b.Class(program.Class{
		Name: l.name(name), Parent: l.fr.fn, Flags: program.NamespaceClass,
		Start: n.Pos(), End: n.End(), NamePos: n.Name.Pos(),
	})
}

// stmtsOfNamespace lowers a body whose export declarations export from the
// namespace, not from the module.
func (l *Lowerer) stmtsOfNamespace(list []js.Stmt) {
	l.hoistLexical(list)
	gm := len(l.guards)
	for _, s := range list {
		switch n := s.(type) {
		case *js.ExportDecl:
			l.stmt(n.Decl)
		case *js.ImportEquals:
			if n.Source == nil && n.Name != nil {
				l.assignVar(l.lookup(n.Name.Name), l.expr(n.Alias, 0), n.Name.Pos())
			}
		case *js.ExportNamed, *js.ExportAll, *js.ExportAssign, *js.ExportDefault:
		default:
			l.stmt(s)
		}
	}
	l.popGuards(gm)
}
