package suppress_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/lexical"
	"github.com/stackfit/stackfit/analyzer/suppress"
)

// ignore is what a test says of one.
type ignore struct {
	Line, Target  int
	Rules, Reason string
	Problem       bool
}

func TestIgnores(t *testing.T) {
	for _, c := range []struct {
		name, path, src string
		want            []ignore
	}{
		{"beside code", "a.js", "f() // stackfit: ignore[r] why\n", []ignore{{1, 1, "r", "why", false}}},
		{"above code", "a.py", "# stackfit: ignore[r] why\n\n# more\nf()\n", []ignore{{1, 4, "r", "why", false}}},
		{"several rules", "a.py", "f()  # stackfit: ignore[r, s,r ,] why\n", []ignore{{1, 1, "r s", "why", false}}},
		{"a block before code", "a.js", "/* stackfit: ignore[r] why */ f()\n", []ignore{{1, 1, "r", "why", false}}},
		{"a block of lines", "a.js", "/**\n * stackfit: ignore[r] why\n */\nf()\n", []ignore{{2, 4, "r", "why", false}}},
		{"a block that ends before code", "a.js", "/*\n stackfit: ignore[r] why\n */ f()\n", []ignore{{2, 3, "r", "why", false}}},
		{"two in a block", "a.js", "/* stackfit: ignore[r] why\n   stackfit: ignore[s] so */\nf()\n", []ignore{{1, 3, "r", "why", false}, {2, 3, "s", "so", false}}},
		{"in JSX", "a.jsx", "x = <p>\n  {/* stackfit: ignore[r] why */}\n  {f()}\n</p>\n", []ignore{{2, 3, "r", "why", false}}},
		{"behind another tool's", "a.py", "f()  # noqa: E501 # stackfit: ignore[r] why\n", []ignore{{1, 1, "r", "why", false}}},
		{"without space", "a.js", "f() //stackfit:ignore[r]why\n", []ignore{{1, 1, "r", "why", false}}},
		{"without reason", "a.js", "f() // stackfit: ignore[r]\n", []ignore{{1, 1, "r", "", false}}},
		{"without rule", "a.js", "f() // stackfit: ignore\n", []ignore{{1, 1, "", "", true}}},
		{"empty brackets", "a.js", "f() // stackfit: ignore[ ] why\n", []ignore{{1, 1, "", "why", true}}},
		{"open bracket", "a.js", "f() // stackfit: ignore[r why\n", []ignore{{1, 1, "", "", true}}},
		{"last line", "a.py", "f()\n# stackfit: ignore[r] why", []ignore{{2, 2, "r", "why", false}}},
		{"CRLF", "a.js", "// stackfit: ignore[r] why\r\nf()\r\n", []ignore{{1, 2, "r", "why", false}}},
		{"byte order mark", "a.py", "\ufefff()  # stackfit: ignore[r] why\n", []ignore{{1, 1, "r", "why", false}}},
		{"text of strings", "a.js", "f('// stackfit: ignore[r] why', `\n// stackfit: ignore[r] why`, /\\/\\/ stackfit: ignore[r] why/)\n", nil},
		{"text of JSX", "a.jsx", "x = <p>// stackfit: ignore[r] why</p>\n", nil},
		{"text of Python's strings", "a.py", "f('# stackfit: ignore[r] why', f'''\n# stackfit: ignore[r] {x}''')\n", nil},
		{"prose", "a.js", "// A comment such as `stackfit: ignore[r] why` accepts findings.\nf() // see stackfit: ignore\n", nil},
		{"another word", "a.js", "f() // stackfit: nothing\n", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []ignore
			for _, ig := range suppress.Ignores(c.path, lexical.LangOf(c.path), []byte(c.src)) {
				got = append(got, ignore{ig.Location.Line, ig.Target, strings.Join(ig.Rules, " "), ig.Reason, ig.Problem != ""})
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// FuzzIgnores reads comments of any bytes; what is found lies in the file.
func FuzzIgnores(f *testing.F) {
	for _, seed := range []string{
		"f() // stackfit: ignore[r] why", "/* stackfit: ignore[r,s] why\n * stackfit: ignore[x]\n */", "x = <a>{/* stackfit: ignore[r] */}</a>",
		"# stackfit: ignore[r]\r\rf()", "'''# stackfit: ignore'''\u2028 # stackfit: ignore[", "\xff// stackfit: ignore[\xff] \xfe",
	} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, src string, python bool) {
		path, lang := "a.tsx", lexical.JavaScript
		if python {
			path, lang = "a.py", lexical.Python
		}
		lines := lexical.Read(path, lang, []byte(src)).Lines.Count()
		for _, ig := range suppress.Ignores(path, lang, []byte(src)) {
			if at := ig.Location; at.Line < 1 || at.Line > lines || ig.Target < at.Line || ig.Target > lines || at.EndColumn < at.Column {
				t.Errorf("ignore at %+v for line %d of %d", at, ig.Target, lines)
			}
		}
	})
}

// FuzzBaseline reads any bytes. What is a baseline survives writing and reading.
func FuzzBaseline(f *testing.F) {
	for _, seed := range []string{
		`{"schema": 1, "findings": []}`, `{"schema": 1}`, `{"schema": 2, "findings": []}`, `[]`, `{"schema": 1, "more": 2}`, "",
		`{"schema": 1, "findings": [{"fingerprint": "a-1", "rule": "r", "confidence": "definite", "path": "a\u0000\n.js", "symbol": "\ud800"}]}`,
		`{"schema": 1, "findings": [{"fingerprint": "", "rule": "r", "confidence": "definite"}]}`,
		`{"schema": 1, "findings": [{"fingerprint": "a", "rule": "r", "confidence": "certain"}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		b, err := suppress.ReadBaseline(bytes.NewReader(src))
		if err != nil {
			if !errors.Is(err, suppress.ErrBaseline) {
				t.Errorf("error %v", err)
			}
			return
		}
		var out bytes.Buffer
		if err := b.Write(&out); err != nil {
			t.Fatal(err)
		}
		again, err := suppress.ReadBaseline(&out)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(b, again); diff != "" {
			t.Errorf("-read +read again:\n%s", diff)
		}
	})
}

// TestAddIgnores edits only where the edit is a comment and nothing else changes.
func TestAddIgnores(t *testing.T) {
	for _, c := range []struct {
		name, path, src string
		line            int
		want            string // "" when there is no place
	}{
		{"above", "a.js", "if (a) {\n\tf()\n}\n", 2, "if (a) {\n\t// stackfit: ignore[r] why\n\tf()\n}\n"},
		{"line ends", "a.js", "f()\r\ng()\r\n", 2, "f()\r\n// stackfit: ignore[r] why\r\ng()\r\n"},
		{"no line end", "a.py", "f()", 1, "# stackfit: ignore[r] why\nf()"},
		{"behind a template", "a.js", "x = `\n` + f()\n", 2, "x = `\n` + f() // stackfit: ignore[r] why\n"},
		{"in a template", "a.js", "x = `\n${f()}\n`\n", 2, ""},
		{"in JSX", "a.jsx", "x = <p>\n  {f()}\n</p>\n", 2, "x = <p>\n  {/* stackfit: ignore[r] why */}\n  {f()}\n</p>\n"},
		{"continued line", "a.py", "x = 1 + \\\n    f()\n", 2, "x = 1 + \\\n    f()  # stackfit: ignore[r] why\n"},
		{"behind a string of lines", "a.py", "x = '''\n''' + f()\n", 2, "x = '''\n''' + f()  # stackfit: ignore[r] why\n"},
		{"byte order mark", "a.py", "\ufeffx = 1\nf()\n", 2, "\ufeffx = 1\n# stackfit: ignore[r] why\nf()\n"},
		{"another encoding", "a.py", "# coding: latin-1\nf('\xe4')\n", 2, ""},
		{"another language", "Procfile", "web: f\n", 1, ""},
		{"decorated", "a.py", "@app.get('/')\nasync def f():\n    g()\n", 1, "# stackfit: ignore[r] why\n@app.get('/')\nasync def f():\n    g()\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, c.path)
			if err := os.WriteFile(file, []byte(c.src), 0o640); err != nil {
				t.Fatal(err)
			}
			rep := &finding.Report{Findings: []finding.Finding{{Rule: "r", Location: finding.Location{Path: c.path, Line: c.line}}}}
			added, err := suppress.AddIgnores(dir, rep, "why")
			if err != nil {
				t.Fatal(err)
			}
			want, n := c.want, 1
			if want == "" {
				want, n = c.src, 0
			}
			got, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, string(got)); diff != "" || added.Ignores != n || added.Left != 1-n {
				t.Errorf("%+v, -want +got:\n%s", added, diff)
			}
		})
	}
}
