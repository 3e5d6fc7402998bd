package program

import (
	"slices"
	"strings"
)

// maxOverriders bounds how many overriding methods one call may reach; a call
// that may reach more says nothing about any of them.
const maxOverriders = 8

// attrOf returns what a member of an object may be.
func (l *linker) attrOf(o object, s sym) []object {
	if s == 0 {
		return nil
	}
	var r result
	l.attr(&r, o, s)
	return append([]object(nil), r.list()...)
}

// attr adds what member s of an object may be.
func (l *linker) attr(r *result, o object, s sym) {
	switch o.kind {
	case objExternal:
		l.externalAttr(r, o.id, s)
		return
	case objSeq, objGen:
		switch l.symNames[s] {
		case "get", "values", "pop", "at", "find", "shift", "slice", "filter", "concat", "reverse", "sort", "copy":
			r.add(o) // calling it yields elements, or the container itself
		}
		return
	case objFunc:
		l.functionAttr(r, o, s)
		return
	case objFolder:
		l.folderAttr(r, l.folders[o.id], s)
		return
	case objProto:
		l.assigned(r, l.objectKey(object{kind: objProto, mod: o.mod, id: o.id}, s))
		return
	default:
	}
	k := l.objectKey(o, s)
	if id, ok := l.attrMemo[k]; ok {
		r.all(l.recall(id))
		return
	}
	if l.depth > maxDepth {
		l.tainted = true
		return
	}
	l.attrMemo[k] = setPending
	outer := l.enter()
	var own result
	switch o.kind {
	case objModule:
		l.moduleAttr(&own, o, s)
	case objInstance, objClass:
		l.classAttr(&own, o, s)
	case objSuper:
		l.superAttr(&own, o, s)
	case objLiteral:
		l.literalAttr(&own, o, s)
	case objMade:
		l.madeAttr(&own, o, s)
	default:
	}
	id := l.leave(outer, &own)
	l.attrMemo[k] = id
	r.all(l.load(id &^ setTainted))
}

func (l *linker) externalAttr(r *result, id uint32, s sym) {
	k := uint64(id)<<32 | uint64(s)
	to, ok := l.extAttrs[k]
	if !ok {
		name := l.externals[id].name
		switch member := l.symNames[s]; {
		case member == "default" && l.facts(id).typ == "":
			to = id // interop of CommonJS and ESM
		case len(name) > 160:
			to = 0
		default:
			name += "." + member
			if t := l.catalogOf(id).AttrType(name); t != "" {
				name = t
			}
			to = l.sibling(id, name)
		}
		l.extAttrs[k] = to
	}
	if to == 0 {
		return
	}
	r.add(object{kind: objExternal, id: to})
}

func (l *linker) moduleAttr(r *result, o object, s sym) {
	n := r.n
	l.importFrom(r, o.mod, s, 0)
	if r.n == n {
		l.assigned(r, l.objectKey(object{kind: objModule, mod: o.mod}, s))
	}
}

// assigned adds what was assigned to an attribute of an object.
func (l *linker) assigned(r *result, k objSym) {
	for i, a := range l.objAttrs[k] {
		if i == 16 {
			return
		}
		l.kept(r, a.mod, l.Modules[a.mod].Assigns[a.id].Value)
	}
}

// classAttr looks a member up in a class and what it inherits from. For an
// object whose class is not exactly known, overriding methods count, too.
func (l *linker) classAttr(r *result, o object, s sym) {
	g := l.gclass(o.mod, ClassID(o.id))
	switch l.symNames[s] {
	case "__class__", "constructor":
		r.add(object{kind: objClass, mod: o.mod, id: o.id})
		return
	case "prototype":
		r.add(object{kind: objInstance, mod: o.mod, id: o.id})
		return
	}
	n := r.n
	var firstExternal object
	abstract := false
	for _, c := range l.mro(g) {
		switch c.kind {
		case objExternal:
			if firstExternal.kind == objNone || l.externalKnows(c.id, s) && !l.externalKnows(firstExternal.id, s) {
				firstExternal = c
			}
			continue
		case objFunc:
			l.assigned(r, l.objectKey(object{kind: objProto, mod: c.mod, id: c.id}, s))
			continue
		default:
		}
		abstract = l.ownAttr(r, o, l.gclass(c.mod, ClassID(c.id)), s) || abstract
		if r.n > n {
			break
		}
	}
	if o.kind == objInstance && !o.exact && l.isMethodName(s) {
		l.overriders(r, g, s)
	}
	if r.n == n && firstExternal.kind != objNone && !abstract {
		l.externalAttr(r, firstExternal.id, s)
	}
}

