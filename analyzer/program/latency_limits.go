package program

import (
	"slices"
	"strconv"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// longLimit is from how many seconds on a limit is none for whoever waits for
// an answer.
const longLimit = 60

// UnlimitedAsks returns the calls on the response path that ask another machine
// over HTTP and set no limit to how long they wait, the worst of each function.
func (p *Program) UnlimitedAsks() []Ask {
	w := p.linker.latencies()
	var out []Ask
	for _, g := range w.order {
		ref := w.funcRef(g)
		m := w.Modules[ref.Module]
		var best *request
		asks := w.asks(g)
		for i := range asks {
			r := &asks[i]
			if !longWait(r.remote.Limit) || best != nil && (best.remote.Limit == "none" || r.remote.Limit != "none") ||
				w.unawaited(ref.Module, m, r) || w.limited(ref.Module, m, r) {
				continue
			}
			best = r
		}
		if best == nil || w.timed(g) {
			continue
		}
		out = append(out, Ask{
			Spot: w.spot(g, best.call), Remote: best.remote, Name: valueText(m, m.Calls[best.call].Callee, 0), What: best.name, Writes: best.writes,
		})
	}
	return out
}

// unawaited reports whether nobody waits for a request, which is sent and left
// alone, or it goes to no other machine, as a check of the address tells.
func (w *latency) unawaited(mod int32, m *Module, r *request) bool {
	c := &m.Calls[r.call]
	for g, hops := c.Guard, 0; g != 0 && hops < 32; hops++ {
		for _, text := range m.texts(nil, m.Guards[g].Cond, 0) {
			if strings.HasPrefix(text, "data:") || strings.HasPrefix(text, "file:") {
				return true
			}
		}
		g = m.Guards[g].Parent
	}
	if m.Lang != JavaScript || r.waits {
		return false
	}
	if slices.Contains(w.leftAlone(mod), r.call) {
		return true
	}
	for _, a := range m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
		if w.isCallback(mod, m, a.Value) {
			return false // which gets the answer
		}
	}
	return c.Flags&(DiscardedCall|AwaitedCall) == DiscardedCall
}

// isCallback reports whether a value is a function, or may be one that was
// handed over.
func (w *latency) isCallback(mod int32, m *Module, v ValueID) bool {
	val := &m.Values[v]
	return val.Kind == FuncOf || val.Kind == VarRef && m.Vars[val.A].Kind == ParamVar ||
		slices.ContainsFunc(w.eval(mod, v), func(o object) bool { return o.kind == objFunc })
}

// longWait reports whether a documented limit, "none" or "300 s", is too long
// to wait for.
func longWait(limit string) bool {
	if limit == "none" {
		return true
	}
	number, _, _ := strings.Cut(limit, " ")
	n, err := strconv.Atoi(number)
	return err == nil && n >= longLimit
}

// timed reports whether a function on the response path, one around it or one
// on the way to it does something about time, as far as names of calls tell:
// withTimeout(…), asyncio.wait_for(…), Promise.race(…), new AbortController().
func (w *latency) timed(g uint32) bool {
	for range 64 {
		ref := w.funcRef(g)
		m := w.Modules[ref.Module]
		for f := ref.Func; f != 0; f = m.Funcs[f].Parent {
			if w.timesCalls(w.gfunc(ref.Module, f)) {
				return true
			}
		}
		h := w.reached[g]
		if h.dist == 0 || h.edge < 0 {
			return false
		}
		g = w.edges.list[h.edge].from
	}
	return false
}

