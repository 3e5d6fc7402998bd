package py

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// statement pushes the statement, or the line of simple statements, that starts
// at the current token.
func (p *Parser) statement() {
	if p.steps > maxSteps*len(p.src)+1000 {
		p.stop("steps")
		p.tok = tEOF
		return
	}
	start := p.start
	mark, handlers, cases, depth := len(p.stmts), len(p.handlers), len(p.cases), p.depth
	var s Stmt
	switch p.tok {
	case tIf:
		s = p.ifStmt()
	case tDef:
		s = p.functionDef(start, start, nil, false)
	case tFor:
		s = p.forStmt(start, false)
	case tWith:
		s = p.withStmt(start, false)
	case tTry:
		s = p.tryStmt()
	case tClass:
		s = p.classDef(start, nil)
	case tWhile:
		s = p.whileStmt()
	case tAt:
		s = p.decorated()
	case tAsync:
		s = p.asyncStmt(start)
	case tIndent:
		s = p.unexpectedIndent(start)
	case tName:
		if p.end-p.start == 5 && p.src[p.start:p.end] == "match" {
			if s = p.matchStmt(); s != nil || p.bad {
				break
			}
		}
		p.simpleLine()
		return
	default:
		p.simpleLine()
		return
	}
	if p.bad {
		p.stmts, p.handlers, p.cases, p.depth = p.stmts[:mark], p.handlers[:handlers], p.cases[:cases], depth
		s = p.lost(start)
	}
	p.stmts = append(p.stmts, s)
}

func (p *Parser) unexpectedIndent(start uint32) Stmt {
	p.softError(int(start), "unexpected indent")
	s := p.slab.badStmts.alloc()
	*s = BadStmt{Body: p.indented()}
	s.start, s.end = start, max(start, p.stmtEnd)
	return s
}

// indented reads the statements from tIndent to tDedent.
func (p *Parser) indented() []Stmt {
	mark := len(p.stmts)
	p.enter()
	p.next()
	for p.tok != tDedent && p.tok != tEOF && !p.fatal {
		p.statement()
	}
	p.depth--
	if p.tok == tDedent {
		p.next()
	}
	return p.slab.stmtLists.take(&p.stmts, mark)
}

// block reads ":" and what belongs to it. After an error before the ":" it
// leaves everything to the caller.
func (p *Parser) block() []Stmt {
	if p.tok != tColon {
		p.fail("expected ':'")
		return nil
	}
	p.next()
	if p.tok != tNewline {
		mark := len(p.stmts)
		p.simpleLine()
		return p.slab.stmtLists.take(&p.stmts, mark)
	}
	p.stmtEnd = p.prevEnd
	p.next()
	if p.tok != tIndent {
		p.softError(int(p.start), "expected an indented block")
		return nil
	}
	return p.indented()
}

// clause is the block of a later clause (elif, else, except …) that starts at
// start. An error in its head costs that clause only.
func (p *Parser) clause(start uint32) []Stmt {
	depth := p.depth
	body := p.block()
	if p.bad && !p.fatal {
		p.depth = depth
		body = p.slab.stmtLists.one(Stmt(p.lost(start)))
	}
	return body
}

// simpleLine pushes the simple statements of one logical line.
func (p *Parser) simpleLine() {
	depth := p.depth
	for {
		start := p.start
		s := p.simple()
		p.stmtEnd = p.prevEnd
		switch p.tok {
		case tNewline:
			p.stmts = append(p.stmts, s)
			p.next()
			return
		case tSemi:
			p.next()
			p.stmts = append(p.stmts, s)
			if p.tok == tNewline {
				p.stmtEnd = p.prevEnd // a block ends after the semicolon
				p.next()
				return
			}
		default:
			p.fail(invalid)
			p.depth = depth
			p.stmts = append(p.stmts, p.lost(start))
			return
		}
	}
}

