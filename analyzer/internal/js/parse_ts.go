package js

// parseTSDeclaration reads a declaration that begins with a contextual word of
// TypeScript. It returns nil, with nothing consumed, if the word is a plain
// identifier.
func (p *Parser) parseTSDeclaration(start int, exported bool) Stmt {
	t, nl := p.peek()
	switch p.tok {
	case tType:
		if t.isIdent() && !nl {
			return p.parseTypeAlias(start)
		}
	case tInterface:
		if t.isIdent() && !nl {
			return p.parseInterface(start)
		}
	case tAbstract:
		if t == tClass && !nl {
			p.next()
			return p.parseClass(start, nil, true)
		}
	case tNamespace:
		if t.isIdent() && !nl {
			return p.parseNamespace(start)
		}
	case tModule:
		if (t.isIdent() || t == tString) && !nl {
			return p.parseNamespace(start)
		}
	case tGlobal:
		if t == tLBrace && !exported {
			return p.parseNamespace(start)
		}
	case tDeclare:
		if nl {
			return nil
		}
		switch t {
		case tVar, tLet, tConst, tFunction, tClass, tInterface, tEnum, tNamespace, tModule, tType, tAbstract, tGlobal,
			tAsync, tUsing, tAwait, tImport, tExport, tAt:
			return p.parseDeclare(start)
		default:
		}
	default:
	}
	return nil
}

// parseDeclare reads a declaration after "declare".
func (p *Parser) parseDeclare(start int) Stmt {
	p.next()
	s := p.parseStmt()
	at := uint32(start)
	switch n := s.(type) {
	case *VariableDecl:
		n.Start, n.Declare = at, true
	case *Function:
		n.Start, n.Declare = at, true
	case *Class:
		n.Start, n.Declare = at, true
	case *Interface:
		n.Start, n.Declare = at, true
	case *TypeAlias:
		n.Start, n.Declare = at, true
	case *Enum:
		n.Start, n.Declare = at, true
	case *Namespace:
		n.Start, n.Declare = at, true
	case *ImportEquals:
		n.Start = at
	default:
		if !p.bad {
			p.fail(start, "expected a declaration after declare")
		}
	}
	return s
}

func (p *Parser) parseTypeAlias(start int) Stmt {
	p.next()
	n := p.mem.aliases.alloc()
	*n = TypeAlias{Name: p.bindingIdentifier()}
	if p.tok == tLess {
		n.TypeParams = p.parseTypeParams()
	}
	p.expect(tAssign)
	n.Type = p.parseType()
	p.semicolon()
	n.Span = p.span(start)
	return n
}

func (p *Parser) parseInterface(start int) *Interface {
	p.next()
	n := p.mem.interfaces.alloc()
	*n = Interface{Name: p.bindingIdentifier()}
	if p.tok == tLess {
		n.TypeParams = p.parseTypeParams()
	}
	mark := p.mem.typeList.mark()
	for p.tok == tExtends || p.tok == tImplements {
		p.next()
		p.parseHeritage()
	}
	n.Extends = p.mem.typeList.take(mark)
	n.Members = p.parseTypeMembers()
	n.Span = p.span(start)
	return n
}

func (p *Parser) parseEnum(start int) *Enum {
	p.next()
	n := p.mem.enums.alloc()
	*n = Enum{Name: p.bindingIdentifier()}
	p.expect(tLBrace)
	mark := p.mem.enumList.mark()
	for p.tok != tRBrace && p.tok != tEOF {
		m := p.mem.enumMembers.alloc()
		*m = EnumMember{}
		at := p.tokStart
		m.Key, _ = p.parseKey(true)
		if p.eat(tAssign) {
			m.Init = p.parseAssign()
		}
		m.Span = p.span(at)
		p.mem.enumList.push(m)
		if p.tok != tComma {
			break
		}
		p.next()
	}
	n.Members = p.mem.enumList.take(mark)
	p.expect(tRBrace)
	n.Span = p.span(start)
	return n
}

