package catalog

import (
	"slices"
	"strings"
)

// maxHops bounds how many aliases and base classes one look-up follows.
const maxHops = 8

// An index finds facts by name. Values are positions in the Catalog's lists.
type index struct {
	apis       map[string]int32
	remotes    map[string]int32
	types      map[string]int32 // calls
	attrs      map[string]int32
	classes    map[string]int32
	aliases    map[string]int32
	offloads   map[string]int32
	wrappers   map[string]int32
	calls      map[string][]*Entry
	decorators map[string][]*Entry
	bases      map[string][]*Entry
	classDecs  map[string][]*Entry
	files      []*Entry
	params     map[string][]*Param
	offBases   map[string]int32

	signalPackages map[string][]*Signal
	signalCalls    map[string][]*Signal
	frameworks     map[string][]*Framework // by package
	frameworkCalls map[string][]*Framework
}

// index builds the maps on first use: a millisecond that a run which meets no
// source file need not pay.
func (c *Catalog) index() *index {
	c.once.Do(func() {
		n := 0
		for i := range c.APIs {
			n += len(c.APIs[i].Names)
		}
		ix := &c.ix
		ix.apis = make(map[string]int32, n)
		for i := range c.APIs {
			put(ix.apis, c.APIs[i].Names, i)
		}
		ix.remotes = make(map[string]int32, 8*len(c.Remotes))
		for i := range c.Remotes {
			put(ix.remotes, c.Remotes[i].Names, i)
		}
		ix.types, ix.attrs = make(map[string]int32, 2*len(c.Types)), map[string]int32{}
		for i := range c.Types {
			put(ix.types, c.Types[i].Names, i)
			put(ix.attrs, c.Types[i].Attrs, i)
		}
		ix.classes = make(map[string]int32, len(c.Classes))
		for i := range c.Classes {
			put(ix.classes, []string{c.Classes[i].Name}, i)
		}
		ix.aliases = make(map[string]int32, 2*len(c.Aliases))
		for i := range c.Aliases {
			put(ix.aliases, c.Aliases[i].Names, i)
		}
		ix.offloads, ix.offBases = map[string]int32{}, map[string]int32{}
		for i := range c.Offloads {
			put(ix.offloads, c.Offloads[i].Names, i)
			put(ix.offBases, c.Offloads[i].Bases, i)
		}
		ix.wrappers = make(map[string]int32, 2*len(c.Wrappers))
		for i := range c.Wrappers {
			put(ix.wrappers, c.Wrappers[i].Names, i)
		}
		ix.params = map[string][]*Param{}
		for i := range c.Params {
			add(ix.params, c.Params[i].Calls, &c.Params[i])
		}
		ix.calls, ix.decorators = make(map[string][]*Entry, 4*len(c.Entries)), map[string][]*Entry{}
		ix.bases, ix.classDecs = map[string][]*Entry{}, map[string][]*Entry{}
		for i := range c.Entries {
			e := &c.Entries[i]
			add(ix.calls, e.Calls, e)
			add(ix.decorators, e.Decorators, e)
			add(ix.bases, e.Bases, e)
			add(ix.classDecs, e.ClassDecorators, e)
			if len(e.Files) > 0 {
				ix.files = append(ix.files, e)
			}
		}
		ix.signalPackages, ix.signalCalls = make(map[string][]*Signal, 8*len(c.Signals)), map[string][]*Signal{}
		for i := range c.Signals {
			add(ix.signalPackages, c.Signals[i].Packages, &c.Signals[i])
			add(ix.signalCalls, c.Signals[i].Calls, &c.Signals[i])
		}
		ix.frameworks, ix.frameworkCalls = make(map[string][]*Framework, 2*len(c.Frameworks)), map[string][]*Framework{}
		for i := range c.Frameworks {
			add(ix.frameworks, c.Frameworks[i].Packages, &c.Frameworks[i])
			add(ix.frameworkCalls, c.Frameworks[i].Calls, &c.Frameworks[i])
		}
	})
	return &c.ix
}

func put(m map[string]int32, names []string, i int) {
	for _, name := range names {
		if _, ok := m[name]; !ok {
			m[name] = int32(i)
		}
	}
}

func add[T any](m map[string][]*T, names []string, fact *T) {
	for _, name := range names {
		m[name] = append(m[name], fact)
	}
}

