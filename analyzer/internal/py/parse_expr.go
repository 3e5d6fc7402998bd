package py

// The precedences of binary operators.
const (
	precOr uint8 = iota + 1
	precAnd
	precNot // prefix
	precCmp
	precBitOr
	precBitXor
	precBitAnd
	precShift
	precSum
	precProduct
	precUnary // prefix
	precPower
)

// binPrec has the precedence of each token as a binary operator. "not" is the
// start of "not in".
var binPrec = [numTokens]uint8{
	tOr: precOr, tAnd: precAnd,
	tEqEq: precCmp, tNotEq: precCmp, tLt: precCmp, tLtE: precCmp, tGt: precCmp, tGtE: precCmp,
	tIs: precCmp, tIn: precCmp, tNot: precCmp,
	tPipe: precBitOr, tCaret: precBitXor, tAmp: precBitAnd, tLShift: precShift, tRShift: precShift,
	tPlus: precSum, tMinus: precSum, tStar: precProduct, tAt: precProduct, tSlash: precProduct,
	tDSlash: precProduct, tPercent: precProduct, tDStar: precPower,
}

// exprStart holds the tokens an expression may start with.
var exprStart = [numTokens]bool{
	tName: true, tNumber: true, tString: true, tFString: true, tLPar: true, tLBrack: true, tLBrace: true,
	tEllipsis: true, tTilde: true, tPlus: true, tMinus: true, tStar: true, tFalse: true, tNone: true,
	tTrue: true, tAwait: true, tLambda: true, tNot: true,
}

const invalid = "invalid syntax"

// yieldOrExprs is what may stand right of "=" and as a statement.
func (p *Parser) yieldOrExprs() Expr {
	if p.tok == tYield {
		return p.yield()
	}
	return p.starExprs()
}

// starExprs is a list of expressions and starred expressions: a Tuple if there
// is a comma.
func (p *Parser) starExprs() Expr {
	start := p.start
	e := p.starExpr()
	if p.tok != tComma {
		return e
	}
	return p.tupleRest(start, e)
}

// tupleRest is the tuple whose first element is e and whose first comma is the
// current token.
func (p *Parser) tupleRest(start uint32, e Expr) Expr {
	mark := len(p.exprs)
	p.exprs = append(p.exprs, e)
	h := p.h
	for p.tok == tComma {
		p.next()
		if !exprStart[p.tok] {
			break
		}
		p.exprs = append(p.exprs, p.starExpr())
		h = max(h, p.h)
	}
	p.h = h + 1
	t := p.slab.tuples.alloc()
	*t = Tuple{Elts: p.slab.exprLists.take(&p.exprs, mark)}
	t.start, t.end = start, p.prevEnd
	return t
}

func (p *Parser) starExpr() Expr {
	if p.tok == tStar {
		return p.starred(precBitOr)
	}
	return p.expr()
}

// starred is "*" and an expression of at least that precedence, 0 for any.
func (p *Parser) starred(prec uint8) Expr {
	start := p.start
	p.next()
	var e Expr
	if prec == 0 {
		e = p.expr()
	} else {
		e = p.binary(prec)
	}
	p.h++
	s := p.slab.starreds.alloc()
	*s = Starred{Value: e}
	s.start, s.end = start, p.prevEnd
	return s
}

// starNamed is an element of a display.
func (p *Parser) starNamed() Expr {
	if p.tok == tStar {
		return p.starred(precBitOr)
	}
	return p.named()
}

// named is an expression that may be an assignment expression.
func (p *Parser) named() Expr {
	start := p.start
	e := p.expr()
	if p.tok == tColonEq {
		return p.namedRest(start, e)
	}
	return e
}

func (p *Parser) namedRest(start uint32, e Expr) Expr {
	name, ok := e.(*Name)
	if !ok || name.start != start {
		return p.failExpr("cannot use assignment expressions with this target")
	}
	p.next()
	value := p.expr()
	p.h++
	n := p.slab.namedExprs.alloc()
	*n = NamedExpr{Target: name, Value: value}
	n.start, n.end = start, p.prevEnd
	return n
}

// expr is a conditional expression or a lambda.
func (p *Parser) expr() Expr {
	start := p.start
	if p.tok == tLambda {
		return p.lambda()
	}
	e := p.operand(precOr)
	if binPrec[p.tok] != 0 {
		e = p.binaryRest(start, e, precOr)
	}
	if p.tok == tIf {
		return p.ifExpRest(start, e)
	}
	return e
}

