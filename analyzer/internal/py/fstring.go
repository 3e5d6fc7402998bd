package py

import "strings"

// stringLit is one or more string literals in a row.
func (p *Parser) stringLit() Expr {
	start := p.start
	if p.tok == tString {
		kind := ConstStr
		if p.str&strBytes != 0 {
			kind = ConstBytes
		}
		p.next()
		for p.tok == tString {
			if (p.str&strBytes != 0) != (kind == ConstBytes) {
				return p.failExpr("cannot mix bytes and nonbytes literals")
			}
			p.next()
		}
		n := p.slab.constants.alloc()
		*n = Constant{Kind: kind, Raw: p.src[start:p.prevEnd]}
		n.start, n.end = start, p.prevEnd
		p.h = 0
		if p.tok != tFString {
			return n
		}
		if kind == ConstBytes {
			return p.failExpr("cannot mix bytes and nonbytes literals")
		}
		return p.joinedRest(start, n)
	}
	return p.joinedRest(start, nil)
}

// joinedRest is the f-string made of the literal first, if any, and the literals
// from the current token on.
func (p *Parser) joinedRest(start uint32, first *Constant) Expr {
	mark := len(p.exprs)
	h := 0
	template, plain := false, first != nil
	if first != nil {
		p.exprs = append(p.exprs, first)
	}
	for {
		switch p.tok {
		case tFString:
			if p.str&strTemplate != 0 {
				template = true
			} else {
				plain = true
			}
			p.fstringParts()
			h = max(h, p.h)
		case tString:
			plain = true
			if p.str&strBytes != 0 {
				return p.failExpr("cannot mix bytes and nonbytes literals")
			}
			p.exprs = append(p.exprs, p.constant(ConstStr))
		default:
			p.h = h + 1
			n := p.slab.joinedStrs.alloc()
			*n = JoinedStr{Template: template, Values: p.slab.exprLists.take(&p.exprs, mark)}
			n.start, n.end = start, p.prevEnd
			return n
		}
		if template && plain {
			return p.failExpr("cannot mix t-string literals with string or bytes literals")
		}
	}
}

// fstringParts pushes the parts of the f-string whose opening is the current
// token, and goes to the token after its end.
func (p *Parser) fstringParts() {
	if p.fdepth == 0 {
		p.fstring, p.fopen = p.start, p.paren
	}
	p.fdepth++
	p.enter()
	p.parts(p.str, p.src[p.end-1], false)
	p.depth--
	if p.bad {
		return // recovery needs fdepth
	}
	p.fdepth--
	p.next()
}

// parts reads the literal text and the replacement fields from p.end on, up to
// and with the closing quote, or in a format specification up to the "}".
func (p *Parser) parts(flags, quote uint8, spec bool) {
	src := p.src
	h := 0
	i := int(p.end)
	from := i
	triple := flags&strTriple != 0
	raw := flags&strRaw != 0
	for !p.bad {
		for i < len(src) && !fstringStop[src[i]] {
			i++
		}
		if i >= len(src) {
			p.failPart(i, "unterminated f-string literal")
			break
		}
		switch c := src[i]; c {
		case '\'', '"':
			if c != quote || triple && !strings.HasPrefix(src[i:], "'''") && !strings.HasPrefix(src[i:], `"""`) {
				i++
				continue
			}
			if spec {
				p.failPart(i, "f-string: expecting '}'")
				break
			}
			p.piece(from, i, raw, spec)
			i++
			if triple {
				i += 2
			}
			p.end = uint32(i)
			p.h = h
			return
		case '\n', '\r':
			// Python 3.12 lets a specification of an f-string in single quotes go on.
			if !triple && !spec {
				p.failPart(i, "unterminated f-string literal")
				break
			}
			i++
		case '\\':
			i++
			if i < len(src) {
				switch {
				case src[i] == '{' || src[i] == '}':
					// The brace keeps its meaning.
				case src[i] == 'N' && !raw && i+1 < len(src) && src[i+1] == '{':
					i += 2
					for i < len(src) && src[i] != '}' && src[i] != quote && src[i] != '\n' {
						i++
					}
					if i < len(src) && src[i] == '}' {
						i++
					}
				default:
					if k := p.newlineAt(i); k >= 0 {
						i = k
					} else {
						i++
					}
				}
			}
		case '{':
			if !spec && i+1 < len(src) && src[i+1] == '{' {
				i += 2
				continue
			}
			p.piece(from, i, raw, spec)
			if p.bad {
				break
			}
			p.end = uint32(i + 1)
			p.field(uint32(i), flags, quote)
			h = max(h, p.h)
			i = int(p.end)
			from = i
		case '}':
			if spec {
				p.piece(from, i, raw, spec)
				p.end = uint32(i)
				p.h = h
				return
			}
			if i+1 >= len(src) || src[i+1] != '}' {
				p.failPart(i, "f-string: single '}' is not allowed")
				break
			}
			i += 2
		}
	}
}

