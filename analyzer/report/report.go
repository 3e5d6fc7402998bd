// Package report writes the result of a run: one file a format. It sees results
// only, never the program they came from, and writes to the io.Writer it is
// given; which format, color and place a user wants is decided by the command.
//
// Everything a report holds may come from a repository nobody vouches for, so
// each kind of output has one place that escapes: Visible for lines that people
// and log readers see, data and property for GitHub, writeJSON and clean for
// JSON, writeXML and xmlText for XML, sarifText and sarifURI for SARIF, MarkdownText,
// MarkdownCode and MarkdownBlock for Markdown.
package report

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stackfit/stackfit/analyzer/finding"
)

const hexDigits = "0123456789abcdef"

// clean returns s as valid UTF-8: a byte that belongs to no rune is written as
// \xNN, so that two file names that differ stay different.
func clean(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			writeByte(&b, s[i])
		} else {
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

func writeByte(b *strings.Builder, c byte) {
	b.WriteString(`\x`)
	b.WriteByte(hexDigits[c>>4])
	b.WriteByte(hexDigits[c&15])
}

// Visible returns s as one line that shows what it holds: control characters,
// line ends, direction marks and bytes outside UTF-8 are written as escapes. A
// log reader that takes lines for commands finds none in it: GitHub's runner
// takes "::" after leading white space, and "##[" anywhere
// (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
func Visible(s string) string { return escape(s, false) }

// escape is Visible or, inside a workflow command, only what a terminal must not
// act on: line ends stay for the caller, and a command cannot hold another.
func escape(s string, inCommand bool) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] >= ' ' && s[i] < 0x7f && s[i] != ':' && s[i] != '#'
	}
	if plain {
		return s
	}
	var b strings.Builder
	leading := !inCommand // only white space so far
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			writeByte(&b, s[i])
		case inCommand && (r == '\r' || r == '\n'):
			b.WriteRune(r)
		case r == ':' && leading:
			writeByte(&b, ':')
		case r == '[' && !inCommand && strings.HasSuffix(s[:i], "##"):
			writeByte(&b, '[')
		default:
			writeRune(&b, r)
		}
		leading = leading && unicode.IsSpace(r)
		i += n
	}
	return b.String()
}

// writeRune writes r itself or, when a terminal would not show it as a glyph or
// a space, its number.
func writeRune(b *strings.Builder, r rune) {
	switch {
	case unicode.IsGraphic(r):
		b.WriteRune(r)
	case r < utf8.RuneSelf:
		writeByte(b, byte(r))
	default:
		fmt.Fprintf(b, `\u%04x`, r)
	}
}

// presentable returns a copy of r for writers of data: every string is valid
// UTF-8 and no list is nil.
func presentable(r *finding.Report) *finding.Report {
	v := MapStrings(*r, clean)
	return &v
}

// MapStrings returns a copy of v in which each string went through f and no
// list is nil. The type may hold exported fields only.
func MapStrings[T any](v T, f func(string) string) T {
	return mapStrings(reflect.ValueOf(v), f).Interface().(T)
}

// mapStrings returns a copy of v in which each string went through f and no
// list is nil. It walks the type, so that a field added to a report cannot be
// forgotten; fields that are not exported it cannot copy.
func mapStrings(v reflect.Value, f func(string) string) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.String:
		out.SetString(f(v.String()))
	case reflect.Struct:
		for i := range v.NumField() {
			out.Field(i).Set(mapStrings(v.Field(i), f))
		}
	case reflect.Slice:
		out = reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			out.Index(i).Set(mapStrings(v.Index(i), f))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			out.Set(mapStrings(v.Elem(), f).Addr())
		}
	case reflect.Interface:
		if !v.IsNil() {
			out.Set(mapStrings(v.Elem(), f))
		}
	case reflect.Map:
		out = reflect.MakeMapWithSize(v.Type(), v.Len())
		for it := v.MapRange(); it.Next(); {
			out.SetMapIndex(mapStrings(it.Key(), f), mapStrings(it.Value(), f))
		}
	default:
		out.Set(v)
	}
	return out
}

// WorstFirst returns the findings by severity, confidence and cost, the worst
// first; equals keep the order of the report.
func WorstFirst(findings []finding.Finding) []*finding.Finding {
	costs := []string{"micro", "milli", "heavy", "unbounded"}
	out := make([]*finding.Finding, len(findings))
	for i := range findings {
		out[i] = &findings[i]
	}
	slices.SortStableFunc(out, func(a, b *finding.Finding) int {
		return cmp.Or(
			cmp.Compare(b.Severity, a.Severity),
			cmp.Compare(b.Confidence, a.Confidence),
			cmp.Compare(slices.Index(costs, b.Cost), slices.Index(costs, a.Cost)),
		)
	})
	return out
}

// tally counts findings by severity.
func tally(findings []finding.Finding) [finding.Error + 1]int {
	var n [finding.Error + 1]int
	for i := range findings {
		n[findings[i].Severity]++
	}
	return n
}

// count returns "1 file" or "3 files".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Size returns a number of bytes as people read it.
func Size(n int64) string {
	switch {
	case n < 1000:
		return count(int(n), "byte")
	case n < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1_000_000)
}

