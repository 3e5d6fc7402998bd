package program

// dependence follows what is made of a value through the locals of a function:
// assignments, destructuring, conditions, and objects that a call may add to.
type dependence struct {
	w      *latency
	mod    int32
	m      *Module
	call   CallID          // the value is what this call yields …
	over   ValueID         // … or an element of this collection …
	vars   map[VarID]bool  // … or what these variables hold
	fields map[NameID]bool // of the method's own object
	fresh  map[VarID]bool  // made anew in each turn: what is added to them is gone with the turn
	memo   map[ValueID]bool
}

// maxPasses bounds how often assignments are gone through: in straight code one
// pass finds all, in loops two.
const maxPasses = 3

// follow finds what is made of the value in a range of the text that belongs to
// one function or loop, which starts at start: the target of an assignment
// stands before its value.
func (d *dependence) follow(start, from, to uint32) {
	x := d.w.flow(d.mod)
	assigns, calls := x.assignsIn(d.m, start, to), x.callsIn(d.m, from, to)
	for range maxPasses {
		n := len(d.vars) + len(d.fields)
		d.memo = map[ValueID]bool{}
		for _, id := range assigns {
			a := &d.m.Assigns[id]
			if d.on(a.Value) || d.on(a.Target) && d.m.Values[a.Target].Kind == Index || d.guarded(a.Guard, from) {
				d.taint(a.Target, false)
			}
		}
		for _, id := range calls {
			d.adds(id)
		}
		if len(d.vars)+len(d.fields) == n {
			return
		}
	}
}

// adds notes what a call may add the value to: rows.push(x), Object.assign(o, x).
func (d *dependence) adds(id CallID) {
	c := &d.m.Calls[id]
	if c.Kind != PlainCall && c.Kind != NewCall {
		return
	}
	args := d.m.Args[c.Args.Start : c.Args.Start+c.Args.Count]
	given := false
	for i := range args {
		given = given || d.on(args[i].Value)
	}
	if !given {
		return
	}
	callee := &d.m.Values[c.Callee]
	if callee.Kind == Attr && c.Flags&AwaitedCall == 0 {
		d.taint(ValueID(callee.A), true)
	}
	if c.Flags&DiscardedCall == 0 {
		return
	}
	for i := range args {
		if d.m.Values[args[i].Value].Kind == VarRef {
			d.taint(args[i].Value, true)
		}
	}
}

// taint notes that what a value names holds what was made of the value, or a
// part of it does.
func (d *dependence) taint(v ValueID, part bool) {
	for range 40 {
		switch val := &d.m.Values[v]; val.Kind {
		case VarRef:
			if vr := &d.m.Vars[val.A]; (!part || !d.fresh[VarID(val.A)]) && vr.Kind != ImportVar && vr.Kind != FuncVar && vr.Kind != ClassVar && !d.self(val) && !d.vars[VarID(val.A)] {
				d.vars[VarID(val.A)] = true
				clear(d.memo)
			}
			return
		case Attr:
			if b := &d.m.Values[val.A]; b.Kind == This || d.self(b) {
				if !d.fields[val.Name] {
					d.fields[val.Name] = true
					clear(d.memo)
				}
				return
			}
			v, part = ValueID(val.A), true
		case Index:
			v, part = ValueID(val.A), true
		case Await, Narrowed, Cast:
			v = ValueID(val.A)
		default:
			return
		}
	}
}

// renew notes the variables that a loop makes anew in each turn.
func (d *dependence) renew(lp *Loop, over ValueID) {
	d.fresh = map[VarID]bool{}
	x := d.w.flow(d.mod)
	for _, id := range x.assignsIn(d.m, lp.Start, lp.End) {
		a := &d.m.Assigns[id]
		t, v := &d.m.Values[a.Target], &d.m.Values[a.Value]
		if t.Kind != VarRef {
			continue
		}
		for v.Kind == Unpack || v.Kind == Attr {
			v = &d.m.Values[v.A]
		}
		vr := &d.m.Vars[t.A]
		if v.Kind == Element && ValueID(v.A) == over || d.m.Lang == JavaScript && vr.Pos >= lp.Start && vr.Pos < lp.End {
			d.fresh[VarID(t.A)] = true
		}
	}
}

