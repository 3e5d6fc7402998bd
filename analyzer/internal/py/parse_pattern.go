package py

// matchStmt is the match statement that starts at the name "match", or nil when
// that is an ordinary name. Only the end of the line shows which it is: no other
// statement that starts with this name ends in ":". So the subject is read on
// trial; the line is then read at most twice.
func (p *Parser) matchStmt() Stmt {
	saved := p.lexer
	errors, depth := len(p.errors), p.depth
	start := p.start
	p.next()
	if !exprStart[p.tok] {
		p.lexer = saved
		return nil
	}
	at := p.start
	subject := p.starNamed()
	if p.tok == tComma {
		mark := len(p.exprs)
		p.exprs = append(p.exprs, subject)
		h := p.h
		for p.tok == tComma {
			p.next()
			if !exprStart[p.tok] {
				break
			}
			p.exprs = append(p.exprs, p.starNamed())
			h = max(h, p.h)
		}
		subject = p.tuple(at, mark, h)
	} else if _, ok := subject.(*Starred); ok {
		p.fail(invalid)
	}
	ok := p.tok == tColon
	if ok {
		p.next()
		ok = p.tok == tNewline
	}
	if p.fatal {
		return nil
	}
	if !ok {
		p.lexer = saved
		p.errors = p.errors[:errors]
		p.bad, p.fdepth, p.depth = false, 0, depth
		p.dropLists()
		return nil
	}
	p.next()
	n := p.slab.matches.alloc()
	*n = Match{Subject: subject}
	p.stmtEnd = p.prevEnd
	if p.tok != tIndent {
		p.softError(int(p.start), "expected an indented block")
		n.start, n.end = start, p.stmtEnd
		return n
	}
	p.enter()
	p.next()
	mark := len(p.cases)
	for p.tok != tDedent && p.tok != tEOF && !p.fatal {
		p.matchCase()
	}
	p.depth--
	if p.tok == tDedent {
		p.next()
	}
	n.Cases = p.slab.matchCaseLists.take(&p.cases, mark)
	n.start, n.end = start, p.stmtEnd
	return n
}

// matchCase pushes one case clause. A line that is none is lost; the block after
// it stays, as the body of a case that matches anything.
func (p *Parser) matchCase() {
	c := p.slab.matchCases.alloc()
	*c = MatchCase{}
	c.start = p.start
	depth := p.depth
	if p.tok == tName && p.src[p.start:p.end] == "case" {
		p.next()
		c.Pattern = p.openPattern()
		if p.tok == tIf {
			p.next()
			c.Guard = p.named()
		}
		c.Body = p.block()
	} else {
		p.fail("expected 'case'")
	}
	if p.bad {
		if p.fatal {
			return
		}
		p.depth = depth
		lost := p.lost(c.start)
		rest := p.slab.matchAses.alloc()
		*rest = MatchAs{}
		rest.start, rest.end = c.start, c.start
		c.Pattern, c.Guard = rest, nil
		c.Body = p.slab.stmtLists.one(Stmt(lost))
	}
	c.end = p.stmtEnd
	p.cases = append(p.cases, c)
}

func (p *Parser) failPattern(msg string) Pattern {
	p.fail(msg)
	n := p.slab.matchAses.alloc()
	*n = MatchAs{}
	return n
}

// openPattern is a pattern, or several with commas and no brackets.
func (p *Parser) openPattern() Pattern {
	start := p.start
	first := p.starPattern()
	if p.tok != tComma {
		if _, ok := first.(*MatchStar); ok {
			return p.failPattern(invalid)
		}
		return first
	}
	return p.sequenceRest(start, first, tColon)
}

// sequenceRest is the sequence whose first pattern is read, up to the end token.
func (p *Parser) sequenceRest(start uint32, first Pattern, end token) Pattern {
	mark := len(p.patterns)
	p.patterns = append(p.patterns, first)
	for p.tok == tComma {
		p.next()
		if p.tok == end || p.tok == tIf {
			break
		}
		p.patterns = append(p.patterns, p.starPattern())
	}
	n := p.slab.matchSequences.alloc()
	*n = MatchSequence{Patterns: p.slab.patternLists.take(&p.patterns, mark)}
	n.start, n.end = start, p.prevEnd
	return n
}

