package backtrack

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// op is what a node of a pattern does.
type op uint8

const (
	opEmpty  op = iota
	opChar      // one character of set
	opConcat    // subs in sequence
	opAlt       // one of subs
	opRepeat    // subs[0], min to max times; max -1 is no bound
	opAssert    // a condition: cond
	opLook      // look-around: subs[0] is judged by itself
	opAtomic    // subs[0] is judged by itself and never re-entered
	opOpaque    // consumes what nothing is known of: a backreference
)

// cond says what an assertion, or a way through some, depends on.
type cond uint8

const (
	atBegin   cond = 1 << iota // start of the text
	atLine                     // start of a line
	atEnd                      // end of the text
	atLineEnd                  // end of a line
	atOther                    // a word boundary
	atLook                     // a look-around, taken to hold
)

type node struct {
	op         op
	cond       cond
	behind     bool // opLook: look-behind
	min, max   int
	set        charSet
	subs       []*node
	start, end int // in the pattern
}

// Limits of what is analyzed; patterns beyond are refused.
const (
	maxPattern = 2000 // bytes
	maxNesting = 200
)

var (
	errTooLong  = errors.New("pattern is too long")
	errTooDeep  = errors.New("pattern nests too deep")
	errSyntax   = errors.New("pattern has a syntax error")
	errFeature  = errors.New("pattern uses a feature that is not analyzed")
	errTooLarge = errors.New("automaton is too large")
)

// flags of a pattern.
type flags struct {
	fold, multi, dotAll, verbose, unicode, sets, ascii bool
}

type parser struct {
	src     string
	pos     int
	depth   int
	flags   flags
	dialect Dialect
	err     error
}

func parse(pattern string, f flags, d Dialect) (*node, error) {
	if len(pattern) >= maxPattern {
		return nil, errTooLong
	}
	if f.sets {
		return nil, errFeature
	}
	p := &parser{src: pattern, flags: f, dialect: d}
	n := p.alternatives()
	if p.err == nil && p.pos < len(p.src) {
		p.err = errSyntax
	}
	return n, p.err
}

func (p *parser) fail(err error) *node {
	if p.err == nil {
		p.err = err
	}
	p.pos = len(p.src)
	return &node{}
}

func (p *parser) peek() byte {
	if p.pos < len(p.src) {
		return p.src[p.pos]
	}
	return 0
}

func (p *parser) take(s string) bool {
	if strings.HasPrefix(p.src[p.pos:], s) {
		p.pos += len(s)
		return true
	}
	return false
}

func (p *parser) rune() rune {
	r, n := utf8.DecodeRuneInString(p.src[p.pos:])
	p.pos += n
	return r
}

func (p *parser) alternatives() *node {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxNesting {
		return p.fail(errTooDeep)
	}
	start := p.pos
	saved := p.flags
	subs := []*node{p.sequence()}
	for p.take("|") {
		subs = append(subs, p.sequence())
	}
	if p.depth > 1 || p.dialect == ECMAScript {
		p.flags = saved
	}
	if len(subs) == 1 {
		return subs[0]
	}
	return &node{op: opAlt, subs: subs, start: start, end: p.pos}
}

func (p *parser) sequence() *node {
	start := p.pos
	var subs []*node
	for p.pos < len(p.src) && p.peek() != '|' && p.peek() != ')' {
		if p.flags.verbose {
			if c := p.peek(); strings.IndexByte(" \t\n\r\f\v", c) >= 0 {
				p.pos++
				continue
			} else if c == '#' {
				if i := strings.IndexByte(p.src[p.pos:], '\n'); i >= 0 {
					p.pos += i + 1
				} else {
					p.pos = len(p.src)
				}
				continue
			}
		}
		n := p.quantified(p.atom())
		if n.op != opEmpty {
			subs = append(subs, n)
		}
	}
	if len(subs) == 1 {
		return subs[0]
	}
	return &node{op: opConcat, subs: subs, start: start, end: p.pos}
}

func (p *parser) quantified(n *node) *node {
	for range 3 {
		if p.flags.verbose {
			for p.pos < len(p.src) && strings.IndexByte(" \t\n\r\f\v", p.peek()) >= 0 {
				p.pos++
			}
		}
		least, most, ok := p.quantifier()
		if !ok {
			return n
		}
		possessive := p.dialect == Python && p.take("+")
		if !possessive {
			p.take("?")
		}
		n = &node{op: opRepeat, min: least, max: most, subs: []*node{n}, start: n.start, end: p.pos}
		if possessive {
			n = &node{op: opAtomic, subs: []*node{n}, start: n.start, end: p.pos}
		}
	}
	return n
}

