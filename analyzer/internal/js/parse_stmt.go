package js

// parseStmtList pushes statements up to end, which is not consumed, to
// stmtList. In the body of a case the next clause ends it too; directives may
// begin a file or function.
func (p *Parser) parseStmtList(end token, inCase, directives bool) {
	fn, depth := p.fn, p.depth
	for p.bad || p.tok != end && p.tok != tEOF {
		if inCase && (p.tok == tCase || p.tok == tDefault) {
			return
		}
		start, base := p.tokStart, p.level()
		if p.bad {
			start = p.failAt.tokStart
		}
		var s Stmt
		if directives && !p.bad {
			if p.tok == tString {
				s = p.parseDirective()
			} else {
				directives = false
			}
		}
		if s == nil && !p.bad {
			s = p.parseStmt()
		}
		if !p.bad {
			p.mem.stmtList.push(s)
			continue
		}
		if !p.recoverAt(start, base) {
			return
		}
		p.fn, p.depth = fn, depth
		p.mem.stmtList.push(&BadStmt{Span{uint32(start), uint32(max(p.prevEnd, start))}})
	}
}

// level is the number of brackets open before the current token.
func (p *Parser) level() int {
	switch p.tok {
	case tLParen, tLBrace, tLBracket, tTemplateHead:
		return p.brackets - 1
	case tRParen, tRBrace, tRBracket:
		return p.brackets + 1
	default:
		return p.brackets
	}
}

// parseDirective reads a statement that begins with a string.
func (p *Parser) parseDirective() Stmt {
	start := p.tokStart
	e := p.parseExpr()
	lit, ok := e.(*Literal)
	ok = ok && !lit.Parens
	p.semicolon()
	n := p.mem.exprStmts.alloc()
	*n = ExprStmt{p.span(start), e, ok}
	return n
}

// parseStmt reads a statement or declaration.
func (p *Parser) parseStmt() Stmt {
	if !p.enter() {
		p.depth--
		return &BadStmt{Span{uint32(p.tokStart), uint32(p.tokStart)}}
	}
	s := p.parseStmtInner()
	p.depth--
	return s
}

