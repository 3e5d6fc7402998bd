package program

import (
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// Origin says where data comes from, from the least to the most dangerous.
type Origin uint8

// Origins.
const (
	LocalData  Origin = iota // a constant, or computed from the process's own data
	OtherData                // not known
	StoredData               // read from a file, a database or another service
	HeaderData               // of a request, and no longer than its head may be: URL, headers
	BodyData                 // of a request or message, as long as the sender likes
)

// Attributes of request objects by what they hold. Node.js limits a request's
// head to 16 KiB (https://nodejs.org/api/http.html#httpmaxheadersize), h11 to
// 64 KiB (https://h11.readthedocs.io/en/latest/api.html).
var (
	headAttrs = []string{
		"query", "params", "param", "path_params", "query_params", "headers", "header", "get", "cookies", "signedCookies", "url",
		"originalUrl", "path", "pathname", "search", "searchParams", "nextUrl", "host", "hostname", "rel_url", "match_info", "args",
		"GET", "META", "COOKIES", "rawHeaders", "query_string",
	}
	bodyAttrs = []string{
		"body", "rawBody", "json", "text", "formData", "form", "files", "file", "payload", "data", "POST", "FILES", "content", "post",
		"read", "arrayBuffer", "values", "get_json", "get_data", "message", "input",
	}
	requestNames  = []string{"req", "request", "_req", "ctx", "context", "c", "event"}
	responseNames = []string{
		"res", "_res", "response", "reply", "next", "_next", "done", "cb", "callback", "err", "error", "self", "cls", "db", "session",
		"background_tasks", "info", "parent", "socket", "ws", "websocket", "h", "bot", "client", "server", "app", "logger",
	}
	// passOn are methods whose result holds what the receiver held.
	passOn = []string{
		"toString", "trim", "trimStart", "trimEnd", "toLowerCase", "toUpperCase", "slice", "substring", "substr", "split", "replace",
		"replaceAll", "concat", "join", "map", "filter", "flat", "reverse", "sort", "shift", "pop", "at", "normalize", "padEnd", "padStart",
		"decode", "encode", "strip", "lstrip", "rstrip", "lower", "upper", "splitlines", "get", "json", "text", "formData", "header",
		"form", "body", "read", "post", "param", "getAll", "values", "entries", "keys", "items", "model_dump", "dict", "find", "receive_text",
		"receive_json", "receive_bytes", "get_json", "get_data", "arrayBuffer", "valueOf", "group", "title", "expandtabs", "removeprefix",
	}
	// transparent are functions whose result holds what their argument held.
	transparentCalls = []string{
		"String", "builtins.str", "JSON.stringify", "JSON.parse", "decodeURIComponent", "decodeURI", "unescape", "escape", "Buffer.from",
		"urllib.parse.unquote", "urllib.parse.unquote_plus", "json.loads", "json.dumps", "html.unescape", "Object.values", "Object.keys",
		"Object.entries", "builtins.list", "builtins.sorted", "builtins.reversed", "builtins.enumerate", "Array.from", "Promise.all", "Promise.allSettled", "builtins.range", "builtins.len", "builtins.zip", "querystring.parse",
		"querystring.unescape", "builtins.dict", "builtins.iter", "builtins.filter",
	}
)

// publicEvents are frameworks whose events bring what clients send. Events of
// others are the process's own, of its user or of its operators.
var publicEvents = []string{
	"fastapi", "starlette", "litestar", "sanic", "quart", "tornado", "django-channels", "python-socketio", "websockets", "autobahn",
	"ws", "socket.io", "express-ws", "uWebSockets.js", "elysia", "nestjs", "discord.py", "discord.js", "hikari", "twitchio", "aiogram",
	"python-telegram-bot", "pyrogram", "telethon", "telegraf", "grammy", "telegram", "slack", "slack-bolt", "matrix-nio", "chainlit", "gradio",
}

// tracer follows data to where it comes from.
type tracer struct {
	*linker
	seen  map[uint64]bool // variables and functions on the way
	steps int
}

// origin says where a value of a function that runs on a loop comes from.
func (l *linker) origin(mod int32, v ValueID) Origin {
	t := &tracer{linker: l, seen: map[uint64]bool{}}
	return t.value(mod, v, 0)
}

func (t *tracer) value(mod int32, v ValueID, hops int) Origin {
	if t.steps++; v == 0 || hops > 40 || t.steps > 2000 {
		return OtherData
	}
	m := t.Modules[mod]
	val := &m.Values[v]
	hops++
	switch val.Kind {
	case Const, FuncOf, ClassOf, Not, TypeOf, Global:
		return LocalData
	case ImportOf:
		return LocalData
	case VarRef:
		return t.variable(mod, VarID(val.A), hops)
	case Attr, Index:
		if val.Kind == Attr {
			if m.Name(val.Name) == "length" {
				return LocalData
			}
			if o, ok := t.requestAttr(mod, m, ValueID(val.A), m.Name(val.Name)); ok {
				return o
			}
			if m.Values[val.A].Kind == This {
				return OtherData
			}
			if f, ok := literalField(m, ValueID(val.A), val.Name); ok {
				return t.value(mod, f, hops)
			}
		}
		return t.value(mod, ValueID(val.A), hops)
	case Await:
		o := t.value(mod, ValueID(val.A), hops)
		if to := &m.Values[val.A]; o == OtherData && to.Kind == CallOf && !t.inProgram(mod, m.Calls[to.A].Callee) {
			return StoredData // what a library makes one wait for
		}
		return o
	case Element, Entered, Unpack, Narrowed, Cast, Spread, Yielded:
		return t.value(mod, ValueID(val.A), hops)
	case Union, List, Template:
		worst := LocalData
		for _, e := range m.Elems[val.B : val.B+val.C] {
			worst = max(worst, t.value(mod, e, hops))
		}
		return worst
	case Object:
		worst := LocalData
		for _, f := range m.Fields[val.B : val.B+val.C] {
			worst = max(worst, t.value(mod, f.Value, hops))
		}
		return worst
	case Binary:
		switch m.Name(val.Name) {
		case "+", "%", "??", "||", "&&":
			return max(t.value(mod, ValueID(val.A), hops), t.value(mod, ValueID(val.B), hops))
		}
		return LocalData
	case CallOf:
		return t.call(mod, m, CallID(val.A), hops)
	default:
		return OtherData
	}
}

func (t *tracer) inProgram(mod int32, callee ValueID) bool {
	return slices.ContainsFunc(t.eval(mod, callee), func(o object) bool { return o.kind == objFunc || o.kind == objClass })
}

// literalField returns a property of a variable that holds one object literal.
func literalField(m *Module, base ValueID, name NameID) (ValueID, bool) {
	b := &m.Values[base]
	if b.Kind != VarRef || m.Vars[b.A].Kind == ParamVar {
		return 0, false
	}
	a := m.Vars[b.A].Assigns
	if a == 0 || m.Assigns[a].Next != 0 || m.Values[m.Assigns[a].Value].Kind != Object {
		return 0, false
	}
	o := &m.Values[m.Assigns[a].Value]
	for _, f := range m.Fields[o.B : o.B+o.C] {
		if f.Name == name && f.Kind == PlainField {
			return f.Value, true
		}
	}
	return 0, false
}

// requestAttr judges an attribute of a handler's request object.
func (t *tracer) requestAttr(mod int32, m *Module, base ValueID, name string) (Origin, bool) {
	b := &m.Values[base]
	for b.Kind == Narrowed || b.Kind == Cast {
		b = &m.Values[b.A]
	}
	if b.Kind == Attr && (m.Name(b.Name) == "request" || m.Name(b.Name) == "req") { // ctx.request, this.request, c.req
		if slices.Contains(headAttrs, name) {
			return HeaderData, true
		}
		if slices.Contains(bodyAttrs, name) {
			return BodyData, true
		}
		return OtherData, true
	}
	if b.Kind != VarRef || m.Vars[b.A].Kind != ParamVar || !slices.Contains(requestNames, m.Name(m.Vars[b.A].Name)) {
		return 0, false
	}
	f := m.Vars[b.A].Fn
	g := t.gfunc(mod, f)
	lane, ok := t.bestLane(g)
	if !ok || lane == laneAsync {
		return OtherData, true
	}
	isRoot := t.roles[g][lane].edge < 0
	head, body := slices.Contains(headAttrs, name), slices.Contains(bodyAttrs, name)
	switch {
	case head:
		return HeaderData, true
	case body:
		return BodyData, true
	case isRoot && lane == laneEvent:
		if !slices.Contains(publicEvents, t.Roots[t.roles[g][lane].root].Framework) {
			return OtherData, true
		}
		return 0, false // the event itself is what was sent
	}
	return OtherData, true
}

func (t *tracer) variable(mod int32, v VarID, hops int) Origin {
	g := uint64(t.gvar(mod, v))
	if t.seen[g] {
		return LocalData // what goes round adds nothing
	}
	t.seen[g] = true
	m := t.Modules[mod]
	vr := &m.Vars[v]
	worst := LocalData
	if vr.Kind == ParamVar {
		worst = t.parameter(mod, m, v, vr, hops)
	}
	n := 0
	for a := vr.Assigns; a != 0 && n < 16; a = m.Assigns[a].Next {
		if as := &m.Assigns[a]; as.Value != 0 {
			worst = max(worst, t.value(mod, as.Value, hops))
		} else {
			worst = max(worst, OtherData)
		}
		n++
	}
	if n == 0 && vr.Kind != ParamVar {
		worst = OtherData
	}
	return worst
}

// parameter judges what callers pass, or the framework for a handler.
func (t *tracer) parameter(mod int32, m *Module, v VarID, vr *Var, hops int) Origin {
	f := &m.Funcs[vr.Fn]
	index := -1
	for i := range f.Params.Count {
		if m.Params[f.Params.Start+i].Var == v {
			index = int(i)
		}
	}
	if index < 0 {
		return OtherData
	}
	g := t.gfunc(mod, vr.Fn)
	worst := LocalData
	found := false
	if in, ok := t.bestLane(g); ok && in != laneAsync && t.roles[g][in].edge < 0 && t.roles[g][in].root >= 0 {
		worst, found = OtherData, true
		if in == laneRequest || slices.Contains(publicEvents, t.Roots[t.roles[g][in].root].Framework) {
			worst = t.handlerParam(m, f, index, in)
		}
	}
	if t.into.first == nil {
		t.invert()
	}
	edges := t.into.edges[t.into.first[g]:t.into.first[g+1]]
	for i, k := range edges {
		if i == 24 {
			break
		}
		e := &t.edges.list[k]
		from := t.funcMod[e.from]
		if e.call == 0 || t.Roles[from] != ProductFile {
			continue
		}
		if _, ok := t.bestLane(e.from); !ok {
			continue
		}
		found = true
		fm := t.Modules[from]
		c := &fm.Calls[e.call]
		callee := &fm.Values[c.Callee]
		switch {
		case e.mode == modeCallback && callee.Kind == Attr && runsCallbacks(fm.Name(callee.Name)): // rows.map(row => …)
			worst = max(worst, t.value(from, ValueID(callee.A), hops))
		case e.mode == modeCall && e.via == 0:
			at := index - t.selfParams(object{mod: mod, recv: 1}, f)
			arg := argument(fm, fm.Args[c.Args.Start:c.Args.Start+c.Args.Count], at, m.Name(m.Params[f.Params.Start+uint32(index)].Name))
			if at >= 0 && arg != 0 {
				worst = max(worst, t.value(from, arg, hops))
			}
		default:
			worst = max(worst, OtherData)
		}
	}
	if !found {
		return OtherData
	}
	return worst
}

// handlerParam judges a parameter that a framework fills.
func (t *tracer) handlerParam(m *Module, f *Func, index int, in lane) Origin {
	p := &m.Params[f.Params.Start+uint32(index)]
	name := m.Name(p.Name)
	mod := t.moduleOf(m)
	for _, d := range m.List(p.Decorators) { // NestJS: @Body(), @Query()
		names, _, _ := t.decorator(mod, d)
		for _, id := range names {
			switch full := t.externals[id].name; full[strings.LastIndexByte(full, '.')+1:] {
			case "Body", "MessageBody", "Payload", "Args", "UploadedFile":
				return BodyData
			case "Query", "Param", "Headers":
				return HeaderData
			default:
				return OtherData
			}
		}
	}
	if slices.Contains(responseNames, name) || slices.Contains(requestNames, name) && in == laneRequest {
		return OtherData // its attributes are judged
	}
	if m.Lang == JavaScript {
		if index > 0 && f.Class == 0 && in == laneRequest {
			return OtherData
		}
		return BodyData
	}
	if index == 0 && f.Class != 0 && f.Flags&StaticFunc == 0 {
		return OtherData
	}
	if d := &m.Values[p.Default]; p.Default != 0 && d.Kind == CallOf {
		for _, o := range t.eval(mod, m.Calls[d.A].Callee) {
			if o.kind != objExternal {
				continue
			}
			switch full := t.externals[o.id].name; full[strings.LastIndexByte(full, '.')+1:] {
			case "Body", "Form", "File":
				return BodyData
			case "Query", "Path", "Header", "Cookie":
				return HeaderData
			}
		}
		return OtherData
	}
	if p.Type == 0 {
		if in == laneEvent {
			return BodyData
		}
		return HeaderData // a path parameter, in most frameworks
	}
	for _, o := range t.eval(mod, p.Type) {
		switch o.kind {
		case objInstance, objClass:
			return BodyData
		case objExternal:
			switch t.externals[o.id].name {
			case "builtins.str":
				if in == laneEvent {
					return BodyData
				}
				return HeaderData
			case "builtins.dict":
				return BodyData
			}
		case objSeq:
			return BodyData
		default:
		}
	}
	return OtherData
}

func (t *tracer) moduleOf(m *Module) int32 {
	i, _ := slices.BinarySearchFunc(t.Modules, m.Path, func(x *Module, path string) int { return strings.Compare(x.Path, path) })
	return int32(i)
}

// call judges what a call yields.
func (t *tracer) call(mod int32, m *Module, id CallID, hops int) Origin {
	c := &m.Calls[id]
	callee := &m.Values[c.Callee]
	args := m.Args[c.Args.Start : c.Args.Start+c.Args.Count]
	worst := LocalData
	known := false
	for _, o := range t.eval(mod, c.Callee) {
		switch o.kind {
		case objFunc:
			known = true
			g := uint64(t.gfunc(o.mod, FuncID(o.id))) | 1<<40
			if t.seen[g] {
				continue
			}
			t.seen[g] = true
			om := t.Modules[o.mod]
			for _, r := range om.List(om.Funcs[o.id].Returns) {
				worst = max(worst, t.value(o.mod, r, hops))
			}
		case objExternal:
			x := t.facts(o.id)
			if slices.Contains(transparentCalls, x.name) && len(args) > 0 {
				known = true
				worst = max(worst, t.value(mod, args[0].Value, hops))
			}
			if x.api != nil && x.api.Effect == catalog.Waits {
				return StoredData
			}
		default:
		}
	}
	if known {
		return worst
	}
	if callee.Kind == Attr {
		name := m.Name(callee.Name)
		if o, ok := t.requestAttr(mod, m, ValueID(callee.A), name); ok {
			return o
		}
		if slices.Contains(passOn, name) {
			return t.value(mod, ValueID(callee.A), hops)
		}
	}
	return OtherData
}
