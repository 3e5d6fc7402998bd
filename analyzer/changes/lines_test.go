package changes

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestChangedLines(t *testing.T) {
	for _, c := range []struct {
		name, path, before, after string
		want                      []int
	}{
		{"nothing", "a.js", "f(a)\n", "f(a)\n", nil},
		{"indented and spaced", "a.js", "if (a) {\nf(a,b)\n}\n", "if (a) {\n    f( a, b );\n}\n\n", nil},
		{"broken into lines", "a.js", "const x = f(a, b, { c: 1 });\n", "const x = f(\n  a,\n  b,\n  {\n    c: 1,\n  },\n);\n", nil},
		{"joined", "a.py", "x = f(\n    a,\n    b,\n)\n", "x = f(a, b)\n", nil},
		{"parentheses by black", "a.py", "y = a and b or c\n", "y = (\n    a and b\n    or c\n)\n", nil},
		{"arrow parentheses and quotes", "a.js", "on('x', e => g(e))\n", "on(\"x\", (e) => g(e))\n", nil},
		{"comments", "a.py", "f()  # old\n", "# new\nf()  # other\n", nil},
		{"line added", "a.js", "a()\nc()\n", "a()\nb()\nc()\n", []int{2}},
		{"line gone", "a.js", "a()\nb()\nc()\n", "a()\nc()\n", nil},
		{"word gone", "a.js", "a()\nx = await f(b)\nc()\n", "a()\nx = f(b)\nc()\n", []int{2}},
		{"last word gone", "a.py", "x = f(b) or c\n", "x = f(b)\n", []int{1}},
		{"call replaced while reformatted", "a.js", "g(1, fs.readFile(p), 2)\n", "g(\n  1,\n  fs.readFileSync(p),\n  2,\n)\n", []int{3}},
		{"one of equal lines", "a.js", "f()\nf()\n", "f()\nf()\nf()\n", []int{3}},
		{"moved", "a.js", "a()\nb()\nc()\n", "b()\nc()\na()\n", []int{3}},
		{"text in strings", "a.js", "f('// a')\n", "f('// b')\n", []int{1}},
		{"ignore added", "a.js", "f()\n", "f() // stackfit: ignore[x] y\n", []int{1}},
		{"ignore gone", "a.js", "f() // stackfit: ignore[x] y\ng()\n", "f()\ng()\n", []int{1}},
		{"ignore above gone", "a.py", "e()\n# stackfit: ignore[x] y\nf()\ng()\n", "e()\nf()\ng()\n", []int{2}},
		{"manifest", "Procfile", "web: gunicorn a:app\nwork: rq\n", "web:  gunicorn a:app -w 4\nwork: rq\n", []int{1}},
		{"emptied", "a.js", "f()\n", "", nil},
		{"filled", "a.js", "", "f()\n\ng()\n", []int{1, 3}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := slices.Sorted(maps.Keys(changedLines(c.path, []byte(c.before), []byte(c.after))))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestMatch holds pairs to what they are: equal elements, in order.
func TestMatch(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		a, b := make([]int32, random.IntN(30)), make([]int32, random.IntN(30))
		for _, s := range [][]int32{a, b} {
			for i := range s {
				s[i] = int32(random.IntN(12))
			}
		}
		last := int32(-1)
		for j, i := range match(a, b) {
			if i < 0 {
				continue
			}
			if i <= last || a[i] != b[j] {
				t.Fatalf("%v and %v: element %d is paired with %d after %d", a, b, j, i, last)
			}
			last = i
		}
	}
	if got := match([]int32{1, 2, 3}, []int32{1, 4, 2, 3}); !slices.Equal(got, []int32{0, -1, 1, 2}) {
		t.Errorf("an insertion is paired %v", got)
	}
}

// TestLargeFiles compares files that have nothing in common, and long ones of
// equal lines, which a table of all pairs would not survive.
func TestLargeFiles(t *testing.T) {
	var old, fresh strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&old, "a%d()\n", i%3)
		fmt.Fprintf(&fresh, "b%d()\n", i%7)
	}
	if n := len(changedLines("a.js", []byte(old.String()), []byte(fresh.String()))); n != 20_000 {
		t.Errorf("%d lines changed", n)
	}
	if n := len(changedLines("a.js", []byte(old.String()), []byte(old.String()+"c()\n"))); n != 1 {
		t.Errorf("%d lines changed by one", n)
	}
}