func (p *parser) quantifier() (least, most int, ok bool) {
	switch p.peek() {
	case '*':
		p.pos++
		return 0, -1, true
	case '+':
		p.pos++
		return 1, -1, true
	case '?':
		p.pos++
		return 0, 1, true
	case '{':
	default:
		return 0, 0, false
	}
	i := p.pos + 1
	number := func() (int, bool) {
		from := i
		for i < len(p.src) && p.src[i] >= '0' && p.src[i] <= '9' {
			i++
		}
		n, err := strconv.Atoi(p.src[from:i])
		if err != nil {
			n = 1 << 30
		}
		return n, i > from
	}
	least, given := number()
	if !given {
		least = 0
	}
	most = least
	if i < len(p.src) && p.src[i] == ',' {
		i++
		n, bounded := number()
		if most = n; !bounded {
			most = -1
		}
		given = given || bounded && p.dialect == Python
	}
	if !given || i >= len(p.src) || p.src[i] != '}' {
		return 0, 0, false // a brace that stands for itself
	}
	p.pos = i + 1
	return least, most, true
}

func (p *parser) char(s charSet, start int) *node {
	if p.flags.fold {
		s = s.fold()
	}
	return &node{op: opChar, set: s, start: start, end: p.pos}
}

func (p *parser) assertion(c cond, start int) *node {
	return &node{op: opAssert, cond: c, start: start, end: p.pos}
}

func (p *parser) atom() *node {
	start := p.pos
	switch c := p.peek(); c {
	case '(':
		p.pos++
		return p.group(start)
	case '[':
		p.pos++
		return p.class(start)
	case '.':
		p.pos++
		switch {
		case p.flags.dotAll:
			return p.char(anything, start)
		case p.dialect == ECMAScript:
			return p.char(jsLines.negate(), start)
		}
		return p.char(newline.negate(), start)
	case '^':
		p.pos++
		if p.flags.multi {
			return p.assertion(atLine, start)
		}
		return p.assertion(atBegin, start)
	case '$':
		p.pos++
		if p.flags.multi {
			return p.assertion(atLineEnd, start)
		}
		return p.assertion(atEnd, start)
	case '\\':
		p.pos++
		return p.escape(start)
	case '*', '+', '?':
		return p.fail(errSyntax)
	}
	r := p.rune()
	return p.char(runeSet(r), start)
}

func (p *parser) group(start int) *node {
	if !p.take("?") {
		return p.closed(opConcat, start)
	}
	switch {
	case p.take(":"):
		return p.closed(opConcat, start)
	case p.take("="), p.take("!"):
		return p.closed(opLook, start)
	case p.take("<="), p.take("<!"):
		n := p.closed(opLook, start)
		n.behind = true
		return n
	case p.take("<"), p.take("P<"):
		i := strings.IndexByte(p.src[p.pos:], '>')
		if i <= 0 {
			return p.fail(errSyntax)
		}
		p.pos += i + 1
		return p.closed(opConcat, start)
	case p.take(">"):
		if p.dialect != Python {
			return p.fail(errSyntax)
		}
		return p.closed(opAtomic, start)
	case p.take("P="):
		i := strings.IndexByte(p.src[p.pos:], ')')
		if i < 0 {
			return p.fail(errSyntax)
		}
		p.pos += i + 1
		return &node{op: opOpaque, start: start, end: p.pos}
	case p.take("#"):
		i := strings.IndexByte(p.src[p.pos:], ')')
		if i < 0 {
			return p.fail(errSyntax)
		}
		p.pos += i + 1
		return &node{}
	case p.take("("):
		return p.fail(errFeature) // a conditional
	}
	return p.modifiers(start)
}

// modifiers parses (?i), (?i:…) and (?-i:…).
func (p *parser) modifiers(start int) *node {
	saved := p.flags
	on := true
	for p.pos < len(p.src) {
		c := p.src[p.pos]
		p.pos++
		switch c {
		case 'i':
			p.flags.fold = on
		case 'm':
			p.flags.multi = on
		case 's':
			p.flags.dotAll = on
		case 'x':
			p.flags.verbose = on
		case 'a', 'L':
			p.flags.ascii = on
		case 'u':
			p.flags.ascii = !on
		case '-':
			on = false
		case ':':
			n := p.closed(opConcat, start)
			p.flags = saved
			return n
		case ')':
			return &node{} // for the rest of the pattern
		default:
			return p.fail(errSyntax)
		}
	}
	return p.fail(errSyntax)
}

func (p *parser) closed(o op, start int) *node {
	n := p.alternatives()
	if !p.take(")") {
		return p.fail(errSyntax)
	}
	return &node{op: o, subs: []*node{n}, start: start, end: p.pos}
}

// shorthand returns the set of \d, \w, \s and their opposites.
func (p *parser) shorthand(c byte) (charSet, bool) {
	d, w, s := digits, words, jsSpaces
	if p.dialect == Python {
		s = pySpaces
		if !p.flags.ascii {
			d, w = pyDigits, pyWords
		}
	}
	switch c {
	case 'd':
		return d, true
	case 'D':
		return d.negate(), true
	case 'w':
		return w, true
	case 'W':
		return w.negate(), true
	case 's':
		return s, true
	case 'S':
		return s.negate(), true
	}
	return nil, false
}