// timesCalls reports whether a function's own calls set a limit to time.
func (w *latency) timesCalls(g uint32) bool {
	if known, ok := w.times[g]; ok {
		return known
	}
	ref := w.funcRef(g)
	m := w.Modules[ref.Module]
	f := &m.Funcs[ref.Func]
	found := false
	for id := f.Calls; id != 0 && !found; id = m.Calls[id].Next {
		callee := &m.Values[m.Calls[id].Callee]
		name := m.Name(callee.Name)
		if callee.Kind == VarRef {
			name = m.Name(m.Vars[callee.A].Name)
		}
		switch name = strings.ToLower(name); name {
		case "race", "any", "abortcontroller", "wait_for", "fail_after", "move_on_after", "wait":
			found = true
		default:
			found = strings.Contains(name, "timeout") || strings.Contains(name, "deadline")
		}
	}
	for _, d := range m.List(f.Decorators) {
		v := &m.Values[d]
		if v.Kind == CallOf {
			v = &m.Values[m.Calls[v.A].Callee]
		}
		name := m.Name(v.Name)
		if v.Kind == VarRef {
			name = m.Name(m.Vars[v.A].Name)
		}
		found = found || strings.Contains(strings.ToLower(name), "timeout")
	}
	w.times[g] = found
	return found
}

// limited reports whether a request has a limit, or may have one: by its own
// options, by its client's, or by a default of the whole program's.
func (w *latency) limited(mod int32, m *Module, r *request) bool {
	c := &m.Calls[r.call]
	if c.Kind != PlainCall {
		return true
	}
	if slices.ContainsFunc(r.remote.Defaults, w.configures) || w.limits(mod, m, c, r.remote, r.remote.Options) {
		return true
	}
	callee := &m.Values[c.Callee]
	client := ValueID(0)
	switch {
	case callee.Kind == Attr:
		client = ValueID(callee.A)
	case len(r.remote.Clients) > 0 && m.Lang == JavaScript: // a client that is called itself
		client = c.Callee
	}
	if client == 0 || len(r.remote.Clients) == 0 {
		return false
	}
	var made []madeAt
	if !w.makers(&made, mod, client, r.remote, 0) {
		return true // made where nobody sees
	}
	for _, at := range made {
		am := w.Modules[at.mod]
		if w.limits(at.mod, am, &am.Calls[at.call], r.remote, "") {
			return true
		}
	}
	return false
}

// limits reports whether the arguments of a call set a limit, or may.
func (w *latency) limits(mod int32, m *Module, c *Call, rem *catalog.Remote, options string) bool {
	if c.Flags&SpreadCall != 0 {
		return true
	}
	at, err := strconv.Atoi(options)
	for i, a := range m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
		switch {
		case a.Spread:
			return true
		case a.Name != 0:
			if slices.Contains(rem.Limits, m.Name(a.Name)) {
				return true
			}
		case m.Lang == JavaScript && (err != nil || i == at):
			if w.optionsLimit(mod, m, a.Value, rem, 0) {
				return true
			}
		}
	}
	return false
}

// optionsLimit reports whether a value that may be options sets a limit, or
// may: what is not known to be without counts.
func (w *latency) optionsLimit(mod int32, m *Module, v ValueID, rem *catalog.Remote, hops int) bool {
	val := &m.Values[v]
	if hops > 12 {
		return true
	}
	hops++
	switch val.Kind {
	case Const, Template, FuncOf, List, Binary, Not, TypeOf:
		return false
	case Object:
		for _, f := range m.Fields[val.B : val.B+val.C] {
			switch {
			case f.Kind == SpreadField:
				if w.optionsLimit(mod, m, f.Value, rem, hops) {
					return true
				}
			case f.Name == 0:
				return true
			case slices.Contains(rem.Limits, m.Name(f.Name)):
				return true
			}
		}
		return false
	case Union:
		for _, e := range m.Elems[val.B : val.B+val.C] {
			if w.optionsLimit(mod, m, e, rem, hops) {
				return true
			}
		}
		return false
	case Await, Cast, Narrowed:
		return w.optionsLimit(mod, m, ValueID(val.A), rem, hops)
	case VarRef:
		vr := &m.Vars[val.A]
		if vr.Kind == ParamVar || vr.Assigns == 0 {
			return !w.isText(mod, v)
		}
		for a := vr.Assigns; a != 0; a = m.Assigns[a].Next {
			if w.optionsLimit(mod, m, m.Assigns[a].Value, rem, hops) {
				return true
			}
		}
		for id := 1; id < len(m.Assigns); id++ { // options.signal = …
			if t := &m.Values[m.Assigns[id].Target]; t.Kind == Attr && slices.Contains(rem.Limits, m.Name(t.Name)) && sameBase(m, ValueID(t.A), v) {
				return true
			}
		}
		return false
	default:
		if w.isText(mod, v) {
			return false
		}
		os := w.eval(mod, v)
		for _, o := range os {
			if o.kind != objLiteral || w.optionsLimit(o.mod, w.Modules[o.mod], ValueID(o.id), rem, hops) {
				return true
			}
		}
		return len(os) == 0
	}
}

