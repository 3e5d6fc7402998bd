package review

import (
	"fmt"
	"io"
	"strings"

	"github.com/stackfit/stackfit/analyzer/report"
)

// md writes Markdown. Text of a repository goes through text, code or cell.
type md struct{ strings.Builder }

func (b *md) line(parts ...string) {
	for _, p := range parts {
		b.WriteString(p)
	}
	b.WriteByte('\n')
}

// text returns s as Markdown that shows s; s never begins a line.
func text(s string) string { return report.MarkdownText(s) }

func code(s string) string { return report.MarkdownCode(s) }

// heading writes a heading with empty lines around it.
func (b *md) heading(level int, s string) {
	if !strings.HasSuffix(b.String(), "\n\n") {
		b.line()
	}
	b.line(strings.Repeat("#", level), " ", text(s), "\n")
}

// place returns a place as code, linked where its address is known.
func place(r Ref) string {
	if r.URL == "" {
		return code(r.Text)
	}
	// In the text of a link even code must not have a bracket that is not closed.
	label := code(r.Text)
	if strings.ContainsAny(r.Text, "[]\\") {
		label = text(r.Text)
	}
	return "[" + label + "](" + r.URL + ")"
}

func places(list []Ref) string {
	var b strings.Builder
	for i, r := range list {
		if i == 0 {
			b.WriteString(" ")
		} else {
			b.WriteString(", ")
		}
		b.WriteString(place(r))
	}
	return b.String()
}

// cell makes what was escaped fit into a table's cell.
func cell(s string) string { return strings.ReplaceAll(s, "`|", "`\\|") }

func (b *md) points(list []Point) {
	for _, p := range list {
		b.line("- ", text(p.Text), places(p.At))
	}
}

// row writes a row of a table; the parts are escaped already.
func (b *md) row(cells ...string) { b.line("| ", strings.Join(cells, " | "), " |") }

func (b *md) head(names ...string) {
	b.row(names...)
	b.line("|", strings.Repeat(" --- |", len(names)))
}

func ids(claims []string) string {
	if len(claims) == 0 {
		return ""
	}
	return " (" + text(strings.Join(claims, ", ")) + ")"
}

// Markdown writes the document for a wiki or a repository, the map as Mermaid.
func Markdown(w io.Writer, v *Review) error {
	var b md
	b.line("# Pre-architecture review: ", text(v.Title), "\n")
	b.line(strings.Join(v.meta(), " · "))
	b.heading(2, "Summary")
	for _, s := range v.Summary {
		b.line("- ", text(s))
	}
	if len(v.Services) > 0 {
		b.line()
		b.head("Service", "Verdict", "Recommendation")
		for _, s := range v.Services {
			b.row(text(s.Name), "**"+text(s.Fit)+"**", text(s.Recommendation))
		}
	}
	v.mdCoverage(&b)
	v.mdMap(&b)
	v.mdServices(&b)
	v.mdCriteria(&b)
	v.mdLatency(&b)
	b.heading(2, "Team and throughput")
	b.heading(3, "Team and age")
	b.points(v.Team)
	b.heading(3, "Throughput, for context only")
	b.line("The guidance puts Node.js frameworks ahead of Django and FastAPI in raw throughput (G07) and adds that it rarely matters: some 5,000 requests a second are more than most web APIs see (G08). No verdict here rests on it.")
	if len(v.Throughput) > 0 {
		b.line()
		b.points(v.Throughput)
	}
	v.mdFindings(&b)
	b.heading(2, "Open questions")
	b.line("What the review has to ask people, because code cannot answer it.\n")
	for i, q := range v.Questions {
		b.line(fmt.Sprintf("%d. **%s** ", i+1, text(q.Text)), text(q.Why), ids(q.Claims))
	}
	v.mdMethod(&b)
	return write(w, &b, "Markdown review")
}

func write(w io.Writer, b *md, what string) error {
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write %s: %w", what, err)
	}
	return nil
}

