// Package js reads JavaScript, TypeScript, JSX and TSX source into a syntax
// tree that later stages turn into facts about calls, imports and classes.
//
// It knows the grammar of ES2026 and TypeScript 5.9 and nothing else: names are
// not resolved, types are not checked, and the meaning of a call is left to the
// packages that read the tree. Node names follow ESTree and typescript-estree.
package js

// Node is any part of the tree: a file, statement, expression, type, or one of
// the helper records between them (parameters, properties, specifiers).
//
//sumtype:decl
type Node interface {
	// Pos is the byte offset of the first byte.
	Pos() uint32
	// End is the byte offset after the last byte.
	End() uint32
	node()
}

// Expr is an expression or a pattern.
//
// Patterns use the same nodes as the expressions they look like: in a binding
// or assignment target an Array or Object destructures, an Assign with OpAssign
// is an element with a default value, and a Spread is a rest element.
//
//sumtype:decl
type Expr interface {
	Node
	expr()
}

// Stmt is a statement or declaration.
//
//sumtype:decl
type Stmt interface {
	Node
	stmt()
}

// Type is a TypeScript type.
//
//sumtype:decl
type Type interface {
	Node
	typ()
}

// Span is the half-open range of bytes [Start, Stop) of a node. Parentheses
// around an expression are not part of its span.
type Span struct{ Start, Stop uint32 }

// Pos returns the offset of the first byte.
func (s *Span) Pos() uint32 { return s.Start }

// End returns the offset after the last byte.
func (s *Span) End() uint32 { return s.Stop }

func (*Span) node() {}

// Error is a place where the source breaks the grammar.
type Error struct {
	// Pos is a byte offset.
	Pos uint32
	// Msg says what was found or expected there.
	Msg string
}

// File is a parsed source file.
type File struct {
	Span
	Body []Stmt
	// Hashbang is the first line from "#!" on, without its end, or "".
	Hashbang string
	// Directives holds the values of the file's leading string statements, such
	// as "use strict" or "use server".
	Directives []string
	// Errors lists what did not parse, in source order. Each costs one
	// statement; the rest of the file is in Body.
	Errors []Error
	// Skipped is "nesting" when the file nests deeper than the parser follows,
	// and "" otherwise. The statements before that place are in Body.
	Skipped string
	// Comments holds the comments in source order, with their delimiters, when
	// Options asked for them.
	Comments []Comment
	// HasModuleSyntax reports import or export declarations, import.meta or a
	// top-level await.
	HasModuleSyntax bool
	// Steps counts the tokens read, repeated reading included. It grows in
	// proportion to the length of the source.
	Steps int
}

// Comment is the span of a comment in bytes.
type Comment struct{ Start, End uint32 }

// Op is an operator of Unary, Update, Binary, Logical or Assign.
type Op uint8

// The operators, grouped by the node they occur in.
const (
	OpNone Op = iota

	// Binary.

	OpEq        // ==
	OpNotEq     // !=
	OpStrictEq  // ===
	OpStrictNe  // !==
	OpLess      // <
	OpLessEq    // <=
	OpGreater   // >
	OpGreaterEq // >=
	OpShl       // <<
	OpShr       // >>
	OpUShr      // >>>
	OpAdd       // +, also Unary
	OpSub       // -, also Unary
	OpMul       // *
	OpDiv       // /
	OpRem       // %
	OpExp       // **
	OpBitOr     // |
	OpBitXor    // ^
	OpBitAnd    // &
	OpIn        // in
	OpInstanceof

	// Logical.

	OpAnd     // &&
	OpOr      // ||
	OpNullish // ??

	// Unary.

	OpNot    // !
	OpBitNot // ~
	OpTypeof
	OpVoid
	OpDelete

	// Update.

	OpInc // ++
	OpDec // --

	// Assign.

	OpAssign // =
	OpAddAssign
	OpSubAssign
	OpMulAssign
	OpDivAssign
	OpRemAssign
	OpExpAssign
	OpShlAssign
	OpShrAssign
	OpUShrAssign
	OpBitOrAssign
	OpBitXorAssign
	OpBitAndAssign
	OpAndAssign
	OpOrAssign
	OpNullishAssign
)

// LiteralKind tells the literals apart.
type LiteralKind uint8

