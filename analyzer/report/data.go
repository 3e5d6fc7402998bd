package report

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// homepage is where people read about the tool.
const homepage = "https://github.com/stackfit/stackfit"

// FileOptions says how results point into a checkout.
type FileOptions struct {
	// Base is the analyzed root, relative to the repository's root with
	// slashes; empty or "." when they are the same.
	Base string
}

// path returns the path of a file of the analyzed root in the repository.
func (o FileOptions) path(p string) string { return path.Join(o.Base, p) }

// encodeJSON returns v as valid UTF-8 without null where a list belongs, without
// control characters of any kind, and without "##[", which GitHub's runner takes
// for a command anywhere in a line. All these can only stand in strings, where
// an escape is the same.
func encodeJSON(v any, indent string) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(mapStrings(reflect.ValueOf(v), clean).Interface()); err != nil {
		return "", err
	}
	return jsonEscapes.Replace(b.String()), nil
}

// These write as escapes what must not reach a terminal or a log as it is.
var jsonEscapes, xmlEscapes = escapes(`\u%04x`), escapes("&#x%x;")

func escapes(format string) *strings.Replacer {
	pairs := []string{"##[", "##" + fmt.Sprintf(format, '[')}
	for r := rune(0x7f); r <= 0x9f; r++ {
		pairs = append(pairs, string(r), fmt.Sprintf(format, r))
	}
	for _, r := range "\u2028\u2029" {
		pairs = append(pairs, string(r), fmt.Sprintf(format, r))
	}
	return strings.NewReplacer(pairs...)
}

// writeJSON writes v, what being its name in an error.
func writeJSON(w io.Writer, v any, indent, what string) error {
	b, err := encodeJSON(v, indent)
	if err == nil {
		_, err = io.WriteString(w, b)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", what, err)
	}
	return nil
}

// writeXML writes v as a document, what being its name in an error. Line ends
// of text become references, so that no text begins a line.
func writeXML(w io.Writer, v any, what string) error {
	b, err := xml.MarshalIndent(mapStrings(reflect.ValueOf(v), xmlText).Interface(), "", "  ")
	if err == nil {
		_, err = io.WriteString(w, xml.Header+xmlEscapes.Replace(string(b))+"\n")
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", what, err)
	}
	return nil
}

// xmlText returns s with escapes for what XML 1.0 cannot hold, not even as a
// reference (https://www.w3.org/TR/xml/#charsets), and for other controls.
func xmlText(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			writeByte(&b, s[i])
		case r == '\t' || r == '\n' || r == '\r':
			b.WriteRune(r)
		case unicode.IsControl(r) || r == 0xfffe || r == 0xffff:
			writeRune(&b, r)
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// details returns what a finding says beyond its message, in lines: the way
// out and the chain.
func details(f *finding.Finding, o FileOptions) []string {
	var lines []string
	if f.Help != "" {
		lines = append(lines, "help: "+f.Help)
	}
	for _, hop := range f.Trace {
		lines = append(lines, fmt.Sprintf("%s:%d %s", o.path(hop.Path), hop.Line, hop.Text))
	}
	return lines
}

// coverageSummary is coverage without the files and diagnostics below it.
func coverageSummary(r *finding.Report) []string {
	return slices.DeleteFunc(coverage(r), func(line string) bool { return strings.HasPrefix(line, "  ") })
}

// incomplete returns the rule, place and text of the entry by which formats
// that hold nothing but findings say that not everything was read.
func incomplete(r *finding.Report) (f finding.Finding, ok bool) {
	c := &r.Completeness
	if c.Status == "complete" {
		return f, false
	}
	at := "."
	switch {
	case len(c.Broken) > 0:
		at = c.Broken[0].Path
	case len(c.Skipped) > 0:
		at = c.Skipped[0].Path
	}
	return finding.Finding{
		Rule: "incomplete", Severity: finding.Info, Confidence: finding.Definite,
		Message:     strings.Join(coverageSummary(r), " "),
		Location:    finding.Location{Path: at, Line: 1, Column: 1, EndLine: 1, EndColumn: 1},
		Fingerprint: "incomplete",
	}, true
}

// column returns a byte column of a line in another unit: bytes before it are
// counted by size, one rune at a time.
func column(line string, col int, size func(rune) int) int {
	n := 1
	for _, r := range line[:min(max(col-1, 0), len(line))] {
		n += size(r)
	}
	return n
}

func runes(rune) int { return 1 }

func utf16Units(r rune) int { return max(utf16.RuneLen(r), 1) }

// columns returns the columns of a finding's region in a unit, or zeros where
// its source lines are not known.
func columns(f *finding.Finding, size func(rune) int) (start, end int) {
	at := &f.Location
	if len(f.Snippet) == 0 || at.Column < 1 {
		return 0, 0
	}
	start = column(f.Snippet[0], at.Column, size)
	if last := max(at.EndLine, at.Line) - at.Line; last < len(f.Snippet) && at.EndColumn > 0 {
		end = column(f.Snippet[last], at.EndColumn, size)
	}
	return start, end
}
