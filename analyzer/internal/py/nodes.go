// Package py reads Python source, versions 3.8 to 3.14, into a syntax tree.
//
// It covers the lexical rules (encodings, indentation, line joining, literals)
// and the grammar, and keeps going after a syntax error: an error costs the
// statement it is in, not the file. It accepts the union of the versions'
// grammars, so a file that any of them accepts has no errors here.
//
// What it leaves to others: meaning. Names are not resolved, scopes are not
// built, and the checks CPython makes after parsing (return outside a function,
// repeated keyword arguments, nonlocal at module level) are not made. Lines and
// columns are computed from byte offsets elsewhere.
//
// The tree follows CPython's ast module in names and shape; where it differs,
// the node says so.
package py

// Node is any part of a syntax tree.
//
// A node's span lies inside its parent's span. Unlike CPython's, the span of a
// decorated function or class starts at its first decorator.
//
// A tree is at most about 10,000 nodes high: what nests deeper is not parsed
// (File.Skipped).
//
//sumtype:decl
type Node interface {
	// Pos is the byte offset of the node's first byte in the parsed source.
	Pos() uint32
	// End is the byte offset just after the node's last byte.
	End() uint32

	node()
}

// Expr is an expression.
//
//sumtype:decl
type Expr interface {
	Node
	expr()
}

// Stmt is a statement.
//
//sumtype:decl
type Stmt interface {
	Node
	stmt()
}

// Pattern is the pattern of a case clause, or a part of one.
//
//sumtype:decl
type Pattern interface {
	Node
	pattern()
}

// span is the part of the source a node was read from.
type span struct{ start, end uint32 }

// Pos is the byte offset of the first byte.
func (s *span) Pos() uint32 { return s.start }

// End is the byte offset just after the last byte.
func (s *span) End() uint32 { return s.end }

// File is what Parse makes of one source text.
type File struct {
	span
	// Body holds the module's statements.
	Body []Stmt
	// Errors holds the syntax errors in order of offset; a file with any is partial.
	Errors []Error
	// Comments holds the comments outside strings in source order, without the
	// line end. Text is src[c.Start:c.End] and starts with '#'.
	Comments []Comment
	// Skipped is "" or why parsing stopped early: "nesting" when the source nests
	// deeper than the parser goes, "steps" when parsing took more steps than any
	// sane source needs. Body then holds the statements read before that point.
	Skipped string
	// Steps counts the tokens read, those read twice included. It is linear in
	// the size of the source.
	Steps int
}

// Error is a syntax error.
type Error struct {
	Pos uint32 // byte offset
	Msg string // in CPython's words where they are short
}

// Comment is the span of a comment in bytes.
type Comment struct{ Start, End uint32 }

// Statements.

