package program

import (
	"cmp"
	"slices"
	"strings"
)

// TextUse is a constant text of a module and what becomes of it.
type TextUse struct {
	Text  string // with {} for what is filled in
	Pos   uint32
	Names []string // of the variables, attributes, properties and arguments that take it up
	Calls []CallID // that get it as a part of an argument, the nearest first
	// Choice says that it is one of several values: a setting's default, a
	// parameter's, or one side of a condition.
	Choice bool
}

// Limits of following a text: places for each, and how far apart.
const (
	maxTextPlaces = 48
	maxTextWay    = 10
)

// TextUses returns the constant texts, none of them empty, that want accepts, in
// the order of the text, and follows each through variables, attributes and results of calls of
// the module.
func (m *Module) TextUses(want func(string) bool) []TextUse {
	var wanted []bool // by name
	for id := 1; id < m.NameCount(); id++ {
		if want(m.Name(NameID(id))) {
			if wanted == nil {
				wanted = make([]bool, m.NameCount())
			}
			wanted[id] = true
		}
	}
	if wanted == nil {
		return nil
	}
	var out []TextUse
	var f *textFlow
	for i := range m.Values {
		v := &m.Values[i]
		if v.Kind != Template && (v.Kind != Const || ConstKind(v.A) != StringConst) {
			continue
		}
		if !wanted[v.Name] {
			continue
		}
		text := m.Name(v.Name)
		if f == nil {
			f = newTextFlow(m)
		}
		u := TextUse{Text: text, Pos: v.Pos}
		f.follow(&u, ValueID(i))
		out = append(out, u)
	}
	slices.SortStableFunc(out, func(a, b TextUse) int { return cmp.Compare(a.Pos, b.Pos) })
	return out
}

// textFlow knows where each value of a module goes.
type textFlow struct {
	m     *Module
	up    map[ValueID][]textStep
	vars  map[VarID][]ValueID  // the values that name a variable
	attrs map[NameID][]ValueID // the values that read an attribute
}

// textStep leads from a value to one that is made of it.
type textStep struct {
	to   ValueID
	name NameID
	call CallID // whose argument it is
	by   uint8  // what else takes it up: takenVar, takenAttr
	id   uint32
	pick bool // as one of several
}

const (
	takenVar = iota + 1
	takenAttr
)

func newTextFlow(m *Module) *textFlow {
	f := &textFlow{m: m, up: map[ValueID][]textStep{}, vars: map[VarID][]ValueID{}, attrs: map[NameID][]ValueID{}}
	add := func(from ValueID, s textStep) {
		if from != 0 {
			f.up[from] = append(f.up[from], s)
		}
	}
	results := make([]ValueID, len(m.Calls))
	for i := range m.Values {
		v, id := &m.Values[i], ValueID(i)
		switch v.Kind {
		case VarRef:
			f.vars[VarID(v.A)] = append(f.vars[VarID(v.A)], id)
		case Attr:
			f.attrs[v.Name] = append(f.attrs[v.Name], id)
			add(ValueID(v.A), textStep{to: id})
		case CallOf:
			results[v.A] = id
		case Await, Spread, Cast, Narrowed, Index, Element, Unpack:
			add(ValueID(v.A), textStep{to: id})
		case Binary:
			add(ValueID(v.A), textStep{to: id})
			add(ValueID(v.B), textStep{to: id})
		case Union, List, Template:
			for _, e := range m.Elems[v.B : v.B+v.C] {
				add(e, textStep{to: id, pick: v.Kind == Union})
			}
		case Object:
			for _, field := range m.Fields[v.B : v.B+v.C] {
				add(field.Value, textStep{to: id, name: field.Name})
			}
		default:
		}
	}
	for id := 1; id < len(m.Calls); id++ {
		c := &m.Calls[id]
		add(c.Callee, textStep{to: results[id]})
		for i, a := range m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
			first := m.Args[c.Args.Start].Value
			pick := i > 0 && (m.Values[first].Kind == Const || m.Values[first].Kind == Attr) && settingCall(m.CalledName(CallID(id)))
			add(a.Value, textStep{to: results[id], name: a.Name, call: CallID(id), pick: pick || m.Name(a.Name) == "default"})
		}
	}
	for id := 1; id < len(m.Assigns); id++ {
		a := &m.Assigns[id]
		switch t := &m.Values[a.Target]; t.Kind {
		case VarRef:
			add(a.Value, textStep{name: m.Vars[t.A].Name, by: takenVar, id: t.A})
		case Attr:
			add(a.Value, textStep{name: t.Name, by: takenAttr, id: uint32(t.Name)})
		default:
		}
	}
	for i := range m.Members {
		add(m.Members[i].Value, textStep{name: m.Members[i].Name, by: takenAttr, id: uint32(m.Members[i].Name), pick: m.Lang == Python})
	}
	for i := range m.Params {
		add(m.Params[i].Default, textStep{name: m.Params[i].Name, by: takenVar, id: uint32(m.Params[i].Var), pick: true})
	}
	return f
}

