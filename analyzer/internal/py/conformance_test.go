//go:build conformance

package py

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// interpreter is the CPython to agree with: STACKFIT_PYTHON or python3.
func interpreter() string {
	if p := os.Getenv("STACKFIT_PYTHON"); p != "" {
		return p
	}
	return "python3"
}

// oracle runs testdata/oracle.py and hands over its output line by line.
func oracle(t *testing.T, line func([]byte), args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), interpreter(), append([]string{"testdata/oracle.py"}, args...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatalf("%v: this test needs CPython", err)
	}
	scan := bufio.NewScanner(out)
	scan.Buffer(nil, 64<<20)
	for scan.Scan() {
		line(scan.Bytes())
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
}

// TestConformanceFiles reads every file of CPython's library, its tests
// included, and compares with what the interpreter's ast module says: imports,
// functions, classes, decorators and calls with their lines for every file, and
// the whole trees with all positions for every eighth (STACKFIT_TREES=1: every).
func TestConformanceFiles(t *testing.T) {
	t.Parallel()
	every := "8"
	if s := os.Getenv("STACKFIT_TREES"); s != "" {
		every = s
	}
	var version []int
	var p Parser
	accepted, trees, rejected, missed, failures := 0, 0, 0, 0, 0
	fail := func(format string, args ...any) {
		t.Helper()
		failures++
		if failures <= 20 {
			t.Errorf(format, args...)
		}
	}
	oracle(t, func(line []byte) {
		var want struct {
			Version []int
			Path    string
			OK      bool
			Facts   []string
			Trees   []uint32
		}
		if err := json.Unmarshal(line, &want); err != nil {
			t.Fatal(err)
		}
		if want.Version != nil {
			version = want.Version
			return
		}
		src, err := os.ReadFile(want.Path)
		if err != nil {
			t.Fatal(err)
		}
		text, err := Decode(src)
		f := p.Parse(text)
		if !want.OK {
			rejected++
			if err == nil && len(f.Errors) == 0 && f.Skipped == "" {
				missed++
				t.Logf("%s: accepted", want.Path)
			}
			return
		}
		accepted++
		if err != nil || len(f.Errors) > 0 || f.Skipped != "" {
			fail("%s: %v %v %s", want.Path, err, f.Errors, f.Skipped)
			return
		}
		fstringLines := version[0] > 3 || version[1] >= 12
		if diff := cmp.Diff(want.Facts, facts(f, text, fstringLines)); diff != "" {
			fail("%s: facts (-want +got):\n%s", want.Path, diff)
		}
		if want.Trees == nil {
			return
		}
		trees++
		got := make([]uint32, 0, len(f.Body))
		for _, s := range f.Body {
			got = append(got, crc32.ChecksumIEEE(dump(s, text)))
		}
		if !slices.Equal(want.Trees, got) {
			fail("%s: trees differ:\n%s", want.Path, treeDiff(t, want.Path, f, text))
		}
	}, "files", every)
	t.Logf("%d files accepted alike, %d with equal trees; %d of %d refused files missed; %d failures",
		accepted, trees, missed, rejected, failures)
	if accepted == 0 || missed*20 > rejected {
		t.Errorf("%d files accepted, %d of %d refused files missed", accepted, missed, rejected)
	}
}

// TestConformanceStrings parses every string in the tests of CPython's library
// that the interpreter was asked about. What it accepts has to be accepted; of
// what it refuses, 95 of 100 have to be refused.
func TestConformanceStrings(t *testing.T) {
	t.Parallel()
	var p Parser
	accepted, rejected, missed, failures := 0, 0, 0, 0
	oracle(t, func(line []byte) {
		var want struct {
			Source string
			OK     bool
		}
		if err := json.Unmarshal(line, &want); err != nil {
			t.Fatal(err)
		}
		f := p.Parse(want.Source)
		ok := len(f.Errors) == 0 && f.Skipped == ""
		switch {
		case want.OK:
			accepted++
			if !ok {
				failures++
				if failures <= 20 {
					t.Errorf("%q: refused: %v %s", want.Source, f.Errors, f.Skipped)
				}
			}
		default:
			rejected++
			if ok {
				missed++
				if testing.Verbose() {
					t.Logf("%q: accepted", want.Source)
				}
			}
		}
	}, "strings")
	t.Logf("%d strings accepted, %d of them refused here; %d refused, %d of them accepted here", accepted, failures, rejected, missed)
	if accepted == 0 || rejected == 0 || missed*20 > rejected {
		t.Errorf("%d strings accepted; %d of %d refused strings missed", accepted, missed, rejected)
	}
}

