package lowerjs_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackfit/stackfit/analyzer/internal/js"
	"github.com/stackfit/stackfit/analyzer/internal/lower"
	"github.com/stackfit/stackfit/analyzer/internal/lower/lowerjs"
	"github.com/stackfit/stackfit/analyzer/program"
)

var update = flag.Bool("update", false, "rewrite golden files")

// sources returns the files of testdata that are input.
func sources(tb testing.TB) []string {
	tb.Helper()
	all, err := filepath.Glob("testdata/*")
	if err != nil {
		tb.Fatal(err)
	}
	all = slices.DeleteFunc(all, func(p string) bool {
		return filepath.Ext(p) == ".golden" || filepath.Base(p) == "fuzz"
	})
	if len(all) == 0 {
		tb.Fatal("no test data")
	}
	return all
}

func lowered(tb testing.TB, path, src string) *program.Module {
	tb.Helper()
	var p js.Parser
	var l lowerjs.Lowerer
	m := l.Lower(path, src, p.Parse(src, js.OptionsFor(path)))
	if err := lower.Check(m); err != nil {
		tb.Fatalf("%s: %v\n%s", path, err, src)
	}
	return m
}

func TestSummaries(t *testing.T) {
	for _, path := range sources(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got := lower.Print(lowered(t, filepath.Base(path), string(src)))
			golden := path + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Errorf("summary (-want +got):\n%s", d)
			}
		})
	}
}

// A Lowerer keeps nothing of the files before.
func TestReuse(t *testing.T) {
	var p js.Parser
	var l lowerjs.Lowerer
	for range 2 {
		for _, path := range sources(t) {
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			name := filepath.Base(path)
			got := l.Lower(name, string(src), p.Parse(string(src), js.OptionsFor(name)))
			if d := cmp.Diff(lower.Print(lowered(t, name, string(src))), lower.Print(got)); d != "" {
				t.Errorf("%s after other files (-alone +after):\n%s", name, d)
			}
		}
	}
}

// Trees that lean far to one side neither overflow the stack nor take more
// than linear space.
func TestDeep(t *testing.T) {
	const n = 50_000
	for name, src := range map[string]string{
		"sum":      "x = a" + strings.Repeat(" + a", n),
		"calls":    "a" + strings.Repeat(".b()", n),
		"members":  "x = a" + strings.Repeat(".b", n),
		"or":       "x = a()" + strings.Repeat(" || a()", n),
		"and":      "if (a" + strings.Repeat(" && a()", n) + ") b()",
		"else-if":  strings.Repeat("if (a) { b() } else ", n) + "{}",
		"ternary":  "x = " + strings.Repeat("a ? b() : ", n) + "c",
		"early":    "function f() {" + strings.Repeat("if (a) { return b() }\n", n) + "}",
		"parens":   "x = " + strings.Repeat("(", n) + "a" + strings.Repeat(")", n),
		"blocks":   strings.Repeat("{", n) + "a()" + strings.Repeat("}", n),
		"arrows":   "x = " + strings.Repeat("a => ", n) + "a",
		"arrays":   "x = " + strings.Repeat("[", n) + strings.Repeat("]", n),
		"patterns": "[" + strings.Repeat("[", n) + strings.Repeat("]", n) + "] = a",
		"types":    "let x: " + strings.Repeat("A<", n) + "B" + strings.Repeat(">", n),
		"assigns":  "x = " + strings.Repeat("a = ", n) + "b",
		"texts":    "x = ''" + strings.Repeat(" + 'some text'", n),
	} {
		t.Run(name, func(t *testing.T) {
			m := lowered(t, "deep.ts", src)
			if len(m.Values) > 20*n || len(m.Guards) > 2*n || m.NameCount() > n {
				t.Errorf("%d values, %d guards, %d names", len(m.Values), len(m.Guards), m.NameCount())
			}
		})
	}
}

