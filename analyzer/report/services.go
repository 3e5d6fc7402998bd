package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// ServicesOptions says how the services of a report are written.
type ServicesOptions struct {
	Color   bool // write terminal colors
	Explain bool // with all signals and evidence
}

// Services writes for people what runs in a repository and whether its work
// fits its stack.
func Services(w io.Writer, r *finding.Report, o ServicesOptions) error {
	t := &textWriter{Writer: bufio.NewWriter(w), color: o.Color}
	if len(r.Services) == 0 {
		t.line("No service found.")
	} else if !o.Explain {
		t.services(r.Services)
	}
	if o.Explain {
		t.declared(r.Declared)
		for i := range r.Services {
			t.explain(&r.Services[i])
		}
	}
	t.between(r, o.Explain)
	for _, line := range coverage(r) {
		t.line(line)
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("write services: %w", err)
	}
	return nil
}

// ServicesJSON writes the services as a part of schema 1.
func ServicesJSON(w io.Writer, r *finding.Report) error {
	p := presentable(r)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(struct {
		Schema       int                  `json:"schema"`
		Tool         finding.Tool         `json:"tool"`
		Repository   finding.Repository   `json:"repository"`
		Completeness finding.Completeness `json:"completeness"`
		Services     []finding.Service    `json:"services"`
		Between      finding.Between      `json:"between"`
		Declared     *finding.Declared    `json:"declared,omitempty"`
	}{p.Schema, p.Tool, p.Repository, p.Completeness, p.Services, p.Between, p.Declared})
	if err != nil {
		return fmt.Errorf("write services as JSON: %w", err)
	}
	return nil
}

var fitStyles = map[string]string{
	"fits": styleGood, "strained": "1;33", "misfit": "1;31", "unknown": "1;36", "not-a-backend": styleDim,
}

