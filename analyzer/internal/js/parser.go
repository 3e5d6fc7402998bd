package js

// maxDepth bounds the recursion of the parser. Go cannot recover from stack
// overflow, and no file that people write comes near.
const maxDepth = 5000

// Parser parses files one after another and reuses its memory. It is not safe
// for concurrent use; give each worker its own.
type Parser struct {
	src string
	opt Options

	// The current token is src[tokStart:pos].
	tok      token
	nl       bool // a line terminator precedes it
	escaped  bool // it contains an escape
	bad      bool // an error is being unwound; the token reads as end of file
	tokStart int
	pos      int
	prevEnd  int // end of the token before
	brackets int // open minus closed brackets so far, the token included
	steps    int

	depth    int
	skipped  string
	failPos  int
	failMsg  string
	failAt   state // the lexer when bad was set
	trying   int   // open speculations
	budget   int   // tokens that failed speculations may still read
	errors   []Error
	comments []Comment
	noInAt   int // bracket level at which "in" ends a for head, or -1
	thenAt   int // bracket level of an open "? … :" arm, or -1
	noCondTy bool

	fn functionContext

	hasModule bool

	file File
	mem  memory
}

// functionContext says what yield, await and return mean at a place.
type functionContext struct {
	async     bool
	generator bool
	nested    bool // inside a function, static block or field
	static    bool // a static block, where await is reserved
}

// memory holds the nodes of the current file.
type memory struct {
	identifiers  slab[Identifier]
	privateNames slab[PrivateName]
	literals     slab[Literal]
	this         slab[This]
	supers       slab[Super]
	quasis       slab[TemplateElement]
	templates    slab[Template]
	tagged       slab[TaggedTemplate]
	arrays       slab[Array]
	objects      slab[Object]
	properties   slab[Property]
	functions    slab[Function]
	params       slab[Param]
	typeParams   slab[TypeParam]
	decorators   slab[Decorator]
	classes      slab[Class]
	classMembers slab[ClassMember]
	calls        slab[Call]
	news         slab[New]
	members      slab[Member]
	importCalls  slab[ImportCall]
	metas        slab[MetaProperty]
	unaries      slab[Unary]
	updates      slab[Update]
	binaries     slab[Binary]
	logicals     slab[Logical]
	assigns      slab[Assign]
	conditionals slab[Conditional]
	sequences    slab[Sequence]
	spreads      slab[Spread]
	yields       slab[Yield]
	awaits       slab[Await]
	as           slab[TSAs]
	satisfies    slab[TSSatisfies]
	casts        slab[TSTypeAssertion]
	nonNulls     slab[TSNonNull]
	instances    slab[TSInstantiation]
	jsxElements  slab[JSXElement]
	jsxAttrs     slab[JSXAttribute]
	jsxTexts     slab[JSXText]
	jsxExprs     slab[JSXExpr]

	variables   slab[VariableDecl]
	declarators slab[Declarator]
	exprStmts   slab[ExprStmt]
	blocks      slab[Block]
	empties     slab[Empty]
	ifs         slab[If]
	fors        slab[For]
	forIns      slab[ForIn]
	forOfs      slab[ForOf]
	whiles      slab[While]
	doWhiles    slab[DoWhile]
	switches    slab[Switch]
	cases       slab[Case]
	tries       slab[Try]
	returns     slab[Return]
	throws      slab[Throw]
	breaks      slab[Break]
	continues   slab[Continue]
	labels      slab[Labeled]

	imports     slab[ImportDecl]
	importSpecs slab[ImportSpecifier]
	attributes  slab[ImportAttribute]
	exportDecls slab[ExportDecl]
	exportNamed slab[ExportNamed]
	exportSpecs slab[ExportSpecifier]
	exportAlls  slab[ExportAll]

	interfaces  slab[Interface]
	aliases     slab[TypeAlias]
	enums       slab[Enum]
	enumMembers slab[EnumMember]
	namespaces  slab[Namespace]

	typeRefs     slab[TypeRef]
	typeArrays   slab[TypeArray]
	typeUnions   slab[TypeUnion]
	typeTuples   slab[TypeTuple]
	typeFuncs    slab[TypeFunction]
	typeLiterals slab[TypeLiteral]
	typeObjects  slab[TypeObject]
	typeMembers  slab[TypeMember]
	typeQueries  slab[TypeQuery]
	typeImports  slab[TypeImport]
	typeOthers   slab[TypeOther]

	exprList       list[Expr]
	stmtList       list[Stmt]
	typeList       list[Type]
	nameList       list[string]
	coverList      list[coverItem]
	quasiList      list[*TemplateElement]
	propertyList   list[*Property]
	paramList      list[*Param]
	typeParamList  list[*TypeParam]
	decoratorList  list[*Decorator]
	memberList     list[*ClassMember]
	declaratorList list[*Declarator]
	caseList       list[*Case]
	attrList       list[*JSXAttribute]
	importList     list[*ImportSpecifier]
	attributeList  list[*ImportAttribute]
	exportList     list[*ExportSpecifier]
	enumList       list[*EnumMember]
	typeMemberList list[*TypeMember]
}

