package lowerjs

import (
	"slices"

	"github.com/stackfit/stackfit/analyzer/internal/js"
	"github.com/stackfit/stackfit/analyzer/program"
)

// Imports.

func (l *Lowerer) addImport(kind program.ImportKind, spec *js.Literal, typeOnly bool, pos uint32) program.ImportID {
	i := program.Import{Kind: kind, TypeOnly: typeOnly, Fn: l.fr.fn, Guard: l.fr.guard, Pos: pos}
	if spec != nil {
		i.Spec = l.name(spec.Value)
	}
	return l.b.Import(i)
}

func (l *Lowerer) importOf(i program.ImportID, name program.NameID, pos uint32) program.ValueID {
	return l.value(program.Value{Kind: program.ImportOf, Name: name, A: uint32(i), Pos: pos})
}

func (l *Lowerer) importDecl(n *js.ImportDecl) {
	typeOnly := n.TypeOnly
	if !typeOnly && n.Default == nil && n.Namespace == nil && len(n.Named) > 0 {
		typeOnly = true // unless a specifier names a value
		for _, s := range n.Named {
			typeOnly = typeOnly && s.TypeOnly
		}
	}
	i := l.addImport(program.StaticImport, n.Source, typeOnly, n.Pos())
	if d := n.Default; d != nil {
		l.assignVar(l.lookup(d.Name), l.importOf(i, l.name("default"), d.Pos()), d.Pos())
	}
	if s := n.Namespace; s != nil {
		l.assignVar(l.lookup(s.Name), l.importOf(i, 0, s.Pos()), s.Pos())
	}
	for _, s := range n.Named {
		if s.Local != nil {
			l.assignVar(l.lookup(s.Local.Name), l.importOf(i, l.exportName(s.Imported), s.Local.Pos()), s.Local.Pos())
		}
	}
}

// exportName returns the name of one half of a specifier.
func (l *Lowerer) exportName(e js.Expr) program.NameID {
	switch n := e.(type) {
	case *js.Identifier:
		return l.name(n.Name)
	case *js.Literal:
		return l.name(n.Value)
	default:
		return 0
	}
}

func (l *Lowerer) importEquals(n *js.ImportEquals) {
	if n.Name == nil {
		return
	}
	var v program.ValueID
	if n.Source != nil {
		v = l.importOf(l.addImport(program.RequireImport, n.Source, n.TypeOnly, n.Pos()), 0, n.Pos())
	} else {
		v = l.expr(n.Alias, 0)
	}
	x := l.lookup(n.Name.Name)
	l.assignVar(x, v, n.Name.Pos())
	if n.Export && x != 0 {
		l.exportVar(n.Name)
	}
}

// isRequire reports that next calls require, CommonJS's or one that
// createRequire made.
func (l *Lowerer) isRequire(id *js.Identifier, next js.Expr) bool {
	c, ok := next.(*js.Call)
	if !ok || len(c.Args) == 0 {
		return false
	}
	v := l.lookup(id.Name)
	if v == 0 {
		return id.Name == "require"
	}
	return slices.Contains(l.requireVars, v)
}

// isCreateRequire reports a call of node:module's createRequire.
func isCreateRequire(e js.Expr) bool {
	c, ok := e.(*js.Call)
	if !ok {
		return false
	}
	switch f := c.Callee.(type) {
	case *js.Identifier:
		return f.Name == "createRequire"
	case *js.Member:
		return f.Name == "createRequire"
	default:
		return false
	}
}

func (l *Lowerer) requireCall(n *js.Call) program.ValueID {
	return l.importOf(l.addImport(program.RequireImport, l.specifier(n.Args[0]), false, n.Pos()), 0, n.Pos())
}

// specifier returns the constant text of an import, nil if there is none.
func (l *Lowerer) specifier(e js.Expr) *js.Literal {
	switch n := e.(type) {
	case *js.Literal:
		if n.Kind == js.StringLiteral {
			return n
		}
	case *js.Template:
		if len(n.Exprs) == 0 && len(n.Quasis) == 1 {
			return &js.Literal{Span: n.Span, Value: n.Quasis[0].Cooked}
		}
	default:
	}
	l.expr(e, noValue)
	return nil
}

func (l *Lowerer) importCall(n *js.ImportCall) program.ValueID {
	spec := l.specifier(n.Source)
	if n.Options != nil {
		l.expr(n.Options, noValue)
	}
	return l.importOf(l.addImport(program.DynamicImport, spec, false, n.Pos()), 0, n.Pos())
}

// Exports.

func (l *Lowerer) exportVar(id *js.Identifier) {
	v := l.lookup(id.Name)
	if v == 0 {
		return
	}
	e := program.Export{Name: l.name(id.Name), Value: l.plainRef(v, id.Pos()), Pos: id.Pos()}
	if n := len(l.m.Exports); n > 0 && l.m.Exports[n-1].Name == e.Name && l.m.Exports[n-1].Value == e.Value {
		return // an overload of the one before
	}
	l.b.Export(e)
}

