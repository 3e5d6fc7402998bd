package py

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is a kind of token. The binary operators and the augmented assignments
// are in the order of Operator, the comparisons in the order of CmpOp.
type token uint8

const (
	tEOF token = iota
	tErr       // the statement is lost; nothing accepts this
	tNewline
	tIndent
	tDedent

	tName
	tNumber
	tString
	tFString // the prefix and opening quote of an f-string or t-string

	tLPar
	tRPar
	tLBrack
	tRBrack
	tLBrace
	tRBrace
	tComma
	tColon
	tSemi
	tDot
	tEllipsis
	tAssign
	tArrow
	tColonEq
	tBang
	tTilde

	tPlus
	tMinus
	tStar
	tAt
	tSlash
	tDSlash
	tPercent
	tDStar
	tLShift
	tRShift
	tPipe
	tCaret
	tAmp

	tPlusEq
	tMinusEq
	tStarEq
	tAtEq
	tSlashEq
	tDSlashEq
	tPercentEq
	tDStarEq
	tLShiftEq
	tRShiftEq
	tPipeEq
	tCaretEq
	tAmpEq

	tEqEq
	tNotEq
	tLt
	tLtE
	tGt
	tGtE

	tFalse
	tNone
	tTrue
	tAnd
	tAs
	tAssert
	tAsync
	tAwait
	tBreak
	tClass
	tContinue
	tDef
	tDel
	tElif
	tElse
	tExcept
	tFinally
	tFor
	tFrom
	tGlobal
	tIf
	tImport
	tIn
	tIs
	tLambda
	tNonlocal
	tNot
	tOr
	tPass
	tRaise
	tReturn
	tTry
	tWhile
	tWith
	tYield

	numTokens
)

// The classes of bytes the lexer tells apart at the start of a token.
const (
	cOther = iota
	cIdent // also every byte of a non-ASCII character
	cDigit
	cSpace
	cNewline
	cHash
	cQuote
	cBackslash
	cLPar
	cRPar
	cLBrack
	cRBrack
	cLBrace
	cRBrace
	cComma
	cColon
	cDot
	cEq
	cOper // the other operators
)

var (
	charClass = buildCharClass()
	identPart = buildIdentPart()
	// strStop holds the bytes that end the run of plain bytes in a string.
	strStop = [256]bool{'\'': true, '"': true, '\\': true, '\n': true, '\r': true}
	// keywordLens[c] has bit n set when a keyword of n letters starts with c.
	keywordLens = buildKeywordLens()
)

func buildCharClass() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', c >= utf8.RuneSelf:
			t[c] = cIdent
		case c >= '0' && c <= '9':
			t[c] = cDigit
		}
	}
	for _, c := range []byte(" \t\f") {
		t[c] = cSpace
	}
	for _, c := range []byte("~+-*/%@<>&|^!;") {
		t[c] = cOper
	}
	t['\n'], t['\r'] = cNewline, cNewline
	t['\''], t['"'] = cQuote, cQuote
	t['#'] = cHash
	t['\\'] = cBackslash
	t['('], t[')'] = cLPar, cRPar
	t['['], t[']'] = cLBrack, cRBrack
	t['{'], t['}'] = cLBrace, cRBrace
	t[','] = cComma
	t[':'] = cColon
	t['.'] = cDot
	t['='] = cEq
	return t
}

func buildIdentPart() (t [256]bool) {
	for c := range t {
		t[c] = charClass[c] == cIdent || charClass[c] == cDigit
	}
	return t
}

func buildKeywordLens() (t [256]uint16) {
	for k := range strings.FieldsSeq(`False None True and as assert async await break class continue
		def del elif else except finally for from global if import in is lambda nonlocal not or pass
		raise return try while with yield`) {
		t[k[0]] |= 1 << len(k)
	}
	return t
}

