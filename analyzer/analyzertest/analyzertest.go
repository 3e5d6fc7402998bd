// Package analyzertest runs detectors over small repositories that say in
// comments what is wrong with them, and compares output with golden files. What
// a detector looks for is the fixtures' business.
//
// A line that must be reported carries a comment with one regular expression,
// quoted as in Go, for each finding that starts on it:
//
//	res.send(fs.readFileSync(path)) // want `readFileSync blocks .* GET /report`
//	time.sleep(1)                   # want "time.sleep blocks" "second finding"
//	<p>{hash()}</p>                 {/* want `hash` */}
//
// A finding that must be advice and nothing worse, info, is marked as such, also
// in a quiet case:
//
//	await open(path) // advice `open waits`
//
// A finding's chain is checked by a second mark after the first, in which each
// part stands in the text of one step, from entry to blocker:
//
//	return hashSync(pw) // want `hashSync` want-trace: POST /login -> login -> hashSync
//
// A stackfit.toml in the case's folder counts.
package analyzertest

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/config"
	"github.com/stackfit/stackfit/analyzer/finding"
)

// Run analyzes every case of every detector, the folders dir/<id>/<case>, and
// compares the findings with the marks in the case's files. All detectors run on
// each case. In a loud case only findings of the case's own rule count; a case
// named "quiet…" must have no finding of any rule but marked advice. Each
// detector needs a loud and a quiet case.
func Run(t *testing.T, dir string, detectors ...*analyzer.Detector) {
	t.Helper()
	for _, d := range detectors {
		t.Run(d.ID, func(t *testing.T) {
			loud, quiet := Cases(t, dir, d.ID)
			if len(loud) == 0 || len(quiet) == 0 {
				t.Errorf("%s has %d loud and %d quiet cases; it needs one of each",
					filepath.Join(dir, d.ID), len(loud), len(quiet))
			}
			for _, name := range slices.Concat(loud, quiet) {
				t.Run(name, func(t *testing.T) {
					runCase(t, filepath.Join(dir, d.ID, name), d.ID, strings.HasPrefix(name, "quiet"), detectors)
				})
			}
		})
	}
}

// Cases returns the names of the cases of one detector below dir, in order.
func Cases(t *testing.T, dir, id string) (loud, quiet []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, id))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		switch {
		case !e.IsDir():
		case strings.HasPrefix(e.Name(), "quiet"):
			quiet = append(quiet, e.Name())
		default:
			loud = append(loud, e.Name())
		}
	}
	return loud, quiet
}

