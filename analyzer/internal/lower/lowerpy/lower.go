// Package lowerpy turns Python syntax trees into module summaries.
//
// It resolves names to variables by Python's scoping rules and records what
// linking needs: calls with their arguments, loops and guards, assignments,
// functions, classes, imports and types. It follows no import, knows no library
// and judges nothing: what a name imported from elsewhere means is for linking.
//
// Values that mean the same share one entry: references to a variable or global
// and constants in a file, reads of an attribute in a function. The position of
// such a value is that of its first use.
package lowerpy

import (
	"strings"

	"github.com/stackfit/stackfit/analyzer/internal/lower"
	"github.com/stackfit/stackfit/analyzer/internal/py"
	"github.com/stackfit/stackfit/analyzer/program"
)

// maxDepth is how deep expressions and blocks are lowered; what nests deeper is
// unknown and its calls are not seen.
const maxDepth = 5000

// Lowerer lowers one file after the other, reusing its memory. The zero Lowerer
// is ready to use. It is for one goroutine.
type Lowerer struct {
	b     lower.Builder
	m     *program.Module
	src   string
	depth int

	// Names and scopes.
	names  []nameInfo // by NameID
	binds  []bind     // the bindings of all open scopes; 0 is none
	scopes []scope
	refs   []program.ValueID // by VarID: the shared reference to it
	attrs  [256]program.ValueID
	walrus bool // the file may hold :=
	class  program.ClassID

	// The function being lowered, and the conditions that hold.
	cur     frame
	guards  []guard
	narrows []narrowing
	facts   []fact
	after   []branch

	typeOnly bool // in `if TYPE_CHECKING`

	// Stacks of what is being collected; each user returns them to the height
	// they had.
	vals    []program.ValueID
	args    []program.Arg
	fields  []program.Field
	members []program.Member
	params  []program.Param
	returns []program.ValueID
	yields  []program.ValueID
	spine   []*py.BinOp
	text    []byte

	// Types written as strings are parsed on their own. Everything in them is
	// placed at the string.
	types    *py.Parser
	fixed    bool
	fixedPos uint32
	fixedEnd uint32
}

// frame is the state that belongs to one function.
type frame struct {
	fn        program.FuncID
	loop      program.LoopID
	coroutine bool // a yield waits
	tries     int  // bodies of try statements around
	guards    int  // heights of the stacks at its start
	narrows   int
	returns   int
	yields    int
}

// Lower summarizes a module. src is the text f was parsed from.
func (l *Lowerer) Lower(path, src string, f *py.File) *program.Module {
	l.b.Reset(path, program.Python, len(src))
	l.m = l.b.Module()
	l.src = src
	l.depth = 0
	l.names = append(l.names[:0], nameInfo{})
	l.binds = append(l.binds[:0], bind{})
	l.scopes = l.scopes[:0]
	l.refs = append(l.refs[:0], 0)
	l.walrus = strings.Contains(src, ":=")
	l.class, l.typeOnly, l.fixed = 0, false, false
	l.cur = frame{}
	l.guards, l.narrows, l.facts, l.after = l.guards[:0], l.narrows[:0], l.facts[:0], l.after[:0]
	l.vals, l.args, l.fields, l.members = l.vals[:0], l.args[:0], l.fields[:0], l.members[:0]
	l.params, l.returns, l.yields, l.spine = l.params[:0], l.returns[:0], l.yields[:0], l.spine[:0]

	if len(f.Errors) > 0 || f.Skipped != "" {
		l.m.Flags |= program.Partial
	}
	if strings.HasSuffix(path, ".pyi") {
		l.m.Flags |= program.Declaration
	}
	l.open(scope{kind: moduleScope})
	l.hoist(f.Body)
	if strings.Contains(src, "global") {
		l.hoistGlobals(f)
	}
	l.block(f.Body)
	l.leave(frame{})

	for i := range l.m.Vars {
		v := &l.m.Vars[i]
		if v.Fn != 0 || v.Name == 0 || v.Kind != program.LocalVar || v.Assigns == 0 {
			continue
		}
		if a := l.m.Assigns[v.Assigns]; a.Fn == 0 && a.Next == 0 {
			v.Kind = program.ConstVar
		}
	}
	return l.b.Finish()
}

