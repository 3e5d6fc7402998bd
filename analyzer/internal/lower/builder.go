// Package lower turns syntax trees into module summaries. This package holds
// what both languages share: the tables under construction. The languages have
// a package each below.
package lower

import (
	"hash/maphash"
	"slices"

	"github.com/stackfit/stackfit/analyzer/program"
)

// MaxConst is the longest constant text kept, in bytes.
const MaxConst = 2000

// Builder builds one module summary after the other, reusing its tables. The
// zero Builder is ready for Reset.
type Builder struct {
	m program.Module

	nameText []byte
	nameEnds []uint32
	names    []nameSlot // hash table, with a power of two for its length
	seed     maphash.Seed

	lastAssign []program.AssignID // by VarID: tail of its list
	lastCall   []program.CallID   // by FuncID: tail of its list
}

// nameSlot is a place in the table of names. A Go map would need each name as a
// string of its own.
type nameSlot struct {
	hash uint32
	id   program.NameID // 0 when free
}

// Reset starts a new module.
func (b *Builder) Reset(path string, lang program.Lang, size int) {
	m := &b.m
	*m = program.Module{
		Path: path, Lang: lang, Size: uint32(size),
		Values: append(m.Values[:0], program.Value{}), Elems: m.Elems[:0], Fields: m.Fields[:0],
		Vars: append(m.Vars[:0], program.Var{}), Funcs: m.Funcs[:0], Params: m.Params[:0],
		Classes: append(m.Classes[:0], program.Class{}), Members: m.Members[:0],
		Calls: append(m.Calls[:0], program.Call{}), Args: m.Args[:0],
		Assigns: append(m.Assigns[:0], program.Assign{}), Loops: append(m.Loops[:0], program.Loop{}),
		Guards: append(m.Guards[:0], program.Guard{}), Imports: append(m.Imports[:0], program.Import{}),
		Exports: m.Exports[:0],
	}
	b.nameText = b.nameText[:0]
	b.nameEnds = append(b.nameEnds[:0], 0)
	if b.names == nil {
		b.seed = maphash.MakeSeed()
		b.names = make([]nameSlot, 512)
	}
	// Small files should not pay for clearing what a large one needed.
	b.names = b.names[:512]
	clear(b.names)
	b.lastAssign = append(b.lastAssign[:0], 0)
	b.lastCall = b.lastCall[:0]
	b.Func(program.Func{Flags: program.BodyFunc, End: uint32(size)})
}

// Module gives access to the tables under construction.
func (b *Builder) Module() *program.Module { return &b.m }

// Finish returns the summary, in memory of its own.
func (b *Builder) Finish() *program.Module {
	m := b.m
	m.Values = own(m.Values)
	m.Elems = own(m.Elems)
	m.Fields = own(m.Fields)
	m.Vars = own(m.Vars)
	m.Funcs = own(m.Funcs)
	m.Params = own(m.Params)
	m.Classes = own(m.Classes)
	m.Members = own(m.Members)
	m.Calls = own(m.Calls)
	m.Args = own(m.Args)
	m.Assigns = own(m.Assigns)
	m.Loops = own(m.Loops)
	m.Guards = own(m.Guards)
	m.Imports = own(m.Imports)
	m.Exports = own(m.Exports)
	m.SetNames(string(b.nameText), own(b.nameEnds))
	return &m
}

func own[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return append(make([]T, 0, len(s)), s...)
}

// Name interns a name. The text is copied: it may be part of a source buffer.
func (b *Builder) Name(s string) program.NameID {
	if s == "" {
		return 0
	}
	hash := uint32(maphash.String(b.seed, s))
	mask := uint32(len(b.names) - 1)
	i := hash & mask
	for ; b.names[i].id != 0; i = (i + 1) & mask {
		n := b.names[i]
		if n.hash == hash && string(b.nameText[b.nameEnds[n.id-1]:b.nameEnds[n.id]]) == s {
			return n.id
		}
	}
	b.nameText = append(b.nameText, s...)
	b.nameEnds = append(b.nameEnds, uint32(len(b.nameText)))
	id := program.NameID(len(b.nameEnds) - 1)
	b.names[i] = nameSlot{hash: hash, id: id}
	if len(b.nameEnds) > len(b.names)/2 {
		b.growNames()
	}
	return id
}

func (b *Builder) growNames() {
	old := b.names
	n := 2 * len(old)
	if cap(old) >= n {
		old = slices.Clone(old) // grows in place
		b.names = b.names[:n]
		clear(b.names)
	} else {
		b.names = make([]nameSlot, n)
	}
	mask := uint32(n - 1)
	for _, s := range old {
		if s.id == 0 {
			continue
		}
		i := s.hash & mask
		for b.names[i].id != 0 {
			i = (i + 1) & mask
		}
		b.names[i] = s
	}
}

// Text returns the text of a name of the module under construction.
func (b *Builder) Text(id program.NameID) string {
	if id == 0 {
		return ""
	}
	return string(b.nameText[b.nameEnds[id-1]:b.nameEnds[id]])
}

// Value adds a value.
func (b *Builder) Value(v program.Value) program.ValueID {
	b.m.Values = append(b.m.Values, v)
	return program.ValueID(len(b.m.Values) - 1)
}