func keyword(s string) token {
	switch s {
	case "False":
		return tFalse
	case "None":
		return tNone
	case "True":
		return tTrue
	case "and":
		return tAnd
	case "as":
		return tAs
	case "assert":
		return tAssert
	case "async":
		return tAsync
	case "await":
		return tAwait
	case "break":
		return tBreak
	case "class":
		return tClass
	case "continue":
		return tContinue
	case "def":
		return tDef
	case "del":
		return tDel
	case "elif":
		return tElif
	case "else":
		return tElse
	case "except":
		return tExcept
	case "finally":
		return tFinally
	case "for":
		return tFor
	case "from":
		return tFrom
	case "global":
		return tGlobal
	case "if":
		return tIf
	case "import":
		return tImport
	case "in":
		return tIn
	case "is":
		return tIs
	case "lambda":
		return tLambda
	case "nonlocal":
		return tNonlocal
	case "not":
		return tNot
	case "or":
		return tOr
	case "pass":
		return tPass
	case "raise":
		return tRaise
	case "return":
		return tReturn
	case "try":
		return tTry
	case "while":
		return tWhile
	case "with":
		return tWith
	case "yield":
		return tYield
	}
	return tName
}

// What next has to look at before the bytes.
const (
	stateNormal  uint8 = iota
	stateLine          // at the start of a logical line: indentation first
	stateDedents       // more tDedent to come
	stateBad           // in a lost statement: tErr until recovery
)

// The flags of string prefixes.
const (
	strRaw uint8 = 1 << iota
	strBytes
	strFormat
	strTemplate
	strTriple
	strUnicode // u""
)

// lexer is the part of the Parser that reads tokens. It is copied to look ahead.
type lexer struct {
	src     string
	start   uint32 // of the current token
	end     uint32 // of the current token; where the next is searched
	prevEnd uint32 // of the token before
	paren   int32  // open brackets
	fparen  int32  // value of paren right inside the innermost replacement field, or 0
	pending int32  // tDedent left to give
	tok     token
	state   uint8
	num     ConstKind // kind of the last tNumber
	str     uint8     // flags of the last tString or tFString
	hasCR   bool      // src has a carriage return
	special bool      // a name with bytes outside ASCII was met
}

type indent struct{ col, alt int }

// next reads a token.
func (p *Parser) next() {
	p.prevEnd = p.end
	p.steps++
	if p.state != stateNormal && p.lineToken() {
		return
	}
	src := p.src
	i := int(p.end)
	for {
		for uint(i) < uint(len(src)) && src[i] == ' ' {
			i++
		}
		if uint(i) >= uint(len(src)) {
			p.lexEOF()
			return
		}
		c := src[i]
		var tok token
		j := i + 1
		switch charClass[c] {
		case cIdent:
			all := c
			for uint(j) < uint(len(src)) {
				d := src[j]
				if !identPart[d] {
					break
				}
				all |= d
				j++
			}
			tok = tName
			n := j - i
			if n <= 2 && uint(j) < uint(len(src)) && (src[j] == '"' || src[j] == '\'') {
				if flags, ok := stringPrefix(src[i:j]); ok {
					p.lexString(i, j, flags)
					return
				}
			}
			if n <= 8 && keywordLens[c]>>n&1 != 0 {
				tok = keyword(src[i:j])
			}
			if all >= utf8.RuneSelf {
				if j = p.identifier(i, j); j < 0 {
					return
				}
			}
		case cDigit:
			p.lexNumber(i)
			return
		case cSpace:
			i++
			continue
		case cNewline:
			if c == '\r' && j < len(src) && src[j] == '\n' {
				j++
			}
			if p.paren > 0 {
				i = j
				continue
			}
			tok = tNewline
			p.state = stateLine
		case cHash:
			i = p.comment(i)
			continue
		case cQuote:
			p.lexString(i, i, 0)
			return
		case cBackslash:
			k := p.newlineAt(j)
			switch {
			case k < 0:
				p.lexFail(i, j, "unexpected character after line continuation character")
				return
			case k == len(src):
				p.lexFail(i, k, "unexpected EOF while parsing")
				return
			}
			i = k
			continue
		case cLPar:
			tok = tLPar
			p.paren++
		case cRPar:
			tok = tRPar
			if p.paren > 0 {
				p.paren--
			}
		case cLBrack:
			tok = tLBrack
			p.paren++
		case cRBrack:
			tok = tRBrack
			if p.paren > 0 {
				p.paren--
			}
		case cLBrace:
			tok = tLBrace
			p.paren++
		case cRBrace:
			tok = tRBrace
			if p.paren > 0 {
				p.paren--
			}
		case cComma:
			tok = tComma
		case cColon:
			tok = tColon
			// In a replacement field a colon always starts the format: f"{x:=5}".
			if j < len(src) && src[j] == '=' && (p.fparen == 0 || p.fparen != p.paren) {
				tok = tColonEq
				j++
			}
		case cDot:
			tok = tDot
			if j < len(src) {
				if d := src[j]; d >= '0' && d <= '9' {
					p.lexNumber(i)
					return
				} else if d == '.' && j+1 < len(src) && src[j+1] == '.' {
					tok = tEllipsis
					j += 2
				}
			}
		case cEq:
			tok = tAssign
			if j < len(src) && src[j] == '=' {
				tok = tEqEq
				j++
			}
		case cOper:
			tok, j = p.operator(c, j)
		default:
			p.lexFail(i, j, "invalid character")
			return
		}
		p.tok = tok
		p.start = uint32(i)
		p.end = uint32(j)
		return
	}
}