// meta says in a few words what was reviewed, each ready to be written.
func (v *Review) meta() []string {
	var out []string
	if v.Revision != "" {
		out = append(out, "Revision "+code(v.Revision))
	} else {
		out = append(out, "Revision unknown ("+text(v.RevisionWhy)+")")
	}
	if v.Base != "" {
		out = append(out, "folder "+code(v.Base))
	}
	if v.Where != "" {
		out = append(out, "["+text(v.Name)+"]("+v.Where+")")
	}
	if v.Date != "" {
		out = append(out, text(v.Date))
	}
	return append(out, text(v.Tool))
}

func (v *Review) mdCoverage(b *md) {
	b.heading(2, "What was reviewed")
	for _, l := range v.Coverage.Lines {
		b.line("- ", text(l))
	}
	files := func(title string, list []Point, more int) {
		if len(list) == 0 {
			return
		}
		b.heading(3, title)
		for _, p := range list {
			if len(p.At) == 0 {
				b.line("- ", text(p.Text))
				continue
			}
			b.line("- ", place(p.At[0]), ": ", text(p.Text))
		}
		if more > 0 {
			b.line("- and ", count(more, "more file"))
		}
	}
	files("Files that were not read", v.Coverage.Unread, v.Coverage.More)
	files("Files that were read in part", v.Coverage.Partial, 0)
	if len(v.Coverage.Notes) > 0 {
		b.heading(3, "What did not work")
		for _, n := range v.Coverage.Notes {
			b.line("- ", text(n))
		}
	}
}

func (v *Review) mdMap(b *md) {
	b.heading(2, "Service map")
	if len(v.Map.Nodes) == 0 {
		b.line("There is nothing to draw: no service and no frontend was found.")
		return
	}
	b.line("```mermaid")
	mermaid(b, &v.Map)
	b.line("```")
	for _, n := range v.Map.Notes {
		b.line("\n", text(n))
	}
	if len(v.Map.Edges) == 0 {
		b.line("\nNo call from one to another was seen.")
		return
	}
	b.line()
	b.head("From", "To", "How", "Seen at")
	for _, e := range v.Map.Edges {
		seen := strings.TrimSpace(places(e.At))
		if seen == "" {
			seen = "its entries as a whole"
		}
		b.row(text(v.Map.Nodes[e.From].Title), text(v.Map.Nodes[e.To].Title), text(e.Text), cell(seen))
	}
}

// mermaid writes the map as a Mermaid flowchart
// (https://mermaid.js.org/syntax/flowchart.html).
func mermaid(b *md, m *Map) {
	b.line("flowchart LR")
	for i, n := range m.Nodes {
		lines := []string{mermaidText(n.Title)}
		for _, l := range n.Lines {
			lines = append(lines, mermaidText(l))
		}
		left, right := `["`, `"]`
		switch n.Kind {
		case "system":
			left, right = `[("`, `")]`
		case "callers":
			left, right = `(["`, `"])`
		}
		b.line("  n", fmt.Sprint(i), left, strings.Join(lines, "<br/>"), right)
	}
	for _, e := range m.Edges {
		label := ""
		if e.Label != "" {
			label = `|"` + mermaidText(e.Label) + `"|`
		}
		b.line("  n", fmt.Sprint(e.From), " -->", label, " n", fmt.Sprint(e.To))
	}
}

