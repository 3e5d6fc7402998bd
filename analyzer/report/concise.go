package report

import (
	"bufio"
	"fmt"
	"io"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// Concise writes r as one line a finding, in the form that editors and other
// tools know from compilers, then what was found, the verdicts and how
// much was read.
func Concise(w io.Writer, r *finding.Report) error {
	b := &textWriter{Writer: bufio.NewWriter(w)}
	for i := range r.Findings {
		f := &r.Findings[i]
		fmt.Fprintf(b, "%s:%d:%d: %s[%s] %s\n", Visible(f.Location.Path), f.Location.Line, f.Location.Column,
			f.Severity, Visible(f.Rule), Visible(f.Message))
	}
	fmt.Fprintln(b, verdictLine(r))
	b.verdicts(r.Services)
	for _, line := range coverage(r) {
		fmt.Fprintln(b, line)
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write concise report: %w", err)
	}
	return nil
}
