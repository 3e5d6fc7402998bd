package lowerpy

import (
	"github.com/stackfit/stackfit/analyzer/internal/py"
	"github.com/stackfit/stackfit/analyzer/program"
)

// nameInfo is what is known of one name of the file.
type nameInfo struct {
	bind     int32           // innermost open binding, into binds
	global   program.ValueID // the shared Global
	constant program.ValueID // a constant of this text, for sharing
}

// bind makes a name mean a variable, or a member of the class whose scope it is in.
type bind struct {
	name  program.NameID
	outer int32 // binding of the same name that this one hides
	scope int32 // into scopes
	v     program.VarID
}

type scopeKind uint8

const (
	moduleScope scopeKind = iota
	funcScope
	innerScope // a comprehension or a list of type parameters
	classScope // seen only from directly inside it
)

type scope struct {
	kind  scopeKind
	fn    program.FuncID // whose variables its variables are
	class program.ValueID
	binds int // height of binds at its start
}

func (l *Lowerer) open(s scope) {
	s.binds = len(l.binds)
	l.scopes = append(l.scopes, s)
}

func (l *Lowerer) close() {
	s := l.top()
	for i := len(l.binds) - 1; i >= s.binds; i-- {
		l.names[l.binds[i].name].bind = l.binds[i].outer
	}
	l.binds = l.binds[:s.binds]
	l.scopes = l.scopes[:len(l.scopes)-1]
}

func (l *Lowerer) top() *scope { return &l.scopes[len(l.scopes)-1] }

// name interns a name.
func (l *Lowerer) name(s string) program.NameID {
	id := l.b.Name(s)
	for int(id) >= len(l.names) {
		l.names = append(l.names, nameInfo{})
	}
	return id
}

// lookup finds what a name means here, or nil.
func (l *Lowerer) lookup(id program.NameID) *bind {
	top := int32(len(l.scopes) - 1)
	for i := l.names[id].bind; i != 0; i = l.binds[i].outer {
		b := &l.binds[i]
		if b.scope == top || l.scopes[b.scope].kind != classScope {
			return b
		}
	}
	return nil
}

// local finds the binding of a name in the innermost scope, or nil.
func (l *Lowerer) local(id program.NameID) *bind {
	if i := l.names[id].bind; i != 0 && int(l.binds[i].scope) == len(l.scopes)-1 {
		return &l.binds[i]
	}
	return nil
}

func (l *Lowerer) bind(id program.NameID, v program.VarID) {
	l.binds = append(l.binds, bind{name: id, outer: l.names[id].bind, scope: int32(len(l.scopes) - 1), v: v})
	l.names[id].bind = int32(len(l.binds) - 1)
}

// bindMember makes a name of a class body known there.
func (l *Lowerer) bindMember(id program.NameID) {
	if l.local(id) == nil {
		l.bind(id, 0)
	}
}

// declare returns the variable of a name in the innermost scope.
func (l *Lowerer) declare(id program.NameID, kind program.VarKind, pos uint32) program.VarID {
	if b := l.local(id); b != nil {
		return b.v
	}
	s := l.top()
	v := program.Var{Name: id, Fn: s.fn, Kind: kind, Pos: pos}
	if s.kind == innerScope && s.fn == 0 {
		v.Name = 0 // not a variable of the module that others could import
	}
	vid := l.b.Var(v)
	l.refs = append(l.refs, 0)
	l.bind(id, vid)
	return vid
}

// assignName binds a name in the innermost scope and stores a value there.
func (l *Lowerer) assignName(name string, v program.ValueID, kind program.VarKind, pos uint32) {
	id := l.name(name)
	if l.top().kind == classScope {
		if b := l.local(id); b == nil || b.v == 0 {
			l.members = append(l.members, program.Member{Name: id, Value: v, Static: true})
			l.bindMember(id)
			return
		}
	}
	l.store(l.declare(id, kind, pos), v, pos)
}

func (l *Lowerer) store(vid program.VarID, v program.ValueID, pos uint32) {
	if vid == 0 {
		return
	}
	ref := l.ref(vid, pos)
	l.forget(ref)
	l.b.Assign(program.Assign{Target: ref, Value: v, Fn: l.cur.fn, Guard: l.guard(), Pos: pos})
}