func (p *Parser) parseStmtInner() Stmt {
	start := p.tokStart
	switch p.tok {
	case tIdent:
		return p.parseExprStmt(start)
	case tLBrace:
		return p.parseBlock()
	case tSemi:
		n := p.mem.empties.alloc()
		*n = Empty{Span{uint32(start), uint32(p.pos)}}
		p.next()
		return n
	case tVar:
		p.next()
		return p.parseVariables(start, Var)
	case tConst:
		p.next()
		if p.tok == tEnum && p.opt.TS {
			n := p.parseEnum(start)
			n.Const = true
			return n
		}
		return p.parseVariables(start, Const)
	case tLet:
		if p.letDeclares() {
			p.next()
			return p.parseVariables(start, Let)
		}
	case tUsing:
		if t, nl := p.peek(); t.isIdent() && !nl {
			p.next()
			return p.parseVariables(start, Using)
		}
	case tAwait:
		if p.awaitUsing() {
			p.hasModule = p.hasModule || !p.fn.nested
			p.next()
			p.next()
			return p.parseVariables(start, AwaitUsing)
		}
	case tFunction:
		return p.parseFunctionDecl(start, false)
	case tAsync:
		if t, nl := p.peek(); t == tFunction && !nl {
			p.next()
			return p.parseFunctionDecl(start, true)
		}
	case tClass:
		n := p.parseClass(start, nil, false)
		if n.Name == nil && !p.opt.TS {
			p.fail(start, "class without a name")
		}
		return n
	case tAt:
		decorators := p.parseDecorators()
		if p.tok == tExport {
			return p.parseExport(start, decorators)
		}
		abstract := p.opt.TS && p.eat(tAbstract)
		if p.tok != tClass {
			p.expected(tClass)
			return nil
		}
		return p.parseClass(start, decorators, abstract)
	case tIf:
		return p.parseIf()
	case tFor:
		return p.parseFor()
	case tWhile:
		p.next()
		n := p.mem.whiles.alloc()
		*n = While{Test: p.parseCondition()}
		n.Body = p.parseStmt()
		n.Span = p.span(start)
		return n
	case tDo:
		p.next()
		n := p.mem.doWhiles.alloc()
		*n = DoWhile{Body: p.parseStmt()}
		p.expect(tWhile)
		n.Test = p.parseCondition()
		p.eat(tSemi)
		n.Span = p.span(start)
		return n
	case tSwitch:
		return p.parseSwitch()
	case tTry:
		return p.parseTry()
	case tReturn:
		p.next()
		n := p.mem.returns.alloc()
		*n = Return{}
		if p.tok != tSemi && p.tok != tRBrace && p.tok != tEOF && !p.nl {
			n.X = p.parseExpr()
		}
		p.semicolon()
		n.Span = p.span(start)
		return n
	case tThrow:
		p.next()
		n := p.mem.throws.alloc()
		*n = Throw{}
		if p.nl {
			p.fail(p.tokStart, "line break after throw")
		}
		n.X = p.parseExpr()
		p.semicolon()
		n.Span = p.span(start)
		return n
	case tBreak:
		p.next()
		n := p.mem.breaks.alloc()
		*n = Break{Label: p.parseLabelRef()}
		n.Span = p.span(start)
		return n
	case tContinue:
		p.next()
		n := p.mem.continues.alloc()
		*n = Continue{Label: p.parseLabelRef()}
		n.Span = p.span(start)
		return n
	case tDebugger:
		p.next()
		p.semicolon()
		return &Debugger{p.span(start)}
	case tWith:
		p.next()
		n := &With{X: p.parseCondition()}
		n.Body = p.parseStmt()
		n.Span = p.span(start)
		return n
	case tImport:
		switch t, _ := p.peek(); t {
		case tLParen:
			return p.parseExprStmt(start)
		case tDot:
			return p.parseExprStmt(start)
		default:
			return p.parseImport()
		}
	case tExport:
		return p.parseExport(start, nil)
	case tEnum:
		if p.opt.TS {
			return p.parseEnum(start)
		}
	default:
		if p.opt.TS && p.tok.isIdent() {
			if s := p.parseTSDeclaration(start, false); s != nil {
				return s
			}
		}
	}
	return p.parseExprStmt(start)
}

// parseExprStmt reads an expression statement or a labeled statement.
func (p *Parser) parseExprStmt(start int) Stmt {
	e := p.parseExpr()
	if p.tok == tColon {
		if id, ok := e.(*Identifier); ok && !id.Parens {
			p.next()
			n := p.mem.labels.alloc()
			*n = Labeled{Label: id, Body: p.parseStmt()}
			n.Span = p.span(start)
			return n
		}
	}
	if p.tok == tSemi {
		p.next()
	} else {
		p.semicolon()
	}
	n := p.mem.exprStmts.alloc()
	*n = ExprStmt{Span{uint32(start), uint32(p.prevEnd)}, e, false}
	return n
}

func (p *Parser) parseLabelRef() *Identifier {
	var label *Identifier
	if p.tok.isIdent() && !p.nl {
		label = p.identifier()
	}
	p.semicolon()
	return label
}

// parseCondition reads "(test)".
func (p *Parser) parseCondition() Expr {
	p.expect(tLParen)
	e := p.parseExpr()
	p.expect(tRParen)
	return e
}

// letDeclares reports whether the word "let" begins a declaration.
func (p *Parser) letDeclares() bool {
	t, _ := p.peek()
	return t.isIdent() || t == tLBracket || t == tLBrace || t == tEscapedKeyword
}

// awaitUsing reports whether "await" begins an "await using" declaration.
func (p *Parser) awaitUsing() bool {
	s := p.save()
	p.next()
	ok := p.tok == tUsing && !p.nl
	if ok {
		p.next()
		ok = p.tok.isIdent() && !p.nl
	}
	if p.bad {
		p.bad, ok = false, false
	}
	p.restore(s)
	return ok
}