// services writes a table, and below it what to do.
func (t *textWriter) services(list []finding.Service) {
	rows := [][]string{{"SERVICE", "LANGUAGE", "KIND", "FRAMEWORKS", "CONCURRENCY", "VERDICT"}}
	for i := range list {
		s := &list[i]
		rows = append(rows, []string{
			Visible(s.Root), language(s), Visible(s.Kind), frameworks(s), Visible(s.Concurrency), Visible(s.Verdict.Fit),
		})
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for n, row := range rows {
		var b strings.Builder
		for i, cell := range row[:len(row)-1] {
			b.WriteString(cell)
			b.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
		}
		last, style := row[len(row)-1], styleBold
		if n > 0 {
			style = fitStyles[list[n-1].Verdict.Fit]
		}
		t.line(b.String(), t.paint(style, last))
	}
	t.line()
	for i := range list {
		if s := &list[i]; s.Verdict.Fit != "not-a-backend" {
			t.line(Visible(s.Root), " (", s.Language, "): ", Visible(s.Verdict.Recommendation))
		}
	}
}

// edgesShown is how many edges of one kind are told of a pair of services.
const edgesShown = 3

// between writes how services hang together, an edge a line, and what a second
// backend language is there for.
func (t *textWriter) between(r *finding.Report, explained bool) {
	b := &r.Between
	if len(b.Edges) == 0 && b.Second == nil {
		return
	}
	if !explained {
		t.line()
	}
	several := map[string]int{} // services of one root
	for i := range r.Services {
		several[r.Services[i].Root]++
	}
	name := func(s finding.ServiceRef) string {
		switch {
		case several[s.Root] < 2:
			return Visible(s.Root)
		case s.Entry != "":
			return Visible(s.Root + " (" + s.Language + ", " + s.Entry + ")")
		default:
			return Visible(s.Root + " (" + s.Language + ")")
		}
	}
	type pair struct {
		from, to finding.ServiceRef
		kind     string
	}
	shown, left := map[pair]int{}, map[pair]int{}
	for i := range b.Edges {
		left[pair{b.Edges[i].From, b.Edges[i].To, b.Edges[i].Kind}]++
	}
	for i := range b.Edges {
		e := &b.Edges[i]
		p := pair{e.From, e.To, e.Kind}
		shown[p]++
		if left[p]--; shown[p] > edgesShown {
			if left[p] == 0 {
				t.line(t.paint(styleBold, name(e.From)), " -> ", t.paint(styleBold, name(e.To)), fmt.Sprintf(": %s, %d more", Visible(e.Kind), shown[p]-edgesShown))
			}
			continue
		}
		far := ""
		if e.Far.Path != "" {
			far = "; " + Visible(e.Far.Text) + " " + place(e.Far.Path, e.Far.Line)
		}
		t.line(t.paint(styleBold, name(e.From)), " -> ", t.paint(styleBold, name(e.To)), ": ", Visible(e.Kind), " ", Visible(e.Name), ", ",
			t.paint(styleDim, Visible(e.Here.Text)+" "+place(e.Here.Path, e.Here.Line)+far))
	}
	if s := b.Second; s != nil {
		if language := map[string]string{"node": "Node.js", "python": "Python"}[s.Language]; len(s.Reasons) == 0 && len(s.Special) == 0 {
			t.line("Two backend languages; no reason for ", language, " found in the code")
		} else if len(s.Reasons) == 0 {
			t.line("Two backend languages; what may be a reason for ", language, ": ", Visible(s.Special[0].Text), " ", place(s.Special[0].Path, s.Special[0].Line))
		}
		for i, why := range s.Reasons {
			label := "                  and "
			if i == 0 {
				label = "Two backend languages: "
			}
			t.line(label, Visible(why.Text), " ", place(why.Path, why.Line))
		}
	}
	t.line()
}

func language(s *finding.Service) string {
	if s.TypeScript {
		return "typescript"
	}
	return Visible(s.Language)
}

func frameworks(s *finding.Service) string {
	const shown = 3
	if len(s.Frameworks) == 0 {
		return "-"
	}
	list := Visible(strings.Join(s.Frameworks[:min(shown, len(s.Frameworks))], ", "))
	if len(s.Frameworks) > shown {
		list += fmt.Sprintf(" +%d", len(s.Frameworks)-shown)
	}
	return list
}

// verdicts writes a line for each service that serves someone.
func (t *textWriter) verdicts(list []finding.Service) {
	for i := range list {
		s := &list[i]
		if s.Verdict.Fit == "" || s.Verdict.Fit == "not-a-backend" {
			continue
		}
		advice := ""
		if s.Verdict.Fit != "fits" {
			advice = "; " + Visible(s.Verdict.Recommendation)
		}
		t.line("Service ", Visible(s.Root), " (", language(s), ", ", Visible(s.Kind), "): ", t.paint(fitStyles[s.Verdict.Fit], Visible(s.Verdict.Fit)), advice)
	}
}

// explain writes all that a verdict rests on.
func (t *textWriter) explain(s *finding.Service) {
	v := &s.Verdict
	t.line(t.paint(styleBold, Visible(s.Root)), " (", language(s), ", ", Visible(s.Kind), "): ",
		t.paint(fitStyles[v.Fit], Visible(v.Fit)), ", confidence ", Visible(v.Confidence))
	item := func(label, text string) {
		if text != "" {
			t.line("  ", t.paint(styleDim, label+":"), " ", Visible(text))
		}
	}
	item("recommendation", v.Recommendation)
	item("effort", v.Effort)
	item("frameworks", strings.Join(s.Frameworks, ", "))
	item("concurrency", s.Concurrency)
	item("manifest", s.Manifest)
	item("entry", strings.Join(s.Entry, ", "))
	item("runtime", s.Runtime)
	for _, l := range s.Versions {
		t.line("  ", t.paint(styleDim, "version:"), " ", Visible(l.Package), " ", Visible(l.Version), " ", place(l.Path, l.Line))
	}
	t.line("  ", t.paint(styleDim, "size:"), " ", fileCount(s.Files), ", ", entryCount(s.Entries))
	if text := serviceFacts(s.Declared); text != "" {
		t.line("  ", t.paint(styleDim, "declared:"), " ", text)
	}
	for _, r := range s.Recognized {
		t.line("  ", t.paint(styleDim, "recognized:"), " ", Visible(r.Text), " ", place(r.Path, r.Line))
	}
	for _, g := range s.Signals {
		reach := map[string]string{
			"yes": fmt.Sprintf("%d of %d entries lead here", g.Entries, s.Entries), "no": "no entry leads here", "unknown": "not known whether entries lead here",
		}[g.Serving]
		t.line("  ", t.paint(styleDim, "signal:"), " ", Visible(g.ID), " by ", Visible(g.Name), " ", place(g.Path, g.Line), ", ", reach)
	}
	for _, e := range v.Evidence {
		at := ""
		if e.Path != "" {
			at = " " + place(e.Path, e.Line)
		}
		t.line("  ", t.paint(styleDim, Visible(e.Leans)+":"), " ", fmt.Sprintf("%.2f ", e.Weight), Visible(e.Claim), " ", Visible(e.Text), at)
	}
	if v.Fit != "not-a-backend" {
		t.line("  ", t.paint(styleDim, "against in all:"), fmt.Sprintf(" %.2f (strained from %.2f, misfit from %.2f when it is most of the work)", v.Score, finding.StrainedFrom, finding.MisfitFrom))
	}
	for _, u := range s.Unused {
		t.line("  ", t.paint(styleDim, "no signal:"), " ", Visible(u.Text), " ", place(u.Path, u.Line))
	}
	item("would change", strings.Join(v.WouldChange, "; "))
	item("cannot know", strings.Join(v.Unknowable, "; "))
	t.line()
}

func fileCount(n int) string { return count(n, "file") }

func entryCount(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}

func place(path string, line int) string {
	if line == 0 {
		return "(" + Visible(path) + ")"
	}
	return fmt.Sprintf("(%s:%d)", Visible(path), line)
}
