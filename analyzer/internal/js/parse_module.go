package js

// isWord reports that the current token is a plain identifier spelled s.
func (p *Parser) isWord(s string) bool { return p.tok == tIdent && p.src[p.tokStart:p.pos] == s }

// sourceLiteral reads the module name after "from".
func (p *Parser) sourceLiteral() *Literal {
	if p.tok != tString {
		p.expected(tString)
		return nil
	}
	return p.stringLiteral()
}

// parseImport reads an import declaration.
func (p *Parser) parseImport() Stmt {
	start := p.tokStart
	p.hasModule = true
	p.next()
	n := p.mem.imports.alloc()
	*n = ImportDecl{}
	if p.tok == tString {
		n.Bare = true
		n.Source = p.stringLiteral()
		n.Attributes = p.parseAttributes()
		p.semicolon()
		n.Span = p.span(start)
		return n
	}
	p.parseImportPhase(n)
	if p.tok.isIdent() {
		n.Default = p.identifier()
		if p.tok == tAssign && p.opt.TS {
			return p.parseImportEquals(start, n.Default, n.TypeOnly, false)
		}
	}
	if n.Default == nil || p.eat(tComma) {
		switch p.tok {
		case tMul:
			p.next()
			p.expect(tAs)
			n.Namespace = p.bindingIdentifier()
		case tLBrace:
			n.Named = p.parseImportSpecifiers()
		default:
			p.unexpected()
			return n
		}
	}
	p.expect(tFrom)
	n.Source = p.sourceLiteral()
	n.Attributes = p.parseAttributes()
	p.semicolon()
	n.Span = p.span(start)
	return n
}

// parseImportPhase reads "type", "defer" or "source" where it is no name.
func (p *Parser) parseImportPhase(n *ImportDecl) {
	isType := p.tok == tType && p.opt.TS
	deferred, source := p.isWord("defer"), p.isWord("source")
	if !isType && !deferred && !source {
		return
	}
	s := p.save()
	p.next()
	modifier := false
	switch {
	case p.tok == tMul:
		modifier = isType || deferred
	case p.tok == tLBrace:
		modifier = isType
	case p.tok == tFrom:
		// "import type from 'x'" imports a default called type.
		p.next()
		modifier = p.tok == tFrom || p.tok == tAssign || p.tok == tComma
	case p.tok.isIdent():
		modifier = isType || source
	}
	if p.bad {
		p.bad, modifier = false, false
	}
	p.restore(s)
	if !modifier {
		return
	}
	p.next()
	switch {
	case isType:
		n.TypeOnly = true
	case deferred:
		n.Phase = PhaseDefer
	default:
		n.Phase = PhaseSource
	}
}

func (p *Parser) parseImportEquals(start int, name *Identifier, typeOnly, export bool) Stmt {
	p.next()
	n := &ImportEquals{Name: name, TypeOnly: typeOnly, Export: export}
	at := p.tokStart
	if p.isWord("require") {
		if t, _ := p.peek(); t == tLParen {
			p.next()
			p.next()
			n.Source = p.sourceLiteral()
			p.expect(tRParen)
			p.semicolon()
			n.Span = p.span(start)
			return n
		}
	}
	var e Expr = p.bindingIdentifier()
	for p.eat(tDot) {
		e = p.memberName(e, at, false)
	}
	n.Alias = e
	p.semicolon()
	n.Span = p.span(start)
	return n
}

// exportName reads the name of a specifier: a word or a string.
func (p *Parser) exportName() Expr {
	switch {
	case p.tok.isName():
		return p.identifier()
	case p.tok == tString:
		return p.stringLiteral()
	}
	p.expected(tIdent)
	return p.badExpr()
}

func (p *Parser) specifierName() bool { return p.tok.isName() || p.tok == tString }

// parseSpecifier reads "a", "a as b", "type a" or "type a as b"; the word "as"
// may itself be a name.
func (p *Parser) parseSpecifier() (from, to Expr, typeOnly, reserved bool) {
	first := p.tok
	reserved = !p.tok.isIdent()
	from = p.exportName()
	to = from
	as := true
	if first == tType && p.opt.TS {
		if p.tok == tAs {
			one := p.exportName()
			switch {
			case p.tok == tAs:
				two := p.exportName()
				if p.specifierName() { // type as as x
					typeOnly, from, to = true, one, p.exportName()
				} else { // type as as
					to = two
				}
				as = false
			case p.specifierName(): // type as x
				to = p.exportName()
				as = false
			default: // type as
				typeOnly, from, to = true, one, one
				as = false
			}
		} else if p.specifierName() {
			typeOnly = true
			reserved = !p.tok.isIdent()
			from = p.exportName()
			to = from
		}
	}
	if as && p.tok == tAs {
		p.next()
		to = p.exportName()
	}
	return from, to, typeOnly, reserved
}