func (m *memory) reset() {
	m.identifiers.reset()
	m.privateNames.reset()
	m.literals.reset()
	m.this.reset()
	m.supers.reset()
	m.quasis.reset()
	m.templates.reset()
	m.tagged.reset()
	m.arrays.reset()
	m.objects.reset()
	m.properties.reset()
	m.functions.reset()
	m.params.reset()
	m.typeParams.reset()
	m.decorators.reset()
	m.classes.reset()
	m.classMembers.reset()
	m.calls.reset()
	m.news.reset()
	m.members.reset()
	m.importCalls.reset()
	m.metas.reset()
	m.unaries.reset()
	m.updates.reset()
	m.binaries.reset()
	m.logicals.reset()
	m.assigns.reset()
	m.conditionals.reset()
	m.sequences.reset()
	m.spreads.reset()
	m.yields.reset()
	m.awaits.reset()
	m.as.reset()
	m.satisfies.reset()
	m.casts.reset()
	m.nonNulls.reset()
	m.instances.reset()
	m.jsxElements.reset()
	m.jsxAttrs.reset()
	m.jsxTexts.reset()
	m.jsxExprs.reset()
	m.variables.reset()
	m.declarators.reset()
	m.exprStmts.reset()
	m.blocks.reset()
	m.empties.reset()
	m.ifs.reset()
	m.fors.reset()
	m.forIns.reset()
	m.forOfs.reset()
	m.whiles.reset()
	m.doWhiles.reset()
	m.switches.reset()
	m.cases.reset()
	m.tries.reset()
	m.returns.reset()
	m.throws.reset()
	m.breaks.reset()
	m.continues.reset()
	m.labels.reset()
	m.imports.reset()
	m.importSpecs.reset()
	m.attributes.reset()
	m.exportDecls.reset()
	m.exportNamed.reset()
	m.exportSpecs.reset()
	m.exportAlls.reset()
	m.interfaces.reset()
	m.aliases.reset()
	m.enums.reset()
	m.enumMembers.reset()
	m.namespaces.reset()
	m.typeRefs.reset()
	m.typeArrays.reset()
	m.typeUnions.reset()
	m.typeTuples.reset()
	m.typeFuncs.reset()
	m.typeLiterals.reset()
	m.typeObjects.reset()
	m.typeMembers.reset()
	m.typeQueries.reset()
	m.typeImports.reset()
	m.typeOthers.reset()

	m.exprList.reset()
	m.stmtList.reset()
	m.typeList.reset()
	m.nameList.reset()
	m.coverList.reset()
	m.quasiList.reset()
	m.propertyList.reset()
	m.paramList.reset()
	m.typeParamList.reset()
	m.decoratorList.reset()
	m.memberList.reset()
	m.declaratorList.reset()
	m.caseList.reset()
	m.attrList.reset()
	m.importList.reset()
	m.attributeList.reset()
	m.exportList.reset()
	m.enumList.reset()
	m.typeMemberList.reset()
}