// self reports whether a value is the first parameter of a Python method.
func (d *dependence) self(val *Value) bool {
	if d.m.Lang != Python || val.Kind != VarRef || d.m.Vars[val.A].Kind != ParamVar {
		return false
	}
	f := &d.m.Funcs[d.m.Vars[val.A].Fn]
	return f.Class != 0 && f.Flags&StaticFunc == 0 && f.Params.Count > 0 && d.m.Params[f.Params.Start].Var == VarID(val.A)
}

// guarded reports whether a condition made of the value decides that code runs.
// Only guards that stand after from are looked at.
func (d *dependence) guarded(g GuardID, from uint32) bool {
	for hops := 0; g != 0 && hops < 32; hops++ {
		gd := &d.m.Guards[g]
		if gd.Pos >= from && d.on(gd.Cond) {
			return true
		}
		g = gd.Parent
	}
	return false
}

// on reports whether a value is made of the value.
func (d *dependence) on(v ValueID) bool { return d.depends(v, 0) }

func (d *dependence) depends(v ValueID, hops int) bool {
	if v == 0 {
		return false
	}
	if hops > 100 {
		return true // too deep to tell
	}
	val := &d.m.Values[v]
	switch val.Kind {
	case VarRef:
		return d.vars[VarID(val.A)]
	case Const, Global, ImportOf, ClassOf, Unknown, Super:
		return false
	case This:
		return len(d.fields) > 0
	default:
	}
	if d.over != 0 && val.Kind == Element && ValueID(val.A) == d.over {
		return true
	}
	if known, ok := d.memo[v]; ok {
		return known
	}
	yes := d.parts(val, hops+1)
	d.memo[v] = yes
	return yes
}

func (d *dependence) parts(val *Value, hops int) bool {
	switch val.Kind {
	case Attr:
		if b := &d.m.Values[val.A]; b.Kind == This || d.self(b) {
			return d.fields[val.Name]
		}
		return d.depends(ValueID(val.A), hops)
	case Index, Binary, Cast, Narrowed:
		return d.depends(ValueID(val.A), hops) || val.Kind != Cast && val.Kind != Narrowed && d.depends(ValueID(val.B), hops)
	case Await, Spread, Element, Entered, Unpack, Not, TypeOf, Yielded:
		return d.depends(ValueID(val.A), hops)
	case Template, List, Union:
		return d.any(d.m.Elems[val.B:val.B+val.C], hops)
	case Object:
		for _, f := range d.m.Fields[val.B : val.B+val.C] {
			if d.depends(f.Value, hops) {
				return true
			}
		}
	case CallOf:
		return CallID(val.A) == d.call || d.ofCall(CallID(val.A), hops)
	case FuncOf:
		return d.ofFunc(FuncID(val.A), hops)
	default:
	}
	return false
}

func (d *dependence) any(vs []ValueID, hops int) bool {
	for _, e := range vs {
		if d.depends(e, hops) {
			return true
		}
	}
	return false
}

// ofCall reports whether a call is given the value, or is one of its methods.
func (d *dependence) ofCall(id CallID, hops int) bool {
	c := &d.m.Calls[id]
	if d.depends(c.Callee, hops) {
		return true
	}
	if callee := &d.m.Values[c.Callee]; callee.Kind == Attr && len(d.fields) > 0 {
		if b := &d.m.Values[callee.A]; b.Kind == This || d.self(b) {
			return true // a method may read any field
		}
	}
	for _, a := range d.m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
		if d.depends(a.Value, hops) {
			return true
		}
	}
	return false
}

// ofFunc reports whether a nested function names the value.
func (d *dependence) ofFunc(f FuncID, hops int) bool {
	fn := &d.m.Funcs[f]
	for id := fn.Calls; id != 0; id = d.m.Calls[id].Next {
		if d.ofCall(id, hops) {
			return true
		}
	}
	return d.any(d.m.List(fn.Returns), hops)
}