type (
	// FunctionDef is a function or coroutine definition.
	FunctionDef struct {
		span
		DefPos     uint32 // offset of "def", or of "async"; where CPython says the function is
		NamePos    uint32 // offset of Name
		Async      bool
		Name       string
		TypeParams []*TypeParam
		Params     []*Param
		Returns    Expr // or nil
		Body       []Stmt
		Decorators []Expr
	}

	// ClassDef is a class definition. Bases may hold *Starred.
	ClassDef struct {
		span
		DefPos     uint32 // offset of "class"; where CPython says the class is
		NamePos    uint32 // offset of Name
		Name       string
		TypeParams []*TypeParam
		Bases      []Expr
		Keywords   []*Keyword
		Body       []Stmt
		Decorators []Expr
	}

	// Return is a return statement; Value may be nil.
	Return struct {
		span
		Value Expr
	}

	// Delete is a del statement.
	Delete struct {
		span
		Targets []Expr
	}

	// Assign is "a = b = value": two targets.
	Assign struct {
		span
		Targets []Expr
		Value   Expr
	}

	// AugAssign is "target op= value".
	AugAssign struct {
		span
		Target Expr
		Op     Operator
		Value  Expr
	}

	// AnnAssign is "target: annotation" or "target: annotation = value".
	AnnAssign struct {
		span
		Target     Expr
		Annotation Expr
		Value      Expr // or nil
	}

	// TypeAlias is "type Name[params] = value".
	TypeAlias struct {
		span
		Name       *Name
		TypeParams []*TypeParam
		Value      Expr
	}

	// For is a for loop.
	For struct {
		span
		Async  bool
		Target Expr
		Iter   Expr
		Body   []Stmt
		Orelse []Stmt
	}

	// While is a while loop.
	While struct {
		span
		Test   Expr
		Body   []Stmt
		Orelse []Stmt
	}

	// If is an if statement. As in CPython, an elif is an If that is alone in
	// Orelse; its span starts at "elif".
	If struct {
		span
		Test   Expr
		Body   []Stmt
		Orelse []Stmt
	}

	// With is a with statement.
	With struct {
		span
		Async bool
		Items []*WithItem
		Body  []Stmt
	}

	// Match is a match statement.
	Match struct {
		span
		Subject Expr
		Cases   []*MatchCase
	}

	// Raise is "raise exc from cause"; both may be nil.
	Raise struct {
		span
		Exc   Expr
		Cause Expr
	}

	// Try is a try statement; Star says its handlers are "except*".
	Try struct {
		span
		Star      bool
		Body      []Stmt
		Handlers  []*ExceptHandler
		Orelse    []Stmt
		Finalbody []Stmt
	}

	// Assert is "assert test, msg"; Msg may be nil.
	Assert struct {
		span
		Test Expr
		Msg  Expr
	}

	// Import is "import a, b.c as d".
	Import struct {
		span
		Names []*Alias
	}

	// ImportFrom is "from ..module import a, b as c". Module is "" in "from . import a".
	// "*" is a single alias of that name.
	ImportFrom struct {
		span
		Level  int // number of leading dots
		Module string
		Names  []*Alias
	}

	// Global is a global statement.
	Global struct {
		span
		Names []string
	}

	// Nonlocal is a nonlocal statement.
	Nonlocal struct {
		span
		Names []string
	}

	// ExprStmt is an expression standing as a statement (CPython's Expr).
	ExprStmt struct {
		span
		Value Expr
	}

	// Pass is a pass statement.
	Pass struct{ span }

	// Break is a break statement.
	Break struct{ span }

	// Continue is a continue statement.
	Continue struct{ span }

	// BadStmt is a region lost to a syntax error. When the lost line is followed
	// by an indented block, Body holds that block's statements.
	BadStmt struct {
		span
		Body []Stmt
	}
)

// Parts of statements.

type (
	// Param is one parameter of a function or lambda. The markers "/" and "*"
	// have no node: they show in the Kind of their neighbors.
	Param struct {
		span
		Kind       ParamKind
		Name       string
		Annotation Expr // or nil
		Default    Expr // or nil
	}

	// Keyword is "name=value" in a call or class; Name is "" in "**value".
	Keyword struct {
		span
		Name  string
		Value Expr
	}

	// Alias is "name as asname" in an import. Name is dotted, without white space.
	Alias struct {
		span
		Name   string
		AsName string // or ""
	}

	// WithItem is "context as vars"; Vars may be nil.
	WithItem struct {
		span
		Context Expr
		Vars    Expr
	}

	// ExceptHandler is one except clause. "except A, B:" (3.14) has a Tuple as Type.
	ExceptHandler struct {
		span
		Type Expr   // or nil
		Name string // or ""
		Body []Stmt
	}

	// MatchCase is one case clause.
	MatchCase struct {
		span
		Pattern Pattern
		Guard   Expr // or nil
		Body    []Stmt
	}

	// TypeParam is one type parameter: T, *Ts or **P.
	TypeParam struct {
		span
		Kind    TypeParamKind
		Name    string
		Bound   Expr // or nil
		Default Expr // or nil
	}

	// CompFor is one "for target in iter if cond" of a comprehension.
	CompFor struct {
		span
		Async  bool
		Target Expr
		Iter   Expr
		Ifs    []Expr
	}
)

