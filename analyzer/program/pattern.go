package program

import (
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/program/backtrack"
)

// Spot is code that computes on an event loop because of what it is, not
// because of what it calls. Effect has no API; Call may be zero.
type Spot struct {
	LoopEffect

	Start, End   uint32 // the region to show
	At, AtLength uint32 // the name within it
}

// Backtracking is a regular expression that takes more than linear time.
type Backtracking struct {
	Spot

	Growth  backtrack.Growth
	Pattern string // as written, with slashes in JavaScript
	Subject Origin
	Bounded bool // the length of the subject is checked or cut
}

// compiles reports whether calling an external name makes a regular expression.
func compiles(name string) bool { return name == "RegExp" || name == "re.compile" }

// Methods of strings and regular expressions that match, and where the subject
// is: an argument of a method of the expression, the receiver of one of the
// string's.
var (
	jsRegexMethods  = []string{"test", "exec"}
	jsStringMethods = []string{"match", "matchAll", "replace", "replaceAll", "search", "split"}
	pyMatchers      = []string{"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
	pyFlagsAt       = []int{2, 2, 2, 4, 4, 3, 2, 2} // the argument that holds the flags
)

// expression is a pattern with its flags.
type expression struct {
	pattern, flags string
	dialect        backtrack.Dialect
	mode           backtrack.Mode
}

type judged struct {
	growth backtrack.Growth
	ok     bool
}

// Backtracking returns the uses of regular expressions with superlinear time
// that requests, events and coroutines reach on the loop.
func (p *Program) Backtracking() []Backtracking {
	l := p.linker
	var out []Backtracking
	memo := map[expression]judged{}
	for i, m := range l.Modules {
		if l.Roles[i] != ProductFile || m.Flags&Declaration != 0 {
			continue
		}
		mod := int32(i)
		for id := 1; id < len(m.Calls); id++ {
			c := &m.Calls[id]
			if c.Kind != PlainCall || c.Args.Count == 0 || !matches(m, c) {
				continue
			}
			in, ok := l.bestLane(l.gfunc(mod, c.Fn))
			if !ok || l.runsOnce(mod, c.Guard) {
				continue
			}
			subject, es := l.matchCall(mod, m, c)
			for _, e := range es {
				g := judge(memo, e)
				if !g.ok {
					continue
				}
				b := Backtracking{Growth: g.growth, Pattern: e.pattern, Subject: l.origin(mod, subject), Bounded: l.lengthChecked(mod, c, subject)}
				if e.dialect == backtrack.ECMAScript {
					b.Pattern = "/" + e.pattern + "/" + e.flags
				}
				b.LoopEffect, ok = l.meets(FuncRef{mod, c.Fn}, CallID(id), in)
				if !ok {
					break
				}
				b.Start, b.End, b.At = c.Pos, c.End, c.NamePos
				if callee := &m.Values[c.Callee]; callee.Kind == Attr {
					b.AtLength = uint32(len(m.Name(callee.Name)))
				}
				out = append(out, b)
				break
			}
		}
	}
	return out
}

// meets says how code of a function meets an event loop.
func (l *linker) meets(in FuncRef, call CallID, by lane) (LoopEffect, bool) {
	g := l.gfunc(in.Module, in.Func)
	if l.roles[g][by].root == loopRoot && (call == 0 || !l.inEndlessLoop(in.Module, call)) {
		return LoopEffect{}, false
	}
	le := LoopEffect{Effect: &Effect{In: in, Call: call}, Role: [...]catalog.Role{catalog.Request, catalog.Event, catalog.Async}[by]}
	l.chain(&le, by, g, -1)
	if le.Entry != nil {
		le.OtherRoots = max(0, l.countRoots(g)-1)
	}
	return le, true
}

func judge(memo map[expression]judged, e expression) judged {
	if g, ok := memo[e]; ok {
		return g
	}
	g, err := backtrack.Analyze(e.pattern, e.flags, e.dialect, e.mode)
	j := judged{g, err == nil && (g.Exponential || g.Degree > 1)}
	memo[e] = j
	return j
}

// matches reports whether a call has the name of a matching method.
func matches(m *Module, c *Call) bool {
	callee := &m.Values[c.Callee]
	if m.Lang == Python && callee.Kind == VarRef && m.Vars[callee.A].Kind == ImportVar { // from re import match
		return true
	}
	if callee.Kind != Attr {
		return false
	}
	name := m.Name(callee.Name)
	if m.Lang == Python {
		return slices.Contains(pyMatchers, name)
	}
	return slices.Contains(jsRegexMethods, name) || slices.Contains(jsStringMethods, name)
}

// matchCall returns what a call matches against which expressions.
func (l *linker) matchCall(mod int32, m *Module, c *Call) (subject ValueID, es []expression) {
	callee := &m.Values[c.Callee]
	args := m.Args[c.Args.Start : c.Args.Start+c.Args.Count]
	name := m.Name(callee.Name)
	if m.Lang == JavaScript {
		if slices.Contains(jsRegexMethods, name) {
			return args[0].Value, l.expressions(mod, ValueID(callee.A), backtrack.Search)
		}
		return ValueID(callee.A), l.expressions(mod, args[0].Value, backtrack.Search)
	}
	for _, o := range l.eval(mod, c.Callee) {
		if o.kind != objExternal {
			continue
		}
		fn, ok := strings.CutPrefix(l.externals[o.id].name, "re.")
		at := slices.Index(pyMatchers, fn)
		if !ok || at < 0 {
			continue
		}
		mode, subject := pyMode(fn)
		if f, ok := pyFlags(m, args, pyFlagsAt[at]); ok {
			if text, ok := l.patternText(mod, args[0].Value, 0); ok {
				es = append(es, expression{text, f, backtrack.Python, mode})
			}
		}
		es = append(es, l.expressions(mod, args[0].Value, mode)...)
		return argument(m, args, subject+1, "string"), es
	}
	if callee.Kind != Attr {
		return 0, nil
	}
	mode, at := pyMode(name)
	return argument(m, args, at, "string"), l.expressions(mod, ValueID(callee.A), mode)
}

// pyMode says how a method of a compiled pattern matches, and which argument
// it matches against.
func pyMode(name string) (backtrack.Mode, int) {
	switch name {
	case "match":
		return backtrack.Prefix, 0
	case "fullmatch":
		return backtrack.Whole, 0
	case "sub", "subn":
		return backtrack.Search, 1
	default:
		return backtrack.Search, 0
	}
}

func argument(m *Module, args []Arg, at int, name string) ValueID {
	for i := range args {
		if args[i].Name != 0 && m.Name(args[i].Name) == name {
			return args[i].Value
		}
	}
	if at >= 0 && at < len(args) && args[at].Name == 0 && !args[at].Spread {
		return args[at].Value
	}
	return 0
}

// expressions returns the regular expressions that a value may be.
func (l *linker) expressions(mod int32, v ValueID, mode backtrack.Mode) []expression {
	var es []expression
	for _, o := range l.eval(mod, v) {
		om := l.Modules[o.mod]
		switch o.kind {
		case objRegex:
			text := om.Name(om.Values[o.id].Name)
			if i := strings.LastIndexByte(text, '/'); i > 0 {
				es = append(es, expression{text[1:i], text[i+1:], backtrack.ECMAScript, mode})
			}
		case objPattern:
			c := &om.Calls[o.id]
			args := om.Args[c.Args.Start : c.Args.Start+c.Args.Count]
			if len(args) == 0 {
				continue
			}
			text, ok := l.patternText(o.mod, args[0].Value, 0)
			if !ok {
				if om.Lang == JavaScript && args[0].Value != v {
					for _, e := range l.expressions(o.mod, args[0].Value, mode) { // new RegExp(/x/)
						if e.dialect == backtrack.ECMAScript {
							es = append(es, e)
						}
					}
				}
				continue
			}
			if om.Lang == Python {
				if f, ok := pyFlags(om, args, 1); ok {
					es = append(es, expression{text, f, backtrack.Python, mode})
				}
				continue
			}
			flags := ""
			if len(args) > 1 {
				if flags, ok = l.constText(o.mod, args[1].Value); !ok {
					continue
				}
			}
			es = append(es, expression{text, flags, backtrack.ECMAScript, mode})
		default:
		}
	}
	return es
}

// patternText returns the text of a constant pattern: a string, or strings put
// together.
func (l *linker) patternText(mod int32, v ValueID, hops int) (string, bool) {
	m := l.Modules[mod]
	val := &m.Values[v]
	if v == 0 || hops > 8 {
		return "", false
	}
	switch {
	case val.Kind == Const && ConstKind(val.A) == StringConst:
		return m.Name(val.Name), true
	case val.Kind == Const && ConstKind(val.A) == BytesConst:
		return bytesText(m.Name(val.Name))
	case val.Kind == Binary && m.Name(val.Name) == "+":
		a, okA := l.patternText(mod, ValueID(val.A), hops+1)
		b, okB := l.patternText(mod, ValueID(val.B), hops+1)
		return a + b, okA && okB
	case val.Kind == VarRef:
		a := m.Vars[val.A].Assigns
		if m.Vars[val.A].Kind == ParamVar || a == 0 || m.Assigns[a].Next != 0 {
			return "", false
		}
		return l.patternText(mod, m.Assigns[a].Value, hops+1)
	case val.Kind == ImportOf && m.Lang == Python:
		if t := l.imports[mod][val.A]; t.Module >= 0 {
			if id, ok := l.moduleVars[memberKey(uint32(t.Module), l.symOf(mod, val.Name))]; ok {
				om := l.Modules[t.Module]
				if a := om.Vars[id].Assigns; a != 0 && om.Assigns[a].Next == 0 {
					return l.patternText(int32(t.Module), om.Assigns[a].Value, hops+1)
				}
			}
		}
	}
	return "", false
}

// bytesText returns the text of a bytes literal without escapes: a raw one.
func bytesText(raw string) (string, bool) {
	i := strings.IndexAny(raw, `"'`)
	if i <= 0 || strings.IndexByte(strings.ToLower(raw[:i]), 'r') < 0 && strings.IndexByte(raw, '\\') >= 0 {
		return "", false
	}
	quote := raw[i : i+1]
	if strings.HasPrefix(raw[i:], strings.Repeat(quote, 3)) {
		quote = strings.Repeat(quote, 3)
	}
	body := raw[i:]
	if len(body) < 2*len(quote) || !strings.HasSuffix(body, quote) {
		return "", false
	}
	return body[len(quote) : len(body)-len(quote)], true
}

// pyFlags reads flags given as a positional argument or keyword: re.I | re.M.
func pyFlags(m *Module, args []Arg, at int) (string, bool) {
	v := argument(m, args, at, "flags")
	var b strings.Builder
	ok := v == 0
	if !ok {
		ok = flagNames(&b, m, v, 0)
	}
	return b.String(), ok
}

func flagNames(b *strings.Builder, m *Module, v ValueID, hops int) bool {
	val := &m.Values[v]
	if hops > 8 {
		return false
	}
	switch val.Kind {
	case Binary:
		return m.Name(val.Name) == "|" && flagNames(b, m, ValueID(val.A), hops+1) && flagNames(b, m, ValueID(val.B), hops+1)
	case Const:
		return m.Name(val.Name) == "0"
	case Attr, ImportOf:
		switch m.Name(val.Name) {
		case "I", "IGNORECASE":
			b.WriteByte('i')
		case "M", "MULTILINE":
			b.WriteByte('m')
		case "S", "DOTALL":
			b.WriteByte('s')
		case "X", "VERBOSE":
			b.WriteByte('x')
		case "A", "ASCII":
			b.WriteByte('a')
		case "U", "UNICODE":
		default:
			return false
		}
		return true
	default:
		return false
	}
}

// lengthChecked reports whether the length of something is compared with a
// number before a call, or the subject is cut to one.
func (l *linker) lengthChecked(mod int32, c *Call, subject ValueID) bool {
	m := l.Modules[mod]
	for g := c.Guard; g != 0; g = m.Guards[g].Parent {
		if comparesLength(m, m.Guards[g].Cond, 0) {
			return true
		}
	}
	return l.isCut(m, subject, 0)
}

func comparesLength(m *Module, v ValueID, hops int) bool {
	val := &m.Values[v]
	if v == 0 || hops > 6 {
		return false
	}
	switch val.Kind {
	case Not:
		return comparesLength(m, ValueID(val.A), hops+1)
	case Union:
		return slices.ContainsFunc(m.Elems[val.B:val.B+val.C], func(e ValueID) bool { return comparesLength(m, e, hops+1) })
	case Binary:
		switch m.Name(val.Name) {
		case "<", "<=", ">", ">=":
			return isLength(m, ValueID(val.A)) || isLength(m, ValueID(val.B))
		case "&&", "||", "and", "or":
			return comparesLength(m, ValueID(val.A), hops+1) || comparesLength(m, ValueID(val.B), hops+1)
		}
	default:
	}
	return false
}

func isLength(m *Module, v ValueID) bool {
	val := &m.Values[v]
	switch val.Kind {
	case Attr:
		return m.Name(val.Name) == "length"
	case CallOf:
		callee := &m.Values[m.Calls[val.A].Callee]
		return callee.Kind == Global && m.Name(callee.Name) == "len"
	default:
		return false
	}
}

// isCut reports whether a value is part of a text, cut at a constant place.
func (l *linker) isCut(m *Module, v ValueID, hops int) bool {
	val := &m.Values[v]
	if v == 0 || hops > 6 {
		return false
	}
	switch val.Kind {
	case VarRef:
		if a := m.Vars[val.A].Assigns; a != 0 && m.Assigns[a].Next == 0 {
			return l.isCut(m, m.Assigns[a].Value, hops+1)
		}
	case Index:
		return val.B == 0 && m.Lang == Python
	case CallOf:
		c := &m.Calls[val.A]
		callee := &m.Values[c.Callee]
		if callee.Kind != Attr {
			return false
		}
		switch m.Name(callee.Name) {
		case "slice", "substring", "substr":
			if c.Args.Count == 2 {
				end := &m.Values[m.Args[c.Args.Start+1].Value]
				return end.Kind == Const
			}
		case "trim", "toLowerCase", "toUpperCase", "strip", "lower", "upper":
			return l.isCut(m, ValueID(callee.A), hops+1)
		}
	default:
	}
	return false
}
