package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// annotationLimit is how many annotations of one level GitHub keeps of one step
// (https://github.com/orgs/community/discussions/26680).
const annotationLimit = 10

// messageLimit is how many bytes are written of a message. GitHub keeps 64 kB of
// it (https://docs.github.com/rest/checks/runs: message), before escapes.
const messageLimit = 64_000

// GitHub writes r as workflow commands that become annotations: at most 10
// errors, 10 warnings and 10 notices, the worst first, then lines of plain text
// with how many more there are and how much was read.
//
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
func GitHub(w io.Writer, r *finding.Report, o FileOptions) error {
	b := bufio.NewWriter(w)
	var written [finding.Error + 1]int
	for _, f := range WorstFirst(r.Findings) {
		if written[f.Severity] == annotationLimit {
			continue
		}
		written[f.Severity]++
		fmt.Fprintln(b, annotation(f, o))
	}
	var more []string
	total := tally(r.Findings)
	for _, s := range []finding.Severity{finding.Error, finding.Warning, finding.Info} {
		if rest := total[s] - written[s]; rest > 0 {
			more = append(more, count(rest, level(s)))
		}
	}
	if len(more) > 0 {
		fmt.Fprintf(b, "Not shown here: %s. GitHub keeps %d annotations of a kind; --format text or json has them all.\n",
			strings.Join(more, ", "), annotationLimit)
	}
	fmt.Fprintln(b, verdictLine(r))
	for _, line := range coverage(r) {
		fmt.Fprintln(b, line)
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write GitHub annotations: %w", err)
	}
	return nil
}

func annotation(f *finding.Finding, o FileOptions) string {
	at := &f.Location
	var b strings.Builder
	b.WriteString("::")
	b.WriteString(level(f.Severity))
	b.WriteString(" file=")
	b.WriteString(property(o.path(at.Path)))
	fmt.Fprintf(&b, ",line=%d,endLine=%d", at.Line, max(at.Line, at.EndLine))
	// GitHub refuses an annotation whose columns stand on different lines
	// (https://docs.github.com/rest/checks/runs: start_column).
	if at.EndLine <= at.Line {
		fmt.Fprintf(&b, ",col=%d", at.Column)
		if at.EndColumn > at.Column {
			// endColumn is the last column, ours one past it.
			fmt.Fprintf(&b, ",endColumn=%d", at.EndColumn-1)
		}
	}
	b.WriteString(",title=")
	b.WriteString(property("stackfit: " + f.Rule))
	b.WriteString("::")
	message := append([]string{f.Message}, details(f, o)...)
	b.WriteString(data(cut(strings.Join(message, "\n"), messageLimit)))
	return b.String()
}

// cut returns s, or its start and a sign that it goes on, in at most limit bytes.
func cut(s string, limit int) string {
	const sign = "…"
	if len(s) <= limit {
		return s
	}
	end := limit - len(sign)
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + sign
}

// level returns GitHub's name of a severity.
func level(s finding.Severity) string {
	if s == finding.Info {
		return "notice"
	}
	return s.String()
}

var (
	dataEscaper     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscaper = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// data escapes the message of a workflow command.
func data(s string) string { return dataEscaper.Replace(escape(s, true)) }

// property escapes the value of a property of a workflow command.
func property(s string) string { return propertyEscaper.Replace(escape(s, true)) }
