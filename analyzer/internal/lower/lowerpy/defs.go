package lowerpy

import (
	"github.com/stackfit/stackfit/analyzer/internal/py"
	"github.com/stackfit/stackfit/analyzer/program"
)

// decorators lowers decorators in order of writing.
func (l *Lowerer) decorators(list []py.Expr) program.Range {
	if len(list) == 0 {
		return program.Range{}
	}
	base := len(l.vals)
	for _, d := range list {
		v := l.expr(d)
		if val := l.m.Values[v]; v != 0 && val.Kind != program.CallOf && val.Pos != l.pos(d) {
			// Shared with an earlier use; but what a decorator registers is shown
			// where the decorator is.
			val.Pos = l.pos(d)
			v = l.b.Value(val)
		}
		l.vals = append(l.vals, v)
	}
	r := l.b.List(l.vals[base:])
	l.vals = l.vals[:base]
	return r
}

// typeParams declares type parameters; their bound is their type.
func (l *Lowerer) typeParams(list []*py.TypeParam) {
	for _, p := range list {
		l.declare(l.name(p.Name), program.TypeParamVar, l.pos(p))
	}
	for _, p := range list {
		bound := l.typ(p.Bound)
		l.typ(p.Default)
		if b := l.local(l.name(p.Name)); b != nil && b.v != 0 {
			l.m.Vars[b.v].Type = bound
		}
	}
}

// declareParams lowers the types and defaults of parameters, which are outside
// of the function, onto the stack of parameters. It returns the type of the result.
func (l *Lowerer) declareParams(list []*py.Param, result py.Expr) program.ValueID {
	for _, p := range list {
		out := program.Param{Name: l.name(p.Name), Type: l.typ(p.Annotation), Default: l.expr(p.Default)}
		switch p.Kind {
		case py.ParamVarArgs:
			out.Flags |= program.RestParam
		case py.ParamKwArgs:
			out.Flags |= program.KeywordsParam
		case py.ParamKwOnly:
			out.Flags |= program.KeywordOnly
		case py.ParamPosOnly, py.ParamNormal:
		}
		if p.Default != nil {
			out.Flags |= program.OptionalParam
		}
		l.params = append(l.params, out)
	}
	return l.typ(result)
}

// bindParams declares the variables of the parameters from base on the stack, and
// takes them off it.
func (l *Lowerer) bindParams(fn program.FuncID, list []*py.Param, base int) {
	for i, p := range list {
		out := &l.params[base+i]
		out.Var = l.declare(out.Name, program.ParamVar, l.pos(p))
		l.m.Vars[out.Var].Type = out.Type
	}
	l.b.Params(fn, l.params[base:])
	l.params = l.params[:base]
}

func (l *Lowerer) funcDef(n *py.FunctionDef) {
	f := program.Func{
		Name: l.name(n.Name), Parent: l.cur.fn, Decorators: l.decorators(n.Decorators),
		Start: l.pos(n), End: l.end(n), NamePos: n.NamePos,
	}
	member := program.Member{Name: f.Name, Decorators: f.Decorators}
	method := l.top().kind == classScope
	if method {
		f.Class = l.class
		f.Flags |= program.MethodFunc
		if n.Name == "__init__" {
			f.Flags |= program.ConstructorFunc
		}
	}
	if n.Async {
		f.Flags |= program.AsyncFunc
	}
	for i, d := range n.Decorators {
		f.Flags |= l.decorated(d, l.m.Elems[int(f.Decorators.Start)+i], method)
	}
	if isAbstract(n.Body, method) {
		f.Flags |= program.AbstractFunc
	}
	fn := l.b.Func(f)

	if n.TypeParams != nil {
		l.open(scope{kind: innerScope, fn: fn})
		l.typeParams(n.TypeParams)
	}
	base := len(l.params)
	l.m.Funcs[fn].ReturnType = l.declareParams(n.Params, n.Returns)
	l.open(scope{kind: funcScope, fn: fn})
	l.bindParams(fn, n.Params, base)
	l.hoist(n.Body)
	saved := l.enter(fn)
	l.block(n.Body)
	l.leave(saved)
	l.close()
	if n.TypeParams != nil {
		l.close()
	}

	if method {
		if b := l.local(f.Name); b == nil || b.v == 0 {
			member.Func = fn
			member.Static = f.Flags&(program.StaticFunc|program.ClassMethodFunc) != 0
			l.members = append(l.members, member)
			l.bindMember(f.Name)
			return
		}
	}
	v := l.b.Value(program.Value{Kind: program.FuncOf, A: uint32(fn), Pos: n.NamePos})
	l.assignName(n.Name, v, program.FuncVar, n.NamePos)
}

