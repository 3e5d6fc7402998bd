package js

import (
	"flag"
	"fmt"
	goast "go/ast"
	goparser "go/parser"
	gotoken "go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite golden files")

// example is a source with its tree, from a file under testdata/trees. Such a
// file holds blocks: a line "=== name", where name chooses the language by its
// extension, the source, a line "---", and the tree.
type example struct {
	name, source, tree string
}

func examples(tb testing.TB) map[string][]example {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "trees", "*.txt"))
	if err != nil || len(files) == 0 {
		tb.Fatalf("no trees: %v", err)
	}
	all := map[string][]example{}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		for _, block := range strings.Split("\n"+string(b), "\n=== ")[1:] {
			name, rest, _ := strings.Cut(block, "\n")
			source, tree, _ := strings.Cut(rest, "\n---\n")
			all[file] = append(all[file], example{name, source, strings.TrimSuffix(tree, "\n")})
		}
	}
	return all
}

// printFile prints a tree, a line for each statement, and the errors.
func printFile(f *File) string {
	var b strings.Builder
	for _, s := range f.Body {
		fmt.Fprintln(&b, Print(s))
	}
	for _, e := range f.Errors {
		fmt.Fprintf(&b, "error at %d: %s\n", e.Pos, e.Msg)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestTrees(t *testing.T) {
	for file, list := range examples(t) {
		var out strings.Builder
		for _, ex := range list {
			var p Parser
			got := printFile(p.Parse(ex.source, OptionsFor(ex.name)))
			fmt.Fprintf(&out, "=== %s\n%s\n---\n%s\n", ex.name, ex.source, got)
			if *update {
				continue
			}
			if diff := cmp.Diff(ex.tree, got); diff != "" {
				t.Errorf("%s: %s\n%s\n(-want +got)\n%s", file, ex.name, ex.source, diff)
			}
		}
		if *update {
			if err := os.WriteFile(file, []byte(out.String()), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestWalkVisitsEveryType compares the node types that nodes.go declares with
// those that Walk meets in the examples.
func TestWalkVisitsEveryType(t *testing.T) {
	f, err := goparser.ParseFile(gotoken.NewFileSet(), "nodes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	goast.Inspect(f, func(n goast.Node) bool {
		spec, ok := n.(*goast.TypeSpec)
		if !ok {
			return true
		}
		s, ok := spec.Type.(*goast.StructType)
		if !ok {
			return false
		}
		for _, field := range s.Fields.List {
			if id, ok := field.Type.(*goast.Ident); ok && len(field.Names) == 0 && id.Name == "Span" {
				want[spec.Name.Name] = true
			}
		}
		return false
	})
	for _, list := range examples(t) {
		for _, ex := range list {
			var p Parser
			Walk(p.Parse(ex.source, OptionsFor(ex.name)), func(n Node) bool {
				delete(want, strings.TrimPrefix(fmt.Sprintf("%T", n), "*js."))
				return true
			})
		}
	}
	// A missing expression fails its statement, which becomes a BadStmt.
	delete(want, "BadExpr")
	for name := range want {
		t.Errorf("Walk never visits a %s", name)
	}
}

// checkSpans reports nodes outside their parent or the source.
func checkSpans(t *testing.T, f *File, src string) {
	t.Helper()
	if int(f.Stop) != len(src) {
		t.Errorf("file ends at %d of %d", f.Stop, len(src))
	}
	Walk(f, func(n Node) bool {
		if n.Pos() > n.End() || int(n.End()) > len(src) {
			t.Errorf("%T: span %d–%d of %d bytes", n, n.Pos(), n.End(), len(src))
		}
		for _, child := range appendChildren(nil, n) {
			if child.Pos() < n.Pos() || child.End() > n.End() {
				t.Errorf("%T %d–%d is outside %T %d–%d\n%s", child, child.Pos(), child.End(), n, n.Pos(), n.End(), src)
			}
		}
		return !t.Failed()
	})
}

func TestSpans(t *testing.T) {
	for _, list := range examples(t) {
		for _, ex := range list {
			var p Parser
			checkSpans(t, p.Parse(ex.source, OptionsFor(ex.name)), ex.source)
		}
	}
}

// TestReuse parses everything with one parser, twice, and expects the trees of
// fresh ones.
func TestReuse(t *testing.T) {
	var p Parser
	for range 2 {
		for _, list := range examples(t) {
			for _, ex := range list {
				var fresh Parser
				want := printFile(fresh.Parse(ex.source, OptionsFor(ex.name)))
				got := printFile(p.Parse(ex.source, OptionsFor(ex.name)))
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s (-fresh +reused)\n%s", ex.source, diff)
				}
			}
		}
	}
}

func TestKeywords(t *testing.T) {
	seen := map[uint8]string{}
	for _, k := range keywords {
		n := len(k.word)
		h := keywordHash(k.word[0], k.word[1], k.word[n-1], n)
		if seen[h] != "" {
			t.Errorf("%s and %s have the same hash", seen[h], k.word)
		}
		seen[h] = k.word
		if n < minKeyword || n > maxKeyword || lookupKeyword(k.word) != k.tok {
			t.Errorf("%s is not found", k.word)
		}
	}
}

func TestOptionsFor(t *testing.T) {
	for path, want := range map[string]Options{
		"a/b.js":            {JSX: true},
		"a/b":               {JSX: true},
		"a.d/b":             {JSX: true},
		`a\b.jsx`:           {JSX: true},
		"b.mjs":             {JSX: true, Mode: ModeModule},
		"b.cjs":             {JSX: true, Mode: ModeCommonJS},
		"b.ts":              {TS: true},
		"b.tsx":             {TS: true, JSX: true},
		"b.mts":             {TS: true, Mode: ModeModule},
		"b.cts":             {TS: true, Mode: ModeCommonJS},
		"b.d.ts":            {TS: true, Declaration: true},
		"b.d.mts":           {TS: true, Declaration: true, Mode: ModeModule},
		"b.d.json.ts":       {TS: true, Declaration: true},
		"b.controller.ts":   {TS: true},
		"x.d.ts/b.test.tsx": {TS: true, JSX: true},
	} {
		if got := OptionsFor(path); got != want {
			t.Errorf("OptionsFor(%q) = %+v, want %+v", path, got, want)
		}
	}
}

// ladder is a construct that contains itself: n times open, then middle, then n
// times close.
type ladder struct{ name, file, open, middle, close string }

var ladders = []ladder{
	{"parentheses", "a.js", "(", "1", ")"},
	{"brackets", "a.js", "[", "", "]"},
	{"objects", "a.js", "x={a:", "1", "}"},
	{"unclosed parentheses", "a.js", "(", "", ""},
	{"unclosed brackets", "a.js", "[", "", ""},
	{"unclosed braces", "a.js", "{", "", ""},
	{"blocks", "a.js", "{", "", "}"},
	{"functions", "a.js", "function f(){", "", "}"},
	{"function expressions", "a.js", "(function(){", "", "})"},
	{"arrows", "a.js", "a=>", "1", ""},
	{"arrow bodies", "a.js", "a=>{", "", "}"},
	{"arrow parameters", "a.js", "(a=", "1", ")=>1"},
	{"arrow parameters in types", "a.ts", "(a=", "1", "):T=>1"},
	{"async arrows", "a.js", "async(a=", "1", ")=>1"},
	{"async calls", "a.js", "async(", "", ")"},
	{"calls", "a.js", "f(", "", ")"},
	{"indexes", "a.js", "a[", "1", "]"},
	{"new", "a.js", "new ", "a", ""},
	{"new with arguments", "a.js", "new a(", "", ")"},
	{"assignments", "a.js", "a=", "1", ""},
	{"assignments in parentheses", "a.js", "(a=", "1", ")"},
	{"exponents", "a.js", "a**", "1", ""},
	{"not", "a.js", "!", "a", ""},
	{"minus", "a.js", "- ", "a", ""},
	{"typeof", "a.js", "typeof ", "a", ""},
	{"await", "a.mjs", "await ", "a", ""},
	{"spread", "a.js", "[...", "a", "]"},
	{"conditions", "a.js", "a?", "1", ":2"},
	{"templates", "a.js", "`${", "1", "}`"},
	{"tagged templates", "a.js", "f`${", "1", "}`"},
	{"classes", "a.js", "class A{x=", "1", "}"},
	{"class expressions", "a.js", "(class{m(){", "", "}})"},
	{"static blocks", "a.js", "class A{static{", "", "}}"},
	{"superclasses", "a.js", "(class extends ", "a", "{})"},
	{"methods", "a.js", "({m(){", "", "}})"},
	{"decorators", "a.ts", "@(class{", "", "})class A{}"},
	{"patterns", "a.js", "let [", "a", "]=1"},
	{"nested patterns", "a.js", "[", "a", "]"},
	{"object patterns", "a.js", "{a:", "b", "}"},
	{"if", "a.js", "if(a)", ";", ""},
	{"for", "a.js", "for(;;)", ";", ""},
	{"while", "a.js", "while(a)", ";", ""},
	{"do", "a.js", "do ", ";", " while(a)"},
	{"with", "a.js", "with(a)", ";", ""},
	{"try", "a.js", "try{", "", "}finally{}"},
	{"switch", "a.js", "switch(a){case 1:", "", "}"},
	{"labels", "a.js", "a:", ";", ""},
	{"import calls", "a.js", "import(", "a", ")"},
	{"yield", "a.js", "function*f(){yield ", "1", "}"},
	{"elements", "a.jsx", "<a>", "", "</a>"},
	{"fragments", "a.jsx", "<>", "", "</>"},
	{"elements in attributes", "a.jsx", "<a b=", "{1}", "/>"},
	{"element expressions", "a.jsx", "<a>{", "1", "}</a>"},
	{"type arguments", "a.ts", "let x:A<", "B", ">"},
	{"types in parentheses", "a.ts", "type T=(", "A", ")"},
	{"type parentheses", "a.ts", "(", "A", ")"},
	{"function types", "a.ts", "type T=()=>", "A", ""},
	{"parameter types", "a.ts", "type T=(a:", "A", ")=>B"},
	{"tuple types", "a.ts", "type T=[", "A", "]"},
	{"object types", "a.ts", "type T={a:", "A", "}"},
	{"keyof", "a.ts", "type T=keyof ", "A", ""},
	{"infer", "a.ts", "type T=A extends infer B extends ", "C", "?1:2"},
	{"true branches", "a.ts", "type T=A extends B?", "C", ":D"},
	{"mapped types", "a.ts", "type T={[K in ", "A", "]:B}"},
	{"template types", "a.ts", "type T=`${", "A", "}`"},
	{"indexed access", "a.ts", "type T=A[", "B", "]"},
	{"casts", "a.ts", "<T>", "a", ""},
	{"casts in parentheses", "a.ts", "<T>(", "a", ")"},
	{"generic arrows", "a.ts", "<T>(a=", "1", ")=>1"},
	{"namespaces", "a.ts", "namespace A{", "", "}"},
	{"declare", "a.ts", "declare ", "var a", ""},
	{"instantiations", "a.ts", "f<", "T", ">"},
	{"pattern parameters of types", "a.ts", "type T=({a:", "b", "})=>c"},
}

func (l ladder) source(n int) string {
	// Only the innermost of a statement's productions repeats.
	prefix, open := "", l.open
	for _, p := range []string{"type T=", "let x:", "let "} {
		if rest, ok := strings.CutPrefix(open, p); ok {
			prefix, open = p, rest
		}
	}
	return prefix + strings.Repeat(open, n) + l.middle + strings.Repeat(l.close, n)
}

func TestLadders(t *testing.T) {
	var p Parser
	for _, l := range ladders {
		t.Run(l.name, func(t *testing.T) {
			for n := 100; n <= 1_000_000; n *= 10 {
				src := l.source(n)
				f := p.Parse(src, OptionsFor(l.file))
				if n == 100 && f.Skipped != "" {
					t.Errorf("%d levels are skipped", n)
				}
				if n >= 10_000 && f.Skipped == "" && len(f.Errors) == 0 {
					t.Errorf("%d levels are neither skipped nor an error", n)
				}
				if f.Steps > 8*len(src)+1000 {
					t.Errorf("%d levels: %d steps for %d bytes", n, f.Steps, len(src))
				}
			}
		})
	}
}

// chains nest nothing in the source, so no length of them is too deep.
var chains = []ladder{
	{"sum", "a.js", "a+", "1", ""},
	{"strings", "a.js", "'a'+", "1", ""},
	{"and", "a.js", "a&&", "1", ""},
	{"members", "a.js", "", "a", ".b"},
	{"calls", "a.js", "", "a", "()"},
	{"method calls", "a.js", "", "a", ".b()"},
	{"optional chain", "a.js", "", "a", "?.b"},
	{"indexes", "a.js", "", "a", "[0]"},
	{"templates", "a.js", "", "a", "``"},
	{"commas", "a.js", "a,", "1", ""},
	{"else if", "a.js", "if(a);else ", ";", ""},
	{"conditions", "a.js", "a?1:", "2", ""},
	{"statements", "a.js", "a;", "", ""},
	{"elements", "a.js", "[", "", "];"},
	{"arguments", "a.js", "f(1);", "", ""},
	{"non-null", "a.ts", "", "a", "!"},
	{"as", "a.ts", "", "a", " as T"},
	{"union", "a.ts", "type T=A|", "B", ""},
	{"intersection", "a.ts", "type T=A&", "B", ""},
	{"array types", "a.ts", "type T=", "B", "[]"},
	{"conditional types", "a.ts", "type T=A extends B?C:", "D", ""},
	{"qualified names", "a.ts", "type T=A.", "D", ""},
	{"decorators", "a.ts", "@a ", "class A{}", ""},
}

func TestChains(t *testing.T) {
	var p Parser
	for _, l := range chains {
		if l.name == "elements" {
			continue
		}
		t.Run(l.name, func(t *testing.T) {
			for _, n := range []int{100, 100_000} {
				src := l.source(n)
				f := p.Parse(src, OptionsFor(l.file))
				if f.Skipped != "" || len(f.Errors) > 0 {
					t.Errorf("%d links: %s %v", n, f.Skipped, f.Errors)
				}
				count := 0
				Walk(f, func(Node) bool { count++; return true })
				if count < n/2 && l.name != "qualified names" {
					t.Errorf("%d links: %d nodes", n, count)
				}
			}
		})
	}
}

// families are sources on which parsers that look ahead or back without bound
// take quadratic or exponential time.
var families = map[string]func(n int) (file, src string){
	"assignments in parentheses": func(n int) (string, string) { return "a.js", strings.Repeat("(a=", n) },
	"less than":                  func(n int) (string, string) { return "a.ts", strings.Repeat("a<", n) },
	"less than, closed": func(n int) (string, string) {
		return "a.ts", strings.Repeat("a<", n) + "b" + strings.Repeat(">", n) + "c"
	},
	"less than in tsx":   func(n int) (string, string) { return "a.tsx", strings.Repeat("a<b,", n) },
	"mixed":              func(n int) (string, string) { return "a.ts", strings.Repeat("m< $<{3[", n) },
	"mixed in js":        func(n int) (string, string) { return "a.js", strings.Repeat("m< $<{3[", n) },
	"arrows":             func(n int) (string, string) { return "a.ts", strings.Repeat("a=>b=>", n) },
	"parentheses":        func(n int) (string, string) { return "a.ts", strings.Repeat("(", n) },
	"shifts":             func(n int) (string, string) { return "a.ts", strings.Repeat("<<<<", n) },
	"tags":               func(n int) (string, string) { return "a.tsx", strings.Repeat("<<<<", n) },
	"async":              func(n int) (string, string) { return "a.ts", strings.Repeat("async(", n) },
	"generic async":      func(n int) (string, string) { return "a.ts", strings.Repeat("async<T>(", n) },
	"templates":          func(n int) (string, string) { return "a.ts", strings.Repeat("`${", n) },
	"conditional arrows": func(n int) (string, string) { return "a.ts", "x" + strings.Repeat("?(y):(z)", n) },
	"nested conditions":  func(n int) (string, string) { return "a.ts", strings.Repeat("a?(b):c=>", n) + "d" },
	"closed conditions": func(n int) (string, string) {
		return "a.ts", strings.Repeat("a?(b):c=>", n) + "d" + strings.Repeat(":e", n)
	},
	"conditions in arrow": func(n int) (string, string) { return "a.ts", strings.Repeat("a?(b=", n) },
	"return types":        func(n int) (string, string) { return "a.ts", strings.Repeat("(a):", n) },
	"object return types": func(n int) (string, string) { return "a.ts", strings.Repeat("x?(a):{b:", n) },
	"casts":               func(n int) (string, string) { return "a.ts", strings.Repeat("<T>(", n) },
	"generic casts":       func(n int) (string, string) { return "a.ts", strings.Repeat("<T<", n) },
	"type arguments":      func(n int) (string, string) { return "a.ts", strings.Repeat("f<{a:", n) },
	"function types":      func(n int) (string, string) { return "a.ts", "type T=" + strings.Repeat("({a:", n) },
	"tuple types":         func(n int) (string, string) { return "a.ts", "type T=" + strings.Repeat("([", n) },
	"default types":       func(n int) (string, string) { return "a.ts", "type T=" + strings.Repeat("({a=", n) },
	"infer": func(n int) (string, string) {
		return "a.ts", "type T=A extends " + strings.Repeat("infer B extends ", n)
	},
	"infer in tuples": func(n int) (string, string) {
		return "a.ts", "type T=A extends " + strings.Repeat("[infer B extends ", n)
	},
	"arrow in type query": func(n int) (string, string) { return "a.ts", strings.Repeat("a<(b)=>", n) },
	"errors":              func(n int) (string, string) { return "a.js", strings.Repeat("a b\n", n) },
	"nested errors": func(n int) (string, string) {
		return "a.js", strings.Repeat("(function(){", n) + strings.Repeat("}) y ", n)
	},
	"unclosed blocks":     func(n int) (string, string) { return "a.js", strings.Repeat("if(a){b c\n", n) },
	"unclosed templates":  func(n int) (string, string) { return "a.js", strings.Repeat("`\n", n) },
	"unclosed comments":   func(n int) (string, string) { return "a.js", strings.Repeat("a/*", n) },
	"regular expressions": func(n int) (string, string) { return "a.js", strings.Repeat("/[", n) },
	"unclosed tags":       func(n int) (string, string) { return "a.jsx", strings.Repeat("<a>", n) },
	"html comments":       func(n int) (string, string) { return "a.js", strings.Repeat("<!--", n) },
	"bad numbers":         func(n int) (string, string) { return "a.js", strings.Repeat("0x ", n) },
	"labels":              func(n int) (string, string) { return "a.js", strings.Repeat("async of=>", n) },
}

func TestFamilies(t *testing.T) {
	var p Parser
	steps := func(family func(int) (string, string), n int) int {
		file, src := family(n)
		return p.Parse(src, OptionsFor(file)).Steps
	}
	for name, family := range families {
		for _, n := range []int{500, 1500, 20_000} {
			one, two := steps(family, n), steps(family, 2*n)
			if ratio := float64(two) / float64(one); ratio > 2.2 {
				t.Errorf("%s: %d steps for %d, %d for %d: ratio %.2f", name, one, n, two, 2*n, ratio)
			}
		}
	}
}

func TestEncodings(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"BOM", "\uFEFFa()", "(ExprStmt x:(Call callee:a))"},
		{"BOM and hashbang", "\uFEFF#!/x y\na", "(ExprStmt x:a)"},
		{"hashbang", "#!/x y\r\na", "(ExprStmt x:a)"},
		{"CRLF", "a\r\nb", "(ExprStmt x:a)\n(ExprStmt x:b)"},
		{"CR", "a\rb", "(ExprStmt x:a)\n(ExprStmt x:b)"},
		{"LS", "a\u2028b", "(ExprStmt x:a)\n(ExprStmt x:b)"},
		{"PS", "a\u2029b", "(ExprStmt x:a)\n(ExprStmt x:b)"},
		{"LS ends a comment", "a // x\u2028b", "(ExprStmt x:a)\n(ExprStmt x:b)"},
		{"CR ends a comment", "a // x\rb", "(ExprStmt x:a)\n(ExprStmt x:b)"},
		{"LS in a comment", "a /*\u2028*/ b", "(ExprStmt x:a)\n(ExprStmt x:b)"},
		{"LS in a string", "'a\u2028'", `(ExprStmt x:"a\u2028" directive)`},
		{"spaces", "a\u00a0=\u3000\uFEFF1\v\f", "(ExprStmt x:(Assign target:a value:1 op:=))"},
		{"CRLF in a template", "`a\r\nb`", "(ExprStmt x:(Template quasis:[(TemplateElement raw:\"a\\r\\nb\" cooked:\"a\\nb\")]))"},
		{"line continuation", "'a\\\r\nb'", `(ExprStmt x:"ab" directive)`},
		{"escapes", `"\x41\u0042\u{43}\u{1F600}\101"`, `(ExprStmt x:"ABC😀A" directive)`},
		{"surrogates", `"\uD83D\uDE00"`, `(ExprStmt x:"😀" directive)`},
		{"lone surrogate", `"\uD83D"`, `(ExprStmt x:"` + "\uFFFD" + `" directive)`},
		{"escaped name", `\u0061b\u{63} = é`, "(ExprStmt x:(Assign target:abc value:é op:=))"},
		{"invalid UTF-8 in a comment", "a // \xff\nb", "(ExprStmt x:a)\n(ExprStmt x:b)"},
		{"NUL", "a\x00b", "(BadStmt)\nerror at 1: unexpected character"},
		{"invalid UTF-8", "\xff;b", "(BadStmt)\n(ExprStmt x:b)\nerror at 0: unexpected character"},
	} {
		var p Parser
		f := p.Parse(c.src, OptionsFor("a.js"))
		if diff := cmp.Diff(c.want, printFile(f)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.name, diff)
		}
	}
}

// TestFile checks what File says besides the tree.
func TestFile(t *testing.T) {
	for _, c := range []struct {
		file, src  string
		module     bool
		hashbang   string
		directives []string
	}{
		{"a.js", "a", false, "", nil},
		{"a.js", "#!/usr/bin/env node\n'use strict'; \"use server\"\na; 'no'", false, "#!/usr/bin/env node", []string{"use strict", "use server"}},
		{"a.js", "import 'a'", true, "", nil},
		{"a.js", "import('a')", false, "", nil},
		{"a.js", "import.meta.url", true, "", nil},
		{"a.js", "await a", true, "", nil},
		{"a.js", "async () => await a", false, "", nil},
		{"a.js", "for await (const a of b);", true, "", nil},
		{"a.ts", "export {}", true, "", nil},
		{"a.ts", "declare module 'a' { export const b: number }", false, "", nil},
	} {
		var p Parser
		f := p.Parse(c.src, OptionsFor(c.file))
		if len(f.Errors) > 0 {
			t.Errorf("%s: %v", c.src, f.Errors)
		}
		if f.HasModuleSyntax != c.module || f.Hashbang != c.hashbang || !cmp.Equal(f.Directives, c.directives) {
			t.Errorf("%s: module %v, hashbang %q, directives %q", c.src, f.HasModuleSyntax, f.Hashbang, f.Directives)
		}
	}
}

// TestTolerance checks that an error costs a statement and not what is around.
func TestTolerance(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"a(); b c; d()", "a d"},
		{"a()\nlet = = 1\nd()", "a d"},
		{"function f() { a(); x y z; b() }\nc()", "a b c"},
		{"a({ b: c d, e: f })\ng()", "g"},
		{"class A { m() { a(); ) ; b() } n() { c() } }\nd()", "a b c d"},
		{"a();\n}\nb()", "a b"},
		{"if (a) { b( } else { c() }\nd()", "d"},
		{"a('x\nconst y = b()\n", "b"},
		{"const x = {\n  a: 1,,\n}\nb()", "b"},
		{"a()\n@\nb()\nfunction f() { c() }", "a c"},
		{"switch (a) { case 1: b(); x y; case 2: c() }\nd()", "b c d"},
	} {
		var p Parser
		f := p.Parse(c.src, OptionsFor("a.js"))
		if len(f.Errors) == 0 {
			t.Errorf("%s: no error", c.src)
		}
		var calls []string
		Walk(f, func(n Node) bool {
			if call, ok := n.(*Call); ok {
				calls = append(calls, Print(call.Callee))
			}
			return true
		})
		if diff := cmp.Diff(c.want, strings.Join(calls, " ")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.src, diff)
		}
		checkSpans(t, f, c.src)
	}
}