// enter starts a function and returns the state to leave it with.
func (l *Lowerer) enter(fn program.FuncID) frame {
	saved := l.cur
	l.cur = frame{
		fn: fn, guards: len(l.guards), narrows: len(l.narrows),
		returns: len(l.returns), yields: len(l.yields),
		coroutine: l.m.Funcs[fn].Flags&program.CoroutineFunc != 0,
	}
	return saved
}

func (l *Lowerer) leave(saved frame) {
	f := &l.m.Funcs[l.cur.fn]
	f.Returns = l.b.List(l.returns[l.cur.returns:])
	f.Yields = l.b.List(l.yields[l.cur.yields:])
	l.returns = l.returns[:l.cur.returns]
	l.yields = l.yields[:l.cur.yields]
	l.cur = saved
}

func (l *Lowerer) pos(n py.Node) uint32 {
	if l.fixed {
		return l.fixedPos
	}
	return n.Pos()
}

func (l *Lowerer) end(n py.Node) uint32 {
	if l.fixed {
		return l.fixedEnd
	}
	return n.End()
}

// namePos is where the name stands that an expression ends in.
func (l *Lowerer) namePos(e py.Expr) uint32 {
	for !l.fixed {
		switch n := e.(type) {
		case *py.Attribute:
			return n.AttrPos
		case *py.Call:
			e = n.Func
		case *py.Subscript:
			e = n.Value
		case *py.Await:
			e = n.Value
		default:
			return e.Pos()
		}
	}
	return l.fixedPos
}

// block lowers statements and reports whether their end is not reached.
func (l *Lowerer) block(stmts []py.Stmt) (exits bool) {
	if l.depth >= maxDepth {
		return false
	}
	l.depth++
	guards, narrows := len(l.guards), len(l.narrows)
	for _, s := range stmts {
		if l.stmt(s) {
			exits = true
		}
	}
	l.guards, l.narrows = l.guards[:guards], l.narrows[:narrows]
	l.depth--
	return exits
}

// stmt lowers one statement and reports whether control never gets past it.
func (l *Lowerer) stmt(s py.Stmt) (exits bool) {
	switch n := s.(type) {
	case *py.ExprStmt:
		if _, ok := n.Value.(*py.Constant); !ok {
			l.use(n.Value, program.DiscardedCall)
		}
	case *py.Assign:
		v := l.expr(n.Value)
		l.nameFunc(v, n.Targets[0])
		for _, t := range n.Targets {
			l.assign(t, v)
		}
	case *py.AnnAssign:
		l.annAssign(n)
	case *py.AugAssign:
		a := l.expr(n.Target)
		b := l.expr(n.Value)
		l.assign(n.Target, l.binary(binOps[n.Op], a, b, l.pos(n)))
	case *py.Return:
		if n.Value != nil {
			l.returns = append(l.returns, l.use(n.Value, program.ReturnedCall))
		}
		for id := l.cur.loop; id != 0; id = l.m.Loops[id].Parent {
			l.m.Loops[id].Flags |= program.ExitsLoop
		}
		return true
	case *py.If:
		return l.ifStmt(n)
	case *py.For:
		l.forStmt(n)
	case *py.While:
		l.whileStmt(n)
	case *py.With:
		return l.with(n)
	case *py.Try:
		return l.try(n)
	case *py.Match:
		l.match(n)
	case *py.Raise:
		l.expr(n.Exc)
		l.expr(n.Cause)
		return true
	case *py.Break:
		if l.cur.loop != 0 {
			l.m.Loops[l.cur.loop].Flags |= program.ExitsLoop
		}
		return true
	case *py.Continue:
		return true
	case *py.Assert:
		base := len(l.facts)
		l.cond(n.Test)
		l.expr(n.Msg)
		l.narrow(base, len(l.facts), true)
		l.facts = l.facts[:base]
	case *py.FunctionDef:
		l.funcDef(n)
	case *py.ClassDef:
		l.classDef(n)
	case *py.Import:
		l.imports(n)
	case *py.ImportFrom:
		l.importFrom(n)
	case *py.Delete:
		for _, t := range n.Targets {
			if _, ok := t.(*py.Name); !ok {
				l.expr(t)
			}
		}
	case *py.TypeAlias:
		l.open(scope{kind: innerScope, fn: l.cur.fn})
		l.typeParams(n.TypeParams)
		v := l.typ(n.Value)
		l.close()
		l.assign(n.Name, v)
	case *py.BadStmt:
		l.block(n.Body)
	case *py.Global:
		if l.top().kind == classScope {
			l.hoistStmt(n)
		}
	default: // in functions, global and nonlocal took effect when names were hoisted
	}
	return false
}