func (p *parser) escape(start int) *node {
	if p.pos >= len(p.src) {
		return p.fail(errSyntax)
	}
	c := p.peek()
	switch {
	case c == 'b' || c == 'B':
		p.pos++
		return p.assertion(atOther, start)
	case p.dialect == Python && c == 'A':
		p.pos++
		return p.assertion(atBegin, start)
	case p.dialect == Python && (c == 'Z' || c == 'z'):
		p.pos++
		return p.assertion(atEnd, start)
	case c >= '1' && c <= '9':
		for p.peek() >= '0' && p.peek() <= '9' {
			p.pos++
		}
		return &node{op: opOpaque, start: start, end: p.pos}
	case p.dialect == ECMAScript && c == 'k' && strings.HasPrefix(p.src[p.pos:], "k<"):
		i := strings.IndexByte(p.src[p.pos:], '>')
		if i < 0 {
			return p.fail(errSyntax)
		}
		p.pos += i + 1
		return &node{op: opOpaque, start: start, end: p.pos}
	}
	s := p.escaped()
	return p.char(s, start)
}

// escaped parses what follows a backslash and stands for characters, in a
// class or outside.
func (p *parser) escaped() charSet {
	c := p.peek()
	if s, ok := p.shorthand(c); ok {
		p.pos++
		return s
	}
	hex := func(n int) charSet {
		if p.pos+n > len(p.src) {
			return runeSet(rune(c))
		}
		v, err := strconv.ParseUint(p.src[p.pos:p.pos+n], 16, 32)
		if err != nil {
			return runeSet(rune(c))
		}
		p.pos += n
		return runeSet(rune(min(v, utf8.MaxRune)))
	}
	switch c {
	case 'n', 't', 'r', 'f', 'v', 'a', '0':
		p.pos++
		if c == 'a' && p.dialect != Python {
			return runeSet('a')
		}
		return runeSet(map[byte]rune{'n': '\n', 't': '\t', 'r': '\r', 'f': '\f', 'v': '\v', 'a': 7, '0': 0}[c])
	case 'x':
		p.pos++
		return hex(2)
	case 'u':
		p.pos++
		if p.dialect == ECMAScript && p.flags.unicode && p.peek() == '{' {
			i := strings.IndexByte(p.src[p.pos:], '}')
			if i < 0 {
				p.fail(errSyntax)
				return nil
			}
			v, _ := strconv.ParseUint(p.src[p.pos+1:p.pos+i], 16, 32)
			p.pos += i + 1
			return runeSet(rune(min(v, utf8.MaxRune)))
		}
		return hex(4)
	case 'U':
		p.pos++
		if p.dialect == Python {
			return hex(8)
		}
		return runeSet('U')
	case 'c':
		p.pos++
		if p.dialect == ECMAScript && p.pos < len(p.src) {
			p.pos++
			return runeSet(rune(p.src[p.pos-1] % 32))
		}
		return runeSet('c')
	case 'p', 'P':
		p.pos++
		if p.dialect != ECMAScript || !p.flags.unicode || p.peek() != '{' {
			return runeSet(rune(c))
		}
		i := strings.IndexByte(p.src[p.pos:], '}')
		if i < 0 {
			p.fail(errSyntax)
			return nil
		}
		name := p.src[p.pos+1 : p.pos+i]
		p.pos += i + 1
		if _, value, ok := strings.Cut(name, "="); ok {
			name = value
		}
		s := property(name)
		if c == 'P' {
			s = s.negate()
		}
		return s
	}
	return runeSet(p.rune())
}

func (p *parser) class(start int) *node {
	negated := p.take("^")
	var s charSet
	first := true
	for {
		if p.pos >= len(p.src) {
			return p.fail(errSyntax)
		}
		if p.peek() == ']' && (!first || p.dialect == ECMAScript) {
			p.pos++
			break
		}
		first = false
		lo := p.member()
		if p.peek() == '-' && p.pos+1 < len(p.src) && p.src[p.pos+1] != ']' && single(lo) {
			p.pos++
			if hi := p.member(); single(hi) {
				lo = charSet{{lo[0].lo, hi[0].hi}}
			} else {
				lo = union(lo, runeSet('-'), hi)
			}
		}
		s = append(s, lo...)
	}
	s = normal(s)
	if p.flags.fold {
		s = s.fold()
	}
	if negated {
		s = s.negate()
	}
	return &node{op: opChar, set: s, start: start, end: p.pos}
}

func single(s charSet) bool { return len(s) == 1 && s[0].lo == s[0].hi }

func (p *parser) member() charSet {
	if p.pos >= len(p.src) {
		p.fail(errSyntax)
		return nil
	}
	if !p.take("\\") {
		return runeSet(p.rune())
	}
	if p.take("b") {
		return runeSet('\b')
	}
	if p.pos >= len(p.src) {
		p.fail(errSyntax)
		return nil
	}
	return p.escaped()
}
