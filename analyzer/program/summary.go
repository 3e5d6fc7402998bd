// Package program holds what the analyzer knows about a repository's code:
// compact module summaries, and the program linked from them with its calls,
// entries, roles, effects and gaps. It is language-neutral and sees no syntax:
// lowering fills the summaries, and nothing here reads a file.
package program

// Identifiers index the tables of one Module. Zero means none, except that
// function 0 is the module's own body.
type (
	// NameID is into the name table; 0 is "".
	NameID uint32
	// ValueID is into Values; 0 is unknown.
	ValueID uint32
	// VarID is into Vars.
	VarID uint32
	// FuncID is into Funcs; 0 is the module body.
	FuncID uint32
	// ClassID is into Classes.
	ClassID uint32
	// CallID is into Calls.
	CallID uint32
	// AssignID is into Assigns.
	AssignID uint32
	// LoopID is into Loops.
	LoopID uint32
	// GuardID is into Guards.
	GuardID uint32
	// ImportID is into Imports.
	ImportID uint32
)

// Range is a run of Count entries of a table, from Start.
type Range struct {
	Start, Count uint32
}

// Lang is the language of a module.
type Lang uint8

// Languages.
const (
	JavaScript Lang = iota // TypeScript included
	Python
)

// ModuleFlags are facts about a whole module.
type ModuleFlags uint8

// Module flags.
const (
	Typed       ModuleFlags = 1 << iota // TypeScript
	ESM                                 // has import or export syntax
	Declaration                         // .d.ts or .pyi
	Partial                             // has syntax errors
	UseClient                           // "use client" directive
	UseServer                           // "use server" directive
)

// Module is the summary of one source file. All tables but the name table are
// free of pointers, so a program of many modules costs the collector little and
// a summary can be written to a cache as it is. Offsets are bytes of the file.
type Module struct {
	Path  string // relative to the analyzed root, with slashes
	Lang  Lang
	Flags ModuleFlags
	Size  uint32 // bytes of source

	nameText string   // all names, one after the other
	nameEnds []uint32 // end of each name in nameText

	Values  []Value
	Elems   []ValueID // the lists that Ranges of values point into
	Fields  []Field
	Vars    []Var
	Funcs   []Func
	Params  []Param
	Classes []Class
	Members []Member
	Calls   []Call
	Args    []Arg
	Assigns []Assign
	Loops   []Loop
	Guards  []Guard
	Imports []Import
	Exports []Export
}

// Name returns the text of a name.
func (m *Module) Name(id NameID) string {
	if id == 0 {
		return ""
	}
	return m.nameText[m.nameEnds[id-1]:m.nameEnds[id]]
}

// NameCount returns the number of names, the empty one included.
func (m *Module) NameCount() int { return len(m.nameEnds) }

// SetNames sets the name table: text holds all names one after the other and
// ends[i] is the end of name i; ends[0] is 0.
func (m *Module) SetNames(text string, ends []uint32) { m.nameText, m.nameEnds = text, ends }

// List returns the values of a range.
func (m *Module) List(r Range) []ValueID { return m.Elems[r.Start : r.Start+r.Count] }

// ValueKind says what a Value stands for and what its operands mean.
type ValueKind uint8

// Value kinds. A, B, C and Name are unused where not mentioned.
const (
	Unknown  ValueKind = iota
	VarRef             // A VarID: a local, a parameter, a captured or a module variable
	Global             // Name: a name that the module does not bind (builtins, globals)
	ImportOf           // A ImportID, Name: the member imported; 0 for the module itself; "default" for a default import
	This               // `this` in a JavaScript function; A ClassID if lexically known, B FuncID of the nearest function with its own `this`
	Super              // A ClassID whose bases are meant, B FuncID
	Const              // Name: text, cut at 2,000 bytes; A ConstKind
	Template           // a string with holes; Name: text with {} for each hole; B, C range of Elems: the holes
	FuncOf             // A FuncID: a function, method, arrow or lambda as a value
	ClassOf            // A ClassID
	Attr               // A base ValueID, Name; B FuncID that reads it
	Index              // A base, B key ValueID: x[k] with a key that is no constant string (JavaScript) or any key (Python); a slice has key 0
	CallOf             // A CallID: what the call yields
	Await              // A ValueID
	Object             // B, C range of Fields: object literal, dict with constant keys
	List               // B, C range of Elems: array, tuple, list, set; a spread element is a Spread
	Spread             // A ValueID
	Union              // B, C range of Elems: any of these: conditional, ||, ??, or, and
	Element            // A ValueID: an element of iterating over it
	Entered            // A ValueID: what `with A as x` binds
	Unpack             // A ValueID, B position: one element of a destructured array or tuple
	Binary             // Name operator, A and B operands; comparison, arithmetic, `in`, `not in`, `instanceof`, `is`, `is not`
	Not                // A ValueID: ! or not
	TypeOf             // A ValueID: typeof in an expression
	Narrowed           // A ValueID known to be an instance of B (a class or a List of classes), by a check that holds here; with C 1, known to be none
	Cast               // A ValueID seen as type B (a type value): `x as T`, cast(T, x)
	Generic            // type: A base type, B, C range of Elems: its arguments; Optional[X], X[], Promise<X> (arrays as Generic of Global "Array"; a Python subscription in a type is Generic, too)
	Callable           // type: a function type; B, C range of Elems: the parameter types, then the result type
	Yielded            // what a yield expression evaluates to; A the value yielded
)

