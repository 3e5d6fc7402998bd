package catalog

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

//go:embed *.toml
var files embed.FS

// Node returns the catalog of JavaScript names as go generate compiled it:
// nothing is parsed. The result is shared; do not change it.
func Node() *Catalog { return &node }

// Python returns the catalog of Python names as go generate compiled it:
// nothing is parsed. The result is shared; do not change it.
func Python() *Catalog { return &python }

// Builtin returns both catalogs in one. Some names mean one thing in
// JavaScript and another in Python ("glob.glob", "brotli.compress"): there the
// fact of JavaScript is found. Whoever knows the language asks Node or Python.
// The result is shared; do not change it.
var Builtin = sync.OnceValue(func() *Catalog {
	return &Catalog{
		APIs:     slices.Concat(node.APIs, python.APIs),
		Types:    slices.Concat(node.Types, python.Types),
		Classes:  slices.Concat(node.Classes, python.Classes),
		Aliases:  slices.Concat(node.Aliases, python.Aliases),
		Offloads: slices.Concat(node.Offloads, python.Offloads),
		Wrappers: slices.Concat(node.Wrappers, python.Wrappers),
		Params:   slices.Concat(node.Params, python.Params),
		Entries:  slices.Concat(node.Entries, python.Entries),
		Remotes:  slices.Concat(node.Remotes, python.Remotes),

		Signals:    slices.Concat(node.Signals, python.Signals),
		Frameworks: slices.Concat(node.Frameworks, python.Frameworks),
	}
})

// Load reads the embedded data files of one language, "node" or "python". It
// is for the generator and for tests: Node and Python have the same content.
func Load(language string) (*Catalog, error) {
	names, err := fs.Glob(files, language+"_*.toml")
	if err != nil {
		return nil, err
	}
	l := newLoader()
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		l.file(name, data)
	}
	return l.result()
}

// Decode reads one data file. It refuses unknown keys and words, duplicates,
// facts without a source and facts that say nothing; an error has a line
// "name:line: what" for each mistake.
func Decode(name string, data []byte) (*Catalog, error) {
	l := newLoader()
	l.file(name, data)
	return l.result()
}

// The shape of the tables. Words stay text here and become numbers where the
// line of a mistake is at hand.

type apiTable struct {
	Names   []string `toml:"names"`
	Effect  string   `toml:"effect"`
	Kind    string   `toml:"kind"`
	Cost    string   `toml:"cost"`
	When    string   `toml:"when"`
	Async   bool     `toml:"async"`
	Small   bool     `toml:"small"`
	GIL     string   `toml:"gil"`
	Instead string   `toml:"instead"`
	Source  string   `toml:"source"`
}

type remoteTable struct {
	Names    []string `toml:"names"`
	Kind     string   `toml:"kind"`
	Writes   bool     `toml:"writes"`
	Awaited  bool     `toml:"awaited"`
	Method   string   `toml:"method"`
	Instead  string   `toml:"instead"`
	Embedded []string `toml:"embedded"`
	Limit    string   `toml:"limit"`
	Limits   []string `toml:"limits"`
	Options  string   `toml:"options"`
	Clients  []string `toml:"clients"`
	Defaults []string `toml:"defaults"`
	Source   string   `toml:"source"`
}

type typeTable struct {
	Returns string   `toml:"returns"`
	Names   []string `toml:"names"`
	Attrs   []string `toml:"attrs"`
	Source  string   `toml:"source"`
}

type classTable struct {
	Name   string   `toml:"name"`
	Bases  []string `toml:"bases"`
	Source string   `toml:"source"`
}

type aliasTable struct {
	Names  []string `toml:"names"`
	Of     string   `toml:"of"`
	Source string   `toml:"source"`
}

type offloadTable struct {
	Names    []string `toml:"names"`
	Bases    []string `toml:"bases"`
	Methods  []string `toml:"methods"`
	Callable string   `toml:"callable"`
	Module   string   `toml:"module"`
	To       string   `toml:"to"`
	Source   string   `toml:"source"`
}

type wrapperTable struct {
	Names    []string `toml:"names"`
	Callable string   `toml:"callable"`
	Once     bool     `toml:"once"`
	Source   string   `toml:"source"`
}

type paramTable struct {
	Calls    []string `toml:"calls"`
	Event    string   `toml:"event"`
	Callable string   `toml:"callable"`
	Types    []string `toml:"types"`
	Source   string   `toml:"source"`
}

