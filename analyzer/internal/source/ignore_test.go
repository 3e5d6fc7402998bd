package source

import "testing"

// The last column is what git 2.39 says; the conformance test compares many
// more patterns with the installed git.
func TestIgnored(t *testing.T) {
	for _, tt := range []struct {
		rules, path string
		dir, want   bool
	}{
		{"a", "a", false, true},
		{"a", "x/a", false, true},
		{"a", "ab", false, false},
		{"/a", "a", false, true},
		{"/a", "x/a", false, false},
		{"x/a", "x/a", false, true},
		{"x/a", "y/x/a", false, false},
		{"a/", "a", false, false},
		{"a/", "a", true, true},
		{"*.js", "x/a.js", false, true},
		{"*.js\n!a.js", "a.js", false, false},
		{"!a.js\n*.js", "a.js", false, true},
		{"a?c", "abc", false, true},
		{"x/*", "x/a", false, true},
		{"x/*", "x/y/a", false, false},
		{"**/a", "a", false, true},
		{"**/a", "x/y/a", false, true},
		{"x/**", "x", true, false},
		{"x/**", "x/y/a", false, true},
		{"x/**/a", "x/a", false, true},
		{"x/**/a", "x/y/z/a", false, true},
		{"x/**/a", "xa", false, false},
		{"x**/a", "xy/a", false, true},
		{"x/y**z/a", "x/yqz/a", false, true},
		{"x/y**z/a", "x/yq/qz/a", false, false},
		{"#a", "#a", false, false},
		{`\#a`, "#a", false, true},
		{`\!a`, "!a", false, true},
		{"a ", "a", false, true},
		{"a \\ ", "a  ", false, true},
		{"a\r\n", "a", false, true},
		{"\ufeffa", "a", false, true},
		{`a\`, `a\`, false, false},
		{`a\*`, "a*", false, true},
		{`a\*`, "ab", false, false},
		{"[a-c]", "b", false, true},
		{"[!a-c]", "b", false, false},
		{"[^a-c]", "d", false, true},
		{"[]-]", "]", false, true},
		{"[a-]", "-", false, true},
		{"[[:digit:]x]", "7", false, true},
		{"[[:digit:]x]", "y", false, false},
		{"[[:none:]]", "n", false, false},
		{"[a", "[a", false, false},
		{`[\]]`, "]", false, true},
		{"x[/]y", "x/y", false, false},
		{"a*b*c*d", "aXbXcXd", false, true},
		{"*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false, false},
		{"/**/**/**/**/**/x", "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/y", false, false},
		{"", "a", false, false},
		{"/", "a", true, false},
		{"!", "a", true, false},
	} {
		rules, _ := parseIgnore([]byte(tt.rules), 0, nil)
		nameAt := 0
		for i := range tt.path {
			if tt.path[i] == '/' {
				nameAt = i + 1
			}
		}
		if got := rules.ignored([]byte(tt.path), nameAt, tt.dir); got != tt.want {
			t.Errorf("rules %q, path %q, folder %v: ignored %v, want %v", tt.rules, tt.path, tt.dir, got, tt.want)
		}
	}
}

func TestIgnoredNearestFileDecides(t *testing.T) {
	root, _ := parseIgnore([]byte("*.js\n!keep.js\n"), 0, nil)
	nested, _ := parseIgnore([]byte("!a.js\n/b.ts\nkeep.js\n"), len("src/"), root)
	for path, want := range map[string]bool{
		"src/a.js":    false,
		"src/b.js":    true,
		"src/b.ts":    true,
		"src/x/b.ts":  false,
		"src/keep.js": true,
	} {
		nameAt := len(path) - len("a.js")
		if path == "src/keep.js" {
			nameAt = len("src/")
		}
		if got := nested.ignored([]byte(path), nameAt, false); got != want {
			t.Errorf("%s: ignored %v, want %v", path, got, want)
		}
	}
}

func FuzzIgnore(f *testing.F) {
	f.Add([]byte("a/**/b\n!c[a-z]*\n"), "a/x/b")
	f.Fuzz(func(_ *testing.T, src []byte, path string) {
		rules, _ := parseIgnore(src, 0, nil)
		rules.ignored([]byte(path), 0, true)
	})
}
