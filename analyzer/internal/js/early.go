package js

import (
	"slices"
	"strings"
)

// checkEarlyErrors reports what the grammar accepts and the static rules of
// ECMAScript refuse.
func (p *Parser) checkEarlyErrors() {
	c := checker{p: p, src: p.src, module: p.opt.Mode == ModeModule || p.opt.Mode == ModeAuto && p.hasModule}
	c.strict = c.module
	c.file(&p.file)
}

// checker walks the tree with what is in force at a place.
type checker struct {
	p      *Parser
	src    string
	module bool
	depth  int

	strict bool
	fn     functionRules
	scope  *scope
	labels []label
	loops  int // enclosing loops
	breaks int // enclosing loops and switches
	class  *privateScope

	exports map[string]bool
	locals  []*Identifier // exported local names, to be declared
}

// functionRules says what the innermost function permits.
type functionRules struct {
	function  bool // return
	async     bool
	generator bool
	superCall bool
	superProp bool
	newTarget bool
	static    bool // a static block: no await, no arguments
	field     bool // a field's value: no arguments
	params    bool // in parameters: no yield or await expressions
}

type label struct {
	name string
	loop bool
}

// scope records the names declared in a block or function.
type scope struct {
	outer    *scope
	function bool // var declarations stop here
	lexical  map[string]lexicalKind
	vars     map[string]bool
	params   map[string]bool
}

type lexicalKind uint8

const (
	lexicalPlain lexicalKind = iota + 1
	lexicalFunction
	lexicalCatch // a simple catch parameter, which var may repeat
)

// privateScope records the private names of a class.
type privateScope struct {
	outer    *privateScope
	declared map[string]string // name to kind
	used     []privateUse
}

type privateUse struct {
	name string
	pos  uint32
}

func (c *checker) fail(pos uint32, msg string) {
	c.p.errors = append(c.p.errors, Error{pos, msg})
}

func (c *checker) push(function bool) *scope {
	s := &scope{outer: c.scope, function: function, lexical: map[string]lexicalKind{}, vars: map[string]bool{}}
	c.scope = s
	return s
}

func (c *checker) pop() { c.scope = c.scope.outer }

// text returns the source of a node.
func (c *checker) text(n Node) string { return c.src[n.Pos():n.End()] }

// after returns the first byte after pos that is no white space or comment.
func (c *checker) after(pos uint32) byte {
	p := Parser{src: c.src, pos: int(pos), noInAt: -1, thenAt: -1}
	p.next()
	if p.bad || p.tok == tEOF {
		return 0
	}
	return c.src[p.tokStart]
}

func (c *checker) file(f *File) {
	c.exports = map[string]bool{}
	s := c.push(true)
	c.fn = functionRules{function: c.p.opt.Mode == ModeCommonJS, async: c.module}
	if c.p.opt.Mode == ModeCommonJS {
		c.fn.newTarget = true
	}
	c.directives(f.Body, true)
	c.hoist(f.Body, s)
	c.stmts(f.Body)
	for _, id := range c.locals {
		if s.lexical[id.Name] == 0 && !s.vars[id.Name] {
			c.fail(id.Start, "export of an undeclared name")
		}
	}
	c.pop()
}

// directives puts "use strict" in force if it is there.
func (c *checker) directives(body []Stmt, simple bool) {
	found := false
	octal := uint32(0)
	for _, s := range body {
		e, ok := s.(*ExprStmt)
		if !ok || !e.Directive {
			break
		}
		raw := c.text(e.X)
		if _, o, _ := decodeString(raw); o {
			octal = e.Start + 1
		}
		if raw[1:len(raw)-1] == "use strict" {
			found = true
			c.strict = true
			if !simple {
				c.fail(e.Start, "use strict with parameters that are not simple")
			}
		}
	}
	if found && octal > 0 {
		c.fail(octal-1, "octal escape in strict mode")
	}
}

// hoist declares the functions, classes and lexical variables of a list of
// statements, and the variables below it.
func (c *checker) hoist(body []Stmt, s *scope) {
	for _, stmt := range body {
		c.hoistStmt(stmt, s)
	}
}