func (p *Parser) ifExpRest(start uint32, body Expr) Expr {
	h := p.h
	p.enter()
	p.next()
	test := p.binary(precOr)
	h = max(h, p.h)
	p.expect(tElse, "expected 'else' after 'if' expression")
	orelse := p.expr()
	p.h = max(h, p.h) + 1
	p.depth--
	n := p.slab.ifExps.alloc()
	*n = IfExp{Test: test, Body: body, Orelse: orelse}
	n.start, n.end = start, p.prevEnd
	return n
}

func (p *Parser) lambda() Expr {
	start := p.start
	p.enter()
	if p.fparen != 0 && p.fparen == p.paren {
		p.fail("f-string: lambda expressions are not allowed without parentheses")
	}
	p.next()
	params := p.params(tColon)
	h := p.h
	p.expect(tColon, "expected ':'")
	body := p.expr()
	p.h = max(h, p.h) + 1
	p.depth--
	n := p.slab.lambdas.alloc()
	*n = Lambda{Params: params, Body: body}
	n.start, n.end = start, p.prevEnd
	return n
}

func (p *Parser) yield() Expr {
	start := p.start
	p.next()
	if p.tok == tFrom {
		p.next()
		value := p.expr()
		p.h++
		n := p.slab.yieldFroms.alloc()
		*n = YieldFrom{Value: value}
		n.start, n.end = start, p.prevEnd
		return n
	}
	var value Expr
	p.h = 0
	if exprStart[p.tok] {
		value = p.starExprs()
	}
	p.h++
	n := p.slab.yields.alloc()
	*n = Yield{Value: value}
	n.start, n.end = start, p.prevEnd
	return n
}

// binary is an expression of operators with at least that precedence.
func (p *Parser) binary(prec uint8) Expr {
	start := p.start
	e := p.operand(prec)
	if binPrec[p.tok] < prec {
		return e
	}
	return p.binaryRest(start, e, prec)
}

// binaryRest goes on with the operators after e.
func (p *Parser) binaryRest(start uint32, e Expr, least uint8) Expr {
	for {
		prec := binPrec[p.tok]
		switch {
		case prec < least:
			return e
		case prec == precCmp:
			e = p.compareRest(start, e)
		case prec <= precAnd:
			e = p.boolRest(start, e, prec)
		default:
			op := Operator(p.tok - tPlus)
			h := p.h
			p.next()
			var right Expr
			if prec == precPower {
				p.enter()
				right = p.binary(precUnary)
				p.depth--
			} else {
				right = p.binary(prec + 1)
			}
			p.raise(h)
			n := p.slab.binOps.alloc()
			*n = BinOp{Op: op, Left: e, Right: right}
			n.start, n.end = start, p.prevEnd
			e = n
		}
	}
}

func (p *Parser) boolRest(start uint32, e Expr, prec uint8) Expr {
	mark := len(p.exprs)
	p.exprs = append(p.exprs, e)
	tok, op, h := tAnd, And, p.h
	if prec == precOr {
		tok, op = tOr, Or
	}
	for p.tok == tok {
		p.next()
		p.exprs = append(p.exprs, p.binary(prec+1))
		h = max(h, p.h)
	}
	p.h = h + 1
	n := p.slab.boolOps.alloc()
	*n = BoolOp{Op: op, Values: p.slab.exprLists.take(&p.exprs, mark)}
	n.start, n.end = start, p.prevEnd
	return n
}

func (p *Parser) compareRest(start uint32, e Expr) Expr {
	mark, opMark := len(p.exprs), len(p.cmpOps)
	h := p.h
	for binPrec[p.tok] == precCmp {
		var op CmpOp
		tok := p.tok
		p.next()
		switch tok {
		case tIs:
			op = Is
			if p.tok == tNot {
				op = IsNot
				p.next()
			}
		case tIn:
			op = In
		case tNot:
			op = NotIn
			p.expect(tIn, invalid)
		default:
			op = CmpOp(tok - tEqEq)
		}
		p.cmpOps = append(p.cmpOps, op)
		p.exprs = append(p.exprs, p.binary(precCmp+1))
		h = max(h, p.h)
	}
	p.h = h + 1
	n := p.slab.compares.alloc()
	*n = Compare{
		Left:        e,
		Ops:         p.slab.cmpOpLists.take(&p.cmpOps, opMark),
		Comparators: p.slab.exprLists.take(&p.exprs, mark),
	}
	n.start, n.end = start, p.prevEnd
	return n
}

