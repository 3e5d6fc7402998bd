// Package lowerjs turns the syntax tree of a JavaScript or TypeScript file into
// a module summary. It resolves names within the file and records calls, loops,
// guards, assignments, imports and exports; what an imported name or a property
// means across files is left to the linker.
package lowerjs

import (
	"github.com/stackfit/stackfit/analyzer/internal/js"
	"github.com/stackfit/stackfit/analyzer/internal/lower"
	"github.com/stackfit/stackfit/analyzer/program"
)

// maxDepth bounds recursion over the tree; below it, values are unknown.
const maxDepth = 5000

// maxGuards is how many guards one inside the other are kept, the outer ones.
// It keeps generated code from costing time in the square of its length.
const maxGuards = 256

// Lowerer lowers one file after the other and reuses its memory. The zero
// Lowerer is ready for use. It is not safe for concurrent use.
type Lowerer struct {
	b lower.Builder
	m *program.Module

	names []nameInfo // by NameID
	vars  []varInfo  // by VarID
	undo  []undo     // bindings to restore when scopes end
	scope uint32     // serial number of the innermost scope
	last  uint32     // serial number given last

	fr      frame
	depth   int
	ambient bool // inside declare … or a declaration file

	hint hint // for the expression that is lowered next

	exportsVar  program.VarID   // stands for CommonJS exports
	requireVars []program.VarID // hold what createRequire returned

	attrs [512]program.ValueID // recent attributes, by hash

	// Scratch stacks: whoever pushes pops.
	guards     []guardMark
	conjs      []conj
	spine      []js.Expr
	list       []program.ValueID
	args       []program.Arg
	fields     []program.Field
	params     []program.Param
	members    []program.Member
	returns    []program.ValueID
	yields     []program.ValueID
	decoRanges []program.Range
	text       []byte
}

type nameInfo struct {
	v                       program.VarID // what the name is bound to
	scope                   uint32        // in which scope
	global, str, num, other program.ValueID
}

type varInfo struct {
	ref     program.ValueID // the shared reference
	narrow  program.ValueID // what a reference is while a check holds, or 0
	exports bool            // holds the exports object of a CommonJS module
}

// hint is a name for an anonymous function or class, and where it stands.
type hint struct {
	name program.NameID
	pos  uint32
}

type undo struct {
	name  program.NameID
	v     program.VarID
	scope uint32
}

// frame is what changes from function to function.
type frame struct {
	fn        program.FuncID
	thisFn    program.FuncID  // nearest function with its own this
	class     program.ClassID // whose this it is
	static    bool            // this is the class itself: static initializers
	this      program.ValueID // the shared This, once needed
	loop      program.LoopID
	breakLoop program.LoopID // what an unlabeled break leaves, 0 in a switch
	guard     program.GuardID
	inTry     bool
}

// use says what becomes of an expression's value. The lower bits are the
// program.CallFlags of a call in that place.
type use uint8

const (
	awaited   = use(program.AwaitedCall)
	returned  = use(program.ReturnedCall)
	discarded = use(program.DiscardedCall) | noValue
	noValue   = use(1 << 7) // nobody reads the value; only calls and functions inside matter
	callBits  = use(program.AwaitedCall | program.ReturnedCall | program.DiscardedCall)
)

// Lower summarizes f, the tree of src. The summary shares no memory with either.
func (l *Lowerer) Lower(path, src string, f *js.File) *program.Module {
	opts := js.OptionsFor(path)
	l.b.Reset(path, program.JavaScript, len(src))
	l.m = l.b.Module()
	l.names = append(l.names[:0], nameInfo{})
	l.vars = append(l.vars[:0], varInfo{})
	l.undo = l.undo[:0]
	l.scope, l.last = 1, 1
	l.fr = frame{}
	l.depth = 0
	l.ambient = opts.Declaration
	l.hint = hint{}
	l.exportsVar = 0
	l.requireVars = l.requireVars[:0]
	clear(l.attrs[:])

	if opts.TS {
		l.m.Flags |= program.Typed
	}
	if opts.Declaration {
		l.m.Flags |= program.Declaration
	}
	if f.HasModuleSyntax {
		l.m.Flags |= program.ESM
	}
	if len(f.Errors) > 0 || f.Skipped != "" {
		l.m.Flags |= program.Partial
	}
	for _, d := range f.Directives {
		switch d {
		case "use client":
			l.m.Flags |= program.UseClient
		case "use server":
			l.m.Flags |= program.UseServer
		}
	}

	l.hoistVars(f.Body)
	l.stmts(f.Body)
	l.m.Funcs[0].Returns = l.b.List(l.returns)
	l.m.Funcs[0].Yields = l.b.List(l.yields)
	l.returns, l.yields = l.returns[:0], l.yields[:0]
	l.markExported()
	return l.b.Finish()
}

// Scopes.

type scopeMark struct {
	undo  int
	scope uint32
}

func (l *Lowerer) push() scopeMark {
	m := scopeMark{len(l.undo), l.scope}
	l.last++
	l.scope = l.last
	return m
}

