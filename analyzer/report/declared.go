package report

import (
	"fmt"
	"strings"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// problems says which rules are off, and what of a configuration has no effect,
// or no longer.
func problems(r *finding.Report) []string {
	if r.Declared == nil {
		return nil
	}
	const shown = 10
	var lines []string
	if off := r.Declared.Off; len(off) > 0 {
		lines = append(lines, "Rules off by the configuration: "+Visible(strings.Join(off, ", "))+".")
	}
	for i, p := range r.Declared.Problems {
		if i == shown {
			lines = append(lines, fmt.Sprintf("  and %d more such lines of the configuration", len(r.Declared.Problems)-shown))
			break
		}
		lines = append(lines, "Configuration: "+Visible(p.Text)+" "+place(p.Path, p.Line)+".")
	}
	return lines
}

// declared writes what the configuration says of the repository.
func (t *textWriter) declared(d *finding.Declared) {
	if d == nil {
		return
	}
	for _, of := range []struct {
		label, text string
		line        int
	}{
		{"stage", d.Stage, d.StageLine},
		{"team", strings.Join(d.Languages, ", "), d.LanguagesLine},
		{"plans", strings.Join(d.Plans, ", "), d.PlansLine},
	} {
		if of.text != "" {
			t.line("Declared ", t.paint(styleDim, of.label+":"), " ", Visible(of.text), " ", place(d.Path, of.line))
		}
	}
	for i := range d.Accepted {
		a := &d.Accepted[i]
		if a.Expired || a.Findings == 0 {
			continue // said as a problem
		}
		until := ""
		if a.Until != "" {
			until = " until " + a.Until
		}
		t.line("Declared ", t.paint(styleDim, "accepted"+until+":"), " ", count(a.Findings, "finding"), " in ", Visible(a.Service), ", for ", Visible(a.Reason), " ", place(a.Path, a.Line))
	}
}

// serviceFacts returns what the configuration says of a service, "" when it
// says nothing.
func serviceFacts(f *finding.ServiceFacts) string {
	if f == nil {
		return ""
	}
	var parts []string
	if f.Kind != "" {
		parts = append(parts, "kind "+f.Kind)
	}
	if f.Peak > 0 {
		parts = append(parts, fmt.Sprintf("%d requests a second at the peak", f.Peak))
	}
	if len(f.Plans) > 0 {
		parts = append(parts, "plans "+strings.Join(f.Plans, ", "))
	}
	if len(parts) == 0 {
		return ""
	}
	return Visible(strings.Join(parts, "; ")) + " " + place(f.Path, f.Line)
}
