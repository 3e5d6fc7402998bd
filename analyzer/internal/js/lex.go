package js

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Classes of bytes for the inner loops of the lexer.
const (
	charIdent  = 1 << iota // may continue an ASCII identifier
	charStart              // may begin one
	charString             // ends the plain part of a string
	charTempl              // ends the plain part of a template
	charJSX                // ends the plain part of JSX text
	charToken              // begins a token and nothing else
)

var charClass = func() (table [256]uint8) {
	for c := range 128 {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' {
			table[c] |= charIdent
			if c < '0' || c > '9' {
				table[c] |= charStart
			}
		}
	}
	for _, c := range "'\"\\\n\r" {
		table[c] |= charString
	}
	for _, c := range "`$\\" {
		table[c] |= charTempl
	}
	for c := byte(' ') + 1; c < utf8.RuneSelf; c++ {
		if c != '/' && c != '<' && c != '-' {
			table[c] |= charToken
		}
	}
	for _, c := range "<{" {
		table[c] |= charJSX
	}
	return table
}()

// failLex fails at text that is no token.
func (p *Parser) failLex(pos int, msg string) {
	p.tok = tBad
	p.tokStart = pos
	p.fail(pos, msg)
}

// next moves to the next token.
func (p *Parser) next() {
	p.prevEnd = p.pos
	p.scan()
}

// scan reads the token at pos into tok, tokStart and pos.
func (p *Parser) scan() {
	src, pos := p.src, p.pos
	p.nl = false
	p.escaped = false
	p.steps++
	var c byte
	for {
		if pos >= len(src) {
			p.tokStart, p.pos, p.tok = len(src), len(src), tEOF
			return
		}
		c = src[pos]
		if charClass[c]&charToken != 0 {
			break
		}
		switch c {
		case ' ', '\t', '\v', '\f':
			pos++
			continue
		case '\n', '\r':
			p.nl = true
			pos++
			for pos < len(src) && src[pos] == ' ' {
				pos++
			}
			continue
		case '/':
			if pos+1 < len(src) {
				switch src[pos+1] {
				case '/':
					end := p.skipLine(pos + 2)
					p.comment(pos, end)
					pos = end
					continue
				case '*':
					end := p.skipBlockComment(pos)
					if p.bad {
						return
					}
					p.comment(pos, end)
					pos = end
					continue
				case '=':
					p.tokStart, p.pos, p.tok = pos, pos+2, tDivAssign
					return
				}
			}
			p.tokStart, p.pos, p.tok = pos, pos+1, tDiv
			return
		}
		if c >= utf8.RuneSelf {
			if n := p.skipUnicodeSpace(pos); n > 0 {
				pos += n
				continue
			}
		}
		if c == '<' || c == '-' {
			if end := p.htmlComment(pos); end > 0 {
				p.comment(pos, end)
				pos = end
				continue
			}
		}
		break
	}

	p.tokStart = pos
	if charClass[c]&charStart != 0 {
		end := pos + 1
		for end < len(src) && charClass[src[end]]&charIdent != 0 {
			end++
		}
		if end < len(src) && (src[end] == '\\' || src[end] >= utf8.RuneSelf) {
			p.scanSlowIdent(pos)
			return
		}
		p.pos = end
		if c >= 'a' {
			// Inlined by hand: this is the most frequent path.
			if n := end - pos; n >= minKeyword && n <= maxKeyword {
				slot := &keywordTable[keywordHash(c, src[pos+1], src[end-1], n)]
				if slot.word == src[pos:end] {
					p.tok = slot.tok
					return
				}
			}
		}
		p.tok = tIdent
		return
	}

	at := func(i int) byte {
		if pos+i < len(src) {
			return src[pos+i]
		}
		return 0
	}
	var tok token
	n := 1
	switch c {
	case '(':
		p.brackets++
		tok = tLParen
	case ')':
		p.brackets--
		tok = tRParen
	case '{':
		p.brackets++
		tok = tLBrace
	case '}':
		p.brackets--
		tok = tRBrace
	case '[':
		p.brackets++
		tok = tLBracket
	case ']':
		p.brackets--
		tok = tRBracket
	case ';':
		tok = tSemi
	case ',':
		tok = tComma
	case ':':
		tok = tColon
	case '@':
		tok = tAt
	case '~':
		tok = tTilde
	case '.':
		switch d := at(1); {
		case d >= '0' && d <= '9':
			p.scanNumber()
			return
		case d == '.' && at(2) == '.':
			tok, n = tEllipsis, 3
		default:
			tok = tDot
		}
	case '\'', '"':
		p.scanString(c)
		return
	case '`':
		p.pos = pos + 1
		p.tok = tTemplate
		if !p.scanTemplatePart() {
			p.tok = tTemplateHead
		}
		return
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		p.scanNumber()
		return
	case '=':
		switch at(1) {
		case '=':
			tok, n = tEq, 2
			if at(2) == '=' {
				tok, n = tStrictEq, 3
			}
		case '>':
			tok, n = tArrow, 2
		default:
			tok = tAssign
		}
	case '!':
		tok = tNot
		if at(1) == '=' {
			tok, n = tNotEq, 2
			if at(2) == '=' {
				tok, n = tStrictNe, 3
			}
		}
	case '<':
		tok = tLess
		switch at(1) {
		case '=':
			tok, n = tLessEq, 2
		case '<':
			tok, n = tShl, 2
			if at(2) == '=' {
				tok, n = tShlAssign, 3
			}
		}
	case '>':
		tok = tGreater
	case '+':
		tok = tAdd
		switch at(1) {
		case '+':
			tok, n = tInc, 2
		case '=':
			tok, n = tAddAssign, 2
		}
	case '-':
		tok = tSub
		switch at(1) {
		case '-':
			tok, n = tDec, 2
		case '=':
			tok, n = tSubAssign, 2
		}
	case '*':
		tok = tMul
		switch at(1) {
		case '*':
			tok, n = tExp, 2
			if at(2) == '=' {
				tok, n = tExpAssign, 3
			}
		case '=':
			tok, n = tMulAssign, 2
		}
	case '%':
		tok = tRem
		if at(1) == '=' {
			tok, n = tRemAssign, 2
		}
	case '&':
		tok = tBitAnd
		switch at(1) {
		case '&':
			tok, n = tAnd, 2
			if at(2) == '=' {
				tok, n = tAndAssign, 3
			}
		case '=':
			tok, n = tBitAndAssign, 2
		}
	case '|':
		tok = tBitOr
		switch at(1) {
		case '|':
			tok, n = tOr, 2
			if at(2) == '=' {
				tok, n = tOrAssign, 3
			}
		case '=':
			tok, n = tBitOrAssign, 2
		}
	case '^':
		tok = tBitXor
		if at(1) == '=' {
			tok, n = tBitXorAssign, 2
		}
	case '?':
		tok = tQuestion
		switch d := at(1); {
		case d == '?':
			tok, n = tNullish, 2
			if at(2) == '=' {
				tok, n = tNullishAssign, 3
			}
		case d == '.' && (at(2) < '0' || at(2) > '9'):
			tok, n = tQuestionDot, 2
		}
	case '#':
		p.scanPrivate()
		return
	default:
		if c == '\\' || c >= utf8.RuneSelf {
			p.scanSlowIdent(pos)
			return
		}
		p.pos = pos + 1
		p.failLex(pos, "unexpected character")
		return
	}
	p.pos = pos + n
	p.tok = tok
}

