package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// TextOptions says how text looks.
type TextOptions struct {
	Color bool // write terminal colors

	// Link returns the URI that a file of the analyzed root is opened by.
	// Without it no links are written.
	Link func(path string) string
}

// Text writes r for people: each finding with its source line, its chain and the
// way out, then what was found and how much was read.
func Text(w io.Writer, r *finding.Report, o TextOptions) error {
	t := &textWriter{Writer: bufio.NewWriter(w), color: o.Color, linkTo: o.Link}
	for i := range r.Findings {
		t.finding(&r.Findings[i])
	}
	style := styleGood
	for s, n := range tally(r.Findings) {
		if n > 0 {
			style = severityStyles[s]
		}
	}
	t.line(t.paint(style, verdictLine(r)))
	t.verdicts(r.Services)
	for _, line := range coverage(r) {
		t.line(line)
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("write text report: %w", err)
	}
	return nil
}

// Styles are parameters of the terminal's "select graphic rendition".
const (
	styleBold = "1"
	styleDim  = "2"
	styleGood = "1;32"
	styleHelp = "1;36"
)

var severityStyles = [...]string{finding.Info: "1;36", finding.Warning: "1;33", finding.Error: "1;31"}

type textWriter struct {
	*bufio.Writer
	color  bool
	linkTo func(path string) string
}

// line writes the parts and ends the line. The buffer keeps the first error for
// Flush.
func (t *textWriter) line(parts ...string) {
	for _, p := range parts {
		fmt.Fprint(t, p)
	}
	fmt.Fprintln(t)
}