// operator reads the operator that starts with c and goes on at j.
func (p *Parser) operator(c byte, j int) (token, int) {
	var d, e byte
	if j < len(p.src) {
		d = p.src[j]
		if j+1 < len(p.src) {
			e = p.src[j+1]
		}
	}
	var tok token
	switch c {
	case '~':
		return tTilde, j
	case ';':
		return tSemi, j
	case '!':
		if d == '=' {
			return tNotEq, j + 1
		}
		return tBang, j
	case '+':
		tok = tPlus
	case '-':
		if d == '>' {
			return tArrow, j + 1
		}
		tok = tMinus
	case '*':
		tok = tStar
		if d == '*' {
			tok, j, d = tDStar, j+1, e
		}
	case '/':
		tok = tSlash
		if d == '/' {
			tok, j, d = tDSlash, j+1, e
		}
	case '%':
		tok = tPercent
	case '@':
		tok = tAt
	case '&':
		tok = tAmp
	case '|':
		tok = tPipe
	case '^':
		tok = tCaret
	case '<':
		switch d {
		case '=':
			return tLtE, j + 1
		case '<':
			tok, j, d = tLShift, j+1, e
		default:
			return tLt, j
		}
	case '>':
		switch d {
		case '=':
			return tGtE, j + 1
		case '>':
			tok, j, d = tRShift, j+1, e
		default:
			return tGt, j
		}
	}
	if d == '=' {
		return tok + (tPlusEq - tPlus), j + 1
	}
	return tok, j
}

// newlineAt is the offset after the line end at i, or -1 when there is none.
func (p *Parser) newlineAt(i int) int {
	if i >= len(p.src) {
		return -1
	}
	switch p.src[i] {
	case '\n':
		return i + 1
	case '\r':
		if i+1 < len(p.src) && p.src[i+1] == '\n' {
			return i + 2
		}
		return i + 1
	}
	return -1
}

// lineEnd is the offset of the first line end at or after i.
func (p *Parser) lineEnd(i int) int {
	if !p.hasCR {
		if n := strings.IndexByte(p.src[i:], '\n'); n >= 0 {
			return i + n
		}
		return len(p.src)
	}
	for i < len(p.src) && p.src[i] != '\n' && p.src[i] != '\r' {
		i++
	}
	return i
}

// comment notes the comment at i and returns where it ends. A comment may be read
// twice: on trial or while recovering.
func (p *Parser) comment(i int) int {
	j := p.lineEnd(i)
	if n := len(p.comments); n == 0 || int(p.comments[n-1].End) <= i {
		p.comments = append(p.comments, Comment{uint32(i), uint32(j)})
	}
	return j
}