// Parse reads src, which must be UTF-8 and shorter than 4 GiB. It always returns
// a tree; what did not parse is in Errors and Skipped. The tree is valid until
// the next call of Parse, which reuses its nodes; strings stay valid.
func (p *Parser) Parse(src string, o Options) *File {
	mem := p.mem
	mem.reset()
	*p = Parser{
		src: src, opt: o, mem: mem,
		noInAt: -1, thenAt: -1,
		budget:   len(src)/2 + 256,
		errors:   p.errors[:0],
		comments: p.comments[:0],
	}
	if len(src) >= 3 && src[:3] == "\xEF\xBB\xBF" {
		p.pos = 3
	}
	p.file.Hashbang = hashbang(src[p.pos:])
	p.pos += len(p.file.Hashbang)
	p.next()
	mark := p.mem.stmtList.mark()
	p.parseStmtList(tEOF, false, true)
	p.file.Span = Span{0, uint32(len(src))}
	p.file.Body = p.mem.stmtList.take(mark)
	for _, s := range p.file.Body {
		e, ok := s.(*ExprStmt)
		if !ok || !e.Directive {
			break
		}
		p.file.Directives = append(p.file.Directives, e.X.(*Literal).Value)
	}
	p.file.HasModuleSyntax = p.hasModule
	if o.EarlyErrors && len(p.errors) == 0 && p.skipped == "" {
		p.checkEarlyErrors()
	}
	p.file.Errors = p.errors
	p.file.Comments = p.comments
	p.file.Skipped = p.skipped
	p.file.Steps = p.steps
	return &p.file
}

func hashbang(s string) string {
	if len(s) < 2 || s[:2] != "#!" {
		return ""
	}
	for i := range len(s) {
		if lineTerminator(s, i) > 0 {
			return s[:i]
		}
	}
	return s
}

// state is what must be restored to read the source again from an earlier
// token.
type state struct {
	tok      token
	nl       bool
	escaped  bool
	tokStart int
	pos      int
	prevEnd  int
	brackets int
}

func (p *Parser) save() state {
	return state{p.tok, p.nl, p.escaped, p.tokStart, p.pos, p.prevEnd, p.brackets}
}

func (p *Parser) restore(s state) {
	p.tok, p.nl, p.escaped = s.tok, s.nl, s.escaped
	p.tokStart, p.pos, p.prevEnd, p.brackets = s.tokStart, s.pos, s.prevEnd, s.brackets
	for n := len(p.comments); n > 0 && int(p.comments[n-1].Start) >= s.pos; n-- {
		p.comments = p.comments[:n-1]
	}
}

// peek returns the token after the current one and whether a line terminator
// precedes it.
func (p *Parser) peek() (tok token, nl bool) {
	s := p.save()
	p.next()
	tok, nl = p.tok, p.nl
	if p.bad { // the token is broken; it is reported when it is reached
		p.bad = false
		tok = tEOF
	}
	p.restore(s)
	return tok, nl
}

// fail notes the first error at a place. From then on the parser reads the end
// of the file, so that every production returns, until a statement list or a
// speculation takes over again.
func (p *Parser) fail(pos int, msg string) {
	if p.bad {
		return
	}
	p.bad = true
	p.failPos, p.failMsg = pos, msg
	p.failAt = p.save()
	p.tok, p.nl, p.escaped = tEOF, true, false
	p.pos = len(p.src)
	p.tokStart = p.pos
}

// unexpected fails at the current token.
func (p *Parser) unexpected() {
	if p.bad {
		return
	}
	p.fail(p.tokStart, "unexpected "+p.tok.String())
}

// report notes an error that costs nothing.
func (p *Parser) report(pos uint32, msg string) {
	if p.trying == 0 {
		p.errors = append(p.errors, Error{pos, msg})
	}
}

// enter counts a level of recursion.
func (p *Parser) enter() bool {
	p.depth++
	if p.depth <= maxDepth {
		return true
	}
	if p.skipped == "" {
		p.skipped = "nesting"
		p.fail(p.tokStart, "nested too deeply")
	}
	return false
}

// attempt is a speculation: tokens read since it began can be read again.
type attempt struct {
	at    state
	steps int
	depth int
	fn    functionContext
	noIn  int
	then  int
	noTy  bool
}

// maxTrying bounds the speculations within speculations.
const maxTrying = 6

// try begins a speculation. It declines when failed ones have already read as
// many tokens as the file's length allows, or too many are open, which keeps
// parsing linear.
func (p *Parser) try() (attempt, bool) {
	if p.budget < 0 || p.trying >= maxTrying || p.bad {
		return attempt{}, false
	}
	p.trying++
	return attempt{p.save(), p.steps, p.depth, p.fn, p.noInAt, p.thenAt, p.noCondTy}, true
}

// commit ends a speculation whose outcome is used.
func (p *Parser) commit() { p.trying-- }

// rewind ends a speculation and goes back to its beginning.
func (p *Parser) rewind(a attempt) {
	p.trying--
	end := p.pos
	if p.bad {
		end = p.failAt.pos
	}
	// Bytes count too, for long comments and strings read again.
	p.budget -= p.steps - a.steps + (end-a.at.pos)/16
	if p.skipped != "" {
		return
	}
	p.bad = false
	p.restore(a.at)
	p.depth, p.fn, p.noInAt, p.thenAt, p.noCondTy = a.depth, a.fn, a.noIn, a.then, a.noTy
}