func (t *textWriter) paint(style, s string) string {
	if !t.color {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

// link makes s, which shows a place, a link to it
// (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
func (t *textWriter) link(path, s string) string {
	if t.linkTo == nil {
		return s
	}
	return hyperlink(t.linkTo(path), s)
}

func hyperlink(uri, s string) string {
	// No byte of a URI stands outside these; another one could end the sequence.
	if strings.IndexFunc(uri, func(r rune) bool { return r <= ' ' || r > '~' }) >= 0 || uri == "" {
		return s
	}
	return "\x1b]8;;" + uri + "\x1b\\" + s + "\x1b]8;;\x1b\\"
}

func (t *textWriter) rule(id string) string {
	s := Visible(id)
	if t.linkTo != nil {
		s = hyperlink(homepage+"/blob/main/detectors/doc/"+sarifURI(id)+".md", s)
	}
	return s
}

func (t *textWriter) finding(f *finding.Finding) {
	at := &f.Location
	style := severityStyles[f.Severity]
	t.line(
		t.link(at.Path, t.paint(styleBold, fmt.Sprintf("%s:%d:%d", Visible(at.Path), at.Line, at.Column))), " ",
		t.paint(style, f.Severity.String()+"["+t.rule(f.Rule)+"]"), " ",
		t.paint(styleBold, Visible(f.Message)),
	)
	gutter := len(fmt.Sprint(max(at.EndLine, at.Line)))
	pad := strings.Repeat(" ", gutter)
	if len(f.Snippet) > 0 {
		t.frame(f, gutter)
	}
	places, widest := make([]string, len(f.Trace)), 0
	for i, hop := range f.Trace {
		places[i] = fmt.Sprintf("%s:%d", Visible(hop.Path), hop.Line)
		widest = max(widest, utf8.RuneCountInString(places[i]))
	}
	for i, hop := range f.Trace {
		arrow := "  -> "
		if i == 0 {
			arrow = " --> "
		}
		gap := strings.Repeat(" ", widest-utf8.RuneCountInString(places[i])+2)
		t.line(pad, t.paint(styleDim, arrow), t.link(hop.Path, places[i]), gap, Visible(hop.Text))
	}
	if f.Entries > 0 {
		noun := "other entries reach"
		if f.Entries == 1 {
			noun = "other entry reaches"
		}
		t.line(pad, t.paint(styleDim, "   = "), fmt.Sprintf("%d %s this line", f.Entries, noun))
	}
	if f.Help != "" {
		t.line(pad, t.paint(styleDim, "   = "), t.paint(styleHelp, "help:"), " ", Visible(f.Help))
	}
	t.line(pad, t.paint(styleDim, "   = "), t.facts(f))
	t.line()
}

// facts returns the line of properties that a reader weighs a finding by.
func (*textWriter) facts(f *finding.Finding) string {
	facts := []string{"confidence: " + f.Confidence.String()}
	if f.Cost != "" {
		facts = append(facts, "cost: "+Visible(f.Cost))
	}
	if f.Service != "" {
		facts = append(facts, "service: "+Visible(f.Service))
	}
	if len(f.Claims) > 0 {
		facts = append(facts, "claims: "+Visible(strings.Join(f.Claims, ", ")))
	}
	return strings.Join(facts, ", ")
}

const (
	frameLines = 4   // source lines shown of one region
	frameWidth = 100 // columns shown of one source line
)

// frame writes the source lines of f and underlines the region on the first.
func (t *textWriter) frame(f *finding.Finding, gutter int) {
	at := &f.Location
	edge := t.paint(styleDim, " |")
	pad := strings.Repeat(" ", gutter+1)
	t.line(pad, edge)
	for i, src := range f.Snippet {
		if i == frameLines {
			t.line(pad, t.paint(styleDim, " ..."))
			break
		}
		start, end := 0, len(src)
		if i == 0 {
			start = min(max(at.Column-1, 0), len(src))
			if at.EndLine <= at.Line {
				end = min(max(at.EndColumn-1, start), len(src))
			}
		}
		shown, from, to := excerpt(src, start, end)
		number := fmt.Sprintf("%*d", gutter+1, at.Line+i)
		t.line(t.paint(styleDim, number), edge, strings.TrimRight(" "+shown, " "))
		if i == 0 {
			carets := strings.Repeat("^", max(to-from, 1))
			t.line(pad, edge, " ", strings.Repeat(" ", from), t.paint(severityStyles[f.Severity], carets))
		}
	}
}

// excerpt returns what a terminal shows of src, cut to a width around the bytes
// start to end, and the columns where they begin and end there.
func excerpt(src string, start, end int) (shown string, from, to int) {
	type cell struct {
		text string
		cols int
		at   int // byte offset in src
	}
	cells := make([]cell, 0, min(len(src), 2*frameWidth))
	first := 0 // index of the cell at start
	// A line may be very long: look no further than could be shown.
	lead := max(0, start-4*frameWidth)
	for lead < start && lead > 0 && !utf8.RuneStart(src[lead]) {
		lead++
	}
	for i := lead; i < len(src) && i < start+4*frameWidth; {
		r, n := utf8.DecodeRuneInString(src[i:])
		c := cell{at: i}
		switch {
		case r == '\t':
			c.text = "    "
		case r == utf8.RuneError && n == 1:
			c.text = Visible(src[i : i+1])
		default:
			var b strings.Builder
			writeRune(&b, r)
			c.text = b.String()
		}
		c.cols = width(r, c.text)
		if i < start {
			first = len(cells) + 1
		}
		cells = append(cells, c)
		i += n
	}
	// Keep up to a third of the width before the region, all of it when that fits.
	total := 0
	for _, c := range cells {
		total += c.cols
	}
	left, cut := 0, lead > 0
	if total > frameWidth || cut {
		before := 0
		for _, c := range cells[:first] {
			before += c.cols
		}
		for ; before > frameWidth/3; left++ {
			before -= cells[left].cols
			cut = true
		}
	}
	var b strings.Builder
	col := 0
	if cut {
		b.WriteString("…")
		col = 1
	}
	from, to = -1, -1
	for _, c := range cells[left:] {
		if c.at >= start && from < 0 {
			from = col
		}
		if c.at >= end && to < 0 {
			to = col
		}
		if col+c.cols > frameWidth {
			b.WriteString("…")
			if to < 0 {
				to = col
			}
			break
		}
		b.WriteString(c.text)
		col += c.cols
	}
	if from < 0 {
		from = col
	}
	if to < 0 {
		to = col
	}
	shown = b.String()
	// An excerpt never reads as a workflow command: a frame's edge stands before
	// it, so only the form that is taken anywhere in a line matters.
	return strings.ReplaceAll(shown, "##[", "## "), from, to
}

// width returns how many columns a terminal gives text, which shows r: two for
// East Asian wide characters, none for marks that combine.
func width(r rune, text string) int {
	switch {
	case text != string(r):
		return len(text) // an escape
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana),
		r >= 0xff01 && r <= 0xff60, r >= 0x1f300 && r <= 0x1faff:
		return 2
	}
	return 1
}