type entryTable struct {
	Framework        string   `toml:"framework"`
	Calls            []string `toml:"calls"`
	Events           []string `toml:"events"`
	Handler          string   `toml:"handler"`
	Decorators       []string `toml:"decorators"`
	Bases            []string `toml:"bases"`
	Methods          []string `toml:"methods"`
	ClassDecorators  []string `toml:"class_decorators"`
	MethodDecorators []string `toml:"method_decorators"`
	Files            []string `toml:"files"`
	Exports          []string `toml:"exports"`
	Needs            string   `toml:"needs"`
	Role             string   `toml:"role"`
	SyncRole         string   `toml:"sync_role"`
	Own              bool     `toml:"own"`
	Label            string   `toml:"label"`
	Source           string   `toml:"source"`
}

type signalTable struct {
	ID       string   `toml:"id"`
	Packages []string `toml:"packages"`
	Members  []string `toml:"members"`
	Calls    []string `toml:"calls"`
	Texts    []string `toml:"texts"`
	Commands []string `toml:"commands"`
	Unless   []string `toml:"unless"`
	Native   bool     `toml:"native"`
	Light    bool     `toml:"light"`
	Source   string   `toml:"source"`
}

type frameworkTable struct {
	Name        string   `toml:"name"`
	Kind        string   `toml:"kind"`
	Packages    []string `toml:"packages"`
	Calls       []string `toml:"calls"`
	Concurrency string   `toml:"concurrency"`
	Source      string   `toml:"source"`
}

// A loader collects facts and mistakes over all files.
type loader struct {
	c    Catalog
	seen map[string]string // kind of fact and name, to the place that has it
	errs []error
	name string  // of the current file
	at   section // the fact being read
}

func newLoader() *loader { return &loader{seen: map[string]string{}} }

func (l *loader) result() (*Catalog, error) {
	l.pointless()
	if err := errors.Join(l.errs...); err != nil {
		return nil, err
	}
	c := &Catalog{
		APIs: l.c.APIs, Types: l.c.Types, Classes: l.c.Classes, Aliases: l.c.Aliases,
		Offloads: l.c.Offloads, Wrappers: l.c.Wrappers, Params: l.c.Params, Entries: l.c.Entries,
		Remotes: l.c.Remotes, Signals: l.c.Signals, Frameworks: l.c.Frameworks,
	}
	return c, nil
}

func (l *loader) file(name string, data []byte) {
	l.name = name
	sections, err := scan(data)
	if err != nil {
		l.errs = append(l.errs, fmt.Errorf("%s:%w", name, err))
		return
	}
	for _, l.at = range sections {
		switch l.at.table {
		case "":
			read(l, func(*loader, struct{}) {})
		case "api":
			read(l, (*loader).api)
		case "remote":
			read(l, (*loader).remote)
		case "type":
			read(l, (*loader).typ)
		case "class":
			read(l, (*loader).class)
		case "alias":
			read(l, (*loader).alias)
		case "offload":
			read(l, (*loader).offload)
		case "wrapper":
			read(l, (*loader).wrapper)
		case "param":
			read(l, (*loader).param)
		case "entry":
			read(l, (*loader).entry)
		case "signal":
			read(l, (*loader).signal)
		case "framework":
			read(l, (*loader).framework)
		default:
			l.errorf("", "unknown table %q", l.at.table)
		}
	}
}

// read decodes the current section. Sections are decoded one by one because
// the TOML package does not say in which element of an array of tables an
// unknown key or a value of the wrong type stands.
func read[T any](l *loader, use func(*loader, T)) {
	var fact T
	md, err := toml.Decode(l.at.body, &fact)
	if err != nil {
		line, text := 1, err.Error()
		if perr, ok := errors.AsType[toml.ParseError](err); ok {
			line, text = perr.Position.Line, perr.Message
		} else if n, err := fmt.Sscanf(text, "toml: line %d (last key", &line); n == 1 && err == nil {
			_, text, _ = strings.Cut(text, "): ")
		}
		l.errs = append(l.errs, fmt.Errorf("%s:%d: %s", l.name, l.at.first+line-1, text))
		return
	}
	if undecoded := md.Undecoded(); len(undecoded) > 0 {
		for _, key := range undecoded {
			l.errorf(key[0], "unknown key %q", key)
		}
		return
	}
	use(l, fact)
}

