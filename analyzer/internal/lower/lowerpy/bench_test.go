package lowerpy

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unsafe"

	"github.com/stackfit/stackfit/analyzer/internal/lower"
	"github.com/stackfit/stackfit/analyzer/internal/py"
	"github.com/stackfit/stackfit/analyzer/program"
)

// benchSources is the Python sources of the directory STACKFIT_BENCH_PY, or some
// made up.
func benchSources(tb testing.TB) []string {
	tb.Helper()
	dir := os.Getenv("STACKFIT_BENCH_PY")
	if dir == "" {
		return []string{strings.Repeat("def f(self, a, *, b=None):\n    \"\"\"Say what it is.\"\"\"\n"+
			"    if a.value > 10 and b is not None:\n        return self.items[a.key](b, x=1)\n"+
			"    for i, x in enumerate(self.rows):\n        print(f'{i}: {x!r}', x + 1)\n\n", 1000)}
	}
	var list []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || !strings.HasSuffix(path, ".py") {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if text, err := py.Decode(src); err == nil {
			list = append(list, text)
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return list
}

func summarySize(m *program.Module) int {
	names := 0
	for id := range program.NameID(m.NameCount()) {
		names += len(m.Name(id)) + size([]uint32{0})
	}
	return names + size(m.Values) + size(m.Elems) + size(m.Fields) + size(m.Vars) + size(m.Funcs) + size(m.Params) +
		size(m.Classes) + size(m.Members) + size(m.Calls) + size(m.Args) + size(m.Assigns) + size(m.Loops) +
		size(m.Guards) + size(m.Imports)
}

func size[T any](s []T) int {
	var t T
	return len(s) * int(unsafe.Sizeof(t))
}

func bench(b *testing.B, run func(src string) int) {
	b.Helper()
	list := benchSources(b)
	total, out := 0, 0
	for _, src := range list {
		total += len(src)
		out += run(src)
	}
	b.SetBytes(int64(total))
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range list {
			run(src)
		}
	}
	b.ReportMetric(float64(out)/float64(total), "summary/source")
}

func BenchmarkParse(b *testing.B) {
	var p py.Parser
	bench(b, func(src string) int { p.Parse(src); return 0 })
}

func BenchmarkParseLower(b *testing.B) {
	var p py.Parser
	var l Lowerer
	bench(b, func(src string) int { return summarySize(l.Lower("a.py", src, p.Parse(src))) })
}

// TestBenchSources checks the summaries of the sources that are measured on.
func TestBenchSources(t *testing.T) {
	var p py.Parser
	var l Lowerer
	for _, src := range benchSources(t) {
		m := l.Lower("a.py", src, p.Parse(src))
		if err := lower.Check(m); err != nil {
			t.Fatalf("%v in\n%.2000s", err, src)
		}
	}
}
