package report

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// MarkdownLeast is the room, in bytes, that Markdown needs for what is always
// said: what was found and how much was read.
const MarkdownLeast = 32 << 10

// MarkdownOptions says how large Markdown may become.
type MarkdownOptions struct {
	Limit int // in bytes, at least MarkdownLeast; 0: none
}

// Markdown writes r for a comment, a wiki or the summary of a workflow step:
// what was found, the services, the findings with their chains, the worst
// first, and how much was read. Findings that would go over the limit are
// counted instead of shown.
func Markdown(w io.Writer, r *finding.Report, o MarkdownOptions) error {
	var head, foot strings.Builder
	fmt.Fprintf(&head, "## stackfit\n\n**%s**\n", verdictLine(r))
	mdServices(&head, r, o.Limit/4)
	foot.WriteString("\n### What was read\n\n")
	for _, line := range coverage(r) {
		line = strings.TrimSpace(line)
		if o.Limit > 0 && len(line) > mdLine {
			line = line[:mdLine] + "…"
		}
		foot.WriteString("- " + MarkdownText(line) + "\n")
	}
	const reserve = 200 // for the line that counts what is not shown
	room := o.Limit - head.Len() - foot.Len() - reserve
	var body strings.Builder
	if len(r.Findings) > 0 {
		body.WriteString("\n### Findings\n")
	}
	for i, f := range WorstFirst(r.Findings) {
		text := mdFinding(f)
		if o.Limit > 0 && body.Len()+len(text) > room {
			fmt.Fprintf(&body, "\n%s not shown here; the formats text, json and sarif have them.\n", count(len(r.Findings)-i, "more finding"))
			break
		}
		body.WriteString(text)
	}
	if _, err := io.WriteString(w, head.String()+body.String()+foot.String()); err != nil {
		return fmt.Errorf("write Markdown report: %w", err)
	}
	return nil
}

// mdLine is how many bytes are shown of a line on what was read, of which there
// are at most some 25, when there is a limit.
const mdLine = 300

// mdServices writes the table of services, up to a number of bytes (0: all).
func mdServices(b *strings.Builder, r *finding.Report, limit int) {
	if len(r.Services) == 0 {
		return
	}
	found := map[string]int{}
	for i := range r.Findings {
		found[r.Findings[i].Service]++
	}
	b.WriteString("\n| Service | Language | Kind | Frameworks | Concurrency | Findings | Verdict | Recommendation |\n" +
		"| --- | --- | --- | --- | --- | ---: | --- | --- |\n")
	for i := range r.Services {
		s := &r.Services[i]
		language := s.Language
		if s.TypeScript {
			language += ", TypeScript"
		}
		row := fmt.Sprintf("| %s | %s | %s | %s | %s | %d | %s | %s |\n", MarkdownCell(s.Root), MarkdownText(language), MarkdownText(s.Kind),
			MarkdownText(strings.Join(s.Frameworks, ", ")), MarkdownText(s.Concurrency), found[s.Root],
			MarkdownText(s.Verdict.Fit), MarkdownText(s.Verdict.Recommendation))
		if limit > 0 && b.Len()+len(row) > limit {
			fmt.Fprintf(b, "\nand %s\n", count(len(r.Services)-i, "more service"))
			return
		}
		b.WriteString(row)
	}
}

func mdFinding(f *finding.Finding) string {
	var b strings.Builder
	at := &f.Location
	fmt.Fprintf(&b, "\n#### %s: %s\n\n%s at %s\n", f.Severity, MarkdownText(f.Message), MarkdownCode(f.Rule),
		MarkdownCode(fmt.Sprintf("%s:%d:%d", at.Path, at.Line, at.Column)))
	if len(f.Snippet) > 0 {
		b.WriteString("\n" + MarkdownBlock(f.Snippet))
	}
	if len(f.Trace) > 0 {
		b.WriteString("\n")
	}
	for i, hop := range f.Trace {
		fmt.Fprintf(&b, "%d. %s %s\n", i+1, MarkdownCode(fmt.Sprintf("%s:%d", hop.Path, hop.Line)), MarkdownText(hop.Text))
	}
	b.WriteString("\n")
	if f.Help != "" {
		b.WriteString("Help: " + MarkdownText(f.Help) + "  \n")
	}
	facts := []string{"confidence: " + f.Confidence.String()}
	if f.Cost != "" {
		facts = append(facts, "cost: "+MarkdownText(f.Cost))
	}
	if f.Service != "" {
		facts = append(facts, "service: "+MarkdownCode(f.Service))
	}
	if len(f.Claims) > 0 {
		facts = append(facts, "claims: "+MarkdownText(strings.Join(f.Claims, ", ")))
	}
	if f.Entries > 0 {
		facts = append(facts, fmt.Sprintf("other entries: %d", f.Entries))
	}
	b.WriteString("Facts: " + strings.Join(facts, ", ") + "\n")
	return b.String()
}

// MarkdownText returns s as Markdown text that shows what s holds, for use after
// something else in its line: no markup, no HTML, no link, and nobody is
// mentioned. GitHub looks for mentions, references to issues and addresses in
// the text that results, where escapes no longer are, so a word joiner, which
// nobody sees, stands beside the sign that makes them.
func MarkdownText(s string) string {
	var b strings.Builder
	s = Visible(s)
	for i, r := range s {
		switch r {
		case '&':
			b.WriteString("&amp;")
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '\\', '`', '*', '_', '[', ']', '|', '~', '!', '$':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '@', '#':
			b.WriteString(`\`)
			b.WriteRune(r)
			if rest := s[i+1:]; rest != "" && isWord(rest[0]) {
				b.WriteString("\u2060")
			}
		case ':':
			b.WriteRune(r)
			if strings.HasPrefix(s[i+1:], "//") {
				b.WriteString("\u2060")
			}
		case '.':
			if i >= 3 && strings.EqualFold(s[i-3:i], "www") {
				b.WriteString("\u2060")
			}
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isWord(c byte) bool {
	return c < 0x80 && (unicode.IsLetter(rune(c)) || unicode.IsDigit(rune(c)))
}

// MarkdownCode returns s as a code span, in which nothing is markup but the backtick:
// the fence is longer than any run of them inside.
func MarkdownCode(s string) string {
	s = Visible(s)
	fence := strings.Repeat("`", longestRun(s, '`')+1)
	// A space at both ends is taken off again; so it must be added where the
	// text has one, or begins or ends with a backtick.
	if s == "" || strings.Trim(s, " `") != s {
		s = " " + s + " "
	}
	return fence + s + fence
}

// MarkdownCell is MarkdownCode for a cell of a table, where even in code a bar ends the cell
// and a backslash may protect it or not.
func MarkdownCell(s string) string { return strings.ReplaceAll(MarkdownCode(s), "|", `\x7c`) }

// MarkdownBlock returns source lines as a fenced block.
func MarkdownBlock(src []string) string {
	var b strings.Builder
	longest := 2
	for i, line := range src {
		if i == frameLines {
			b.WriteString("...\n")
			break
		}
		if len(line) > 4*frameWidth {
			line = line[:4*frameWidth] + "…"
		}
		line = Visible(strings.ReplaceAll(line, "\t", "    "))
		longest = max(longest, longestRun(line, '`'))
		b.WriteString(line + "\n")
	}
	fence := strings.Repeat("`", longest+1)
	return fence + "\n" + b.String() + fence + "\n"
}

func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}