func FuzzLower(f *testing.F) {
	for _, path := range sources(f) {
		src, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(src), filepath.Ext(path))
	}
	f.Fuzz(func(t *testing.T, src, ext string) {
		m := lowered(t, "fuzz"+ext, src)
		// A carriage return can be part of a text or break a token.
		if strings.ContainsAny(src, "\r\\`") {
			return
		}
		crlf := lowered(t, "fuzz"+ext, strings.ReplaceAll(src, "\n", "\r\n"))
		if d := cmp.Diff(lower.Print(m), lower.Print(crlf)); d != "" {
			t.Errorf("with other line ends (-LF +CRLF):\n%s", d)
		}
	})
}

// tree reads the sources below the directory that STACKFIT_BENCH_JS names.
func tree(b *testing.B) (paths, texts []string, size int64) {
	b.Helper()
	root := os.Getenv("STACKFIT_BENCH_JS")
	if root == "" {
		root = "testdata"
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		switch filepath.Ext(path) {
		case ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx":
		default:
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil || len(text) > 1<<20 {
			return err
		}
		paths, texts, size = append(paths, path), append(texts, string(text)), size+int64(len(text))
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return paths, texts, size
}

func BenchmarkParse(b *testing.B) {
	paths, texts, size := tree(b)
	b.SetBytes(size)
	var p js.Parser
	for b.Loop() {
		for i, s := range texts {
			p.Parse(s, js.OptionsFor(paths[i]))
		}
	}
}

func BenchmarkLower(b *testing.B) {
	paths, texts, size := tree(b)
	b.SetBytes(size)
	var p js.Parser
	var l lowerjs.Lowerer
	var summary, count int64
	for b.Loop() {
		summary, count = 0, 0
		for i, s := range texts {
			m := l.Lower(paths[i], s, p.Parse(s, js.OptionsFor(paths[i])))
			summary += summarySize(m)
			count++
		}
	}
	b.ReportMetric(float64(summary)/float64(size), "summary-B/B")
	b.ReportMetric(float64(count), "files")
}

// summarySize is how many bytes the tables of a summary take.
func summarySize(m *program.Module) int64 {
	names := 0
	for i := range m.NameCount() {
		names += len(m.Name(program.NameID(i))) + 4
	}
	return int64(names + tableSize(m.Values) + tableSize(m.Elems) + tableSize(m.Fields) + tableSize(m.Vars) +
		tableSize(m.Funcs) + tableSize(m.Params) + tableSize(m.Classes) + tableSize(m.Members) + tableSize(m.Calls) +
		tableSize(m.Args) + tableSize(m.Assigns) + tableSize(m.Loops) + tableSize(m.Guards) + tableSize(m.Imports) +
		tableSize(m.Exports))
}

func tableSize[T any](s []T) int { return len(s) * int(reflect.TypeFor[T]().Size()) }

// A call covers the whole expression; its name stands where a reader looks for
// it, also when a chain goes over several lines.
func TestPositions(t *testing.T) {
	src := `a.b
  .c(x)
  .then(() => f?.())
new ns.K(1); obj["key"](); tag` + "`t`" + `; for (const x of gen()) {}
(function g() {})()
await (h)
`
	m := lowered(t, "a.ts", src)
	type place struct{ Text, From string }
	var got []place
	for _, c := range m.Calls[1:] {
		from, _, _ := strings.Cut(src[c.NamePos:], "\n")
		got = append(got, place{src[c.Pos:c.End], from})
	}
	want := []place{
		{"a.b\n  .c(x)", "c(x)"},
		{"f?.()", "f?.())"},
		{"a.b\n  .c(x)\n  .then(() => f?.())", "then(() => f?.())"},
		{"new ns.K(1)", "K(1); obj[\"key\"](); tag`t`; for (const x of gen()) {}"},
		{`obj["key"]()`, "\"key\"](); tag`t`; for (const x of gen()) {}"},
		{"tag`t`", "tag`t`; for (const x of gen()) {}"},
		{"gen()", "gen()) {}"},
		{"gen()", "gen()) {}"},
		{"(function g() {})()", "function g() {})()"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("calls (-want +got):\n%s", d)
	}
	for _, f := range m.Funcs[1:] {
		if s := src[f.Start:f.End]; s != "() => f?.()" && s != "function g() {}" {
			t.Errorf("function covers %q", s)
		}
	}
}
