package js

// parseDecorators reads "@a @b(c)".
func (p *Parser) parseDecorators() []*Decorator {
	if p.tok != tAt {
		return nil
	}
	mark := p.mem.decoratorList.mark()
	for p.tok == tAt {
		start := p.tokStart
		p.next()
		n := p.mem.decorators.alloc()
		at := p.tokStart
		*n = Decorator{X: p.parseSuffix(p.parsePrimary(), at, noIndex)}
		n.Span = p.span(start)
		p.mem.decoratorList.push(n)
	}
	return p.mem.decoratorList.take(mark)
}

// parseClass reads a class from the word "class" on.
func (p *Parser) parseClass(start int, decorators []*Decorator, abstract bool) *Class {
	n := p.mem.classes.alloc()
	*n = Class{Decorators: decorators, Abstract: abstract}
	if p.tok != tClass {
		p.expected(tClass)
		return n
	}
	p.next()
	if p.tok.isIdent() && !p.implementsClause() {
		n.Name = p.identifier()
	}
	if p.opt.TS && p.tok == tLess {
		n.TypeParams = p.parseTypeParams()
	}
	if p.tok == tExtends {
		p.next()
		at := p.tokStart
		n.Super = p.parseSuffix(p.parsePrimary(), at, 0)
		if p.opt.TS {
			if inst, ok := n.Super.(*TSInstantiation); ok && int(inst.Stop) == p.prevEnd {
				n.Super, n.SuperArgs = inst.X, inst.TypeArgs
			} else if p.tok == tLess || p.tok == tShl {
				p.rescanLess()
				n.SuperArgs = p.parseTypeArgs()
			}
		}
	}
	if p.opt.TS && p.tok == tImplements {
		p.next()
		mark := p.mem.typeList.mark()
		p.parseHeritage()
		n.Implements = p.mem.typeList.take(mark)
	}
	if p.tok != tLBrace {
		p.expected(tLBrace)
		return n
	}
	saved := p.fn
	then, noIn := p.thenAt, p.noInAt
	p.thenAt, p.noInAt = -1, -1
	p.next()
	mark := p.mem.memberList.mark()
	depth := p.depth
	for p.bad || p.tok != tRBrace && p.tok != tEOF {
		if p.tok == tSemi {
			p.next()
			continue
		}
		at, base := p.tokStart, p.level()
		if p.bad {
			at = p.failAt.tokStart
		} else {
			m := p.parseClassMember()
			if !p.bad {
				p.mem.memberList.push(m)
				continue
			}
		}
		if !p.recoverAt(at, base) {
			break
		}
		p.fn, p.depth = saved, depth
	}
	n.Members = p.mem.memberList.take(mark)
	p.fn, p.thenAt, p.noInAt = saved, then, noIn
	p.closeBrace()
	n.Span = p.span(start)
	return n
}

// implementsClause reports whether the word "implements" is no class name.
func (p *Parser) implementsClause() bool {
	if p.tok != tImplements || !p.opt.TS {
		return false
	}
	t, _ := p.peek()
	return t.isName()
}

// parseHeritage pushes the types of an extends or implements clause.
func (p *Parser) parseHeritage() {
	for {
		p.mem.typeList.push(p.parseTypeRef())
		if !p.eat(tComma) {
			return
		}
	}
}

// followsModifier reports a token that can begin the name of a member.
func followsModifier(t token) bool {
	return t.isName() || t == tLBracket || t == tString || t == tNumber || t == tBigInt || t == tPrivate
}

func (p *Parser) parseClassMember() *ClassMember {
	start := p.tokStart
	n := p.mem.classMembers.alloc()
	*n = ClassMember{Kind: MemberField}
	if p.tok == tAt {
		n.Decorators = p.parseDecorators()
	}
	async, generator := false, false
modifiers:
	for p.tok > tIdent && p.tok.isIdent() {
		tok := p.tok
		switch tok {
		case tStatic:
			if n.Static && !p.opt.TS {
				break modifiers
			}
		case tAsync, tGet, tSet, tAccessor:
		case tDeclare, tPublic, tPrivateWord, tProtected, tAbstract, tOverride, tReadonly:
			if !p.opt.TS {
				break modifiers
			}
		default:
			break modifiers
		}
		t, nl := p.peek()
		switch {
		case tok == tStatic && t == tLBrace:
			p.next()
			return p.parseStaticBlock(n, start)
		case followsModifier(t):
			if nl && tok != tStatic && tok != tGet && tok != tSet {
				break modifiers
			}
		case t == tMul && (tok == tStatic || tok == tAsync && !nl || p.opt.TS && tok != tGet && tok != tSet && !nl):
		default:
			break modifiers
		}
		p.next()
		switch tok {
		case tStatic:
			n.Static = true
		case tAsync:
			async = true
			break modifiers
		case tGet:
			n.Kind = MemberGet
			break modifiers
		case tSet:
			n.Kind = MemberSet
			break modifiers
		case tAccessor:
			n.Kind = MemberAccessor
		case tDeclare:
			n.Declare = true
		case tPublic:
			n.Access = AccessPublic
		case tPrivateWord:
			n.Access = AccessPrivate
		case tProtected:
			n.Access = AccessProtected
		case tAbstract:
			n.Abstract = true
		case tOverride:
			n.Override = true
		default:
			n.Readonly = true
		}
	}
	if p.tok == tMul {
		p.next()
		generator = true
	}
	if p.opt.TS && p.tok == tLBracket && !async && !generator && p.indexSignature() {
		n.Kind = MemberIndexSignature
		n.Type = p.parseIndexSignature()
		p.memberSemicolon()
		n.Span = p.span(start)
		return n
	}
	n.Key, n.Computed = p.parseKey(true)
	if p.opt.TS {
		switch {
		case p.tok == tQuestion:
			p.next()
			n.Optional = true
		case p.tok == tNot && !p.nl:
			p.next()
			n.Definite = true
		}
	}
	if p.tok == tLParen || p.tok == tLess && p.opt.TS || async || generator ||
		n.Kind == MemberGet || n.Kind == MemberSet {
		if n.Kind == MemberField || n.Kind == MemberAccessor {
			n.Kind = MemberMethod
			if !n.Static && !n.Computed && isConstructor(n.Key) {
				n.Kind = MemberConstructor
			}
		}
		n.Fn = p.parseMethod(async, generator)
		if n.Fn.Body == nil {
			p.memberSemicolon()
		}
		n.Span = p.span(start)
		return n
	}
	if p.opt.TS && p.eat(tColon) {
		n.Type = p.parseType()
	}
	if p.tok == tAssign {
		p.next()
		saved := p.fn
		p.fn = functionContext{nested: true}
		n.Init = p.parseAssign()
		p.fn = saved
	}
	p.semicolon()
	n.Span = p.span(start)
	return n
}

func isConstructor(key Expr) bool {
	switch k := key.(type) {
	case *Identifier:
		return k.Name == "constructor"
	case *Literal:
		return k.Kind == StringLiteral && k.Value == "constructor"
	default:
		return false
	}
}

// memberSemicolon ends a member without body; a comma is accepted where the
// TypeScript compiler accepts it.
func (p *Parser) memberSemicolon() {
	if !p.eat(tComma) {
		p.semicolon()
	}
}

func (p *Parser) parseStaticBlock(n *ClassMember, start int) *ClassMember {
	n.Kind = MemberStaticBlock
	saved := p.fn
	p.fn = functionContext{nested: true, static: true}
	n.Block = p.parseBlock()
	p.fn = saved
	n.Span = p.span(start)
	return n
}