// decorated returns what a decorator makes of a function. Decorators of
// libraries other than those that define kinds of functions are for linking.
func (l *Lowerer) decorated(d py.Expr, v program.ValueID, method bool) program.FuncFlags {
	is := func(paths ...string) bool {
		for _, p := range paths {
			if l.is(v, p) {
				return true
			}
		}
		return false
	}
	called := ""
	switch n := d.(type) {
	case *py.Name:
		called = n.ID
	case *py.Attribute:
		called = n.Attr
		if method && (called == "setter" || called == "getter" || called == "deleter") && l.m.Values[v].Kind == program.Attr {
			// @x.setter, where x is a property of this class or of another one.
			switch n.Value.(type) {
			case *py.Name, *py.Attribute:
				if called == "getter" {
					return program.GetterFunc
				}
				return program.SetterFunc
			default:
			}
		}
	default:
	}
	switch {
	case l.isGlobal(v, "staticmethod"), is("abc.abstractstaticmethod"):
		return program.StaticFunc
	case l.isGlobal(v, "classmethod"), is("abc.abstractclassmethod"):
		return program.ClassMethodFunc
	case l.isGlobal(v, "property"), is("functools.cached_property", "django.utils.functional.cached_property",
		"werkzeug.utils.cached_property", "cached_property.cached_property"):
		return program.GetterFunc
	case is("abc.abstractproperty"):
		return program.GetterFunc | program.AbstractFunc
	case l.isGlobal(v, "abstractmethod"),
		is("abc.abstractmethod", "typing.overload", "typing_extensions.overload"):
		return program.AbstractFunc
	case called != "" && is("asyncio.coroutine", "types.coroutine", "tornado.gen.coroutine"):
		return program.CoroutineFunc | program.AsyncFunc
	}
	return 0
}

// isAbstract says whether a body does nothing but say that it is not one:
// `...`, `raise NotImplementedError`, or, in a class, a docstring alone.
func isAbstract(body []py.Stmt, method bool) bool {
	docstring := false
	if len(body) > 0 {
		if e, ok := body[0].(*py.ExprStmt); ok {
			if c, ok := e.Value.(*py.Constant); ok && c.Kind == py.ConstStr {
				docstring = true
				body = body[1:]
			}
		}
	}
	if len(body) == 0 {
		return docstring && method
	}
	if len(body) != 1 {
		return false
	}
	switch n := body[0].(type) {
	case *py.ExprStmt:
		c, ok := n.Value.(*py.Constant)
		return ok && c.Kind == py.ConstEllipsis
	case *py.Raise:
		exc := n.Exc
		if call, ok := exc.(*py.Call); ok {
			exc = call.Func
		}
		name, ok := exc.(*py.Name)
		return ok && name.ID == "NotImplementedError"
	default:
	}
	return false
}

func (l *Lowerer) classDef(n *py.ClassDef) {
	decorators := l.decorators(n.Decorators)
	if n.TypeParams != nil {
		l.open(scope{kind: innerScope, fn: l.cur.fn})
		l.typeParams(n.TypeParams)
	}
	var flags program.ClassFlags
	base := len(l.vals)
	for _, b := range n.Bases {
		v := l.typ(b)
		flags |= l.baseFlags(v)
		l.vals = append(l.vals, v)
	}
	bases := l.b.List(l.vals[base:])
	l.vals = l.vals[:base]
	for _, k := range n.Keywords {
		v := l.expr(k.Value)
		if k.Name == "metaclass" {
			switch {
			case l.is(v, "abc.ABCMeta"):
				flags |= program.AbstractClass
			case l.is(v, "enum.EnumMeta"), l.is(v, "enum.EnumType"):
				flags |= program.EnumClass
			}
		}
	}
	id := l.b.Class(program.Class{
		Name: l.name(n.Name), Parent: l.cur.fn, Flags: flags, Bases: bases, Decorators: decorators,
		Start: l.pos(n), End: l.end(n), NamePos: n.NamePos,
	})
	v := l.b.Value(program.Value{Kind: program.ClassOf, A: uint32(id), Pos: n.NamePos})

	outer, members := l.class, len(l.members)
	l.class = id
	l.open(scope{kind: classScope, fn: l.cur.fn, class: v})
	l.block(n.Body)
	l.close()
	l.class = outer
	l.b.Members(id, l.members[members:])
	l.members = l.members[:members]
	if n.TypeParams != nil {
		l.close()
	}
	l.assignName(n.Name, v, program.ClassVar, n.NamePos)
}

// baseFlags returns what a base makes of a class.
func (l *Lowerer) baseFlags(v program.ValueID) program.ClassFlags {
	if val := l.m.Values[v]; val.Kind == program.Generic {
		v = program.ValueID(val.A)
	}
	val := l.m.Values[v]
	name := ""
	switch val.Kind {
	case program.Attr:
		name = l.b.Text(val.Name)
	case program.VarRef:
		if a := l.m.Vars[val.A].Assigns; a != 0 && l.m.Vars[val.A].Kind == program.ImportVar {
			name = l.b.Text(l.m.Values[l.m.Assigns[a].Value].Name)
		}
	default: // not a name
	}
	switch name {
	case "Protocol":
		if l.is(v, "typing.Protocol") || l.is(v, "typing_extensions.Protocol") {
			return program.InterfaceClass
		}
	case "ABC":
		if l.is(v, "abc.ABC") {
			return program.AbstractClass
		}
	case "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum":
		if l.is(v, "enum."+name) {
			return program.EnumClass
		}
	}
	return 0
}