// The kinds of Literal.
const (
	StringLiteral LiteralKind = iota
	NumberLiteral
	BigIntLiteral
	RegExpLiteral
	BoolLiteral
	NullLiteral
)

// Identifier is a name that is read, bound or assigned. Inside JSX it is also
// an element name, which may contain "-" and, between namespace and name, ":".
type Identifier struct {
	Span
	// Name has its Unicode escapes decoded.
	Name string
	// Parens reports that the name is written in parentheses.
	Parens bool
}

// PrivateName is "#name": a key of a class member, or the left side of "in".
type PrivateName struct {
	Span
	// Name is without "#".
	Name string
}

// Literal is a constant.
type Literal struct {
	Span
	// Value is the decoded text of a string (lone surrogates become U+FFFD) and
	// the source text of every other kind.
	Value  string
	Kind   LiteralKind
	Parens bool
}

// This is "this".
type This struct{ Span }

// Super is "super", the callee of a Call or the object of a Member.
type Super struct{ Span }

// TemplateElement is the text between substitutions of a template.
type TemplateElement struct {
	Span
	// Raw is the source text.
	Raw string
	// Cooked is the decoded text, "" when Invalid.
	Cooked string
	// Invalid reports an escape that only a tagged template may contain.
	Invalid bool
}

// Template is a template literal; Quasis is one longer than Exprs.
type Template struct {
	Span
	Quasis []*TemplateElement
	Exprs  []Expr
}

// TaggedTemplate is a call of Tag with a template.
type TaggedTemplate struct {
	Span
	Tag      Expr
	TypeArgs []Type
	Quasi    *Template
}

// Array is an array literal or pattern. A hole is a nil element.
type Array struct {
	Span
	Elems  []Expr
	Parens bool
}

// Object is an object literal or pattern.
type Object struct {
	Span
	Properties []*Property
	Parens     bool
}

// PropertyKind tells the forms of Property apart.
type PropertyKind uint8

// The kinds of Property.
const (
	PropertyInit   PropertyKind = iota // key: value, or shorthand
	PropertyMethod                     // key() {}
	PropertyGet                        // get key() {}
	PropertySet                        // set key(v) {}
	PropertySpread                     // ...value
)

// Property is a member of an Object.
type Property struct {
	Span
	// Key is an Identifier, a Literal, or any expression when Computed; nil for
	// PropertySpread.
	Key Expr
	// Value is a *Function for methods and accessors. For a shorthand property
	// it is the Identifier, or an Assign when a pattern gives it a default.
	Value     Expr
	Kind      PropertyKind
	Computed  bool
	Shorthand bool
}

// Function is a function of any form: a declaration (as a Stmt), an expression,
// an arrow, or the value of a method or accessor.
type Function struct {
	Span
	Name       *Identifier // nil when anonymous, and for methods
	TypeParams []*TypeParam
	Params     []*Param
	ReturnType Type // nil when not annotated
	// Body is nil for an arrow with an expression body, an overload, an
	// abstract method and a declaration without implementation.
	Body *Block
	// ExprBody is the result of an arrow without braces.
	ExprBody  Expr
	Async     bool
	Generator bool
	Arrow     bool
	Declare   bool
	// Predicate reports a return type of the form "x is T" or "asserts x".
	Predicate bool
}

// Accessibility is a TypeScript visibility modifier.
type Accessibility uint8

// The values of Accessibility.
const (
	AccessNone Accessibility = iota
	AccessPublic
	AccessProtected
	AccessPrivate
)

// Param is a parameter of a function or function type.
type Param struct {
	Span
	Decorators []*Decorator
	// Target is an Identifier (named "this" for a TypeScript this-parameter), an
	// Array or an Object.
	Target   Expr
	Type     Type // nil when not annotated
	Default  Expr // nil when required
	Access   Accessibility
	Rest     bool
	Optional bool
	Readonly bool
	Override bool
}

// Property reports a constructor parameter that also declares a property.
func (p *Param) Property() bool { return p.Access != AccessNone || p.Readonly || p.Override }

// TypeParam declares a type variable.
type TypeParam struct {
	Span
	Name       string
	Constraint Type
	Default    Type
	In         bool
	Out        bool
	Const      bool
}

// Decorator is "@X".
type Decorator struct {
	Span
	X Expr
}