func (l *linker) externalKnows(id uint32, s sym) bool {
	name := l.externals[id].name + "." + l.symNames[s]
	cat := l.catalogOf(id)
	_, ok := cat.API(name)
	return ok || cat.TypeOf(name) != "" || cat.AttrType(name) != ""
}

// ownAttr adds a member of one class and reports whether it is abstract there.
func (l *linker) ownAttr(r *result, o object, g uint32, s sym) (abstract bool) {
	for _, ref := range l.members[memberKey(g, s)] {
		m := l.Modules[ref.mod]
		mem := &m.Members[ref.id]
		switch {
		case mem.Func != 0:
			f := &m.Funcs[mem.Func]
			fo := object{kind: objFunc, mod: ref.mod, id: uint32(mem.Func)}
			switch {
			case f.Flags&GetterFunc != 0:
				if o.kind == objInstance || f.Flags&StaticFunc != 0 {
					r.all(l.returns(fo))
				}
			case f.Flags&SetterFunc != 0:
			case f.Flags&AbstractFunc != 0:
				abstract = true
				if len(l.subs[g]) == 0 {
					continue
				}
			default:
				if o.kind == objInstance || f.Flags&ClassMethodFunc != 0 {
					fo.recv = l.gclass(o.mod, ClassID(o.id)) + 1
				}
				r.add(fo)
			}
		case mem.Type != 0 || mem.Value != 0:
			n := r.n
			if mem.Type != 0 {
				l.instances(r, l.eval(ref.mod, mem.Type))
			}
			if r.n == n || !concrete(l, r.list()) {
				r.all(l.eval(ref.mod, mem.Value))
			}
		}
	}
	for i, a := range l.attrs[memberKey(g, s)] {
		if i == 16 {
			break
		}
		l.kept(r, a.mod, l.Modules[a.mod].Assigns[a.id].Value)
	}
	l.assigned(r, l.objectKey(object{kind: objClass, mod: l.classMod[g], id: g - l.classBase[l.classMod[g]]}, s))
	l.paramProperty(r, g, s)
	return abstract
}

// paramProperty adds what a TypeScript parameter property holds.
func (l *linker) paramProperty(r *result, g uint32, s sym) {
	ctor := l.knownSym("constructor")
	if ctor == 0 {
		return
	}
	for _, ref := range l.members[memberKey(g, ctor)] {
		m := l.Modules[ref.mod]
		f := &m.Funcs[m.Members[ref.id].Func]
		for _, p := range m.Params[f.Params.Start : f.Params.Start+f.Params.Count] {
			if p.Flags&PropertyParam != 0 && l.symOf(ref.mod, p.Name) == s {
				r.all(l.evalVar(ref.mod, p.Var))
			}
		}
	}
}

func (l *linker) isMethodName(s sym) bool { return len(l.methods[s]) > 0 }

// overriders adds the methods of subclasses, unless there are too many.
func (l *linker) overriders(r *result, g uint32, s sym) {
	var found []object
	queue := append([]uint32(nil), l.subs[g]...)
	seen := map[uint32]bool{g: true}
	for i := 0; i < len(queue) && i < 256; i++ {
		sub := queue[i]
		if seen[sub] {
			continue
		}
		seen[sub] = true
		queue = append(queue, l.subs[sub]...)
		if l.Roles[l.classMod[sub]] != ProductFile {
			continue // a test's double
		}
		for _, ref := range l.members[memberKey(sub, s)] {
			m := l.Modules[ref.mod]
			if f := m.Members[ref.id].Func; f != 0 && m.Funcs[f].Flags&(AbstractFunc|GetterFunc|SetterFunc) == 0 {
				found = append(found, object{kind: objFunc, exact: true, mod: ref.mod, id: uint32(f), recv: sub + 1})
			}
		}
	}
	if len(found) == 0 && l.Modules[l.classMod[g]].Lang == Python {
		for _, c := range l.implementers(g) {
			for _, ref := range l.members[memberKey(c, s)] {
				if f := l.Modules[ref.mod].Members[ref.id].Func; f != 0 {
					found = append(found, object{kind: objFunc, exact: true, mod: ref.mod, id: uint32(f), recv: c + 1})
				}
			}
		}
	}
	// Where the base has no method of its own, one of these it is.
	if len(found) <= maxOverriders || r.n == 0 && len(found) <= 3*maxOverriders {
		r.all(found[:min(len(found), maxObjects)])
	}
}

