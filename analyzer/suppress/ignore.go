// Package suppress hides findings that somebody decided about: by a comment
// beside the code, by a baseline, or because a change did not touch them. It
// counts what it hides, so that no report is silent about it. Verdicts are not
// its concern: they rest on all that was found.
package suppress

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/lexical"
	"github.com/stackfit/stackfit/analyzer/span"
)

// Rules about ignores and other suppressions.
const (
	// UnusedIgnore reports a comment that hides nothing.
	UnusedIgnore = "unused-ignore"
	// InvalidIgnore reports a comment that names no known rule or no reason.
	InvalidIgnore = "invalid-ignore"
	// SuppressionChange reports, in a comparison with a base, that the change
	// itself decides what is shown.
	SuppressionChange = "suppression-change"
)

// Ignore is a comment "stackfit: ignore[rule, rule] reason". It hides findings
// on its own line or, alone on a line, on the next line of code.
type Ignore struct {
	finding.Ignore

	Target  int    // line it is about
	Problem string // why it could not be read; "" when it could
}

const marker = "stackfit:"

// Marked reports whether a file may hold an ignore. It is cheap, and says no
// for nearly all files.
func Marked(src []byte) bool { return bytes.Contains(src, []byte(marker)) }

// Ignores returns the ignores in a file's comments.
func Ignores(path string, lang lexical.Lang, src []byte) []Ignore {
	if !Marked(src) {
		return nil
	}
	f := lexical.Read(path, lang, src)
	var out []Ignore
	for i, c := range f.Comments {
		text := f.Text[c.Start:c.End]
		if !strings.Contains(text, marker) {
			continue
		}
		at := int(c.Start)
		for line := range strings.Lines(text) {
			if start, body := directive(line); body != "" {
				out = append(out, newIgnore(path, &f, i, at+start, body))
			}
			at += len(line)
		}
	}
	return out
}

// directive finds an ignore in one line of a comment: at its beginning, or
// where another comment begins inside it, as behind "# noqa". It returns the
// text from the marker on, "" when there is none.
func directive(line string) (start int, body string) {
	for at := 0; ; {
		i := strings.Index(line[at:], marker)
		if i < 0 {
			return 0, ""
		}
		i += at
		before := strings.TrimRight(line[:i], " \t")
		opened := strings.Trim(before, " \t/*#<!-") == "" || // the comment's own beginning, a "*" that leads its lines
			strings.HasSuffix(before, " #") || strings.HasSuffix(before, " //")
		if rest := strings.TrimLeft(line[i+len(marker):], " \t"); opened && strings.HasPrefix(rest, "ignore") {
			return i, line[i:]
		}
		at = i + len(marker)
	}
}

// newIgnore reads an ignore at an offset in comment number i of a file.
func newIgnore(path string, f *lexical.File, i, at int, body string) Ignore {
	body, _, _ = strings.Cut(body, "*/")
	body = strings.TrimRight(body, " \t\r\n\u2028\u2029")
	from, to := f.Lines.Pos(uint32(at)), f.Lines.Pos(uint32(at+len(body)))
	ig := Ignore{}
	ig.Location = finding.Location{Path: path, Line: from.Line, Column: from.Column, EndLine: from.Line, EndColumn: to.Column}
	ig.Target = target(f, i, from.Line)
	ig.Snippet = lineAt(f, from.Line)

	rest := strings.TrimLeft(strings.TrimPrefix(body, marker), " \t")
	rest = strings.TrimPrefix(rest, "ignore")
	list, ok := strings.CutPrefix(rest, "[")
	list, reason, closed := strings.Cut(list, "]")
	if !ok || !closed {
		ig.Problem = "names no rule: write " + marker + " ignore[RULE] REASON"
		return ig
	}
	for name := range strings.SplitSeq(list, ",") {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(ig.Rules, name) {
			ig.Rules = append(ig.Rules, name)
		}
	}
	ig.Reason = strings.TrimSpace(reason)
	if len(ig.Rules) == 0 {
		ig.Problem = "names no rule: write " + marker + " ignore[RULE] REASON"
	}
	return ig
}

