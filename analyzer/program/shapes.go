package program

import (
	"slices"
	"strings"
)

// ClassRef names a class or interface of the program.
type ClassRef struct {
	Module int32
	Class  ClassID
}

// Shape is what an object of a declared type holds.
type Shape struct {
	Ref    ClassRef
	Name   string
	Pos    uint32
	Fields []ShapeField // in the order of the text, inherited ones last
	Open   bool         // it may hold more, which is not known
}

// ShapeField is a field of a Shape.
type ShapeField struct {
	Name     string   // by which it is sent
	Other    []string // further names, such as the one in the code
	Optional bool     // may be left out
}

// Shapes returns the interfaces, object types, and classes of data that a
// module declares.
func (p *Program) Shapes(mod int) []Shape {
	m := p.Modules[mod]
	var out []Shape
	for id := 1; id < len(m.Classes); id++ {
		if s, ok := p.Shape(ClassRef{int32(mod), ClassID(id)}); ok {
			out = append(out, s)
		}
	}
	return out
}

// dataBases are the classes that make their subclasses classes of data.
var dataBases = []string{
	"pydantic.BaseModel", "pydantic.main.BaseModel", "pydantic.generics.GenericModel", "sqlmodel.SQLModel", "msgspec.Struct", "typing.TypedDict",
	"typing_extensions.TypedDict", "typing.Generic", "abc.ABC", "ninja.Schema", "ninja.schema.Schema", "typing.NamedTuple",
}

// Shape returns the fields of a class, and false for one that holds no data of
// its own: with no field, or a Python class that nothing makes one of data.
func (p *Program) Shape(ref ClassRef) (Shape, bool) {
	l := p.linker
	m := p.Modules[ref.Module]
	c := &m.Classes[ref.Class]
	s := Shape{Ref: ref, Name: m.Name(c.Name), Pos: c.NamePos}
	if s.Name == "" || c.Flags&(EnumClass|NamespaceClass) != 0 {
		return s, false
	}
	data := m.Lang == JavaScript || p.isDataclass(ref)
	bases := 0
	for _, o := range l.mro(l.gclass(ref.Module, ref.Class)) {
		switch o.kind {
		case objClass:
			p.fields(&s, ClassRef{o.mod, ClassID(o.id)})
			bm := p.Modules[o.mod]
			for _, b := range bm.List(bm.Classes[o.id].Bases) {
				bases++
				if v := &bm.Values[b]; v.Kind == Generic && bm.Values[v.A].Kind == Global && bm.Lang == JavaScript {
					s.Open = true // Omit<User, "id">, Partial<User>
				}
			}
		case objExternal:
			name := l.externals[o.id].name
			switch {
			case slices.Contains(dataBases, name):
				data = true
			default:
				s.Open = true
			}
		default:
			s.Open = true
		}
	}
	// A base that is computed is in no list.
	s.Open = s.Open || m.Lang == JavaScript && bases > len(l.mro(l.gclass(ref.Module, ref.Class)))-1
	return s, data && len(s.Fields) > 0
}

// isDataclass reports whether a class is decorated as one of data.
func (p *Program) isDataclass(ref ClassRef) bool {
	m := p.Modules[ref.Module]
	for _, d := range m.List(m.Classes[ref.Class].Decorators) {
		v := &m.Values[d]
		if v.Kind == CallOf {
			v = &m.Values[m.Calls[v.A].Callee]
		}
		switch m.nameOf(v) {
		case "dataclass", "define", "frozen", "attrs":
			return true
		}
	}
	return false
}

// fields adds the fields that a class declares itself.
func (p *Program) fields(s *Shape, ref ClassRef) {
	m := p.Modules[ref.Module]
	c := &m.Classes[ref.Class]
	for i := range m.Members[c.Members.Start : c.Members.Start+c.Members.Count] {
		mem := &m.Members[c.Members.Start+uint32(i)]
		name := m.Name(mem.Name)
		switch {
		case name == "":
			s.Open = s.Open || m.Lang == JavaScript
			continue
		case name == "model_config", name == "Config":
			s.Open = s.Open || p.allowsMore(m, mem)
			continue
		case strings.HasPrefix(name, "_"), slices.ContainsFunc(s.Fields, func(f ShapeField) bool { return f.Name == name || slices.Contains(f.Other, name) }):
			continue
		}
		f := ShapeField{Name: name, Optional: mem.Optional}
		switch {
		case m.Lang == JavaScript && c.Flags&InterfaceClass != 0:
			if mem.Func != 0 && m.Funcs[mem.Func].Flags&GetterFunc == 0 {
				continue // a method is not sent
			}
		case m.Lang == JavaScript:
			if mem.Func != 0 || mem.Static {
				continue
			}
			f.Optional = f.Optional || mem.Value != 0
		case mem.Func != 0:
			if !computedField(m, mem) {
				continue
			}
		case mem.Type == 0 && mem.Value != 0 && m.Values[mem.Value].Kind != CallOf:
			continue // a constant of the class
		default:
			f.Optional = mem.Value != 0 || m.maybeNone(mem.Type, 0)
			f.Name, f.Other = aliased(m, mem.Value, name)
		}
		s.Fields = append(s.Fields, f)
	}
}

