package tomltext

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// list writes every key and element of a document with its line.
func list(d *Document) string {
	var b strings.Builder
	type place struct {
		path  Path
		label string
		value any
	}
	for stack := []place{{"", "", d.Table}}; len(stack) > 0; {
		p := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if p.label != "" {
			fmt.Fprintf(&b, "%s %d\n", p.label, d.Line(p.path))
		}
		switch v := p.value.(type) {
		case map[string]any:
			for name, inner := range v {
				stack = append(stack, place{p.path.Key(name), strings.TrimPrefix(p.label+"/"+name, "/"), inner})
			}
		case []map[string]any:
			for i, inner := range v {
				stack = append(stack, place{p.path.Index(i), fmt.Sprintf("%s/%d", p.label, i), inner})
			}
		case []any:
			for i, inner := range v {
				stack = append(stack, place{p.path.Index(i), fmt.Sprintf("%s/%d", p.label, i), inner})
			}
		}
	}
	lines := strings.SplitAfter(b.String(), "\n")
	slices.Sort(lines)
	return strings.Join(lines, "")
}

func TestLines(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"keys", "a = 1\n\n# b\nb.c = 'x' # d = 1\n", "a 1\nb 4\nb/c 4\n"},
		{"byte order mark", "\ufeffa = 1\r\nb = 2\r\n", "a 1\nb 2\n"},
		{"tables", "[a]\nx = 1\n[a.b]\nx = 2\n", "a 1\na/b 3\na/b/x 4\na/x 2\n"},
		{"lists of tables", "[[a]]\nx = 1\n[a.b]\ny = 1\n[[a]]\nx = 2\n[[a.c]]\nz = 1\n", `a 1
a/0 1
a/0/b 3
a/0/b/y 4
a/0/x 2
a/1 5
a/1/c 7
a/1/c/0 7
a/1/c/0/z 8
a/1/x 6
`},
		{"lists", "a = [\n  'x', # ]\n  [1,\n  2],\n]\nb = 1\n", "a 1\na/0 2\na/1 3\na/1/0 3\na/1/1 4\nb 6\n"},
		{"inline tables", "a = {x = 1, 'y.z' = [{q = 1}]}\n", "a 1\na/x 1\na/y.z 1\na/y.z/0 1\na/y.z/0/q 1\n"},
		{"quoted keys", "\"a\\u0062\" . 'c d' = 1\n[\"x]\"]\ny = 1\n", "ab 1\nab/c d 1\nx] 2\nx]/y 3\n"},
		{"texts", "a = \"\"\"\n[b]\n\\\"\"\"\"\"\nb = '''\n# '''\nc = \"\\\"\"\nd = ''\n", "a 1\nb 4\nc 6\nd 7\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Decode([]byte(c.src))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, list(d)); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		name, src string
		line      int
	}{
		{"syntax", "a = 1\nb = \n", 2},
		{"duplicate", "a = 1\na = 2\n", 2},
		{"open text", "a = \"x\nb = 1\n", 1},
		{"dotted key", "\n" + strings.Repeat("a.", 40_000) + "b = 1\n", 2},
		{"dotted header", "[" + strings.Repeat("a.", 40_000) + "b]\n", 1},
		{"dotted key of an inline table", "a = {" + strings.Repeat("a.", 40_000) + "b = 1}\n", 1},
		{"lists", "a = " + strings.Repeat("[", 1_000_000), 1},
		{"tables", "a = " + strings.Repeat("{a=", 300_000), 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Decode([]byte(c.src))
			at, ok := errors.AsType[*Error](err)
			if !ok || at.Line != c.line {
				t.Errorf("error %v, want one of line %d", err, c.line)
			}
		})
	}
}

// FuzzDecode holds the scanner to the decoder: what is read has a line, in the
// order of the text.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		"a.b = 1\n[c]\nd = [1, {e = 'x'}]\n[[f.g]]\n\"h i\" = 1\n[f.g.j]\n", "a = \"\"\"\n\"\"\"\"\"\nb = ''''''\n", "a = 1979-05-27 07:32:00\nb = [1,#]\n]",
		"[a] # b\n'x' = 0x1\n", "a = {\n}", "é = 1",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		d, err := Decode(src)
		if err != nil {
			return
		}
		last := 1 + bytes.Count(src, []byte("\n"))
		for line := range strings.Lines(list(d)) {
			n := 0
			fields := strings.Fields(line)
			if _, err := fmt.Sscan(fields[len(fields)-1], &n); err == nil && (n < 1 || n > last) {
				t.Errorf("%q is at line %d of %d", line, n, last)
			}
		}
	})
}