// Expressions.

type (
	// BoolOp is "a and b and c": one node, three values.
	BoolOp struct {
		span
		Op     BoolOperator
		Values []Expr
	}

	// NamedExpr is "target := value".
	NamedExpr struct {
		span
		Target *Name
		Value  Expr
	}

	// BinOp is a binary arithmetic or bit operation. A chain such as a + b + c
	// leans left.
	BinOp struct {
		span
		Op    Operator
		Left  Expr
		Right Expr
	}

	// UnaryOp is "not a", "-a", "+a" or "~a".
	UnaryOp struct {
		span
		Op      UnaryOperator
		Operand Expr
	}

	// Lambda is an anonymous function.
	Lambda struct {
		span
		Params []*Param
		Body   Expr
	}

	// IfExp is "body if test else orelse".
	IfExp struct {
		span
		Test   Expr
		Body   Expr
		Orelse Expr
	}

	// Dict is a dictionary display. Keys and Values have one length; a nil key
	// stands for "**value".
	Dict struct {
		span
		Keys   []Expr
		Values []Expr
	}

	// Set is a set display.
	Set struct {
		span
		Elts []Expr
	}

	// List is a list display or a list of targets.
	List struct {
		span
		Elts []Expr
	}

	// Tuple is a tuple, with its parentheses when it has them.
	Tuple struct {
		span
		Elts []Expr
	}

	// Comp is a comprehension or generator expression. Value is nil but in a
	// DictComp, where Elt is the key.
	Comp struct {
		span
		Kind       CompKind
		Elt        Expr
		Value      Expr
		Generators []*CompFor
	}

	// Await is "await value".
	Await struct {
		span
		Value Expr
	}

	// Yield is "yield value"; Value may be nil.
	Yield struct {
		span
		Value Expr
	}

	// YieldFrom is "yield from value".
	YieldFrom struct {
		span
		Value Expr
	}

	// Compare is "left op a op b"; Ops and Comparators have one length.
	Compare struct {
		span
		Left        Expr
		Ops         []CmpOp
		Comparators []Expr
	}

	// Call is a call. Args may hold *Starred. A generator expression that is the
	// only argument borrows the call's parentheses as its span.
	Call struct {
		span
		Func     Expr
		Args     []Expr
		Keywords []*Keyword
	}

	// JoinedStr is an f-string, or a t-string (CPython's TemplateStr) when
	// Template is set. Values holds *Constant and *FormattedValue; neighboring
	// constants are not merged. An f-string joined with plain strings is one node.
	JoinedStr struct {
		span
		Template bool
		Values   []Expr
	}

	// FormattedValue is a replacement field of an f-string or t-string
	// (CPython's FormattedValue and Interpolation).
	FormattedValue struct {
		span
		Value      Expr
		Debug      bool       // "{x=}"
		Conversion byte       // 's', 'r', 'a' or 0
		FormatSpec *JoinedStr // or nil
	}

	// Constant is a literal. Str returns the value of a string.
	Constant struct {
		span
		Kind ConstKind
		form stringForm
		// Raw is the literal as written: for strings with prefix and quotes, for
		// implicitly joined strings everything from the first part to the last.
		Raw string
	}

	// Attribute is "value.attr".
	Attribute struct {
		span
		AttrPos uint32 // offset of Attr
		Value   Expr
		Attr    string
	}

	// Subscript is "value[index]". Index is a *Slice, a *Tuple or any expression.
	Subscript struct {
		span
		Value Expr
		Index Expr
	}

	// Starred is "*value".
	Starred struct {
		span
		Value Expr
	}

	// Name is an identifier, in Unicode normal form NFKC as CPython reads it.
	Name struct {
		span
		ID string
	}

	// Slice is "lower:upper:step"; each may be nil.
	Slice struct {
		span
		Lower Expr
		Upper Expr
		Step  Expr
	}
)