// errorf notes a mistake at the line of a key of the current fact.
func (l *loader) errorf(key, format string, args ...any) {
	line, ok := l.at.keys[key]
	if !ok {
		line = l.at.line
	}
	l.errs = append(l.errs, fmt.Errorf("%s:%d: %s", l.name, line, fmt.Sprintf(format, args...)))
}

// names checks a list of names and, when unique is not empty, that no other
// fact of that kind has one of them.
func (l *loader) names(key, unique string, names []string) {
	for _, name := range names {
		if name == "" || strings.TrimSpace(name) != name || strings.HasPrefix(name, "node:") || strings.HasSuffix(name, ".") {
			l.errorf(key, "%q is no qualified name", name)
			continue
		}
		if unique == "" {
			continue
		}
		id := unique + " " + name
		if other, ok := l.seen[id]; ok {
			l.errorf(key, "%s %q is already at %s", unique, name, other)
			continue
		}
		line, ok := l.at.keys[key]
		if !ok {
			line = l.at.line
		}
		l.seen[id] = fmt.Sprintf("%s:%d", l.name, line)
	}
}

func (l *loader) need(key string, ok bool) {
	if !ok {
		l.errorf("", "%s needs %q", l.at.table, key)
	}
}

func parse[T ~uint8](l *loader, key string, words []string, s string) T {
	if s == "" {
		return 0
	}
	v, err := parseWord[T](words, key, s)
	if err != nil {
		l.errorf(key, "%s", err)
	}
	return v
}

func (l *loader) api(t apiTable) {
	a := API{
		Names: t.Names, Async: t.Async, Small: t.Small, GIL: t.GIL, Instead: t.Instead, Source: t.Source,
		Effect: parse[Effect](l, "effect", effectWords, t.Effect),
		Kind:   parse[Kind](l, "kind", kindWords, t.Kind),
		Cost:   parse[Cost](l, "cost", costWords, t.Cost),
		When:   parse[When](l, "when", whenWords, t.When),
	}
	l.need("names", len(t.Names) > 0)
	l.need("effect", t.Effect != "")
	l.need("kind", t.Kind != "")
	l.need("cost", t.Cost != "")
	l.need("source", t.Source != "")
	if t.GIL != "" && t.GIL != "released" && t.GIL != "held" {
		l.errorf("gil", "unknown gil %q (known: held, released)", t.GIL)
	}
	if a.Effect != NoEffect && a.Kind != NoKind && a.Kind.Waits() != (a.Effect == Waits) {
		l.errorf("kind", "kind %q does not go with effect %q", t.Kind, t.Effect)
	}
	if strings.HasPrefix(t.Instead, "use ") || strings.HasSuffix(t.Instead, ".") {
		l.errorf("instead", "instead reads after %q and before a full stop: %q", "use", t.Instead)
	}
	l.names("names", "api", t.Names)
	l.c.APIs = append(l.c.APIs, a)
}

func (l *loader) remote(t remoteTable) {
	r := Remote{
		Names: t.Names, Writes: t.Writes, Awaited: t.Awaited, Method: t.Method, Instead: t.Instead, Embedded: t.Embedded,
		Limit: t.Limit, Limits: t.Limits, Options: t.Options, Clients: t.Clients, Defaults: t.Defaults, Source: t.Source,
		Kind: parse[Kind](l, "kind", kindWords, t.Kind),
	}
	l.need("names", len(t.Names) > 0)
	l.need("kind", t.Kind != "")
	l.need("source", t.Source != "")
	if r.Kind != NoKind && r.Kind != Network && r.Kind != Database {
		l.errorf("kind", "a remote call is of kind %q or %q, not %q", Network, Database, r.Kind)
	}
	if t.Limit == "" && len(t.Limits)+len(t.Options)+len(t.Clients)+len(t.Defaults) > 0 {
		l.errorf("", "limits, options, clients and defaults go with limit")
	}
	if strings.HasPrefix(t.Instead, "use ") || strings.HasSuffix(t.Instead, ".") {
		l.errorf("instead", "instead reads after %q and before a full stop: %q", "use", t.Instead)
	}
	l.handler("method", t.Method)
	l.handler("options", t.Options)
	l.names("names", "remote", t.Names)
	l.names("embedded", "", t.Embedded)
	l.names("clients", "", t.Clients)
	l.names("defaults", "", t.Defaults)
	l.c.Remotes = append(l.c.Remotes, r)
}