// Class is a class declaration (as a Stmt) or expression.
type Class struct {
	Span
	Decorators []*Decorator
	Name       *Identifier // nil when anonymous
	TypeParams []*TypeParam
	Super      Expr // nil without "extends"
	SuperArgs  []Type
	Implements []Type
	Members    []*ClassMember
	Abstract   bool
	Declare    bool
}

// MemberKind tells the forms of ClassMember apart.
type MemberKind uint8

// The kinds of ClassMember.
const (
	MemberMethod MemberKind = iota
	MemberConstructor
	MemberGet
	MemberSet
	MemberField
	MemberAccessor // accessor x = 1
	MemberStaticBlock
	MemberIndexSignature // [key: string]: T
)

// ClassMember is a member of a Class.
type ClassMember struct {
	Span
	Decorators []*Decorator
	// Key is an Identifier, a PrivateName, a Literal, or any expression when
	// Computed; nil for static blocks and index signatures.
	Key Expr
	// Fn is the function of a method, constructor or accessor function.
	Fn *Function
	// Type is the annotation of a field or index signature.
	Type Type
	// Init is the initial value of a field.
	Init Expr
	// Block is the body of a static block.
	Block    *Block
	Kind     MemberKind
	Access   Accessibility
	Computed bool
	Static   bool
	Abstract bool
	Readonly bool
	Override bool
	Declare  bool
	Optional bool
	Definite bool
}

// Call is a function call.
type Call struct {
	Span
	Callee   Expr
	TypeArgs []Type
	Args     []Expr
	Optional bool // f?.()
	Parens   bool // ends an optional chain
}

// New is "new Callee(Args)".
type New struct {
	Span
	Callee   Expr
	TypeArgs []Type
	Args     []Expr
}

// Member is a property access: x.name, x.#name or x[index]. A long chain leans
// to the left; walk it with a loop.
type Member struct {
	Span
	Object Expr
	// Name is the property name, "" when Index is set.
	Name string
	// Index is the expression in brackets, or nil.
	Index    Expr
	NamePos  uint32
	Private  bool // x.#name; Name is without "#"
	Optional bool // x?.name
	Parens   bool // ends an optional chain
}

// ImportCall is import(source, options), import.defer(…) or import.source(…).
type ImportCall struct {
	Span
	Source  Expr
	Options Expr // nil when absent
	Phase   ImportPhase
}

// MetaProperty is import.meta or new.target.
type MetaProperty struct {
	Span
	Meta     string
	Property string
}

// Unary is a prefix operator.
type Unary struct {
	Span
	X  Expr
	Op Op
}

// Update is ++ or --.
type Update struct {
	Span
	X      Expr
	Op     Op
	Prefix bool
}

// Binary is an infix operator without short-circuit. A long chain leans to the
// left; walk it with a loop.
type Binary struct {
	Span
	Left   Expr // a *PrivateName in "#x in y"
	Right  Expr
	Op     Op
	Parens bool
}

// Logical is &&, || or ??. A long chain leans to the left.
type Logical struct {
	Span
	Left   Expr
	Right  Expr
	Op     Op
	Parens bool
}

// Assign is an assignment, or the default of a pattern element.
type Assign struct {
	Span
	Target Expr
	Value  Expr
	Op     Op
	Parens bool
}

// Conditional is Test ? Then : Else. A long chain leans to the right.
type Conditional struct {
	Span
	Test Expr
	Then Expr
	Else Expr
}

// Sequence is a list of expressions joined by commas.
type Sequence struct {
	Span
	Exprs []Expr
}

// Spread is "...X" among arguments or elements.
type Spread struct {
	Span
	X Expr
}

// Yield is "yield X" or "yield* X"; X may be nil.
type Yield struct {
	Span
	X        Expr
	Delegate bool
}

// Await is "await X".
type Await struct {
	Span
	X Expr
}

// TSAs is "X as T"; Type is a TypeRef named "const" for "as const".
type TSAs struct {
	Span
	X    Expr
	Type Type
}

// TSSatisfies is "X satisfies T".
type TSSatisfies struct {
	Span
	X    Expr
	Type Type
}

// TSTypeAssertion is "<T>X".
type TSTypeAssertion struct {
	Span
	Type Type
	X    Expr
}

// TSNonNull is "X!".
type TSNonNull struct {
	Span
	X Expr
}

// TSInstantiation is "X<T>" without a call.
type TSInstantiation struct {
	Span
	X        Expr
	TypeArgs []Type
}