// parseNamespace reads from "namespace", "module" or "global" on.
func (p *Parser) parseNamespace(start int) Stmt {
	n := p.mem.namespaces.alloc()
	*n = Namespace{}
	if p.tok == tGlobal {
		n.Global = true
		n.Name = p.identifier()
	} else {
		p.next()
		if p.tok == tString {
			n.Name = p.stringLiteral()
		} else {
			at := p.tokStart
			var name Expr = p.bindingIdentifier()
			for p.tok == tDot {
				p.next()
				name = p.memberName(name, at, false)
			}
			n.Name = name
		}
	}
	if p.tok == tLBrace {
		saved, module := p.fn, p.hasModule
		p.fn = functionContext{nested: true}
		n.Body = p.parseBlock()
		p.fn = saved
		if _, ok := n.Name.(*Identifier); !ok || !n.Global {
			// What a namespace exports does not make the file a module.
			p.hasModule = module
		}
	} else {
		p.semicolon()
	}
	n.Span = p.span(start)
	return n
}

// parseTypeParams reads "<A, B extends C = D>".
func (p *Parser) parseTypeParams() []*TypeParam {
	p.expect(tLess)
	mark := p.mem.typeParamList.mark()
	for p.tok != tGreater && p.tok != tEOF {
		n := p.mem.typeParams.alloc()
		*n = TypeParam{}
		start := p.tokStart
	modifiers:
		for {
			switch p.tok {
			case tConst:
				n.Const = true
			case tIn:
				n.In = true
			case tOut, tPublic, tPrivateWord, tProtected, tReadonly, tAbstract, tDeclare, tStatic, tOverride:
				if t, _ := p.peek(); !t.isIdent() && t != tIn && t != tConst {
					break modifiers
				}
				n.Out = n.Out || p.tok == tOut
			default:
				break modifiers
			}
			p.next()
		}
		if !p.tok.isIdent() {
			p.expected(tIdent)
			break
		}
		n.Name = p.word()
		p.next()
		if p.eat(tExtends) {
			n.Constraint = p.parseType()
		}
		if p.eat(tAssign) {
			n.Default = p.parseType()
		}
		n.Span = p.span(start)
		p.mem.typeParamList.push(n)
		if p.tok != tComma {
			break
		}
		p.next()
	}
	out := p.mem.typeParamList.take(mark)
	if len(out) == 0 && !p.bad {
		p.expected(tIdent)
	}
	p.expect(tGreater)
	return out
}

// parseTypeArgs reads "<A, B>".
func (p *Parser) parseTypeArgs() []Type {
	p.expect(tLess)
	mark := p.mem.typeList.mark()
	for p.tok != tEOF {
		p.mem.typeList.push(p.parseType())
		if p.tok != tComma {
			break
		}
		p.next()
		if p.tok == tGreater {
			break
		}
	}
	p.expect(tGreater)
	return p.mem.typeList.take(mark)
}

// tryTypeArgs reads type arguments in an expression, where "<" may also be an
// operator. What follows them decides, by the rule of the TypeScript compiler.
func (p *Parser) tryTypeArgs() ([]Type, bool) {
	if p.tok == tShl {
		// f<<T>(x: T) => U>(y)
		if p.pos < len(p.src) && p.src[p.pos] == '=' {
			return nil, false
		}
	}
	a, ok := p.try()
	if !ok {
		return nil, false
	}
	cond := p.noCondTy
	p.noCondTy = false
	p.rescanLess()
	p.next()
	mark := p.mem.typeList.mark()
	for p.tok != tEOF {
		p.mem.typeList.push(p.parseType())
		if p.tok != tComma {
			break
		}
		p.next()
	}
	args := p.mem.typeList.take(mark)
	p.noCondTy = cond
	if p.bad || p.tok != tGreater || p.pos < len(p.src) && (p.src[p.pos] == '>' || p.src[p.pos] == '=') {
		p.rewind(a)
		return nil, false
	}
	p.next()
	if p.bad || !p.followsTypeArgs() {
		p.rewind(a)
		return nil, false
	}
	p.commit()
	return args, true
}

func (p *Parser) followsTypeArgs() bool {
	switch p.tok {
	case tLParen, tTemplate, tTemplateHead:
		return true
	case tLess, tShl, tGreater, tAdd, tSub:
		return false
	default:
		return p.nl || binaryPrecedence[p.tok] != 0 || !startsExpr(p.tok)
	}
}