// isText reports whether a value is a text or an address.
func (w *latency) isText(mod int32, v ValueID) bool {
	m := w.Modules[mod]
	val := &m.Values[v]
	switch val.Kind {
	case VarRef:
		if t := m.Vars[val.A].Type; t != 0 {
			v = t
			break
		}
		return false
	case CallOf:
		callee := &m.Values[m.Calls[val.A].Callee]
		switch m.Name(callee.Name) {
		case "toString", "join", "replace", "String", "encodeURI", "URL", "format", "href":
			return true
		}
		return false
	case Attr: // process.env.API_URL, config.url
		name := strings.ToLower(m.Name(val.Name))
		return strings.HasSuffix(name, "url") || strings.HasSuffix(name, "uri") || name == "href" || strings.HasSuffix(name, "endpoint")
	default:
		return false
	}
	for _, o := range w.eval(mod, v) {
		if o.kind != objExternal {
			return false
		}
		switch w.externals[o.id].name {
		case "string", "URL", "url.URL":
			return true
		}
	}
	return false
}

// madeAt is a call that makes a client.
type madeAt struct {
	mod  int32
	call CallID
}

// makers finds the calls that make what a value holds. It is false when they are
// not all known; a library's module is made by nobody.
func (w *latency) makers(out *[]madeAt, mod int32, v ValueID, rem *catalog.Remote, hops int) bool {
	m := w.Modules[mod]
	val := &m.Values[v]
	if v == 0 || hops > 16 || len(*out) > 16 {
		return false
	}
	hops++
	switch val.Kind {
	case ImportOf:
		t := w.imports[mod][val.A]
		if t.Module < 0 {
			return t.External != ""
		}
		return w.exported(out, int32(t.Module), w.symOf(mod, val.Name), rem, hops)
	case VarRef:
		vr := &m.Vars[val.A]
		if vr.Kind == ParamVar || vr.Assigns == 0 {
			return false
		}
		for a := vr.Assigns; a != 0; a = m.Assigns[a].Next {
			if k := &m.Values[m.Assigns[a].Value]; k.Kind == Const && ConstKind(k.A) == NullConst {
				continue
			}
			if !w.makers(out, mod, m.Assigns[a].Value, rem, hops) {
				return false
			}
		}
		return true
	case Await, Entered, Cast, Narrowed:
		return w.makers(out, mod, ValueID(val.A), rem, hops)
	case Union:
		for _, e := range m.Elems[val.B : val.B+val.C] {
			if !w.makers(out, mod, e, rem, hops) {
				return false
			}
		}
		return true
	case CallOf:
		return w.madeBy(out, mod, m, CallID(val.A), rem, hops)
	case Attr:
		return w.attributes(out, mod, val, rem, hops)
	default:
		return false
	}
}

// madeBy is makers for what a call yields.
func (w *latency) madeBy(out *[]madeAt, mod int32, m *Module, id CallID, rem *catalog.Remote, hops int) bool {
	known := false
	for _, o := range w.eval(mod, m.Calls[id].Callee) {
		switch o.kind {
		case objExternal:
			if !slices.Contains(rem.Clients, w.externals[o.id].name) {
				return false
			}
			*out = append(*out, madeAt{mod, id})
		case objFunc:
			om := w.Modules[o.mod]
			f := &om.Funcs[o.id]
			values := om.List(f.Returns)
			if f.Flags&GeneratorFunc != 0 {
				values = om.List(f.Yields)
			}
			for _, v := range values {
				if !w.makers(out, o.mod, v, rem, hops) {
					return false
				}
			}
		default:
			return false
		}
		known = true
	}
	return known
}

