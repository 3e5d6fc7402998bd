package report_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/report"
)

// Whatever a repository calls its files and packages, no line of the services
// is a workflow command or moves a terminal's cursor.
func TestServicesAreHarmless(t *testing.T) {
	r := hostile()
	for i := range r.Services {
		s := &r.Services[i]
		name := s.Root
		at := finding.Reason{Text: name, Path: name, Line: 1}
		s.Kind, s.Frameworks, s.Entry, s.Concurrency, s.Runtime = name, []string{name}, []string{name}, name, name
		s.Recognized, s.Unused = []finding.Reason{at}, []finding.Reason{at}
		s.Signals = []finding.Signal{{ID: "pdf", Path: name, Line: 1, Name: name, Serving: "yes", Entries: 1}}
		s.Verdict = finding.Verdict{
			Fit: "strained", Confidence: "low", Recommendation: name, Effort: name, WouldChange: []string{name}, Unknowable: []string{name},
			Evidence: []finding.Evidence{{Claim: "G02", Leans: "against", Text: name, Path: name}},
		}
	}
	for _, explain := range []bool{false, true} {
		var out bytes.Buffer
		if err := report.Services(&out, r, report.ServicesOptions{Explain: explain}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(out.String(), "\n") {
			if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") {
				t.Errorf("workflow command: %q", line)
			}
			if strings.ContainsFunc(line, func(c rune) bool { return !unicode.IsGraphic(c) }) {
				t.Errorf("not to be shown: %q", line)
			}
		}
	}
	if err := report.Services(failingWriter{}, r, report.ServicesOptions{}); err == nil {
		t.Error("no error from a full disk")
	}
	if err := report.ServicesJSON(failingWriter{}, r); err == nil {
		t.Error("no error from a full disk")
	}
}