func (c *checker) hoistStmt(stmt Stmt, s *scope) {
	for {
		l, ok := stmt.(*Labeled)
		if !ok {
			break
		}
		stmt = l.Body
	}
	switch n := stmt.(type) {
	case *Function:
		if n.Name == nil {
			return
		}
		if s.function && (s.outer != nil || !c.module) {
			c.declareVar(n.Name.Name, n.Name.Start)
			return
		}
		kind := lexicalFunction
		if c.strict || n.Async || n.Generator {
			kind = lexicalPlain
		}
		c.declareLexical(n.Name.Name, n.Name.Start, kind)
	case *Class:
		if n.Name != nil {
			c.declareLexical(n.Name.Name, n.Name.Start, lexicalPlain)
		}
	case *VariableDecl:
		if n.Kind != Var {
			for _, d := range n.Decls {
				c.bound(d.Target, func(id *Identifier) { c.declareLexical(id.Name, id.Start, lexicalPlain) })
			}
		}
	case *ExportDecl:
		c.hoistStmt(n.Decl, s)
	case *ExportDefault:
		switch v := n.Value.(type) {
		case *Function:
			if v.Name != nil && !v.Arrow && c.declaration(n, v) {
				c.hoistStmt(v, s)
			}
		case *Class:
			if v.Name != nil && c.declaration(n, v) {
				c.hoistStmt(v, s)
			}
		default:
		}
	case *ImportDecl:
		for _, id := range []*Identifier{n.Default, n.Namespace} {
			if id != nil {
				c.declareLexical(id.Name, id.Start, lexicalPlain)
			}
		}
		for _, sp := range n.Named {
			c.declareLexical(sp.Local.Name, sp.Local.Start, lexicalPlain)
		}
	default:
	}
}

// declaration reports that the value of an export default is written as a
// declaration, without parentheses or anything behind it.
func (c *checker) declaration(n *ExportDefault, v Node) bool {
	return strings.TrimSpace(c.src[n.Pos()+uint32(len("export")):v.Pos()]) == "default"
}

func (c *checker) declareLexical(name string, pos uint32, kind lexicalKind) {
	s := c.scope
	if old := s.lexical[name]; old != 0 && (old != lexicalFunction || kind != lexicalFunction) ||
		s.vars[name] || s.params[name] {
		c.fail(pos, "duplicate declaration of "+name)
	}
	s.lexical[name] = kind
}

func (c *checker) declareVar(name string, pos uint32) {
	for s := c.scope; s != nil; s = s.outer {
		if k := s.lexical[name]; k != 0 && k != lexicalCatch {
			c.fail(pos, "duplicate declaration of "+name)
			return
		}
		s.vars[name] = true
		if s.function {
			return
		}
	}
}

// bound calls f for each name that a pattern binds.
func (c *checker) bound(e Expr, f func(*Identifier)) {
	switch n := e.(type) {
	case *Identifier:
		f(n)
	case *Array:
		for _, x := range n.Elems {
			c.bound(x, f)
		}
	case *Object:
		for _, prop := range n.Properties {
			c.bound(prop.Value, f)
		}
	case *Assign:
		c.bound(n.Target, f)
	case *Spread:
		c.bound(n.X, f)
	default:
	}
}

// binding checks a pattern that binds names.
func (c *checker) binding(e Expr, lexical bool) {
	switch n := e.(type) {
	case *Identifier:
		if n.Parens {
			c.fail(n.Start, "parentheses in a binding")
		}
		if lexical && n.Name == "let" {
			c.fail(n.Start, "let as a lexical name")
		}
		c.bindingName(n)
	case *Array:
		if n.Parens {
			c.fail(n.Start, "parentheses in a binding")
		}
		for i, x := range n.Elems {
			if s, ok := x.(*Spread); ok {
				c.restLast(s, i == len(n.Elems)-1)
				if _, ok := s.X.(*Assign); ok {
					c.fail(s.Start, "default of a rest element")
				}
				c.binding(s.X, lexical)
				continue
			}
			if x != nil {
				c.binding(x, lexical)
			}
		}
	case *Object:
		if n.Parens {
			c.fail(n.Start, "parentheses in a binding")
		}
		for i, prop := range n.Properties {
			if prop.Computed {
				c.visit(prop.Key)
			}
			switch prop.Kind {
			case PropertyInit:
				c.binding(prop.Value, lexical)
			case PropertySpread:
				c.restLast(prop, i == len(n.Properties)-1)
				if _, ok := prop.Value.(*Identifier); !ok {
					c.fail(prop.Start, "invalid rest property")
				}
				c.binding(prop.Value, lexical)
			default:
				c.fail(prop.Start, "method in a pattern")
			}
		}
	case *Assign:
		if n.Parens || n.Op != OpAssign {
			c.fail(n.Start, "invalid default in a binding")
		}
		c.binding(n.Target, lexical)
		c.visit(n.Value)
	default:
		c.fail(e.Pos(), "invalid binding")
	}
}