// lexEOF gives the tokens after the last byte: the end of the last line, then
// (through lineToken) the open blocks, then tEOF.
func (p *Parser) lexEOF() {
	p.start = uint32(len(p.src))
	p.end = p.start
	switch {
	case p.paren > 0, p.tok == tNewline, p.tok == tDedent, p.tok == tEOF, p.tok == tIndent:
		p.tok = tEOF
	default:
		p.tok = tNewline
		p.state = stateLine
	}
}

// lineToken does what has to be done before a token is read, and reports whether
// that was a token.
func (p *Parser) lineToken() bool {
	switch p.state {
	case stateBad:
		p.tok = tErr
		return true
	case stateDedents:
		p.dedent()
		return true
	}
	p.state = stateNormal
	col, alt, i := p.indentation()
	p.start, p.end = uint32(i), uint32(i)
	if i == len(p.src) {
		col, alt = 0, 0
	}
	top := p.indents[len(p.indents)-1]
	switch {
	case col == top.col:
		if alt != top.alt {
			p.softError(i, "inconsistent use of tabs and spaces in indentation")
		}
		return false
	case col > top.col:
		if alt <= top.alt {
			p.softError(i, "inconsistent use of tabs and spaces in indentation")
		}
		p.indents = append(p.indents, indent{col, alt})
		p.tok = tIndent
		return true
	}
	n := len(p.indents)
	for n > 1 && p.indents[n-1].col > col {
		n--
	}
	if at := p.indents[n-1]; at.col != col {
		// Stay in the innermost block this line can still be in, at the new column.
		p.softError(i, "unindent does not match any outer indentation level")
		n++
		p.indents[n-1] = indent{col, alt}
	} else if at.alt != alt {
		p.softError(i, "inconsistent use of tabs and spaces in indentation")
	}
	p.pending = int32(len(p.indents) - n)
	p.indents = p.indents[:n]
	if p.pending == 0 {
		return false
	}
	p.dedent()
	return true
}

func (p *Parser) dedent() {
	p.tok = tDedent
	p.start = p.end
	p.pending--
	p.state = stateDedents
	if p.pending == 0 {
		p.state = stateNormal
	}
}

// indentation skips blank lines and returns the column of the next line's first
// token with tabs to 8 and with tabs to 1, and the token's offset.
func (p *Parser) indentation() (col, alt, i int) {
	src := p.src
	i = int(p.end)
	cont := -1 // column before the first line continuation, which is what counts
	for i < len(src) {
		switch src[i] {
		case ' ':
			from := i
			for i < len(src) && src[i] == ' ' {
				i++
			}
			col += i - from
			alt += i - from
		case '\t':
			col = (col/8 + 1) * 8
			alt++
			i++
		case '\f':
			col, alt = 0, 0
			i++
		case '\n', '\r':
			i++
			col, alt, cont = 0, 0, -1
		case '#':
			i = p.comment(i)
		case '\\':
			k := p.newlineAt(i + 1)
			if k < 0 || k == len(src) {
				return col, alt, i // the token scan reports it
			}
			if cont <= 0 {
				cont = col
			}
			i = k
		default:
			if cont > 0 {
				return cont, cont, i
			}
			return col, alt, i
		}
	}
	return col, alt, i
}

// identifier checks the identifier src[i:j], which has bytes outside ASCII, and
// returns its end, or -1 after an error.
func (p *Parser) identifier(i, j int) int {
	p.special = true
	s := p.src[i:j]
	for k, r := range s {
		ok := r < utf8.RuneSelf || idContinue(r)
		if k == 0 {
			ok = r < utf8.RuneSelf || idStart(r)
		}
		if !ok || r == utf8.RuneError {
			p.lexFail(i+k, j, "invalid character in identifier")
			return -1
		}
	}
	return j
}

func idStart(r rune) bool {
	return unicode.In(r, unicode.L, unicode.Nl, unicode.Other_ID_Start)
}

func idContinue(r rune) bool {
	return idStart(r) || unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue) ||
		r == 0x200c || r == 0x200d
}

// ident is the text of the current tName, in normal form NFKC.
func (p *Parser) ident() string {
	s := p.src[p.start:p.end]
	if p.special {
		return norm.NFKC.String(s)
	}
	return s
}