// lineTerminator returns the length of the line terminator at i, or 0.
func lineTerminator(s string, i int) int {
	switch s[i] {
	case '\n', '\r':
		return 1
	case 0xE2:
		if i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0xA8 || s[i+2] == 0xA9) {
			return 3
		}
	}
	return 0
}

// comment notes a comment. What is read again is noted again: see restore.
func (p *Parser) comment(start, end int) {
	if p.opt.Comments {
		p.comments = append(p.comments, Comment{uint32(start), uint32(end)})
	}
}

// skipLine returns the offset of the end of the line that pos is in.
func (p *Parser) skipLine(pos int) int {
	s := p.src[pos:]
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		s = s[:i]
	}
	if i := strings.IndexByte(s, '\r'); i >= 0 {
		s = s[:i]
	}
	for i := 0; ; i++ {
		j := strings.IndexByte(s[i:], 0xE2)
		if j < 0 {
			return pos + len(s)
		}
		i += j
		if lineTerminator(s, i) > 0 {
			return pos + i
		}
	}
}

// skipBlockComment returns the offset after the comment at pos.
func (p *Parser) skipBlockComment(pos int) int {
	src := p.src
	i := pos + 2
	for {
		j := strings.IndexByte(src[i:], '*')
		if j < 0 {
			p.pos = len(src)
			p.failLex(pos, "comment has no end")
			return len(src)
		}
		i += j + 1
		if i < len(src) && src[i] == '/' {
			i++
			break
		}
	}
	if !p.nl {
		s := src[pos:i]
		p.nl = strings.IndexByte(s, '\n') >= 0 || strings.IndexByte(s, '\r') >= 0 ||
			strings.Contains(s, "\u2028") || strings.Contains(s, "\u2029")
	}
	return i
}

