package lowerjs

import (
	"github.com/stackfit/stackfit/analyzer/internal/js"
	"github.com/stackfit/stackfit/analyzer/program"
)

// typ lowers a type to what it names; primitive, literal and computed types
// name nothing.
func (l *Lowerer) typ(t js.Type) program.ValueID {
	if t == nil || l.depth >= maxDepth {
		return 0
	}
	l.depth++
	v := l.typ1(t)
	l.depth--
	return v
}

func (l *Lowerer) typ1(t js.Type) program.ValueID {
	switch n := t.(type) {
	case *js.TypeRef:
		v := l.typeName(n.Qualifier, n.Name, n.Pos())
		if v != 0 && len(n.Args) > 0 {
			v = l.generic(v, n.Args, n.Pos())
		}
		return v
	case *js.TypeArray:
		mark := len(l.list)
		v := l.typ(n.Elem)
		l.list = append(l.list, v)
		r := l.b.List(l.list[mark:])
		l.list = l.list[:mark]
		return l.value(program.Value{
			Kind: program.Generic, A: uint32(l.global("Array", n.Pos())), B: r.Start, C: r.Count, Pos: n.Pos(),
		})
	case *js.TypeUnion:
		mark := len(l.list)
		for _, x := range n.Types {
			v := l.typ(x)
			l.list = append(l.list, v)
		}
		v := l.union(l.list[mark:], n.Pos())
		l.list = l.list[:mark]
		return v
	case *js.TypeTuple:
		mark, named := len(l.list), false
		for _, x := range n.Elems {
			v := l.typ(x)
			named = named || v != 0
			l.list = append(l.list, v)
		}
		v := program.ValueID(0)
		if named {
			v = l.b.ListValue(program.List, l.list[mark:], n.Pos())
		}
		l.list = l.list[:mark]
		return v
	case *js.TypeFunction:
		if n.New {
			return 0
		}
		return l.callable(n.TypeParams, n.Params, n.Return, n.Pos())
	case *js.TypeObject:
		return l.typeObject(n)
	case *js.TypeQuery:
		return l.typeName(n.Qualifier, n.Name, n.Pos())
	case *js.TypeImport:
		return l.typeImport(n)
	case *js.TypeLiteral, *js.TypeOther:
		return 0
	}
	return 0
}

// typeName resolves a dotted name.
func (l *Lowerer) typeName(qualifier []string, name string, pos uint32) program.ValueID {
	if len(qualifier) == 0 {
		switch name {
		case "string", "number", "boolean", "void", "any", "unknown", "never", "object", "null", "undefined",
			"symbol", "bigint", "const", "":
			return 0
		case "this":
			if l.fr.class != 0 {
				return l.classOf(l.fr.class, pos)
			}
			return 0
		}
		if v := l.lookup(name); v != 0 {
			return l.plainRef(v, pos)
		}
		return l.global(name, pos)
	}
	v := l.typeName(nil, qualifier[0], pos)
	for _, q := range qualifier[1:] {
		v = l.attr(v, l.name(q), pos)
	}
	return l.attr(v, l.name(name), pos)
}

func (l *Lowerer) types(ts []js.Type) program.Range {
	if len(ts) == 0 {
		return program.Range{}
	}
	mark := len(l.list)
	for _, t := range ts {
		v := l.typ(t)
		l.list = append(l.list, v)
	}
	r := l.b.List(l.list[mark:])
	l.list = l.list[:mark]
	return r
}

func (l *Lowerer) generic(base program.ValueID, args []js.Type, pos uint32) program.ValueID {
	r := l.types(args)
	return l.value(program.Value{Kind: program.Generic, A: uint32(base), B: r.Start, C: r.Count, Pos: pos})
}

func (l *Lowerer) callable(tps []*js.TypeParam, ps []*js.Param, result js.Type, pos uint32) program.ValueID {
	m := l.push()
	l.typeParams(tps)
	mark := len(l.list)
	for _, p := range ps {
		if id, ok := p.Target.(*js.Identifier); ok && id.Name == "this" {
			continue
		}
		v := l.typ(p.Type)
		l.list = append(l.list, v)
	}
	v := l.typ(result)
	l.list = append(l.list, v)
	v = l.b.ListValue(program.Callable, l.list[mark:], pos)
	l.list = l.list[:mark]
	l.pop(m)
	return v
}

// typeObject lowers an object type in place to an Object of types.
func (l *Lowerer) typeObject(n *js.TypeObject) program.ValueID {
	mark := len(l.fields)
	for _, tm := range n.Members {
		if tm.Key == nil {
			continue
		}
		name, ok := l.key(tm.Key, tm.Computed)
		if !ok {
			continue
		}
		f := program.Field{Name: name}
		switch tm.Kind {
		case js.TypeProperty, js.TypeGet:
			f.Value = l.typ(tm.Type)
		case js.TypeMethod:
			f.Value, f.Kind = l.callable(tm.TypeParams, tm.Params, tm.Type, tm.Pos()), program.MethodField
		case js.TypeSet, js.TypeCall, js.TypeConstruct, js.TypeIndex:
		}
		if f.Value != 0 {
			l.fields = append(l.fields, f)
		}
	}
	v := program.ValueID(0)
	if len(l.fields) > mark {
		v = l.b.Object(l.fields[mark:], n.Pos())
	}
	l.fields = l.fields[:mark]
	return v
}

func (l *Lowerer) typeImport(n *js.TypeImport) program.ValueID {
	i := l.addImport(program.StaticImport, n.Source, true, n.Pos())
	path := n.Qualifier
	if n.Name == "" {
		return l.importOf(i, 0, n.Pos())
	}
	first := n.Name
	if len(path) > 0 {
		first = path[0]
	}
	v := l.importOf(i, l.name(first), n.Pos())
	if len(path) > 0 {
		for _, q := range path[1:] {
			v = l.attr(v, l.name(q), n.Pos())
		}
		v = l.attr(v, l.name(n.Name), n.Pos())
	}
	if len(n.Args) > 0 {
		v = l.generic(v, n.Args, n.Pos())
	}
	return v
}
