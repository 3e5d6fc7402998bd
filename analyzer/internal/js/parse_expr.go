package js

import "strings"

// coverItem is an element of a parenthesized list that may turn out to be the
// parameters of an arrow function.
type coverItem struct {
	expr     Expr
	typ      Type
	def      Expr // default after a type or "?"
	start    int
	end      int
	optional bool
	spread   bool
}

func (p *Parser) badExpr() Expr {
	return &BadExpr{Span{uint32(p.tokStart), uint32(p.tokStart)}}
}

// parens marks e as written in parentheses, where that matters.
func parens(e Expr) {
	switch e := e.(type) {
	case *Identifier:
		e.Parens = true
	case *Member:
		e.Parens = true
	case *Call:
		e.Parens = true
	case *Object:
		e.Parens = true
	case *Array:
		e.Parens = true
	case *Assign:
		e.Parens = true
	case *Logical:
		e.Parens = true
	case *Binary:
		e.Parens = true
	case *Literal:
		e.Parens = true
	default:
	}
}

// identifier consumes a word as an identifier.
func (p *Parser) identifier() *Identifier {
	n := p.mem.identifiers.alloc()
	*n = Identifier{Span: Span{uint32(p.tokStart), uint32(p.pos)}, Name: p.word()}
	p.next()
	return n
}

// bindingIdentifier consumes an identifier or fails.
func (p *Parser) bindingIdentifier() *Identifier {
	if !p.tok.isIdent() {
		p.expected(tIdent)
		return &Identifier{Span: Span{uint32(p.tokStart), uint32(p.tokStart)}}
	}
	return p.identifier()
}

// parseExpr reads an expression, commas included.
func (p *Parser) parseExpr() Expr {
	start := p.tokStart
	e := p.parseAssign()
	if p.tok != tComma {
		return e
	}
	mark := p.mem.exprList.mark()
	p.mem.exprList.push(e)
	for p.eat(tComma) {
		p.mem.exprList.push(p.parseAssign())
	}
	n := p.mem.sequences.alloc()
	*n = Sequence{Exprs: p.mem.exprList.take(mark), Span: p.span(start)}
	return n
}

// parseAssign reads an expression without commas.
func (p *Parser) parseAssign() Expr {
	if !p.enter() {
		p.depth--
		return p.badExpr()
	}
	start := p.tokStart
	e, final := p.parseOperand()
	if p.tok == tQuestion && !final {
		e = p.parseConditional(e, start)
	}
	p.depth--
	return e
}

// parseConditional reads what follows the first test of a conditional. A chain
// of conditionals leans to the right and is read in a loop.
func (p *Parser) parseConditional(test Expr, start int) Expr {
	var first, last *Conditional
	for p.tok == tQuestion {
		if p.opt.TS && p.optionalMark() {
			break
		}
		p.next()
		n := p.mem.conditionals.alloc()
		*n = Conditional{Span: Span{Start: uint32(start)}, Test: test}
		then, noIn := p.thenAt, p.noInAt
		p.thenAt, p.noInAt = p.level(), -1
		n.Then = p.parseAssign()
		p.thenAt, p.noInAt = then, noIn
		p.expect(tColon)
		var final bool
		start = p.tokStart
		test, final = p.parseOperand()
		if last != nil {
			last.Else = n
		} else {
			first = n
		}
		last = n
		n.Else = test
		if final {
			break
		}
	}
	if first == nil {
		return test
	}
	end := uint32(p.prevEnd)
	for n := first; ; {
		n.Stop = end
		next, ok := n.Else.(*Conditional)
		if !ok || n == last {
			break
		}
		n = next
	}
	return first
}

// optionalMark reports that the current "?" makes a parameter optional, as no
// conditional can begin with what follows.
func (p *Parser) optionalMark() bool {
	i := p.pos
	for i < len(p.src) && (p.src[i] == ' ' || p.src[i] == '\n') {
		i++
	}
	if i < len(p.src) && p.src[i] > '/' && p.src[i] != ':' && p.src[i] != '=' {
		return false // the usual case, without reading a token
	}
	switch t, _ := p.peek(); t {
	case tColon, tComma, tRParen, tAssign:
		return true
	default:
		return false
	}
}