func (l *Lowerer) exportDecl(n *js.ExportDecl) {
	l.stmt(n.Decl)
	for _, id := range declared(n.Decl, nil) {
		l.exportVar(id)
	}
}

// declared appends the names that a declaration binds.
func declared(s js.Node, ids []*js.Identifier) []*js.Identifier {
	switch d := s.(type) {
	case *js.VariableDecl:
		for _, x := range d.Decls {
			ids = boundNames(x.Target, ids, 0)
		}
	case *js.Function:
		if d.Name != nil {
			ids = append(ids, d.Name)
		}
	case *js.Class:
		if d.Name != nil {
			ids = append(ids, d.Name)
		}
	case *js.Interface:
		if d.Name != nil {
			ids = append(ids, d.Name)
		}
	case *js.TypeAlias:
		if d.Name != nil {
			ids = append(ids, d.Name)
		}
	case *js.Enum:
		if d.Name != nil {
			ids = append(ids, d.Name)
		}
	case *js.Namespace:
		if id := namespaceRoot(d.Name); id != nil {
			ids = append(ids, id)
		}
	default:
	}
	return ids
}

func boundNames(e js.Expr, ids []*js.Identifier, depth int) []*js.Identifier {
	if depth > maxDepth {
		return ids
	}
	switch n := e.(type) {
	case *js.Identifier:
		ids = append(ids, n)
	case *js.Array:
		for _, x := range n.Elems {
			ids = boundNames(x, ids, depth+1)
		}
	case *js.Object:
		for _, p := range n.Properties {
			ids = boundNames(p.Value, ids, depth+1)
		}
	case *js.Assign:
		ids = boundNames(n.Target, ids, depth+1)
	case *js.Spread:
		ids = boundNames(n.X, ids, depth+1)
	default:
	}
	return ids
}

func (l *Lowerer) exportDefault(n *js.ExportDefault) {
	v, name := program.ValueID(0), l.name("default")
	switch d := n.Value.(type) {
	case *js.Function:
		switch {
		case d.Arrow || d.Name == nil && d.Body != nil:
			f := l.function(d, funcSpec{name: name, namePos: d.Pos(), start: d.Pos()})
			v = l.funcOf(f, d.Pos())
		case d.Name != nil:
			l.funcDecl(d)
			if d.Body == nil && !l.ambient {
				return // the signature of an overload
			}
			v = l.plainRef(l.lookup(d.Name.Name), d.Name.Pos())
		}
	case *js.Class:
		if d.Name != nil {
			l.classDecl(d)
			v = l.plainRef(l.lookup(d.Name.Name), d.Name.Pos())
		} else {
			v = l.classOf(l.class(d, hint{name, d.Pos()}, false), d.Pos())
		}
	case *js.Interface:
		l.interfaceDecl(d)
		if d.Name != nil {
			v = l.plainRef(l.lookup(d.Name.Name), d.Name.Pos())
		}
	case js.Expr:
		l.hint = hint{name, d.Pos()}
		v = l.expr(d, 0)
	default:
	}
	l.b.Export(program.Export{Name: name, Value: v, Pos: n.Pos()})
}

func (l *Lowerer) exportNamed(n *js.ExportNamed) {
	i := program.ImportID(0)
	if n.Source != nil {
		typeOnly := n.TypeOnly || len(n.Named) > 0
		for _, s := range n.Named {
			typeOnly = typeOnly && (n.TypeOnly || s.TypeOnly)
		}
		i = l.addImport(program.StaticImport, n.Source, typeOnly, n.Pos())
	}
	for _, s := range n.Named {
		v := program.ValueID(0)
		if n.Source != nil {
			v = l.importOf(i, l.exportName(s.Local), s.Pos())
		} else if id, ok := s.Local.(*js.Identifier); ok {
			v = l.ident(id)
		}
		l.b.Export(program.Export{Name: l.exportName(s.Exported), Value: v, Pos: s.Pos()})
	}
}

func (l *Lowerer) exportAll(n *js.ExportAll) {
	i := l.addImport(program.StaticImport, n.Source, n.TypeOnly, n.Pos())
	name := l.name("*")
	if n.As != nil {
		name = l.exportName(n.As)
	}
	l.b.Export(program.Export{Name: name, Value: l.importOf(i, 0, n.Pos()), Pos: n.Pos()})
}

// CommonJS.

// exports returns the variable that stands for the exports object. Its
// attributes are the exports, so that code of the module can use them.
func (l *Lowerer) exports(pos uint32) program.ValueID {
	if l.exportsVar == 0 {
		l.exportsVar = l.newVar(program.Var{Name: l.name("exports"), Kind: program.LocalVar, Pos: pos})
		l.vars[l.exportsVar].exports = true
		l.b.Assign(program.Assign{ // an object of its own, for attributes to be of
			Target: l.plainRef(l.exportsVar, pos), Value: l.b.Object(nil, pos), Pos: pos,
		})
	}
	return l.plainRef(l.exportsVar, pos)
}