// operand is an expression without binary operators, or with those that bind
// closer than its prefix. A prefix "not" is allowed where prec is low enough.
func (p *Parser) operand(prec uint8) Expr {
	var op UnaryOperator
	to := precUnary
	start := p.start
	switch p.tok {
	case tMinus:
		op = USub
	case tPlus:
		op = UAdd
	case tTilde:
		op = Invert
	case tNot:
		if prec > precNot {
			return p.failExpr(invalid)
		}
		op, to = Not, precNot
	case tAwait:
		p.enter()
		p.next()
		value := p.primary()
		p.depth--
		p.h++
		n := p.slab.awaits.alloc()
		*n = Await{Value: value}
		n.start, n.end = start, p.prevEnd
		return n
	default:
		return p.primary()
	}
	p.enter()
	p.next()
	e := p.binary(to)
	p.depth--
	p.h++
	n := p.slab.unaryOps.alloc()
	*n = UnaryOp{Op: op, Operand: e}
	n.start, n.end = start, p.prevEnd
	return n
}

// primary is an atom with attributes, calls and subscripts.
func (p *Parser) primary() Expr {
	start := p.start
	if p.tok == tName {
		n := p.slab.names.alloc()
		*n = Name{ID: p.ident()}
		n.start, n.end = start, p.end
		p.h = 0
		p.next()
		if p.tok != tDot && p.tok != tLPar && p.tok != tLBrack {
			return n
		}
		return p.primaryRest(start, n)
	}
	return p.primaryRest(start, p.atom())
}

func (p *Parser) primaryRest(start uint32, e Expr) Expr {
	for {
		switch p.tok {
		case tDot:
			p.next()
			if p.tok != tName {
				return p.failExpr(invalid)
			}
			n := p.slab.attributes.alloc()
			*n = Attribute{AttrPos: p.start, Value: e, Attr: p.ident()}
			n.start, n.end = start, p.end
			p.raise(0)
			p.next()
			e = n
		case tLPar:
			h, open := p.h, p.start
			p.enter()
			p.next()
			args, keywords := p.args(open, true)
			p.depth--
			p.close(tRPar)
			p.raise(h)
			n := p.slab.calls.alloc()
			*n = Call{Func: e, Args: args, Keywords: keywords}
			n.start, n.end = start, p.prevEnd
			e = n
		case tLBrack:
			h := p.h
			p.enter()
			p.next()
			index := p.index()
			p.depth--
			p.close(tRBrack)
			p.raise(h)
			n := p.slab.subscripts.alloc()
			*n = Subscript{Value: e, Index: index}
			n.start, n.end = start, p.prevEnd
			e = n
		default:
			return e
		}
	}
}

// args is the list of arguments up to ")". The height it leaves is the highest.
// A lone generator expression is allowed in calls, not in class definitions.
func (p *Parser) args(open uint32, generator bool) ([]Expr, []*Keyword) {
	mark, kwMark := len(p.exprs), len(p.kwStack)
	h := 0
	unpacked := false // after **x
	for p.tok != tRPar {
		start := p.start
		switch p.tok {
		case tStar:
			if unpacked {
				p.fail("iterable argument unpacking follows keyword argument unpacking")
			}
			p.exprs = append(p.exprs, p.starred(0))
		case tDStar:
			p.next()
			unpacked = true
			p.keyword(start, "", p.expr())
		default:
			e := p.expr()
			switch p.tok {
			case tAssign:
				name, ok := e.(*Name)
				if !ok || name.start != start {
					p.failAt(start, "expression cannot contain assignment, perhaps you meant \"==\"?")
					break
				}
				p.next()
				p.keyword(start, name.ID, p.expr())
				goto next
			case tColonEq:
				e = p.namedRest(start, e)
				if p.tok == tFor || p.tok == tAsync {
					e = p.generatorArg(open, e, generator && len(p.exprs) == mark && len(p.kwStack) == kwMark)
				}
			case tFor, tAsync:
				e = p.generatorArg(open, e, generator && len(p.exprs) == mark && len(p.kwStack) == kwMark)
			default:
			}
			if len(p.kwStack) > kwMark {
				p.failAt(start, positionalAfter(p.kwStack[kwMark:]))
			}
			p.exprs = append(p.exprs, e)
		}
	next:
		h = max(h, p.h)
		if p.tok != tComma {
			break
		}
		p.next()
	}
	p.h = h
	return p.slab.exprLists.take(&p.exprs, mark), p.slab.keywordLists.take(&p.kwStack, kwMark)
}