// settingCall reports whether a call of that name reads a setting and takes the
// value to use when there is none.
func settingCall(name string) bool {
	switch name {
	case "get", "getenv", "config", "env", "str", "getOrThrow", "optional", "default", "setdefault", "Field", "getattr":
		return true
	}
	return false
}

// follow notes what takes up a value, nearest first.
func (f *textFlow) follow(u *TextUse, from ValueID) {
	type place struct {
		v   ValueID
		way int
	}
	seen := map[ValueID]bool{from: true}
	queue := []place{{from, 0}}
	reach := func(v ValueID, way int) {
		if v != 0 && !seen[v] && len(seen) < maxTextPlaces {
			seen[v] = true
			queue = append(queue, place{v, way})
		}
	}
	for i := 0; i < len(queue); i++ { //nolint:intrange // the queue grows
		at := queue[i]
		if at.way == maxTextWay {
			continue
		}
		for _, s := range f.up[at.v] {
			if name := f.m.Name(s.name); name != "" && !slices.Contains(u.Names, name) && len(u.Names) < maxTextPlaces {
				u.Names = append(u.Names, name)
			}
			if s.call != 0 && !slices.Contains(u.Calls, s.call) && len(u.Calls) < maxTextPlaces {
				u.Calls = append(u.Calls, s.call)
			}
			u.Choice = u.Choice || s.pick
			reach(s.to, at.way+1)
			switch s.by {
			case takenVar:
				for _, v := range f.vars[VarID(s.id)] {
					reach(v, at.way+1)
				}
			case takenAttr:
				for _, v := range f.attrs[NameID(s.id)] {
					reach(v, at.way+1)
				}
			}
		}
	}
}

// Says returns where a module names something as an attribute, a global or a
// constant text, and false when it does not.
func (m *Module) Says(name string) (pos uint32, ok bool) {
	id := m.nameID(name)
	if id == 0 {
		return 0, false
	}
	for i := range m.Values {
		switch v := &m.Values[i]; v.Kind {
		case Attr, Global, Const:
			if v.Name == id {
				return v.Pos, true
			}
		default:
		}
	}
	return 0, false
}

// nameID returns the place of a name in the name table, which holds each once; 0
// when the module does not say it.
func (m *Module) nameID(name string) NameID {
	for id := 1; id < len(m.nameEnds); id++ {
		start, end := m.nameEnds[id-1], m.nameEnds[id]
		if end-start == uint32(len(name)) && m.nameText[start:end] == name {
			return NameID(id)
		}
	}
	return 0
}

// Numbers returns the whole numbers that a value may be, as far as constants of
// the module say: those of a default beside a setting included.
func (m *Module) Numbers(v ValueID) []string {
	return m.numbers(nil, v, 0)
}

func (m *Module) numbers(out []string, v ValueID, hops int) []string {
	if v == 0 || hops > maxTextHops {
		return out
	}
	switch val := &m.Values[v]; val.Kind {
	case Const:
		if text := m.Name(val.Name); ConstKind(val.A) <= NumberConst && isDigits(text) {
			out = append(out, text)
		}
	case List, Union, Template:
		for _, e := range m.Elems[val.B : val.B+val.C] {
			out = m.numbers(out, e, hops+1)
		}
	case Object:
		for _, f := range m.Fields[val.B : val.B+val.C] {
			if name := m.Name(f.Name); name == "port" || name == "PORT" {
				out = m.numbers(out, f.Value, hops+1)
			}
		}
	case Binary:
		out = m.numbers(m.numbers(out, ValueID(val.A), hops+1), ValueID(val.B), hops+1)
	case Await, Cast:
		out = m.numbers(out, ValueID(val.A), hops+1)
	case VarRef:
		if a := m.Vars[val.A].Assigns; a != 0 && m.Assigns[a].Next == 0 {
			out = m.numbers(out, m.Assigns[a].Value, hops+1)
		}
	case CallOf: // Number(x), int(os.getenv("PORT", "8000"))
		c := &m.Calls[val.A]
		for _, a := range m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
			out = m.numbers(out, a.Value, hops+1)
		}
	default:
	}
	return out
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// Settings returns the whole numbers that stand in for a setting of a name when
// it is not set: process.env.PORT || 3000, os.getenv("PORT", 3000).
func (m *Module) Settings(name string) []string {
	var out []string
	names := func(v ValueID) bool {
		val := &m.Values[v]
		return (val.Kind == Attr || val.Kind == Const || val.Kind == VarRef && val.A != 0) && m.nameOf(val) == name
	}
	for i := range m.Values {
		if v := &m.Values[i]; v.Kind == Union && slices.ContainsFunc(m.Elems[v.B:v.B+v.C], names) {
			for _, e := range m.Elems[v.B : v.B+v.C] {
				if k := &m.Values[e]; k.Kind == Const && isDigits(m.Name(k.Name)) {
					out = append(out, m.Name(k.Name))
				}
			}
		}
	}
	for id := 1; id < len(m.Calls); id++ {
		c := &m.Calls[id]
		args := m.Args[c.Args.Start : c.Args.Start+c.Args.Count]
		if len(args) > 1 && names(args[0].Value) {
			for _, a := range args[1:] {
				if k := &m.Values[a.Value]; k.Kind == Const && isDigits(m.Name(k.Name)) {
					out = append(out, m.Name(k.Name))
				}
			}
		}
	}
	return out
}