func (p *Parser) parseImportSpecifiers() []*ImportSpecifier {
	p.next()
	mark := p.mem.importList.mark()
	for p.tok != tRBrace && p.tok != tEOF {
		start := p.tokStart
		n := p.mem.importSpecs.alloc()
		from, to, typeOnly, reserved := p.parseSpecifier()
		*n = ImportSpecifier{Imported: from, TypeOnly: typeOnly}
		local, ok := to.(*Identifier)
		if !ok || from == to && reserved || from != to && lookupKeyword(local.Name) > tYield {
			p.fail(int(to.Pos()), "invalid local name in import")
		}
		n.Local = local
		n.Span = p.span(start)
		p.mem.importList.push(n)
		if p.tok != tComma {
			break
		}
		p.next()
	}
	p.expect(tRBrace)
	return p.mem.importList.take(mark)
}

// parseAttributes reads "with { type: 'json' }" or the older "assert { … }".
func (p *Parser) parseAttributes() []*ImportAttribute {
	if p.tok != tWith && (!p.isWord("assert") || p.nl) {
		return nil
	}
	p.next()
	p.expect(tLBrace)
	mark := p.mem.attributeList.mark()
	for p.tok != tRBrace && p.tok != tEOF {
		start := p.tokStart
		n := p.mem.attributes.alloc()
		*n = ImportAttribute{}
		switch k := p.exportName().(type) {
		case *Identifier:
			n.Key = k.Name
		case *Literal:
			n.Key = k.Value
		default:
		}
		p.expect(tColon)
		n.Value = p.sourceLiteral()
		n.Span = p.span(start)
		p.mem.attributeList.push(n)
		if p.tok != tComma {
			break
		}
		p.next()
	}
	p.expect(tRBrace)
	return p.mem.attributeList.take(mark)
}

// parseExport reads an export declaration; decorators precede it.
func (p *Parser) parseExport(start int, decorators []*Decorator) Stmt {
	p.hasModule = true
	p.next()
	at := p.tokStart
	var decl Stmt
	switch p.tok {
	case tDefault:
		return p.parseExportDefault(start, decorators)
	case tMul:
		return p.parseExportAll(start, false)
	case tLBrace:
		return p.parseExportNamed(start, false)
	case tAssign:
		if p.opt.TS {
			p.next()
			n := &ExportAssign{X: p.parseAssign()}
			p.semicolon()
			n.Span = p.span(start)
			return n
		}
	case tAs:
		if p.opt.TS {
			p.next()
			p.expect(tNamespace)
			n := &ExportAsNamespace{Name: p.bindingIdentifier()}
			p.semicolon()
			n.Span = p.span(start)
			return n
		}
	case tImport:
		if p.opt.TS {
			p.next()
			typeOnly := false
			if p.tok == tType {
				if t, _ := p.peek(); t.isIdent() {
					typeOnly = true
					p.next()
				}
			}
			name := p.bindingIdentifier()
			if p.tok != tAssign {
				p.expected(tAssign)
				return nil
			}
			return p.parseImportEquals(start, name, typeOnly, true)
		}
	case tType:
		if p.opt.TS {
			switch t, _ := p.peek(); t {
			case tLBrace:
				p.next()
				return p.parseExportNamed(start, true)
			case tMul:
				p.next()
				return p.parseExportAll(start, true)
			default:
			}
		}
		decl = p.exportedTS()
	case tVar, tConst, tLet, tFunction, tClass, tUsing, tEnum, tAwait:
		decl = p.parseStmt()
		decorate(decl, decorators)
	case tAt:
		decl = p.parseStmt()
	case tAsync:
		if t, nl := p.peek(); t == tFunction && !nl {
			decl = p.parseStmt()
		}
	default:
		decl = p.exportedTS()
		decorate(decl, decorators)
	}
	if decl == nil || !declares(decl) {
		if !p.bad {
			p.fail(at, "expected a declaration after export")
		}
		return nil
	}
	n := p.mem.exportDecls.alloc()
	*n = ExportDecl{p.span(start), decl}
	return n
}

