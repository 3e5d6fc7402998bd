package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// Statistics writes how many findings each rule has, by severity, the most
// frequent first, then what was found and how much was read.
func Statistics(w io.Writer, r *finding.Report) error {
	type row struct {
		severity finding.Severity
		rule     string
	}
	counts := map[row]int{}
	for i := range r.Findings {
		counts[row{r.Findings[i].Severity, r.Findings[i].Rule}]++
	}
	rows := make([]row, 0, len(counts))
	widest := 0
	for k, n := range counts {
		rows = append(rows, k)
		widest = max(widest, len(fmt.Sprint(n)))
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(b.severity, a.severity), strings.Compare(a.rule, b.rule))
	})
	b := &textWriter{Writer: bufio.NewWriter(w)}
	for _, k := range rows {
		fmt.Fprintf(b, "%*d  %-7s  %s\n", widest, counts[k], k.severity, Visible(k.rule))
	}
	fmt.Fprintln(b, verdictLine(r))
	b.verdicts(r.Services)
	for _, line := range coverage(r) {
		fmt.Fprintln(b, line)
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write statistics: %w", err)
	}
	return nil
}
