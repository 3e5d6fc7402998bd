package py

import (
	"slices"
	"strings"
)

const (
	// maxDepth bounds the recursion of the parser, and separately the height of
	// chains the parser reads in a loop (a + b + …, a.b.c…). CPython gives up
	// earlier.
	maxDepth = 5000
	// maxSteps bounds the tokens read per byte. A token has at least one byte,
	// but for those of blocks, and is read at most three times: to look ahead,
	// to parse, and to recover.
	maxSteps = 8
)

// Parser turns source text into trees. The zero value is ready to use. A Parser
// is for one goroutine; it may parse any number of files, one after the other,
// and reuses its memory: after the first few files parsing allocates nothing.
type Parser struct {
	lexer
	steps    int
	comments []Comment
	errors   []Error
	indents  []indent

	depth int // of recursion
	h     int // height of the expression read last

	bad     bool // a syntax error was met; unwinding to the statement
	fatal   bool // parsing is over: file.Skipped says why
	quiet   bool // recovering
	fail1   token
	failSt  uint8
	lexPos  uint32 // where and what the error of the last tErr is
	lexMsg  string
	fstring uint32 // start of the outermost open f-string, when fdepth > 0
	fdepth  int    // open f-strings
	fopen   int32  // paren before the outermost open f-string
	stmtEnd uint32 // end of the last simple statement

	// Stacks on which lists grow before their length is known.
	exprs       []Expr
	stmts       []Stmt
	patterns    []Pattern
	strings     []string
	cmpOps      []CmpOp
	paramStack  []*Param
	kwStack     []*Keyword
	aliasStack  []*Alias
	itemStack   []*WithItem
	handlers    []*ExceptHandler
	cases       []*MatchCase
	tparamStack []*TypeParam
	compStack   []*CompFor

	slab slabs
	file File
	none Name // stands for an expression that could not be read
}

// Parse parses src, which must be valid UTF-8 without a byte order mark (see
// Decode). Line ends may be LF, CRLF or CR.
//
// The file and its tree belong to the Parser and are valid until its next call
// of Parse. Strings in the tree are parts of src and stay valid.
func (p *Parser) Parse(src string) *File {
	p.slab.reset()
	p.lexer = lexer{src: src, tok: tNewline, state: stateLine}
	p.steps, p.depth, p.h = 0, 0, 0
	p.comments, p.errors = p.comments[:0], p.errors[:0]
	p.indents = append(p.indents[:0], indent{})
	p.bad, p.fatal, p.quiet = false, false, false
	p.fdepth = 0
	p.file = File{span: span{0, uint32(len(src))}}
	p.none = Name{}
	p.dropLists()
	p.stmts, p.handlers, p.cases = p.stmts[:0], p.handlers[:0], p.cases[:0]
	p.hasCR = strings.IndexByte(src, '\r') >= 0
	if i := strings.IndexByte(src, 0); i >= 0 {
		p.softError(i, "source code cannot contain null bytes")
	}

	p.next()
	for p.tok != tEOF && !p.fatal {
		if p.tok == tDedent {
			p.next()
			continue
		}
		p.statement()
	}
	p.file.Body = p.slab.stmtLists.take(&p.stmts, 0)
	slices.SortStableFunc(p.errors, func(a, b Error) int { return int(a.Pos) - int(b.Pos) })
	p.file.Errors = p.errors
	p.file.Comments = p.comments
	p.file.Steps = p.steps
	return &p.file
}

// dropLists empties the stacks that are in use inside a statement only.
func (p *Parser) dropLists() {
	p.exprs, p.patterns, p.strings, p.cmpOps = p.exprs[:0], p.patterns[:0], p.strings[:0], p.cmpOps[:0]
	p.paramStack, p.kwStack, p.aliasStack = p.paramStack[:0], p.kwStack[:0], p.aliasStack[:0]
	p.itemStack, p.tparamStack, p.compStack = p.itemStack[:0], p.tparamStack[:0], p.compStack[:0]
}

// softError records an error that loses nothing.
func (p *Parser) softError(pos int, msg string) {
	if !p.quiet {
		p.errors = append(p.errors, Error{uint32(pos), msg})
	}
}

// lexFail makes src[i:j] a token that no rule accepts. The rule that meets it
// reports the error.
func (p *Parser) lexFail(i, j int, msg string) {
	p.tok = tErr
	p.start, p.end = uint32(i), uint32(min(j, len(p.src)))
	p.lexPos, p.lexMsg = p.start, msg
}

