package js

import "strings"

// parseJSX reads the element or fragment at the current "<".
func (p *Parser) parseJSX() Expr {
	e := p.parseJSXElement()
	if !p.bad {
		p.next()
	}
	return e
}

// parseJSXElement reads an element up to its last ">", which stays the current
// token: what follows is a token or, inside another element, text.
func (p *Parser) parseJSXElement() *JSXElement {
	start := p.tokStart
	n := p.mem.jsxElements.alloc()
	*n = JSXElement{Span: Span{uint32(start), uint32(start)}}
	if !p.enter() {
		p.depth--
		return n
	}
	p.next()
	nameStart, nameEnd := p.tokStart, p.tokStart
	if p.tok != tGreater {
		n.Name = p.parseJSXName()
		nameEnd = p.prevEnd
		if p.tok == tLess && p.opt.TS {
			n.TypeArgs = p.parseTypeArgs()
		}
		mark := p.mem.attrList.mark()
		for p.tok == tLBrace || p.tok.isName() {
			p.mem.attrList.push(p.parseJSXAttribute())
		}
		n.Attrs = p.mem.attrList.take(mark)
		if p.tok == tDiv {
			p.next()
			if p.tok != tGreater {
				p.expected(tGreater)
			}
			n.Stop = uint32(p.pos)
			p.depth--
			return n
		}
		if p.tok != tGreater {
			p.expected(tGreater)
			p.depth--
			return n
		}
	}
	name := p.src[nameStart:nameEnd]
	mark := p.mem.exprList.mark()
	for !p.bad {
		p.scanJSXText()
		if p.bad {
			break
		}
		if p.tok == tLBrace {
			p.mem.exprList.push(p.parseJSXContainer())
			continue
		}
		// tLess
		at := p.save()
		p.next()
		if p.tok != tDiv {
			p.restore(at)
			p.mem.exprList.push(p.parseJSXElement())
			continue
		}
		p.next()
		if p.tok != tGreater {
			closeStart := p.tokStart
			p.parseJSXName()
			if !p.bad && p.src[closeStart:p.prevEnd] != name {
				p.report(uint32(closeStart), "closing tag does not match <"+name+">")
			}
		} else if name != "" {
			p.report(uint32(p.tokStart), "closing tag does not match <"+name+">")
		}
		if p.tok != tGreater {
			p.expected(tGreater)
		}
		break
	}
	n.Children = p.mem.exprList.take(mark)
	n.Stop = uint32(p.pos)
	p.depth--
	return n
}

// scanJSXText pushes the text up to the next "<" or "{", which becomes the
// current token.
func (p *Parser) scanJSXText() {
	src, start := p.src, p.pos
	i := start
	for i < len(src) && charClass[src[i]]&charJSX == 0 {
		i++
	}
	if i > start {
		n := p.mem.jsxTexts.alloc()
		*n = JSXText{Span{uint32(start), uint32(i)}, src[start:i]}
		p.mem.exprList.push(n)
	}
	p.steps++
	p.prevEnd = i
	p.tokStart = i
	if i >= len(src) {
		p.pos = i
		p.fail(i, "element has no end")
		return
	}
	p.nl, p.escaped = false, false
	p.pos = i + 1
	p.tok = tLess
	if src[i] == '{' {
		p.tok = tLBrace
		p.brackets++
	}
}

// parseJSXContainer reads "{x}" up to the "}", which stays the current token.
func (p *Parser) parseJSXContainer() Expr {
	n := p.mem.jsxExprs.alloc()
	*n = JSXExpr{Span: Span{Start: uint32(p.tokStart)}}
	p.next()
	if p.tok == tEllipsis {
		n.Spread = true
		p.next()
	}
	if p.tok != tRBrace {
		n.X = p.parseExpr()
	}
	if p.tok != tRBrace {
		p.expected(tRBrace)
	}
	n.Stop = uint32(p.pos)
	return n
}

// jsxWord extends the current word by the "-" that JSX names may contain.
func (p *Parser) jsxWord() {
	if !p.tok.isName() {
		p.expected(tIdent)
		return
	}
	src := p.src
	i := p.pos
	for i < len(src) && (src[i] == '-' || charClass[src[i]]&charIdent != 0) {
		i++
	}
	p.pos = i
}

// parseJSXName reads a.b.c, a:b or a-b.
func (p *Parser) parseJSXName() Expr {
	start := p.tokStart
	if p.tok == tThis && (p.pos >= len(p.src) || p.src[p.pos] != '-') {
		n := p.mem.this.alloc()
		*n = This{Span{uint32(start), uint32(p.pos)}}
		p.next()
		return p.jsxMembers(n, start)
	}
	p.jsxWord()
	if p.bad {
		return p.badExpr()
	}
	id := p.identifier()
	if p.tok == tColon {
		p.next()
		p.jsxWord()
		p.next()
		id.Stop = uint32(p.prevEnd)
		id.Name = p.src[start:p.prevEnd]
		return id
	}
	return p.jsxMembers(id, start)
}

func (p *Parser) jsxMembers(e Expr, start int) Expr {
	for p.tok == tDot {
		p.next()
		p.jsxWord()
		if p.bad {
			return e
		}
		e = p.memberName(e, start, false)
	}
	return e
}

func (p *Parser) parseJSXAttribute() *JSXAttribute {
	start := p.tokStart
	n := p.mem.jsxAttrs.alloc()
	*n = JSXAttribute{}
	if p.tok == tLBrace {
		p.next()
		p.expect(tEllipsis)
		n.Spread = true
		n.Value = p.parseAssign()
		p.expect(tRBrace)
		n.Span = p.span(start)
		return n
	}
	p.jsxWord()
	p.next()
	if p.tok == tColon {
		p.next()
		p.jsxWord()
		p.next()
	}
	n.Name = p.src[start:max(p.prevEnd, start)]
	if p.tok == tAssign {
		p.scanJSXAttributeValue()
		switch p.tok {
		case tString:
			lit := p.mem.literals.alloc()
			*lit = Literal{
				Span: Span{uint32(p.tokStart), uint32(p.pos)}, Value: p.src[p.tokStart+1 : p.pos-1], Kind: StringLiteral,
			}
			p.next()
			n.Value = lit
		case tLBrace:
			n.Value = p.parseJSXContainer()
			if !p.bad {
				p.next()
			}
		case tLess:
			n.Value = p.parseJSX()
		default:
			p.unexpected()
		}
	}
	n.Span = p.span(start)
	return n
}

// scanJSXAttributeValue moves past "=" to a value. A string there has no
// escapes and may span lines.
func (p *Parser) scanJSXAttributeValue() {
	src := p.src
	i := p.pos
	for i < len(src) && (src[i] == ' ' || src[i] == '\n' || src[i] == '\r' || src[i] == '\t') {
		i++
	}
	if i >= len(src) || src[i] != '"' && src[i] != '\'' {
		p.next()
		return
	}
	p.prevEnd = p.pos
	p.steps++
	p.tokStart = i
	end := strings.IndexByte(src[i+1:], src[i])
	if end < 0 {
		p.pos = len(src)
		p.fail(i, "string has no end")
		return
	}
	p.tok, p.pos, p.nl, p.escaped = tString, i+end+2, false, false
}
