package lowerpy

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackfit/stackfit/analyzer/internal/lower"
	"github.com/stackfit/stackfit/analyzer/internal/py"
	"github.com/stackfit/stackfit/analyzer/program"
)

var update = flag.Bool("update", false, "rewrite the expected summaries")

// TestLower compares the printed summary of each testdata/x.py with x.txt.
func TestLower(t *testing.T) {
	files, err := filepath.Glob("testdata/*.py")
	if err != nil || len(files) == 0 {
		t.Fatal("no test data:", err)
	}
	var p py.Parser
	var l Lowerer
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			m := l.Lower(name, string(src), p.Parse(string(src)))
			if err := lower.Check(m); err != nil {
				t.Error(err)
			}
			got := lower.Print(m)
			golden := strings.TrimSuffix(file, ".py") + ".txt"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestPositions checks where calls are said to be.
func TestPositions(t *testing.T) {
	src := "x = (db\n  .query(A)\n  .all())\nf\"{g(1)}\"\nv: 'list[h(2)]' = 0\n@dec(3)\nclass C: pass\n"
	var p py.Parser
	var l Lowerer
	m := l.Lower("a.py", src, p.Parse(src))
	if err := lower.Check(m); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range m.Calls[1:] {
		got = append(got, src[c.Pos:c.End]+" at "+src[c.NamePos:c.NamePos+3])
	}
	want := []string{
		"db\n  .query(A) at que",
		"db\n  .query(A)\n  .all() at all",
		"g(1) at g(1",
		"'list[h(2)]' at 'li", // what is in a string is placed at the string
		"dec(3) at dec",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestReuse checks that a summary does not depend on what was lowered before and
// does not change when more is.
func TestReuse(t *testing.T) {
	files, err := filepath.Glob("testdata/*.py")
	if err != nil {
		t.Fatal(err)
	}
	var p py.Parser
	var l Lowerer
	kept := make(map[string]*program.Module)
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		kept[file] = l.Lower(file, string(src), p.Parse(string(src)))
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m := new(Lowerer).Lower(file, string(src), new(py.Parser).Parse(string(src)))
		if diff := cmp.Diff(lower.Print(m), lower.Print(kept[file])); diff != "" {
			t.Errorf("%s alone, and after others: (-alone +after)\n%s", file, diff)
		}
	}
}

// TestDeep lowers what nests or goes on very deep.
func TestDeep(t *testing.T) {
	const n = 20000
	tests := map[string]string{
		"parentheses":   strings.Repeat("(", n) + "f()" + strings.Repeat(")", n),
		"calls":         "f" + strings.Repeat("()", n),
		"attributes":    "a" + strings.Repeat(".b", n) + "()",
		"sum":           "x = a" + strings.Repeat(" + f()", n),
		"not":           "x = " + strings.Repeat("not ", n) + "f()",
		"and":           "f()" + strings.Repeat(" and f()", n),
		"elif":          "if f(): g()\n" + strings.Repeat("elif f(): g()\n", n),
		"early returns": "def h(x):\n" + strings.Repeat("  if not isinstance(x, f()): return\n  x.go()\n", n),
		"lambdas":       "x = " + strings.Repeat("lambda: ", n) + "f()",
		"string types":  "x: '" + strings.Repeat("list[", n) + "int" + strings.Repeat("]", n) + "'",
		"union":         "x: int" + strings.Repeat(" | int", n),
		"unpacking":     strings.Repeat("[", n) + "x" + strings.Repeat("]", n) + " = f()",
	}
	var p py.Parser
	var l Lowerer
	for name, src := range tests {
		t.Run(name, func(t *testing.T) {
			if err := lower.Check(l.Lower("a.py", src, p.Parse(src))); err != nil {
				t.Error(err)
			}
		})
	}
}

func FuzzLower(f *testing.F) {
	files, err := filepath.Glob("testdata/*.py")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(src))
	}
	var p py.Parser
	var l Lowerer
	f.Fuzz(func(t *testing.T, src string) {
		src = strings.ToValidUTF8(src, "?")
		m := l.Lower("a.py", src, p.Parse(src))
		if err := lower.Check(m); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(src, "\r\\'\"") {
			return // strings and joined lines keep their line ends
		}
		crlf := strings.ReplaceAll(src, "\n", "\r\n")
		other := l.Lower("a.py", crlf, p.Parse(crlf))
		if diff := cmp.Diff(lower.Print(m), lower.Print(other)); diff != "" {
			t.Errorf("with CRLF: (-LF +CRLF)\n%s", diff)
		}
	})
}