func positionalAfter(keywords []*Keyword) string {
	for _, k := range keywords {
		if k.Name == "" {
			return "positional argument follows keyword argument unpacking"
		}
	}
	return "positional argument follows keyword argument"
}

func (p *Parser) keyword(start uint32, name string, value Expr) {
	k := p.slab.keywords.alloc()
	*k = Keyword{Name: name, Value: value}
	k.start, k.end = start, p.prevEnd
	p.kwStack = append(p.kwStack, k)
}

// generatorArg is the generator expression with element e that is the whole
// argument list opened at open.
func (p *Parser) generatorArg(open uint32, e Expr, alone bool) Expr {
	g := p.comp(open, GeneratorExp, e, nil)
	if !alone || p.tok != tRPar {
		p.fail("Generator expression must be parenthesized")
		return g
	}
	g.end = p.end
	return g
}

// index is what stands between "[" and "]" of a subscript.
func (p *Parser) index() Expr {
	start := p.start
	e := p.indexItem()
	if p.tok != tComma {
		if s, ok := e.(*Starred); ok {
			// a[*b] is a tuple of one.
			t := p.slab.tuples.alloc()
			*t = Tuple{Elts: p.slab.exprLists.one(e)}
			t.span = s.span
			p.h++
			return t
		}
		return e
	}
	mark := len(p.exprs)
	p.exprs = append(p.exprs, e)
	h := p.h
	for p.tok == tComma {
		p.next()
		if p.tok == tRBrack {
			break
		}
		p.exprs = append(p.exprs, p.indexItem())
		h = max(h, p.h)
	}
	p.h = h + 1
	t := p.slab.tuples.alloc()
	*t = Tuple{Elts: p.slab.exprLists.take(&p.exprs, mark)}
	t.start, t.end = start, p.prevEnd
	return t
}

func (p *Parser) indexItem() Expr {
	start := p.start
	var lower Expr
	if p.tok != tColon {
		lower = p.starNamed()
		if p.tok != tColon {
			return lower
		}
		switch lower.(type) {
		case *Starred:
			return p.failExpr(invalid)
		case *NamedExpr:
			if lower.Pos() == start { // a[x:=1:2]; a[(x:=1):2] is fine
				return p.failExpr(invalid)
			}
		default:
		}
	} else {
		p.h = 0
	}
	h := p.h
	n := p.slab.slices.alloc()
	*n = Slice{Lower: lower}
	p.next()
	if exprStart[p.tok] {
		n.Upper = p.expr()
		h = max(h, p.h)
	}
	if p.tok == tColon {
		p.next()
		if exprStart[p.tok] {
			n.Step = p.expr()
			h = max(h, p.h)
		}
	}
	p.h = h + 1
	n.start, n.end = start, p.prevEnd
	return n
}

// atom is a literal, a display or a parenthesized expression.
func (p *Parser) atom() Expr {
	switch p.tok {
	case tString, tFString:
		return p.stringLit()
	case tNumber:
		return p.constant(p.num)
	case tLPar:
		return p.group()
	case tLBrack:
		return p.list()
	case tLBrace:
		return p.braces()
	case tNone:
		return p.constant(ConstNone)
	case tTrue:
		return p.constant(ConstTrue)
	case tFalse:
		return p.constant(ConstFalse)
	case tEllipsis:
		return p.constant(ConstEllipsis)
	case tName:
		n := p.slab.names.alloc()
		*n = Name{ID: p.ident()}
		n.start, n.end = p.start, p.end
		p.h = 0
		p.next()
		return n
	default:
	}
	return p.failExpr(invalid)
}

func (p *Parser) constant(kind ConstKind) *Constant {
	n := p.slab.constants.alloc()
	*n = Constant{Kind: kind, Raw: p.src[p.start:p.end]}
	n.start, n.end = p.start, p.end
	p.h = 0
	p.next()
	return n
}

// group is what starts with "(".
func (p *Parser) group() Expr {
	start := p.start
	p.enter()
	p.next()
	var e Expr
	switch p.tok {
	case tRPar:
		p.next()
		e = p.tuple(start, len(p.exprs), 0)
	case tYield:
		e = p.yield()
		p.close(tRPar)
	default:
		e = p.starNamed()
		switch p.tok {
		case tComma:
			mark := len(p.exprs)
			p.exprs = append(p.exprs, e)
			h := p.elements(tRPar)
			p.close(tRPar)
			e = p.tuple(start, mark, h)
		case tFor, tAsync:
			g := p.comp(start, GeneratorExp, e, nil)
			p.close(tRPar)
			g.end = p.prevEnd
			e = g
		default:
			if _, ok := e.(*Starred); ok {
				p.failAt(start, "cannot use starred expression here")
			}
			p.close(tRPar)
		}
	}
	p.depth--
	return e
}