func (l *Lowerer) pop(m scopeMark) {
	for i := len(l.undo) - 1; i >= m.undo; i-- {
		u := l.undo[i]
		n := &l.names[u.name]
		n.v, n.scope = u.v, u.scope
	}
	l.undo = l.undo[:m.undo]
	l.scope = m.scope
}

func (l *Lowerer) name(s string) program.NameID {
	id := l.b.Name(s)
	for int(id) >= len(l.names) {
		l.names = append(l.names, nameInfo{})
	}
	return id
}

// declare binds a name in the innermost scope. A second declaration there is
// the same variable: types and values, overloads and namespaces merge.
func (l *Lowerer) declare(name string, kind program.VarKind, pos uint32) program.VarID {
	id := l.name(name)
	if id == 0 {
		return 0
	}
	n := &l.names[id]
	if n.v != 0 && n.scope == l.scope {
		return n.v
	}
	l.undo = append(l.undo, undo{id, n.v, n.scope})
	v := l.newVar(program.Var{Name: id, Fn: l.fr.fn, Kind: kind, Pos: pos})
	n.v, n.scope = v, l.scope
	return v
}

func (l *Lowerer) newVar(v program.Var) program.VarID {
	l.vars = append(l.vars, varInfo{})
	return l.b.Var(v)
}

func (l *Lowerer) lookup(name string) program.VarID { return l.names[l.name(name)].v }

// Values that are shared: their place says nothing that a call's does not.

func (l *Lowerer) value(v program.Value) program.ValueID { return l.b.Value(v) }

func (l *Lowerer) plainRef(v program.VarID, pos uint32) program.ValueID {
	i := &l.vars[v]
	if i.ref == 0 {
		i.ref = l.b.Ref(v, pos)
	}
	return i.ref
}

func (l *Lowerer) ref(v program.VarID, pos uint32) program.ValueID {
	if n := l.vars[v].narrow; n != 0 {
		return n
	}
	return l.plainRef(v, pos)
}

func (l *Lowerer) global(name string, pos uint32) program.ValueID {
	id := l.name(name)
	n := &l.names[id]
	if n.global == 0 {
		n.global = l.value(program.Value{Kind: program.Global, Name: id, Pos: pos})
	}
	return n.global
}

func (l *Lowerer) constant(kind program.ConstKind, text string, pos uint32) program.ValueID {
	if len(text) > lower.MaxConst || kind == program.RegexConst {
		return l.b.Const(kind, text, pos)
	}
	n := &l.names[l.name(text)]
	slot := &n.other
	switch kind {
	case program.StringConst:
		slot = &n.str
	case program.NumberConst:
		slot = &n.num
	default:
		// A text is either a truth value or a null, never both.
	}
	// The empty text shares slot 0 of the names; only a string can be empty.
	if *slot == 0 {
		*slot = l.b.Const(kind, text, pos)
	}
	return *slot
}

// attr adds base.name as read by the current function.
func (l *Lowerer) attr(base program.ValueID, name program.NameID, pos uint32) program.ValueID {
	h := (uint32(base)*0x9e3779b1 ^ uint32(name)*0x85ebca6b ^ uint32(l.fr.fn)*0xc2b2ae35) >> 23
	if id := l.attrs[h]; id != 0 {
		v := &l.m.Values[id]
		if v.A == uint32(base) && v.Name == name && v.B == uint32(l.fr.fn) {
			return id
		}
	}
	id := l.value(program.Value{Kind: program.Attr, Name: name, A: uint32(base), B: uint32(l.fr.fn), Pos: pos})
	l.attrs[h] = id
	return id
}

func (l *Lowerer) this(pos uint32) program.ValueID {
	if l.fr.this == 0 {
		if l.fr.static {
			l.fr.this = l.value(program.Value{Kind: program.ClassOf, A: uint32(l.fr.class), Pos: pos})
		} else {
			l.fr.this = l.value(program.Value{Kind: program.This, A: uint32(l.fr.class), B: uint32(l.fr.thisFn), Pos: pos})
		}
	}
	return l.fr.this
}

func (l *Lowerer) funcOf(f program.FuncID, pos uint32) program.ValueID {
	return l.value(program.Value{Kind: program.FuncOf, A: uint32(f), Pos: pos})
}

func (l *Lowerer) classOf(c program.ClassID, pos uint32) program.ValueID {
	return l.value(program.Value{Kind: program.ClassOf, A: uint32(c), Pos: pos})
}

// union adds "any of these", leaving out what is unknown.
func (l *Lowerer) union(vs []program.ValueID, pos uint32) program.ValueID {
	k := 0
	for _, v := range vs {
		if v != 0 && (k == 0 || vs[k-1] != v) {
			vs[k] = v
			k++
		}
	}
	switch k {
	case 0:
		return 0
	case 1:
		return vs[0]
	}
	return l.b.ListValue(program.Union, vs[:k], pos)
}

