package analyzer

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stackfit/stackfit/analyzer/internal/source"
)

// TestBrokenDetectors expects that a detector that fails costs its own findings
// and is told, in both groups of detectors.
func TestBrokenDetectors(t *testing.T) {
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "a.js"), []byte("const fs = require('fs')\nfs.readFileSync('a')\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	ran := 0
	fine := func(*Pass) error { ran++; return nil }
	fails := func(*Pass) error { return errors.New("no luck") }
	var breaks []int
	rep, err := Run(context.Background(), Config{Root: root, Version: "test"}, []*Detector{
		{ID: "a", Run: func(*Pass) error { breaks[0]++; return nil }, CodeAlone: true},
		{ID: "b", Run: fine, CodeAlone: true},
		{ID: "c", Run: func(*Pass) error { breaks[0]++; return nil }},
		{ID: "d", Run: fails},
	})
	if err != nil {
		t.Fatal(err)
	}
	if ran != 1 {
		t.Errorf("the detector that is not broken ran %d times", ran)
	}
	for i, part := range []string{"rule a ", "rule c ", "rule d "} {
		if n := rep.Completeness.Notes; len(n) != 3 || !strings.HasPrefix(n[i], part) {
			t.Errorf("diagnostics %q, want one of each broken rule", n)
		}
	}
	if rep.Completeness.Status != "incomplete" {
		t.Errorf("status %s, want incomplete", rep.Completeness.Status)
	}
}

// TestBrokenFile expects that what goes wrong within one file costs that file.
func TestBrokenFile(t *testing.T) {
	var w worker
	o := w.file(nil, source.File{Path: "a.py", Lang: source.Python}) // there is no tree to read from
	if o.module != nil || o.skip != "internal error" || !strings.HasPrefix(o.note, "a.py: panic: ") {
		t.Errorf("got %+v", o)
	}
}