// assign stores v where an assignment target says.
func (l *Lowerer) assign(target py.Expr, v program.ValueID) {
	if l.depth >= maxDepth {
		return
	}
	switch t := target.(type) {
	case *py.Name:
		l.assignName(t.ID, v, program.LocalVar, l.pos(t))
	case *py.Attribute:
		a := l.attr(l.expr(t.Value), l.name(t.Attr), l.pos(t))
		l.forget(a)
		l.b.Assign(program.Assign{Target: a, Value: v, Fn: l.cur.fn, Guard: l.guard(), Pos: l.pos(t)})
	case *py.Subscript:
		if x := l.expr(t); x != 0 {
			l.b.Assign(program.Assign{Target: x, Value: v, Fn: l.cur.fn, Guard: l.guard(), Pos: l.pos(t)})
		}
	case *py.Tuple:
		l.unpack(t.Elts, v, l.pos(t))
	case *py.List:
		l.unpack(t.Elts, v, l.pos(t))
	case *py.Starred:
		l.assign(t.Value, v)
	default:
		l.expr(target)
	}
}

func (l *Lowerer) unpack(targets []py.Expr, v program.ValueID, pos uint32) {
	l.depth++
	defer func() { l.depth-- }()
	src := l.m.Values[v]
	direct := src.Kind == program.List && int(src.C) == len(targets)
	if direct {
		for _, e := range l.m.Elems[src.B : src.B+src.C] {
			direct = direct && l.m.Values[e].Kind != program.Spread
		}
	}
	starred := false
	for i, t := range targets {
		var elem program.ValueID
		star, isStar := t.(*py.Starred)
		switch {
		case v == 0:
		case direct && !isStar:
			elem = l.m.Elems[int(src.B)+i]
		case isStar || starred:
			elem = l.b.Value(program.Value{Kind: program.Element, A: uint32(v), Pos: pos})
		default:
			elem = l.b.Value(program.Value{Kind: program.Unpack, A: uint32(v), B: uint32(i), Pos: pos})
		}
		if isStar {
			starred = true
			if elem != 0 {
				elem = l.b.ListValue(program.List, []program.ValueID{elem}, pos)
			}
			t = star.Value
		}
		l.assign(t, elem)
	}
}

func (l *Lowerer) annAssign(n *py.AnnAssign) {
	typ := l.typ(n.Annotation)
	v := l.expr(n.Value)
	name, ok := n.Target.(*py.Name)
	if !ok {
		// The type of an attribute is kept by seeing what is stored as of that type.
		v = l.b.Value(program.Value{Kind: program.Cast, A: uint32(v), B: uint32(typ), Pos: l.pos(n)})
		l.assign(n.Target, v)
		return
	}
	l.nameFunc(v, name)
	id := l.name(name.ID)
	if b := l.local(id); l.top().kind == classScope && (b == nil || b.v == 0) {
		l.members = append(l.members, program.Member{Name: id, Type: typ, Value: v, Static: n.Value != nil})
		l.bindMember(id)
		return
	}
	vid := l.declare(id, program.LocalVar, l.pos(name))
	if vid != 0 && l.m.Vars[vid].Type == 0 {
		l.m.Vars[vid].Type = typ
	}
	if n.Value != nil {
		l.assign(name, v)
	}
}

// nameFunc gives a lambda the name of what it is assigned to.
func (l *Lowerer) nameFunc(v program.ValueID, target py.Expr) {
	val := l.m.Values[v]
	if val.Kind != program.FuncOf || l.m.Funcs[val.A].Name != 0 {
		return
	}
	switch t := target.(type) {
	case *py.Name:
		l.m.Funcs[val.A].Name = l.name(t.ID)
	case *py.Attribute:
		l.m.Funcs[val.A].Name = l.name(t.Attr)
	default:
	}
}

