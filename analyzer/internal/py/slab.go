package py

// slab hands out nodes from chunks that are used again after reset. Nodes are
// not cleared in between: whoever takes one assigns all of it.
type slab[T any] struct {
	cur    []T
	n      int // used in cur
	chunks [][]T
	next   int // index in chunks of the chunk after cur
}

const slabChunk = 256

func (s *slab[T]) alloc() *T {
	if s.n >= len(s.cur) {
		s.grow()
	}
	t := &s.cur[s.n]
	s.n++
	return t
}

//go:noinline
func (s *slab[T]) grow() {
	if s.next == len(s.chunks) {
		// The first chunk is small, because most files have a few of most nodes.
		n := slabChunk
		if s.next == 0 {
			n = 16
		}
		s.chunks = append(s.chunks, make([]T, n))
	}
	s.cur = s.chunks[s.next]
	s.next++
	s.n = 0
}

func (s *slab[T]) reset() {
	s.cur, s.n, s.next = nil, 0, 0
}

// listSlab hands out slices the same way.
type listSlab[T any] struct {
	cur    []T
	chunks [][]T
	next   int
}

const listChunk = 2048

// take moves the items of *stack from mark on to a slice of the slab.
func (s *listSlab[T]) take(stack *[]T, mark int) []T {
	items := (*stack)[mark:]
	n := len(items)
	if n == 0 {
		return nil
	}
	if n > len(s.cur) {
		s.grow(n)
	}
	out := s.cur[:n:n]
	s.cur = s.cur[n:]
	copy(out, items)
	*stack = (*stack)[:mark]
	return out
}

// one is a slice of one item.
func (s *listSlab[T]) one(item T) []T {
	if len(s.cur) == 0 {
		s.grow(1)
	}
	out := s.cur[:1:1]
	s.cur = s.cur[1:]
	out[0] = item
	return out
}

func (s *listSlab[T]) grow(n int) {
	for s.next < len(s.chunks) {
		s.cur = s.chunks[s.next]
		s.next++
		if n <= len(s.cur) {
			return
		}
	}
	s.chunks = append(s.chunks, make([]T, max(n, listChunk)))
	s.cur = s.chunks[s.next]
	s.next++
}

func (s *listSlab[T]) reset() {
	s.cur, s.next = nil, 0
}

// slabs holds one slab for each kind of node and list.
type slabs struct {
	functionDefs slab[FunctionDef]
	classDefs    slab[ClassDef]
	returns      slab[Return]
	deletes      slab[Delete]
	assigns      slab[Assign]
	augAssigns   slab[AugAssign]
	annAssigns   slab[AnnAssign]
	typeAliases  slab[TypeAlias]
	fors         slab[For]
	whiles       slab[While]
	ifs          slab[If]
	withs        slab[With]
	matches      slab[Match]
	raises       slab[Raise]
	tries        slab[Try]
	asserts      slab[Assert]
	imports      slab[Import]
	importFroms  slab[ImportFrom]
	globals      slab[Global]
	nonlocals    slab[Nonlocal]
	exprStmts    slab[ExprStmt]
	passes       slab[Pass]
	breaks       slab[Break]
	continues    slab[Continue]
	badStmts     slab[BadStmt]

	params         slab[Param]
	keywords       slab[Keyword]
	aliases        slab[Alias]
	withItems      slab[WithItem]
	exceptHandlers slab[ExceptHandler]
	matchCases     slab[MatchCase]
	typeParams     slab[TypeParam]
	compFors       slab[CompFor]

	boolOps         slab[BoolOp]
	namedExprs      slab[NamedExpr]
	binOps          slab[BinOp]
	unaryOps        slab[UnaryOp]
	lambdas         slab[Lambda]
	ifExps          slab[IfExp]
	dicts           slab[Dict]
	sets            slab[Set]
	lists           slab[List]
	tuples          slab[Tuple]
	comps           slab[Comp]
	awaits          slab[Await]
	yields          slab[Yield]
	yieldFroms      slab[YieldFrom]
	compares        slab[Compare]
	calls           slab[Call]
	joinedStrs      slab[JoinedStr]
	formattedValues slab[FormattedValue]
	constants       slab[Constant]
	attributes      slab[Attribute]
	subscripts      slab[Subscript]
	starreds        slab[Starred]
	names           slab[Name]
	slices          slab[Slice]

	matchValues     slab[MatchValue]
	matchSingletons slab[MatchSingleton]
	matchSequences  slab[MatchSequence]
	matchMappings   slab[MatchMapping]
	matchClasses    slab[MatchClass]
	matchStars      slab[MatchStar]
	matchAses       slab[MatchAs]
	matchOrs        slab[MatchOr]

	exprLists      listSlab[Expr]
	stmtLists      listSlab[Stmt]
	patternLists   listSlab[Pattern]
	stringLists    listSlab[string]
	cmpOpLists     listSlab[CmpOp]
	paramLists     listSlab[*Param]
	keywordLists   listSlab[*Keyword]
	aliasLists     listSlab[*Alias]
	withItemLists  listSlab[*WithItem]
	handlerLists   listSlab[*ExceptHandler]
	matchCaseLists listSlab[*MatchCase]
	typeParamLists listSlab[*TypeParam]
	compForLists   listSlab[*CompFor]
}

func (s *slabs) reset() {
	s.functionDefs.reset()
	s.classDefs.reset()
	s.returns.reset()
	s.deletes.reset()
	s.assigns.reset()
	s.augAssigns.reset()
	s.annAssigns.reset()
	s.typeAliases.reset()
	s.fors.reset()
	s.whiles.reset()
	s.ifs.reset()
	s.withs.reset()
	s.matches.reset()
	s.raises.reset()
	s.tries.reset()
	s.asserts.reset()
	s.imports.reset()
	s.importFroms.reset()
	s.globals.reset()
	s.nonlocals.reset()
	s.exprStmts.reset()
	s.passes.reset()
	s.breaks.reset()
	s.continues.reset()
	s.badStmts.reset()

	s.params.reset()
	s.keywords.reset()
	s.aliases.reset()
	s.withItems.reset()
	s.exceptHandlers.reset()
	s.matchCases.reset()
	s.typeParams.reset()
	s.compFors.reset()

	s.boolOps.reset()
	s.namedExprs.reset()
	s.binOps.reset()
	s.unaryOps.reset()
	s.lambdas.reset()
	s.ifExps.reset()
	s.dicts.reset()
	s.sets.reset()
	s.lists.reset()
	s.tuples.reset()
	s.comps.reset()
	s.awaits.reset()
	s.yields.reset()
	s.yieldFroms.reset()
	s.compares.reset()
	s.calls.reset()
	s.joinedStrs.reset()
	s.formattedValues.reset()
	s.constants.reset()
	s.attributes.reset()
	s.subscripts.reset()
	s.starreds.reset()
	s.names.reset()
	s.slices.reset()

	s.matchValues.reset()
	s.matchSingletons.reset()
	s.matchSequences.reset()
	s.matchMappings.reset()
	s.matchClasses.reset()
	s.matchStars.reset()
	s.matchAses.reset()
	s.matchOrs.reset()

	s.exprLists.reset()
	s.stmtLists.reset()
	s.patternLists.reset()
	s.stringLists.reset()
	s.cmpOpLists.reset()
	s.paramLists.reset()
	s.keywordLists.reset()
	s.aliasLists.reset()
	s.withItemLists.reset()
	s.handlerLists.reset()
	s.matchCaseLists.reset()
	s.typeParamLists.reset()
	s.compForLists.reset()
}