// parseOperand reads an arrow function, a yield, an assignment or an expression
// of binary operators. final reports that no "?" may follow.
func (p *Parser) parseOperand() (e Expr, final bool) {
	start := p.tokStart
	switch p.tok {
	case tIdent:
		n := p.identifier()
		if p.tok == tArrow {
			return p.identifierArrow(start, n, false), true
		}
		e = p.parsePostfix(p.parseSuffix(n, start, 0), start)
	case tThis, tNumber, tString, tNull, tTrue, tFalse, tNew, tFunction, tLBrace, tLBracket, tTemplate:
		e = p.parsePostfix(p.parseSuffix(p.parsePrimary(), start, 0), start)
	case tLParen:
		var arrow bool
		e, arrow = p.parseParen(start)
		if arrow {
			return e, true
		}
		e = p.parsePostfix(p.parseSuffix(e, start, 0), start)
	case tAsync:
		var arrow bool
		e, arrow = p.parseAsync(start)
		if arrow {
			return e, true
		}
		e = p.parsePostfix(p.parseSuffix(e, start, 0), start)
	case tYield:
		if p.fn.generator && !p.escaped {
			return p.parseYield(), true
		}
		n := p.identifier()
		if p.tok == tArrow {
			return p.identifierArrow(start, n, false), true
		}
		e = p.parsePostfix(p.parseSuffix(n, start, 0), start)
	case tLess, tShl:
		if p.opt.TS {
			var arrow bool
			e, arrow = p.parseGenericArrow(start)
			if arrow {
				return e, true
			}
			if e != nil {
				break
			}
		}
		e = p.parseUnary()
	default:
		if p.tok.isIdent() && (p.tok != tAwait || !p.awaitIsOperator()) {
			n := p.identifier()
			if p.tok == tArrow {
				return p.identifierArrow(start, n, false), true
			}
			e = p.parsePostfix(p.parseSuffix(n, start, 0), start)
			break
		}
		e = p.parseUnary()
	}
	if binaryPrecedence[p.tok] != 0 {
		e = p.parseBinary(e, start, 0)
	}
	if !p.tok.isAssign() {
		return e, false
	}
	if !p.assignable(e) {
		p.fail(p.tokStart, "invalid assignment target")
		return e, true
	}
	op := binaryOp[p.tok]
	p.next()
	value := p.parseAssign()
	n := p.mem.assigns.alloc()
	*n = Assign{Span: Span{uint32(start), uint32(p.prevEnd)}, Target: e, Value: value, Op: op}
	return n, true
}

// assignable reports whether an assignment operator may follow e, by grammar
// alone: any left-hand-side expression.
func (p *Parser) assignable(e Expr) bool {
	switch e.(type) {
	case *Identifier, *Member, *Object, *Array:
		return true
	case *Binary, *Logical, *Unary, *Update, *Await, *TSAs, *TSSatisfies, *Conditional:
		return int(e.End()) < p.prevEnd // in parentheses
	default:
		return true
	}
}

// identifierArrow reads an arrow function after its only, bare parameter.
func (p *Parser) identifierArrow(start int, name *Identifier, async bool) Expr {
	param := p.mem.params.alloc()
	*param = Param{Span: name.Span, Target: name}
	mark := p.mem.paramList.mark()
	p.mem.paramList.push(param)
	f := p.mem.functions.alloc()
	*f = Function{Params: p.mem.paramList.take(mark), Arrow: true, Async: async}
	return p.arrowBody(start, f)
}

// arrowBody reads "=>" and what follows.
func (p *Parser) arrowBody(start int, f *Function) Expr {
	if p.nl {
		p.fail(p.tokStart, "line break before =>")
	}
	p.expect(tArrow)
	saved := p.fn
	p.fn = functionContext{async: f.Async, nested: true, static: saved.static && !f.Async}
	if p.tok == tLBrace {
		f.Body = p.parseFunctionBody()
	} else {
		f.ExprBody = p.parseAssign()
	}
	p.fn = saved
	f.Span = p.span(start)
	return f
}

// parseParen reads "(…)", or an arrow function that begins with it.
func (p *Parser) parseParen(start int) (e Expr, arrow bool) {
	mark := p.mem.coverList.mark()
	must := p.parseCover()
	if f := p.coverArrow(start, mark, false, nil); f != nil {
		return f, true
	}
	items := p.mem.coverList.stack[mark:]
	switch {
	case p.bad:
		e = p.badExpr()
	case must >= 0:
		p.fail(must, "unexpected "+p.src[must:must+1])
		e = p.badExpr()
	case len(items) == 1:
		e = items[0].expr
		parens(e)
	default:
		list := p.mem.exprList.mark()
		for _, item := range items {
			p.mem.exprList.push(item.expr)
		}
		n := p.mem.sequences.alloc()
		*n = Sequence{
			Span:  Span{uint32(items[0].start), uint32(items[len(items)-1].end)},
			Exprs: p.mem.exprList.take(list),
		}
		e = n
	}
	p.mem.coverList.stack = p.mem.coverList.stack[:mark]
	return e, false
}

// parseCover reads a parenthesized list to coverList. It returns the offset of
// something that only parameters may contain, or -1.
func (p *Parser) parseCover() (must int) {
	must = -1
	p.next()
	if p.tok == tRParen {
		must = p.tokStart
	}
	for p.tok != tRParen && p.tok != tEOF {
		item := coverItem{start: p.tokStart}
		if p.tok == tEllipsis {
			if must < 0 {
				must = p.tokStart
			}
			item.spread = true
			p.next()
		}
		item.expr = p.parseAssign()
		if p.opt.TS && (p.tok == tQuestion || p.tok == tColon) {
			if must < 0 {
				must = p.tokStart
			}
			item.optional = p.eat(tQuestion)
			if p.eat(tColon) {
				item.typ = p.parseType()
			}
			if p.eat(tAssign) {
				item.def = p.parseAssign()
			}
		}
		item.end = p.prevEnd
		p.mem.coverList.push(item)
		if p.tok != tComma {
			break
		}
		comma := p.tokStart
		p.next()
		if p.tok == tRParen && must < 0 {
			must = comma
		}
	}
	p.expect(tRParen)
	return must
}