func (c *checker) restLast(n Node, last bool) {
	if !last || c.after(n.End()) == ',' {
		c.fail(n.Pos(), "rest element is not last")
	}
}

// bindingName checks the name that a declaration gives.
func (c *checker) bindingName(id *Identifier) {
	if c.strict && (id.Name == "eval" || id.Name == "arguments") {
		c.fail(id.Start, "binding "+id.Name+" in strict mode")
	}
	c.name(id)
}

// name checks that an identifier is not reserved here.
func (c *checker) name(id *Identifier) {
	var reserved bool
	switch id.Name {
	case "implements", "interface", "let", "package", "private", "protected", "public", "static":
		reserved = c.strict
	case "yield":
		reserved = c.strict || c.fn.generator
	case "await":
		reserved = c.module || c.fn.async || c.fn.static
	case "arguments":
		reserved = c.fn.field || c.fn.static
	default:
		reserved = lookupKeyword(id.Name) > tYield
	}
	if reserved {
		c.fail(id.Start, "reserved word "+id.Name)
	}
}

// target checks what an assignment assigns to.
func (c *checker) target(e Expr, pattern bool) {
	switch n := e.(type) {
	case *Identifier:
		c.bindingName(n)
	case *Member:
		if optionalChain(n) {
			c.fail(n.Start, "assignment to an optional chain")
		}
		c.visit(n)
	case *Array:
		if !pattern || n.Parens {
			c.fail(n.Start, "invalid assignment target")
			return
		}
		for i, x := range n.Elems {
			switch x := x.(type) {
			case nil:
			case *Spread:
				c.restLast(x, i == len(n.Elems)-1)
				if _, ok := x.X.(*Assign); ok {
					c.fail(x.Start, "default of a rest element")
				}
				c.target(x.X, true)
			default:
				c.element(x)
			}
		}
	case *Object:
		if !pattern || n.Parens {
			c.fail(n.Start, "invalid assignment target")
			return
		}
		for i, prop := range n.Properties {
			if prop.Computed {
				c.visit(prop.Key)
			}
			switch prop.Kind {
			case PropertyInit:
				c.element(prop.Value)
			case PropertySpread:
				c.restLast(prop, i == len(n.Properties)-1)
				c.target(prop.Value, false)
			default:
				c.fail(prop.Start, "method in a pattern")
			}
		}
	default:
		c.fail(e.Pos(), "invalid assignment target")
	}
}

// element checks an element of an assignment pattern.
func (c *checker) element(e Expr) {
	a, ok := e.(*Assign)
	if !ok {
		c.target(e, true)
		return
	}
	if a.Parens || a.Op != OpAssign {
		c.fail(a.Start, "invalid assignment target")
	}
	c.target(a.Target, true)
	c.visit(a.Value)
}

func optionalChain(e Expr) bool {
	for {
		switch n := e.(type) {
		case *Member:
			if n.Optional {
				return true
			}
			e = n.Object
			if inner, ok := e.(*Member); ok && inner.Parens {
				return false
			}
		case *Call:
			if n.Optional {
				return true
			}
			e = n.Callee
		default:
			return false
		}
	}
}

func (c *checker) stmts(body []Stmt) {
	for _, s := range body {
		c.visit(s)
	}
}

// body checks the statement that a loop, if or label governs.
func (c *checker) body(s Stmt, function bool) {
	at := s.Pos()
	labeled := false
	for inner := s; ; {
		switch n := inner.(type) {
		case *Labeled:
			inner, labeled = n.Body, true
			continue
		case *Function:
			if !function || c.strict || n.Async || n.Generator || labeled {
				c.fail(at, "declaration as a body")
			}
		case *Class, *ImportDecl, *ExportDecl, *ExportDefault, *ExportNamed, *ExportAll:
			c.fail(at, "declaration as a body")
		case *VariableDecl:
			if n.Kind != Var {
				c.fail(at, "declaration as a body")
			}
		default:
		}
		break
	}
	if _, ok := s.(*Function); ok {
		c.block([]Stmt{s})
		return
	}
	c.visit(s)
}

func (c *checker) block(body []Stmt) {
	s := c.push(false)
	c.hoist(body, s)
	c.stmts(body)
	c.pop()
}

// nested visits the children of n.
func (c *checker) nested(n Node) {
	for _, child := range appendChildren(nil, n) {
		c.visit(child)
	}
}

func (c *checker) visit(n Node) {
	c.depth++
	if c.depth < 10*maxDepth {
		c.visitNode(n)
	}
	c.depth--
}