func (l *Lowerer) imports(n *py.Import) {
	for _, a := range n.Names {
		im := program.Import{Kind: program.StaticImport, TypeOnly: l.typeOnly, Fn: l.cur.fn, Guard: l.guard(), Pos: l.pos(a)}
		bound, _, dotted := strings.Cut(a.Name, ".")
		if a.AsName != "" {
			bound, dotted = a.AsName, false
			im.Spec = l.name(a.Name)
		} else {
			im.Spec = l.name(bound)
		}
		id := l.b.Import(im)
		v := l.b.Value(program.Value{Kind: program.ImportOf, A: uint32(id), Pos: im.Pos})
		l.assignName(bound, v, program.ImportVar, im.Pos)
		if dotted {
			// Loads the submodule, too, which is then an attribute of the package.
			im.Spec = l.name(a.Name)
			l.b.Import(im)
		}
	}
}

func (l *Lowerer) importFrom(n *py.ImportFrom) {
	im := program.Import{
		Kind: program.FromImport, Spec: l.name(n.Module), Level: uint8(min(n.Level, 255)),
		TypeOnly: l.typeOnly, Fn: l.cur.fn, Guard: l.guard(), Pos: l.pos(n),
	}
	if len(n.Names) == 1 && n.Names[0].Name == "*" {
		im.Kind = program.StarImport
		l.b.Import(im)
		return
	}
	id := l.b.Import(im)
	for _, a := range n.Names {
		pos := l.pos(a)
		v := l.b.Value(program.Value{Kind: program.ImportOf, A: uint32(id), Name: l.name(a.Name), Pos: pos})
		bound := a.AsName
		if bound == "" {
			bound = a.Name
		}
		l.assignName(bound, v, program.ImportVar, pos)
	}
}

func (l *Lowerer) forStmt(n *py.For) {
	over := l.expr(n.Iter)
	l.iterate(n.Iter, over, n.Async)
	outer := l.cur.loop
	l.cur.loop = l.b.Loop(program.Loop{
		Kind: program.ForEachLoop, Flags: l.bound(n.Iter, over), Fn: l.cur.fn, Parent: outer,
		Guard: l.guard(), Over: over, Start: l.pos(n), End: l.end(n),
	})
	if n.Async {
		l.m.Loops[l.cur.loop].Flags |= program.AsyncLoop
		l.waits()
	}
	l.assign(n.Target, l.element(over, l.pos(n.Target)))
	l.block(n.Body)
	l.cur.loop = outer
	l.block(n.Orelse)
}

// iterate records that e, whose value is v, is iterated over. That is once for
// each run of the loop, so it is a call around it.
func (l *Lowerer) iterate(e py.Expr, v program.ValueID, async bool) {
	switch val := l.m.Values[v]; val.Kind {
	case program.Unknown, program.List, program.Const, program.Object, program.Template:
		return // runs nothing of the program
	case program.CallOf:
		if c := l.m.Values[l.m.Calls[val.A].Callee]; c.Kind == program.Global && c.Name == l.name("range") {
			return
		}
	default:
	}
	kind, flags := program.IterateCall, program.CallFlags(0)
	if async {
		kind, flags = program.AsyncIterate, program.AwaitedCall
	}
	l.operation(kind, flags, e, v)
}

// operation records an operation other than a call that may run code.
func (l *Lowerer) operation(kind program.CallKind, flags program.CallFlags, e py.Expr, v program.ValueID) {
	l.record(program.Call{Kind: kind, Flags: flags, Callee: v, Pos: l.pos(e), End: l.end(e), NamePos: l.namePos(e)}, nil)
}

// record adds a call of the current function.
func (l *Lowerer) record(c program.Call, args []program.Arg) program.CallID {
	c.Fn, c.Loop, c.Guard = l.cur.fn, l.cur.loop, l.guard()
	if l.cur.tries > 0 {
		c.Flags |= program.InTry
	}
	return l.b.Call(c, args)
}

// element is an element of v.
func (l *Lowerer) element(v program.ValueID, pos uint32) program.ValueID {
	if v == 0 {
		return 0
	}
	return l.b.Value(program.Value{Kind: program.Element, A: uint32(v), Pos: pos})
}

// waits notes that the current function, and the loops around, wait here.
func (l *Lowerer) waits() {
	l.m.Funcs[l.cur.fn].Flags |= program.HasAwaitFunc
	l.yieldsInLoops()
}