// coverArrow reads the rest of an arrow function whose parameters are the items
// from mark on, and drops them. It returns nil and keeps them if this is none.
func (p *Parser) coverArrow(start, mark int, async bool, typeParams []*TypeParam) *Function {
	if p.tok != tArrow && (p.tok != tColon || !p.opt.TS) || p.bad {
		return nil
	}
	items := p.mem.coverList.stack[mark:]
	for i := range items {
		if !isParam(&items[i]) {
			return nil
		}
	}
	f := p.mem.functions.alloc()
	if p.tok == tArrow {
		*f = Function{Arrow: true, Async: async, TypeParams: typeParams, Params: p.coverParams(mark)}
		p.arrowBody(start, f)
		return f
	}
	// A colon: a return type, the second half of a conditional, or the end of
	// a case.
	inThen := p.thenAt == p.brackets
	a, ok := p.try()
	if !ok {
		return nil
	}
	p.next()
	typ, predicate := p.parseReturnType()
	if p.bad || p.tok != tArrow || p.nl {
		p.rewind(a)
		return nil
	}
	if !inThen {
		p.commit()
	}
	*f = Function{Arrow: true, Async: async, TypeParams: typeParams, ReturnType: typ, Predicate: predicate}
	if inThen {
		// In "a ? (b) : c => d" the colon belongs to the conditional unless
		// another follows. The items stay until that is known.
		p.arrowBody(start, f)
		if p.bad || p.tok != tColon {
			p.rewind(a)
			return nil
		}
		p.commit()
		f.Params = p.coverParams(mark)
		return f
	}
	f.Params = p.coverParams(mark)
	p.arrowBody(start, f)
	return f
}

// isParam reports whether an item can be a parameter.
func isParam(item *coverItem) bool {
	switch e := item.expr.(type) {
	case *Identifier:
		return !e.Parens
	case *Object:
		return !e.Parens
	case *Array:
		return !e.Parens
	case *This:
		return true
	case *Assign:
		if e.Op != OpAssign || e.Parens || item.spread {
			return false
		}
		switch t := e.Target.(type) {
		case *Identifier:
			return !t.Parens
		case *Object:
			return !t.Parens
		case *Array:
			return !t.Parens
		default:
			return false
		}
	default:
		return false
	}
}

func (p *Parser) coverParams(mark int) []*Param {
	list := p.mem.paramList.mark()
	for _, item := range p.mem.coverList.stack[mark:] {
		n := p.mem.params.alloc()
		*n = Param{
			Span: Span{uint32(item.start), uint32(item.end)}, Target: item.expr,
			Type: item.typ, Default: item.def, Rest: item.spread, Optional: item.optional,
		}
		switch e := item.expr.(type) {
		case *Assign:
			n.Target, n.Default = e.Target, e.Value
		case *This:
			id := p.mem.identifiers.alloc()
			*id = Identifier{Span: e.Span, Name: "this"}
			n.Target = id
		default:
		}
		p.mem.paramList.push(n)
	}
	p.mem.coverList.stack = p.mem.coverList.stack[:mark]
	return p.mem.paramList.take(list)
}

// parseAsync reads what begins with the word "async".
func (p *Parser) parseAsync(start int) (e Expr, arrow bool) {
	escaped := p.escaped
	name := p.identifier()
	switch {
	case p.tok == tArrow:
		return p.identifierArrow(start, name, false), true
	case p.nl || escaped:
		return name, false
	case p.tok == tFunction:
		return p.parseFunctionExpr(start, true), false
	case p.tok.isIdent():
		if t, _ := p.peek(); t == tArrow {
			param := p.identifier()
			return p.identifierArrow(start, param, true), true
		}
	case p.tok == tLParen:
		mark := p.mem.coverList.mark()
		must := p.parseCover()
		if f := p.coverArrow(start, mark, true, nil); f != nil {
			return f, true
		}
		return p.coverCall(start, mark, must, name), false
	case p.tok == tLess && p.opt.TS:
		a, ok := p.try()
		if !ok {
			break
		}
		typeParams := p.parseTypeParams()
		if p.bad || p.tok != tLParen {
			p.rewind(a)
			break
		}
		p.commit()
		mark := p.mem.coverList.mark()
		must := p.parseCover()
		if f := p.coverArrow(start, mark, true, typeParams); f != nil {
			return f, true
		}
		n := p.coverCall(start, mark, must, name)
		n.TypeArgs = p.typeParamsAsArgs(typeParams)
		return n, false
	default:
	}
	return name, false
}

// coverCall makes a call of the items from mark on.
func (p *Parser) coverCall(start, mark, must int, callee Expr) *Call {
	list := p.mem.exprList.mark()
	for _, item := range p.mem.coverList.stack[mark:] {
		if (item.typ != nil || item.optional) && must >= 0 {
			p.fail(must, "unexpected "+p.src[must:must+1])
		}
		arg := item.expr
		if item.spread {
			n := p.mem.spreads.alloc()
			*n = Spread{Span{uint32(item.start), uint32(item.end)}, arg}
			arg = n
		}
		p.mem.exprList.push(arg)
	}
	p.mem.coverList.stack = p.mem.coverList.stack[:mark]
	n := p.mem.calls.alloc()
	*n = Call{Span: p.span(start), Callee: callee, Args: p.mem.exprList.take(list)}
	return n
}