func startsExpr(t token) bool {
	switch t {
	case tLParen, tLBracket, tLBrace, tTemplate, tTemplateHead, tNumber, tBigInt, tString, tPrivate, tAdd, tSub,
		tTilde, tNot, tInc, tDec, tLess, tDiv, tDivAssign, tAt, tThis, tSuper, tNull, tTrue, tFalse, tFunction, tClass,
		tNew, tTypeof, tVoid, tDelete, tImport:
		return true
	default:
		return t.isIdent()
	}
}

// parseReturnType reads a type or a type predicate.
func (p *Parser) parseReturnType() (t Type, predicate bool) {
	start := p.tokStart
	switch {
	case p.tok == tAsserts:
		t, nl := p.peek()
		if t == tIs && !nl { // a parameter called asserts
			return p.parseIsPredicate(start), true
		}
		if (t.isIdent() || t == tThis) && !nl {
			p.next()
			p.next()
			mark := p.mem.typeList.mark()
			if p.tok == tIs && !p.nl {
				p.next()
				p.mem.typeList.push(p.parseType())
			}
			return p.other(start, mark), true
		}
	case p.tok.isIdent() || p.tok == tThis:
		if t, nl := p.peek(); t == tIs && !nl {
			return p.parseIsPredicate(start), true
		}
	}
	return p.parseType(), false
}

// parseIsPredicate reads "x is T".
func (p *Parser) parseIsPredicate(start int) Type {
	p.next()
	p.next()
	mark := p.mem.typeList.mark()
	p.mem.typeList.push(p.parseType())
	return p.other(start, mark)
}

// other makes a TypeOther of the types pushed since mark.
func (p *Parser) other(start, mark int) Type {
	n := p.mem.typeOthers.alloc()
	*n = TypeOther{p.span(start), p.mem.typeList.take(mark)}
	return n
}

func (p *Parser) badType() Type {
	return &TypeOther{Span: Span{uint32(p.tokStart), uint32(p.tokStart)}}
}

// parseType reads a type.
func (p *Parser) parseType() Type {
	if !p.enter() {
		p.depth--
		return p.badType()
	}
	t := p.parseTypeInner()
	p.depth--
	return t
}

func (p *Parser) parseTypeInner() Type {
	start := p.tokStart
	if p.startsFunctionType() {
		return p.parseFunctionType()
	}
	t := p.parseUnionType()
	if p.noCondTy || p.tok != tExtends || p.nl {
		return t
	}
	// A chain of conditional types leans to the right and is read in a loop.
	mark := p.mem.typeList.mark()
	p.mem.typeList.push(t)
	for p.tok == tExtends && !p.nl {
		p.next()
		p.noCondTy = true
		p.mem.typeList.push(p.parseType())
		p.noCondTy = false
		p.expect(tQuestion)
		p.mem.typeList.push(p.parseType())
		p.expect(tColon)
		if p.startsFunctionType() {
			p.mem.typeList.push(p.parseFunctionType())
			break
		}
		p.mem.typeList.push(p.parseUnionType())
	}
	return p.other(start, mark)
}

// startsFunctionType reports whether a function or constructor type begins
// here.
func (p *Parser) startsFunctionType() bool {
	switch p.tok {
	case tLess, tNew:
		return true
	case tAbstract:
		t, _ := p.peek()
		return t == tNew
	case tLParen:
		return p.parenStartsParams()
	default:
		return false
	}
}

// parenStartsParams reports whether "(" opens parameters rather than a type in
// parentheses.
func (p *Parser) parenStartsParams() bool {
	s := p.save()
	p.next()
	if p.tok > tIdent && p.tok.isIdent() {
		var ignored Param
		p.parseParamModifiers(&ignored)
	}
	ok := false
	switch {
	case p.tok == tRParen || p.tok == tEllipsis:
		ok = true
	case p.tok.isIdent() || p.tok == tThis:
		p.next()
		ok = p.endsParam()
	case p.tok == tLBrace || p.tok == tLBracket:
		if a, may := p.try(); may {
			p.parseBinding()
			ok = !p.bad && p.endsParam()
			p.rewind(a)
		}
	}
	if p.bad && p.skipped == "" {
		p.bad, ok = false, false
	}
	if !p.bad {
		p.restore(s)
	}
	return ok
}