// simple is one simple statement.
func (p *Parser) simple() Stmt {
	start := p.start
	switch p.tok {
	case tReturn:
		n := p.slab.returns.alloc()
		*n = Return{}
		p.next()
		if exprStart[p.tok] {
			n.Value = p.starExprs()
		}
		n.start, n.end = start, p.prevEnd
		return n
	case tImport:
		return p.importStmt()
	case tFrom:
		return p.importFrom()
	case tRaise:
		n := p.slab.raises.alloc()
		*n = Raise{}
		p.next()
		if exprStart[p.tok] && p.tok != tStar {
			n.Exc = p.expr()
			if p.tok == tFrom {
				p.next()
				n.Cause = p.expr()
			}
		}
		n.start, n.end = start, p.prevEnd
		return n
	case tPass:
		n := p.slab.passes.alloc()
		p.next()
		n.start, n.end = start, p.prevEnd
		return n
	case tBreak:
		n := p.slab.breaks.alloc()
		p.next()
		n.start, n.end = start, p.prevEnd
		return n
	case tContinue:
		n := p.slab.continues.alloc()
		p.next()
		n.start, n.end = start, p.prevEnd
		return n
	case tDel:
		return p.deleteStmt()
	case tAssert:
		n := p.slab.asserts.alloc()
		*n = Assert{}
		p.next()
		n.Test = p.expr()
		if p.tok == tComma {
			p.next()
			n.Msg = p.expr()
		}
		n.start, n.end = start, p.prevEnd
		return n
	case tGlobal:
		n := p.slab.globals.alloc()
		*n = Global{Names: p.nameList()}
		n.start, n.end = start, p.prevEnd
		return n
	case tNonlocal:
		n := p.slab.nonlocals.alloc()
		*n = Nonlocal{Names: p.nameList()}
		n.start, n.end = start, p.prevEnd
		return n
	default:
	}
	return p.exprStmt()
}

// nameList is the names after "global" or "nonlocal".
func (p *Parser) nameList() []string {
	for {
		p.next()
		if p.tok != tName {
			p.fail(invalid)
			return nil
		}
		p.strings = append(p.strings, p.ident())
		p.next()
		if p.tok != tComma {
			return p.slab.stringLists.take(&p.strings, 0)
		}
	}
}

func (p *Parser) deleteStmt() Stmt {
	start := p.start
	p.next()
	mark := len(p.exprs)
	for {
		e := p.binary(precBitOr)
		p.deletable(e)
		p.exprs = append(p.exprs, e)
		if p.tok != tComma {
			break
		}
		p.next()
		if !exprStart[p.tok] {
			break
		}
	}
	n := p.slab.deletes.alloc()
	*n = Delete{Targets: p.slab.exprLists.take(&p.exprs, mark)}
	n.start, n.end = start, p.prevEnd
	return n
}

// exprStmt is a statement that starts with an expression: an assignment of any
// kind, a type alias, or the expression itself.
func (p *Parser) exprStmt() Stmt {
	start, first := p.start, p.tok
	e := p.yieldOrExprs()
	switch {
	case p.tok == tAssign:
		mark := len(p.exprs)
		for p.tok == tAssign {
			p.assignable(e)
			p.exprs = append(p.exprs, e)
			if !p.bad {
				p.next()
			}
			e = p.yieldOrExprs()
		}
		n := p.slab.assigns.alloc()
		*n = Assign{Targets: p.slab.exprLists.take(&p.exprs, mark), Value: e}
		n.start, n.end = start, p.prevEnd
		return n
	case p.tok == tColon:
		switch t := e.(type) {
		case *Name, *Attribute, *Subscript:
		case *Tuple:
			p.failAt(t.start, "only single target (not tuple) can be annotated")
		case *List:
			p.failAt(t.start, "only single target (not list) can be annotated")
		default:
			p.failAt(start, "illegal target for annotation")
		}
		n := p.slab.annAssigns.alloc()
		*n = AnnAssign{Target: e}
		if !p.bad {
			p.next()
		}
		n.Annotation = p.expr()
		if p.tok == tAssign {
			p.next()
			n.Value = p.yieldOrExprs()
		}
		n.start, n.end = start, p.prevEnd
		return n
	case p.tok >= tPlusEq && p.tok <= tAmpEq:
		switch e.(type) {
		case *Name, *Attribute, *Subscript:
		default:
			p.failAt(start, "'"+describe(e)+"' is an illegal expression for augmented assignment")
		}
		n := p.slab.augAssigns.alloc()
		*n = AugAssign{Target: e, Op: Operator(p.tok - tPlusEq)}
		if !p.bad {
			p.next()
		}
		n.Value = p.yieldOrExprs()
		n.start, n.end = start, p.prevEnd
		return n
	case p.tok == tName && first == tName:
		if name, ok := e.(*Name); ok && name.ID == "type" {
			return p.typeAlias(start)
		}
	}
	n := p.slab.exprStmts.alloc()
	*n = ExprStmt{Value: e}
	n.start, n.end = start, p.prevEnd
	return n
}

