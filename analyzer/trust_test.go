package analyzer_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/js"
	"github.com/stackfit/stackfit/analyzer/internal/py"
	"github.com/stackfit/stackfit/analyzer/report"
	"github.com/stackfit/stackfit/detectors"
)

// repository is the cases of all rules as one repository: path to content.
type repository map[string]string

func allCases(t *testing.T) repository {
	t.Helper()
	const dir = "../testdata/detectors"
	files := repository{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "stackfit.toml" { // a configuration holds for its own folder
			return err
		}
		src, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		files[filepath.ToSlash(rel)] = string(src)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// changed returns the repository with every source file changed.
func (r repository) changed(change func(path, src string) string) repository {
	out := repository{}
	for p, src := range r {
		switch path.Ext(p) {
		case ".py", ".js", ".ts", ".mjs", ".cjs", ".tsx", ".jsx":
			src = change(p, src)
		}
		out[p] = src
	}
	return out
}

// write writes the files, in the order of their names or the other way round.
func (r repository) write(t *testing.T, backward bool) string {
	t.Helper()
	root := t.TempDir()
	var names []string
	for p := range r {
		names = append(names, p)
	}
	slices.Sort(names)
	if backward {
		slices.Reverse(names)
	}
	for _, p := range names {
		full := filepath.Join(root, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(r[p]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func analyze(t *testing.T, root string) *finding.Report {
	t.Helper()
	r, err := analyzer.Run(context.Background(), analyzer.Config{Root: root}, detectors.All())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// marks are what must not change: rule, place less the line, fingerprint.
func marks(r *finding.Report) []string {
	var out []string
	for _, f := range r.Findings {
		out = append(out, strings.Join([]string{f.Rule, f.Location.Path, f.Symbol, f.Fingerprint}, " "))
	}
	slices.Sort(out)
	return out
}

// TestMetamorphic changes what says nothing to the program, and expects the same
// findings with the same fingerprints.
func TestMetamorphic(t *testing.T) {
	files := allCases(t)
	want := marks(analyze(t, files.write(t, false)))
	if len(want) < 200 {
		t.Fatalf("%d findings in all cases together; something is not read", len(want))
	}
	for _, c := range []struct {
		name   string
		change func(path, src string) string
	}{
		{"comments", func(p, src string) string { return beforeStatements(p, src, "note: nothing to see") }},
		{"blank lines", func(p, src string) string { return beforeStatements(p, src, "") }},
		{"CRLF", func(_, src string) string { return strings.ReplaceAll(src, "\n", "\r\n") }},
		{"no line end at the end", func(_, src string) string { return strings.TrimRight(src, "\n") }},
		{"byte order mark", func(_, src string) string { return "\ufeff" + src }},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := marks(analyze(t, files.changed(c.change).write(t, false)))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-as written +changed)\n%s", diff)
			}
		})
	}
}

// beforeStatements puts a comment, or three empty lines, before each top-level
// statement but the first, which may have to stay where it is.
func beforeStatements(p, src, comment string) string {
	var starts []uint32
	mark := "// "
	if path.Ext(p) == ".py" {
		mark = "# "
		text, _ := py.Decode([]byte(src))
		for _, s := range new(py.Parser).Parse(text).Body {
			at := s.Pos()
			if f, ok := s.(*py.FunctionDef); ok && len(f.Decorators) > 0 {
				at = f.Decorators[0].Pos() - 1
			}
			if c, ok := s.(*py.ClassDef); ok && len(c.Decorators) > 0 {
				at = c.Decorators[0].Pos() - 1
			}
			starts = append(starts, at)
		}
	} else {
		for _, s := range new(js.Parser).Parse(src, js.OptionsFor(p)).Body {
			starts = append(starts, s.Pos())
		}
	}
	insert := "\n\n\n"
	if comment != "" {
		insert = mark + comment + "\n"
	}
	var b strings.Builder
	last := 0
	for i, at := range starts {
		if i == 0 || at == 0 || src[at-1] != '\n' {
			continue
		}
		b.WriteString(src[last:at])
		b.WriteString(insert)
		last = int(at)
	}
	b.WriteString(src[last:])
	return b.String()
}

// TestDeterminism expects the same bytes over processors, the order in which
// folders list their files, places and environments.
func TestDeterminism(t *testing.T) {
	files := allCases(t)
	root := files.write(t, false)
	write := func(root string) []byte {
		r := analyze(t, root)
		var b bytes.Buffer
		for _, err := range []error{
			report.JSON(&b, r),
			report.SARIF(&b, r, report.SARIFOptions{Source: os.DirFS(root)}),
			report.Markdown(&b, r, report.MarkdownOptions{}),
			report.ServicesJSON(&b, r),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		return b.Bytes()
	}
	want := write(root)
	same := func(what, root string) {
		t.Helper()
		if got := write(root); !bytes.Equal(got, want) {
			t.Errorf("%s: other output: %s", what, cmp.Diff(string(want), string(got)))
		}
	}
	for _, n := range []int{1, 2, 8} {
		before := runtime.GOMAXPROCS(n)
		same(fmt.Sprintf("GOMAXPROCS=%d", n), root)
		runtime.GOMAXPROCS(before)
	}
	same("another root, whose folders list their files in another order", files.write(t, true))
	t.Setenv("TZ", "Pacific/Kiritimati")
	t.Setenv("LANG", "tr_TR.UTF-8")
	t.Setenv("LC_ALL", "tr_TR.UTF-8")
	same("time zone and locale", root)
}