// mermaidText returns s as a label that shows s: everything but letters,
// digits and a few signs that mean nothing there is written by its number
// (https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters).
func mermaidText(s string) string {
	const most = 60
	var b strings.Builder
	n := 0
	for _, r := range report.Visible(s) {
		if n++; n > most {
			b.WriteString("…")
			break
		}
		switch {
		case r == ' ' || r == '.' || r == ',' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}

func (v *Review) mdServices(b *md) {
	b.heading(2, "Services")
	if len(v.Services) == 0 {
		b.line("Nothing that answers requests, events or jobs was found.")
	}
	for _, s := range v.Services {
		b.heading(3, s.Name+": "+s.Fit)
		b.line("**Recommendation:** ", text(s.Recommendation), ". **Effort:** ", text(s.Effort), ". **Confidence of the verdict:** ", text(s.Confidence), ".\n")
		fact := func(name, value string) {
			if value != "" {
				b.line("- ", name, ": ", value)
			}
		}
		runtime := ""
		if s.Runtime != "" {
			runtime = " (asks for " + text(s.Runtime) + ")"
		}
		fact("Language", text(s.Language)+runtime)
		fact("Kind", text(s.Kind))
		fact("Frameworks", text(s.Frameworks))
		fact("Concurrency", text(s.Concurrency))
		fact("Size", count(s.Files, "file")+", "+count(s.Entries, "entry"))
		if s.Manifest.Text != "" {
			fact("Manifest", place(s.Manifest))
		}
		fact("Starts at", strings.TrimSpace(places(s.Entry)))
		var known []string
		for _, p := range s.Recognized {
			known = append(known, text(p.Text)+places(p.At))
		}
		fact("Known by", strings.Join(known, "; "))
		fact("Findings", fmt.Sprintf("%s, %s, %s", count(s.Counts.Error, "error"), count(s.Counts.Warning, "warning"), count(s.Counts.Info, "note")))
		b.heading(4, "What its work is")
		if len(s.Profile) == 0 {
			b.line("No database, call, queue, socket, model or other work that is known was seen in it.")
		} else {
			b.head("Work", "Its entries", "", "Seen")
			for _, p := range s.Profile {
				b.row(text(p.Label)+" ("+text(p.Class)+")", text(p.Share), bar(p.Width), text(p.By)+cell(places(p.At)))
			}
		}
		if len(s.Unused) > 0 {
			b.line("\nDeclared, but not seen in use:\n")
			b.points(s.Unused)
		}
		b.heading(4, "The evidence")
		b.line(fmt.Sprintf("Weight against the stack: **%s** (strained from %s, misfit from %s when it is most of what the service does).", s.Score.Score, s.Score.Strained, s.Score.Misfit))
		evidence := func(title string, list []Evidence, none string) {
			b.line("\n", title, ":\n")
			for _, e := range list {
				b.line("- ", text(e.Text), places(e.At), " (", text(e.Claim), ", weight ", e.Weight, ")")
			}
			if len(list) == 0 {
				b.line("- ", none)
			}
		}
		evidence("Against the stack", s.Against, "nothing was seen")
		evidence("For the stack", s.For, "nothing was seen that speaks for it in particular")
		if len(s.WouldChange) > 0 {
			b.heading(4, "What would change the verdict")
			for _, w := range s.WouldChange {
				b.line("- ", text(w))
			}
		}
	}
	if len(v.Others) == 0 {
		return
	}
	b.heading(3, "What serves nobody")
	b.line("Frontends, libraries and tools of the repository. Whether their stack fits is not asked.\n")
	b.head("Part", "Kind", "Language", "Files", "Findings")
	for _, o := range v.Others {
		b.row(text(o.Name), text(o.Kind), text(o.Language), number(o.Files), number(o.Counts.Add()))
	}
}

// bar is a bar of a workload profile in text.
func bar(percent int) string {
	n := (percent + 9) / 10
	return strings.Repeat("█", n) + strings.Repeat("░", 10-n)
}

func (v *Review) mdCriteria(b *md) {
	b.heading(2, "The decision table, applied")
	b.line("The criteria of the guidance (", Guidance, "), what was seen for each, and which way it points. They are not added up: the guidance gives them no weights.\n")
	b.head("Criterion", "Leaning", "Evidence")
	for _, c := range v.Criteria {
		var seen []string
		for _, p := range c.Evidence {
			seen = append(seen, text(p.Text)+cell(places(p.At)))
		}
		if len(seen) == 0 {
			seen = []string{text(c.Absent)}
		}
		b.row(text(c.Name)+ids(c.Claims), "**"+text(c.Leaning)+"**: "+text(c.Why), strings.Join(seen, "<br>"))
	}
}

func (v *Review) mdLatency(b *md) {
	b.heading(2, "What responses wait for")
	b.line("Database queries, calls to other systems and missing caches are what answers really take their time for (G09). Code shows where they are, not how long they last.")
	if len(v.Latency.Services) > 0 {
		b.line()
		b.head("Service", "Calls to other systems", "Database", "Cache")
		at := func(p Point) string { return text(p.Text) + cell(places(p.At)) }
		for _, s := range v.Latency.Services {
			b.row(text(s.Name), at(s.Calls), at(s.Database), at(s.CacheUse))
		}
	}
	if v.Latency.Missing {
		b.line("\nCalls one after the other, queries in loops and calls without a timeout were not looked for: no rule on them ran.")
	}
	for _, r := range v.Latency.Rules {
		b.heading(3, r.ID+": "+count(r.Count, "finding"))
		if r.Summary != "" {
			b.line(text(r.Summary), ".\n")
		}
		b.points(r.Worst)
		switch {
		case r.More > 0:
			b.line("- and ", count(r.More, "more finding"))
		case len(r.Worst) == 0:
			b.line("None was found in what was read.")
		}
	}
}

func (v *Review) mdFindings(b *md) {
	b.heading(2, "Findings")
	if len(v.Findings) == 0 {
		b.line("No finding in what was read.")
	}
	for _, f := range v.Findings {
		b.heading(3, f.Severity+": "+f.Message)
		b.line(code(f.Rule), " at ", place(f.At), " in ", text(f.Service), "\n")
		if len(f.Frame) > 0 {
			lines := make([]string, len(f.Frame))
			for i, l := range f.Frame {
				lines[i] = l.Before + l.Marked + l.After
			}
			b.line(report.MarkdownBlock(lines))
		}
		for i, s := range f.Steps {
			at := ""
			if s.At.Text != "" {
				at = " " + place(s.At)
			}
			b.line(fmt.Sprintf("%d. %s", i+1, text(s.Text)), at)
		}
		b.line()
		if f.Help != "" {
			b.line("Way out: ", text(f.Help), "  ")
		}
		facts := "Confidence: " + text(f.Confidence)
		if f.Cost != "" {
			facts += ", cost: " + text(f.Cost)
		}
		if f.Entries > 0 {
			facts += ", reached from " + count(f.Entries, "more entry")
		}
		b.line(facts, ids(f.Claims))
	}
	if v.Hidden > 0 {
		b.line("\n", count(v.Hidden, "more finding"), ", none worse than these, left out: `stackfit check --format json` lists all.")
	}
	for _, d := range v.Dropped {
		b.line("\n", text(d))
	}
}

func (v *Review) mdMethod(b *md) {
	b.heading(2, "Method, limits, and how to do it again")
	b.line(text(v.Tool), " parsed the source code, followed calls across files, noted what each piece of code does to the thread it runs on (it waits, it computes) and where it runs (for a request, an event, at start-up, in a worker), and reported where the two do not go together. Then it weighed, for each service, what speaks for and against its stack. It ran nothing of the repository and asked nobody on the network.")
	if len(v.Rules) > 0 {
		b.heading(3, "Rules that ran")
		for _, r := range v.Rules {
			summary := ""
			if r.Summary != "" {
				summary = ". " + text(r.Summary) + "."
			}
			b.line("- ", code(r.ID), ": ", count(r.Count, "finding"), summary, ids(r.Claims))
		}
	}
	b.heading(3, "Limits")
	for _, l := range v.Limits {
		b.line("- ", text(l))
	}
	b.heading(3, "How to do it again")
	b.line(report.MarkdownBlock(v.Reproduce))
	b.line("The same version, bytes and options give the same document.")
	b.heading(3, "Claims of the guidance that this review stands on")
	for _, c := range v.Claims {
		b.line("- **", c.ID, "** ", text(c.Text))
	}
}
