package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/detectors"
)

// peerCases are the rows of the README's comparison, each a small repository of
// testdata/peers. In it a line to be reported ends with the comment "wanted";
// where none does, nothing is to be reported.
var peerCases = []struct{ dir, what string }{
	{"node-direct", "Node.js: a file read in the handler itself"},
	{"node-helper", "Node.js: the same two files away, under another name"},
	{"node-injected", "Node.js: a process run in an injected service"},
	{"node-promise-computes", "Node.js: a promise that computes on the event loop"},
	{"node-quadratic", "Node.js: a quadratic loop over what was received"},
	{"node-computed-name", "Node.js: a file copied in a module whose name is computed"},
	{"node-quiet-start-up", "Node.js: a file read once, while the module loads"},
	{"node-quiet-main", "Node.js: a file read once, by the function that starts the server"},
	{"node-quiet-worker", "Node.js: a key derived in a worker thread"},
	{"node-quiet-command", "Node.js: a process run by a command-line program"},
	{"python-direct", "Python: a request in the coroutine itself"},
	{"python-helper", "Python: the same in another file"},
	{"python-injected", "Python: a process run by an injected class"},
	{"python-computes", "Python: a password hashed in a coroutine"},
	{"python-backtracking", "Python: an expression that a client's text can stall"},
	{"python-busy-wait", "Python: a coroutine that polls instead of waiting"},
	{"python-quiet-start-up", "Python: a file read once, before the server starts"},
	{"python-quiet-thread", "Python: a request handed to a thread"},
	{"python-quiet-endpoint", "Python: a request in an endpoint that FastAPI runs in a thread"},
}

// mark is a line of a case.
type mark struct {
	path string
	line int
}

// wanted returns the line of a case that is to be reported.
func wanted(t *testing.T, dir string) (m mark, ok bool) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for i, line := range bytes.Split(src, []byte("\n")) {
			if bytes.HasSuffix(line, []byte("// wanted")) || bytes.HasSuffix(line, []byte("# wanted")) {
				rel, err := filepath.Rel(dir, path)
				if err != nil || ok {
					return fmt.Errorf("%s:%d: a second mark, or %w", path, i+1, err)
				}
				m, ok = mark{filepath.ToSlash(rel), i + 1}, true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return m, ok
}

// judge says in a word what a tool did on a case.
func judge(t *testing.T, dir string, reported []mark) string {
	t.Helper()
	switch want, ok := wanted(t, dir); {
	case ok && slices.Contains(reported, want):
		return "found"
	case ok:
		return "missed"
	case len(reported) > 0:
		return "wrong"
	default:
		return "quiet"
	}
}

// ownMarks returns what stackfit reports of a case that fails a check.
func ownMarks(t *testing.T, dir string) []mark {
	t.Helper()
	r, err := analyzer.Run(t.Context(), analyzer.Config{Root: dir, MinConfidence: finding.Probable}, detectors.All())
	if err != nil {
		t.Fatal(err)
	}
	var list []mark
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Severity >= finding.Warning {
			list = append(list, mark{f.Location.Path, f.Location.Line})
		}
	}
	return list
}

// TestOwnColumn keeps what the README's comparison says of stackfit itself; what
// it says of the others needs them installed, and TestPeers.
func TestOwnColumn(t *testing.T) {
	dirs, err := os.ReadDir("../../testdata/peers")
	if err != nil {
		t.Fatal(err)
	}
	if len(dirs) != len(peerCases) {
		t.Errorf("%d folders, %d cases", len(dirs), len(peerCases))
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range peerCases {
		dir := filepath.Join("../../testdata/peers", c.dir)
		row := fmt.Sprintf("\n| %s | %s |", c.what, judge(t, dir, ownMarks(t, dir)))
		if !strings.Contains(string(readme), row) {
			t.Errorf("README.md has no row %q", cmp.Or(strings.TrimSpace(row), c.what))
		}
	}
}