// Patterns.

type (
	// MatchValue is a literal or dotted name compared by equality.
	MatchValue struct {
		span
		Value Expr
	}

	// MatchSingleton is None, True or False.
	MatchSingleton struct {
		span
		Value *Constant
	}

	// MatchSequence is "[a, *b]", "(a, b)" or "a, b".
	MatchSequence struct {
		span
		Patterns []Pattern
	}

	// MatchMapping is "{key: pattern, **rest}".
	MatchMapping struct {
		span
		Keys     []Expr
		Patterns []Pattern
		Rest     string // or ""
	}

	// MatchClass is "Cls(pattern, attr=pattern)".
	MatchClass struct {
		span
		Cls         Expr
		Patterns    []Pattern
		KwdAttrs    []string
		KwdPatterns []Pattern
	}

	// MatchStar is "*name"; Name is "" in "*_".
	MatchStar struct {
		span
		Name string
	}

	// MatchAs is "pattern as name", a capture (no Pattern) or "_" (neither).
	MatchAs struct {
		span
		Pattern Pattern // or nil
		Name    string  // or ""
	}

	// MatchOr is "a | b".
	MatchOr struct {
		span
		Patterns []Pattern
	}
)

// ParamKind says how an argument reaches a parameter.
type ParamKind uint8

// The kinds of parameters, in the order they may appear.
const (
	ParamPosOnly ParamKind = iota // before "/"
	ParamNormal
	ParamVarArgs // *args
	ParamKwOnly
	ParamKwArgs // **kwargs
)

// TypeParamKind is the kind of a type parameter.
type TypeParamKind uint8

// The kinds of type parameters.
const (
	TypeVar      TypeParamKind = iota // T
	TypeVarTuple                      // *Ts
	ParamSpec                         // **P
)

// CompKind is the kind of a comprehension.
type CompKind uint8

// The kinds of comprehensions.
const (
	ListComp CompKind = iota
	SetComp
	DictComp
	GeneratorExp
)

// ConstKind is the type of a literal.
type ConstKind uint8

// The kinds of literals.
const (
	ConstNone ConstKind = iota
	ConstTrue
	ConstFalse
	ConstEllipsis
	ConstInt
	ConstFloat
	ConstComplex
	ConstStr
	ConstBytes
)

// BoolOperator is "and" or "or".
type BoolOperator uint8

// The Boolean operators.
const (
	And BoolOperator = iota
	Or
)

// UnaryOperator is a prefix operator.
type UnaryOperator uint8

// The prefix operators.
const (
	Not UnaryOperator = iota
	USub
	UAdd
	Invert
)

// Operator is a binary operator, also of an augmented assignment.
type Operator uint8

// The binary operators.
const (
	Add Operator = iota
	Sub
	Mult
	MatMult
	Div
	FloorDiv
	Mod
	Pow
	LShift
	RShift
	BitOr
	BitXor
	BitAnd
)

// CmpOp is a comparison operator.
type CmpOp uint8

// The comparison operators.
const (
	Eq CmpOp = iota
	NotEq
	Lt
	LtE
	Gt
	GtE
	Is
	IsNot
	In
	NotIn
)

// Which types are which. The methods are on the nodes alone, so that switches over
// all of them need no case for their common part.

func (*Param) node()         {}
func (*Keyword) node()       {}
func (*Alias) node()         {}
func (*WithItem) node()      {}
func (*ExceptHandler) node() {}
func (*MatchCase) node()     {}
func (*TypeParam) node()     {}
func (*CompFor) node()       {}
func (*File) node()          {}