// target returns the line that comment i of a file is about, where line is that
// of the ignore in it: the same when code stands there too, else the next line
// with code.
func target(f *lexical.File, i, line int) int {
	c := f.Comments[i]
	last := f.Lines.Pos(c.End).Line
	beside := strings.TrimSpace(code(f, line))
	inBraces := beside == "{}" && f.Lang == lexical.JavaScript // alone in JSX: {/* … */}
	if beside != "" && !inBraces && (line == f.Lines.Pos(c.Start).Line || line == last) {
		return line
	}
	at := int(c.End)
	for ; at < len(f.Text); at++ {
		if i+1 < len(f.Comments) && int(f.Comments[i+1].Start) == at {
			i++
			at = int(f.Comments[i].End) - 1
			continue
		}
		if f.Text[at] == '}' && inBraces {
			inBraces = false
			continue
		}
		if strings.IndexByte(" \t\r\n\f\v", f.Text[at]) < 0 {
			break
		}
	}
	return f.Lines.Pos(uint32(at)).Line
}

// code returns what of a line is no comment.
func code(f *lexical.File, line int) string {
	begin, _ := f.Lines.Start(line)
	end, ok := f.Lines.Start(line + 1)
	if !ok {
		end = uint32(len(f.Text))
	}
	var b strings.Builder
	first, _ := slices.BinarySearchFunc(f.Comments, begin, func(c span.Span, at uint32) int { return cmp.Compare(c.End, at+1) })
	at := begin
	for _, c := range f.Comments[first:] {
		if c.Start >= end {
			break
		}
		b.WriteString(f.Text[at:max(c.Start, at)])
		at = max(at, c.End)
	}
	if at < end {
		b.WriteString(f.Text[at:end])
	}
	return b.String()
}

func lineAt(f *lexical.File, n int) string {
	start, _ := f.Lines.Start(n)
	end, ok := f.Lines.Start(n + 1)
	if !ok {
		end = uint32(len(f.Text))
	}
	return strings.TrimRight(f.Text[start:end], "\r\n\u2028\u2029")
}

// Rules says which rules there are and which of them ran.
type Rules struct {
	Known []string
	Ran   func(rule string) bool
}

// own are the rules of this package: an ignore may name them.
var own = []string{InvalidIgnore, SuppressionChange, UnusedIgnore}

// Comments takes the findings out of a report that ignores are about, counts
// them, and adds findings about ignores that are wrong or hide nothing. unshown
// are findings that a report leaves out for their confidence: an ignore for one
// of them is no less in use.
func Comments(rep *finding.Report, ignores []Ignore, unshown []finding.Finding, rules Rules) {
	if len(ignores) == 0 {
		return
	}
	used := make([]map[string]bool, len(ignores))
	shared := make([]map[string]*finding.Finding, len(ignores)) // hidden here, had others not reached it
	at := map[finding.Place][]int{}
	for i := range ignores {
		used[i], shared[i] = map[string]bool{}, map[string]*finding.Finding{}
		p := finding.Place{Path: ignores[i].Location.Path, Line: ignores[i].Target}
		at[p] = append(at[p], i)
		rep.Ignores = append(rep.Ignores, ignores[i].Ignore)
	}
	match := func(f *finding.Finding) bool {
		hidden := false
		for n, p := range append([]finding.Place{{Path: f.Location.Path, Line: f.Location.Line}}, f.EntryLines...) {
			for _, i := range at[p] {
				switch {
				case !slices.Contains(ignores[i].Rules, f.Rule):
				case n > 0 && f.Entries > 0 && p != (finding.Place{Path: f.Location.Path, Line: f.Location.Line}):
					shared[i][f.Rule] = f
				default:
					used[i][f.Rule], hidden = true, true
				}
			}
		}
		return hidden
	}
	for i := range unshown {
		match(&unshown[i])
	}
	about := append([]string{}, rules.Known...)
	about = append(about, own...)
	rep.Hidden.Ignored += Hide(rep, func(f *finding.Finding) bool { return match(f) })
	var added []finding.Finding
	for i := range ignores {
		added = append(added, judge(&ignores[i], used[i], shared[i], about, rules.Ran)...)
	}
	marks := map[string]int{}
	for i := range added {
		m := added[i].Fingerprint
		if marks[m]++; marks[m] > 1 {
			added[i].Fingerprint = fmt.Sprintf("%s-%d", m, marks[m]-1)
		}
	}
	// An ignore can be about another one.
	rep.Findings = append(rep.Findings, slices.DeleteFunc(added, func(f finding.Finding) bool {
		if match(&f) {
			rep.Hidden.Ignored++
			return true
		}
		return false
	})...)
	Sort(rep.Findings)
}