// skipUnicodeSpace returns the length of the white space outside ASCII at pos.
func (p *Parser) skipUnicodeSpace(pos int) int {
	r, n := utf8.DecodeRuneInString(p.src[pos:])
	switch {
	case r == 0x2028 || r == 0x2029:
		p.nl = true
		return n
	case r == 0xFEFF || unicode.Is(unicode.Zs, r):
		return n
	}
	return 0
}

// htmlComment returns the offset of the end of the HTML-like comment at pos, or
// 0. Scripts may contain such comments, modules may not.
func (p *Parser) htmlComment(pos int) int {
	s := p.src[pos:]
	if p.opt.TS || p.opt.Mode == ModeModule {
		return 0
	}
	switch {
	case strings.HasPrefix(s, "<!--"):
		return p.skipLine(pos + 4)
	case strings.HasPrefix(s, "-->") && (p.nl || p.prevEnd == 0):
		return p.skipLine(pos + 3)
	}
	return 0
}

func isIDStart(r rune) bool {
	if r < utf8.RuneSelf {
		return r != utf8.RuneError && charClass[byte(r)]&charIdent != 0 && (r < '0' || r > '9')
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Other_ID_Start, r)
}

func isIDPart(r rune) bool {
	if r < utf8.RuneSelf {
		return charClass[byte(r)]&charIdent != 0
	}
	return isIDStart(r) || unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue) ||
		r == 0x200C || r == 0x200D
}

// scanSlowIdent reads an identifier with escapes or characters outside ASCII.
func (p *Parser) scanSlowIdent(start int) {
	end := p.identEnd(start)
	if end < 0 {
		return
	}
	p.pos = end
	p.tok = tIdent
	if p.escaped && lookupKeyword(p.word()) > tYield {
		p.tok = tEscapedKeyword
	}
}

// identEnd returns the end of the identifier at i, and notes escapes. It fails,
// returning -1, if there is none.
func (p *Parser) identEnd(start int) int {
	src := p.src
	i := start
	for i < len(src) {
		c := src[i]
		if charClass[c]&charStart != 0 || charClass[c]&charIdent != 0 && i > start {
			i++
			continue
		}
		var r rune
		n := 1
		switch {
		case c == '\\':
			p.escaped = true
			r, n = unicodeEscape(src[i+1:])
			if n == 0 {
				p.pos = i + 1
				p.failLex(i, "invalid escape in identifier")
				return -1
			}
			n++
		case c >= utf8.RuneSelf:
			r, n = utf8.DecodeRuneInString(src[i:])
		default:
			r = rune(c)
		}
		if i == start && !isIDStart(r) || !isIDPart(r) {
			if c == '\\' {
				i = start
			}
			break
		}
		i += n
	}
	if i == start {
		_, n := utf8.DecodeRuneInString(src[i:])
		p.pos = i + n
		p.failLex(start, "unexpected character")
		return -1
	}
	return i
}

// unicodeEscape reads "uXXXX" or "u{X…}" at the start of s.
func unicodeEscape(s string) (r rune, n int) {
	if len(s) < 5 && (len(s) < 4 || s[1] != '{') || s[0] != 'u' {
		return 0, 0
	}
	if s[1] == '{' {
		for i := 2; i < len(s); i++ {
			if s[i] == '}' && i > 2 {
				return r, i + 1
			}
			d := hexDigit(s[i])
			if d < 0 {
				return 0, 0
			}
			r = r<<4 | rune(d)
			if r > unicode.MaxRune {
				return 0, 0
			}
		}
		return 0, 0
	}
	for i := 1; i < 5; i++ {
		d := hexDigit(s[i])
		if d < 0 {
			return 0, 0
		}
		r = r<<4 | rune(d)
	}
	return r, 5
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// word returns the text of an identifier token with its escapes decoded.
func (p *Parser) word() string {
	s := p.src[p.tokStart:p.pos]
	if p.escaped {
		return decodeWord(s)
	}
	return s
}

func decodeWord(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			i++
			continue
		}
		r, n := unicodeEscape(s[i+1:])
		if n == 0 {
			break
		}
		b.WriteRune(r)
		i += n + 1
	}
	return b.String()
}