// typeParamsAsArgs turns type parameters that are plain names into arguments.
func (p *Parser) typeParamsAsArgs(list []*TypeParam) []Type {
	mark := p.mem.typeList.mark()
	for _, tp := range list {
		if tp.Constraint != nil || tp.Default != nil || tp.Const || tp.In || tp.Out {
			p.expected(tArrow)
		}
		n := p.mem.typeRefs.alloc()
		*n = TypeRef{Span: tp.Span, Name: tp.Name}
		p.mem.typeList.push(n)
	}
	return p.mem.typeList.take(mark)
}

// parseGenericArrow reads "<T>(x) => y", or "<T>(x)" as a cast in files without
// JSX. It returns nil, with nothing consumed, if "<" begins something else.
func (p *Parser) parseGenericArrow(start int) (e Expr, arrow bool) {
	if p.tok != tLess {
		return nil, false
	}
	if p.opt.JSX {
		if !p.genericArrowInJSX() {
			return nil, false
		}
		typeParams := p.parseTypeParams()
		if p.tok != tLParen {
			p.expected(tLParen)
			return p.badExpr(), false
		}
		mark := p.mem.coverList.mark()
		p.parseCover()
		if f := p.coverArrow(start, mark, false, typeParams); f != nil {
			return f, true
		}
		p.mem.coverList.stack = p.mem.coverList.stack[:mark]
		p.expected(tArrow)
		return p.badExpr(), false
	}
	a, ok := p.try()
	if !ok {
		return nil, false
	}
	typeParams := p.parseTypeParams()
	if p.bad || p.tok != tLParen {
		p.rewind(a)
		return nil, false
	}
	p.commit()
	paren := p.tokStart
	mark := p.mem.coverList.mark()
	must := p.parseCover()
	if f := p.coverArrow(start, mark, false, typeParams); f != nil {
		return f, true
	}
	items := p.mem.coverList.stack[mark:]
	var x Expr
	switch {
	case p.bad || must >= 0 || len(items) == 0 || len(typeParams) != 1 || typeParams[0].Constraint != nil ||
		typeParams[0].Default != nil:
		p.expected(tArrow)
		x = p.badExpr()
	case len(items) == 1:
		x = items[0].expr
		parens(x)
	default:
		list := p.mem.exprList.mark()
		for _, item := range items {
			p.mem.exprList.push(item.expr)
		}
		n := p.mem.sequences.alloc()
		*n = Sequence{Span{uint32(items[0].start), uint32(items[len(items)-1].end)}, p.mem.exprList.take(list)}
		x = n
	}
	p.mem.coverList.stack = p.mem.coverList.stack[:mark]
	if p.bad {
		return x, false
	}
	ref := p.mem.typeRefs.alloc()
	*ref = TypeRef{Span: typeParams[0].Span, Name: typeParams[0].Name}
	x = p.parsePostfix(p.parseSuffix(x, paren, 0), paren)
	n := p.mem.casts.alloc()
	*n = TSTypeAssertion{p.span(start), ref, x}
	return n, false
}

// genericArrowInJSX reports whether "<" opens type parameters rather than an
// element, by the rule of the TypeScript compiler.
func (p *Parser) genericArrowInJSX() bool {
	s := p.save()
	p.next()
	if p.tok == tConst {
		p.next()
	}
	ok := false
	if p.tok.isIdent() {
		p.next()
		switch p.tok {
		case tComma, tAssign:
			ok = true
		case tExtends:
			p.next()
			ok = p.tok != tAssign && p.tok != tGreater && p.tok != tDiv
		default:
		}
	}
	if p.bad {
		p.bad, ok = false, false
	}
	p.restore(s)
	return ok
}

func (p *Parser) parseYield() Expr {
	start := p.tokStart
	n := p.mem.yields.alloc()
	*n = Yield{}
	p.next()
	if !p.nl {
		switch p.tok {
		case tMul:
			p.next()
			n.Delegate = true
			n.X = p.parseAssign()
		case tRParen, tRBracket, tRBrace, tComma, tSemi, tColon, tEOF, tIn, tOf, tQuestion:
		default:
			if p.tok == tGreater || p.tok.isAssign() && p.tok != tDivAssign {
				p.unexpected()
			}
			n.X = p.parseAssign()
		}
	}
	n.Span = p.span(start)
	return n
}

// awaitIsOperator decides what the word "await" is. Where both readings are
// possible, in a file that may be a module or a script, what follows decides.
func (p *Parser) awaitIsOperator() bool {
	if p.escaped {
		return false
	}
	if p.fn.async {
		return true
	}
	if !p.fn.nested && p.opt.Mode == ModeModule {
		return true
	}
	if p.opt.EarlyErrors {
		return false
	}
	t, nl := p.peek()
	if nl {
		return false
	}
	switch t {
	case tNumber, tString, tBigInt:
		return true
	case tIn, tInstanceof, tOf, tAs, tSatisfies:
		return false
	case tLParen, tLBracket, tTemplate, tTemplateHead, tLBrace, tNot:
		return !p.fn.nested && p.opt.Mode == ModeAuto
	default:
		return t.isName()
	}
}