func (l *loader) typ(t typeTable) {
	l.need("returns", t.Returns != "")
	l.need("names", len(t.Names)+len(t.Attrs) > 0)
	l.names("names", "call", t.Names)
	l.names("attrs", "attribute", t.Attrs)
	l.c.Types = append(l.c.Types, Type(t))
}

func (l *loader) class(t classTable) {
	l.need("name", t.Name != "")
	if t.Name != "" {
		l.names("name", "class", []string{t.Name})
	}
	l.names("bases", "", t.Bases)
	l.c.Classes = append(l.c.Classes, Class(t))
}

func (l *loader) alias(t aliasTable) {
	l.need("names", len(t.Names) > 0)
	l.need("of", t.Of != "")
	l.names("names", "alias", t.Names)
	l.c.Aliases = append(l.c.Aliases, Alias(t))
}

func (l *loader) offload(t offloadTable) {
	o := Offload{
		Names: t.Names, Bases: t.Bases, Methods: t.Methods, Callable: t.Callable, Module: t.Module, Source: t.Source,
		To: parse[Role](l, "to", roleWords, t.To),
	}
	l.need("to", t.To != "")
	l.need("source", t.Source != "")
	if o.To != NoRole && o.To != Thread && o.To != Worker {
		l.errorf("to", "an offload goes to %q or %q, not to %q", Thread, Worker, o.To)
	}
	if (len(t.Names) > 0) == (len(t.Bases) > 0) {
		l.errorf("", "offload needs either %q or %q", "names", "bases")
	}
	if len(t.Names) > 0 && (t.Callable != "") == (t.Module != "") {
		l.errorf("", "offload of calls needs either %q or %q", "callable", "module")
	}
	if (len(t.Bases) > 0) != (len(t.Methods) > 0) {
		l.errorf("", "offload needs %q and %q together", "bases", "methods")
	}
	l.handler("callable", t.Callable)
	l.handler("module", t.Module)
	l.names("names", "offload", t.Names)
	l.names("bases", "offload base", t.Bases)
	l.c.Offloads = append(l.c.Offloads, o)
}

func (l *loader) wrapper(t wrapperTable) {
	l.need("names", len(t.Names) > 0)
	l.need("callable", t.Callable != "")
	l.handler("callable", t.Callable)
	l.names("names", "wrapper", t.Names)
	l.c.Wrappers = append(l.c.Wrappers, Wrapper(t))
}

func (l *loader) param(t paramTable) {
	l.need("calls", len(t.Calls) > 0)
	l.need("types", len(t.Types) > 0)
	l.handler("callable", t.Callable)
	l.names("calls", "param "+t.Event+t.Callable, t.Calls)
	l.c.Params = append(l.c.Params, Param(t))
}

func (l *loader) entry(t entryTable) {
	e := Entry{
		Framework: t.Framework, Calls: t.Calls, Events: t.Events, Handler: t.Handler, Decorators: t.Decorators,
		Bases: t.Bases, Methods: t.Methods, ClassDecorators: t.ClassDecorators, MethodDecorators: t.MethodDecorators,
		Files: t.Files, Exports: t.Exports, Needs: t.Needs, Label: t.Label, Own: t.Own, Source: t.Source,
		Role:     parse[Role](l, "role", roleWords, t.Role),
		SyncRole: parse[Role](l, "sync_role", roleWords, t.SyncRole),
	}
	l.need("framework", t.Framework != "")
	l.need("role", t.Role != "")
	l.need("label", t.Label != "")
	l.need("source", t.Source != "")
	groups := 0
	for _, group := range [][]string{t.Calls, t.Decorators, t.Bases, t.ClassDecorators, t.Files} {
		if len(group) > 0 {
			groups++
		}
	}
	if groups != 1 {
		l.errorf("", "entry needs exactly one of calls, decorators, bases, class_decorators, files; it has %d", groups)
	}
	together := func(a string, hasA bool, b string, hasB bool) {
		if hasA != hasB {
			l.errorf("", "entry needs %q and %q together", a, b)
		}
	}
	together("calls", len(t.Calls) > 0, "handler", t.Handler != "")
	together("files", len(t.Files) > 0, "exports", len(t.Exports) > 0)
	if len(t.Bases) > 0 && len(t.Methods) == 0 {
		l.errorf("", "entry of bases needs %q", "methods")
	}
	if len(t.ClassDecorators) > 0 && len(t.MethodDecorators)+len(t.Methods) == 0 {
		l.errorf("", "entry of class_decorators needs %q or %q", "method_decorators", "methods")
	}
	if len(t.Events) > 0 && len(t.Calls) == 0 {
		l.errorf("events", "events go with calls")
	}
	l.handler("handler", t.Handler)
	l.label(t.Label)
	where := "entry " + t.Handler + strings.Join(t.Events, ",")
	l.names("calls", where, t.Calls)
	l.names("decorators", "entry decorator", t.Decorators)
	l.names("bases", "", t.Bases)
	l.names("class_decorators", "", t.ClassDecorators)
	l.names("method_decorators", "", t.MethodDecorators)
	l.c.Entries = append(l.c.Entries, e)
}