func (p *Parser) tuple(start uint32, mark, h int) Expr {
	p.h = h + 1
	t := p.slab.tuples.alloc()
	*t = Tuple{Elts: p.slab.exprLists.take(&p.exprs, mark)}
	t.start, t.end = start, p.prevEnd
	return t
}

// elements pushes the elements after the first, from the comma on, and returns
// the greatest height.
func (p *Parser) elements(end token) int {
	h := p.h
	for p.tok == tComma {
		p.next()
		if p.tok == end {
			break
		}
		p.exprs = append(p.exprs, p.starNamed())
		h = max(h, p.h)
	}
	return h
}

func (p *Parser) list() Expr {
	start := p.start
	p.enter()
	p.next()
	mark := len(p.exprs)
	h := 0
	if p.tok != tRBrack {
		e := p.starNamed()
		if p.tok == tFor || p.tok == tAsync {
			c := p.comp(start, ListComp, e, nil)
			p.close(tRBrack)
			c.end = p.prevEnd
			p.depth--
			return c
		}
		p.exprs = append(p.exprs, e)
		h = p.elements(tRBrack)
	}
	p.close(tRBrack)
	p.depth--
	p.h = h + 1
	n := p.slab.lists.alloc()
	*n = List{Elts: p.slab.exprLists.take(&p.exprs, mark)}
	n.start, n.end = start, p.prevEnd
	return n
}

// braces is a set, a dictionary, or a comprehension of one.
func (p *Parser) braces() Expr {
	start := p.start
	p.enter()
	p.next()
	var e Expr
	if p.tok == tRBrace || p.tok == tDStar {
		e = p.dictRest(start, nil)
	} else {
		at := p.start
		first := p.starNamed()
		if p.tok == tColon {
			if n, ok := first.(*NamedExpr); ok && n.start == at { // {x := 1: 2}; {(x := 1): 2} is fine
				p.fail(invalid)
			}
			e = p.dictRest(start, first)
		} else {
			e = p.setRest(start, first)
		}
	}
	p.depth--
	return e
}

func (p *Parser) setRest(start uint32, first Expr) Expr {
	if p.tok == tFor || p.tok == tAsync {
		c := p.comp(start, SetComp, first, nil)
		p.close(tRBrace)
		c.end = p.prevEnd
		return c
	}
	mark := len(p.exprs)
	p.exprs = append(p.exprs, first)
	h := p.elements(tRBrace)
	p.close(tRBrace)
	p.h = h + 1
	n := p.slab.sets.alloc()
	*n = Set{Elts: p.slab.exprLists.take(&p.exprs, mark)}
	n.start, n.end = start, p.prevEnd
	return n
}

// dictRest is the dictionary whose first key is read, or nil if it starts with
// "**" or is empty. Keys and values grow on one stack, in turns.
func (p *Parser) dictRest(start uint32, key Expr) Expr {
	mark := len(p.exprs)
	h := 0
	for p.tok != tRBrace {
		if key == nil && p.tok == tDStar {
			p.next()
			p.exprs = append(p.exprs, nil, p.binary(precBitOr))
			h = max(h, p.h)
		} else {
			if key == nil {
				key = p.expr()
			}
			if _, ok := key.(*Starred); ok {
				return p.failExpr("cannot use a starred expression in a dictionary value")
			}
			h = max(h, p.h)
			p.expect(tColon, "':' expected after dictionary key")
			value := p.expr()
			if (p.tok == tFor || p.tok == tAsync) && len(p.exprs) == mark {
				c := p.comp(start, DictComp, key, value)
				p.close(tRBrace)
				c.end = p.prevEnd
				return c
			}
			p.exprs = append(p.exprs, key, value)
			h = max(h, p.h)
			key = nil
		}
		if p.tok != tComma {
			break
		}
		p.next()
	}
	p.close(tRBrace)
	p.h = h + 1
	n := p.slab.dicts.alloc()
	*n = Dict{}
	if half := (len(p.exprs) - mark) / 2; half > 0 {
		// Sort the turns into keys, then values.
		for i := range half {
			p.exprs = append(p.exprs, p.exprs[mark+2*i])
		}
		n.Keys = p.slab.exprLists.take(&p.exprs, mark+2*half)
		for i := range half {
			p.exprs[mark+i] = p.exprs[mark+2*i+1]
		}
		p.exprs = p.exprs[:mark+half]
		n.Values = p.slab.exprLists.take(&p.exprs, mark)
	}
	p.exprs = p.exprs[:mark]
	n.start, n.end = start, p.prevEnd
	return n
}