// declared returns what a case's configuration declares, nil when it has none.
func declared(t *testing.T, root string, detectors []*analyzer.Detector) *config.File {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(root, config.Name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	ids := make([]string, len(detectors))
	for i, d := range detectors {
		ids[i] = d.ID
	}
	f, err := config.Parse(config.Name, src, ids)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func runCase(t *testing.T, root, rule string, quiet bool, detectors []*analyzer.Detector) {
	t.Helper()
	cfg := analyzer.Config{Root: root, MinConfidence: finding.Probable, Declared: declared(t, root, detectors)}
	r, err := analyzer.Run(t.Context(), cfg, detectors)
	if err != nil {
		t.Fatal(err)
	}
	for _, note := range r.Completeness.Notes {
		t.Errorf("diagnostic: %s", note)
	}
	wants, err := readWants(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	if quiet == slices.ContainsFunc(wants, func(w want) bool { return !w.advice }) {
		t.Errorf("%d marks: only a case named quiet… has none but advice", len(wants))
	}
	findings := r.Findings
	if !quiet {
		findings = slices.DeleteFunc(slices.Clone(findings), func(f finding.Finding) bool { return f.Rule != rule })
	}
	for _, problem := range compare(wants, findings) {
		t.Error(problem)
	}
}

// place is a line of a file.
type place struct {
	path string
	line int
}

// want is what the marks of one line expect.
type want struct {
	at       place
	messages []*regexp.Regexp
	advice   bool     // the findings must be info
	trace    []string // parts of the steps' texts; nil when any chain will do
}

// compare returns what differs, in the order of wants, then of findings.
func compare(wants []want, findings []finding.Finding) []string {
	var problems []string
	used := make([]bool, len(findings))
	for _, w := range wants {
		for _, re := range w.messages {
			i := -1
			for j, f := range findings {
				if !used[j] && w.at == (place{f.Location.Path, f.Location.Line}) && re.MatchString(f.Message) {
					i = j
					break
				}
			}
			if i < 0 {
				problems = append(problems, fmt.Sprintf("%s:%d: no finding matches %q", w.at.path, w.at.line, re))
				continue
			}
			used[i] = true
			if w.advice && findings[i].Severity != finding.Info {
				problems = append(problems, fmt.Sprintf("%s:%d: %s is more than advice", w.at.path, w.at.line, findings[i].Severity))
			}
			if problem := compareTrace(w.trace, findings[i].Trace); problem != "" {
				problems = append(problems, fmt.Sprintf("%s:%d: %s", w.at.path, w.at.line, problem))
			}
		}
	}
	for i, f := range findings {
		if !used[i] {
			problems = append(problems, fmt.Sprintf("%s:%d: unexpected %s[%s] %s\n\tchain: %s",
				f.Location.Path, f.Location.Line, f.Severity, f.Rule, f.Message, chain(f.Trace)))
		}
	}
	return problems
}

func compareTrace(want []string, got []finding.Step) string {
	if want == nil {
		return ""
	}
	same := slices.EqualFunc(want, got, func(part string, s finding.Step) bool { return strings.Contains(s.Text, part) })
	if same {
		return ""
	}
	return fmt.Sprintf("chain is %s\n\twant %s", chain(got), strings.Join(want, " -> "))
}

func chain(steps []finding.Step) string {
	texts := make([]string, len(steps))
	for i, s := range steps {
		texts[i] = s.Text
	}
	return strings.Join(texts, " -> ")
}

// readWants returns the marks of every file below fsys, by path and line.
func readWants(fsys fs.FS) ([]want, error) {
	var wants []want
	err := fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		src, err := fs.ReadFile(fsys, path)
		if err != nil {
			return err
		}
		for i, line := range bytes.Split(src, []byte("\n")) {
			w, ok, err := parseWant(string(line))
			if err != nil {
				return fmt.Errorf("%s:%d: %w", path, i+1, err)
			}
			if ok {
				w.at = place{path, i + 1}
				wants = append(wants, w)
			}
		}
		return nil
	})
	return wants, err
}

// parseWant reads the mark of one line, when there is one.
func parseWant(line string) (w want, ok bool, err error) {
	rest, advice, ok := cutMark(line)
	if !ok {
		return want{}, false, nil
	}
	w.advice = advice
	for rest != "" && (rest[0] == '"' || rest[0] == '`') {
		quoted, err := strconv.QuotedPrefix(rest)
		if err != nil {
			return want{}, false, fmt.Errorf("mark %s: %w", rest, err)
		}
		pattern, err := strconv.Unquote(quoted)
		if err != nil {
			return want{}, false, fmt.Errorf("mark %s: %w", quoted, err)
		}
		re, err := regexp.Compile(pattern)
		if err != nil {
			return want{}, false, fmt.Errorf("mark %s: %w", quoted, err)
		}
		w.messages = append(w.messages, re)
		rest = strings.TrimLeft(rest[len(quoted):], " \t")
	}
	if trace, found := strings.CutPrefix(rest, "want-trace:"); found {
		trace, _, _ = strings.Cut(trace, "*/")
		for part := range strings.SplitSeq(trace, "->") {
			w.trace = append(w.trace, strings.TrimSpace(part))
		}
	}
	if len(w.messages) == 0 {
		return want{}, false, fmt.Errorf("mark without a quoted expression: %s", strings.TrimSpace(line))
	}
	return w, true, nil
}

// cutMark returns what follows the word "want" or "advice" at the start of a
// comment.
func cutMark(line string) (mark string, advice, ok bool) {
	for _, open := range []string{"//", "#", "/*"} {
		for rest := line; ; {
			_, after, found := strings.Cut(rest, open)
			if !found {
				break
			}
			word, mark, _ := strings.Cut(strings.TrimLeft(after, " "), " ")
			mark = strings.TrimLeft(mark, " ")
			if (word == "want" || word == "advice") && mark != "" && (mark[0] == '"' || mark[0] == '`') {
				return mark, word == "advice", true
			}
			rest = after
		}
	}
	return "", false, false
}