// JSXElement is an element, or a fragment when Name is nil.
type JSXElement struct { //nolint:revive // JSX is the name of the syntax
	Span
	// Name is an Identifier, a Member or This.
	Name     Expr
	TypeArgs []Type
	Attrs    []*JSXAttribute
	Children []Expr
}

// JSXAttribute is a name with an optional value, or {...Value}.
type JSXAttribute struct { //nolint:revive // JSX is the name of the syntax
	Span
	Name string // "" when Spread; may contain "-" and ":"
	// Value is nil, a Literal, a JSXExpr or a JSXElement; any expression when
	// Spread.
	Value  Expr
	Spread bool
}

// JSXText is text between tags.
type JSXText struct { //nolint:revive // JSX is the name of the syntax
	Span
	// Value is the source text.
	Value string
}

// JSXExpr is "{X}", with X nil when empty, or "{...X}".
type JSXExpr struct { //nolint:revive // JSX is the name of the syntax
	Span
	X      Expr
	Spread bool
}

// BadExpr stands where an expression is missing. It occurs only in files with
// errors.
type BadExpr struct{ Span }

// VarKind is the keyword of a VariableDecl.
type VarKind uint8

// The kinds of VariableDecl.
const (
	Var VarKind = iota
	Let
	Const
	Using
	AwaitUsing
)

// VariableDecl declares variables.
type VariableDecl struct {
	Span
	Decls   []*Declarator
	Kind    VarKind
	Declare bool
}

// Declarator is one variable or pattern of a VariableDecl.
type Declarator struct {
	Span
	Target   Expr
	Type     Type
	Init     Expr
	Definite bool
}

// ExprStmt is an expression used as a statement.
type ExprStmt struct {
	Span
	X         Expr
	Directive bool // such as "use strict"
}

// Block is a list of statements in braces.
type Block struct {
	Span
	Body []Stmt
}

// Empty is ";".
type Empty struct{ Span }

// Debugger is "debugger".
type Debugger struct{ Span }

// If is an if statement; a long else-if chain leans to the right.
type If struct {
	Span
	Test Expr
	Then Stmt
	Else Stmt // nil when absent
}

// For is a three-part loop; each part may be nil.
type For struct {
	Span
	Init   Stmt // a VariableDecl or ExprStmt
	Test   Expr
	Update Expr
	Body   Stmt
}

// ForIn is for (… in X).
type ForIn struct {
	Span
	Decl   *VariableDecl // or Target
	Target Expr
	X      Expr
	Body   Stmt
}

// ForOf is for (… of X).
type ForOf struct {
	Span
	Decl   *VariableDecl // or Target
	Target Expr
	X      Expr
	Body   Stmt
	Await  bool
}

// While is a while loop.
type While struct {
	Span
	Test Expr
	Body Stmt
}

// DoWhile is a do loop.
type DoWhile struct {
	Span
	Body Stmt
	Test Expr
}

// Switch is a switch statement.
type Switch struct {
	Span
	X     Expr
	Cases []*Case
}

// Case is a clause of a Switch; Test is nil for "default".
type Case struct {
	Span
	Test Expr
	Body []Stmt
}

// Try is a try statement; Handler or Finalizer may be nil.
type Try struct {
	Span
	Block     *Block
	Param     Expr // of the handler; may be nil
	ParamType Type
	Handler   *Block
	Finalizer *Block
}

// Return is a return statement; X may be nil.
type Return struct {
	Span
	X Expr
}

// Throw is a throw statement.
type Throw struct {
	Span
	X Expr
}

// Break is a break statement; Label may be nil.
type Break struct {
	Span
	Label *Identifier
}

// Continue is a continue statement; Label may be nil.
type Continue struct {
	Span
	Label *Identifier
}

// Labeled is "Label: Body".
type Labeled struct {
	Span
	Label *Identifier
	Body  Stmt
}

// With is a with statement.
type With struct {
	Span
	X    Expr
	Body Stmt
}

// BadStmt is a region that did not parse.
type BadStmt struct{ Span }

// ImportPhase is the modifier of an import.
type ImportPhase uint8

// The values of ImportPhase.
const (
	PhaseNone ImportPhase = iota
	PhaseDefer
	PhaseSource
)