// lexNumber reads the number at i.
func (p *Parser) lexNumber(i int) {
	src := p.src
	p.tok = tNumber
	p.start = uint32(i)
	p.num = ConstInt
	j := i
	// The common case first: a few decimal digits.
	if src[i] != '0' {
		for j < len(src) && src[j]-'0' <= 9 {
			j++
		}
		if j < len(src) && src[j] != '.' && !identPart[src[j]] {
			p.end = uint32(j)
			return
		}
		j = i
	}
	msg := ""
	zeros := false // an integer with leading zeros: an error unless a float follows
	if src[i] == '0' && i+1 < len(src) && src[i+1]|0x20 != 'e' && src[i+1]|0x20 != 'j' && charClass[src[i+1]] == cIdent && src[i+1] != '_' {
		switch src[i+1] | 0x20 {
		case 'x':
			j, msg = digits(src, i+2, 16, true)
		case 'o':
			j, msg = digits(src, i+2, 8, true)
		case 'b':
			j, msg = digits(src, i+2, 2, true)
		default:
			j = i + 1 // "0or 1"
		}
	} else {
		if src[i] != '.' {
			j, msg = digits(src, i, 10, false)
			if src[i] == '0' {
				zeros = strings.Trim(src[i:j], "0_") != ""
			}
		}
		if msg == "" && j < len(src) && src[j] == '.' {
			p.num = ConstFloat
			j++
			if j < len(src) && src[j]-'0' <= 9 {
				j, msg = digits(src, j, 10, false)
			}
		}
		if msg == "" && j < len(src) && src[j]|0x20 == 'e' {
			k := j + 1
			if k < len(src) && (src[k] == '+' || src[k] == '-') {
				k++
			}
			if k < len(src) && src[k]-'0' <= 9 {
				p.num = ConstFloat
				j, msg = digits(src, k, 10, false)
			} else if k > j+1 {
				msg = "invalid decimal literal"
			}
		}
		if msg == "" && j < len(src) && src[j]|0x20 == 'j' {
			p.num = ConstComplex
			j++
		}
		if zeros && p.num == ConstInt {
			msg = "leading zeros in decimal integer literals are not permitted"
		}
	}
	if msg == "" && j < len(src) && identPart[src[j]] && !numberMayEndBefore(src[j:]) {
		msg = "invalid decimal literal"
	}
	if msg != "" {
		for j < len(src) && identPart[src[j]] {
			j++
		}
		p.lexFail(i, j, msg)
		return
	}
	p.end = uint32(j)
}

// digits reads digits of the base with single underscores between them; lead
// allows one underscore before the first.
func digits(src string, i, base int, lead bool) (end int, msg string) {
	isDigit := func(c byte) bool {
		switch {
		case c >= '0' && c <= '9':
			return int(c-'0') < base
		case base == 16:
			return c|0x20 >= 'a' && c|0x20 <= 'f'
		}
		return false
	}
	if lead && i < len(src) && src[i] == '_' {
		i++
	}
	if i >= len(src) || !isDigit(src[i]) {
		return i, "invalid number literal"
	}
	for i < len(src) {
		switch {
		case isDigit(src[i]):
			i++
		case src[i] == '_' && i+1 < len(src) && isDigit(src[i+1]):
			i += 2
		case src[i] == '_' || src[i]-'0' <= 9:
			return i, "invalid number literal"
		default:
			return i, ""
		}
	}
	return i, ""
}

// numberMayEndBefore says whether s, which starts with a letter, starts with a
// keyword CPython accepts right after a number: "1if x else 2".
func numberMayEndBefore(s string) bool {
	for _, k := range [...]string{"and", "else", "for", "if", "in", "is", "or", "not"} {
		if strings.HasPrefix(s, k) {
			return true
		}
	}
	return false
}