// computedField reports whether a method is sent like a field.
func computedField(m *Module, mem *Member) bool {
	return slices.ContainsFunc(m.List(mem.Decorators), func(d ValueID) bool {
		v := &m.Values[d]
		if v.Kind == CallOf {
			v = &m.Values[m.Calls[v.A].Callee]
		}
		return m.nameOf(v) == "computed_field"
	})
}

// aliased returns the name by which pydantic sends a field, and the others it
// goes by.
func aliased(m *Module, v ValueID, name string) (string, []string) {
	val := &m.Values[v]
	if v == 0 || val.Kind != CallOf {
		return name, nil
	}
	c := &m.Calls[val.A]
	for _, a := range m.Args[c.Args.Start : c.Args.Start+c.Args.Count] {
		switch m.Name(a.Name) {
		case "alias", "serialization_alias", "validation_alias":
			if k := &m.Values[a.Value]; k.Kind == Const {
				return m.Name(k.Name), []string{name}
			}
		}
	}
	return name, nil
}

// allowsMore reports whether a configuration of pydantic lets a model hold
// fields that it does not declare.
func (p *Program) allowsMore(m *Module, mem *Member) bool {
	return slices.Contains(m.texts(nil, mem.Value, 0), "allow") || m.Values[mem.Value].Kind == ClassOf && p.says(m, "allow")
}

func (*Program) says(m *Module, text string) bool {
	_, ok := m.Says(text)
	return ok
}

// maybeNone reports whether a Python type allows None.
func (m *Module) maybeNone(t ValueID, hops int) bool {
	if t == 0 || hops > maxTextHops {
		return false
	}
	switch v := &m.Values[t]; v.Kind {
	case Const:
		return ConstKind(v.A) == NullConst
	case Binary:
		return m.maybeNone(ValueID(v.A), hops+1) || m.maybeNone(ValueID(v.B), hops+1)
	case Union:
		return slices.ContainsFunc(m.Elems[v.B:v.B+v.C], func(e ValueID) bool { return m.maybeNone(e, hops+1) })
	case Generic:
		base := m.nameOf(&m.Values[v.A])
		return base == "Optional" || (base == "Union" || base == "Annotated") &&
			slices.ContainsFunc(m.Elems[v.B:v.B+v.C], func(e ValueID) bool { return m.maybeNone(e, hops+1) })
	default:
		return false
	}
}

// TypeClasses returns the classes of the program that a type of a module names,
// those inside Promise<…>, list[…] and unions included.
func (p *Program) TypeClasses(mod int, t ValueID) []ClassRef {
	return p.typeClasses(nil, int32(mod), t, 0)
}