// oneOf refuses a word that is not in a closed list.
func (l *loader) oneOf(key, word string, known []string) {
	if word != "" && !slices.Contains(known, word) {
		l.errorf(key, "unknown %s %q (known: %s)", key, word, strings.Join(known, ", "))
	}
}

func (l *loader) signal(t signalTable) {
	l.need("id", t.ID != "")
	l.need("source", t.Source != "")
	l.need("packages", len(t.Packages)+len(t.Calls)+len(t.Texts)+len(t.Commands) > 0)
	if len(t.Members) > 0 && len(t.Packages) == 0 {
		l.errorf("members", "members go with packages")
	}
	l.oneOf("id", t.ID, SignalIDs)
	for _, id := range t.Unless {
		l.oneOf("unless", id, SignalIDs)
	}
	narrowed := "signal " + t.ID
	if len(t.Members) > 0 {
		narrowed += " by member"
	}
	l.names("packages", narrowed, t.Packages)
	l.names("calls", "signal "+t.ID+" by call", t.Calls)
	l.c.Signals = append(l.c.Signals, Signal(t))
}

func (l *loader) framework(t frameworkTable) {
	l.need("name", t.Name != "")
	l.need("kind", t.Kind != "")
	l.need("source", t.Source != "")
	l.need("packages", len(t.Packages)+len(t.Calls) > 0)
	l.oneOf("kind", t.Kind, ServiceKinds)
	l.oneOf("concurrency", t.Concurrency, Concurrencies)
	l.names("packages", "framework package", t.Packages)
	l.names("calls", "framework call", t.Calls)
	l.c.Frameworks = append(l.c.Frameworks, Framework(t))
}

// handler checks the name of an argument: see Entry.Handler.
func (l *loader) handler(key, h string) {
	switch h {
	case "", "callables", "first", "last", "keys", "assigned":
		return
	}
	if name, ok := strings.CutPrefix(h, "key:"); ok && name != "" {
		return
	}
	if len(h) == 1 && h[0] >= '0' && h[0] <= '9' {
		return
	}
	l.errorf(key, "unknown argument %q (known: callables, first, last, keys, assigned, key:NAME, 0 to 9)", h)
}

// label checks the placeholders of a label.
func (l *loader) label(s string) {
	for {
		_, rest, ok := strings.Cut(s, "{")
		if !ok {
			return
		}
		name, after, ok := strings.Cut(rest, "}")
		key, isKey := strings.CutPrefix(name, "key:")
		digit := len(name) == 1 && name[0] >= '0' && name[0] <= '9'
		if !ok || name != "name" && !digit && (!isKey || key == "") {
			l.errorf("label", "unknown placeholder {%s} (known: {0} to {9}, {name}, {key:X})", name)
			return
		}
		s = after
	}
}

// pointless refuses alias chains that never end: a name would be looked up in
// circles.
func (l *loader) pointless() {
	of := map[string]string{}
	for _, a := range l.c.Aliases {
		for _, n := range a.Names {
			of[n] = a.Of
		}
	}
	for _, a := range l.c.Aliases {
		name := a.Of
		for range maxHops {
			next, ok := of[name]
			if !ok {
				name = ""
				break
			}
			name = next
		}
		if name != "" {
			l.errs = append(l.errs, fmt.Errorf("alias of %q does not end within %d steps", a.Of, maxHops))
		}
	}
}