// implementers returns the classes that have every method of a Protocol, which
// need not name it as a base; none when there are many, for then the methods
// say little.
func (l *linker) implementers(g uint32) []uint32 {
	c := l.class(g)
	if c.Flags&InterfaceClass == 0 {
		return nil
	}
	if out, ok := l.protocols[g]; ok {
		return out
	}
	m := l.Modules[l.classMod[g]]
	var names []sym
	for _, mem := range m.Members[c.Members.Start : c.Members.Start+c.Members.Count] {
		if mem.Func != 0 {
			names = append(names, l.symOf(l.classMod[g], mem.Name))
		}
	}
	var out []uint32
	for other := range l.classMod {
		k := uint32(other)
		if k == g || len(names) == 0 || l.class(k).Flags&InterfaceClass != 0 || l.Roles[l.classMod[k]] != ProductFile ||
			l.Modules[l.classMod[k]].Lang != Python {
			continue
		}
		if slices.IndexFunc(names, func(s sym) bool { return len(l.members[memberKey(k, s)]) == 0 }) < 0 {
			out = append(out, k)
		}
	}
	if len(out) > maxOverriders {
		out = nil
	}
	if l.protocols == nil {
		l.protocols = map[uint32][]uint32{}
	}
	l.protocols[g] = out
	return out
}

func (l *linker) superAttr(r *result, o object, s sym) {
	n := r.n
	g := l.gclass(o.mod, ClassID(o.id))
	for _, c := range l.mro(g)[1:] {
		switch c.kind {
		case objClass:
			l.ownAttr(r, object{kind: objInstance, exact: true, mod: o.mod, id: o.id}, l.gclass(c.mod, ClassID(c.id)), s)
		case objExternal:
			l.externalAttr(r, c.id, s)
		case objFunc:
			l.assigned(r, l.objectKey(object{kind: objProto, mod: c.mod, id: c.id}, s))
		default:
		}
		if r.n > n {
			return
		}
	}
}

func (l *linker) literalAttr(r *result, o object, s sym) {
	m := l.Modules[o.mod]
	val := &m.Values[o.id]
	n := r.n
	fields := m.Fields[val.B : val.B+val.C]
	for _, f := range slices.Backward(fields) { // the last one written wins
		switch {
		case f.Kind == SpreadField:
			for _, b := range l.eval(o.mod, f.Value) {
				l.attr(r, b, s)
			}
		case f.Name == 0 || l.symOf(o.mod, f.Name) != s:
			continue
		case f.Kind == GetterField:
			for _, g := range l.eval(o.mod, f.Value) {
				if g.kind == objFunc {
					r.all(l.returns(g))
				}
			}
		case f.Kind == SetterField:
			continue
		default:
			r.all(l.eval(o.mod, f.Value))
		}
		if r.n > n {
			break
		}
	}
	l.assigned(r, l.objectKey(object{kind: objLiteral, mod: o.mod, id: o.id}, s))
}

func (l *linker) functionAttr(r *result, o object, s sym) {
	switch l.symNames[s] {
	case "prototype":
		r.add(object{kind: objProto, mod: o.mod, id: o.id})
		return
	case "bind", "call", "apply":
		r.add(object{kind: objFunc, mod: o.mod, id: o.id, recv: o.recv}) // f.call(x): runs f
		return
	}
	l.assigned(r, l.objectKey(object{kind: objFunc, mod: o.mod, id: o.id}, s))
}

// madeAttr looks up a member of what a constructor function makes.
func (l *linker) madeAttr(r *result, o object, s sym) {
	l.assigned(r, l.objectKey(object{kind: objProto, mod: o.mod, id: o.id}, s))
	l.assigned(r, l.objectKey(object{kind: objMade, mod: o.mod, id: o.id}, s))
	n := r.n
	defer func() {
		if r.n > n {
			return
		}
		for _, b := range l.inherits[object{kind: objFunc, mod: o.mod, id: o.id}] {
			switch b.kind {
			case objFunc:
				l.attr(r, object{kind: objMade, mod: b.mod, id: b.id}, s)
			case objExternal:
				l.externalAttr(r, b.id, s)
			default:
			}
		}
	}()
	// F.prototype = { method() {} }
	for _, p := range l.attrAssigned(object{kind: objFunc, mod: o.mod, id: o.id}, "prototype") {
		switch p.kind {
		case objLiteral:
			l.literalAttr(r, p, s)
		case objExternal: // made from the prototype of a library's class
			if base, ok := strings.CutSuffix(l.externals[p.id].name, ".prototype"); ok && r.n == n {
				l.externalAttr(r, l.external(JavaScript, base), s)
			}
		default:
		}
	}
}

func (l *linker) attrAssigned(o object, name string) []object {
	s := l.knownSym(name)
	if s == 0 {
		return nil
	}
	var r result
	l.assigned(&r, l.objectKey(o, s))
	return append([]object(nil), r.list()...)
}