// ConstKind is the kind of a constant.
type ConstKind uint8

// Constant kinds.
const (
	StringConst ConstKind = iota
	NumberConst
	BoolConst  // "true" or "false"
	NullConst  // null, undefined, None
	RegexConst // text with slashes and flags
	BytesConst
	EllipsisConst
)

// Value is one node of an expression, as far as linking cares.
type Value struct {
	Kind    ValueKind
	Name    NameID
	A, B, C uint32
	Pos     uint32
}

// Field is one property of an object literal or one item of a dict.
type Field struct {
	Name  NameID // 0 for a computed key
	Value ValueID
	Kind  FieldKind
}

// FieldKind says how a property was written.
type FieldKind uint8

// Field kinds.
const (
	PlainField FieldKind = iota
	MethodField
	GetterField
	SetterField
	SpreadField // ...x or **x
)

// VarKind says what introduced a variable.
type VarKind uint8

// Variable kinds.
const (
	LocalVar VarKind = iota // let, const, var, assignment
	ParamVar
	FuncVar
	ClassVar // class, interface, enum, type alias
	ImportVar
	TypeParamVar
	ConstVar // const, or a Python name assigned once at module level
)

// Var is a variable of a function, block or module. What it may hold is the
// list of its assignments; a declaration with a value is one.
type Var struct {
	Name    NameID
	Fn      FuncID // whose variable it is
	Kind    VarKind
	Type    ValueID  // annotation
	Assigns AssignID // first of its assignments, then Assign.Next
	Pos     uint32
}

// FuncFlags are facts about a function.
type FuncFlags uint32

// Function flags.
const (
	AsyncFunc     FuncFlags = 1 << iota // async def, async function; also a generator-based coroutine
	GeneratorFunc                       // has yield
	ArrowFunc                           // arrow or lambda: no own this
	MethodFunc                          // member of a class or object literal
	StaticFunc
	ClassMethodFunc // Python: first parameter is the class
	GetterFunc      // property
	SetterFunc
	ConstructorFunc
	AbstractFunc  // no body of its own: abstract, overload signature, interface member, `raise NotImplementedError`, `...`
	FieldInitFunc // synthetic: a class's field initializers
	BodyFunc      // a module's body
	ExportedFunc  // exported by name or default from its module
	UseServerFunc // "use server" directive
	HasAwaitFunc  // an await (or async for/with) in its own body
	CoroutineFunc // Python generator decorated as a coroutine
)

// Func is a function, method, lambda or module body.
type Func struct {
	Name       NameID // own name, or the variable or property it is assigned to
	Parent     FuncID // function that encloses it lexically
	Class      ClassID
	Flags      FuncFlags
	Params     Range // of Params
	Decorators Range // of Elems
	ReturnType ValueID
	Returns    Range  // of Elems: returned values, an arrow's expression included
	Yields     Range  // of Elems
	Calls      CallID // first call in source order, then Call.Next
	Start, End uint32
	NamePos    uint32
}

// ParamFlags are facts about a parameter.
type ParamFlags uint8

// Parameter flags.
const (
	RestParam     ParamFlags = 1 << iota // *args, ...rest
	KeywordsParam                        // **kwargs
	KeywordOnly
	OptionalParam
	PropertyParam // TypeScript: constructor(private x: X)
)

// Param is a formal parameter. A destructured one has an unnamed Var from which
// the inner variables are assigned.
type Param struct {
	Name       NameID
	Var        VarID
	Type       ValueID
	Default    ValueID
	Decorators Range // of Elems
	Flags      ParamFlags
}

// ClassFlags are facts about a class.
type ClassFlags uint8

// Class flags.
const (
	InterfaceClass ClassFlags = 1 << iota // TypeScript interface or object type alias, Python Protocol
	AbstractClass
	EnumClass
	ExportedClass
	NamespaceClass // TypeScript namespace: its exports are static members
)

// Class is a class or interface.
type Class struct {
	Name       NameID
	Parent     FuncID
	Flags      ClassFlags
	Bases      Range // of Elems
	Implements Range // of Elems
	Decorators Range // of Elems
	Members    Range // of Members
	Start, End uint32
	NamePos    uint32
}