// parseBinary reads operators that bind tighter than minPrec after left, which
// began at start.
func (p *Parser) parseBinary(left Expr, start int, minPrec uint8) Expr {
	for {
		if p.tok == tGreater {
			p.rescanGreater()
		}
		prec := binaryPrecedence[p.tok]
		if prec <= minPrec {
			return left
		}
		op := p.tok
		switch op {
		case tIn:
			if p.noInAt == p.brackets {
				return left
			}
		case tAs, tSatisfies:
			if !p.opt.TS || p.nl {
				return left
			}
			left = p.parseAs(left, start)
			continue
		default:
		}
		p.next()
		rightStart := p.tokStart
		right := p.parseUnary()
		if p.tok == tGreater {
			p.rescanGreater()
		}
		if next := binaryPrecedence[p.tok]; next > prec || op == tExp && p.tok == tExp {
			if op == tExp {
				prec--
			}
			if !p.enter() {
				p.depth--
				return left
			}
			right = p.parseBinary(right, rightStart, prec)
			p.depth--
		}
		span := Span{uint32(start), uint32(p.prevEnd)}
		if op >= tAnd && op <= tNullish {
			p.checkMixed(op, left)
			p.checkMixed(op, right)
			n := p.mem.logicals.alloc()
			*n = Logical{Span: span, Left: left, Right: right, Op: binaryOp[op]}
			left = n
			continue
		}
		n := p.mem.binaries.alloc()
		*n = Binary{Span: span, Left: left, Right: right, Op: binaryOp[op]}
		left = n
	}
}

// checkMixed refuses ?? next to && or || without parentheses.
func (p *Parser) checkMixed(op token, e Expr) {
	if l, ok := e.(*Logical); ok && !l.Parens && (op == tNullish) != (l.Op == OpNullish) && p.opt.EarlyErrors {
		p.fail(p.tokStart, "?? mixed with && or ||")
	}
}

func (p *Parser) parseAs(x Expr, start int) Expr {
	as := p.tok == tAs
	p.next()
	t := p.parseType()
	span := p.span(start)
	if as {
		n := p.mem.as.alloc()
		*n = TSAs{span, x, t}
		return n
	}
	n := p.mem.satisfies.alloc()
	*n = TSSatisfies{span, x, t}
	return n
}

// parseUnary reads prefix operators and their operand.
func (p *Parser) parseUnary() Expr {
	start := p.tokStart
	var op Op
	switch p.tok {
	case tIdent, tNumber, tString, tThis, tLBracket, tLBrace, tLParen, tNull, tTrue, tFalse, tNew, tFunction:
		return p.parsePostfix(p.parseSuffix(p.parsePrimary(), start, 0), start)
	case tNot:
		op = OpNot
	case tTilde:
		op = OpBitNot
	case tAdd:
		op = OpAdd
	case tSub:
		op = OpSub
	case tTypeof:
		op = OpTypeof
	case tVoid:
		op = OpVoid
	case tDelete:
		op = OpDelete
	case tInc, tDec:
		n := p.mem.updates.alloc()
		*n = Update{Op: OpInc, Prefix: true}
		if p.tok == tDec {
			n.Op = OpDec
		}
		p.next()
		n.X = p.parseNestedUnary()
		if !p.assignable(n.X) {
			p.fail(int(n.X.Pos()), "invalid operand of ++ or --")
		}
		n.Span = p.span(start)
		return n
	case tAwait:
		if p.awaitIsOperator() {
			if !p.fn.nested {
				p.hasModule = true
			}
			p.next()
			n := p.mem.awaits.alloc()
			*n = Await{X: p.parseNestedUnary()}
			n.Span = p.span(start)
			p.refuseExponent()
			return n
		}
	case tLess, tShl:
		if p.opt.JSX {
			if p.tok == tLess {
				return p.parsePostfix(p.parseSuffix(p.parseJSX(), start, 0), start)
			}
		} else if p.opt.TS {
			p.rescanLess()
			p.next()
			t := p.parseType()
			if p.tok != tGreater {
				p.expected(tGreater)
			}
			p.next()
			n := p.mem.casts.alloc()
			*n = TSTypeAssertion{Type: t, X: p.parseNestedUnary()}
			n.Span = p.span(start)
			return n
		}
	case tPrivate:
		s := p.src[p.tokStart+1 : p.pos]
		if p.escaped {
			s = decodeWord(s)
		}
		n := p.mem.privateNames.alloc()
		*n = PrivateName{Span{uint32(p.tokStart), uint32(p.pos)}, s}
		p.next()
		if p.tok != tIn {
			p.expected(tIn)
		}
		return n
	default:
	}
	if op == OpNone {
		return p.parsePostfix(p.parseSuffix(p.parsePrimary(), start, 0), start)
	}
	p.next()
	n := p.mem.unaries.alloc()
	*n = Unary{X: p.parseNestedUnary(), Op: op}
	n.Span = p.span(start)
	p.refuseExponent()
	return n
}

// refuseExponent fails on "-a ** b", which has no meaning without parentheses.
func (p *Parser) refuseExponent() {
	if p.tok == tExp {
		p.fail(p.tokStart, "unary operator before **")
	}
}

func (p *Parser) parseNestedUnary() Expr {
	if !p.enter() {
		p.depth--
		return p.badExpr()
	}
	e := p.parseUnary()
	p.depth--
	return e
}