// stringPrefix reads the prefix of a string literal.
func stringPrefix(s string) (flags uint8, ok bool) {
	for i := range len(s) {
		var f uint8
		switch s[i] | 0x20 {
		case 'r':
			f = strRaw
		case 'b':
			f = strBytes
		case 'f':
			f = strFormat
		case 't':
			f = strTemplate
		case 'u':
			f = strUnicode
		default:
			return 0, false
		}
		// At most r with one of b, f, t; u is alone.
		if flags != 0 && (flags|f)&strRaw == 0 || flags&f != 0 || (flags|f)&strUnicode != 0 && len(s) > 1 {
			return 0, false
		}
		flags |= f
	}
	return flags, true
}

// lexString reads the string literal whose prefix is at i and whose quote is at
// j. Of an f-string or t-string it reads the opening quote only.
func (p *Parser) lexString(i, j int, flags uint8) {
	src := p.src
	quote := src[j]
	k := j + 1
	if k+1 < len(src) && src[k] == quote && src[k+1] == quote {
		flags |= strTriple
		k += 2
	}
	p.start = uint32(i)
	p.str = flags
	if flags&(strFormat|strTemplate) != 0 {
		p.tok = tFString
		p.end = uint32(k)
		return
	}
	body := k
	escaped := false
	if flags&strTriple != 0 {
		for {
			n := strings.IndexByte(src[k:], quote)
			if n < 0 {
				p.lexFail(i, len(src), "unterminated triple-quoted string literal")
				return
			}
			at := k + n
			back := at
			for back > k && src[back-1] == '\\' {
				back--
			}
			if (at-back)&1 != 0 {
				k = at + 1
				continue
			}
			if at+2 < len(src) && src[at+1] == quote && src[at+2] == quote {
				k = at
				break
			}
			k = at + 1
		}
		escaped = strings.IndexByte(src[body:k], '\\') >= 0
	} else {
	scan:
		for {
			for uint(k) < uint(len(src)) && !strStop[src[k]] {
				k++
			}
			if k >= len(src) {
				p.lexFail(i, k, "unterminated string literal")
				return
			}
			switch src[k] {
			case quote:
				break scan
			case '\\':
				escaped = true
				if m := p.newlineAt(k + 1); m >= 0 {
					k = m
				} else {
					k += 2
				}
			case '\n', '\r':
				p.lexFail(i, k, "unterminated string literal")
				return
			default:
				k++
			}
		}
	}
	end := k + 1
	if flags&strTriple != 0 {
		end = k + 3
	}
	if escaped && flags&strRaw == 0 && !p.escapes(body, k, flags) {
		p.end = uint32(end)
		return
	}
	if flags&strBytes != 0 {
		for m := body; m < k; m++ {
			if src[m] >= utf8.RuneSelf {
				p.lexFail(m, end, "bytes can only contain ASCII literal characters")
				return
			}
		}
	}
	p.tok = tString
	p.end = uint32(end)
}

// escapes checks the escapes in src[i:j] that CPython does not let pass: unknown
// ones are a mere warning, broken ones are errors.
func (p *Parser) escapes(i, j int, flags uint8) bool {
	src := p.src
	for {
		n := strings.IndexByte(src[i:j], '\\')
		if n < 0 {
			return true
		}
		i += n + 2
		if i > j {
			return true
		}
		digits := 0
		switch src[i-1] {
		case 'x':
			digits = 2
		case 'u':
			digits = 4
		case 'U':
			digits = 8
		case 'N':
			if flags&strBytes == 0 {
				end := strings.IndexByte(src[i:j], '}')
				if i >= j || src[i] != '{' || end < 2 {
					p.lexFail(i-2, j, "malformed \\N character escape")
					return false
				}
				i += end + 1
			}
			continue
		}
		if digits == 0 || flags&strBytes != 0 && digits != 2 {
			continue
		}
		value := 0
		for k := range digits {
			if i+k >= j || hexDigit(src[i+k]) < 0 {
				p.lexFail(i-2, j, "truncated escape in string literal")
				return false
			}
			value = value<<4 | hexDigit(src[i+k])
		}
		if value > unicode.MaxRune {
			p.lexFail(i-2, j, "illegal Unicode character")
			return false
		}
		i += digits
	}
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}