// expect consumes tok or fails.
func (p *Parser) expect(tok token) {
	if p.tok != tok {
		p.expected(tok)
		return
	}
	p.next()
}

// closeBrace consumes the "}" of a block. At the end of the file a missing one
// costs nothing.
func (p *Parser) closeBrace() {
	if p.tok != tEOF || p.bad || p.trying > 0 {
		p.expect(tRBrace)
		return
	}
	p.prevEnd = p.tokStart
	if n := len(p.errors); n == 0 || p.errors[n-1].Pos != uint32(p.tokStart) {
		p.report(uint32(p.tokStart), "expected }, found end of file")
	}
}

func (p *Parser) expected(tok token) {
	if p.bad {
		return
	}
	p.fail(p.tokStart, "expected "+tok.String()+", found "+p.tok.String())
}

// eat consumes tok if it is next.
func (p *Parser) eat(tok token) bool {
	if p.tok != tok {
		return false
	}
	p.next()
	return true
}

// semicolon ends a statement, by a semicolon or without one.
func (p *Parser) semicolon() {
	if p.tok == tSemi {
		p.next()
		return
	}
	if p.tok == tRBrace || p.nl || p.tok == tEOF {
		return
	}
	p.expected(tSemi)
}

func (p *Parser) span(start int) Span { return Span{uint32(start), uint32(p.prevEnd)} }

// recoverAt takes over after an error in the statement or class member that began
// at start, at bracket level base. It returns false where it may not: in a
// speculation, and when nothing more is to be read.
func (p *Parser) recoverAt(start, base int) bool {
	if p.trying > 0 {
		return false
	}
	if n := len(p.errors); n == 0 || p.errors[n-1] != (Error{uint32(p.failPos), p.failMsg}) {
		p.errors = append(p.errors, Error{uint32(p.failPos), p.failMsg})
	}
	if p.skipped != "" {
		return false
	}
	p.noInAt, p.thenAt, p.noCondTy = -1, -1, false
	p.resync(base, start)
	return true
}

// resync skips the rest of a statement that began at bracket level base with an
// error inside: to after ";", to before the "}" of the enclosing block, or to a
// new line that starts another statement.
func (p *Parser) resync(base, start int) {
	p.bad = false
	p.restore(p.failAt)
	if p.tok == tBad || p.tokStart <= start {
		p.pos = min(max(p.pos, p.failPos+1), len(p.src))
		p.nextBad()
	}
	for p.tok != tEOF {
		level := p.brackets - base
		switch p.tok {
		case tSemi:
			if level <= 0 {
				p.nextBad()
				return
			}
		case tRBrace:
			if level < 0 {
				return
			}
			if level == 0 {
				p.nextBad()
				if p.nl || p.tok == tEOF {
					return
				}
				continue
			}
		default:
			if !p.nl {
				break
			}
			if level <= 0 && (startsStatement(p.tok) || p.tok.isIdent() || p.tok == tThis) {
				return
			}
			if base == 0 && startsStatement(p.tok) && p.tokStart > 0 && lineTerminator(p.src, p.tokStart-1) > 0 {
				// A keyword at the margin, outside all blocks: a bracket was
				// not closed.
				p.brackets = 0
				return
			}
		}
		p.nextBad()
	}
}

func (p *Parser) nextBad() {
	p.prevEnd = p.pos
	p.scanBad()
}

// scanBad reads a token in text that is not known to be well formed: what is
// no token is passed over.
func (p *Parser) scanBad() {
	for {
		p.scan()
		if !p.bad {
			return
		}
		p.bad = false
		p.restore(p.failAt)
		if p.pos <= p.failPos {
			p.pos = p.failPos + 1
		}
		p.pos = min(p.pos, len(p.src))
	}
}

func startsStatement(t token) bool {
	switch t {
	case tCase, tDefault, tVar, tLet, tConst, tFunction, tClass, tIf, tFor, tWhile, tDo, tSwitch, tTry, tReturn, tThrow, tImport,
		tExport, tAsync, tInterface, tType, tEnum, tNamespace, tModule, tDeclare, tAbstract, tBreak, tContinue, tAt,
		tUsing:
		return true
	default:
		return false
	}
}