// assignWalrus stores the value of `name := v`, which binds outside of
// comprehensions.
func (l *Lowerer) assignWalrus(n *py.Name, v program.ValueID) {
	id := l.name(n.ID)
	if l.top().kind == innerScope && l.local(id) == nil {
		// hoist has declared it in the function around.
		if b := l.lookup(id); b != nil && b.v != 0 {
			l.store(b.v, v, l.pos(n))
			return
		}
	}
	l.assignName(n.ID, v, program.LocalVar, l.pos(n))
}

// nameRef is the value of a name.
func (l *Lowerer) nameRef(name string, pos uint32) program.ValueID {
	id := l.name(name)
	b := l.lookup(id)
	switch {
	case b == nil:
		return l.global(id, pos)
	case b.v == 0:
		return l.attr(l.scopes[b.scope].class, id, pos)
	}
	return l.narrowed(l.ref(b.v, pos))
}

// ref is the reference to a variable; all its uses share one.
func (l *Lowerer) ref(v program.VarID, pos uint32) program.ValueID {
	if l.refs[v] == 0 {
		l.refs[v] = l.b.Ref(v, pos)
	}
	return l.refs[v]
}

func (l *Lowerer) global(id program.NameID, pos uint32) program.ValueID {
	if id == 0 {
		return 0
	}
	if l.names[id].global == 0 {
		l.names[id].global = l.b.Value(program.Value{Kind: program.Global, Name: id, Pos: pos})
	}
	return l.names[id].global
}

// attr is the attribute of a value. Reads of one attribute in one function
// mostly share a value: attrs remembers some of them.
func (l *Lowerer) attr(base program.ValueID, name program.NameID, pos uint32) program.ValueID {
	v := program.Value{Kind: program.Attr, Name: name, A: uint32(base), B: uint32(l.cur.fn), Pos: pos}
	slot := &l.attrs[(uint32(base)*31+uint32(name))%uint32(len(l.attrs))]
	if int(*slot) < len(l.m.Values) {
		old := l.m.Values[*slot]
		old.Pos = pos
		if old == v {
			return *slot
		}
	}
	*slot = l.b.Value(v)
	return *slot
}

// isGlobal says whether a value is a name the module does not bind.
func (l *Lowerer) isGlobal(v program.ValueID, name string) bool {
	val := l.m.Values[v]
	return val.Kind == program.Global && val.Name == l.name(name)
}

// is says whether a value is the member of a module with this dotted path, going
// by the imports of the file.
func (l *Lowerer) is(v program.ValueID, path string) bool {
	for range 100 {
		val := l.m.Values[v]
		switch val.Kind {
		case program.VarRef:
			a := l.m.Vars[val.A].Assigns
			if l.m.Vars[val.A].Kind != program.ImportVar || a == 0 {
				return false
			}
			v = l.m.Assigns[a].Value
			continue
		case program.Attr:
			rest, ok := cutLast(path, l.b.Text(val.Name))
			if !ok {
				return false
			}
			v, path = program.ValueID(val.A), rest
			continue
		case program.ImportOf:
			im := l.m.Imports[val.A]
			if val.Name != 0 {
				rest, ok := cutLast(path, l.b.Text(val.Name))
				if !ok {
					return false
				}
				path = rest
			}
			return im.Level == 0 && l.b.Text(im.Spec) == path
		default:
			return false
		}
	}
	return false
}

// cutLast cuts ".name" off a dotted path.
func cutLast(path, name string) (string, bool) {
	n := len(path) - len(name)
	if n < 1 || path[n-1] != '.' || path[n:] != name {
		return "", false
	}
	return path[:n-1], true
}

// hoist declares the names that the statements of a function or module bind, so
// that a name means the same in all of it. It does not go into functions and
// classes.
func (l *Lowerer) hoist(stmts []py.Stmt) {
	l.hoistBlock(stmts)
	if !l.walrus {
		return
	}
	visit := func(n py.Node) bool {
		switch n := n.(type) {
		case *py.FunctionDef, *py.ClassDef, *py.Lambda:
			return false
		case *py.NamedExpr:
			l.hoistTarget(n.Target)
		default:
		}
		return true
	}
	for _, s := range stmts {
		py.Walk(s, visit)
	}
}

func (l *Lowerer) hoistBlock(stmts []py.Stmt) {
	if l.depth >= maxDepth {
		return
	}
	l.depth++
	for _, s := range stmts {
		l.hoistStmt(s)
	}
	l.depth--
}