func (c *checker) visitNode(n Node) {
	switch n := n.(type) {
	case *Identifier:
		c.name(n)
	case *Literal:
		c.literal(n)
	case *PrivateName:
		c.private(n.Name, n.Start)
	case *Super:
		c.fail(n.Start, "super outside a method")
	case *MetaProperty:
		if n.Meta == "import" && !c.module || n.Meta == "new" && !c.fn.newTarget {
			c.fail(n.Start, n.Meta+"."+n.Property+" not allowed here")
		}
	case *Array:
		c.nested(n)
	case *Object:
		c.object(n)
	case *Property:
		if n.Computed {
			c.visit(n.Key)
		} else if lit, ok := n.Key.(*Literal); ok {
			c.literal(lit)
		}
		c.visit(n.Value)
	case *Function:
		c.function(n, functionRules{})
	case *Class:
		c.classBody(n)
	case *Member:
		if _, ok := n.Object.(*Super); ok {
			if !c.fn.superProp || n.Private {
				c.fail(n.Start, "super outside a method")
			}
		} else {
			c.visit(n.Object)
		}
		if n.Private {
			c.private(n.Name, n.NamePos)
		}
		if n.Index != nil {
			c.visit(n.Index)
		}
	case *Call:
		if s, ok := n.Callee.(*Super); ok {
			if !c.fn.superCall || n.Optional {
				c.fail(s.Start, "super() outside a constructor")
			}
		} else {
			c.visit(n.Callee)
		}
		for _, a := range n.Args {
			c.visit(a)
		}
	case *TaggedTemplate:
		if optionalChain(n.Tag) {
			c.fail(n.Start, "template after an optional chain")
		}
		c.nested(n)
	case *Unary:
		if n.Op == OpDelete {
			if _, ok := n.X.(*Identifier); ok && c.strict {
				c.fail(n.Start, "delete of a name in strict mode")
			}
			if m, ok := n.X.(*Member); ok && m.Private {
				c.fail(n.Start, "delete of a private name")
			}
		}
		c.visit(n.X)
	case *Update:
		c.target(n.X, false)
	case *Assign:
		c.target(n.Target, n.Op == OpAssign)
		c.visit(n.Value)
	case *Binary:
		if in, ok := n.Left.(*PrivateName); ok && n.Op != OpIn {
			c.fail(in.Start, "private name without in")
		}
		if _, ok := n.Right.(*PrivateName); ok {
			c.fail(n.Start, "private name without in")
		}
		c.nested(n)
	case *Yield:
		if c.fn.params {
			c.fail(n.Start, "yield in parameters")
		}
		c.nested(n)
	case *Await:
		if c.fn.params && c.fn.function || c.fn.static {
			c.fail(n.Start, "await not allowed here")
		}
		c.nested(n)
	case *VariableDecl:
		c.variables(n, false)
	case *ExprStmt:
		c.visit(n.X)
	case *Block:
		c.block(n.Body)
	case *If:
		c.ifChain(n)
	case *For:
		c.push(false)
		if d, ok := n.Init.(*VariableDecl); ok && d.Kind != Var {
			for _, v := range d.Decls {
				c.bound(v.Target, func(id *Identifier) { c.declareLexical(id.Name, id.Start, lexicalPlain) })
			}
		}
		for _, x := range []Node{n.Init, n.Test, n.Update} {
			if x != nil {
				c.visit(x)
			}
		}
		c.loop(n.Body)
		c.pop()
	case *ForIn:
		c.forHead(n, n.Decl, n.Target, n.X, n.Body, false)
	case *ForOf:
		c.forHead(n, n.Decl, n.Target, n.X, n.Body, true)
	case *While:
		c.visit(n.Test)
		c.loop(n.Body)
	case *DoWhile:
		c.loop(n.Body)
		c.visit(n.Test)
	case *Switch:
		c.switchStmt(n)
	case *Try:
		c.try(n)
	case *Return:
		if !c.fn.function || c.fn.static {
			c.fail(n.Start, "return outside a function")
		}
		c.nested(n)
	case *Break:
		if n.Label == nil {
			if c.breaks == 0 {
				c.fail(n.Start, "break outside a loop or switch")
			}
		} else if !slices.ContainsFunc(c.labels, func(l label) bool { return l.name == n.Label.Name }) {
			c.fail(n.Start, "undefined label")
		}
	case *Continue:
		if c.loops == 0 {
			c.fail(n.Start, "continue outside a loop")
		} else if n.Label != nil && !slices.Contains(c.labels, label{n.Label.Name, true}) {
			c.fail(n.Start, "undefined label")
		}
	case *Labeled:
		c.labeled(n)
	case *With:
		if c.strict {
			c.fail(n.Start, "with in strict mode")
		}
		c.visit(n.X)
		c.body(n.Body, false)
	case *ImportDecl, *ExportDecl, *ExportDefault, *ExportNamed, *ExportAll:
		c.moduleItem(n)
	default:
		c.nested(n)
	}
}