func (p *Parser) scanPrivate() {
	start := p.tokStart
	if start == 0 && strings.HasPrefix(p.src, "#!") {
		p.pos = p.skipLine(2)
		p.scan()
		return
	}
	end := start + 1
	src := p.src
	for end < len(src) && charClass[src[end]]&charIdent != 0 {
		end++
	}
	slow := end < len(src) && (src[end] == '\\' || src[end] >= utf8.RuneSelf)
	if slow || end == start+1 || src[start+1] >= '0' && src[start+1] <= '9' {
		if start+1 == len(src) {
			p.pos = start + 1
			p.failLex(start, "unexpected character")
			return
		}
		if end = p.identEnd(start + 1); end < 0 {
			return
		}
	}
	p.pos = end
	p.tok = tPrivate
}

func (p *Parser) scanString(quote byte) {
	src := p.src
	i := p.tokStart + 1
	for {
		for i < len(src) && charClass[src[i]]&charString == 0 {
			i++
		}
		if i >= len(src) {
			break
		}
		switch c := src[i]; c {
		case quote:
			p.pos = i + 1
			p.tok = tString
			return
		case '\\':
			p.escaped = true
			i++
			if i < len(src) && src[i] == '\r' && i+1 < len(src) && src[i+1] == '\n' {
				i++
			}
			i++
			continue
		case '\'', '"':
			i++
			continue
		}
		break // a line end
	}
	p.pos = min(i, len(src))
	p.failLex(p.tokStart, "string has no end")
}

// scanTemplatePart reads a template's text from pos on, and reports whether it
// ends the template rather than with "${".
func (p *Parser) scanTemplatePart() bool {
	src := p.src
	i := p.pos
	for {
		for i < len(src) && charClass[src[i]]&charTempl == 0 {
			i++
		}
		if i >= len(src) {
			break
		}
		switch src[i] {
		case '`':
			p.pos = i + 1
			return true
		case '\\':
			i += 2
		default: // $
			i++
			if i < len(src) && src[i] == '{' {
				p.brackets++
				p.pos = i + 1
				return false
			}
		}
	}
	p.pos = len(src)
	p.failLex(p.tokStart, "template has no end")
	return true
}

func (p *Parser) scanNumber() {
	src := p.src
	i := p.tokStart
	p.tok = tNumber
	ok := true
	digits := func(base int) {
		start := i
		last := byte('_')
		for i < len(src) {
			c := src[i]
			if c == '_' {
				ok = ok && last != '_'
			} else if d := hexDigit(c); d < 0 || d >= base {
				break
			}
			last = c
			i++
		}
		ok = ok && (i == start || last != '_')
	}
	c := src[i]
	big := true
	var d byte
	if i+1 < len(src) {
		d = src[i+1]
	}
	radix := 0
	if c == '0' {
		switch d | 0x20 {
		case 'x':
			radix = 16
		case 'o':
			radix = 8
		case 'b':
			radix = 2
		}
	}
	switch {
	case radix > 0:
		i += 2
		start := i
		digits(radix)
		ok = ok && i > start
	case c == '0' && (d >= '0' && d <= '9' || d == '_'):
		// A legacy octal, or a decimal with a leading zero.
		octal := true
		for i < len(src) && (src[i] >= '0' && src[i] <= '9' || src[i] == '_') {
			if src[i] >= '8' {
				octal = octal && src[i] == '_'
			}
			ok = ok && src[i] != '_'
			i++
		}
		big = false
		if octal {
			break
		}
		fallthrough
	default:
		if c != '.' && big {
			digits(10)
		}
		if i < len(src) && src[i] == '.' {
			big = false
			i++
			if i < len(src) && src[i] == '_' {
				ok = false
			}
			digits(10)
		}
		if i < len(src) && src[i]|0x20 == 'e' {
			big = false
			i++
			if i < len(src) && (src[i] == '+' || src[i] == '-') {
				i++
			}
			start := i
			digits(10)
			ok = ok && i > start
		}
	}
	if big && i < len(src) && src[i] == 'n' {
		i++
		p.tok = tBigInt
	}
	p.pos = i
	if i < len(src) {
		r, _ := utf8.DecodeRuneInString(src[i:])
		ok = ok && !isIDPart(r) && r != '\\'
	}
	if !ok {
		p.failLex(p.tokStart, "invalid number")
	}
}