func (p *Parser) parseBlock() *Block {
	start := p.tokStart
	n := p.mem.blocks.alloc()
	*n = Block{}
	if p.tok != tLBrace {
		p.expected(tLBrace)
		return n
	}
	p.next()
	mark := p.mem.stmtList.mark()
	p.parseStmtList(tRBrace, false, false)
	n.Body = p.mem.stmtList.take(mark)
	p.closeBrace()
	n.Span = p.span(start)
	return n
}

func (p *Parser) parseFunctionBody() *Block {
	start := p.tokStart
	n := p.mem.blocks.alloc()
	*n = Block{}
	then, noIn, cond := p.thenAt, p.noInAt, p.noCondTy
	p.thenAt, p.noInAt, p.noCondTy = -1, -1, false
	p.next()
	mark := p.mem.stmtList.mark()
	p.parseStmtList(tRBrace, false, true)
	n.Body = p.mem.stmtList.take(mark)
	p.thenAt, p.noInAt, p.noCondTy = then, noIn, cond
	p.closeBrace()
	n.Span = p.span(start)
	return n
}

// parseVariables reads the declarators after the keyword.
func (p *Parser) parseVariables(start int, kind VarKind) *VariableDecl {
	n := p.parseDeclarators(start, kind)
	p.semicolon()
	n.Span = p.span(start)
	return n
}

func (p *Parser) parseDeclarators(start int, kind VarKind) *VariableDecl {
	n := p.mem.variables.alloc()
	*n = VariableDecl{Kind: kind}
	mark := p.mem.declaratorList.mark()
	for {
		d := p.mem.declarators.alloc()
		*d = Declarator{}
		at := p.tokStart
		d.Target = p.parseBinding()
		if p.opt.TS {
			if p.tok == tNot && !p.nl {
				p.next()
				d.Definite = true
			}
			if p.eat(tColon) {
				d.Type = p.parseType()
			}
		}
		if p.tok == tAssign {
			p.next()
			d.Init = p.parseAssign()
		}
		d.Span = p.span(at)
		p.mem.declaratorList.push(d)
		if p.tok != tComma {
			break
		}
		p.next()
	}
	n.Decls = p.mem.declaratorList.take(mark)
	n.Span = p.span(start)
	return n
}

// parseBinding reads an identifier or a pattern to be bound.
func (p *Parser) parseBinding() Expr {
	switch {
	case p.tok.isIdent():
		return p.identifier()
	case p.tok == tLBracket || p.tok == tLBrace:
		if !p.enter() {
			p.depth--
			return p.badExpr()
		}
		var e Expr
		if p.tok == tLBrace {
			e = p.parseObjectBinding()
		} else {
			e = p.parseArrayBinding()
		}
		p.depth--
		return e
	}
	p.unexpected()
	return p.badExpr()
}

// parseBindingDefault reads a binding with an optional default value.
func (p *Parser) parseBindingDefault() Expr {
	start := p.tokStart
	e := p.parseBinding()
	if p.tok != tAssign {
		return e
	}
	p.next()
	n := p.mem.assigns.alloc()
	*n = Assign{Target: e, Value: p.parseAssign(), Op: OpAssign}
	n.Span = p.span(start)
	return n
}

func (p *Parser) parseRestBinding() Expr {
	start := p.tokStart
	p.next()
	n := p.mem.spreads.alloc()
	*n = Spread{X: p.parseBinding()}
	n.Span = p.span(start)
	return n
}

func (p *Parser) parseArrayBinding() Expr {
	start := p.tokStart
	n := p.mem.arrays.alloc()
	*n = Array{}
	p.next()
	mark := p.mem.exprList.mark()
	for p.tok != tRBracket && p.tok != tEOF {
		if p.tok == tComma {
			p.mem.exprList.push(nil)
			p.next()
			continue
		}
		if p.tok == tEllipsis {
			p.mem.exprList.push(p.parseRestBinding())
			break
		}
		p.mem.exprList.push(p.parseBindingDefault())
		if p.tok != tComma {
			break
		}
		p.next()
	}
	n.Elems = p.mem.exprList.take(mark)
	p.expect(tRBracket)
	n.Span = p.span(start)
	return n
}