func (c *checker) ifChain(n *If) {
	for {
		c.visit(n.Test)
		c.body(n.Then, true)
		next, ok := n.Else.(*If)
		if !ok {
			break
		}
		n = next
	}
	if n.Else != nil {
		c.body(n.Else, true)
	}
}

func (c *checker) literal(n *Literal) {
	raw := c.text(n)
	switch n.Kind {
	case NumberLiteral:
		if c.strict && len(raw) > 1 && raw[0] == '0' && raw[1] >= '0' && raw[1] <= '9' {
			c.fail(n.Start, "octal number in strict mode")
		}
	case StringLiteral:
		if _, octal, _ := decodeString(raw); octal && c.strict {
			c.fail(n.Start, "octal escape in strict mode")
		}
	case RegExpLiteral:
		c.regExp(n, raw)
	default:
	}
}

func (c *checker) regExp(n *Literal, raw string) {
	slash := strings.LastIndexByte(raw, '/')
	pattern, flags := raw[1:slash], raw[slash+1:]
	for i := range len(flags) {
		if strings.IndexByte("dgimsuvy", flags[i]) < 0 || strings.IndexByte(flags[:i], flags[i]) >= 0 {
			c.fail(n.Start, "invalid regular expression flags")
			return
		}
	}
	unicode := strings.ContainsAny(flags, "uv")
	if strings.Contains(flags, "u") && strings.Contains(flags, "v") || !regExpBalanced(pattern, unicode) {
		c.fail(n.Start, "invalid regular expression")
	}
}

// regExpBalanced checks the brackets and quantifiers of a pattern. With unicode
// it also refuses the forms that only the lenient grammar of old has.
func regExpBalanced(s string, unicode bool) bool {
	type group struct{ look bool }
	var open []group
	term := false // something that a quantifier may follow
	captures := strings.Count(s, "(") - strings.Count(s, "(?")
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\\':
			i++
			if i >= len(s) {
				return false
			}
			term = s[i] != 'b' && s[i] != 'B'
			if strings.IndexByte("upP", s[i]) >= 0 && i+1 < len(s) && s[i+1] == '{' {
				if end := strings.IndexByte(s[i:], '}'); unicode && end > 0 {
					i += end
				}
				continue
			}
			if unicode && s[i] >= '1' && s[i] <= '9' && int(s[i]-'0') > captures {
				return false
			}
		case '[':
			for i++; i < len(s) && s[i] != ']'; i++ {
				if s[i] == '\\' {
					i++
				}
			}
			if i >= len(s) {
				return false
			}
			term = true
		case '(':
			g := group{}
			if strings.HasPrefix(s[i:], "(?") {
				switch rest := s[i+2:]; {
				case strings.HasPrefix(rest, "=") || strings.HasPrefix(rest, "!"):
					g.look = unicode
					i += 2
				case strings.HasPrefix(rest, "<=") || strings.HasPrefix(rest, "<!"):
					g.look = true
					i += 3
				case strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "<"):
					i += 2
				default:
					j := strings.IndexByte(rest, ':')
					if j < 0 || strings.Trim(rest[:j], "ims-") != "" {
						return false
					}
					i += 2 + j
				}
			}
			open = append(open, g)
			term = false
		case ')':
			if len(open) == 0 {
				return false
			}
			term = !open[len(open)-1].look
			open = open[:len(open)-1]
		case '|', '^':
			term = false
		case '$':
			term = false
		case '*', '+', '?':
			if !term {
				return false
			}
			term = false
			if i+1 < len(s) && s[i+1] == '?' {
				i++
			}
		case '{':
			end := i + 1
			for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == ',') {
				end++
			}
			quantifier := end > i+1 && s[i+1] != ',' && end < len(s) && s[end] == '}'
			switch {
			case quantifier && !term, !quantifier && unicode:
				return false
			case quantifier:
				term = false
				i = end
				if i+1 < len(s) && s[i+1] == '?' {
					i++
				}
			default:
				term = true
			}
		case '}', ']':
			if unicode {
				return false
			}
			term = true
		default:
			term = true
		}
	}
	return len(open) == 0
}