func (*FunctionDef) node() {}
func (*ClassDef) node()    {}
func (*Return) node()      {}
func (*Delete) node()      {}
func (*Assign) node()      {}
func (*AugAssign) node()   {}
func (*AnnAssign) node()   {}
func (*TypeAlias) node()   {}
func (*For) node()         {}
func (*While) node()       {}
func (*If) node()          {}
func (*With) node()        {}
func (*Match) node()       {}
func (*Raise) node()       {}
func (*Try) node()         {}
func (*Assert) node()      {}
func (*Import) node()      {}
func (*ImportFrom) node()  {}
func (*Global) node()      {}
func (*Nonlocal) node()    {}
func (*ExprStmt) node()    {}
func (*Pass) node()        {}
func (*Break) node()       {}
func (*Continue) node()    {}
func (*BadStmt) node()     {}

func (*FunctionDef) stmt() {}
func (*ClassDef) stmt()    {}
func (*Return) stmt()      {}
func (*Delete) stmt()      {}
func (*Assign) stmt()      {}
func (*AugAssign) stmt()   {}
func (*AnnAssign) stmt()   {}
func (*TypeAlias) stmt()   {}
func (*For) stmt()         {}
func (*While) stmt()       {}
func (*If) stmt()          {}
func (*With) stmt()        {}
func (*Match) stmt()       {}
func (*Raise) stmt()       {}
func (*Try) stmt()         {}
func (*Assert) stmt()      {}
func (*Import) stmt()      {}
func (*ImportFrom) stmt()  {}
func (*Global) stmt()      {}
func (*Nonlocal) stmt()    {}
func (*ExprStmt) stmt()    {}
func (*Pass) stmt()        {}
func (*Break) stmt()       {}
func (*Continue) stmt()    {}
func (*BadStmt) stmt()     {}

func (*BoolOp) node()         {}
func (*NamedExpr) node()      {}
func (*BinOp) node()          {}
func (*UnaryOp) node()        {}
func (*Lambda) node()         {}
func (*IfExp) node()          {}
func (*Dict) node()           {}
func (*Set) node()            {}
func (*List) node()           {}
func (*Tuple) node()          {}
func (*Comp) node()           {}
func (*Await) node()          {}
func (*Yield) node()          {}
func (*YieldFrom) node()      {}
func (*Compare) node()        {}
func (*Call) node()           {}
func (*JoinedStr) node()      {}
func (*FormattedValue) node() {}
func (*Constant) node()       {}
func (*Attribute) node()      {}
func (*Subscript) node()      {}
func (*Starred) node()        {}
func (*Name) node()           {}
func (*Slice) node()          {}

func (*BoolOp) expr()         {}
func (*NamedExpr) expr()      {}
func (*BinOp) expr()          {}
func (*UnaryOp) expr()        {}
func (*Lambda) expr()         {}
func (*IfExp) expr()          {}
func (*Dict) expr()           {}
func (*Set) expr()            {}
func (*List) expr()           {}
func (*Tuple) expr()          {}
func (*Comp) expr()           {}
func (*Await) expr()          {}
func (*Yield) expr()          {}
func (*YieldFrom) expr()      {}
func (*Compare) expr()        {}
func (*Call) expr()           {}
func (*JoinedStr) expr()      {}
func (*FormattedValue) expr() {}
func (*Constant) expr()       {}
func (*Attribute) expr()      {}
func (*Subscript) expr()      {}
func (*Starred) expr()        {}
func (*Name) expr()           {}
func (*Slice) expr()          {}

func (*MatchValue) node()     {}
func (*MatchSingleton) node() {}
func (*MatchSequence) node()  {}
func (*MatchMapping) node()   {}
func (*MatchClass) node()     {}
func (*MatchStar) node()      {}
func (*MatchAs) node()        {}
func (*MatchOr) node()        {}

func (*MatchValue) pattern()     {}
func (*MatchSingleton) pattern() {}
func (*MatchSequence) pattern()  {}
func (*MatchMapping) pattern()   {}
func (*MatchClass) pattern()     {}
func (*MatchStar) pattern()      {}
func (*MatchAs) pattern()        {}
func (*MatchOr) pattern()        {}
