package py

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the trees in testdata/trees")

// sources is every source of testdata/trees, by name.
func sources(tb testing.TB) map[string]string {
	tb.Helper()
	out := map[string]string{}
	for _, path := range treeFiles(tb) {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ".py") {
				out[filepath.Base(path)+"/"+f.Name] = string(f.Data)
			}
		}
	}
	return out
}

func treeFiles(tb testing.TB) []string {
	tb.Helper()
	paths, err := filepath.Glob("testdata/trees/*.txtar")
	if err != nil || len(paths) == 0 {
		tb.Fatal("no trees", err)
	}
	return paths
}

// TestTrees compares each x.py of testdata/trees with the x.tree after it.
func TestTrees(t *testing.T) {
	for _, path := range treeFiles(t) {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for _, f := range archive.Files {
			want[f.Name] = string(f.Data)
		}
		var p Parser
		var files []txtar.File
		for _, f := range archive.Files {
			name, ok := strings.CutSuffix(f.Name, ".py")
			if !ok {
				continue
			}
			got := printTree(p.Parse(string(f.Data)))
			files = append(files, f, txtar.File{Name: name + ".tree", Data: []byte(got)})
			t.Run(filepath.Base(path)+"/"+name, func(t *testing.T) {
				if diff := cmp.Diff(want[name+".tree"], got); diff != "" && !*update {
					t.Errorf("tree (-want +got):\n%s", diff)
				}
				if errors := strings.Contains(got, "\nerror "); errors && filepath.Base(path) != "errors.txtar" {
					t.Errorf("unexpected errors:\n%s", got)
				}
			})
		}
		archive.Files = files
		if *update {
			if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestWalkVisitsEverything fails when the sources above have a node that Walk
// does not reach, or lack a type of node.
func TestWalkVisitsEverything(t *testing.T) {
	all := map[reflect.Type]bool{}
	nodes := reflect.TypeFor[slabs]()
	for field := range nodes.Fields() {
		if f, ok := field.Type.FieldByName("cur"); ok {
			if elem := reflect.PointerTo(f.Type.Elem()); elem.Implements(reflect.TypeFor[Node]()) {
				all[elem] = true
			}
		}
	}
	if len(all) < 60 {
		t.Fatalf("%d types of nodes", len(all))
	}
	var p Parser
	for name, src := range sources(t) {
		f := p.Parse(src)
		visited := map[Node]bool{}
		Walk(f, func(n Node) bool {
			if visited[n] {
				t.Errorf("%s: %T at %d visited twice", name, n, n.Pos())
			}
			visited[n] = true
			delete(all, reflect.TypeOf(n))
			return true
		})
		reach(reflect.ValueOf(f), func(n Node) {
			if !visited[n] {
				t.Errorf("%s: %T at %d not visited", name, n, n.Pos())
			}
		})
	}
	for typ := range all {
		t.Errorf("no source has a %v", typ)
	}
}

// reach calls f for every node that can be reached through exported fields.
func reach(v reflect.Value, f func(Node)) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			reach(v.Elem(), f)
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		if n, ok := reflect.TypeAssert[Node](v); ok {
			f(n)
			reach(v.Elem(), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			reach(v.Index(i), f)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				reach(v.Field(i), f)
			}
		}
	default:
	}
}

func TestWalkPrunes(t *testing.T) {
	var p Parser
	n := 0
	Walk(p.Parse("def f():\n  g(h)\n"), func(node Node) bool {
		n++
		_, ok := node.(*FunctionDef)
		return !ok
	})
	if n != 2 { // the file and the function
		t.Errorf("%d nodes visited, want 2", n)
	}
}

// TestReuse parses with one Parser what a new one parses.
func TestReuse(t *testing.T) {
	var p Parser
	for range 2 {
		for name, src := range sources(t) {
			var fresh Parser
			if diff := cmp.Diff(printTree(fresh.Parse(src)), printTree(p.Parse(src))); diff != "" {
				t.Errorf("%s: (-fresh +used):\n%s", name, diff)
			}
		}
	}
}

func TestParseAllocatesNothing(t *testing.T) {
	var all strings.Builder
	for name, src := range sources(t) {
		// Errors and odd names may cost memory.
		if !strings.HasPrefix(name, "errors") && name != "simple.txtar/imports.py" {
			all.WriteString(src)
		}
	}
	src := all.String()
	var p Parser
	p.Parse(src)
	if n := testing.AllocsPerRun(10, func() { p.Parse(src) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

// check fails when a tree breaks what every tree has to keep, whatever the
// source.
func check(t *testing.T, src string, f *File) {
	t.Helper()
	if limit := maxSteps*len(src) + 2000; f.Steps > limit {
		t.Errorf("%d steps for %d bytes", f.Steps, len(src))
	}
	type frame struct{ pos, end uint32 }
	var stack []frame
	var visit func(n Node)
	height := 0
	visit = func(n Node) {
		if n.Pos() > n.End() || int(n.End()) > len(src) {
			t.Errorf("%T: span %d-%d in %d bytes", n, n.Pos(), n.End(), len(src))
		}
		if len(stack) > 0 {
			if up := stack[len(stack)-1]; n.Pos() < up.pos || n.End() > up.end {
				t.Errorf("%T: span %d-%d outside its parent's, %d-%d", n, n.Pos(), n.End(), up.pos, up.end)
			}
		}
		stack = append(stack, frame{n.Pos(), n.End()})
		height = max(height, len(stack))
		first := true
		Walk(n, func(child Node) bool {
			if first {
				first = false
				return true
			}
			visit(child)
			return false
		})
		stack = stack[:len(stack)-1]
	}
	visit(f)
	if height > 2*maxDepth+100 {
		t.Errorf("tree of height %d", height)
	}
	for _, e := range f.Errors {
		if int(e.Pos) > len(src) || e.Msg == "" {
			t.Errorf("error %v in %d bytes", e, len(src))
		}
	}
	last := uint32(0)
	for _, c := range f.Comments {
		if c.Start < last || c.End < c.Start || int(c.End) > len(src) || src[c.Start] != '#' {
			t.Errorf("comment %v after %d", c, last)
		}
		last = c.End
	}
}

func FuzzParse(f *testing.F) {
	for _, src := range sources(f) {
		f.Add(src)
		f.Add(strings.ReplaceAll(src, "\n", "\r\n"))
	}
	var p Parser
	f.Fuzz(func(t *testing.T, src string) {
		file := p.Parse(src)
		check(t, src, file)
		Walk(file, func(n Node) bool {
			if c, ok := n.(*Constant); ok {
				_ = c.Str()
			}
			return true
		})
	})
}

// TestPrefixes parses every beginning of every source, and every source without
// one of its bytes.
func TestPrefixes(t *testing.T) {
	var p Parser
	for name, src := range sources(t) {
		t.Run(name, func(t *testing.T) {
			for i := range len(src) {
				check(t, src[:i], p.Parse(src[:i]))
				cut := src[:i] + src[i+1:]
				check(t, cut, p.Parse(cut))
			}
		})
	}
}

// nest is a way to nest Python: n times open, middle, n times end.
type nest struct{ name, open, middle, end string }

var nests = []nest{
	{"parentheses", "(", "a", ")"},
	{"lists", "[", "a", "]"},
	{"sets", "{", "a", "}"},
	{"dictionaries", "{a:", "b", "}"},
	{"dictionary keys", "{", "a", ":b}"},
	{"tuples", "(a,", "b", ")"},
	{"calls", "f(", "a", ")"},
	{"keyword arguments", "f(a=", "b", ")"},
	{"double stars", "f(**", "a", ")"},
	{"subscripts", "a[", "b", "]"},
	{"slices", "a[b:", "c", "]"},
	{"not", "not ", "a", ""},
	{"minus", "-", "a", ""},
	{"await", "await ", "a", ""},
	{"powers", "a**", "b", ""},
	{"lambda", "lambda:", "a", ""},
	{"lambda defaults", "lambda a=", "b", ":c"},
	{"conditionals", "a if b else ", "c", ""},
	{"conditional tests", "a if (", "b", ") else c"},
	{"assignment expressions", "(a:=", "b", ")"},
	{"yield", "(yield ", "a", ")"},
	{"yield from", "(yield from ", "a", ")"},
	{"list comprehensions", "[", "a", " for b in c]"},
	{"comprehension sources", "[a for b in ", "c", "]"},
	{"comprehension conditions", "[a for b in c if ", "d", "]"},
	{"generators", "f(", "a", " for b in c)"},
	{"f-strings", "f'{", "a", "}'"},
	{"format specifications", "f'{a:{", "b", "}}'"},
	{"open brackets", "(", "", ""},
	{"open mix", "([{", "", ""},
	{"open f-strings", "f'{", "", ""},
	{"open calls", "f(a,", "", ""},
	{"closing brackets", ")", "", ""},
	{"sums", "a+", "b", ""},
	{"mixed operators", "a+b*c-", "d", ""},
	{"comparisons", "a<", "b", ""},
	{"and", "a and ", "b", ""},
	{"and or", "a and b or ", "c", ""},
	{"attributes", "a.", "b", ""},
	{"call chain", "", "a", "()"},
	{"subscript chain", "", "a", "[b]"},
	{"method chain", "", "a", ".b(c)"},
	{"sums left", "(", "a", "+b)"},
	{"attributes left", "(", "a", ".b.c.d)"},
	{"strings", "'a' ", "'b'", ""},
	{"f-string chain", "f'{a}' ", "'b'", ""},
	{"assignments", "a = ", "b", ""},
	{"stars", "*", "a", ""},
	{"commas", "a,", "b", ""},
	{"tuple targets", "(", "a", ",)"},
	{"elif", "", "if a: b", "\nelif a: b"},
	{"statements", "a\n", "b", "\n"},
	{"semicolons", "a;", "b", ""},
	{"backslashes", "\\\n", "a", ""},
	{"decorators", "@a\n", "def f(): pass", ""},
	{"decorator calls", "@a(", "b", ")\ndef f(): pass\n"},
	{"annotations", "a: b[", "c", "]"},
	{"match", "match (", "a", "):\n"},
	{"match calls", "match(", "a", ")"},
	{"match lists", "match [", "a", "]"},
	{"with", "with (", "a", "): pass"},
	{"with as", "with (", "a", " as b): pass"},
	{"del", "del (", "a", ")"},
	{"for targets", "for (", "a", ") in b: pass"},
	{"bad operators", "a = = ", "b", ""},
	{"bad names", "a b ", "c", ""},
	{"bad dedents", "if a:\n   b\n  c\n", "d", ""},
	{"quotes", "'", "", ""},
	{"triple quotes", "'''", "", "'''"},
	{"escapes", `'\`, "", ""},
	{"unfinished escapes", `'\x`, "", ""},
	{"names", `"\N{`, "", ""},
	{"comments", "#\n", "", ""},
	{"carriage returns", "a#b\r", "", ""},
	{"bad brackets", "(a b\n", "", ""},
	{"bad f-strings", "f'{a b}'\n", "", ""},
	{"bad headers", "def f(:\n a\n", "", ""},
	{"digits", "1", "", ""},
	{"underscores", "1_", "", ""},
	{"type parameters", "def f[T: (", "a", ")](): pass"},
	{"blocks", "", "", ""},       // built by source
	{"bad blocks", "", "", ""},   // built by source
	{"patterns", "", "", ""},     // built by source
	{"alternatives", "", "", ""}, // built by source
	{"mappings", "", "", ""},     // built by source
	{"classes", "", "", ""},      // built by source
}

// source is the construct nested n times.
func (c nest) source(n int) string {
	var b strings.Builder
	inCase := func(open, middle, end string) string {
		return "match x:\n case " + strings.Repeat(open, n) + middle + strings.Repeat(end, n) + ": pass\n"
	}
	switch c.name {
	case "blocks", "bad blocks":
		// A million levels would be a terabyte of spaces.
		for i := range min(n, 6000) {
			b.WriteString(strings.Repeat(" ", i))
			if c.name == "blocks" {
				b.WriteString("if a:\n")
			} else {
				b.WriteString("if a b:\n")
			}
		}
		return b.String()
	case "patterns":
		return inCase("[", "a", "]")
	case "alternatives":
		return inCase("a|", "b", "")
	case "mappings":
		return inCase("{1:", "a", "}")
	case "classes":
		return inCase("C(a=", "b", ")")
	}
	return strings.Repeat(c.open, n) + c.middle + strings.Repeat(c.end, n) + "\n"
}

// TestNesting nests every construct: each depth ends in a tree or in a file
// skipped for its nesting.
func TestNesting(t *testing.T) {
	depths := []int{100, 1000, 10_000, 100_000, 1_000_000}
	if testing.Short() {
		depths = depths[:4]
	}
	var p Parser
	for _, c := range nests {
		t.Run(c.name, func(t *testing.T) {
			for _, n := range depths {
				if n*len(c.open+c.end) > 5<<20 {
					continue // the same at a tenth of it
				}
				src := c.source(n)
				f := p.Parse(src)
				check(t, src, f)
				if f.Skipped != "" && f.Skipped != "nesting" {
					t.Errorf("%d: skipped: %s", n, f.Skipped)
				}
				if n <= 1000 && f.Skipped != "" {
					t.Errorf("%d: skipped: %s", n, f.Skipped)
				}
			}
		})
	}
}

// TestLinear fails when twice the source takes more than 2.2 times the steps.
func TestLinear(t *testing.T) {
	var p Parser
	for _, c := range nests {
		t.Run(c.name, func(t *testing.T) {
			var counts []string
			last := 0
			for _, n := range []int{500, 1000, 2000, 4000} {
				steps := p.Parse(c.source(n)).Steps
				counts = append(counts, fmt.Sprint(steps))
				if last > 100 && steps*10 > last*22 {
					t.Errorf("steps: %v", counts)
				}
				last = steps
			}
		})
	}
}

func TestStr(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{`'a'`, "a"},
		{`"""a"b"""`, `a"b`},
		{`'a' 'b'`, "ab"},
		{"'a' \\\n 'b' # c 'd'\n", "ab"},
		{"('a' # 'x'\n 'b')", "ab"},
		{`'\t\x41\101\u00e9\U0001f600\'\"\\\q'`, "\tAA\u00e9\U0001f600'\"\\\\q"},
		{`b'\x80\u0041'`, "\x80\\u0041"},
		{`r'\t'`, `\t`},
		{"'''a\r\nb\rc\\\r\nd'''", "a\nb\ncd"},
		{`'\ud800'`, "\uFFFD"},
		{`'\N{DASH}x'`, "\uFFFDx"},
		{`''`, ""},
		{`1`, ""},
		{`None`, ""},
	} {
		var p Parser
		f := p.Parse(test.src)
		if len(f.Errors) > 0 || len(f.Body) != 1 {
			t.Errorf("%s: %v", test.src, f.Errors)
			continue
		}
		if got := f.Body[0].(*ExprStmt).Value.(*Constant).Str(); got != test.want {
			t.Errorf("%s: %q, want %q", test.src, got, test.want)
		}
	}
}

// TestLineEnds parses one source with every kind of line end.
func TestLineEnds(t *testing.T) {
	src := "def f():  # x\n    '''a\n    b'''\n\n    x = (1 +\n         2) \\\n        .y\n\x0c\n    return x\nf()\n"
	var p Parser
	want := printTree(p.Parse(src))
	want, _, _ = strings.Cut(want, "comment")
	if strings.Contains(want, "error") {
		t.Fatal(want)
	}
	for _, end := range []string{"\r\n", "\r"} {
		got := printTree(p.Parse(strings.ReplaceAll(src, "\n", end)))
		got, _, _ = strings.Cut(got, "comment")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-LF +other):\n%s", end, diff)
		}
	}
}

func TestDecode(t *testing.T) {
	const bom = "\xef\xbb\xbf"
	for _, test := range []struct {
		name, src, want string
		refused         bool
	}{
		{"empty", "", "", false},
		{"utf-8", "x = 'é'\n", "x = 'é'\n", false},
		{"byte order mark", bom + "x\n", "x\n", false},
		{"mark and cookie", bom + "# coding: utf-8\n", "# coding: utf-8\n", false},
		{"mark and other cookie", bom + "# coding: latin-1\n\xe9", "# coding: latin-1\n\uFFFD", true},
		{"latin-1", "# -*- coding: latin-1 -*-\n\xe9\x93", "# -*- coding: latin-1 -*-\né\u0093", false},
		{"iso-8859-15", "# vim: set fileencoding=iso-8859-15 :\n\xa4", "# vim: set fileencoding=iso-8859-15 :\n€", false},
		{"iso8859_2", "#coding=iso8859_2\n\xb1", "#coding=iso8859_2\ną", false},
		{"cp1252", "#!python\n# coding:cp1252\n\x93", "#!python\n# coding:cp1252\n“", false},
		{"windows-1251", "# coding: windows-1251\n\xe9", "# coding: windows-1251\nй", false},
		{"koi8-r", "# coding: koi8-r\n\xc1", "# coding: koi8-r\nа", false},
		{"euc_jp", "# coding: euc_jp\n\xa4\xa2", "# coding: euc_jp\nあ", false},
		{"shift_jis", "# coding: shift_jis\n\x82\xa0", "# coding: shift_jis\nあ", false},
		{"ascii", "# coding: ascii\nx", "# coding: ascii\nx", false},
		{"not ascii", "# coding: us-ascii\n\xe9", "# coding: us-ascii\n\uFFFD", true},
		{"utf-8-sig", "# coding: utf-8-sig\né", "# coding: utf-8-sig\né", false},
		{"unknown", "# coding: klingon\nx", "# coding: klingon\nx", true},
		{"not utf-8", "x = '\xe9'", "x = '\uFFFD'", true},
		{"utf-16", "\xff\xfex\x00", "\uFFFDx\x00", true},
		{"third line", "\n\n# coding: latin-1\n\xe9", "\n\n# coding: latin-1\n\uFFFD", true},
		{"second line after code", "x\n# coding: latin-1\n\xe9", "x\n# coding: latin-1\n\uFFFD", true},
		{"second line after blank", "\f \r# coding: latin-1\r\xe9", "\f \r# coding: latin-1\ré", false},
		{"not a comment", "x = 'coding: latin-1'\n\xe9", "x = 'coding: latin-1'\n\uFFFD", true},
	} {
		got, err := Decode([]byte(test.src))
		if got != test.want || (err != nil) != test.refused {
			t.Errorf("%s: %q, %v; want %q", test.name, got, err, test.want)
		}
	}
}

// TestNames checks which characters names may have, and that they are compared
// in normal form.
func TestNames(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"é", "(ExprStmt Value:é)\n"},
		{"e\u0301", "(ExprStmt Value:é)\n"},
		{"ﬁ", "(ExprStmt Value:fi)\n"},
		{"名前", "(ExprStmt Value:名前)\n"},
		{"x٣", "(ExprStmt Value:x٣)\n"},
		{"import ﬁ.x", "(Import Names:[(Alias Name:fi.x)])\n"},
	} {
		var p Parser
		if got := printTree(p.Parse(test.src)); got != test.want {
			t.Errorf("%s: %s, want %s", test.src, got, test.want)
		}
	}
	for _, src := range []string{"€", "x€", "٣x", "\u00a0x", "“x”", "x\u200b", "a\x00b", "# \x00"} {
		var p Parser
		if f := p.Parse(src); len(f.Errors) == 0 {
			t.Errorf("%q accepted", src)
		}
	}
}