func (c *checker) object(n *Object) {
	proto := 0
	for _, prop := range n.Properties {
		if prop.Kind == PropertyInit && !prop.Computed && !prop.Shorthand && keyName(prop.Key) == "__proto__" {
			proto++
		}
		if _, ok := prop.Value.(*Assign); ok && prop.Shorthand {
			c.fail(prop.Start, "default value outside a pattern")
		}
		if f, ok := prop.Value.(*Function); ok && prop.Kind != PropertyInit && prop.Kind != PropertySpread {
			c.key(prop.Key, prop.Computed)
			c.method(f, prop.Kind == PropertyGet, prop.Kind == PropertySet, functionRules{superProp: true})
			continue
		}
		if prop.Kind == PropertySpread {
			c.visit(prop.Value)
			continue
		}
		c.visit(prop)
	}
	if proto > 1 {
		c.fail(n.Start, "duplicate __proto__")
	}
}

func (c *checker) key(key Expr, computed bool) {
	if computed {
		c.visit(key)
	} else if lit, ok := key.(*Literal); ok {
		c.literal(lit)
	}
}

func keyName(key Expr) string {
	switch k := key.(type) {
	case *Identifier:
		return k.Name
	case *Literal:
		if k.Kind == StringLiteral {
			return k.Value
		}
	default:
	}
	return ""
}

func (c *checker) method(f *Function, get, set bool, rules functionRules) {
	if get && len(f.Params) != 0 || set && (len(f.Params) != 1 || f.Params[0].Rest) {
		c.fail(f.Start, "wrong number of parameters")
	}
	rules.newTarget = true
	c.function(f, rules)
}

// function checks a function; rules holds what a method adds.
func (c *checker) function(f *Function, rules functionRules) {
	outer, strict, labels, loops, breaks := c.fn, c.strict, c.labels, c.loops, c.breaks
	method := rules.newTarget
	simple := true
	for _, prm := range f.Params {
		if _, ok := prm.Target.(*Identifier); !ok || prm.Default != nil || prm.Rest {
			simple = false
		}
	}
	expression := !f.Arrow && !method
	if f.Arrow {
		rules = outer
		rules.params = false
		rules.static = outer.static && !f.Async
	} else {
		rules.newTarget = true
	}
	rules.function, rules.async, rules.generator = true, f.Async, f.Generator
	if f.Arrow && outer.static {
		rules.static = true
	}
	if f.Body != nil {
		c.directives(f.Body.Body, simple)
	}
	if f.Name != nil && expression {
		// A function expression's own context applies to its name, a
		// declaration's surroundings to its.
		inner := c.fn
		if c.isExpression(f) {
			inner = rules
		}
		saved := c.fn
		c.fn = inner
		c.bindingName(f.Name)
		c.fn = saved
	}
	c.fn, c.labels, c.loops, c.breaks = rules, nil, 0, 0
	s := c.push(true)
	s.params = map[string]bool{}
	unique := c.strict || f.Arrow || method || !simple
	c.fn.params = f.Async || f.Generator || f.Arrow
	if f.Arrow {
		c.fn.params = true
	}
	for i, prm := range f.Params {
		if prm.Rest {
			if i != len(f.Params)-1 || prm.Default != nil || c.after(prm.Stop) == ',' {
				c.fail(prm.Start, "rest parameter is not last")
			}
		}
		c.binding(prm.Target, false)
		if prm.Default != nil {
			c.visit(prm.Default)
		}
		c.bound(prm.Target, func(id *Identifier) {
			if s.params[id.Name] && unique {
				c.fail(id.Start, "duplicate parameter")
			}
			s.params[id.Name] = true
		})
	}
	c.fn.params = false
	if f.Body != nil {
		c.hoist(f.Body.Body, s)
		c.stmts(f.Body.Body)
	}
	if f.ExprBody != nil {
		c.visit(f.ExprBody)
	}
	c.pop()
	c.fn, c.strict, c.labels, c.loops, c.breaks = outer, strict, labels, loops, breaks
}

// isExpression reports that f was not declared as a statement: its name is not
// in the scope around it.
func (c *checker) isExpression(f *Function) bool {
	name := f.Name.Name
	return c.scope.lexical[name] == 0 && !c.scope.vars[name]
}