func (m *Module) nameOf(v *Value) string {
	if v.Kind == VarRef {
		return m.Name(m.Vars[v.A].Name)
	}
	return m.Name(v.Name)
}

// CalledName returns the last name of what a call calls: c of a.b.c().
func (m *Module) CalledName(id CallID) string {
	if v := &m.Values[m.Calls[id].Callee]; v.Kind == Attr || v.Kind == Global || v.Kind == ImportOf || v.Kind == VarRef {
		return m.nameOf(v)
	}
	return ""
}

// TextsOf returns the constant parts of a value in order, those of lists and of
// variables with one value included.
func (m *Module) TextsOf(v ValueID) []string { return m.texts(nil, v, 0) }

// SettingNames returns what a module names in the way of environment variables,
// in capital letters with a low line, in the order of its values.
func (m *Module) SettingNames() []Named {
	left := map[NameID]bool{}
	for id := 1; id < m.NameCount(); id++ {
		if isSetting(m.Name(NameID(id))) {
			left[NameID(id)] = true
		}
	}
	var out []Named
	for i := range m.Values {
		if len(left) == 0 {
			break
		}
		v := &m.Values[i]
		if v.Kind == Attr || v.Kind == Const || v.Kind == Global {
			if left[v.Name] {
				delete(left, v.Name)
				out = append(out, Named{m.Name(v.Name), v.Pos})
			}
		}
	}
	return out
}

// Named is a name and where it stands.
type Named struct {
	Name string
	Pos  uint32
}

func isSetting(s string) bool {
	low := false
	for i := range len(s) {
		c := s[i]
		if c != '_' && (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return false
		}
		low = low || c == '_' && i > 0
	}
	return low && len(s) < 64
}

// TextsAt is TextsOf for a value of a module that may be imported from another
// one of the program, or be a property of an object that is.
func (p *Program) TextsAt(mod int, v ValueID) []string {
	m := p.Modules[mod]
	property := ""
	if val := &m.Values[v]; val.Kind == Attr {
		property, v = m.Name(val.Name), ValueID(val.A)
	}
	if val := &m.Values[v]; val.Kind == VarRef { // an imported name
		if a := m.Vars[val.A].Assigns; a != 0 && m.Assigns[a].Next == 0 && m.Values[m.Assigns[a].Value].Kind == ImportOf {
			v = m.Assigns[a].Value
		}
	}
	if val := &m.Values[v]; val.Kind == ImportOf {
		from := p.linker.imports[mod][val.A].Module
		if from < 0 {
			return nil
		}
		mod = from
		if v = p.exported(from, m.Name(val.Name)); v == 0 {
			return nil
		}
		m = p.Modules[mod]
	} else if property != "" && val.Kind != VarRef {
		return nil
	}
	if property == "" {
		return m.TextsOf(v)
	}
	if val := &m.Values[v]; val.Kind == VarRef {
		if a := m.Vars[val.A].Assigns; a != 0 && m.Assigns[a].Next == 0 {
			v = m.Assigns[a].Value
		}
	}
	if val := &m.Values[v]; val.Kind == Object {
		for _, f := range m.Fields[val.B : val.B+val.C] {
			if m.Name(f.Name) == property {
				return m.TextsOf(f.Value)
			}
		}
	}
	return nil
}

// exported returns the value that a module gives a name to the outside.
func (p *Program) exported(mod int, name string) ValueID {
	m := p.Modules[mod]
	for i := range m.Exports {
		if m.Name(m.Exports[i].Name) == name {
			return m.Exports[i].Value
		}
	}
	for i := range m.Exports { // module.exports = { NAME }
		if v := &m.Values[m.Exports[i].Value]; m.Name(m.Exports[i].Name) == "=" && v.Kind == Object {
			for _, f := range m.Fields[v.B : v.B+v.C] {
				if m.Name(f.Name) == name {
					return f.Value
				}
			}
		}
	}
	if m.Lang == Python {
		for id := 1; id < len(m.Vars); id++ {
			if v := &m.Vars[id]; v.Fn == 0 && m.Name(v.Name) == name && v.Assigns != 0 && m.Assigns[v.Assigns].Next == 0 {
				return m.Assigns[v.Assigns].Value
			}
		}
	}
	return 0
}

// ServiceName returns the last name before ".service" of a call's first
// argument, as in addService(shop.Orders.service, …), "" for other calls.
func (m *Module) ServiceName(id CallID) string {
	c := &m.Calls[id]
	if c.Args.Count == 0 {
		return ""
	}
	v := &m.Values[m.Args[c.Args.Start].Value]
	if v.Kind == VarRef || v.Kind == ImportOf { // of generated code: OrdersService
		return strings.TrimSuffix(m.nameOf(v), "Service")
	}
	if v.Kind != Attr || m.Name(v.Name) != "service" {
		return ""
	}
	return m.nameOf(&m.Values[v.A])
}