// ImportDecl is an import declaration of any form but "import x = …".
type ImportDecl struct {
	Span
	Default    *Identifier // import Default from
	Namespace  *Identifier // import * as Namespace from
	Named      []*ImportSpecifier
	Source     *Literal
	Attributes []*ImportAttribute
	Phase      ImportPhase
	TypeOnly   bool
	// Bare reports an import for its effects alone: import "x".
	Bare bool
}

// ImportSpecifier is "Imported as Local"; without "as" both have the same name.
type ImportSpecifier struct {
	Span
	Imported Expr // an Identifier or a string Literal
	Local    *Identifier
	TypeOnly bool
}

// ImportAttribute is a key of "with { … }".
type ImportAttribute struct {
	Span
	Key   string
	Value *Literal
}

// ImportEquals is "import Name = require(Source)" or "import Name = Alias".
type ImportEquals struct {
	Span
	Name     *Identifier
	Source   *Literal // or Alias
	Alias    Expr     // an Identifier or Member
	TypeOnly bool
	Export   bool
}

// ExportDecl is "export" before a declaration.
type ExportDecl struct {
	Span
	Decl Stmt
}

// ExportDefault is "export default".
type ExportDefault struct {
	Span
	// Value is an Expr (Function and Class among them) or an Interface.
	Value Node
}

// ExportNamed is "export { … }", with Source when it re-exports.
type ExportNamed struct {
	Span
	Named      []*ExportSpecifier
	Source     *Literal // nil for local names
	Attributes []*ImportAttribute
	TypeOnly   bool
}

// ExportSpecifier is "Local as Exported"; without "as" both are the same node.
type ExportSpecifier struct {
	Span
	Local    Expr // an Identifier or, with a source, a string Literal
	Exported Expr
	TypeOnly bool
}

// ExportAll is "export * from" or "export * as As from".
type ExportAll struct {
	Span
	As         Expr // nil, an Identifier or a string Literal
	Source     *Literal
	Attributes []*ImportAttribute
	TypeOnly   bool
}

// ExportAssign is "export = X".
type ExportAssign struct {
	Span
	X Expr
}

// ExportAsNamespace is "export as namespace Name".
type ExportAsNamespace struct {
	Span
	Name *Identifier
}

// Interface is an interface declaration.
type Interface struct {
	Span
	Name       *Identifier
	TypeParams []*TypeParam
	Extends    []Type
	Members    []*TypeMember
	Declare    bool
}

// TypeAlias is "type Name = Type".
type TypeAlias struct {
	Span
	Name       *Identifier
	TypeParams []*TypeParam
	Type       Type
	Declare    bool
}

// Enum is an enum declaration.
type Enum struct {
	Span
	Name    *Identifier
	Members []*EnumMember
	Const   bool
	Declare bool
}

// EnumMember is a member of an Enum.
type EnumMember struct {
	Span
	Key  Expr // an Identifier or Literal
	Init Expr // nil when implicit
}

// Namespace is "namespace", "module" or "declare global".
type Namespace struct {
	Span
	// Name is an Identifier, a Member for a dotted name, or a string Literal.
	Name    Expr
	Body    *Block // nil in declare module "x";
	Global  bool
	Declare bool
}

// TypeRef names a type: Qualifier[0].Qualifier[1].Name<Args>. Keyword types such
// as "string" and "void" are references too.
type TypeRef struct {
	Span
	Qualifier []string // nil for a plain name
	Name      string
	Args      []Type
}

// TypeArray is "Elem[]".
type TypeArray struct {
	Span
	Elem Type
}

// TypeUnion is "A | B", or "A & B" when Intersection.
type TypeUnion struct {
	Span
	Types        []Type
	Intersection bool
}

// TypeTuple is "[A, ...B]". Names, "?" and "..." of elements are dropped.
type TypeTuple struct {
	Span
	Elems []Type
}

// TypeFunction is a function type, or a constructor type when New.
type TypeFunction struct {
	Span
	TypeParams []*TypeParam
	Params     []*Param
	Return     Type
	New        bool
}

// TypeLiteral is a constant used as a type. X is a Literal, a Template without
// substitutions, or a Unary minus of a Literal.
type TypeLiteral struct {
	Span
	X Expr
}

// TypeObject is "{ … }" as a type.
type TypeObject struct {
	Span
	Members []*TypeMember
}