// find looks a name up: as it stands, then with its longest aliased prefix
// replaced, then as a member of a base class of its owner.
func find[V any](ix *index, c *Catalog, m map[string]V, name string, hops int) (V, bool) {
	for range maxHops {
		if v, ok := m[name]; ok {
			return v, true
		}
		other, ok := c.unalias(ix, name)
		if !ok {
			break
		}
		name = other
	}
	if dot := strings.LastIndexByte(name, '.'); dot > 0 && hops > 0 {
		if i, ok := ix.classes[name[:dot]]; ok {
			for _, base := range c.Classes[i].Bases {
				if v, ok := find(ix, c, m, base+name[dot:], hops-1); ok {
					return v, true
				}
			}
		}
	}
	var none V
	return none, false
}

// unalias replaces the longest prefix of name that is an alias. A prefix ends
// where a member or a call begins. A module's "default" is the module itself:
// `require("ajv").default`.
func (c *Catalog) unalias(ix *index, name string) (string, bool) {
	for end := len(name); end > 0; {
		if i, ok := ix.aliases[name[:end]]; ok {
			return c.Aliases[i].Of + name[end:], true
		}
		end = max(strings.LastIndexByte(name[:end], '.'), strings.LastIndexByte(name[:end], '('))
	}
	if before, after, ok := strings.Cut(name, ".default"); ok && (after == "" || after[0] == '.' || after[0] == '(') {
		return before + after, true
	}
	return "", false
}

// API returns what is known of calls to a qualified name, of an alias of it,
// or of the member it inherits.
func (c *Catalog) API(name string) (*API, bool) {
	ix := c.index()
	i, ok := find(ix, c, ix.apis, name, maxHops)
	if !ok { // open-ended clients: every member of "boto3.client()" is a request
		if i, ok = ix.apis[owner(name)+".*"]; !ok {
			return nil, false
		}
	}
	return &c.APIs[i], true
}

// Remote returns what is known of calls to a qualified name that ask another
// machine: by the name itself, an alias or a base class of its owner, else by a
// pattern of its owner.
func (c *Catalog) Remote(name string) (*Remote, bool) {
	ix := c.index()
	i, ok := find(ix, c, ix.remotes, name, maxHops)
	if of := owner(name); !ok && of != "" {
		if i, ok = find(ix, c, ix.remotes, of+".*", maxHops); !ok && owner(of) != "" {
			i, ok = find(ix, c, ix.remotes, owner(of)+".*"+name[len(of):], maxHops)
		}
	}
	if !ok {
		return nil, false
	}
	return &c.Remotes[i], true
}

// TypeOf returns the type that calling name yields, "" when nothing is known.
// Calling a class yields the class; "self" becomes the owner of the member.
func (c *Catalog) TypeOf(name string) string {
	ix := c.index()
	if i, ok := find(ix, c, ix.types, name, maxHops); ok {
		if t := c.Types[i].Returns; t != "self" {
			return t
		}
		return owner(name)
	}
	for range maxHops {
		if _, ok := ix.classes[name]; ok {
			return name
		}
		other, ok := c.unalias(ix, name)
		if !ok {
			return ""
		}
		name = other
	}
	return ""
}

// AttrType returns the type an attribute or property holds, "" when nothing
// is known.
func (c *Catalog) AttrType(attr string) string {
	ix := c.index()
	i, ok := find(ix, c, ix.attrs, attr, maxHops)
	if !ok {
		return ""
	}
	if t := c.Types[i].Returns; t != "self" {
		return t
	}
	return owner(attr)
}

func owner(member string) string {
	return member[:max(0, strings.LastIndexByte(member, '.'))]
}

// Bases returns what an external class inherits from directly.
func (c *Catalog) Bases(class string) []string {
	ix := c.index()
	i, ok := find(ix, c, ix.classes, class, 0)
	if !ok {
		return nil
	}
	return c.Classes[i].Bases
}

// Offload returns who runs an argument of a call to name somewhere else.
func (c *Catalog) Offload(name string) (*Offload, bool) {
	ix := c.index()
	i, ok := find(ix, c, ix.offloads, name, maxHops)
	if !ok {
		return nil, false
	}
	return &c.Offloads[i], true
}

// OffloadBase returns which methods of subclasses of base run somewhere else.
func (c *Catalog) OffloadBase(base string) (*Offload, bool) {
	ix := c.index()
	i, ok := find(ix, c, ix.offBases, base, 0)
	if !ok {
		return nil, false
	}
	return &c.Offloads[i], true
}

// Wrapper returns which argument of name the result behaves as.
func (c *Catalog) Wrapper(name string) (*Wrapper, bool) {
	ix := c.index()
	i, ok := find(ix, c, ix.wrappers, name, maxHops)
	if !ok {
		return nil, false
	}
	return &c.Wrappers[i], true
}