func (p *Program) typeClasses(out []ClassRef, mod int32, t ValueID, hops int) []ClassRef {
	if t == 0 || hops > maxTextHops {
		return out
	}
	m := p.Modules[mod]
	switch v := &m.Values[t]; v.Kind {
	case Generic:
		out = p.typeClasses(out, mod, ValueID(v.A), hops+1)
		for _, e := range m.Elems[v.B : v.B+v.C] {
			out = p.typeClasses(out, mod, e, hops+1)
		}
	case Union, List:
		for _, e := range m.Elems[v.B : v.B+v.C] {
			out = p.typeClasses(out, mod, e, hops+1)
		}
	case Binary:
		out = p.typeClasses(p.typeClasses(out, mod, ValueID(v.A), hops+1), mod, ValueID(v.B), hops+1)
	case VarRef, ImportOf, Attr, ClassOf:
		for _, o := range p.linker.eval(mod, t) {
			if r := (ClassRef{o.mod, ClassID(o.id)}); o.kind == objClass && !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	default:
	}
	return out
}

// Contract is what a service says to others in declared types.
type Contract struct {
	Answers []ClassRef // what its routes return
	Asks    []ClassRef // what its routes take
}

// ContractOf returns the types of the answers and the bodies of some routes,
// with those that their fields hold.
func (p *Program) ContractOf(roots []*Root) Contract {
	var c Contract
	for _, r := range roots {
		m := p.Modules[r.Func.Module]
		mod := int(r.Func.Module)
		f := &m.Funcs[r.Func.Func]
		c.Answers = append(c.Answers, p.TypeClasses(mod, f.ReturnType)...)
		for i := range m.Params[f.Params.Start : f.Params.Start+f.Params.Count] {
			x := &m.Params[f.Params.Start+uint32(i)]
			t := x.Type
			if v := &m.Values[x.Default]; v.Kind == CallOf && injects(m.CalledName(CallID(v.A))) {
				continue
			}
			if v := &m.Values[t]; t != 0 && v.Kind == Generic && v.C >= 2 && m.nameOf(&m.Values[v.A]) == "Request" { // of Express
				c.Answers = append(c.Answers, p.TypeClasses(mod, m.Elems[v.B+1])...)
				if v.C >= 3 {
					c.Asks = append(c.Asks, p.TypeClasses(mod, m.Elems[v.B+2])...)
				}
				continue
			} else if t != 0 && v.Kind == Generic && m.nameOf(&m.Values[v.A]) == "Response" {
				c.Answers = append(c.Answers, p.TypeClasses(mod, t)...)
				continue
			}
			c.Asks = append(c.Asks, p.TypeClasses(mod, t)...)
		}
		for _, d := range m.List(f.Decorators) {
			v := &m.Values[d]
			if v.Kind != CallOf {
				continue
			}
			call := &m.Calls[v.A]
			for _, a := range m.Args[call.Args.Start : call.Args.Start+call.Args.Count] {
				if m.Name(a.Name) == "response_model" {
					c.Answers = append(c.Answers, p.TypeClasses(mod, a.Value)...)
				}
			}
		}
	}
	c.Answers, c.Asks = p.contained(c.Answers), p.contained(c.Asks)
	return c
}

// injects reports whether a default of that name is filled in by FastAPI from
// elsewhere than the body.
func injects(name string) bool {
	switch name {
	case "Depends", "Security", "Header", "Cookie", "Query", "Path":
		return true
	}
	return false
}

// contained returns classes with those that their fields hold, each once.
func (p *Program) contained(list []ClassRef) []ClassRef {
	var out []ClassRef
	seen := map[ClassRef]bool{}
	for len(list) > 0 {
		r := list[0]
		list = list[1:]
		if seen[r] {
			continue
		}
		seen[r] = true
		out = append(out, r)
		for _, o := range p.linker.mro(p.linker.gclass(r.Module, r.Class)) {
			if o.kind != objClass {
				continue
			}
			m := p.Modules[o.mod]
			c := &m.Classes[o.id]
			for _, mem := range m.Members[c.Members.Start : c.Members.Start+c.Members.Count] {
				list = append(list, p.TypeClasses(int(o.mod), mem.Type)...)
			}
		}
	}
	return out
}

// Expected returns the types that a module says it gets from elsewhere: those
// of requests (axios.get<User>), of asynchronous functions (Promise<User>) and
// of what is awaited and cast, with those that their fields hold.
func (p *Program) Expected(mod int) []ClassRef {
	m := p.Modules[mod]
	var list []ClassRef
	for id := 1; id < len(m.Calls); id++ {
		if c := &m.Calls[id]; c.TypeArg != 0 && receives(m.CalledName(CallID(id))) {
			list = append(list, p.TypeClasses(mod, c.TypeArg)...)
		}
	}
	for i := range m.Funcs {
		if v := &m.Values[m.Funcs[i].ReturnType]; v.Kind == Generic && v.C == 1 && m.nameOf(&m.Values[v.A]) == "Promise" {
			list = append(list, p.TypeClasses(mod, m.Elems[v.B])...)
		}
	}
	for i := range m.Values {
		if v := &m.Values[i]; v.Kind == Cast && m.Values[v.A].Kind == Await {
			list = append(list, p.TypeClasses(mod, ValueID(v.B))...)
		}
	}
	return p.contained(list)
}

// receives reports whether a call of that name asks a server, so that its type
// argument is the type of the answer.
func receives(name string) bool {
	switch name {
	case "get", "post", "put", "patch", "delete", "request", "fetch", "$fetch", "ofetch", "json", "useQuery", "useSWR", "useFetch", "useSuspenseQuery",
		"useInfiniteQuery", "query", "fetcher", "fetchJson", "fetchJSON", "apiFetch", "apiRequest", "api", "apiClient", "axios", "ky":
		return true
	}
	return false
}

// Sent returns the types of what a module's asynchronous functions are given,
// such as createOrder(order: Order): Promise<void>.
func (p *Program) Sent(mod int) []ClassRef {
	m := p.Modules[mod]
	var list []ClassRef
	for i := range m.Funcs {
		f := &m.Funcs[i]
		if v := &m.Values[f.ReturnType]; f.Flags&AsyncFunc == 0 && (v.Kind != Generic || m.nameOf(&m.Values[v.A]) != "Promise") {
			continue
		}
		for _, x := range m.Params[f.Params.Start : f.Params.Start+f.Params.Count] {
			list = append(list, p.TypeClasses(mod, x.Type)...)
		}
	}
	return p.contained(list)
}

// Has reports whether a type has a field, by any of its names, without regard
// to camel case and low lines.
func (s *Shape) Has(f *ShapeField) bool {
	return slices.ContainsFunc(s.Fields, func(o ShapeField) bool {
		for _, a := range append([]string{f.Name}, f.Other...) {
			for _, b := range append([]string{o.Name}, o.Other...) {
				if plainName(a) == plainName(b) {
					return true
				}
			}
		}
		return false
	})
}

func plainName(s string) string { return strings.ToLower(strings.ReplaceAll(s, "_", "")) }