// exported is makers for a member of a module.
func (w *latency) exported(out *[]madeAt, mod int32, name sym, rem *catalog.Remote, hops int) bool {
	if v, ok := w.exports[memberKey(uint32(mod), name)]; ok {
		return w.makers(out, mod, v, rem, hops)
	}
	m := w.Modules[mod]
	if v, ok := w.moduleVars[memberKey(uint32(mod), name)]; ok && m.Lang == Python {
		vr := &m.Vars[v]
		for a := vr.Assigns; a != 0; a = m.Assigns[a].Next {
			if !w.makers(out, mod, m.Assigns[a].Value, rem, hops) {
				return false
			}
		}
		return vr.Assigns != 0
	}
	if eq := w.equals[mod]; eq != 0 && (name == 0 || w.symNames[name] == "default") {
		return w.makers(out, mod, eq, rem, hops)
	}
	return false
}

// attributes is makers for an attribute of an object of the program.
func (w *latency) attributes(out *[]madeAt, mod int32, val *Value, rem *catalog.Remote, hops int) bool {
	s := w.symOf(mod, val.Name)
	n, known := len(*out), false
	for _, o := range w.eval(mod, ValueID(val.A)) {
		switch o.kind {
		case objModule:
			if !w.exported(out, o.mod, s, rem, hops) {
				return false
			}
			known = true
		case objInstance, objClass:
			for _, c := range w.mro(w.gclass(o.mod, ClassID(o.id))) {
				if c.kind != objClass {
					continue
				}
				for _, a := range w.attrs[memberKey(w.gclass(c.mod, ClassID(c.id)), s)] {
					v := w.Modules[a.mod].Assigns[a.id].Value
					if k := &w.Modules[a.mod].Values[v]; k.Kind == Const && ConstKind(k.A) == NullConst {
						continue
					}
					if !w.makers(out, a.mod, v, rem, hops) {
						return false
					}
				}
				for _, ref := range w.members[memberKey(w.gclass(c.mod, ClassID(c.id)), s)] {
					if mem := &w.Modules[ref.mod].Members[ref.id]; mem.Value != 0 && !w.makers(out, ref.mod, mem.Value, rem, hops) {
						return false
					}
				}
			}
		case objExternal: // a member of a library's module: axios.default
			known = len(rem.Clients) == 0
		default:
			return false
		}
	}
	return known || len(*out) > n
}

// configures reports whether product code anywhere assigns to or calls a name
// that sets the default of all requests.
func (w *latency) configures(name string) bool {
	if w.defaults == nil {
		w.findDefaults()
	}
	return w.defaults[name]
}

// findDefaults notes which of the catalog's defaults the program sets.
func (w *latency) findDefaults() {
	w.defaults = map[string]bool{}
	last := make([]bool, len(w.symNames)) // by symbol: the last part of a default's name
	for _, cat := range w.Catalogs {
		for i := range cat.Remotes {
			for _, d := range cat.Remotes[i].Defaults {
				last[w.knownSym(d[strings.LastIndexByte(d, '.')+1:])] = true
			}
		}
	}
	last[0] = false
	for i, m := range w.Modules {
		if w.Roles[i] != ProductFile {
			continue
		}
		mod := int32(i)
		for id := 1; id < len(m.Calls); id++ {
			callee := &m.Values[m.Calls[id].Callee]
			name := callee.Name
			if callee.Kind == VarRef {
				name = m.Vars[callee.A].Name
			}
			if !last[w.symOf(mod, name)] {
				continue
			}
			for _, o := range w.eval(mod, m.Calls[id].Callee) {
				if o.kind == objExternal {
					w.defaults[w.externals[o.id].name] = true
				}
			}
		}
		for id := 1; id < len(m.Assigns); id++ {
			t := &m.Values[m.Assigns[id].Target]
			if t.Kind != Attr || !last[w.symOf(mod, t.Name)] {
				continue
			}
			for _, o := range w.eval(mod, ValueID(t.A)) {
				if o.kind == objExternal {
					w.defaults[w.externals[o.id].name+"."+m.Name(t.Name)] = true
				}
			}
		}
	}
}