// ParamsOf returns the parameter types of callables handed to name. An element
// with an Event that is the call's argument 0 goes before one without.
func (c *Catalog) ParamsOf(name string) []*Param {
	ix := c.index()
	return gather(ix, c, ix.params, name, maxHops, func(p *Param) bool { return p.Event == "" })
}

// EntriesOfCall returns the patterns that look at calls to name. One with
// Events that has the call's argument 0 goes before one without.
func (c *Catalog) EntriesOfCall(name string) []*Entry {
	ix := c.index()
	return gather(ix, c, ix.calls, name, maxHops, func(e *Entry) bool { return len(e.Events) == 0 })
}

// gather is find for facts that hold for some events only: it goes on to the
// base classes until it meets one that holds for every event.
func gather[T any](ix *index, c *Catalog, m map[string][]*T, name string, hops int, general func(*T) bool) []*T {
	var all []*T
	for range maxHops {
		if v, ok := m[name]; ok {
			all = slices.Clip(v)
			break
		}
		other, ok := c.unalias(ix, name)
		if !ok {
			break
		}
		name = other
	}
	if slices.ContainsFunc(all, general) || hops == 0 {
		return all
	}
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		if i, ok := ix.classes[name[:dot]]; ok {
			for _, base := range c.Classes[i].Bases {
				all = append(all, gather(ix, c, m, base+name[dot:], hops-1, general)...)
			}
		}
	}
	return all
}

// EntriesOfDecorator returns the patterns that look at functions decorated
// with name.
func (c *Catalog) EntriesOfDecorator(name string) []*Entry {
	ix := c.index()
	e, _ := find(ix, c, ix.decorators, name, maxHops)
	return e
}

// EntriesOfBase returns the patterns that look at classes that inherit from
// base, directly or through other external classes.
func (c *Catalog) EntriesOfBase(base string) []*Entry {
	return c.inherited(base, maxHops)
}

func (c *Catalog) inherited(base string, hops int) []*Entry {
	ix := c.index()
	if e, ok := find(ix, c, ix.bases, base, 0); ok {
		return e
	}
	if hops == 0 {
		return nil
	}
	var all []*Entry
	for _, b := range c.Bases(base) {
		all = append(all, c.inherited(b, hops-1)...)
	}
	return all
}

// EntriesOfClassDecorator returns the patterns that look at classes decorated
// with name.
func (c *Catalog) EntriesOfClassDecorator(name string) []*Entry {
	ix := c.index()
	e, _ := find(ix, c, ix.classDecs, name, 0)
	return e
}

// EntriesOfFiles returns the patterns that look at files and their exports.
func (c *Catalog) EntriesOfFiles() []*Entry { return c.index().files }

// SignalsOfImport returns the signals that using an imported name gives: a
// package, a module or a member of it.
func (c *Catalog) SignalsOfImport(name string) []*Signal {
	all := prefixes(c.index().signalPackages, name)
	return slices.DeleteFunc(all, func(s *Signal) bool { return len(s.Members) > 0 })
}

// SignalsOfCall returns the signals that calling a qualified name gives.
func (c *Catalog) SignalsOfCall(name string) []*Signal {
	ix := c.index()
	all, _ := find(ix, c, ix.signalCalls, name, maxHops)
	all = slices.Clip(all)
	member := name[strings.LastIndexByte(name, '.')+1:]
	for _, s := range prefixes(ix.signalPackages, name) {
		if slices.Contains(s.Members, member) {
			all = append(all, s)
		}
	}
	return all
}

// FrameworksOfImport returns the frameworks that using an imported name uses.
func (c *Catalog) FrameworksOfImport(name string) []*Framework {
	return prefixes(c.index().frameworks, name)
}

// FrameworksOfCall returns the frameworks that a call runs.
func (c *Catalog) FrameworksOfCall(name string) []*Framework {
	ix := c.index()
	all, _ := find(ix, c, ix.frameworkCalls, name, maxHops)
	return all
}

// prefixes returns what is known of a name and of the packages it may lie in;
// "x/*" stands for every package whose name begins with "x/".
func prefixes[T any](m map[string][]*T, name string) []*T {
	all := slices.Clone(m[name])
	for i := range len(name) {
		switch name[i] {
		case '/':
			all = append(all, m[name[:i+1]+"*"]...)
		case '.', '(':
		default:
			continue
		}
		all = append(all, m[name[:i]]...)
	}
	return all
}
