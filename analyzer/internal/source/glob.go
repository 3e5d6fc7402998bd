package source

import "bytes"

// A glob is a compiled pattern of a gitignore file. It matches as git's own
// matcher does, oddities included (https://git-scm.com/docs/gitignore), but in
// polynomial time: an earlier `**` never has to be tried again once a later
// one was reached, and the same holds for `*` within a path segment.
type glob []globOp

type globOp struct {
	kind  globKind
	char  byte       // literal
	class *[4]uint64 // oneOf: a bit for each byte
}

type globKind uint8

const (
	literal  globKind = iota // one given byte
	anyByte                  // `?`: one byte, not a slash
	oneOf                    // `[…]`: one byte of a set, not a slash
	star                     // `*`: any bytes but slashes
	anything                 // `**` at the end: any bytes
	segments                 // `**/`: nothing, or any bytes that end in a slash
)

// compileGlob compiles a pattern. In a pattern without slashes, `**` means `*`.
func compileGlob(p string) glob {
	var g glob
	for i := 0; i < len(p); i++ {
		switch p[i] {
		case '\\':
			i++
			if i == len(p) { // git: a pattern ending in a backslash never matches
				return append(g, globOp{kind: oneOf, class: new([4]uint64)})
			}
			g = append(g, globOp{kind: literal, char: p[i]})
		case '?':
			g = append(g, globOp{kind: anyByte})
		case '*':
			start := i
			for i+1 < len(p) && p[i+1] == '*' {
				i++
			}
			rest := p[i+1:]
			whole := (start == 0 || p[start-1] == '/') &&
				(rest == "" || rest[0] == '/' || len(rest) > 1 && rest[0] == '\\' && rest[1] == '/')
			op := globOp{kind: star}
			switch {
			case i == start || !whole: // one star, or stars inside a segment
			case rest != "" && rest[0] == '/':
				op.kind = segments
				i++
			default:
				op.kind = anything
			}
			if n := len(g); n == 0 || g[n-1].kind != op.kind { // `**/**/` says no more than `**/`
				g = append(g, op)
			}
		case '[':
			set, end := compileClass(p, i+1)
			if end < 0 {
				return append(g, globOp{kind: oneOf, class: new([4]uint64)})
			}
			i = end
			g = append(g, globOp{kind: oneOf, class: set})
		default:
			g = append(g, globOp{kind: literal, char: p[i]})
		}
	}
	return g
}

// compileClass reads a bracket expression whose content starts at i and returns
// its set and the index of the closing bracket, or -1 if it is malformed: then
// nothing matches.
func compileClass(p string, i int) (set *[4]uint64, end int) {
	set = new([4]uint64)
	add := func(c byte) { set[c>>6] |= 1 << (c & 63) }
	negated := i < len(p) && (p[i] == '!' || p[i] == '^')
	if negated {
		i++
	}
	var previous byte // the start of a possible range; 0: none
	for first := true; ; first = false {
		if i >= len(p) {
			return nil, -1
		}
		c := p[i]
		switch {
		case c == ']' && !first:
			if negated {
				for w := range set {
					set[w] = ^set[w]
				}
			}
			set['/'>>6] &^= 1 << ('/' & 63)
			return set, i
		case c == '\\':
			i++
			if i >= len(p) {
				return nil, -1
			}
			c = p[i]
			add(c)
			previous = c
		case c == '-' && previous != 0 && i+1 < len(p) && p[i+1] != ']':
			i++
			if p[i] == '\\' {
				i++
				if i >= len(p) {
					return nil, -1
				}
			}
			for b := int(previous); b <= int(p[i]); b++ {
				add(byte(b))
			}
			previous = 0
		case c == '[' && i+1 < len(p) && p[i+1] == ':':
			n := bytes.IndexByte([]byte(p[i+2:]), ']')
			if n < 0 {
				return nil, -1
			}
			if n == 0 || p[i+2+n-1] != ':' { // not a named class: an ordinary bracket
				add('[')
				previous = '['
				break
			}
			in := byteClass(p[i+2 : i+2+n-1])
			if in == nil {
				return nil, -1
			}
			for b := range 128 {
				if in(byte(b)) {
					add(byte(b))
				}
			}
			i += 2 + n
			previous = 0
		default:
			add(c)
			previous = c
		}
		i++
	}
}

// byteClass returns the test of a POSIX class in the C locale, nil if there is
// no class of that name.
func byteClass(name string) func(byte) bool {
	lower := func(c byte) bool { return 'a' <= c && c <= 'z' }
	upper := func(c byte) bool { return 'A' <= c && c <= 'Z' }
	digit := func(c byte) bool { return '0' <= c && c <= '9' }
	graph := func(c byte) bool { return ' ' < c && c < 0x7f }
	switch name {
	case "alnum":
		return func(c byte) bool { return lower(c) || upper(c) || digit(c) }
	case "alpha":
		return func(c byte) bool { return lower(c) || upper(c) }
	case "blank":
		return func(c byte) bool { return c == ' ' || c == '\t' }
	case "cntrl":
		return func(c byte) bool { return c < ' ' || c == 0x7f }
	case "digit":
		return digit
	case "graph":
		return graph
	case "lower":
		return lower
	case "print":
		return func(c byte) bool { return c == ' ' || graph(c) }
	case "punct":
		return func(c byte) bool { return graph(c) && !lower(c) && !upper(c) && !digit(c) }
	case "space":
		return func(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }
	case "upper":
		return upper
	case "xdigit":
		return func(c byte) bool { return digit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F' }
	}
	return nil
}

// match reports whether the whole text matches.
func (g glob) match(text []byte) bool {
	var (
		p, t         int
		starP, starT = -1, 0 // where to go on when the last `*` takes one byte more
		wideP, wideT = -1, 0 // the same for the last `**`
		bySegment    bool    // the last `**` takes whole segments
	)
	for {
		if p == len(g) {
			if t == len(text) {
				return true
			}
		} else {
			switch op := &g[p]; op.kind {
			case star:
				p++
				starP, starT = p, t
				continue
			case anything, segments:
				bySegment = op.kind == segments
				p++
				wideP, wideT, starP = p, t, -1
				continue
			case literal:
				if t < len(text) && text[t] == op.char {
					p, t = p+1, t+1
					continue
				}
			case anyByte:
				if t < len(text) && text[t] != '/' {
					p, t = p+1, t+1
					continue
				}
			case oneOf:
				if t < len(text) && op.class[text[t]>>6]&(1<<(text[t]&63)) != 0 {
					p, t = p+1, t+1
					continue
				}
			}
		}
		switch {
		case starP >= 0 && starT < len(text) && text[starT] != '/':
			starT++
			p, t = starP, starT
		case wideP >= 0 && bySegment:
			n := bytes.IndexByte(text[wideT:], '/')
			if n < 0 {
				return false
			}
			wideT += n + 1
			p, t, starP = wideP, wideT, -1
		case wideP >= 0 && wideT < len(text):
			wideT++
			p, t, starP = wideP, wideT, -1
		default:
			return false
		}
	}
}
