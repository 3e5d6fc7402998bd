package examples

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	const doc = `Rule reports things.

# Why it matters

	not.an.example()

# Example

In Node.js:

	// src/server.js
	serve()

	// served.
	// package.json
	{}

Use instead, in a file of its own:

	// src/server.js
	rest()

In Python:

	# app.py
	serve()

	# a.b c
Use instead:

	# app.py
	rest()

# Limits

	other()
`
	got, err := Parse(doc)
	if err != nil {
		t.Fatal(err)
	}
	want := []Example{
		{
			Loud:     []File{{"src/server.js", "serve()\n\n// served.\n"}, {"package.json", "{}\n"}},
			Repaired: []File{{"src/server.js", "rest()\n"}},
		},
		{
			Loud:     []File{{"app.py", "serve()\n\n# a.b c\n"}},
			Repaired: []File{{"app.py", "rest()\n"}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestParseProblems(t *testing.T) {
	for _, c := range []struct{ name, example, want string }{
		{"none", "Text.\n", "no code"},
		{"no file", "\tserve()\n\nUse instead:\n\n\t// a.js\n\trest()\n", `"serve()" names no file`},
		{"not repaired", "\t// a.js\n\tserve()\n", "no repaired form"},
		{"not repaired between", "\t// a.js\n\tserve()\n\nAnd:\n\n\t# a.py\n\tserve()\n", `"# a.py" follows`},
		{"repaired only", "Use instead:\n\n\t// a.js\n\trest()\n", "repaired form of nothing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse("Rule reports.\n\n# Example\n\n" + c.example)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestLanguage(t *testing.T) {
	for file, want := range map[string]string{
		"a.js": "js", "src/a.mjs": "js", "a.cts": "ts", "a.tsx": "tsx", "a.py": "python", "package.json": "json",
		"pyproject.toml": "toml", "compose.yml": "yaml", "api/Dockerfile": "dockerfile", "Procfile": "", "requirements.txt": "",
	} {
		if got := Language(file); got != want {
			t.Errorf("%s is %q, want %q", file, got, want)
		}
	}
}