// verdictLine says in one line what was found.
func verdictLine(r *finding.Report) string {
	n := tally(r.Findings)
	if len(r.Findings) == 0 {
		if r.Completeness.Parsed == 0 {
			return "No findings: no source file was read."
		}
		if r.Completeness.Status != "complete" {
			return "No findings in what was read."
		}
		if r.Repository.Base != "" {
			return "No new findings."
		}
		return "No findings."
	}
	since := ""
	if r.Repository.Base != "" {
		since = "new "
	}
	var parts []string
	for _, of := range []struct {
		severity finding.Severity
		noun     string
	}{{finding.Error, "error"}, {finding.Warning, "warning"}, {finding.Info, "note"}} {
		if n[of.severity] > 0 {
			parts = append(parts, count(n[of.severity], since+of.noun))
		}
	}
	files := map[string]bool{}
	for i := range r.Findings {
		files[r.Findings[i].Location.Path] = true
	}
	return fmt.Sprintf("Found %s in %s.", strings.Join(parts, ", "), count(len(files), "file"))
}

// coverage says in a few lines how much the result stands on. No line starts
// with text of the repository.
func coverage(r *finding.Report) []string {
	c := &r.Completeness
	read := fmt.Sprintf("Read %s (%s)", count(c.Parsed, "file"), Size(c.Bytes))
	if len(r.Services) > 0 {
		read += " in " + count(len(r.Services), "service")
	}
	if c.Partial > 0 {
		read += fmt.Sprintf("; %d only in part, for syntax errors", c.Partial)
	}
	if c.SetAside > 0 {
		read += fmt.Sprintf("; set aside %s of tests and examples", count(c.SetAside, "file"))
	}
	lines := append(hidden(r), read+".")
	if len(c.Skipped) > 0 {
		lines = append(lines, fmt.Sprintf("Not read: %s (%s).", count(len(c.Skipped), "file"), ByReason(c.Skipped)))
	}
	var gaps []string
	for _, g := range []struct {
		n    int
		noun string
	}{
		{c.Gaps.UnresolvedCalls, "unresolved call"},
		{c.Gaps.DynamicImports, "dynamic import"},
		{c.Gaps.UnresolvedFiles, "unresolved import"},
	} {
		if g.n > 0 {
			gaps = append(gaps, count(g.n, g.noun))
		}
	}
	if len(gaps) > 0 {
		lines = append(lines, "Not followed: "+strings.Join(gaps, ", ")+".")
	}
	if c.Status != "complete" {
		lines = append(lines, "Incomplete: a clean result covers only what was read.")
	}
	const shown = 10
	for i, s := range c.Broken {
		if i == shown {
			lines = append(lines, fmt.Sprintf("  and %d more files read in part", len(c.Broken)-shown))
			break
		}
		lines = append(lines, "  in part: "+Visible(s.Path)+": "+Visible(s.Reason))
	}
	for i, note := range c.Notes {
		if i == shown {
			lines = append(lines, fmt.Sprintf("  and %d more diagnostics", len(c.Notes)-shown))
			break
		}
		lines = append(lines, "  diagnostic: "+Visible(note))
	}
	return append(lines, problems(r)...)
}

// hidden says how many findings are not shown, and by whose decision.
func hidden(r *finding.Report) []string {
	h := &r.Hidden
	var parts, lines []string
	unchanged := "in code that did not change"
	if base := r.Repository.Base; base != "" {
		unchanged += " since " + Visible(base[:min(len(base), 10)])
	}
	for _, of := range []struct {
		n   int
		why string
	}{
		{h.Ignored, "ignored by comments"},
		{h.Accepted, "accepted by the configuration"},
		{h.Off, "off in these files by the configuration"},
		{h.Baseline, "in the baseline"},
		{h.Unchanged, unchanged},
	} {
		if of.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", of.n, of.why))
		}
	}
	if len(parts) > 0 {
		lines = append(lines, fmt.Sprintf("Not shown: %s.", strings.Join(parts, ", ")))
	}
	switch {
	case h.Stale == 1:
		lines = append(lines, "1 entry of the baseline matches nothing any more: stackfit baseline --prune drops it.")
	case h.Stale > 1:
		lines = append(lines, fmt.Sprintf("%d entries of the baseline match nothing any more: stackfit baseline --prune drops them.", h.Stale))
	}
	return lines
}

// ByReason returns "3 minified, 1 binary": the most frequent first.
func ByReason(skipped []finding.Skip) string {
	n := map[string]int{}
	for _, s := range skipped {
		n[s.Reason]++
	}
	reasons := make([]string, 0, len(n))
	for reason := range n {
		reasons = append(reasons, reason)
	}
	slices.SortFunc(reasons, func(a, b string) int {
		return cmp.Or(cmp.Compare(n[b], n[a]), strings.Compare(a, b))
	})
	for i, reason := range reasons {
		reasons[i] = fmt.Sprintf("%d %s", n[reason], Visible(reason))
	}
	return strings.Join(reasons, ", ")
}
