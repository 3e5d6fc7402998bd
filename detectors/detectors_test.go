package detectors_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/analyzertest"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/detectors"
	"github.com/stackfit/stackfit/detectors/internal/examples"
)

func TestFixtures(t *testing.T) {
	analyzertest.Run(t, "../testdata/detectors", detectors.All()...)
}

// TestExamples keeps what the rules' pages show true: each example is reported
// by its own rule and no other, its repaired form by none.
func TestExamples(t *testing.T) {
	for _, d := range detectors.All() {
		t.Run(d.ID, func(t *testing.T) {
			list, err := examples.Parse(d.Doc)
			if err != nil {
				t.Fatalf("doc comment: %v", err)
			}
			for i, e := range list {
				t.Run(fmt.Sprintf("%d-loud", i+1), func(t *testing.T) {
					found := check(t, e.Loud, finding.Probable)
					if len(found) == 0 {
						t.Error("nothing is reported")
					}
					for _, f := range found {
						if f.Rule != d.ID {
							t.Errorf("%s:%d: another rule reports: %s[%s] %s", f.Location.Path, f.Location.Line, f.Severity, f.Rule, f.Message)
						}
					}
				})
				t.Run(fmt.Sprintf("%d-repaired", i+1), func(t *testing.T) {
					for _, f := range check(t, e.Repaired, finding.Possible) {
						t.Errorf("%s:%d: %s[%s] %s", f.Location.Path, f.Location.Line, f.Severity, f.Rule, f.Message)
					}
				})
			}
		})
	}
}

// check analyzes files with all detectors.
func check(t *testing.T, files []examples.File, least finding.Confidence) []finding.Finding {
	t.Helper()
	root := t.TempDir()
	for _, f := range files {
		path := filepath.Join(root, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(f.Text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	r, err := analyzer.Run(t.Context(), analyzer.Config{Root: root, MinConfidence: least}, detectors.All())
	if err != nil {
		t.Fatal(err)
	}
	if c := r.Completeness; c.Status != "complete" || c.Partial > 0 {
		t.Errorf("not all was read: %+v", c)
	}
	return r.Findings
}