func (l *Lowerer) yieldsInLoops() {
	for id := l.cur.loop; id != 0 && l.m.Loops[id].Flags&program.AwaitsLoop == 0; id = l.m.Loops[id].Parent {
		l.m.Loops[id].Flags |= program.AwaitsLoop
	}
}

// bound says whether the source tells how often a loop over e runs.
func (l *Lowerer) bound(e py.Expr, v program.ValueID) program.LoopFlags {
	if l.fixedLength(e, v) {
		return program.ConstBound
	}
	return 0
}

func (l *Lowerer) fixedLength(e py.Expr, v program.ValueID) bool {
	switch n := e.(type) {
	case *py.Constant:
		return true
	case *py.List:
		return !spreads(n.Elts)
	case *py.Tuple:
		return !spreads(n.Elts)
	case *py.Set:
		return !spreads(n.Elts)
	case *py.Dict:
		for _, k := range n.Keys {
			if k == nil {
				return false
			}
		}
		return true
	case *py.Call:
		if l.m.Values[v].Kind != program.CallOf || len(n.Args) == 0 {
			return false
		}
		call := l.m.Calls[l.m.Values[v].A]
		f, ok := n.Func.(*py.Name)
		if !ok || l.m.Values[call.Callee].Kind != program.Global {
			return false
		}
		args := l.m.Args[call.Args.Start : call.Args.Start+call.Args.Count]
		switch f.ID {
		case "range":
			for _, a := range args {
				if !l.isNumber(a.Value) {
					return false
				}
			}
			return true
		case "enumerate", "reversed", "sorted":
			return l.fixedLength(n.Args[0], args[0].Value)
		}
	default:
	}
	return false
}

func (l *Lowerer) isNumber(v program.ValueID) bool {
	val := l.m.Values[v]
	return val.Kind == program.Const && program.ConstKind(val.A) == program.NumberConst
}

func spreads(elts []py.Expr) bool {
	for _, e := range elts {
		if _, ok := e.(*py.Starred); ok {
			return true
		}
	}
	return false
}

func (l *Lowerer) whileStmt(n *py.While) {
	outer := l.cur.loop
	l.cur.loop = l.b.Loop(program.Loop{
		Kind: program.WhileLoop, Fn: l.cur.fn, Parent: outer, Guard: l.guard(), Start: l.pos(n), End: l.end(n),
	})
	facts, narrows := len(l.facts), len(l.narrows)
	cond := l.cond(n.Test)
	loop := &l.m.Loops[l.cur.loop]
	loop.Over = cond
	switch t := n.Test.(type) {
	case *py.Constant:
		if t.Kind == py.ConstTrue || t.Kind == py.ConstInt && strings.Trim(t.Raw, "0_") != "" {
			loop.Flags |= program.EndlessLoop
		}
	case *py.Compare:
		// Counting up to a constant: `while tries < 5`.
		_, counter := t.Left.(*py.Name)
		if len(t.Ops) == 1 && counter && (t.Ops[0] == py.Lt || t.Ops[0] == py.LtE) {
			if c, ok := t.Comparators[0].(*py.Constant); ok && c.Kind == py.ConstInt {
				loop.Flags |= program.ConstBound
			}
		}
	default:
	}
	l.narrow(facts, len(l.facts), true)
	l.facts = l.facts[:facts]
	l.block(n.Body)
	l.narrows = l.narrows[:narrows]
	l.cur.loop = outer
	l.block(n.Orelse)
}

func (l *Lowerer) with(n *py.With) (exits bool) {
	for _, item := range n.Items {
		v := l.expr(item.Context)
		if n.Async {
			l.waits()
			l.operation(program.AsyncEnter, program.AwaitedCall, item.Context, v)
		} else {
			l.operation(program.EnterCall, 0, item.Context, v)
		}
		if item.Vars != nil {
			if v != 0 {
				v = l.b.Value(program.Value{Kind: program.Entered, A: uint32(v), Pos: l.pos(item)})
			}
			l.assign(item.Vars, v)
		}
	}
	return l.block(n.Body)
}