// typeAlias is the rest of a type statement, from the name on.
func (p *Parser) typeAlias(start uint32) Stmt {
	name := p.slab.names.alloc()
	*name = Name{ID: p.ident()}
	name.start, name.end = p.start, p.end
	p.next()
	n := p.slab.typeAliases.alloc()
	*n = TypeAlias{Name: name, TypeParams: p.typeParams()}
	p.expect(tAssign, "expected '='")
	n.Value = p.expr()
	n.start, n.end = start, p.prevEnd
	return n
}

func (p *Parser) importStmt() Stmt {
	start := p.start
	for {
		p.next()
		a := p.slab.aliases.alloc()
		*a = Alias{}
		a.start = p.start
		a.Name = p.dotted()
		p.asName(a)
		if p.tok != tComma {
			break
		}
	}
	n := p.slab.imports.alloc()
	*n = Import{Names: p.slab.aliasLists.take(&p.aliasStack, 0)}
	n.start, n.end = start, p.prevEnd
	return n
}

// asName reads "as name", ends the alias and pushes it.
func (p *Parser) asName(a *Alias) {
	if p.tok == tAs {
		p.next()
		if p.tok != tName {
			p.fail(invalid)
			return
		}
		a.AsName = p.ident()
		p.next()
	}
	a.end = p.prevEnd
	p.aliasStack = append(p.aliasStack, a)
}

// dotted is a dotted name, without the white space there may be in it.
func (p *Parser) dotted() string {
	start := p.start
	length := uint32(0)
	for {
		if p.tok != tName {
			p.fail(invalid)
			return ""
		}
		length += p.end - p.start
		p.next()
		if p.tok != tDot {
			break
		}
		length++
		p.next()
	}
	s := p.src[start:p.prevEnd]
	if int(length) != len(s) {
		// a . b, or with a line continuation
		s = strings.Map(func(r rune) rune {
			if r < utf8.RuneSelf && r != '.' && !identPart[r] {
				return -1
			}
			return r
		}, s)
	}
	if p.special {
		s = norm.NFKC.String(s)
	}
	return s
}

func (p *Parser) importFrom() Stmt {
	start := p.start
	n := p.slab.importFroms.alloc()
	*n = ImportFrom{}
	p.next()
	for ; p.tok == tDot || p.tok == tEllipsis; p.next() {
		n.Level++
		if p.tok == tEllipsis {
			n.Level += 2
		}
	}
	if n.Level == 0 || p.tok != tImport {
		n.Module = p.dotted()
	}
	p.expect(tImport, "expected 'import'")
	end := tNewline
	switch p.tok {
	case tStar:
		a := p.slab.aliases.alloc()
		*a = Alias{Name: "*"}
		a.start, a.end = p.start, p.end
		p.next()
		n.Names = p.slab.aliasLists.one(a)
		n.start, n.end = start, p.prevEnd
		return n
	case tLPar:
		end = tRPar
		p.next()
	default:
	}
	for {
		a := p.slab.aliases.alloc()
		*a = Alias{}
		a.start = p.start
		if p.tok != tName {
			p.fail(invalid)
			return n
		}
		a.Name = p.ident()
		p.next()
		p.asName(a)
		if p.tok != tComma {
			break
		}
		p.next()
		if p.tok == end {
			if end == tNewline {
				p.fail("trailing comma not allowed without surrounding parentheses")
			}
			break
		}
	}
	if end == tRPar {
		p.close(tRPar)
	}
	n.Names = p.slab.aliasLists.take(&p.aliasStack, 0)
	n.start, n.end = start, p.prevEnd
	return n
}

// ifStmt is an if statement or, from "elif" on, the rest of one.
func (p *Parser) ifStmt() Stmt {
	start := p.start
	n := p.slab.ifs.alloc()
	*n = If{}
	n.start = start
	p.next()
	n.Test = p.named()
	n.Body = p.block()
	n.end = p.stmtEnd
	if p.bad {
		return n
	}
	if p.tok == tElif {
		at := p.start
		depth := p.depth
		p.enter()
		orelse := p.ifStmt()
		p.depth = depth
		if p.bad && !p.fatal {
			orelse = p.lost(at)
		}
		n.Orelse = p.slab.stmtLists.one(orelse)
	} else {
		n.Orelse = p.elseClause()
	}
	n.end = p.stmtEnd
	return n
}