func (p *Parser) starPattern() Pattern {
	if p.tok != tStar {
		return p.asPattern()
	}
	n := p.slab.matchStars.alloc()
	*n = MatchStar{}
	n.start = p.start
	p.next()
	if p.tok != tName {
		return p.failPattern(invalid)
	}
	n.Name = p.captureName()
	n.end = p.prevEnd
	return n
}

// captureName reads a name to bind: "" for "_".
func (p *Parser) captureName() string {
	name := p.ident()
	if name == "_" {
		name = ""
	}
	p.next()
	return name
}

// asPattern is alternatives with an optional "as name".
func (p *Parser) asPattern() Pattern {
	start := p.start
	e := p.closedPattern()
	if p.tok == tPipe {
		mark := len(p.patterns)
		p.patterns = append(p.patterns, e)
		for p.tok == tPipe {
			p.next()
			p.patterns = append(p.patterns, p.closedPattern())
		}
		n := p.slab.matchOrs.alloc()
		*n = MatchOr{Patterns: p.slab.patternLists.take(&p.patterns, mark)}
		n.start, n.end = start, p.prevEnd
		e = n
	}
	if p.tok == tAs {
		p.next()
		if p.tok != tName || p.src[p.start:p.end] == "_" {
			return p.failPattern("cannot use this as a target")
		}
		n := p.slab.matchAses.alloc()
		*n = MatchAs{Pattern: e, Name: p.captureName()}
		n.start, n.end = start, p.prevEnd
		if p.tok == tDot || p.tok == tLPar {
			return p.failPattern("cannot use this as a target")
		}
		e = n
	}
	return e
}

func (p *Parser) closedPattern() Pattern {
	start := p.start
	switch p.tok {
	case tName:
		return p.namePattern()
	case tNumber, tMinus:
		return p.valuePattern(start, p.signedNumber())
	case tString, tFString:
		// CPython refuses f-strings here only when it compiles.
		return p.valuePattern(start, p.stringLit())
	case tNone:
		return p.singleton(ConstNone)
	case tTrue:
		return p.singleton(ConstTrue)
	case tFalse:
		return p.singleton(ConstFalse)
	case tLPar:
		p.enter()
		defer p.leave()
		p.next()
		if p.tok == tRPar {
			p.next()
			return p.noPatterns(start)
		}
		first := p.starPattern()
		if p.tok == tComma {
			first = p.sequenceRest(start, first, tRPar)
		} else if _, ok := first.(*MatchStar); ok {
			return p.failPattern(invalid)
		}
		p.close(tRPar)
		if s, ok := first.(*MatchSequence); ok && s.start == start {
			s.end = p.prevEnd
		}
		return first
	case tLBrack:
		p.enter()
		defer p.leave()
		p.next()
		if p.tok == tRBrack {
			p.next()
			return p.noPatterns(start)
		}
		s := p.sequenceRest(start, p.starPattern(), tRBrack).(*MatchSequence)
		p.close(tRBrack)
		s.end = p.prevEnd
		return s
	case tLBrace:
		p.enter()
		defer p.leave()
		return p.mappingPattern()
	default:
	}
	return p.failPattern(invalid)
}

func (p *Parser) leave() { p.depth-- }

func (p *Parser) noPatterns(start uint32) Pattern {
	n := p.slab.matchSequences.alloc()
	*n = MatchSequence{}
	n.start, n.end = start, p.prevEnd
	return n
}

func (p *Parser) valuePattern(start uint32, e Expr) Pattern {
	n := p.slab.matchValues.alloc()
	*n = MatchValue{Value: e}
	n.start, n.end = start, p.prevEnd
	return n
}

func (p *Parser) singleton(kind ConstKind) Pattern {
	n := p.slab.matchSingletons.alloc()
	*n = MatchSingleton{}
	n.start, n.end = p.start, p.end
	n.Value = p.constant(kind)
	return n
}

// signedNumber is a number with an optional minus, or a complex number written
// as a sum.
func (p *Parser) signedNumber() Expr {
	start := p.start
	var e Expr
	if p.tok == tMinus {
		p.next()
		if p.tok != tNumber {
			return p.failExpr(invalid)
		}
		u := p.slab.unaryOps.alloc()
		*u = UnaryOp{Op: USub, Operand: p.constant(p.num)}
		u.start, u.end = start, p.prevEnd
		e = u
	} else {
		e = p.constant(p.num)
	}
	if p.tok != tPlus && p.tok != tMinus {
		return e
	}
	op := Operator(p.tok - tPlus)
	if p.num == ConstComplex {
		return p.failExpr("real number required in complex literal")
	}
	p.next()
	if p.tok != tNumber || p.num != ConstComplex {
		return p.failExpr("imaginary number required in complex literal")
	}
	n := p.slab.binOps.alloc()
	*n = BinOp{Op: op, Left: e, Right: p.constant(p.num)}
	n.start, n.end = start, p.prevEnd
	return n
}