func (p *Parser) parseObjectBinding() Expr {
	start := p.tokStart
	n := p.mem.objects.alloc()
	*n = Object{}
	p.next()
	mark := p.mem.propertyList.mark()
	for p.tok != tRBrace && p.tok != tEOF {
		prop := p.mem.properties.alloc()
		*prop = Property{}
		at := p.tokStart
		if p.tok == tEllipsis {
			p.next()
			prop.Kind = PropertySpread
			prop.Value = p.parseBinding()
		} else {
			word := p.tok
			prop.Key, prop.Computed = p.parseKey(false)
			switch {
			case p.eat(tColon):
				prop.Value = p.parseBindingDefault()
			case !word.isIdent():
				p.expected(tColon)
				prop.Value = prop.Key
			default:
				prop.Shorthand = true
				prop.Value = prop.Key
				if p.eat(tAssign) {
					a := p.mem.assigns.alloc()
					*a = Assign{Target: prop.Key, Value: p.parseAssign(), Op: OpAssign}
					a.Span = p.span(at)
					prop.Value = a
				}
			}
		}
		prop.Span = p.span(at)
		p.mem.propertyList.push(prop)
		if p.tok != tComma {
			break
		}
		p.next()
	}
	n.Properties = p.mem.propertyList.take(mark)
	p.expect(tRBrace)
	n.Span = p.span(start)
	return n
}

// parseIf reads an if statement; a chain of else-ifs is read in a loop.
func (p *Parser) parseIf() Stmt {
	var first, last *If
	for {
		n := p.mem.ifs.alloc()
		*n = If{Span: Span{Start: uint32(p.tokStart)}}
		p.next()
		n.Test = p.parseCondition()
		n.Then = p.parseStmt()
		if last != nil {
			last.Else = n
		} else {
			first = n
		}
		last = n
		if p.tok != tElse {
			break
		}
		p.next()
		if p.tok != tIf {
			n.Else = p.parseStmt()
			break
		}
	}
	for n := first; ; n = n.Else.(*If) {
		n.Stop = uint32(p.prevEnd)
		if n == last {
			return first
		}
	}
}

func (p *Parser) parseFor() Stmt {
	start := p.tokStart
	p.next()
	await := p.tok == tAwait
	if await {
		p.hasModule = p.hasModule || !p.fn.nested
		p.next()
	}
	p.expect(tLParen)
	var decl *VariableDecl
	var init Expr
	at := p.tokStart
	noIn := p.noInAt
	p.noInAt = p.level()
	switch p.tok {
	case tSemi:
	case tVar:
		p.next()
		decl = p.parseDeclarators(at, Var)
	case tConst:
		p.next()
		decl = p.parseDeclarators(at, Const)
	case tLet:
		if p.letDeclares() && !p.ofThen(false) {
			p.next()
			decl = p.parseDeclarators(at, Let)
		} else {
			init = p.parseExpr()
		}
	case tUsing:
		if t, nl := p.peek(); t.isIdent() && !nl && (t != tOf || p.ofThen(true)) {
			p.next()
			decl = p.parseDeclarators(at, Using)
		} else {
			init = p.parseExpr()
		}
	case tAwait:
		if p.awaitUsing() {
			p.next()
			p.next()
			decl = p.parseDeclarators(at, AwaitUsing)
		} else {
			init = p.parseExpr()
		}
	case tAsync:
		if t, _ := p.peek(); t == tOf && await {
			init = p.identifier()
		} else {
			init = p.parseExpr()
		}
	default:
		init = p.parseExpr()
	}
	p.noInAt = noIn
	if p.bad {
		return nil
	}
	switch {
	case p.tok == tOf && (decl != nil || init != nil):
		p.checkForTarget(decl, init)
		p.next()
		n := p.mem.forOfs.alloc()
		*n = ForOf{Decl: decl, Target: init, Await: await}
		n.X = p.parseAssign()
		p.expect(tRParen)
		n.Body = p.parseStmt()
		n.Span = p.span(start)
		return n
	case p.tok == tIn && (decl != nil || init != nil):
		p.checkForTarget(decl, init)
		p.next()
		n := p.mem.forIns.alloc()
		*n = ForIn{Decl: decl, Target: init}
		n.X = p.parseExpr()
		p.expect(tRParen)
		n.Body = p.parseStmt()
		n.Span = p.span(start)
		return n
	}
	n := p.mem.fors.alloc()
	*n = For{}
	switch {
	case decl != nil:
		n.Init = decl
	case init != nil:
		s := p.mem.exprStmts.alloc()
		*s = ExprStmt{p.span(at), init, false}
		n.Init = s
	}
	p.expect(tSemi)
	if p.tok != tSemi {
		n.Test = p.parseExpr()
	}
	p.expect(tSemi)
	if p.tok != tRParen {
		n.Update = p.parseExpr()
	}
	p.expect(tRParen)
	n.Body = p.parseStmt()
	n.Span = p.span(start)
	return n
}