// comp is the comprehension of elt (and value), from "for" on. The caller sets
// its end after the closing bracket.
func (p *Parser) comp(start uint32, kind CompKind, elt, value Expr) *Comp {
	if _, ok := elt.(*Starred); ok {
		p.failAt(elt.Pos(), "iterable unpacking cannot be used in comprehension")
	}
	mark := len(p.compStack)
	h := p.h
	for p.tok == tFor || p.tok == tAsync {
		c := p.slab.compFors.alloc()
		*c = CompFor{}
		c.start = p.start
		if p.tok == tAsync {
			c.Async = true
			p.next()
		}
		p.expect(tFor, invalid)
		c.Target = p.targets()
		h = max(h, p.h)
		p.expect(tIn, "'in' expected after for-loop variables")
		c.Iter = p.binary(precOr)
		h = max(h, p.h)
		mark := len(p.exprs)
		for p.tok == tIf {
			p.next()
			p.exprs = append(p.exprs, p.binary(precOr))
			h = max(h, p.h)
		}
		c.Ifs = p.slab.exprLists.take(&p.exprs, mark)
		c.end = p.prevEnd
		p.compStack = append(p.compStack, c)
	}
	p.h = h + 2
	n := p.slab.comps.alloc()
	*n = Comp{Kind: kind, Elt: elt, Value: value, Generators: p.slab.compForLists.take(&p.compStack, mark)}
	n.start, n.end = start, p.prevEnd
	return n
}

// targets is what stands between "for" and "in".
func (p *Parser) targets() Expr {
	start := p.start
	e := p.target()
	if p.tok == tComma {
		mark := len(p.exprs)
		p.exprs = append(p.exprs, e)
		h := p.h
		for p.tok == tComma {
			p.next()
			if !exprStart[p.tok] {
				break
			}
			p.exprs = append(p.exprs, p.target())
			h = max(h, p.h)
		}
		e = p.tuple(start, mark, h)
	}
	p.assignable(e)
	return e
}

func (p *Parser) target() Expr {
	if p.tok == tStar {
		return p.starred(precBitOr)
	}
	return p.binary(precBitOr)
}

// assignable checks that e may be assigned to.
func (p *Parser) assignable(e Expr) {
	switch e := e.(type) {
	case *Name, *Attribute, *Subscript:
	case *Starred:
		p.assignable(e.Value)
		if _, ok := e.Value.(*Starred); ok {
			p.failAt(e.start, "two starred expressions in a row")
		}
	case *Tuple:
		for _, elt := range e.Elts {
			p.assignable(elt)
		}
	case *List:
		for _, elt := range e.Elts {
			p.assignable(elt)
		}
	default:
		p.failAt(e.Pos(), "cannot assign to "+describe(e))
	}
}

// deletable checks that e may be deleted.
func (p *Parser) deletable(e Expr) {
	switch e := e.(type) {
	case *Name, *Attribute, *Subscript:
	case *Tuple:
		for _, elt := range e.Elts {
			p.deletable(elt)
		}
	case *List:
		for _, elt := range e.Elts {
			p.deletable(elt)
		}
	default:
		p.failAt(e.Pos(), "cannot delete "+describe(e))
	}
}

// describe names a kind of expression in messages.
func describe(e Expr) string {
	switch e := e.(type) {
	case *Call:
		return "function call"
	case *Constant:
		switch e.Kind {
		case ConstNone:
			return "None"
		case ConstTrue:
			return "True"
		case ConstFalse:
			return "False"
		case ConstEllipsis:
			return "ellipsis"
		default:
		}
		return "literal"
	case *JoinedStr:
		return "f-string expression"
	case *Lambda:
		return "lambda"
	case *Compare:
		return "comparison"
	case *IfExp:
		return "conditional expression"
	case *Dict:
		return "dict literal"
	case *Set:
		return "set display"
	case *Comp:
		return "comprehension"
	case *Yield, *YieldFrom:
		return "yield expression"
	case *Await:
		return "await expression"
	case *NamedExpr:
		return "named expression"
	case *Starred:
		return "starred"
	default:
	}
	return "expression"
}