// parsePostfix reads ++ or -- after e.
func (p *Parser) parsePostfix(e Expr, start int) Expr {
	if p.tok != tInc && p.tok != tDec || p.nl {
		return e
	}
	n := p.mem.updates.alloc()
	*n = Update{Span: Span{uint32(start), uint32(p.pos)}, X: e, Op: OpInc}
	if p.tok == tDec {
		n.Op = OpDec
	}
	p.next()
	return n
}

// Limits of parseSuffix.
const (
	noCall  = 1 << iota // for the callee of new
	noIndex             // for decorators
)

// parseSuffix reads member accesses, calls and templates after e, in a loop.
func (p *Parser) parseSuffix(e Expr, start int, limits int) Expr {
	for {
		switch p.tok {
		case tDot:
			p.next()
			e = p.memberName(e, start, false)
		case tQuestionDot:
			if limits&noCall != 0 {
				return e
			}
			p.next()
			switch p.tok {
			case tLParen:
				args := p.parseArgs()
				n := p.mem.calls.alloc()
				*n = Call{Span: p.span(start), Callee: e, Args: args, Optional: true}
				e = n
			case tLBracket:
				e = p.memberIndex(e, start, true)
			case tLess, tShl:
				var typeArgs []Type
				if p.opt.TS {
					p.rescanLess()
					typeArgs = p.parseTypeArgs()
				}
				if p.tok != tLParen {
					p.expected(tLParen)
					return e
				}
				args := p.parseArgs()
				n := p.mem.calls.alloc()
				*n = Call{Span: p.span(start), Callee: e, TypeArgs: typeArgs, Args: args, Optional: true}
				e = n
			default:
				e = p.memberName(e, start, true)
			}
		case tLBracket:
			if limits&noIndex != 0 {
				return e
			}
			e = p.memberIndex(e, start, false)
		case tLParen:
			if limits&noCall != 0 {
				return e
			}
			args := p.parseArgs()
			n := p.mem.calls.alloc()
			*n = Call{Span: Span{uint32(start), uint32(p.prevEnd)}, Callee: e, Args: args}
			e = n
		case tTemplate, tTemplateHead:
			e = p.tagged(e, start, nil)
		case tNot:
			if !p.opt.TS || p.nl {
				return e
			}
			p.next()
			n := p.mem.nonNulls.alloc()
			*n = TSNonNull{p.span(start), e}
			e = n
		case tLess, tShl:
			if !p.opt.TS {
				return e
			}
			typeArgs, ok := p.tryTypeArgs()
			if !ok {
				return e
			}
			switch {
			case p.tok == tLParen && limits&noCall == 0:
				args := p.parseArgs()
				n := p.mem.calls.alloc()
				*n = Call{Span: p.span(start), Callee: e, TypeArgs: typeArgs, Args: args}
				e = n
			case p.tok == tTemplate || p.tok == tTemplateHead:
				e = p.tagged(e, start, typeArgs)
			default:
				n := p.mem.instances.alloc()
				*n = TSInstantiation{p.span(start), e, typeArgs}
				e = n
			}
		default:
			return e
		}
	}
}

func (p *Parser) tagged(tag Expr, start int, typeArgs []Type) Expr {
	t := p.parseTemplate(true)
	n := p.mem.tagged.alloc()
	*n = TaggedTemplate{p.span(start), tag, typeArgs, t}
	return n
}

func (p *Parser) memberName(object Expr, start int, optional bool) Expr {
	n := p.mem.members.alloc()
	*n = Member{Object: object, NamePos: uint32(p.tokStart), Optional: optional}
	switch {
	case p.tok.isName():
		n.Name = p.word()
	case p.tok == tPrivate:
		n.Private = true
		n.Name = p.src[p.tokStart+1 : p.pos]
		if p.escaped {
			n.Name = decodeWord(n.Name)
		}
	default:
		p.expected(tIdent)
		n.Span = p.span(start)
		return n
	}
	n.Span = Span{uint32(start), uint32(p.pos)}
	p.next()
	return n
}

func (p *Parser) memberIndex(object Expr, start int, optional bool) Expr {
	n := p.mem.members.alloc()
	*n = Member{Object: object, NamePos: uint32(p.tokStart), Optional: optional}
	p.next()
	n.Index = p.parseExpr()
	p.expect(tRBracket)
	n.Span = p.span(start)
	return n
}

// parseArgs reads "(a, ...b)".
func (p *Parser) parseArgs() []Expr {
	p.next()
	if p.tok == tRParen {
		p.next()
		return nil
	}
	mark := p.mem.exprList.mark()
	for p.tok != tRParen && p.tok != tEOF {
		p.mem.exprList.push(p.parseSpreadable())
		if p.tok != tComma {
			break
		}
		p.next()
	}
	p.expect(tRParen)
	return p.mem.exprList.take(mark)
}

func (p *Parser) parseSpreadable() Expr {
	if p.tok != tEllipsis {
		return p.parseAssign()
	}
	start := p.tokStart
	p.next()
	n := p.mem.spreads.alloc()
	*n = Spread{X: p.parseAssign()}
	n.Span = p.span(start)
	return n
}

// literal consumes the current token as a literal.
func (p *Parser) literal(kind LiteralKind) *Literal {
	n := p.mem.literals.alloc()
	*n = Literal{Span: Span{uint32(p.tokStart), uint32(p.pos)}, Value: p.src[p.tokStart:p.pos], Kind: kind}
	p.next()
	return n
}