func TestEarlyErrors(t *testing.T) {
	for src, ok := range map[string]bool{
		"let a; let a":                          false,
		"var a; var a":                          true,
		"let a; { let a }":                      true,
		"let a; { var a }":                      false,
		"break":                                 false,
		"a: while (1) break a":                  true,
		"return":                                false,
		"new.target":                            false,
		"function f() { new.target }":           true,
		"class A { #a; m() { this.#a } }":       true,
		"class A { m() { this.#a } }":           false,
		"class A { constructor() { super() } }": false,
		"'use strict'; with (a);":               false,
		"({ __proto__: a, __proto__: b })":      false,
		"({ a = 1 })":                           false,
		"({ a = 1 } = b)":                       true,
		"a ?? b || c":                           false,
		"/a/gg":                                 false,
		"const a":                               false,
		"for (const a of b);":                   true,
		"import 'a'":                            false,
	} {
		var p Parser
		f := p.Parse(src, Options{EarlyErrors: true, Mode: ModeScript})
		if got := len(f.Errors) == 0; got != ok {
			t.Errorf("%s: accepted %v, want %v: %v", src, got, ok, f.Errors)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, list := range examples(f) {
		for _, ex := range list {
			o := OptionsFor(ex.name)
			f.Add(ex.source, o.TS, o.JSX)
		}
	}
	f.Fuzz(func(t *testing.T, src string, ts, jsx bool) {
		if !utf8.ValidString(src) {
			src = strings.ToValidUTF8(src, "\uFFFD")
		}
		var p Parser
		file := p.Parse(src, Options{TS: ts, JSX: jsx})
		checkSpans(t, file, src)
		if limit := 12*len(src) + 1000; file.Steps > limit {
			t.Errorf("%d steps for %d bytes", file.Steps, len(src))
		}
		before := printFile(file)
		strict := p.Parse(src, Options{TS: ts, JSX: jsx, EarlyErrors: true})
		_ = printFile(strict)
		if again := printFile(p.Parse(src, Options{TS: ts, JSX: jsx})); again != before {
			t.Errorf("two trees of one source:\n%s\n%s", before, again)
		}
	})
}

// benchRoots returns what BenchmarkParse reads: the file or folder that
// STACKFIT_BENCH_JS names, or else large sources among the installed oracles.
func benchRoots() []string {
	if root := os.Getenv("STACKFIT_BENCH_JS"); root != "" {
		return []string{root}
	}
	dir := os.Getenv("STACKFIT_ORACLES")
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return nil
		}
		dir = filepath.Join(cache, "stackfit-oracles")
	}
	var roots []string
	for _, name := range []string{"typescript/lib/typescript.js", "@types/node", "effect/src", "drizzle-orm", "zod/src"} {
		root := filepath.Join(dir, "js", "node_modules", filepath.FromSlash(name))
		if _, err := os.Stat(root); err == nil {
			roots = append(roots, root)
		}
	}
	return roots
}

// BenchmarkParse reads real sources where there are any (see benchRoots), or
// else the examples of this package, repeated.
func BenchmarkParse(b *testing.B) {
	type source struct {
		text string
		opt  Options
	}
	var sources []source
	size := 0
	addSource := func(name, text string) {
		sources = append(sources, source{text, OptionsFor(name)})
		size += len(text)
	}
	roots := benchRoots()
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			switch filepath.Ext(path) {
			case ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs":
				text, err := os.ReadFile(path)
				addSource(path, string(text))
				return err
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	if len(roots) == 0 {
		for _, list := range examples(b) {
			for _, ex := range list {
				addSource(ex.name, strings.Repeat("{\n"+ex.source+"\n}\n", 50))
			}
		}
	}
	var p Parser
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range sources {
			p.Parse(s.text, s.opt)
		}
	}
}