// endsParam reports that the current token follows the name of a parameter.
func (p *Parser) endsParam() bool {
	switch p.tok {
	case tColon, tComma, tQuestion, tAssign:
		return true
	case tRParen:
		p.next()
		return p.tok == tArrow
	default:
		return false
	}
}

func (p *Parser) parseFunctionType() Type {
	start := p.tokStart
	if !p.enter() {
		p.depth--
		return p.badType()
	}
	n := p.mem.typeFuncs.alloc()
	*n = TypeFunction{}
	p.eat(tAbstract)
	n.New = p.eat(tNew)
	if p.tok == tLess {
		n.TypeParams = p.parseTypeParams()
	}
	n.Params = p.parseParams()
	p.expect(tArrow)
	cond := p.noCondTy
	p.noCondTy = false
	n.Return, _ = p.parseReturnType()
	p.noCondTy = cond
	n.Span = p.span(start)
	p.depth--
	return n
}

func (p *Parser) parseUnionType() Type {
	start := p.tokStart
	if p.tok == tBitOr {
		p.next()
	}
	t := p.parseIntersectionType()
	if p.tok != tBitOr {
		return t
	}
	mark := p.mem.typeList.mark()
	p.mem.typeList.push(t)
	for p.tok == tBitOr {
		p.next()
		p.mem.typeList.push(p.parseIntersectionType())
	}
	n := p.mem.typeUnions.alloc()
	*n = TypeUnion{Types: p.mem.typeList.take(mark), Span: p.span(start)}
	return n
}

func (p *Parser) parseIntersectionType() Type {
	start := p.tokStart
	if p.tok == tBitAnd {
		p.next()
	}
	t := p.parseTypeOperator()
	if p.tok != tBitAnd {
		return t
	}
	mark := p.mem.typeList.mark()
	p.mem.typeList.push(t)
	for p.tok == tBitAnd {
		p.next()
		p.mem.typeList.push(p.parseTypeOperator())
	}
	n := p.mem.typeUnions.alloc()
	*n = TypeUnion{Types: p.mem.typeList.take(mark), Intersection: true, Span: p.span(start)}
	return n
}

// parseTypeOperator reads keyof, unique, readonly, infer, or a postfix type.
func (p *Parser) parseTypeOperator() Type {
	start := p.tokStart
	switch p.tok {
	case tKeyof, tUnique, tReadonly:
		if !p.enter() {
			p.depth--
			return p.badType()
		}
		p.next()
		mark := p.mem.typeList.mark()
		p.mem.typeList.push(p.parseTypeOperator())
		p.depth--
		return p.other(start, mark)
	case tInfer:
		p.next()
		if !p.tok.isIdent() {
			p.expected(tIdent)
			return p.badType()
		}
		p.next()
		mark := p.mem.typeList.mark()
		if p.tok == tExtends {
			p.parseInferConstraint()
		}
		return p.other(start, mark)
	default:
	}
	cond := p.noCondTy
	p.noCondTy = false
	t := p.parsePostfixType()
	p.noCondTy = cond
	return t
}

// parseInferConstraint reads the "extends" after infer if it is a constraint
// rather than the condition of a conditional type.
func (p *Parser) parseInferConstraint() {
	a, ok := p.try()
	if !ok {
		return
	}
	disallowed := p.noCondTy
	mark := p.mem.typeList.mark()
	p.next()
	p.noCondTy = true
	p.mem.typeList.push(p.parseType())
	p.noCondTy = disallowed
	if !p.bad && (disallowed || p.tok != tQuestion) {
		p.commit()
		return
	}
	p.mem.typeList.stack = p.mem.typeList.stack[:mark]
	p.rewind(a)
}