// stringLiteral consumes a string token.
func (p *Parser) stringLiteral() *Literal {
	n := p.mem.literals.alloc()
	*n = Literal{Span: Span{uint32(p.tokStart), uint32(p.pos)}, Kind: StringLiteral}
	if p.escaped {
		var ok bool
		n.Value, _, ok = decodeString(p.src[p.tokStart:p.pos])
		if !ok {
			p.report(n.Start, "invalid escape in string")
		}
	} else {
		n.Value = p.src[p.tokStart+1 : p.pos-1]
	}
	p.next()
	return n
}

// parsePrimary reads an expression that no operator begins.
func (p *Parser) parsePrimary() Expr {
	start := p.tokStart
	switch p.tok {
	case tNumber:
		return p.literal(NumberLiteral)
	case tString:
		return p.stringLiteral()
	case tBigInt:
		return p.literal(BigIntLiteral)
	case tTrue, tFalse:
		return p.literal(BoolLiteral)
	case tNull:
		return p.literal(NullLiteral)
	case tDiv, tDivAssign:
		p.rescanRegExp()
		if p.bad {
			return p.badExpr()
		}
		return p.literal(RegExpLiteral)
	case tTemplate, tTemplateHead:
		return p.parseTemplate(false)
	case tThis:
		n := p.mem.this.alloc()
		*n = This{Span{uint32(start), uint32(p.pos)}}
		p.next()
		return n
	case tSuper:
		n := p.mem.supers.alloc()
		*n = Super{Span{uint32(start), uint32(p.pos)}}
		p.next()
		if p.tok != tLParen && p.tok != tDot && p.tok != tLBracket && (p.tok != tLess || !p.opt.TS) {
			p.unexpected()
		}
		return n
	case tLParen:
		return p.parsePlainParen()
	case tLBracket:
		return p.parseArray()
	case tLBrace:
		return p.parseObject()
	case tFunction:
		return p.parseFunctionExpr(start, false)
	case tClass, tAt:
		return p.parseClass(start, p.parseDecorators(), false)
	case tNew:
		return p.parseNew()
	case tImport:
		return p.parseImportExpr()
	case tAsync:
		escaped := p.escaped
		n := p.identifier()
		if p.tok == tFunction && !p.nl && !escaped {
			return p.parseFunctionExpr(start, true)
		}
		return n
	default:
		if p.tok.isIdent() {
			return p.identifier()
		}
	}
	p.unexpected()
	return p.badExpr()
}

// parsePlainParen reads "(…)" where no arrow function may stand.
func (p *Parser) parsePlainParen() Expr {
	p.next()
	e := p.parseExpr()
	p.expect(tRParen)
	parens(e)
	return e
}