func treeDiff(t *testing.T, path string, f *File, text string) string {
	t.Helper()
	i := 0
	diff := ""
	oracle(t, func(line []byte) {
		if i < len(f.Body) && diff == "" {
			if got := dump(f.Body[i], text); !bytes.Equal(got, line) {
				n := 0
				for n < len(got) && n < len(line) && got[n] == line[n] {
					n++
				}
				diff = fmt.Sprintf("statement %d\nwant …%s\ngot  …%s", i,
					line[max(0, n-300):min(len(line), n+200)], got[max(0, n-300):min(len(got), n+200)])
			}
		}
		i++
	}, "tree", path)
	return diff
}

// facts is what the oracle calls facts.
func facts(f *File, text string, fstringLines bool) []string {
	starts := []uint32{0}
	for i := range len(text) {
		if text[i] == '\n' || text[i] == '\r' && !strings.HasPrefix(text[i+1:], "\n") {
			starts = append(starts, uint32(i+1))
		}
	}
	until := uint32(0) // end of the f-string last entered
	line := func(pos uint32) int {
		if !fstringLines && pos < until {
			return 0
		}
		n, found := slices.BinarySearch(starts, pos)
		if found {
			n++
		}
		return n
	}
	names := func(list []*Alias) string {
		var out []string
		for _, a := range list {
			out = append(out, a.Name+"="+a.AsName)
		}
		return strings.Join(out, ",")
	}
	list := []string{}
	add := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	Walk(f, func(n Node) bool {
		switch n := n.(type) {
		case *Import:
			add("import %d %s", line(n.Pos()), names(n.Names))
		case *ImportFrom:
			add("from %d %d %s %s", line(n.Pos()), n.Level, n.Module, names(n.Names))
		case *FunctionDef:
			async := 0
			if n.Async {
				async = 1
			}
			add("def %d %s %d", line(n.DefPos), n.Name, async)
			for _, d := range n.Decorators {
				add("decorator %d", line(d.Pos()))
			}
		case *ClassDef:
			add("class %d %s %d %d", line(n.DefPos), n.Name, len(n.Bases), len(n.Keywords))
			for _, d := range n.Decorators {
				add("decorator %d", line(d.Pos()))
			}
		case *Call:
			add("call %d %d %d", line(n.Pos()), len(n.Args), len(n.Keywords))
		case *JoinedStr:
			until = max(until, n.End())
		default:
		}
		return true
	})
	slices.Sort(list)
	return list
}

// dump is the tree in the oracle's words.
func dump(n Node, text string) []byte {
	d := dumper{text: text}
	d.node(n)
	return d.out
}

type dumper struct {
	text   string
	out    []byte
	inside int
	named  bool // in an f-string with \N{…}, for which Str has no table
}

func (d *dumper) word(s string) {
	if len(d.out) > 0 {
		d.out = append(d.out, ' ')
	}
	d.out = append(d.out, s...)
}

func (d *dumper) str(s string) {
	d.word(fmt.Sprintf("%d:%x", len(s), crc32.ChecksumIEEE([]byte(s))))
}

func (d *dumper) open(kind string, pos, end uint32) {
	d.word("(" + kind)
	if d.inside == 0 {
		d.word(strconv.Itoa(int(pos)))
		d.word(strconv.Itoa(int(end)))
	}
}

func dumpList[T any](d *dumper, list []T) {
	d.word("[")
	for _, n := range list {
		d.value(n)
	}
	d.word("]")
}

func (d *dumper) value(v any) {
	switch v := v.(type) {
	case nil:
		d.word("-")
	case bool:
		d.word(map[bool]string{false: "0", true: "1"}[v])
	case int:
		d.word(strconv.Itoa(v))
	case string:
		d.str(v)
	case fmt.Stringer:
		d.word(v.String())
	case Operator, BoolOperator, UnaryOperator, CmpOp:
		d.word(enumName(v))
	case []Stmt:
		dumpList(d, v)
	case []Expr:
		dumpList(d, v)
	case []Pattern:
		dumpList(d, v)
	case []*Param:
		dumpList(d, v)
	case []*Keyword:
		dumpList(d, v)
	case []*Alias:
		dumpList(d, v)
	case []*WithItem:
		dumpList(d, v)
	case []*ExceptHandler:
		dumpList(d, v)
	case []*MatchCase:
		dumpList(d, v)
	case []*TypeParam:
		dumpList(d, v)
	case []*CompFor:
		dumpList(d, v)
	case []string:
		dumpList(d, v)
	case []CmpOp:
		dumpList(d, v)
	case Node:
		d.node(v)
	default:
		panic(fmt.Sprintf("%T", v))
	}
}