func (p *Parser) parsePostfixType() Type {
	start := p.tokStart
	t := p.parsePrimaryType()
	for !p.nl {
		switch p.tok {
		case tLBracket:
			p.next()
			if p.tok == tRBracket {
				p.next()
				n := p.mem.typeArrays.alloc()
				*n = TypeArray{p.span(start), t}
				t = n
				continue
			}
			mark := p.mem.typeList.mark()
			p.mem.typeList.push(t)
			p.mem.typeList.push(p.parseType())
			p.expect(tRBracket)
			t = p.other(start, mark)
		default:
			return t
		}
	}
	return t
}

func (p *Parser) parsePrimaryType() Type {
	start := p.tokStart
	switch p.tok {
	case tIdent:
		return p.parseTypeRef()
	case tVoid, tNull, tThis, tConst:
		ref := p.mem.typeRefs.alloc()
		*ref = TypeRef{Span: Span{uint32(start), uint32(p.pos)}, Name: p.src[start:p.pos]}
		this := p.tok == tThis
		p.next()
		if this && p.tok == tIs && !p.nl {
			p.next()
			mark := p.mem.typeList.mark()
			p.mem.typeList.push(p.parseType())
			return p.other(start, mark)
		}
		return ref
	case tString:
		return p.literalType(start, p.stringLiteral())
	case tNumber:
		return p.literalType(start, p.literal(NumberLiteral))
	case tBigInt:
		return p.literalType(start, p.literal(BigIntLiteral))
	case tTrue, tFalse:
		return p.literalType(start, p.literal(BoolLiteral))
	case tSub:
		p.next()
		u := p.mem.unaries.alloc()
		*u = Unary{Op: OpSub}
		switch p.tok {
		case tNumber:
			u.X = p.literal(NumberLiteral)
		case tBigInt:
			u.X = p.literal(BigIntLiteral)
		default:
			p.unexpected()
			return p.badType()
		}
		u.Span = p.span(start)
		return p.literalType(start, u)
	case tTemplate:
		return p.literalType(start, p.parseTemplate(false))
	case tTemplateHead:
		return p.parseTemplateType()
	case tTypeof:
		return p.parseTypeQuery()
	case tImport:
		return p.parseImportType(start, false)
	case tLBrace:
		if p.startsMappedType() {
			return p.parseMappedType()
		}
		members := p.parseTypeMembers()
		n := p.mem.typeObjects.alloc()
		*n = TypeObject{p.span(start), members}
		return n
	case tLBracket:
		return p.parseTupleType()
	case tLParen:
		p.next()
		t := p.parseType()
		p.expect(tRParen)
		return t
	case tAsserts:
		if t, nl := p.peek(); (t.isIdent() || t == tThis) && !nl {
			t, _ := p.parseReturnType()
			return t
		}
		return p.parseTypeRef()
	default:
		if p.tok.isIdent() {
			return p.parseTypeRef()
		}
	}
	p.unexpected()
	return p.badType()
}

func (p *Parser) literalType(start int, x Expr) Type {
	n := p.mem.typeLiterals.alloc()
	*n = TypeLiteral{p.span(start), x}
	return n
}

// parseQualified reads ".b.c" after the name first, which is not yet consumed.
func (p *Parser) parseQualified() (qualifier []string, name string) {
	name = p.word()
	p.next()
	if p.tok != tDot {
		return nil, name
	}
	mark := p.mem.nameList.mark()
	for p.tok == tDot {
		p.next()
		p.mem.nameList.push(name)
		switch {
		case p.tok.isName():
			name = p.word()
		case p.tok == tPrivate:
			name = p.src[p.tokStart:p.pos]
		default:
			p.expected(tIdent)
			return p.mem.nameList.take(mark), name
		}
		p.next()
	}
	return p.mem.nameList.take(mark), name
}

// parseTypeRef reads A.B<C>.
func (p *Parser) parseTypeRef() Type {
	start := p.tokStart
	if !p.tok.isIdent() {
		if p.tok == tThis || p.tok == tNull || p.tok == tVoid {
			return p.parsePrimaryType()
		}
		p.expected(tIdent)
		return p.badType()
	}
	n := p.mem.typeRefs.alloc()
	*n = TypeRef{}
	n.Qualifier, n.Name = p.parseQualified()
	if (p.tok == tLess || p.tok == tShl) && !p.nl {
		p.rescanLess()
		n.Args = p.parseTypeArgs()
	}
	n.Span = p.span(start)
	return n
}