// TypeMemberKind tells the forms of TypeMember apart.
type TypeMemberKind uint8

// The kinds of TypeMember.
const (
	TypeProperty TypeMemberKind = iota
	TypeMethod
	TypeGet
	TypeSet
	TypeCall
	TypeConstruct
	TypeIndex
)

// TypeMember is a member of an Interface or TypeObject.
type TypeMember struct {
	Span
	Key        Expr // nil for call, construct and index signatures
	TypeParams []*TypeParam
	Params     []*Param
	// Type is the type of a property, or the result of the other kinds.
	Type     Type
	Kind     TypeMemberKind
	Computed bool
	Optional bool
	Readonly bool
}

// TypeQuery is "typeof a.b.c". The first name is in Qualifier[0] or, alone, in
// Name.
type TypeQuery struct {
	Span
	Qualifier []string
	Name      string
	Args      []Type
}

// TypeImport is import("source").Qualifier.Name<Args>.
type TypeImport struct {
	Span
	Source    *Literal
	Qualifier []string
	Name      string
	Args      []Type
	Typeof    bool
}

// TypeOther is any further form: conditional, mapped and template types, infer,
// operators, indexed access, predicates. Parts are the types it is made of.
type TypeOther struct {
	Span
	Parts []Type
}

func (*Identifier) expr()      {}
func (*PrivateName) expr()     {}
func (*Literal) expr()         {}
func (*This) expr()            {}
func (*Super) expr()           {}
func (*Template) expr()        {}
func (*TaggedTemplate) expr()  {}
func (*Array) expr()           {}
func (*Object) expr()          {}
func (*Function) expr()        {}
func (*Class) expr()           {}
func (*Call) expr()            {}
func (*New) expr()             {}
func (*Member) expr()          {}
func (*ImportCall) expr()      {}
func (*MetaProperty) expr()    {}
func (*Unary) expr()           {}
func (*Update) expr()          {}
func (*Binary) expr()          {}
func (*Logical) expr()         {}
func (*Assign) expr()          {}
func (*Conditional) expr()     {}
func (*Sequence) expr()        {}
func (*Spread) expr()          {}
func (*Yield) expr()           {}
func (*Await) expr()           {}
func (*TSAs) expr()            {}
func (*TSSatisfies) expr()     {}
func (*TSTypeAssertion) expr() {}
func (*TSNonNull) expr()       {}
func (*TSInstantiation) expr() {}
func (*JSXElement) expr()      {}
func (*JSXText) expr()         {}
func (*JSXExpr) expr()         {}
func (*BadExpr) expr()         {}

func (*VariableDecl) stmt()      {}
func (*Function) stmt()          {}
func (*Class) stmt()             {}
func (*ExprStmt) stmt()          {}
func (*Block) stmt()             {}
func (*Empty) stmt()             {}
func (*Debugger) stmt()          {}
func (*If) stmt()                {}
func (*For) stmt()               {}
func (*ForIn) stmt()             {}
func (*ForOf) stmt()             {}
func (*While) stmt()             {}
func (*DoWhile) stmt()           {}
func (*Switch) stmt()            {}
func (*Try) stmt()               {}
func (*Return) stmt()            {}
func (*Throw) stmt()             {}
func (*Break) stmt()             {}
func (*Continue) stmt()          {}
func (*Labeled) stmt()           {}
func (*With) stmt()              {}
func (*BadStmt) stmt()           {}
func (*ImportDecl) stmt()        {}
func (*ImportEquals) stmt()      {}
func (*ExportDecl) stmt()        {}
func (*ExportDefault) stmt()     {}
func (*ExportNamed) stmt()       {}
func (*ExportAll) stmt()         {}
func (*ExportAssign) stmt()      {}
func (*ExportAsNamespace) stmt() {}
func (*Interface) stmt()         {}
func (*TypeAlias) stmt()         {}
func (*Enum) stmt()              {}
func (*Namespace) stmt()         {}

func (*TypeRef) typ()      {}
func (*TypeArray) typ()    {}
func (*TypeUnion) typ()    {}
func (*TypeTuple) typ()    {}
func (*TypeFunction) typ() {}
func (*TypeLiteral) typ()  {}
func (*TypeObject) typ()   {}
func (*TypeQuery) typ()    {}
func (*TypeImport) typ()   {}
func (*TypeOther) typ()    {}
