package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// Agent writes r for coding assistants: plain lines, no frames, one finding a
// block with its line of code, chain and fix, the worst first. Each text of the
// repository stays on the line that it is on, after a word that says what it is,
// so that none of it reads as a line of the tool's own.
func Agent(w io.Writer, r *finding.Report) error {
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, verdictLine(r))
	for _, line := range coverage(r) {
		fmt.Fprintln(b, line)
	}
	for _, f := range WorstFirst(r.Findings) {
		agentFinding(b, f)
	}
	for i := range r.Services {
		s := &r.Services[i]
		if s.Verdict.Fit != "" && s.Verdict.Fit != "not-a-backend" {
			fmt.Fprintf(b, "\nservice: %s\nkind: %s, %s\nverdict: %s\n", Visible(s.Root), language(s), Visible(s.Kind), Visible(s.Verdict.Fit))
			if s.Verdict.Recommendation != "" {
				fmt.Fprintf(b, "recommendation: %s\n", Visible(s.Verdict.Recommendation))
			}
		}
	}
	if len(r.Findings) > 0 {
		fmt.Fprint(b, "\nexplain a rule: stackfit rule RULE\n")
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write agent report: %w", err)
	}
	return nil
}

func agentFinding(b *bufio.Writer, f *finding.Finding) {
	at := &f.Location
	fmt.Fprintf(b, "\nfinding: %s [%s] %s:%d:%d\n", f.Severity, Visible(f.Rule), Visible(at.Path), at.Line, at.Column)
	fmt.Fprintf(b, "problem: %s\n", Visible(f.Message))
	if len(f.Snippet) > 0 {
		line := f.Snippet[0]
		indent := len(line) - len(strings.TrimLeft(line, " \t"))
		start := min(max(at.Column-1, indent), len(line))
		shown, _, _ := excerpt(line[indent:], start-indent, start-indent)
		fmt.Fprintf(b, "code: %s\n", strings.TrimRight(shown, " "))
	}
	if len(f.Trace) > 0 {
		fmt.Fprintln(b, "chain:")
	}
	for i, hop := range f.Trace {
		fmt.Fprintf(b, "  %d. %s:%d %s\n", i+1, Visible(hop.Path), hop.Line, Visible(hop.Text))
	}
	if f.Entries > 0 {
		fmt.Fprintf(b, "other entries that reach it: %d\n", f.Entries)
	}
	if f.Help != "" {
		fmt.Fprintf(b, "fix: %s\n", Visible(f.Help))
	}
	facts := []string{"confidence " + f.Confidence.String()}
	if f.Cost != "" {
		facts = append(facts, "cost "+Visible(f.Cost))
	}
	if f.Service != "" {
		facts = append(facts, "service "+Visible(f.Service))
	}
	fmt.Fprintf(b, "facts: %s\n", strings.Join(facts, ", "))
}