// decorate puts the decorators before "export" on the class after it.
func decorate(decl Stmt, decorators []*Decorator) {
	if c, ok := decl.(*Class); ok && len(decorators) > 0 {
		c.Decorators = append(decorators, c.Decorators...)
		c.Start = decorators[0].Start
	}
}

func (p *Parser) exportedTS() Stmt {
	if !p.opt.TS || !p.tok.isIdent() {
		return nil
	}
	return p.parseTSDeclaration(p.tokStart, true)
}

func declares(s Stmt) bool {
	switch s := s.(type) {
	case *VariableDecl, *Function, *Class, *Interface, *TypeAlias, *Enum, *Namespace, *ImportEquals:
		return true
	case *BadStmt:
		return s != nil
	default:
		return false
	}
}

func (p *Parser) parseExportDefault(start int, decorators []*Decorator) Stmt {
	p.next()
	n := &ExportDefault{}
	at := p.tokStart
	switch p.tok {
	case tFunction:
		n.Value = p.parseDefaultFunction(at, false)
	case tClass, tAt:
		if p.tok == tAt {
			decorators = append(decorators, p.parseDecorators()...)
		}
		abstract := p.opt.TS && p.eat(tAbstract)
		c := p.parseClass(at, nil, abstract)
		decorate(c, decorators)
		n.Value = c
	case tAbstract:
		if t, nl := p.peek(); p.opt.TS && t == tClass && !nl {
			p.next()
			c := p.parseClass(at, nil, true)
			decorate(c, decorators)
			n.Value = c
		}
	case tInterface:
		if t, nl := p.peek(); p.opt.TS && t.isIdent() && !nl {
			n.Value = p.parseInterface(at)
		}
	case tAsync:
		if t, nl := p.peek(); t == tFunction && !nl {
			p.next()
			n.Value = p.parseDefaultFunction(at, true)
		}
	default:
	}
	if n.Value == nil {
		n.Value = p.parseAssign()
		p.semicolon()
	}
	n.Span = p.span(start)
	return n
}

func (p *Parser) parseDefaultFunction(start int, async bool) *Function {
	n := p.mem.functions.alloc()
	*n = Function{Async: async}
	p.next()
	n.Generator = p.eat(tMul)
	if p.tok.isIdent() {
		n.Name = p.identifier()
	}
	p.parseFunctionRest(n)
	if n.Body == nil {
		if p.opt.TS {
			p.semicolon()
		} else {
			p.expected(tLBrace)
		}
	}
	n.Span = p.span(start)
	return n
}

func (p *Parser) parseExportAll(start int, typeOnly bool) Stmt {
	p.next()
	n := p.mem.exportAlls.alloc()
	*n = ExportAll{TypeOnly: typeOnly}
	if p.eat(tAs) {
		n.As = p.exportName()
	}
	p.expect(tFrom)
	n.Source = p.sourceLiteral()
	n.Attributes = p.parseAttributes()
	p.semicolon()
	n.Span = p.span(start)
	return n
}

func (p *Parser) parseExportNamed(start int, typeOnly bool) Stmt {
	n := p.mem.exportNamed.alloc()
	*n = ExportNamed{TypeOnly: typeOnly}
	p.next()
	mark := p.mem.exportList.mark()
	local := -1 // a name that only a re-export may have
	for p.tok != tRBrace && p.tok != tEOF {
		at := p.tokStart
		s := p.mem.exportSpecs.alloc()
		from, to, only, reserved := p.parseSpecifier()
		*s = ExportSpecifier{p.span(at), from, to, only}
		if reserved && local < 0 {
			local = at
		}
		p.mem.exportList.push(s)
		if p.tok != tComma {
			break
		}
		p.next()
	}
	n.Named = p.mem.exportList.take(mark)
	p.expect(tRBrace)
	if p.tok == tFrom {
		p.next()
		n.Source = p.sourceLiteral()
		n.Attributes = p.parseAttributes()
	} else if local >= 0 && !p.bad && !p.opt.TS {
		p.fail(local, "reserved word exported")
	}
	p.semicolon()
	n.Span = p.span(start)
	return n
}