// fstringStop holds the bytes that end the run of plain bytes in an f-string.
var fstringStop = [256]bool{'\'': true, '"': true, '\\': true, '\n': true, '\r': true, '{': true, '}': true}

func (p *Parser) failPart(i int, msg string) {
	p.start, p.end = uint32(i), uint32(i)
	p.tok = tErr
	p.failAt(uint32(i), msg)
}

// piece pushes the literal text src[i:j], if any.
func (p *Parser) piece(i, j int, raw, spec bool) {
	if i == j {
		return
	}
	form := formPiece
	switch {
	case raw && spec:
		form = formRawSpec
	case raw:
		form = formRawPiece
	case spec:
		form = formSpec
	}
	if !raw && !p.escapes(i, j, 0) {
		p.fail(p.lexMsg)
		return
	}
	n := p.slab.constants.alloc()
	*n = Constant{Kind: ConstStr, form: form, Raw: p.src[i:j]}
	n.start, n.end = uint32(i), uint32(j)
	p.exprs = append(p.exprs, n)
}

// field pushes the replacement field whose "{" is at start. It leaves p.end
// after its "}".
func (p *Parser) field(start uint32, flags, quote uint8) {
	outer := p.fparen
	p.paren++
	p.fparen = p.paren
	p.enter()
	p.next()
	n := p.slab.formattedValues.alloc()
	*n = FormattedValue{}
	n.start = start
	n.Value = p.yieldOrExprs()
	h := p.h
	if p.tok == tAssign {
		n.Debug = true
		p.next()
	}
	if p.tok == tBang {
		bang := p.end
		p.next()
		if p.tok != tName || p.start != bang {
			p.fail("f-string: expecting a conversion character after '!'")
		}
		if c := p.src[p.start:p.end]; c == "r" || c == "s" || c == "a" {
			n.Conversion = c[0]
		} else {
			p.fail("f-string: invalid conversion character")
		}
		p.next()
	}
	if p.tok == tColon {
		spec := p.slab.joinedStrs.alloc()
		*spec = JoinedStr{}
		spec.start = p.end
		mark := len(p.exprs)
		p.parts(flags, quote, true)
		spec.Values = p.slab.exprLists.take(&p.exprs, mark)
		spec.end = p.end
		n.FormatSpec = spec
		h = max(h, p.h+1)
		if !p.bad {
			p.next() // the "}" that ended the specification
		}
	}
	if p.tok != tRBrace {
		p.fail("f-string: expecting '}'")
	}
	p.depth--
	p.h = h + 1
	p.fparen = outer
	n.end = p.end
	p.exprs = append(p.exprs, n)
}

// skipFString goes to the token after the f-string that holds an error.
func (p *Parser) skipFString() {
	i := int(p.fstring)
	for p.src[i] != '\'' && p.src[i] != '"' {
		i++
	}
	p.state = stateNormal
	p.lexString(int(p.fstring), i, 0)
}