func (l *Lowerer) try(n *py.Try) (exits bool) {
	l.cur.tries++
	exits = l.block(n.Body)
	l.cur.tries--
	allExit := true
	for _, h := range n.Handlers {
		typ := l.expr(h.Type)
		guards := len(l.guards)
		l.push(program.ExceptGuard, false, typ, l.pos(h))
		if h.Name != "" {
			class := typ
			if t := l.m.Values[typ]; t.Kind == program.List {
				t.Kind = program.Union // except (A, B): one of them
				class = l.b.Value(t)
			}
			v := l.b.Value(program.Value{Kind: program.Cast, B: uint32(class), Pos: l.pos(h)})
			l.assignName(h.Name, v, program.LocalVar, l.pos(h))
		}
		if !l.block(h.Body) {
			allExit = false
		}
		l.guards = l.guards[:guards]
	}
	if l.block(n.Orelse) {
		exits = true
	}
	return l.block(n.Finalbody) || exits && allExit
}

func (l *Lowerer) match(n *py.Match) {
	subject := l.expr(n.Subject)
	for _, c := range n.Cases {
		guards, narrows, facts := len(l.guards), len(l.narrows), len(l.facts)
		l.push(program.CaseGuard, false, subject, l.pos(c))
		if cls := l.pattern(c.Pattern, subject); cls != 0 {
			l.fact(subject, cls)
			l.narrow(facts, len(l.facts), true)
		}
		if c.Guard != nil {
			from := len(l.facts)
			cond := l.cond(c.Guard)
			l.push(program.IfGuard, false, cond, l.pos(c.Guard))
			l.narrow(from, len(l.facts), true)
		}
		l.block(c.Body)
		l.guards, l.narrows, l.facts = l.guards[:guards], l.narrows[:narrows], l.facts[:facts]
	}
}

// pattern binds the names of a pattern matched against v. It returns the class
// that v is an instance of when the pattern matches, or 0.
func (l *Lowerer) pattern(p py.Pattern, v program.ValueID) (cls program.ValueID) {
	if l.depth >= maxDepth {
		return 0
	}
	l.depth++
	defer func() { l.depth-- }()
	derive := func(val program.Value) program.ValueID {
		if val.A == 0 {
			return 0
		}
		val.Pos = l.pos(p)
		return l.b.Value(val)
	}
	switch n := p.(type) {
	case *py.MatchValue:
		l.expr(n.Value)
	case *py.MatchSequence:
		star := false
		for i, sub := range n.Patterns {
			s, isStar := sub.(*py.MatchStar)
			switch {
			case isStar:
				star = true
				if s.Name != "" {
					e := derive(program.Value{Kind: program.Element, A: uint32(v)})
					l.assignName(s.Name, l.b.ListValue(program.List, []program.ValueID{e}, l.pos(s)), program.LocalVar, l.pos(s))
				}
			case star:
				l.pattern(sub, derive(program.Value{Kind: program.Element, A: uint32(v)}))
			default:
				l.pattern(sub, derive(program.Value{Kind: program.Unpack, A: uint32(v), B: uint32(i)}))
			}
		}
	case *py.MatchMapping:
		for i, sub := range n.Patterns {
			key := l.expr(n.Keys[i])
			l.pattern(sub, derive(program.Value{Kind: program.Index, A: uint32(v), B: uint32(key)}))
		}
		if n.Rest != "" {
			l.assignName(n.Rest, v, program.LocalVar, l.pos(n))
		}
	case *py.MatchClass:
		cls = l.expr(n.Cls)
		seen := derive(program.Value{Kind: program.Cast, A: uint32(v), B: uint32(cls)})
		for _, sub := range n.Patterns {
			l.pattern(sub, 0) // which attribute is up to the class's __match_args__
		}
		for i, sub := range n.KwdPatterns {
			l.pattern(sub, derive(program.Value{Kind: program.Attr, A: uint32(seen), Name: l.name(n.KwdAttrs[i]), B: uint32(l.cur.fn)}))
		}
	case *py.MatchStar:
		if n.Name != "" {
			l.assignName(n.Name, v, program.LocalVar, l.pos(n))
		}
	case *py.MatchAs:
		if n.Pattern != nil {
			cls = l.pattern(n.Pattern, v)
		}
		if n.Name != "" {
			if cls != 0 {
				v = l.b.Value(program.Value{Kind: program.Cast, A: uint32(v), B: uint32(cls), Pos: l.pos(n)})
			}
			l.assignName(n.Name, v, program.LocalVar, l.pos(n))
		}
	case *py.MatchOr:
		for _, sub := range n.Patterns {
			l.pattern(sub, v)
		}
	default: // a singleton binds nothing
	}
	return cls
}