// elseClause is the else clause, if there is one.
func (p *Parser) elseClause() []Stmt {
	if p.tok != tElse {
		return nil
	}
	start := p.start
	p.next()
	return p.clause(start)
}

func (p *Parser) whileStmt() Stmt {
	n := p.slab.whiles.alloc()
	*n = While{}
	n.start = p.start
	p.next()
	n.Test = p.named()
	n.Body = p.block()
	if !p.bad {
		n.Orelse = p.elseClause()
	}
	n.end = p.stmtEnd
	return n
}

func (p *Parser) asyncStmt(start uint32) Stmt {
	p.next()
	switch p.tok {
	case tDef:
		return p.functionDef(start, start, nil, true)
	case tFor:
		return p.forStmt(start, true)
	case tWith:
		return p.withStmt(start, true)
	default:
	}
	p.fail(invalid)
	return nil
}

func (p *Parser) forStmt(start uint32, async bool) Stmt {
	n := p.slab.fors.alloc()
	*n = For{Async: async}
	n.start = start
	p.next()
	n.Target = p.targets()
	p.expect(tIn, "'in' expected after for-loop variables")
	n.Iter = p.starExprs()
	n.Body = p.block()
	if !p.bad {
		n.Orelse = p.elseClause()
	}
	n.end = p.stmtEnd
	return n
}

func (p *Parser) withStmt(start uint32, async bool) Stmt {
	n := p.slab.withs.alloc()
	*n = With{Async: async}
	n.start = start
	p.next()
	if p.tok != tLPar || !p.withGroup() {
		p.withItems()
	}
	n.Items = p.slab.withItemLists.take(&p.itemStack, 0)
	n.Body = p.block()
	n.end = p.stmtEnd
	return n
}

// withItems pushes the items from the current token on.
func (p *Parser) withItems() {
	for {
		start := p.start
		p.withItem(start, p.expr())
		if p.tok != tComma {
			return
		}
		p.next()
	}
}

// withItem pushes the item with that context.
func (p *Parser) withItem(start uint32, context Expr) {
	w := p.slab.withItems.alloc()
	*w = WithItem{Context: context}
	if p.tok == tAs {
		p.next()
		w.Vars = p.target()
		p.assignable(w.Vars)
	}
	w.start, w.end = start, p.prevEnd
	p.itemStack = append(p.itemStack, w)
}

// withGroup reads what starts with "(" after "with". Only what follows the ")"
// shows whether that is a list of items or the start of an expression, so it is
// read as items and made an expression if need be. It reports whether it pushed
// all items.
func (p *Parser) withGroup() bool {
	open := p.start
	p.enter()
	p.next()
	var e Expr // the expression in the brackets, when they cannot hold items
	as, comma, plain := false, false, true
	h := 0
	if p.tok == tYield {
		e = p.yield()
		h = p.h
	}
	for e == nil && p.tok != tRPar {
		start := p.start
		item := p.starNamed()
		switch item := item.(type) {
		case *Starred:
			plain = false
		case *NamedExpr:
			plain = plain && item.start != start
		default:
		}
		if (p.tok == tFor || p.tok == tAsync) && !comma {
			g := p.comp(open, GeneratorExp, item, nil)
			g.end = p.end
			e, h = g, p.h
			break
		}
		as = as || p.tok == tAs
		p.withItem(start, item)
		h = max(h, p.h)
		if p.tok != tComma {
			break
		}
		comma = true
		p.next()
	}
	p.close(tRPar)
	p.depth--
	if e == nil {
		if len(p.itemStack) > 0 && p.tok == tColon && plain {
			return true
		}
		if as {
			p.fail(invalid)
			return true
		}
		if len(p.itemStack) == 1 && !comma {
			e = p.itemStack[0].Context
			if _, ok := e.(*Starred); ok {
				p.failAt(open, "cannot use starred expression here")
			}
		} else {
			mark := len(p.exprs)
			for _, w := range p.itemStack {
				p.exprs = append(p.exprs, w.Context)
			}
			e = p.tuple(open, mark, h)
			h = p.h
		}
		p.itemStack = p.itemStack[:0]
	}
	p.h = h
	e = p.primaryRest(open, e)
	e = p.binaryRest(open, e, precOr)
	if p.tok == tIf {
		e = p.ifExpRest(open, e)
	}
	p.withItem(open, e)
	if p.tok == tComma {
		p.next()
		return false
	}
	return true
}