func (c *checker) variables(n *VariableDecl, loop bool) {
	for _, d := range n.Decls {
		c.binding(d.Target, n.Kind != Var)
		if n.Kind == Var {
			c.bound(d.Target, func(id *Identifier) { c.declareVar(id.Name, id.Start) })
		}
		_, plain := d.Target.(*Identifier)
		switch {
		case d.Init != nil:
			c.visit(d.Init)
		case !loop && (!plain || n.Kind >= Const):
			c.fail(d.Start, "declaration without value")
		}
		if !plain && n.Kind >= Using {
			c.fail(d.Start, "using with a pattern")
		}
	}
}

func (c *checker) forHead(n Node, decl *VariableDecl, target, x Expr, body Stmt, of bool) {
	c.push(false)
	switch {
	case decl != nil:
		d := decl.Decls[0]
		_, plain := d.Target.(*Identifier)
		if d.Init != nil && (of || decl.Kind != Var || c.strict || !plain) {
			c.fail(d.Start, "initial value in for")
		}
		if decl.Kind != Var {
			c.bound(d.Target, func(id *Identifier) { c.declareLexical(id.Name, id.Start, lexicalPlain) })
		}
		c.variables(decl, true)
	default:
		head := c.src[n.Pos():target.End()]
		if i := strings.IndexByte(head, '('); of && i >= 0 {
			head = strings.TrimSpace(head[i+1:])
			isAwait := strings.Contains(c.src[n.Pos():target.Pos()], "await")
			if strings.HasPrefix(head, "let") && (len(head) == 3 || charClass[head[3]]&charIdent == 0) ||
				head == "async" && !isAwait {
				c.fail(n.Pos(), head+" in for-of")
			}
		}
		c.target(target, true)
	}
	c.visit(x)
	c.loop(body)
	c.pop()
}

func (c *checker) loop(body Stmt) {
	c.loops++
	c.breaks++
	c.body(body, false)
	c.loops--
	c.breaks--
}

func (c *checker) switchStmt(n *Switch) {
	c.visit(n.X)
	s := c.push(false)
	defaults := 0
	for _, k := range n.Cases {
		c.hoist(k.Body, s)
		if k.Test == nil {
			defaults++
		}
	}
	if defaults > 1 {
		c.fail(n.Start, "two defaults")
	}
	c.breaks++
	for _, k := range n.Cases {
		if k.Test != nil {
			c.visit(k.Test)
		}
		c.stmts(k.Body)
	}
	c.breaks--
	c.pop()
}

func (c *checker) try(n *Try) {
	c.visit(n.Block)
	if n.Handler != nil {
		s := c.push(false)
		if n.Param != nil {
			c.binding(n.Param, false)
			kind := lexicalPlain
			if _, ok := n.Param.(*Identifier); ok {
				kind = lexicalCatch
			}
			c.bound(n.Param, func(id *Identifier) { c.declareLexical(id.Name, id.Start, kind) })
		}
		c.hoist(n.Handler.Body, s)
		c.stmts(n.Handler.Body)
		c.pop()
	}
	if n.Finalizer != nil {
		c.visit(n.Finalizer)
	}
}

func (c *checker) labeled(n *Labeled) {
	c.name(n.Label)
	if slices.ContainsFunc(c.labels, func(l label) bool { return l.name == n.Label.Name }) {
		c.fail(n.Start, "duplicate label")
	}
	inner := n.Body
	for {
		l, ok := inner.(*Labeled)
		if !ok {
			break
		}
		inner = l.Body
	}
	loop := false
	switch inner.(type) {
	case *For, *ForIn, *ForOf, *While, *DoWhile:
		loop = true
	default:
	}
	c.labels = append(c.labels, label{n.Label.Name, loop})
	if f, ok := n.Body.(*Function); ok {
		if c.strict || f.Async || f.Generator {
			c.fail(f.Start, "declaration as a body")
		}
		c.visit(f)
	} else if inner, ok := n.Body.(*Labeled); ok {
		c.labeled(inner)
	} else {
		c.body(n.Body, true)
	}
	c.labels = c.labels[:len(c.labels)-1]
}

func (c *checker) private(name string, pos uint32) {
	if c.class == nil {
		c.fail(pos, "private name outside a class")
		return
	}
	c.class.used = append(c.class.used, privateUse{name, pos})
}

func (c *checker) classBody(n *Class) {
	strict, fn := c.strict, c.fn
	c.strict = true
	if n.Name != nil {
		c.bindingName(n.Name)
	}
	if n.Super != nil {
		c.visit(n.Super)
	}
	c.class = &privateScope{outer: c.class, declared: map[string]string{}}
	constructors := 0
	for _, m := range n.Members {
		c.member(m, n.Super != nil, &constructors)
	}
	inner := c.class
	c.class = inner.outer
	for _, use := range inner.used {
		if _, ok := inner.declared[use.name]; ok {
			continue
		}
		c.private(use.name, use.pos)
	}
	c.strict, c.fn = strict, fn
}