// Const adds a constant; text over MaxConst bytes is cut.
func (b *Builder) Const(kind program.ConstKind, text string, pos uint32) program.ValueID {
	if len(text) > MaxConst {
		text = text[:MaxConst]
	}
	return b.Value(program.Value{Kind: program.Const, Name: b.Name(text), A: uint32(kind), Pos: pos})
}

// Ref adds a reference to a variable.
func (b *Builder) Ref(v program.VarID, pos uint32) program.ValueID {
	return b.Value(program.Value{Kind: program.VarRef, A: uint32(v), Pos: pos})
}

// List stores values one after the other and returns where.
func (b *Builder) List(vs []program.ValueID) program.Range {
	r := program.Range{Start: uint32(len(b.m.Elems)), Count: uint32(len(vs))}
	b.m.Elems = append(b.m.Elems, vs...)
	return r
}

// ListValue adds a value of a kind whose operands B and C are a list.
func (b *Builder) ListValue(kind program.ValueKind, vs []program.ValueID, pos uint32) program.ValueID {
	r := b.List(vs)
	return b.Value(program.Value{Kind: kind, B: r.Start, C: r.Count, Pos: pos})
}

// Object stores the fields of an object and adds the Object value.
func (b *Builder) Object(fs []program.Field, pos uint32) program.ValueID {
	start := uint32(len(b.m.Fields))
	b.m.Fields = append(b.m.Fields, fs...)
	return b.Value(program.Value{Kind: program.Object, B: start, C: uint32(len(fs)), Pos: pos})
}

// Var adds a variable.
func (b *Builder) Var(v program.Var) program.VarID {
	b.m.Vars = append(b.m.Vars, v)
	b.lastAssign = append(b.lastAssign, 0)
	return program.VarID(len(b.m.Vars) - 1)
}

// Assign adds an assignment and, when its target is a variable, chains it to
// the variable's earlier ones.
func (b *Builder) Assign(a program.Assign) {
	b.m.Assigns = append(b.m.Assigns, a)
	id := program.AssignID(len(b.m.Assigns) - 1)
	t := b.m.Values[a.Target]
	if t.Kind != program.VarRef {
		return
	}
	if last := b.lastAssign[t.A]; last != 0 {
		b.m.Assigns[last].Next = id
	} else {
		b.m.Vars[t.A].Assigns = id
	}
	b.lastAssign[t.A] = id
}

// AssignVar assigns a value to a variable.
func (b *Builder) AssignVar(v program.VarID, value program.ValueID, fn program.FuncID, g program.GuardID, pos uint32) {
	b.Assign(program.Assign{Target: b.Ref(v, pos), Value: value, Fn: fn, Guard: g, Pos: pos})
}

// Func adds a function. Its Returns, Yields and the like may be set later,
// through Module.
func (b *Builder) Func(f program.Func) program.FuncID {
	b.m.Funcs = append(b.m.Funcs, f)
	b.lastCall = append(b.lastCall, 0)
	return program.FuncID(len(b.m.Funcs) - 1)
}

// Call adds a call with its arguments and chains it to its function.
func (b *Builder) Call(c program.Call, args []program.Arg) program.CallID {
	c.Args = program.Range{Start: uint32(len(b.m.Args)), Count: uint32(len(args))}
	b.m.Args = append(b.m.Args, args...)
	b.m.Calls = append(b.m.Calls, c)
	id := program.CallID(len(b.m.Calls) - 1)
	if last := b.lastCall[c.Fn]; last != 0 {
		b.m.Calls[last].Next = id
	} else {
		b.m.Funcs[c.Fn].Calls = id
	}
	b.lastCall[c.Fn] = id
	return id
}

// CallValue adds a call and returns what it yields.
func (b *Builder) CallValue(c program.Call, args []program.Arg) program.ValueID {
	id := b.Call(c, args)
	return b.Value(program.Value{Kind: program.CallOf, A: uint32(id), Pos: c.Pos})
}

// Class adds a class; its Members may be set later, through Module.
func (b *Builder) Class(c program.Class) program.ClassID {
	b.m.Classes = append(b.m.Classes, c)
	return program.ClassID(len(b.m.Classes) - 1)
}

// Members stores the members of a class one after the other.
func (b *Builder) Members(c program.ClassID, ms []program.Member) {
	b.m.Classes[c].Members = program.Range{Start: uint32(len(b.m.Members)), Count: uint32(len(ms))}
	b.m.Members = append(b.m.Members, ms...)
}

// Params stores the parameters of a function one after the other.
func (b *Builder) Params(f program.FuncID, ps []program.Param) {
	b.m.Funcs[f].Params = program.Range{Start: uint32(len(b.m.Params)), Count: uint32(len(ps))}
	b.m.Params = append(b.m.Params, ps...)
}

// Loop adds a loop.
func (b *Builder) Loop(l program.Loop) program.LoopID {
	b.m.Loops = append(b.m.Loops, l)
	return program.LoopID(len(b.m.Loops) - 1)
}

// Guard adds a guard.
func (b *Builder) Guard(g program.Guard) program.GuardID {
	b.m.Guards = append(b.m.Guards, g)
	return program.GuardID(len(b.m.Guards) - 1)
}

// Import adds an import.
func (b *Builder) Import(i program.Import) program.ImportID {
	b.m.Imports = append(b.m.Imports, i)
	return program.ImportID(len(b.m.Imports) - 1)
}

// Export adds an export.
func (b *Builder) Export(e program.Export) { b.m.Exports = append(b.m.Exports, e) }