// dottedExpr is a name and its attributes. It reports whether it had any.
func (p *Parser) dottedExpr() (e Expr, dotted bool) {
	start := p.start
	name := p.slab.names.alloc()
	*name = Name{ID: p.ident()}
	name.start, name.end = start, p.end
	p.h = 0
	p.next()
	e = name
	for p.tok == tDot {
		p.next()
		if p.tok != tName {
			return p.failExpr(invalid), true
		}
		a := p.slab.attributes.alloc()
		*a = Attribute{AttrPos: p.start, Value: e, Attr: p.ident()}
		a.start, a.end = start, p.end
		p.raise(0)
		p.next()
		e, dotted = a, true
	}
	return e, dotted
}

// namePattern is a capture, a dotted value or a class pattern.
func (p *Parser) namePattern() Pattern {
	start := p.start
	e, dotted := p.dottedExpr()
	if p.tok == tLPar {
		return p.classPattern(start, e)
	}
	if dotted {
		return p.valuePattern(start, e)
	}
	n := p.slab.matchAses.alloc()
	*n = MatchAs{}
	if name, ok := e.(*Name); ok && name.ID != "_" {
		n.Name = name.ID
	}
	n.start, n.end = start, p.prevEnd
	return n
}

func (p *Parser) classPattern(start uint32, cls Expr) Pattern {
	p.enter()
	p.next()
	mark, attrs, args := len(p.patterns), len(p.strings), 0
	for p.tok != tRPar {
		at := p.start
		q := p.asPattern()
		if p.tok == tAssign {
			capture, ok := q.(*MatchAs)
			if !ok || capture.Pattern != nil || p.prevEnd != capture.end || capture.start != at {
				p.failAt(at, invalid)
				break
			}
			name := capture.Name
			if name == "" {
				name = "_"
			}
			p.strings = append(p.strings, name)
			p.next()
			q = p.asPattern()
		} else {
			if len(p.strings) > attrs {
				p.failAt(at, "positional patterns follow keyword patterns")
				break
			}
			args++
		}
		p.patterns = append(p.patterns, q)
		if p.tok != tComma {
			break
		}
		p.next()
	}
	p.close(tRPar)
	p.depth--
	n := p.slab.matchClasses.alloc()
	*n = MatchClass{Cls: cls}
	n.KwdPatterns = p.slab.patternLists.take(&p.patterns, mark+args)
	n.Patterns = p.slab.patternLists.take(&p.patterns, mark)
	n.KwdAttrs = p.slab.stringLists.take(&p.strings, attrs)
	n.start, n.end = start, p.prevEnd
	return n
}

func (p *Parser) mappingPattern() Pattern {
	start := p.start
	n := p.slab.matchMappings.alloc()
	*n = MatchMapping{}
	mark, keys := len(p.patterns), len(p.exprs)
	p.next()
	for p.tok != tRBrace {
		if p.tok == tDStar {
			p.next()
			if p.tok != tName || p.src[p.start:p.end] == "_" {
				return p.failPattern(invalid)
			}
			n.Rest = p.captureName()
			if p.tok == tComma {
				p.next()
			}
			break
		}
		p.exprs = append(p.exprs, p.mappingKey())
		p.expect(tColon, "expected ':'")
		p.patterns = append(p.patterns, p.asPattern())
		if p.tok != tComma {
			break
		}
		p.next()
	}
	p.close(tRBrace)
	n.Keys = p.slab.exprLists.take(&p.exprs, keys)
	n.Patterns = p.slab.patternLists.take(&p.patterns, mark)
	n.start, n.end = start, p.prevEnd
	return n
}

func (p *Parser) mappingKey() Expr {
	switch p.tok {
	case tNumber, tMinus:
		return p.signedNumber()
	case tString, tFString:
		return p.stringLit()
	case tNone:
		return p.constant(ConstNone)
	case tTrue:
		return p.constant(ConstTrue)
	case tFalse:
		return p.constant(ConstFalse)
	case tName:
		if e, dotted := p.dottedExpr(); dotted {
			return e
		}
	default:
	}
	return p.failExpr(invalid)
}
