package analyzer_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/analyzertest"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/report"
	"github.com/stackfit/stackfit/detectors"
)

// TestVerdicts analyzes the repositories below testdata/verdict. The name of
// each begins with the verdict on its services that serve anyone; all that it
// rests on stands in the golden file beside it. What fits has nothing to mend.
func TestVerdicts(t *testing.T) {
	const root = "../testdata/verdict"
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		t.Run(e.Name(), func(t *testing.T) {
			r, err := analyzer.Run(context.Background(), analyzer.Config{
				Root: filepath.Join(root, e.Name()), MinConfidence: finding.Probable,
			}, detectors.All())
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(r.Services, func(s finding.Service) bool { return strings.HasPrefix(e.Name(), s.Verdict.Fit+"-") }) {
				t.Errorf("no service with the verdict that the name says")
			}
			if strings.HasPrefix(e.Name(), "fits-") {
				for _, s := range r.Services {
					if s.Verdict.Fit != "fits" && s.Verdict.Fit != "not-a-backend" {
						t.Errorf("%s (%s): %s", s.Root, s.Kind, s.Verdict.Fit)
					}
				}
				for _, f := range r.Findings {
					if f.Severity > finding.Info {
						t.Errorf("%s:%d: %s", f.Location.Path, f.Location.Line, f.Message)
					}
				}
			}
			var out bytes.Buffer
			if err := report.Services(&out, r, report.ServicesOptions{Explain: true}); err != nil {
				t.Fatal(err)
			}
			analyzertest.Golden(t, filepath.Join(root, e.Name()+".txt"), out.Bytes())
		})
	}
}