// parts writes a node with a position.
func (d *dumper) parts(kind string, n Node, values ...any) {
	pos := n.Pos()
	switch n := n.(type) {
	case *FunctionDef:
		pos = n.DefPos
	case *ClassDef:
		pos = n.DefPos
	default:
	}
	d.open(kind, pos, n.End())
	for _, v := range values {
		d.value(v)
	}
	d.word(")")
}

// part writes a node without a position.
func (d *dumper) part(kind string, values ...any) {
	d.word("(" + kind)
	for _, v := range values {
		d.value(v)
	}
	d.word(")")
}

// orNil lets an empty name be None.
func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func (d *dumper) node(n Node) {
	switch n := n.(type) {
	case *FunctionDef:
		d.parts("FunctionDef", n, n.Async, n.Name, n.TypeParams, n.Params, n.Returns, n.Body, n.Decorators)
	case *ClassDef:
		d.parts("ClassDef", n, n.Name, n.TypeParams, n.Bases, n.Keywords, n.Body, n.Decorators)
	case *Return:
		d.parts("Return", n, n.Value)
	case *Delete:
		d.parts("Delete", n, n.Targets)
	case *Assign:
		d.parts("Assign", n, n.Targets, n.Value)
	case *AugAssign:
		d.parts("AugAssign", n, n.Target, n.Op, n.Value)
	case *AnnAssign:
		d.parts("AnnAssign", n, n.Target, n.Annotation, n.Value)
	case *TypeAlias:
		d.parts("TypeAlias", n, n.Name, n.TypeParams, n.Value)
	case *For:
		d.parts("For", n, n.Async, n.Target, n.Iter, n.Body, n.Orelse)
	case *While:
		d.parts("While", n, n.Test, n.Body, n.Orelse)
	case *If:
		d.parts("If", n, n.Test, n.Body, n.Orelse)
	case *With:
		d.parts("With", n, n.Async, n.Items, n.Body)
	case *Match:
		d.parts("Match", n, n.Subject, n.Cases)
	case *Raise:
		d.parts("Raise", n, n.Exc, n.Cause)
	case *Try:
		d.parts("Try", n, n.Star, n.Body, n.Handlers, n.Orelse, n.Finalbody)
	case *Assert:
		d.parts("Assert", n, n.Test, n.Msg)
	case *Import:
		d.parts("Import", n, n.Names)
	case *ImportFrom:
		d.parts("ImportFrom", n, n.Level, n.Module, n.Names)
	case *Global:
		d.parts("Global", n, n.Names)
	case *Nonlocal:
		d.parts("Nonlocal", n, n.Names)
	case *ExprStmt:
		d.parts("ExprStmt", n, n.Value)
	case *Pass:
		d.parts("Pass", n)
	case *Break:
		d.parts("Break", n)
	case *Continue:
		d.parts("Continue", n)
	case *BadStmt:
		d.parts("BadStmt", n, n.Body)

	case *Param:
		d.word("(Param " + [...]string{"PosOnly", "Normal", "VarArgs", "KwOnly", "KwArgs"}[n.Kind])
		d.str(n.Name)
		d.value(n.Annotation)
		d.value(n.Default)
		d.word(")")
	case *Keyword:
		d.part("Keyword", n.Name, n.Value)
	case *Alias:
		d.part("Alias", n.Name, n.AsName)
	case *WithItem:
		d.part("WithItem", n.Context, n.Vars)
	case *ExceptHandler:
		d.part("ExceptHandler", n.Type, n.Name, n.Body)
	case *MatchCase:
		d.part("MatchCase", n.Pattern, n.Guard, n.Body)
	case *TypeParam:
		d.part([...]string{"TypeVar", "TypeVarTuple", "ParamSpec"}[n.Kind], n.Name, n.Bound, n.Default)
	case *CompFor:
		d.part("CompFor", n.Async, n.Target, n.Iter, n.Ifs)

	case *BoolOp:
		d.parts("BoolOp", n, n.Op, n.Values)
	case *NamedExpr:
		d.parts("NamedExpr", n, n.Target, n.Value)
	case *BinOp:
		d.parts("BinOp", n, n.Op, n.Left, n.Right)
	case *UnaryOp:
		d.parts("UnaryOp", n, n.Op, n.Operand)
	case *Lambda:
		d.parts("Lambda", n, n.Params, n.Body)
	case *IfExp:
		d.parts("IfExp", n, n.Test, n.Body, n.Orelse)
	case *Dict:
		d.parts("Dict", n, n.Keys, n.Values)
	case *Set:
		d.parts("Set", n, n.Elts)
	case *List:
		d.parts("List", n, n.Elts)
	case *Tuple:
		d.parts("Tuple", n, n.Elts)
	case *Comp:
		d.parts([...]string{"ListComp", "SetComp", "DictComp", "GeneratorExp"}[n.Kind], n, n.Elt, n.Value, n.Generators)
	case *Await:
		d.parts("Await", n, n.Value)
	case *Yield:
		d.parts("Yield", n, n.Value)
	case *YieldFrom:
		d.parts("YieldFrom", n, n.Value)
	case *Compare:
		d.parts("Compare", n, n.Left, n.Ops, n.Comparators)
	case *Call:
		d.parts("Call", n, n.Func, n.Args, n.Keywords)
	case *JoinedStr:
		d.joinedStr(n)
	case *Constant:
		d.open("Constant", n.Pos(), n.End())
		switch n.Kind {
		case ConstStr:
			d.word("str")
			if d.named || d.inside == 0 && strings.Contains(n.Raw, `\N{`) {
				d.word("N")
			} else {
				d.str(n.Str())
			}
		case ConstBytes:
			d.word("bytes")
			d.str(n.Str())
		default:
			d.word([...]string{"None", "True", "False", "Ellipsis", "int", "float", "complex"}[n.Kind])
		}
		d.word(")")
	case *Attribute:
		d.parts("Attribute", n, n.Value, n.Attr)
	case *Subscript:
		d.parts("Subscript", n, n.Value, n.Index)
	case *Starred:
		d.parts("Starred", n, n.Value)
	case *Name:
		d.parts("Name", n, n.ID)
	case *Slice:
		d.parts("Slice", n, n.Lower, n.Upper, n.Step)

	case *MatchValue:
		d.parts("MatchValue", n, n.Value)
	case *MatchSingleton:
		d.open("MatchSingleton", n.Pos(), n.End())
		d.word(n.Value.Raw)
		d.word(")")
	case *MatchSequence:
		d.parts("MatchSequence", n, n.Patterns)
	case *MatchMapping:
		d.parts("MatchMapping", n, n.Keys, n.Patterns, orNil(n.Rest))
	case *MatchClass:
		d.parts("MatchClass", n, n.Cls, n.Patterns, n.KwdAttrs, n.KwdPatterns)
	case *MatchStar:
		d.parts("MatchStar", n, orNil(n.Name))
	case *MatchAs:
		d.parts("MatchAs", n, n.Pattern, orNil(n.Name))
	case *MatchOr:
		d.parts("MatchOr", n, n.Patterns)
	default:
	}
}