func (p *Parser) tryStmt() Stmt {
	n := p.slab.tries.alloc()
	*n = Try{}
	n.start = p.start
	p.next()
	n.Body = p.block()
	if p.bad {
		return n
	}
	mark := len(p.handlers)
	for p.tok == tExcept {
		if lost := p.except(n, mark); lost != nil {
			// The clause is gone; what was in it must not be.
			n.Orelse = p.slab.stmtLists.one(lost)
			break
		}
	}
	n.Handlers = p.slab.handlerLists.take(&p.handlers, mark)
	if n.Orelse == nil && len(n.Handlers) > 0 {
		n.Orelse = p.elseClause()
	}
	if p.tok == tFinally {
		at := p.start
		p.next()
		n.Finalbody = p.clause(at)
	} else if len(n.Handlers) == 0 && n.Orelse == nil && !p.bad {
		p.softError(int(p.start), "expected 'except' or 'finally' block")
	}
	n.end = p.stmtEnd
	return n
}

// except pushes one except clause, or returns what is left of it.
func (p *Parser) except(n *Try, mark int) Stmt {
	start := p.start
	x := p.slab.exceptHandlers.alloc()
	*x = ExceptHandler{}
	x.start = start
	p.next()
	star := p.tok == tStar
	if star {
		p.next()
	}
	if len(p.handlers) > mark && star != n.Star {
		p.softError(int(start), "cannot have both 'except' and 'except*' on the same 'try'")
	}
	n.Star = star
	if p.tok != tColon || star {
		at := p.start
		x.Type = p.expr()
		if p.tok == tComma {
			x.Type = p.exceptTuple(at, x.Type)
		} else if p.tok == tAs {
			p.next()
			if p.tok == tName {
				x.Name = p.ident()
				p.next()
			} else {
				p.fail("cannot use except statement with this target")
			}
		}
	}
	x.Body = p.block()
	if p.bad {
		if p.fatal {
			return nil
		}
		return p.lost(start)
	}
	x.end = p.stmtEnd
	p.handlers = append(p.handlers, x)
	return nil
}

// exceptTuple is the rest of "except A, B:", which has no "as".
func (p *Parser) exceptTuple(start uint32, e Expr) Expr {
	mark := len(p.exprs)
	p.exprs = append(p.exprs, e)
	h := p.h
	for p.tok == tComma {
		p.next()
		if p.tok == tColon {
			break
		}
		p.exprs = append(p.exprs, p.expr())
		h = max(h, p.h)
	}
	return p.tuple(start, mark, h)
}

// decorated is a function or class with decorators.
func (p *Parser) decorated() Stmt {
	start := p.start
	for p.tok == tAt {
		p.next()
		p.exprs = append(p.exprs, p.named())
		if p.tok != tNewline {
			p.fail(invalid)
			return nil
		}
		p.next()
	}
	decorators := p.slab.exprLists.take(&p.exprs, 0)
	at := p.start
	switch p.tok {
	case tDef:
		return p.functionDef(start, at, decorators, false)
	case tClass:
		return p.classDef(start, decorators)
	case tAsync:
		p.next()
		if p.tok == tDef {
			return p.functionDef(start, at, decorators, true)
		}
	default:
	}
	p.fail("expected a function or class after the decorator")
	return nil
}

// functionDef is a function; the current token is "def".
func (p *Parser) functionDef(start, at uint32, decorators []Expr, async bool) Stmt {
	n := p.slab.functionDefs.alloc()
	*n = FunctionDef{DefPos: at, Async: async, Decorators: decorators}
	n.start = start
	p.next()
	if p.tok != tName {
		p.fail(invalid)
		return n
	}
	n.Name, n.NamePos = p.ident(), p.start
	p.next()
	n.TypeParams = p.typeParams()
	p.expect(tLPar, "expected '('")
	n.Params = p.params(tRPar)
	p.close(tRPar)
	if p.tok == tArrow {
		p.next()
		n.Returns = p.expr()
	}
	n.Body = p.block()
	n.end = p.stmtEnd
	return n
}

