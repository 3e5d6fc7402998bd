package lexical_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stackfit/stackfit/analyzer/internal/lexical"
)

func words(path, src string) string {
	f := lexical.Read(path, lexical.LangOf(path), []byte(src))
	var out []string
	for _, w := range lexical.Words(f.Text, 0, uint32(len(f.Text)), f.Comments, math.MaxInt) {
		out = append(out, w.Text)
	}
	return strings.Join(out, " ")
}

// TestWords tells layout from code.
func TestWords(t *testing.T) {
	for _, c := range []struct {
		name, path, a, b string
		same             bool
	}{
		{"white space", "a.js", "a=b( c )", "a = b(c)", true},
		{"semicolons", "a.js", "a();\nb();", "a()\nb()", true},
		{"commas at the end", "a.js", "f([1, { a: 1 }])", "f([\n  1,\n  {\n    a: 1,\n  },\n])", true},
		{"a comma before a comment", "a.js", "f(1 /* x */)", "f(1, // y\n)", true},
		{"quotes", "a.py", "f('a', \"it's\")", "f(\"a\", 'it\\'s')", true},
		{"parentheses of arrows", "a.ts", "x => y", "(x) => y", true},
		{"grouping", "a.py", "return a if b else c", "return (\n    a\n    if b\n    else c\n)", true},
		{"continued line", "a.py", "x = a + \\\n    b", "x = (a + b)", true},
		{"comments", "a.py", "f()  # x", "# y\nf()", true},
		{"comments in text", "a.py", "f('# x')", "f('# y')", false},
		{"a call", "a.js", "return f", "return f()", false},
		{"a call of a call", "a.js", "f()", "f()()", false},
		{"an argument", "a.js", "f(a, b)", "f(a b)", false},
		{"await", "a.js", "await f()", "f()", false},
		{"a name", "a.js", "readFile(x)", "readFileSync(x)", false},
		{"letters beyond ASCII", "a.py", "größe()", "gräße()", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if a, b := words(c.path, c.a), words(c.path, c.b); (a == b) != c.same {
				t.Errorf("%q is %q, %q is %q", c.a, a, c.b, b)
			}
		})
	}
}

// FuzzWords reads any bytes: words and comments lie in the text, in order.
func FuzzWords(f *testing.F) {
	f.Add("f(a, /* x */ ) // y", true)
	f.Add("f(\\\n'# x', ) # y", false)
	f.Fuzz(func(t *testing.T, src string, js bool) {
		path := "a.py"
		if js {
			path = "a.tsx"
		}
		r := lexical.Read(path, lexical.LangOf(path), []byte(src))
		at := uint32(0)
		for _, w := range lexical.Words(r.Text, 0, uint32(len(r.Text)), r.Comments, math.MaxInt) {
			if w.At < at || int(w.At) >= len(r.Text) {
				t.Fatalf("%q at %d after %d of %d", w.Text, w.At, at, len(r.Text))
			}
			at = w.At + 1
		}
		for i, c := range r.Comments {
			if c.Start > c.End || int(c.End) > len(r.Text) || i > 0 && c.Start < r.Comments[i-1].End {
				t.Fatalf("comment %v of %d bytes", c, len(r.Text))
			}
		}
	})
}