// joinedStr writes an f-string as CPython has it: neighboring constants merged,
// and "{x=}" with its own text before it.
func (d *dumper) joinedStr(n *JoinedStr) {
	d.open("JoinedStr", n.Pos(), n.End())
	if d.inside == 0 {
		d.named = strings.Contains(d.text[n.Pos():n.End()], `\N{`)
	}
	d.inside++
	run := ""
	flush := func() {
		switch {
		case run == "":
		case d.named:
			d.word("N")
		default:
			d.str(run)
		}
		run = ""
	}
	for _, v := range n.Values {
		f, ok := v.(*FormattedValue)
		if !ok {
			run += v.(*Constant).Str()
			continue
		}
		conversion := -1
		if f.Conversion != 0 {
			conversion = int(f.Conversion)
		}
		if f.Debug {
			from, to := f.Pos()+1, f.Value.End()
			for d.text[to] != '=' {
				to++
			}
			to++
			run += d.text[from:to]
			for {
				if c := d.text[to]; c == '#' {
					// A comment is not part of the text, the line end after it is.
					to += uint32(strings.IndexAny(d.text[to:], "\r\n"))
				} else if charClass[c] != cSpace && charClass[c] != cNewline {
					break
				}
				run += d.text[to : to+1]
				to++
			}
			run = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(run)
			if f.Conversion == 0 && f.FormatSpec == nil {
				conversion = 'r'
			}
		}
		flush()
		d.word("(Field")
		d.value(f.Value)
		d.word(strconv.Itoa(conversion))
		if f.FormatSpec == nil {
			d.word("-")
		} else {
			d.joinedStr(f.FormatSpec)
		}
		d.word(")")
	}
	flush()
	d.inside--
	if d.inside == 0 {
		d.named = false
	}
	d.word(")")
}