func (l *Lowerer) hoistStmt(s py.Stmt) {
	switch n := s.(type) {
	case *py.Assign:
		for _, t := range n.Targets {
			l.hoistTarget(t)
		}
	case *py.AugAssign:
		l.hoistTarget(n.Target)
	case *py.AnnAssign:
		l.hoistTarget(n.Target)
	case *py.TypeAlias:
		l.declare(l.name(n.Name.ID), program.ClassVar, l.pos(n.Name))
	case *py.FunctionDef:
		l.declare(l.name(n.Name), program.FuncVar, n.NamePos)
	case *py.ClassDef:
		l.declare(l.name(n.Name), program.ClassVar, n.NamePos)
	case *py.Import:
		for _, a := range n.Names {
			name := a.AsName
			for i := 0; name == ""; i++ {
				if i == len(a.Name) || a.Name[i] == '.' {
					name = a.Name[:i]
					break
				}
			}
			l.declare(l.name(name), program.ImportVar, l.pos(a))
		}
	case *py.ImportFrom:
		for _, a := range n.Names {
			name := a.AsName
			if name == "" {
				name = a.Name
			}
			if name != "*" {
				l.declare(l.name(name), program.ImportVar, l.pos(a))
			}
		}
	case *py.For:
		l.hoistTarget(n.Target)
		l.hoistBlock(n.Body)
		l.hoistBlock(n.Orelse)
	case *py.While:
		l.hoistBlock(n.Body)
		l.hoistBlock(n.Orelse)
	case *py.If:
		for {
			l.hoistBlock(n.Body)
			elif := elifOf(n)
			if elif == nil {
				break
			}
			n = elif
		}
		l.hoistBlock(n.Orelse)
	case *py.With:
		for _, item := range n.Items {
			l.hoistTarget(item.Vars)
		}
		l.hoistBlock(n.Body)
	case *py.Try:
		l.hoistBlock(n.Body)
		for _, h := range n.Handlers {
			if h.Name != "" {
				l.declare(l.name(h.Name), program.LocalVar, l.pos(h))
			}
			l.hoistBlock(h.Body)
		}
		l.hoistBlock(n.Orelse)
		l.hoistBlock(n.Finalbody)
	case *py.Match:
		for _, c := range n.Cases {
			l.hoistPattern(c.Pattern)
			l.hoistBlock(c.Body)
		}
	case *py.Delete:
		for _, t := range n.Targets {
			l.hoistTarget(t)
		}
	case *py.Global:
		for _, name := range n.Names {
			l.bindGlobal(name)
		}
	case *py.Nonlocal:
		for _, name := range n.Names {
			id := l.name(name)
			if b := l.lookup(id); b != nil && l.local(id) == nil && b.v != 0 {
				l.bind(id, b.v)
			}
		}
	case *py.BadStmt:
		l.hoistBlock(n.Body)
	default: // binds nothing
	}
}

// bindGlobal makes a name mean the module's variable in the innermost scope.
func (l *Lowerer) bindGlobal(name string) {
	id := l.name(name)
	if l.local(id) != nil {
		return
	}
	// The module's binding is the outermost one.
	for i := l.names[id].bind; i != 0; i = l.binds[i].outer {
		if l.binds[i].scope == 0 {
			l.bind(id, l.binds[i].v)
			return
		}
	}
}

// hoistGlobals declares in the module what functions say is global, assigned in
// the module or not.
func (l *Lowerer) hoistGlobals(f *py.File) {
	py.Walk(f, func(n py.Node) bool {
		switch n := n.(type) {
		case *py.Global:
			for _, name := range n.Names {
				l.declare(l.name(name), program.LocalVar, l.pos(n))
			}
		case py.Expr:
			return false
		default:
		}
		return true
	})
}

func (l *Lowerer) hoistTarget(target py.Expr) {
	if l.depth >= maxDepth {
		return
	}
	l.depth++
	switch t := target.(type) {
	case *py.Name:
		l.declare(l.name(t.ID), program.LocalVar, l.pos(t))
	case *py.Tuple:
		for _, e := range t.Elts {
			l.hoistTarget(e)
		}
	case *py.List:
		for _, e := range t.Elts {
			l.hoistTarget(e)
		}
	case *py.Starred:
		l.hoistTarget(t.Value)
	default: // binds no name
	}
	l.depth--
}

func (l *Lowerer) hoistPattern(p py.Pattern) {
	py.Walk(p, func(n py.Node) bool {
		name := ""
		switch n := n.(type) {
		case *py.MatchAs:
			name = n.Name
		case *py.MatchStar:
			name = n.Name
		case *py.MatchMapping:
			name = n.Rest
		default:
		}
		if name != "" {
			l.declare(l.name(name), program.LocalVar, l.pos(n))
		}
		return true
	})
}
