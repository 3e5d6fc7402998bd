// Package backtrack says how the time of a backtracking regular expression
// engine, such as those of JavaScript and Python, grows with the length of the
// text: whether some texts can be matched in so many ways that trying them all
// takes quadratic or exponential time before the match fails.
//
// A pattern becomes a position automaton that counts in how many ways one
// character can follow another. It is exponential when a loop leads back to
// where it started in two ways over one text, and polynomial of degree k when k
// loops, the search for a start included, follow each other over one repeated
// character; each time only if what comes after can fail. These are the
// criteria of Weideman, van der Merwe, Berglund and Watson, "Analyzing Matching
// Time Behavior of Backtracking Regular Expression Matchers by Using Ambiguity
// of NFA", CIAA 2016. Which expressions of a program are judged, and what they
// are applied to, is program's business.
package backtrack

import (
	"slices"
	"strconv"
	"strings"
)

// Dialect is the syntax of a pattern.
type Dialect uint8

// Dialects.
const (
	ECMAScript Dialect = iota
	Python
)

// Mode says where a match may begin and must end.
type Mode uint8

// Modes.
const (
	Search Mode = iota // begins anywhere: test, replace, re.search
	Prefix             // begins at the start of the text: re.match, the sticky flag
	Whole              // the whole text: re.fullmatch
)

// Growth is how matching time grows. The zero value is linear.
type Growth struct {
	Exponential bool
	Degree      int    // of the polynomial when not exponential: 2 is quadratic; 0 and 1 are linear
	NeedsLine   bool   // only a text with a line break shows it; polynomial growth only
	Part        string // of the pattern, the loop that is at fault
	Pump        string // what repeats in a text that shows it
	Prefix      string // what such a text begins with
}

// Analyze judges a pattern. flags are the letters of a literal's flags in
// ECMAScript, and of the inline modifiers ("ims") in Python. An error means
// that the pattern was not understood or is too large, so nothing is known.
func Analyze(pattern, flagLetters string, d Dialect, m Mode) (Growth, error) {
	f := flags{
		fold: strings.Contains(flagLetters, "i"), multi: strings.Contains(flagLetters, "m"), dotAll: strings.Contains(flagLetters, "s"),
		verbose: d == Python && strings.Contains(flagLetters, "x"), ascii: d == Python && strings.Contains(flagLetters, "a"),
		unicode: d == ECMAScript && strings.ContainsAny(flagLetters, "uv"), sets: d == ECMAScript && strings.Contains(flagLetters, "v"),
	}
	if d == ECMAScript && strings.Contains(flagLetters, "y") && m == Search {
		m = Prefix
	}
	n, err := parse(pattern, f, d)
	if err != nil || !unbounded(n) {
		return Growth{}, err
	}
	return judge(n, pattern, m, 0)
}

// judge analyzes a pattern, then the parts of it that are matched by themselves.
func judge(n *node, pattern string, m Mode, depth int) (Growth, error) {
	a, err := build(n, m == Whole)
	if err != nil {
		return Growth{}, err
	}
	s := &search{automaton: a, pattern: pattern, budget: maxSteps, mark: make([]int, len(a.sets))}
	g := s.exponential()
	if !g.Exponential {
		g = s.polynomial(m)
	}
	if depth < maxNesting {
		for _, part := range a.parts {
			if part.behind {
				continue // matched backward; of bounded length in Python
			}
			sub, err := judge(part.subs[0], pattern, Prefix, depth+1)
			if err == nil && worse(sub, g) {
				g = sub
			}
		}
	}
	return g, nil
}

// unbounded reports whether a pattern has a repeat without a bound.
func unbounded(n *node) bool {
	return n.op == opRepeat && n.max < 0 || slices.ContainsFunc(n.subs, unbounded)
}

func worse(a, b Growth) bool {
	if a.Exponential != b.Exponential {
		return a.Exponential
	}
	return a.Degree > b.Degree
}

// String says in words how time grows: "exponential", "n³".
func (g Growth) String() string {
	switch {
	case g.Exponential:
		return "2ⁿ"
	case g.Degree < 2:
		return "n"
	case g.Degree < 10:
		return "n" + []string{"²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}[g.Degree-2]
	}
	return "n^" + strconv.Itoa(g.Degree)
}
