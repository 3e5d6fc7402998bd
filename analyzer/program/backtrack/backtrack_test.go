package backtrack

import (
	"strings"
	"testing"
)

// TestAnalyze holds patterns of the literature and their repaired forms. The
// growth of a vulnerable one is confirmed by an engine that counts its steps.
func TestAnalyze(t *testing.T) {
	for _, c := range []struct {
		pattern, flags string
		dialect        Dialect
		mode           Mode
		want           string
	}{
		// Exponential: OWASP, "Regular expression Denial of Service", and CVEs.
		{`(a+)+$`, "", ECMAScript, Search, "2ⁿ"},
		{`^(a+)+$`, "", Python, Search, "2ⁿ"},
		{`([a-zA-Z]+)*$`, "", ECMAScript, Search, "2ⁿ"},
		{`(a|aa)+$`, "", ECMAScript, Search, "2ⁿ"},
		{`(a|a?)+$`, "", Python, Search, "2ⁿ"},
		{`(a|a)*$`, "", Python, Search, "2ⁿ"},
		{`^(([a-z])+.)+[A-Z]([a-z])+$`, "", ECMAScript, Search, "2ⁿ"},
		{`^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$`, "", ECMAScript, Search, "2ⁿ"},
		{`^\w+([.-]?\w+)*@\w+([.-]?\w+)*(\.\w{2,3})+$`, "", ECMAScript, Search, "2ⁿ"},
		{`^(https?:\/\/)?([\da-z\.-]+)\.([a-z\.]{2,6})([\/\w \.-]*)*\/?$`, "", ECMAScript, Search, "2ⁿ"},
		{`^(\w+\s?)*$`, "", ECMAScript, Search, "2ⁿ"},
		{`^(?:\s*\S+)*;$`, "", ECMAScript, Search, "2ⁿ"},
		{`(?=(a+)+b)c`, "", ECMAScript, Search, "2ⁿ"},
		{`^(?:a?b?)*$`, "", ECMAScript, Search, "2ⁿ"},
		{`^(?:.|\n|\s)*?end`, "", ECMAScript, Search, "2ⁿ"},
		{`(x+x+)+y`, "", Python, Search, "2ⁿ"},
		{`(a+)+`, "", Python, Whole, "2ⁿ"},
		{`(?:[^"\\]|\\.|\\)*"`, "", Python, Prefix, "2ⁿ"},
		{`(?i)^([A-Z]+[a-z]*)+$`, "", Python, Search, "2ⁿ"},
		{`^(é+É*)+$`, "i", ECMAScript, Search, "2ⁿ"},
		{`^(a{1,10})+$`, "", ECMAScript, Search, "2ⁿ"},
		{`^((?:a|b|ab)+)$`, "", ECMAScript, Search, "2ⁿ"},
		{"(?x) ^ ( \\d + [ ]? ) + $ # a comment", "", Python, Search, "2ⁿ"},

		// Polynomial.
		{`\s+$`, "", ECMAScript, Search, "n²"},
		{`\s+$`, "", ECMAScript, Prefix, "n"},
		{`^\s+|\s+$`, "g", ECMAScript, Search, "n²"},
		{`^\s*\s*x`, "", Python, Search, "n²"},
		{`^.*,.*,.*;$`, "", Python, Search, "n³"},
		{`<[^>]+>`, "g", ECMAScript, Search, "n²"},
		{`.*\d+x`, "", ECMAScript, Search, "n³"},
		{`^\d+\d+\d+\d+$`, "", ECMAScript, Search, "n⁴"},
		{`^\s+x`, "m", ECMAScript, Search, "n²"},
		{`^(.*?)\s*=\s*(.*)$`, "", Python, Search, "n²"},
		{`(a+){3}b`, "", Python, Prefix, "n³"},

		// Linear.
		{`^[\w.-]+@([\w-]+\.)+[\w-]{2,}$`, "", ECMAScript, Search, "n"},
		{`^(([^<>()\[\]\\.,;:\s@"]+(\.[^<>()\[\]\\.,;:\s@"]+)*)|(".+"))@((\[\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$`, "", ECMAScript, Search, "n"},
		{`^(?:[^"\\]|\\.)*$`, "", ECMAScript, Search, "n"},
		{`^(?:\w+\s)*$`, "", ECMAScript, Search, "n"},
		{`^(?:(?:ab)+c)*$`, "", ECMAScript, Search, "n"},
		{`(a+)+`, "", ECMAScript, Search, "n"},
		{`(?:a|a)*`, "", Python, Search, "n"},
		{`^([\s\S]+)+$`, "", ECMAScript, Search, "n"},
		{`^(?:.|\s)*$`, "", ECMAScript, Search, "n"},
		{`^(?:.*\n)*$`, "", Python, Search, "n"},
		{`^(\d{1,3}\.){3}\d{1,3}$`, "", ECMAScript, Search, "n"},
		{`^(?>a+)+$`, "", Python, Search, "n"},
		{`^(?:a++)+$`, "", Python, Search, "n"},
		{`^(?:(?=(a+))\1)+$`, "", ECMAScript, Search, "n"},
		{`^(?:\b\w+\s*)+$`, "", ECMAScript, Search, "n"},
		{`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`, "i", ECMAScript, Search, "n"},
		{`^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z\d]{8,}$`, "", ECMAScript, Search, "n"},
		{`^[a-z]+\d+[a-z]+$`, "", ECMAScript, Search, "n"},
		{`[^,]+`, "g", ECMAScript, Search, "n"},
		{`^(?:[A-Za-z0-9-]{1,63}\.)+[a-z]{2,6}$`, "", ECMAScript, Search, "n"},
		{`#.*$`, "m", ECMAScript, Search, "n"},
		{`""".*?"""`, "", Python, Search, "n"},
		{`^(?:[^.]+)?(.+)?$`, "", ECMAScript, Search, "n²"},
		{`^(?:(a|ab)(b?))*a`, "", ECMAScript, Search, "n"},
		{`^\p{L}+\p{N}+$`, "u", ECMAScript, Search, "n"},
		{`^Bearer\s+(\S+)$`, "", ECMAScript, Search, "n"},
		{`(?P<year>\d{4})-(?P<month>\d\d)`, "", Python, Prefix, "n"},
		{`a{,3}b{2}c{`, "", Python, Prefix, "n"},
		{``, "", Python, Prefix, "n"},
	} {
		t.Run(c.pattern, func(t *testing.T) {
			g, err := Analyze(c.pattern, c.flags, c.dialect, c.mode)
			if err != nil {
				t.Fatal(err)
			}
			if got := g.String(); got != c.want {
				t.Errorf("growth %s, want %s: %+v", got, c.want, g)
			}
			if g.Exponential {
				confirm(t, c.pattern, c.flags, c.dialect, c.mode, g)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		pattern, flags string
		dialect        Dialect
		want           error
	}{
		{`(`, "", ECMAScript, errSyntax},
		{`[a`, "", Python, errSyntax},
		{`*`, "", Python, errSyntax},
		{`a)`, "", Python, errSyntax},
		{`(?(1)a|b)`, "", Python, errFeature},
		{`[a--b]`, "v", ECMAScript, errFeature},
		{strings.Repeat("(", 300), "", ECMAScript, errTooDeep},
		{strings.Repeat("a", 3000), "", ECMAScript, errTooLong},
		{strings.Repeat("a", 1500) + "+", "", ECMAScript, errTooLarge},
	} {
		if _, err := Analyze(c.pattern, c.flags, c.dialect, Search); err != c.want { //nolint:errorlint // these are returned as they are
			t.Errorf("%.20q: error %v, want %v", c.pattern, err, c.want)
		}
	}
}

func FuzzAnalyze(f *testing.F) {
	for _, s := range []string{`(a+)+$`, `^[\w.-]+@(?:x|y){2,}?\1(?=z)`, `(?i:[^\]a-z])++|\p{L}\u{1F600}`, `(?P<n>a)(?P=n)(?#c)\Z`, `{1,2}`, `x{3,`} {
		f.Add(s, "ims", true)
		f.Add(s, "u", false)
	}
	f.Fuzz(func(t *testing.T, pattern, flags string, python bool) {
		d := ECMAScript
		if python {
			d = Python
		}
		g, err := Analyze(pattern, flags, d, Search)
		if err != nil && g != (Growth{}) {
			t.Errorf("%v and %+v", err, g)
		}
	})
}

// confirm matches growing attack texts with an engine that counts steps: two
// more repeats of the pump must take at least three times as many.
func confirm(t *testing.T, pattern, letters string, d Dialect, m Mode, g Growth) {
	t.Helper()
	f := flags{fold: strings.Contains(letters, "i"), multi: strings.Contains(letters, "m"), dotAll: strings.Contains(letters, "s"), unicode: strings.Contains(letters, "u")}
	n, err := parse(pattern, f, d)
	if err != nil {
		t.Fatal(err)
	}
	for _, tail := range []string{"", "\x00", "\n\n\x00", "!", "\u2028\x00"} {
		steps := func(k int) int {
			e := engine{text: []rune(g.Prefix + strings.Repeat(g.Pump, k) + tail)}
			e.match(n, 0, func(int) bool { return false })
			return e.steps
		}
		e := engine{text: []rune(g.Prefix + strings.Repeat(g.Pump, 6) + tail)}
		matched := e.match(n, 0, func(to int) bool { return m != Whole || to == len(e.text) })
		if a, b := steps(6), steps(8); !matched && b >= 3*a {
			return
		}
	}
	t.Errorf("steps do not double on %q + %q…", g.Prefix, g.Pump)
}

// engine is a backtracking matcher that follows ECMAScript's rules.
type engine struct {
	text  []rune
	steps int
}

func (e *engine) match(n *node, at int, then func(int) bool) bool {
	if e.steps++; e.steps > 1_000_000 {
		return false
	}
	switch n.op {
	case opChar:
		if at < len(e.text) {
			for _, x := range n.set {
				if x.lo <= e.text[at] && e.text[at] <= x.hi {
					return then(at + 1)
				}
			}
		}
		return false
	case opConcat:
		return e.concat(n.subs, at, then)
	case opAlt:
		for _, s := range n.subs {
			if e.match(s, at, then) {
				return true
			}
		}
		return false
	case opRepeat:
		return e.repeat(n, 0, at, then)
	case opAssert:
		switch n.cond {
		case atBegin:
			return at == 0 && then(at)
		case atEnd:
			return at == len(e.text) && then(at)
		default:
			return then(at)
		}
	case opLook:
		return e.match(n.subs[0], at, func(int) bool { return true }) && then(at)
	case opAtomic:
		end := -1
		e.match(n.subs[0], at, func(to int) bool { end = to; return true })
		return end >= 0 && then(end)
	default:
		return then(at)
	}
}

func (e *engine) concat(subs []*node, at int, then func(int) bool) bool {
	if len(subs) == 0 {
		return then(at)
	}
	return e.match(subs[0], at, func(to int) bool { return e.concat(subs[1:], to, then) })
}

func (e *engine) repeat(n *node, count, at int, then func(int) bool) bool {
	if n.max < 0 || count < n.max {
		if e.match(n.subs[0], at, func(to int) bool {
			return (to > at || count < n.min) && e.repeat(n, count+1, to, then)
		}) {
			return true
		}
	}
	return count >= n.min && then(at)
}