func (p *Parser) parseArray() Expr {
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
		p.mem.exprList.push(p.parseSpreadable())
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

func (p *Parser) parseObject() Expr {
	start := p.tokStart
	n := p.mem.objects.alloc()
	*n = Object{}
	p.next()
	mark := p.mem.propertyList.mark()
	for p.tok != tRBrace && p.tok != tEOF {
		p.mem.propertyList.push(p.parseProperty())
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

// endsKey reports that a word before t is the name of a property or member
// rather than a modifier of the next.
func endsKey(t token) bool {
	switch t {
	case tComma, tColon, tLParen, tRBrace, tAssign, tLess, tSemi, tQuestion, tNot, tEOF:
		return true
	default:
		return false
	}
}

func (p *Parser) parseProperty() *Property {
	start := p.tokStart
	n := p.mem.properties.alloc()
	*n = Property{}
	async, generator := false, false
	switch p.tok {
	case tEllipsis:
		p.next()
		n.Kind = PropertySpread
		n.Value = p.parseAssign()
		n.Span = p.span(start)
		return n
	case tAsync:
		if t, nl := p.peek(); !endsKey(t) && !nl && !p.escaped {
			p.next()
			async = true
		}
	case tGet, tSet:
		if t, _ := p.peek(); !endsKey(t) && t != tMul && !p.escaped {
			n.Kind = PropertyGet
			if p.tok == tSet {
				n.Kind = PropertySet
			}
			p.next()
		}
	default:
	}
	if p.tok == tMul {
		p.next()
		generator = true
	}
	word := p.tok
	n.Key, n.Computed = p.parseKey(false)
	switch {
	case n.Kind != PropertyInit || async || generator || p.tok == tLParen || p.tok == tLess:
		if n.Kind == PropertyInit {
			n.Kind = PropertyMethod
		}
		n.Value = p.parseMethod(async, generator)
	case p.tok == tColon:
		p.next()
		n.Value = p.parseAssign()
	case !word.isIdent():
		p.expected(tColon)
		n.Value = p.badExpr()
	default:
		n.Shorthand = true
		n.Value = n.Key
		if p.tok == tAssign {
			p.next()
			a := p.mem.assigns.alloc()
			*a = Assign{Target: n.Key, Value: p.parseAssign(), Op: OpAssign}
			a.Span = p.span(start)
			n.Value = a
		}
	}
	n.Span = p.span(start)
	return n
}

// parseKey reads the name of a property or member.
func (p *Parser) parseKey(private bool) (key Expr, computed bool) {
	switch {
	case p.tok.isName():
		return p.identifier(), false
	case p.tok == tString:
		return p.stringLiteral(), false
	case p.tok == tNumber:
		return p.literal(NumberLiteral), false
	case p.tok == tBigInt:
		return p.literal(BigIntLiteral), false
	case p.tok == tLBracket:
		p.next()
		key = p.parseAssign()
		p.expect(tRBracket)
		return key, true
	case p.tok == tPrivate && private:
		n := p.mem.privateNames.alloc()
		s := p.src[p.tokStart+1 : p.pos]
		if p.escaped {
			s = decodeWord(s)
		}
		*n = PrivateName{Span{uint32(p.tokStart), uint32(p.pos)}, s}
		p.next()
		return n, false
	}
	p.unexpected()
	return p.badExpr(), false
}

func (p *Parser) parseNew() Expr {
	start := p.tokStart
	p.next()
	if p.tok == tDot {
		p.next()
		if p.tok != tIdent || p.src[p.tokStart:p.pos] != "target" {
			p.unexpected()
		}
		n := p.mem.metas.alloc()
		*n = MetaProperty{Span{uint32(start), uint32(p.pos)}, "new", "target"}
		p.next()
		return n
	}
	if !p.enter() {
		p.depth--
		return p.badExpr()
	}
	calleeStart := p.tokStart
	if p.tok == tImport {
		if t, _ := p.peek(); t == tLParen {
			p.unexpected()
		}
	}
	callee := p.parseSuffix(p.parsePrimary(), calleeStart, noCall)
	p.depth--
	n := p.mem.news.alloc()
	*n = New{Callee: callee}
	if inst, ok := callee.(*TSInstantiation); ok && int(inst.Stop) == p.prevEnd {
		n.Callee, n.TypeArgs = inst.X, inst.TypeArgs
	}
	switch p.tok {
	case tLParen:
		n.Args = p.parseArgs()
	case tQuestionDot:
		p.unexpected()
	default:
	}
	n.Span = p.span(start)
	return n
}

func (p *Parser) parseImportExpr() Expr {
	start := p.tokStart
	p.next()
	phase := PhaseNone
	if p.tok == tDot {
		p.next()
		name := p.src[p.tokStart:p.pos]
		switch name {
		case "meta":
			n := p.mem.metas.alloc()
			*n = MetaProperty{Span{uint32(start), uint32(p.pos)}, "import", "meta"}
			p.next()
			p.hasModule = true
			return n
		case "defer":
			phase = PhaseDefer
		case "source":
			phase = PhaseSource
		default:
			p.unexpected()
		}
		p.next()
	}
	if p.tok == tLess && p.opt.TS {
		p.parseTypeArgs()
	}
	n := p.mem.importCalls.alloc()
	*n = ImportCall{Phase: phase}
	if p.tok != tLParen {
		p.expected(tLParen)
		n.Source = p.badExpr()
		return n
	}
	args := p.parseArgs()
	if len(args) == 0 || len(args) > 2 || len(args) == 2 && phase != PhaseNone && p.opt.EarlyErrors {
		p.fail(start, "import() takes one or two arguments")
		n.Source = p.badExpr()
		return n
	}
	n.Source = args[0]
	if len(args) == 2 {
		n.Options = args[1]
	}
	n.Span = p.span(start)
	return n
}

// parseTemplate reads a template literal. An invalid escape is an error unless
// the template is tagged.
func (p *Parser) parseTemplate(tagged bool) *Template {
	start := p.tokStart
	n := p.mem.templates.alloc()
	*n = Template{}
	if p.tok == tTemplate {
		mark := p.mem.quasiList.mark()
		p.mem.quasiList.push(p.quasi(1, tagged))
		n.Quasis = p.mem.quasiList.take(mark)
		p.next()
		n.Span = p.span(start)
		return n
	}
	quasis, exprs := p.mem.quasiList.mark(), p.mem.exprList.mark()
	for {
		p.mem.quasiList.push(p.quasi(2, tagged))
		p.next()
		p.mem.exprList.push(p.parseExpr())
		if p.tok != tRBrace {
			p.expected(tRBrace)
			break
		}
		p.pos = p.tokStart + 1
		if p.scanTemplatePart() {
			if !p.bad {
				p.mem.quasiList.push(p.quasi(1, tagged))
				p.next()
			}
			break
		}
	}
	n.Quasis = p.mem.quasiList.take(quasis)
	n.Exprs = p.mem.exprList.take(exprs)
	n.Span = p.span(start)
	return n
}

// quasi makes the element of the current token, which ends with n delimiting
// bytes.
func (p *Parser) quasi(n int, tagged bool) *TemplateElement {
	q := p.mem.quasis.alloc()
	raw := p.src[p.tokStart+1 : p.pos-n]
	*q = TemplateElement{
		Span: Span{uint32(p.tokStart + 1), uint32(p.pos - n)},
		Raw:  raw, Cooked: raw,
	}
	if strings.IndexByte(raw, '\\') >= 0 || strings.IndexByte(raw, '\r') >= 0 {
		cooked, octal, ok := decode(raw, true)
		if octal || !ok {
			q.Invalid = true
			cooked = ""
			if !tagged {
				p.report(q.Start, "invalid escape in template")
			}
		}
		q.Cooked = cooked
	}
	return q
}