// fail reports a syntax error at the current token. From then on the current
// token is tErr, which no rule accepts, so all rules return; statement then
// recovers. What they return in the meantime is dropped.
func (p *Parser) fail(msg string) {
	if p.tok == tErr && !p.bad {
		p.failAt(p.lexPos, p.lexMsg)
		return
	}
	p.failAt(p.start, msg)
}

func (p *Parser) failAt(pos uint32, msg string) {
	if p.bad {
		return
	}
	p.errors = append(p.errors, Error{pos, msg})
	p.bad = true
	p.fail1, p.failSt = p.tok, p.state
	p.tok, p.state = tErr, stateBad
}

func (p *Parser) failExpr(msg string) Expr {
	p.fail(msg)
	p.h = 0
	return &p.none
}

// stop ends the parsing of the file.
func (p *Parser) stop(why string) {
	p.fatal = true
	p.file.Skipped = why
	p.bad = true
	p.tok, p.state = tErr, stateBad
}

// enter counts a level of recursion; the caller counts it down.
func (p *Parser) enter() {
	p.depth++
	if p.depth > maxDepth {
		p.stop("nesting")
	}
}

// raise makes h, or the height of the last expression, one more.
func (p *Parser) raise(h int) {
	p.h = max(p.h, h) + 1
	if p.h > maxDepth {
		p.stop("nesting")
	}
}

// expect reads one token of a kind.
func (p *Parser) expect(tok token, msg string) {
	if p.tok != tok {
		p.fail(msg)
		return
	}
	p.next()
}

// close reads a closing bracket.
func (p *Parser) close(tok token) {
	if p.tok == tEOF {
		p.fail("a bracket was never closed")
		return
	}
	p.expect(tok, invalid)
}

// lineStarters are the keywords that never start a line inside brackets.
var lineStarters = [numTokens]bool{
	tAssert: true, tBreak: true, tClass: true, tContinue: true, tDef: true, tDel: true, tElif: true,
	tExcept: true, tFinally: true, tGlobal: true, tImport: true, tNonlocal: true, tPass: true,
	tRaise: true, tReturn: true, tTry: true, tWhile: true, tWith: true,
}

// recover skips to the end of the logical line in which the statement at start
// went wrong. When a bracket was left open, the line ends before one that looks
// like the start of a statement.
func (p *Parser) recover(start uint32) {
	p.dropLists()
	if p.fatal {
		p.tok = tEOF
		return
	}
	p.bad, p.quiet = false, true
	p.tok, p.state = p.fail1, p.failSt
	if p.fdepth > 0 {
		// The error is inside an f-string: its end is found as an older Python would.
		p.fdepth, p.fparen, p.paren = 0, 0, p.fopen
		p.skipFString()
	}
	startCol, _ := p.column(start)
	for {
		switch p.tok {
		case tEOF, tNewline, tIndent, tDedent:
			p.quiet = false
			p.fparen = 0
			p.paren = 0
			return
		default:
		}
		if p.paren > 0 && p.start != start && p.tok != tRPar && p.tok != tRBrack && p.tok != tRBrace {
			if col, first := p.column(p.start); first && (lineStarters[p.tok] || col <= startCol) {
				p.paren, p.fparen, p.quiet = 0, 0, false
				p.end = p.start - uint32(col)
				p.tok, p.state = tNewline, stateLine
				return
			}
		}
		p.next()
	}
}

// column counts the white space before pos, and says whether the line starts
// with it.
func (p *Parser) column(pos uint32) (n int, first bool) {
	i := int(pos)
	for i > 0 && charClass[p.src[i-1]] == cSpace {
		i--
	}
	return int(pos) - i, i == 0 || charClass[p.src[i-1]] == cNewline
}

// lost is the statement to put in place of the one at start, which has an error.
func (p *Parser) lost(start uint32) *BadStmt {
	p.recover(start)
	end := max(start, p.start)
	if p.tok == tNewline {
		// A line cut short has its end before the next line.
		end = max(start, min(p.start, p.end))
		p.next()
	}
	s := p.slab.badStmts.alloc()
	*s = BadStmt{}
	if p.tok == tIndent {
		s.Body = p.indented()
		end = max(end, p.stmtEnd)
	}
	s.start, s.end = start, end
	p.stmtEnd = end
	return s
}
