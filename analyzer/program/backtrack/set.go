package backtrack

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// span is a range of code points, both ends included.
type span struct{ lo, hi rune }

// charSet is a set of code points: sorted spans that do not touch.
type charSet []span

func setOf(spans ...span) charSet { return normal(append(charSet(nil), spans...)) }

func runeSet(r rune) charSet { return charSet{{r, r}} }

// normal sorts and merges spans.
func normal(s charSet) charSet {
	slices.SortFunc(s, func(a, b span) int { return int(a.lo) - int(b.lo) })
	out := s[:0]
	for _, x := range s {
		if x.lo > x.hi {
			continue
		}
		if n := len(out); n > 0 && x.lo <= out[n-1].hi+1 {
			out[n-1].hi = max(out[n-1].hi, x.hi)
			continue
		}
		out = append(out, x)
	}
	return out
}

func union(sets ...charSet) charSet {
	var all charSet
	for _, s := range sets {
		all = append(all, s...)
	}
	return normal(all)
}

func (s charSet) negate() charSet {
	var out charSet
	next := rune(0)
	for _, x := range s {
		if x.lo > next {
			out = append(out, span{next, x.lo - 1})
		}
		next = x.hi + 1
	}
	if next <= utf8.MaxRune {
		out = append(out, span{next, utf8.MaxRune})
	}
	return out
}

// fold adds the other case of letters. Long ranges beyond ASCII are left as
// they are: they hold both cases already, or none.
func (s charSet) fold() charSet {
	out := append(charSet(nil), s...)
	for _, x := range s {
		if x.hi-x.lo > 512 {
			x.hi = min(x.hi, 'z')
		}
		for r := x.lo; r <= x.hi; r++ {
			for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
				if f < utf8.RuneSelf || r >= utf8.RuneSelf { // U+017F and U+212A fold to ASCII in few modes only
					out = append(out, span{f, f})
				}
			}
		}
	}
	return normal(out)
}

var (
	digits   = setOf(span{'0', '9'})
	words    = setOf(span{'0', '9'}, span{'A', 'Z'}, span{'_', '_'}, span{'a', 'z'})
	newline  = runeSet('\n')
	jsSpaces = setOf(span{'\t', '\r'}, span{' ', ' '}, span{0xA0, 0xA0}, span{0x1680, 0x1680}, span{0x2000, 0x200A},
		span{0x2028, 0x2029}, span{0x202F, 0x202F}, span{0x205F, 0x205F}, span{0x3000, 0x3000}, span{0xFEFF, 0xFEFF})
	jsLines  = setOf(span{'\n', '\n'}, span{'\r', '\r'}, span{0x2028, 0x2029})
	pySpaces = setOf(span{'\t', '\r'}, span{0x1C, ' '}, span{0x85, 0x85}, span{0xA0, 0xA0}, span{0x1680, 0x1680},
		span{0x2000, 0x200A}, span{0x2028, 0x2029}, span{0x202F, 0x202F}, span{0x205F, 0x205F}, span{0x3000, 0x3000})
	// pyWords and pyDigits are coarse: blocks, not the letters in them. What
	// matters is which of the classes of a pattern overlap.
	pyWords = union(words, setOf(span{0xAA, 0xAA}, span{0xB5, 0xB5}, span{0xBA, 0xBA}, span{0xC0, 0x167F}, span{0x1681, 0x1FFF},
		span{0x2C00, 0x2DFF}, span{0x3005, 0xD7FF}, span{0xF900, 0xFDFF}, span{0xFE70, 0xFEFE}, span{0xFF10, 0xFFDC}, span{0x10000, 0xDFFFF}))
	pyDigits = union(digits, setOf(span{0x660, 0x669}, span{0x966, 0x96F}, span{0xFF10, 0xFF19}))
	nonASCII = setOf(span{utf8.RuneSelf, utf8.MaxRune})
	anything = setOf(span{0, utf8.MaxRune})
)

// property returns the code points of \p{name}, coarsely when the property is
// not one of Unicode's categories or scripts.
func property(name string) charSet {
	table, ok := unicode.Categories[name]
	if !ok {
		table, ok = unicode.Scripts[name]
	}
	if !ok {
		switch name {
		case "Any":
			return anything
		case "ASCII":
			return nonASCII.negate()
		case "Letter", "Alphabetic", "Alpha", "ID_Start", "XID_Start":
			table = unicode.L
		case "Number":
			table = unicode.N
		case "Punctuation":
			table = unicode.P
		case "Symbol":
			table = unicode.S
		case "Mark":
			table = unicode.M
		case "Uppercase_Letter", "Uppercase":
			table = unicode.Lu
		case "Lowercase_Letter", "Lowercase":
			table = unicode.Ll
		case "White_Space":
			table = unicode.White_Space
		default:
			return nonASCII
		}
	}
	var s charSet
	add := func(lo, hi, stride rune) {
		if stride == 1 {
			s = append(s, span{lo, hi})
			return
		}
		for r := lo; r <= hi; r += stride {
			s = append(s, span{r, r})
		}
	}
	for _, r := range table.R16 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	for _, r := range table.R32 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	return normal(s)
}