// Member is a method, accessor or field of a class. Attributes that methods
// assign are not members but Assigns.
type Member struct {
	Name       NameID
	Func       FuncID // 0 for a field
	Type       ValueID
	Value      ValueID
	Decorators Range // of Elems
	Static     bool  // also a Python class attribute
	Optional   bool  // TypeScript: name?: T, or a type that holds undefined
}

// CallKind says what kind of transfer a Call is.
type CallKind uint8

// Call kinds.
const (
	PlainCall    CallKind = iota // f(x)
	NewCall                      // new F(x)
	IterateCall                  // for x of f, comprehension, yield from: Callee is what is iterated
	AsyncIterate                 // async for, for await
	EnterCall                    // with f: Callee is the context manager
	AsyncEnter                   // async with
	TagCall                      // f`…`
	ContainsCall                 // x in f: Callee is the container, the argument is x
)

// CallFlags are facts about a call.
type CallFlags uint8

// Call flags.
const (
	AwaitedCall   CallFlags = 1 << iota
	ReturnedCall            // its value is what the function returns
	DiscardedCall           // an expression statement
	OptionalCall            // f?.()
	SpreadCall              // an argument is spread
	InTry                   // inside the body of a try
)

// Call is a call, or an operation that may run code of the program.
type Call struct {
	Kind    CallKind
	Flags   CallFlags
	Fn      FuncID // in which function
	Callee  ValueID
	Args    Range   // of Args
	TypeArg ValueID // first explicit type argument
	Loop    LoopID
	Guard   GuardID
	Next    CallID // of the same function
	Pos     uint32
	End     uint32
	NamePos uint32 // where the called name stands: `c` in a.b.c()
}

// Arg is an actual argument.
type Arg struct {
	Name   NameID // keyword; 0 for a positional one
	Value  ValueID
	Spread bool // *x, **x, ...x
}

// Assign stores a value: in a variable (Target is a VarRef), an attribute
// (Attr) or an item (Index).
type Assign struct {
	Target ValueID
	Value  ValueID
	Fn     FuncID
	Guard  GuardID
	Next   AssignID // of the same variable; 0 for attributes and items
	Pos    uint32
}

// LoopKind is the form of a loop.
type LoopKind uint8

// Loop kinds.
const (
	ForEachLoop LoopKind = iota // for of, for in, Python for
	CountLoop                   // for (;;)
	WhileLoop                   // while, do while
	Comprehension
)

// LoopFlags are facts about a loop.
type LoopFlags uint8

// Loop flags.
const (
	ConstBound  LoopFlags = 1 << iota // bound is a literal or an all-constant range
	AwaitsLoop                        // awaits or yields directly inside
	ExitsLoop                         // break or return inside
	EndlessLoop                       // while true
	AsyncLoop                         // async for, for await
)

// Loop is a loop or comprehension.
type Loop struct {
	Kind       LoopKind
	Flags      LoopFlags
	Fn         FuncID
	Parent     LoopID // next loop outward in the same function
	Guard      GuardID
	Over       ValueID // what is iterated, or the condition
	Start, End uint32
}

// GuardKind says why code under a guard may not run.
type GuardKind uint8

// Guard kinds.
const (
	IfGuard     GuardKind = iota // condition holds, or does not (Negated)
	ExceptGuard                  // error handler; Cond is the exception type
	CaseGuard                    // switch or match; Cond is the subject
	AfterGuard                   // follows `if (cond) return`: Cond did not hold (Negated), or held
)

// Guard is a condition under which code runs; Parent is the next one outward.
type Guard struct {
	Kind    GuardKind
	Negated bool
	Fn      FuncID
	Parent  GuardID
	Cond    ValueID
	Pos     uint32
}

// ImportKind is the form of an import.
type ImportKind uint8

// Import kinds.
const (
	StaticImport  ImportKind = iota // import … from, Python import
	RequireImport                   // require("x"), import x = require("x")
	DynamicImport                   // import("x"), importlib.import_module("x")
	FromImport                      // Python from x import …
	StarImport                      // Python from x import *
)

// Import is one import of a module. What is bound to names are ImportOf values.
type Import struct {
	Spec     NameID // module text; 0 when not constant
	Kind     ImportKind
	Level    uint8 // dots of a relative Python import
	TypeOnly bool
	Fn       FuncID
	Guard    GuardID
	Pos      uint32
}

// Export is an export of a JavaScript module. In Python all module variables
// are exports.
type Export struct {
	Name  NameID // "default"; "*" for export * from (Value is ImportOf); "=" for module.exports = and export =
	Value ValueID
	Pos   uint32
}