func (l *Lowerer) assignVar(v program.VarID, value program.ValueID, pos uint32) {
	if v == 0 {
		return
	}
	l.b.Assign(program.Assign{Target: l.plainRef(v, pos), Value: value, Fn: l.fr.fn, Guard: l.fr.guard, Pos: pos})
}

func (l *Lowerer) assignTo(target, value program.ValueID, pos uint32) {
	l.b.Assign(program.Assign{Target: target, Value: value, Fn: l.fr.fn, Guard: l.fr.guard, Pos: pos})
}

// Guards.

// guardMark is a guard on the stack, with what is needed to drop it when it
// turns out that nothing runs under it.
type guardMark struct {
	id, prev                       program.GuardID
	calls, assigns, loops, imports int
	v                              program.VarID // narrowed while the guard holds
	narrow                         program.ValueID
}

// conj is one operand of a condition's top-level &&.
type conj struct {
	v   program.ValueID
	neg bool
}

func (l *Lowerer) pushGuard(kind program.GuardKind, cond program.ValueID, neg bool, pos uint32) {
	m := guardMark{
		prev: l.fr.guard, calls: len(l.m.Calls), assigns: len(l.m.Assigns),
		loops: len(l.m.Loops), imports: len(l.m.Imports),
	}
	if len(l.guards) >= maxGuards {
		l.guards = append(l.guards, m)
		return
	}
	m.id = l.b.Guard(program.Guard{Kind: kind, Negated: neg, Fn: l.fr.fn, Parent: l.fr.guard, Cond: cond, Pos: pos})
	l.fr.guard = m.id
	if !neg && (kind == program.IfGuard || kind == program.AfterGuard) {
		if c := l.m.Values[cond]; c.Kind == program.Binary && c.B != 0 && l.b.Text(c.Name) == "instanceof" {
			x := l.m.Values[c.A]
			if x.Kind == program.Narrowed {
				x = l.m.Values[x.A]
			}
			if x.Kind == program.VarRef {
				m.v = program.VarID(x.A)
				m.narrow = l.vars[m.v].narrow
				ref := l.plainRef(m.v, pos)
				l.vars[m.v].narrow = l.value(program.Value{Kind: program.Narrowed, A: uint32(ref), B: c.B, Pos: pos})
			}
		}
	}
	l.guards = append(l.guards, m)
}

// popGuards ends the guards above the given height, the latest first.
func (l *Lowerer) popGuards(height int) {
	for i := len(l.guards) - 1; i >= height; i-- {
		m := l.guards[i]
		l.fr.guard = m.prev
		if m.v != 0 {
			l.vars[m.v].narrow = m.narrow
		}
		if m.id != 0 && int(m.id) == len(l.m.Guards)-1 && m.calls == len(l.m.Calls) && m.assigns == len(l.m.Assigns) &&
			m.loops == len(l.m.Loops) && m.imports == len(l.m.Imports) {
			l.m.Guards = l.m.Guards[:m.id]
		}
	}
	l.guards = l.guards[:height]
}

// condition lowers a test and leaves its conjuncts on l.conjs, above the height
// returned.
func (l *Lowerer) condition(e js.Expr) int {
	height, sm, gm := len(l.conjs), len(l.spine), len(l.guards)
	for {
		n, ok := e.(*js.Logical)
		if !ok || n.Op != js.OpAnd {
			break
		}
		l.spine = append(l.spine, n.Right)
		e = n.Left
	}
	for i := len(l.spine); ; i-- {
		x, neg := e, false
		for {
			n, ok := x.(*js.Unary)
			if !ok || n.Op != js.OpNot {
				break
			}
			x, neg = n.X, !neg
		}
		v := l.expr(x, 0)
		l.conjs = append(l.conjs, conj{v, neg})
		if i == sm {
			break
		}
		l.pushGuard(program.IfGuard, v, neg, pos(x))
		e = l.spine[i-1]
	}
	l.popGuards(gm)
	l.spine = l.spine[:sm]
	return height
}

// holds pushes guards for a condition that is true.
func (l *Lowerer) holds(height int, pos uint32) {
	for _, c := range l.conjs[height:] {
		l.pushGuard(program.IfGuard, c.v, c.neg, pos)
	}
}

// negation folds a condition into one whose opposite is not (v, neg).
func (l *Lowerer) negation(height int, pos uint32) conj {
	cs := l.conjs[height:]
	if len(cs) == 1 {
		return conj{cs[0].v, !cs[0].neg}
	}
	// !(a && b) is !a || !b.
	lm := len(l.list)
	for _, c := range cs {
		v := c.v
		if !c.neg && v != 0 {
			v = l.value(program.Value{Kind: program.Not, A: uint32(v), Pos: pos})
		}
		l.list = append(l.list, v)
	}
	v := l.union(l.list[lm:], pos)
	l.list = l.list[:lm]
	return conj{v, false}
}

func pos(n js.Node) uint32 {
	if n == nil {
		return 0
	}
	return n.Pos()
}