// checkForTarget refuses what cannot be assigned by for-in and for-of.
func (p *Parser) checkForTarget(decl *VariableDecl, target Expr) {
	if decl != nil {
		if len(decl.Decls) != 1 {
			p.fail(int(decl.Start), "for needs one variable")
		}
		return
	}
	switch t := target.(type) {
	case *Identifier, *Member, *Array, *Object, *TSAs, *TSSatisfies, *TSNonNull, *TSTypeAssertion, *Call:
	default:
		p.fail(int(t.Pos()), "invalid assignment target")
	}
}

// ofThen reports whether the current word is followed by "of" and then by
// something that makes "of" the keyword of the loop (then false), or a name
// that is declared (then true).
func (p *Parser) ofThen(name bool) bool {
	s := p.save()
	p.next()
	ok := p.tok == tOf
	if ok {
		p.next()
		// "for (let of of x)" declares of, "for (using of of)" does not.
		declares := p.tok == tAssign || p.tok == tSemi || p.tok == tComma || p.tok == tColon || p.tok == tNot ||
			!name && (p.tok == tOf || p.tok == tIn)
		ok = declares == name
	}
	if p.bad {
		p.bad, ok = false, false
	}
	p.restore(s)
	return ok
}

func (p *Parser) parseSwitch() Stmt {
	start := p.tokStart
	p.next()
	n := p.mem.switches.alloc()
	*n = Switch{X: p.parseCondition()}
	p.expect(tLBrace)
	mark := p.mem.caseList.mark()
	for p.tok == tCase || p.tok == tDefault {
		c := p.mem.cases.alloc()
		*c = Case{}
		at := p.tokStart
		if p.tok == tCase {
			p.next()
			c.Test = p.parseExpr()
		} else {
			p.next()
		}
		if p.tok != tColon {
			p.expected(tColon)
			break
		}
		p.next()
		list := p.mem.stmtList.mark()
		p.parseStmtList(tRBrace, true, false)
		c.Body = p.mem.stmtList.take(list)
		c.Span = p.span(at)
		p.mem.caseList.push(c)
	}
	n.Cases = p.mem.caseList.take(mark)
	p.closeBrace()
	n.Span = p.span(start)
	return n
}

func (p *Parser) parseTry() Stmt {
	start := p.tokStart
	p.next()
	n := p.mem.tries.alloc()
	*n = Try{Block: p.parseBlock()}
	if p.eat(tCatch) {
		if p.eat(tLParen) {
			n.Param = p.parseBinding()
			if p.opt.TS && p.eat(tColon) {
				n.ParamType = p.parseType()
			}
			p.expect(tRParen)
		}
		n.Handler = p.parseBlock()
	}
	if p.eat(tFinally) {
		n.Finalizer = p.parseBlock()
	} else if n.Handler == nil {
		p.expected(tCatch)
	}
	n.Span = p.span(start)
	return n
}

