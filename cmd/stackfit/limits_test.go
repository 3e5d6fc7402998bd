package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestThousandsOfFindings expects of each format for people or GitHub that it
// stays within what they take, the worst first, and says what it left out.
func TestThousandsOfFindings(t *testing.T) {
	root := t.TempDir()
	const files, each = 30, 100
	for i := range files {
		var b strings.Builder
		b.WriteString("const fs = require(\"fs\")\nconst bcrypt = require(\"bcryptjs\")\nconst app = require(\"express\")()\n")
		for k := range each {
			fmt.Fprintf(&b, "app.get(\"/%d/%d\", (req, res) => res.send(fs.readFileSync(\"a\")))\n", i, k)
			if k%5 == 0 {
				fmt.Fprintf(&b, "app.post(\"/%d/%d\", (req, res) => res.send(bcrypt.hashSync(req.body, 12)))\n", i, k)
			}
		}
		if err := os.WriteFile(filepath.Join(root, fmt.Sprintf("s%d.js", i)), []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	summary := filepath.Join(t.TempDir(), "summary")
	const errors, warnings, notes = files * each / 5, files * each, 1 // nothing checks the types
	for _, c := range []struct {
		format string
		bytes  int
		lines  map[string]int // pattern to how many of them
	}{
		{"github", 64 << 10, map[string]int{`(?m)^::error `: 10, `(?m)^::warning `: 10, fmt.Sprintf(`(?m)^Not shown here: %d errors, %d warnings\.`, errors-10, warnings-10): 1}},
		{"sarif", 50 << 20, map[string]int{`"ruleId": "cpu-work-on-event-loop"`: errors, `"ruleId": "blocking-call-on-event-loop"`: warnings}},
		{"json", 50 << 20, map[string]int{`"severity": "error"`: errors, `"severity": "warning"`: warnings}},
		{"concise", 5 << 20, map[string]int{`(?m)^s\d+\.js:\d+:\d+: error`: errors, `(?m)^s\d+\.js:\d+:\d+: warning`: warnings}},
	} {
		cmd := asProcess(t, "check", "--exit-zero", "--format", c.format, root)
		cmd.Env = append(cmd.Env, "GITHUB_ACTIONS=true", "GITHUB_STEP_SUMMARY="+summary)
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v", c.format, err)
		}
		if len(out) > c.bytes {
			t.Errorf("%s: %d bytes, want at most %d", c.format, len(out), c.bytes)
		}
		for pattern, want := range c.lines {
			if got := len(regexp.MustCompile(pattern).FindAll(out, -1)); got != want {
				t.Errorf("%s: %d times %q, want %d", c.format, got, pattern, want)
			}
		}
	}
	out, err := os.ReadFile(summary)
	if err != nil {
		t.Fatal(err)
	}
	shown := strings.Count(string(out), "\n#### ")
	if told := fmt.Sprintf("\n%d more findings not shown here", errors+warnings+notes-shown); len(out) > 1<<20 || shown < errors || !strings.Contains(string(out), told) {
		t.Errorf("the summary of the step has %d bytes and %d findings, and does not say %q", len(out), shown, told)
	}
}