// parseTypeQuery reads typeof a.b<C>.
func (p *Parser) parseTypeQuery() Type {
	start := p.tokStart
	p.next()
	if p.tok == tImport {
		return p.parseImportType(start, true)
	}
	n := p.mem.typeQueries.alloc()
	*n = TypeQuery{}
	if !p.tok.isIdent() && p.tok != tThis {
		p.expected(tIdent)
		return n
	}
	n.Qualifier, n.Name = p.parseQualified()
	if p.tok == tLess && !p.nl {
		n.Args = p.parseTypeArgs()
	}
	n.Span = p.span(start)
	return n
}

// parseImportType reads import("x").A.B<C>.
func (p *Parser) parseImportType(start int, query bool) Type {
	n := p.mem.typeImports.alloc()
	*n = TypeImport{Typeof: query}
	p.next()
	p.expect(tLParen)
	if p.tok == tString {
		n.Source = p.stringLiteral()
	} else {
		p.parseType()
	}
	if p.eat(tComma) && p.tok != tRParen {
		p.parseAssign()
		p.eat(tComma)
	}
	p.expect(tRParen)
	if p.tok == tDot {
		p.next()
		if !p.tok.isName() {
			p.expected(tIdent)
			return n
		}
		n.Qualifier, n.Name = p.parseQualified()
	}
	if p.tok == tLess && !p.nl {
		n.Args = p.parseTypeArgs()
	}
	n.Span = p.span(start)
	return n
}

func (p *Parser) parseTemplateType() Type {
	start := p.tokStart
	mark := p.mem.typeList.mark()
	for {
		p.next()
		p.mem.typeList.push(p.parseType())
		if p.tok != tRBrace {
			p.expected(tRBrace)
			break
		}
		p.pos = p.tokStart + 1
		if p.scanTemplatePart() {
			if !p.bad {
				p.next()
			}
			break
		}
	}
	return p.other(start, mark)
}

func (p *Parser) parseTupleType() Type {
	start := p.tokStart
	n := p.mem.typeTuples.alloc()
	*n = TypeTuple{}
	p.next()
	mark := p.mem.typeList.mark()
	for p.tok != tRBracket && p.tok != tEOF {
		p.eat(tEllipsis)
		if p.tok.isName() && p.tupleName() {
			p.next()
			p.eat(tQuestion)
			p.expect(tColon)
			p.eat(tEllipsis)
		}
		p.mem.typeList.push(p.parseType())
		p.eat(tQuestion)
		if p.tok != tComma {
			break
		}
		p.next()
	}
	n.Elems = p.mem.typeList.take(mark)
	p.expect(tRBracket)
	n.Span = p.span(start)
	return n
}

// tupleName reports whether the current word names a tuple element.
func (p *Parser) tupleName() bool {
	s := p.save()
	p.next()
	ok := p.tok == tColon
	if p.tok == tQuestion {
		p.next()
		ok = p.tok == tColon
	}
	if p.bad {
		p.bad, ok = false, false
	}
	p.restore(s)
	return ok
}

// startsMappedType reports whether "{" opens a mapped type.
func (p *Parser) startsMappedType() bool {
	s := p.save()
	p.next()
	ok := false
	if p.tok == tAdd || p.tok == tSub {
		p.next()
		ok = p.tok == tReadonly
	} else {
		if p.tok == tReadonly {
			p.next()
		}
		if p.tok == tLBracket {
			p.next()
			if p.tok.isName() {
				p.next()
				ok = p.tok == tIn
			}
		}
	}
	if p.bad {
		p.bad, ok = false, false
	}
	p.restore(s)
	return ok
}