// judge returns what is to be said of one ignore.
func judge(ig *Ignore, used map[string]bool, shared map[string]*finding.Finding, known []string, ran func(string) bool) []finding.Finding {
	var out []finding.Finding
	say := func(rule string, severity finding.Severity, message, help string) {
		out = append(out, ig.finding(rule, severity, message, help))
	}
	if ig.Problem != "" {
		say(InvalidIgnore, finding.Warning, "this ignore "+ig.Problem, "")
		return out
	}
	if ig.Reason == "" {
		say(InvalidIgnore, finding.Warning, "this ignore gives no reason", "say why the finding is accepted, after the bracket")
	}
	var idle []string
	for _, rule := range ig.Rules {
		f := shared[rule]
		switch {
		case !slices.Contains(known, rule):
			say(InvalidIgnore, finding.Warning, fmt.Sprintf("this ignore names %q, which is no rule", rule), nearest(rule, known))
		case used[rule] || slices.Contains(own, rule) || !ran(rule):
		case f != nil:
			others := "1 further entry reaches"
			if f.Entries > 1 {
				others = fmt.Sprintf("%d further entries reach", f.Entries)
			}
			say(UnusedIgnore, finding.Info, fmt.Sprintf("this ignore of %s hides nothing: %s %s:%d",
				rule, others, f.Location.Path, f.Location.Line), "ignore it on that line, for all of them")
		default:
			idle = append(idle, rule)
		}
	}
	if len(idle) > 0 {
		say(UnusedIgnore, finding.Info, fmt.Sprintf("this ignore of %s hides nothing", strings.Join(idle, ", ")), "remove it")
	}
	return out
}

func (ig *Ignore) finding(rule string, severity finding.Severity, message, help string) finding.Finding {
	f := finding.Finding{
		Rule: rule, Severity: severity, Confidence: finding.Definite, Cost: "micro", Service: ".",
		Message: message, Help: help, Claims: []string{}, Trace: []finding.Step{},
		Location: ig.Location, Snippet: []string{ig.Snippet},
	}
	f.Fingerprint = mark(rule, ig.Location.Path, message)
	return f
}

// mark is the fingerprint of what has no place in a function.
func mark(parts ...string) string {
	h := sha256.New()
	for _, s := range parts {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

func nearest(rule string, known []string) string {
	for _, k := range known {
		if strings.HasPrefix(k, rule) || strings.HasPrefix(rule, k) {
			return "write " + k
		}
	}
	return "stackfit rule lists the rules"
}

// Hide takes findings out of a report and returns how many.
func Hide(rep *finding.Report, hidden func(*finding.Finding) bool) int {
	n := len(rep.Findings)
	rep.Findings = slices.DeleteFunc(rep.Findings, func(f finding.Finding) bool { return hidden(&f) })
	return n - len(rep.Findings)
}

// Sort puts findings in the order of a report.
func Sort(findings []finding.Finding) {
	slices.SortStableFunc(findings, func(a, b finding.Finding) int { return finding.Compare(&a, &b) })
}

// Changed reports that a change decides what is shown.
func Changed(at finding.Location, message, snippet string) finding.Finding {
	f := finding.Finding{
		Rule: SuppressionChange, Severity: finding.Info, Confidence: finding.Definite, Cost: "micro", Service: ".",
		Message: message, Help: "look at it as you look at code", Claims: []string{}, Trace: []finding.Step{}, Location: at,
	}
	if snippet != "" {
		f.Snippet = []string{snippet}
	}
	f.Fingerprint = mark(SuppressionChange, at.Path, message)
	return f
}