func (c *checker) member(m *ClassMember, derived bool, constructors *int) {
	c.key(m.Key, m.Computed)
	if id, ok := m.Key.(*PrivateName); ok {
		c.declarePrivate(id, m)
	}
	name := ""
	if !m.Computed {
		name = keyName(m.Key)
	}
	if m.Static && name == "prototype" {
		c.fail(m.Start, "static member named prototype")
	}
	if m.Fn != nil {
		rules := functionRules{superProp: true}
		switch {
		case m.Kind == MemberConstructor:
			*constructors++
			rules.superCall = derived
			if *constructors > 1 || m.Fn.Async || m.Fn.Generator {
				c.fail(m.Start, "invalid constructor")
			}
		case name == "constructor" && !m.Static:
			c.fail(m.Start, "invalid constructor")
		}
		c.method(m.Fn, m.Kind == MemberGet, m.Kind == MemberSet, rules)
		return
	}
	outer := c.fn
	labels, loops, breaks := c.labels, c.loops, c.breaks
	c.labels, c.loops, c.breaks = nil, 0, 0
	c.fn = functionRules{superProp: true, newTarget: true, field: true}
	switch {
	case m.Block != nil:
		c.fn = functionRules{superProp: true, newTarget: true, static: true}
		s := c.push(true)
		c.hoist(m.Block.Body, s)
		c.stmts(m.Block.Body)
		c.pop()
	case name == "constructor":
		c.fail(m.Start, "field named constructor")
	case m.Init != nil:
		c.visit(m.Init)
	}
	c.fn, c.labels, c.loops, c.breaks = outer, labels, loops, breaks
}

func (c *checker) declarePrivate(id *PrivateName, m *ClassMember) {
	if id.Name == "constructor" {
		c.fail(id.Start, "private name #constructor")
	}
	kind := "other"
	switch m.Kind {
	case MemberGet:
		kind = "get"
	case MemberSet:
		kind = "set"
	default:
	}
	if m.Static {
		kind += " static"
	}
	old, ok := c.class.declared[id.Name]
	pair := old == "get" && kind == "set" || old == "set" && kind == "get" ||
		old == "get static" && kind == "set static" || old == "set static" && kind == "get static"
	if ok && !pair {
		c.fail(id.Start, "duplicate private name")
	}
	if pair {
		kind = "both"
	}
	c.class.declared[id.Name] = kind
}

func (c *checker) moduleItem(n Node) {
	if !c.module || c.scope.outer != nil || c.fn.function {
		c.fail(n.Pos(), "import or export not allowed here")
	}
	export := func(name string, pos uint32) {
		if c.exports[name] {
			c.fail(pos, "duplicate export of "+name)
		}
		c.exports[name] = true
	}
	switch n := n.(type) {
	case *ImportDecl:
		for _, id := range []*Identifier{n.Default, n.Namespace} {
			if id != nil {
				c.bindingName(id)
			}
		}
		for _, s := range n.Named {
			c.bindingName(s.Local)
		}
	case *ExportDecl:
		switch d := n.Decl.(type) {
		case *VariableDecl:
			for _, v := range d.Decls {
				c.bound(v.Target, func(id *Identifier) { export(id.Name, id.Start) })
			}
		case *Function:
			export(d.Name.Name, d.Start)
		case *Class:
			if d.Name == nil {
				c.fail(d.Start, "class without a name")
			} else {
				export(d.Name.Name, d.Start)
			}
		default:
		}
		c.visit(n.Decl)
	case *ExportDefault:
		export("default", n.Start)
		c.visit(n.Value)
	case *ExportNamed:
		for _, s := range n.Named {
			name := ""
			switch e := s.Exported.(type) {
			case *Identifier:
				name = e.Name
			case *Literal:
				name = e.Value
			default:
			}
			export(name, s.Start)
			if n.Source != nil {
				continue
			}
			if id, ok := s.Local.(*Identifier); ok {
				c.name(id)
				c.locals = append(c.locals, id)
			} else {
				c.fail(s.Start, "string as a local name")
			}
		}
	case *ExportAll:
		switch e := n.As.(type) {
		case *Identifier:
			export(e.Name, e.Start)
		case *Literal:
			export(e.Value, e.Start)
		default:
		}
	default:
	}
}