// parseMappedType reads { readonly [K in T as U]?: V }.
func (p *Parser) parseMappedType() Type {
	start := p.tokStart
	mark := p.mem.typeList.mark()
	p.next()
	if p.tok == tAdd || p.tok == tSub {
		p.next()
	}
	p.eat(tReadonly)
	p.expect(tLBracket)
	p.next()
	p.expect(tIn)
	p.mem.typeList.push(p.parseType())
	if p.eat(tAs) {
		p.mem.typeList.push(p.parseType())
	}
	p.expect(tRBracket)
	if p.tok == tAdd || p.tok == tSub {
		p.next()
	}
	p.eat(tQuestion)
	if p.eat(tColon) {
		p.mem.typeList.push(p.parseType())
	}
	p.memberSemicolon()
	p.expect(tRBrace)
	return p.other(start, mark)
}

// parseTypeMembers reads the members of an interface or object type.
func (p *Parser) parseTypeMembers() []*TypeMember {
	if p.tok != tLBrace {
		p.expected(tLBrace)
		return nil
	}
	p.next()
	mark := p.mem.typeMemberList.mark()
	for p.tok != tRBrace && p.tok != tEOF {
		p.mem.typeMemberList.push(p.parseTypeMember())
	}
	p.expect(tRBrace)
	return p.mem.typeMemberList.take(mark)
}

func (p *Parser) parseTypeMember() *TypeMember {
	start := p.tokStart
	n := p.mem.typeMembers.alloc()
	*n = TypeMember{}
	switch p.tok {
	case tLParen, tLess:
		n.Kind = TypeCall
		p.parseSignature(n)
		p.memberSemicolon()
		n.Span = p.span(start)
		return n
	case tNew:
		if t, _ := p.peek(); t == tLParen || t == tLess {
			p.next()
			n.Kind = TypeConstruct
			p.parseSignature(n)
			p.memberSemicolon()
			n.Span = p.span(start)
			return n
		}
	default:
	}
modifiers:
	for p.tok > tIdent && p.tok.isIdent() {
		t, nl := p.peek()
		if !followsModifier(t) {
			break
		}
		switch p.tok {
		case tGet:
			n.Kind = TypeGet
			p.next()
			break modifiers
		case tSet:
			n.Kind = TypeSet
			p.next()
			break modifiers
		case tReadonly, tPublic, tPrivateWord, tProtected, tStatic, tAbstract, tDeclare, tOverride, tAsync, tAccessor:
			if nl {
				break modifiers
			}
			n.Readonly = n.Readonly || p.tok == tReadonly
			p.next()
		default:
			break modifiers
		}
	}
	if p.tok == tLBracket && p.indexSignature() {
		n.Kind = TypeIndex
		n.Type = p.parseIndexSignature()
		p.memberSemicolon()
		n.Span = p.span(start)
		return n
	}
	n.Key, n.Computed = p.parseKey(true)
	if p.eat(tQuestion) {
		n.Optional = true
	}
	switch p.tok {
	case tLParen, tLess:
		if n.Kind == TypeProperty {
			n.Kind = TypeMethod
		}
		p.parseSignature(n)
	case tColon:
		p.next()
		n.Type = p.parseType()
	default:
	}
	if n.Kind == TypeProperty && p.eat(tAssign) {
		p.parseAssign() // accepted by the TypeScript compiler's grammar
	}
	p.memberSemicolon()
	n.Span = p.span(start)
	return n
}

// parseSignature reads type parameters, parameters and result.
func (p *Parser) parseSignature(n *TypeMember) {
	if p.tok == tLess {
		n.TypeParams = p.parseTypeParams()
	}
	n.Params = p.parseParams()
	if p.eat(tColon) {
		n.Type, _ = p.parseReturnType()
	}
	if p.tok == tLBrace { // a body, which only a declaration in error has
		p.parseFunctionBody()
	}
}

// indexSignature reports whether "[" opens an index signature.
func (p *Parser) indexSignature() bool {
	s := p.save()
	p.next()
	ok := false
	if p.tok.isIdent() {
		p.next()
		ok = p.tok == tColon
	}
	if p.bad {
		p.bad, ok = false, false
	}
	p.restore(s)
	return ok
}

// parseIndexSignature reads [key: K]: V and returns V.
func (p *Parser) parseIndexSignature() Type {
	p.next()
	p.next()
	p.expect(tColon)
	p.parseType()
	p.eat(tComma)
	p.expect(tRBracket)
	if p.eat(tColon) {
		return p.parseType()
	}
	return nil
}
