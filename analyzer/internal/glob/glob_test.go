package glob

import (
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	for pattern, want := range map[string]string{
		"src/**/*.gen.ts":                "",
		"{api,web}/{src,test}/**":        "",
		"{a,{b,c}}":                      "",
		`\{a,b\}`:                        "",
		"":                               "an empty pattern matches nothing",
		"[a":                             "malformed pattern",
		"{a":                             "malformed pattern",
		strings.Repeat("{a,a}", 7):       "a pattern with more than 64 alternatives in braces",
		strings.Repeat("{a,", 150):       "a pattern with more than 64 alternatives in braces",
		strings.Repeat("{a,", 12) + "b}": "a pattern with more than 64 alternatives in braces",
		strings.Repeat("a", 513):         "a pattern of more than 512 bytes",
	} {
		got := ""
		if err := Check(pattern); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%.40q: %q, want %q", pattern, got, want)
		}
	}
}

// Matching a path with a pattern that Check refuses would take hours.
func TestMatch(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		want          bool
	}{
		{"**/*.gen.ts", "a/b/c.gen.ts", true},
		{"**/*.gen.ts", "c.gen.ts", true},
		{"packages/{a,b}", "packages/b", true},
		{"packages/*", "packages/a/b", false},
		{"[", "[", false},
		{strings.Repeat("{a,a}", 60), strings.Repeat("a", 60), false},
	} {
		if got := Match(c.pattern, c.path); got != c.want {
			t.Errorf("%.40q matches %.40q: %t, want %t", c.pattern, c.path, got, c.want)
		}
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("src/**/*.{js,ts}", "src/a/b.ts")
	f.Add("[!a-]*\\{", "b{")
	f.Add("{,{,}}", "")
	f.Fuzz(func(t *testing.T, pattern, path string) {
		if Match(pattern, path) && Check(pattern) != nil && pattern != "" && len(pattern) <= maxSize {
			t.Errorf("%q is refused and matches %q", pattern, path)
		}
	})
}