// parseFunctionExpr reads a function expression from the word "function" on.
func (p *Parser) parseFunctionExpr(start int, async bool) Expr {
	n := p.mem.functions.alloc()
	*n = Function{Async: async}
	p.next()
	n.Generator = p.eat(tMul)
	if p.tok.isIdent() {
		n.Name = p.identifier()
	}
	p.parseFunctionRest(n)
	if n.Body == nil {
		p.expected(tLBrace)
	}
	n.Span = p.span(start)
	return n
}

// parseFunctionDecl reads a function declaration from the word "function" on.
func (p *Parser) parseFunctionDecl(start int, async bool) *Function {
	n := p.mem.functions.alloc()
	*n = Function{Async: async}
	p.next()
	n.Generator = p.eat(tMul)
	n.Name = p.bindingIdentifier()
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

// parseMethod reads a method from its parameters on.
func (p *Parser) parseMethod(async, generator bool) *Function {
	start := p.tokStart
	n := p.mem.functions.alloc()
	*n = Function{Async: async, Generator: generator}
	p.parseFunctionRest(n)
	if n.Body == nil && !p.opt.TS {
		p.expected(tLBrace)
	}
	n.Span = p.span(start)
	return n
}

// parseFunctionRest reads parameters, return type and, if there is one, body.
func (p *Parser) parseFunctionRest(n *Function) {
	saved := p.fn
	p.fn = functionContext{async: n.Async, generator: n.Generator, nested: true}
	if p.tok == tLess && p.opt.TS {
		n.TypeParams = p.parseTypeParams()
	}
	n.Params = p.parseParams()
	if p.tok == tColon && p.opt.TS {
		p.next()
		n.ReturnType, n.Predicate = p.parseReturnType()
	}
	if p.tok == tLBrace {
		n.Body = p.parseFunctionBody()
	}
	p.fn = saved
}

// parseParams reads "(a, b = 1, ...c)".
func (p *Parser) parseParams() []*Param {
	if p.tok != tLParen {
		p.expected(tLParen)
		return nil
	}
	p.next()
	mark := p.mem.paramList.mark()
	for p.tok != tRParen && p.tok != tEOF {
		n := p.mem.params.alloc()
		*n = Param{}
		start := p.tokStart
		if p.tok == tAt {
			n.Decorators = p.parseDecorators()
		}
		if p.opt.TS && p.tok > tIdent && p.tok.isIdent() {
			p.parseParamModifiers(n)
		}
		if p.tok == tEllipsis {
			p.next()
			n.Rest = true
		}
		if p.tok == tThis && p.opt.TS {
			n.Target = p.identifier()
		} else {
			n.Target = p.parseBinding()
		}
		if p.opt.TS {
			if p.tok == tQuestion {
				p.next()
				n.Optional = true
			}
			if p.tok == tColon {
				p.next()
				n.Type = p.parseType()
			}
		}
		if p.tok == tAssign {
			p.next()
			n.Default = p.parseAssign()
		}
		n.Span = p.span(start)
		p.mem.paramList.push(n)
		if n.Rest && !p.opt.TS || p.tok != tComma {
			break
		}
		p.next()
	}
	p.expect(tRParen)
	return p.mem.paramList.take(mark)
}

// parseParamModifiers reads the modifiers of a parameter property.
func (p *Parser) parseParamModifiers(n *Param) {
	for {
		switch p.tok {
		case tPublic, tPrivateWord, tProtected, tReadonly, tOverride:
		default:
			return
		}
		if t, _ := p.peek(); !t.isIdent() && t != tLBrace && t != tLBracket && t != tThis && t != tEllipsis {
			return
		}
		switch p.tok {
		case tPublic:
			n.Access = AccessPublic
		case tPrivateWord:
			n.Access = AccessPrivate
		case tProtected:
			n.Access = AccessProtected
		case tReadonly:
			n.Readonly = true
		default:
			n.Override = true
		}
		p.next()
	}
}