// rescanGreater joins ">" with what follows it to the operator that an
// expression reads there.
func (p *Parser) rescanGreater() {
	s := p.src[p.pos:]
	tok, n := tGreater, 0
	switch {
	case strings.HasPrefix(s, ">>="):
		tok, n = tUShrAssign, 3
	case strings.HasPrefix(s, ">>"):
		tok, n = tUShr, 2
	case strings.HasPrefix(s, ">="):
		tok, n = tShrAssign, 2
	case strings.HasPrefix(s, ">"):
		tok, n = tShr, 1
	case strings.HasPrefix(s, "="):
		tok, n = tGreaterEq, 1
	}
	p.tok = tok
	p.pos += n
}

// rescanLess splits "<<" and the like, so that "<" opens type arguments.
func (p *Parser) rescanLess() {
	if p.tok == tShl {
		p.tok = tLess
		p.pos = p.tokStart + 1
	}
}

// rescanRegExp reads the regular expression that the current "/" or "/=" opens.
func (p *Parser) rescanRegExp() {
	src := p.src
	i := p.tokStart + 1
	class := false
	for i < len(src) {
		switch c := src[i]; {
		case c == '/' && !class:
			i++
			for i < len(src) {
				r, n := utf8.DecodeRuneInString(src[i:])
				if !isIDPart(r) {
					break
				}
				i += n
			}
			p.pos = i
			if i < len(src) && src[i] == '\\' {
				p.fail(i, "escape in regular expression flags")
			}
			return
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '\\':
			i++
			if i < len(src) && lineTerminator(src, i) > 0 {
				i = len(src)
			}
		case c == '\n' || c == '\r' || c == 0xE2 && lineTerminator(src, i) > 0:
			p.pos = i
			p.fail(p.tokStart, "regular expression has no end")
			return
		}
		i++
	}
	p.pos = len(src)
	p.fail(p.tokStart, "regular expression has no end")
}

// decodeString returns the value of the string literal s, quotes included.
// octal reports an escape that strict mode forbids.
func decodeString(s string) (value string, octal, ok bool) {
	return decode(s[1:len(s)-1], false)
}

// decode replaces the escapes of a string or template.
func decode(s string, template bool) (value string, octal, ok bool) {
	var b strings.Builder
	b.Grow(len(s))
	ok = true
	for i := 0; i < len(s); {
		plain := i
		for i < len(s) && s[i] != '\\' && s[i] != '\r' {
			i++
		}
		b.WriteString(s[plain:i])
		if i == len(s) {
			break
		}
		c := s[i]
		if c == '\r' && template {
			b.WriteByte('\n')
			i++
			if i < len(s) && s[i] == '\n' {
				i++
			}
			continue
		}
		if c != '\\' || i+1 >= len(s) {
			b.WriteByte(c)
			i++
			continue
		}
		i++
		c = s[i]
		i++
		switch c {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 'r':
			b.WriteByte('\r')
		case 'b':
			b.WriteByte('\b')
		case 'f':
			b.WriteByte('\f')
		case 'v':
			b.WriteByte('\v')
		case '\r':
			if i < len(s) && s[i] == '\n' {
				i++
			}
		case '\n':
		case 'x':
			if i+1 >= len(s) || hexDigit(s[i]) < 0 || hexDigit(s[i+1]) < 0 {
				return "", octal, false
			}
			b.WriteRune(rune(hexDigit(s[i])<<4 | hexDigit(s[i+1])))
			i += 2
		case 'u':
			r, n := unicodeEscape(s[i-1:])
			if n == 0 {
				return "", octal, false
			}
			i += n - 1
			if r >= 0xD800 && r < 0xDC00 && i+1 < len(s) && s[i] == '\\' {
				if low, m := unicodeEscape(s[i+1:]); m > 0 && low >= 0xDC00 && low < 0xE000 {
					r = (r-0xD800)<<10 + (low - 0xDC00) + 0x10000
					i += m + 1
				}
			}
			b.WriteRune(r) // a lone surrogate becomes U+FFFD
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			if c == '0' && (i >= len(s) || s[i] < '0' || s[i] > '9') {
				b.WriteByte(0)
				continue
			}
			octal = true
			if c >= '8' {
				b.WriteByte(c)
				continue
			}
			v := rune(c - '0')
			for n := 1; n < 3 && i < len(s) && s[i] >= '0' && s[i] <= '7' && v*8+rune(s[i]-'0') < 256; n++ {
				v = v*8 + rune(s[i]-'0')
				i++
			}
			b.WriteRune(v)
		default:
			if n := lineTerminator(s, i-1); n > 0 {
				i += n - 1
				continue
			}
			b.WriteByte(c)
		}
	}
	return b.String(), octal, ok
}