// isModuleExports reports that id and the member next to it say module.exports.
func (l *Lowerer) isModuleExports(id *js.Identifier, next js.Expr) bool {
	m, ok := next.(*js.Member)
	return ok && id.Name == "module" && m.Name == "exports" && l.lookup("module") == 0
}

// isExports reports the exports object, under any name it was given.
func (l *Lowerer) isExports(v program.ValueID) bool {
	x := l.m.Values[v]
	return x.Kind == program.VarRef && l.vars[x.A].exports
}

// isGlobalMethod reports that v is Object.name or the like.
func (l *Lowerer) isGlobalMethod(v program.ValueID, object, name string) bool {
	x := l.m.Values[v]
	if x.Kind != program.Attr || l.b.Text(x.Name) != name {
		return false
	}
	o := l.m.Values[x.A]
	return o.Kind == program.Global && l.b.Text(o.Name) == object
}

func (l *Lowerer) addExport(name program.NameID, v program.ValueID, pos uint32) {
	l.b.Export(program.Export{Name: name, Value: v, Pos: pos})
	if v != 0 {
		l.assignTo(l.attr(l.exports(pos), name, pos), v, pos)
	}
}

// exportCall recognizes the calls by which CommonJS modules, compilers' output
// among them, add exports.
func (l *Lowerer) exportCall(id program.CallID) {
	c := l.m.Calls[id]
	if c.Args.Count < 2 {
		return
	}
	args := l.m.Args[c.Args.Start : c.Args.Start+c.Args.Count]
	if l.isExports(args[0].Value) {
		switch {
		case l.isGlobalMethod(c.Callee, "Object", "assign"):
			for _, a := range args[1:] {
				o := l.m.Values[a.Value]
				if o.Kind == program.ImportOf && o.Name == 0 {
					l.b.Export(program.Export{Name: l.name("*"), Value: a.Value, Pos: c.Pos})
				}
				if o.Kind == program.Object {
					for i := o.B; i < o.B+o.C; i++ {
						if f := l.m.Fields[i]; f.Name != 0 {
							l.addExport(f.Name, f.Value, c.Pos)
						}
					}
				}
			}
		case l.isGlobalMethod(c.Callee, "Object", "defineProperty") && len(args) == 3:
			name, o := l.m.Values[args[1].Value], l.m.Values[args[2].Value]
			if name.Kind != program.Const || o.Kind != program.Object || l.b.Text(name.Name) == "__esModule" {
				return
			}
			for i := o.B; i < o.B+o.C; i++ {
				f := l.m.Fields[i]
				v := l.m.Values[f.Value]
				switch l.b.Text(f.Name) {
				case "value":
					l.addExport(name.Name, f.Value, c.Pos)
				case "get":
					if v.Kind != program.FuncOf {
						continue
					}
					if r := l.m.Funcs[v.A].Returns; r.Count > 0 {
						l.addExport(name.Name, l.m.Elems[r.Start], c.Pos)
					}
				}
			}
		}
		return
	}
	// __exportStar(require("./x"), exports) is what TypeScript makes of
	// export * from "./x".
	if l.isExports(args[1].Value) && l.m.Values[args[0].Value].Kind == program.ImportOf {
		if f := l.m.Values[c.Callee]; f.Kind == program.Attr || f.Kind == program.VarRef {
			name := f.Name
			if f.Kind == program.VarRef {
				name = l.m.Vars[f.A].Name
			}
			if l.b.Text(name) == "__exportStar" {
				l.b.Export(program.Export{Name: l.name("*"), Value: args[0].Value, Pos: c.Pos})
			}
		}
	}
}

// markExported flags the functions and classes that are exported by name, as
// default, or as a property of what module.exports is set to.
func (l *Lowerer) markExported() {
	for _, e := range l.m.Exports {
		l.mark(e.Value, true)
	}
}

func (l *Lowerer) mark(id program.ValueID, nested bool) {
	v := l.m.Values[id]
	switch v.Kind {
	case program.FuncOf:
		l.m.Funcs[v.A].Flags |= program.ExportedFunc
	case program.ClassOf:
		l.m.Classes[v.A].Flags |= program.ExportedClass
	case program.VarRef:
		for a := l.m.Vars[v.A].Assigns; a != 0; a = l.m.Assigns[a].Next {
			switch x := l.m.Values[l.m.Assigns[a].Value]; x.Kind {
			case program.FuncOf, program.ClassOf:
				l.mark(l.m.Assigns[a].Value, false)
			case program.Object:
				if nested {
					l.markFields(x)
				}
			default:
			}
		}
	case program.Object:
		if nested {
			l.markFields(v)
		}
	default:
	}
}

func (l *Lowerer) markFields(o program.Value) {
	for i := o.B; i < o.B+o.C; i++ {
		l.mark(l.m.Fields[i].Value, false)
	}
}