// params is the parameters of a function or lambda up to the end token. It
// leaves the height of the highest default.
func (p *Parser) params(end token) []*Param {
	mark := len(p.paramStack)
	kind := ParamNormal
	star, last, slash, defaulted := false, false, false, false
	bare := false // after a "*" that needs a name
	h := 0
	for p.tok != end && !last {
		start := p.start
		k := kind
		switch p.tok {
		case tSlash:
			if len(p.paramStack) == mark || slash || star {
				p.fail("'/' must be ahead of '*' and after a parameter, once")
			}
			slash = true
			for _, q := range p.paramStack[mark:] {
				q.Kind = ParamPosOnly
			}
			p.next()
			goto comma
		case tStar:
			if star {
				p.fail("* argument may appear only once")
			}
			star = true
			p.next()
			kind, k = ParamKwOnly, ParamVarArgs
			if p.tok == tComma {
				bare = true
				goto comma
			}
		case tDStar:
			if bare {
				p.fail("named arguments must follow bare *")
			}
			p.next()
			k, last = ParamKwArgs, true
		default:
			bare = false
		}
		if p.tok != tName {
			p.fail(invalid)
			break
		}
		{
			q := p.slab.params.alloc()
			*q = Param{Kind: k, Name: p.ident()}
			p.next()
			if p.tok == tColon && end == tRPar {
				p.next()
				if k == ParamVarArgs {
					q.Annotation = p.starExpr()
				} else {
					q.Annotation = p.expr()
				}
				h = max(h, p.h)
			}
			switch {
			case p.tok == tAssign:
				if k == ParamVarArgs || k == ParamKwArgs {
					p.fail("var-positional and var-keyword arguments cannot have default values")
				}
				p.next()
				q.Default = p.expr()
				h = max(h, p.h)
				defaulted = true
			case k == ParamNormal && defaulted:
				p.failAt(start, "parameter without a default follows parameter with a default")
			}
			q.start, q.end = start, p.prevEnd
			p.paramStack = append(p.paramStack, q)
		}
	comma:
		if p.tok != tComma {
			break
		}
		p.next()
	}
	if bare {
		p.fail("named arguments must follow bare *")
	}
	p.h = h
	return p.slab.paramLists.take(&p.paramStack, mark)
}

// typeParams is the list of type parameters, if there is one.
func (p *Parser) typeParams() []*TypeParam {
	if p.tok != tLBrack {
		return nil
	}
	p.next()
	if p.tok == tRBrack {
		p.fail("Type parameter list cannot be empty")
		return nil
	}
	for p.tok != tRBrack {
		n := p.slab.typeParams.alloc()
		*n = TypeParam{}
		n.start = p.start
		switch p.tok {
		case tStar:
			n.Kind = TypeVarTuple
			p.next()
		case tDStar:
			n.Kind = ParamSpec
			p.next()
		default:
		}
		if p.tok != tName {
			p.fail(invalid)
			return nil
		}
		n.Name = p.ident()
		p.next()
		if p.tok == tColon {
			if n.Kind != TypeVar {
				p.fail("cannot use bound with TypeVarTuple or ParamSpec")
			}
			p.next()
			n.Bound = p.expr()
		}
		if p.tok == tAssign {
			p.next()
			if n.Kind == TypeVarTuple {
				n.Default = p.starExpr()
			} else {
				n.Default = p.expr()
			}
		}
		n.end = p.prevEnd
		p.tparamStack = append(p.tparamStack, n)
		if p.tok != tComma {
			break
		}
		p.next()
	}
	p.close(tRBrack)
	return p.slab.typeParamLists.take(&p.tparamStack, 0)
}

// classDef is a class; the current token is "class".
func (p *Parser) classDef(start uint32, decorators []Expr) Stmt {
	n := p.slab.classDefs.alloc()
	*n = ClassDef{DefPos: p.start, Decorators: decorators}
	n.start = start
	p.next()
	if p.tok != tName {
		p.fail(invalid)
		return n
	}
	n.Name, n.NamePos = p.ident(), p.start
	p.next()
	n.TypeParams = p.typeParams()
	if p.tok == tLPar {
		open := p.start
		p.next()
		n.Bases, n.Keywords = p.args(open, false)
		p.close(tRPar)
	}
	n.Body = p.block()
	n.end = p.stmtEnd
	return n
}
