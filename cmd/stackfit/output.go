package main

import (
	"cmp"
	"errors"
	"fmt"
	"go/doc/comment"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/report"
	"github.com/stackfit/stackfit/analyzer/suggest"
)

// formatNames are the formats of check, those for people first.
var formatNames = []string{
	"text", "concise", "agent", "markdown", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson",
}

// output is one form and place of the result.
type output struct {
	format string
	file   string // empty for standard output
}

// parseOutputs reads the values of --format and --output. Nothing asked for is
// the default format on standard output.
func parseOutputs(format string, specs []string, fallback string) ([]output, error) {
	var list []output
	if format != "" {
		if err := knownFormat(format); err != nil {
			return nil, err
		}
		list = append(list, output{format: format})
	}
	for _, spec := range specs {
		format, file, toFile := strings.Cut(spec, "=")
		if err := knownFormat(format); err != nil {
			return nil, err
		}
		if toFile && file == "" {
			return nil, usagef("--output %s: no file after the equals sign", spec)
		}
		if file == "-" {
			file = ""
		}
		list = append(list, output{format, file})
	}
	if len(list) == 0 {
		list = append(list, output{format: fallback})
	}
	for i, o := range list {
		if j := slices.IndexFunc(list[:i], func(p output) bool { return samePlace(p.file, o.file) }); j >= 0 {
			if o.file == "" {
				return nil, usagef("%s and %s both go to standard output: give one a file, --output %s=FILE", list[j].format, o.format, o.format)
			}
			return nil, usagef("%s and %s both go to %s: give one another file", list[j].format, o.format, o.file)
		}
		if err := writable(o.file); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// statistics is the format that --statistics asks for.
const statistics = "statistics"

// withStatistics adds the statistics to outputs, all of which then have to be
// files.
func withStatistics(list []output) ([]output, error) {
	for _, o := range list {
		if o.format == statistics {
			return list, nil
		}
		if o.file == "" {
			return nil, usagef("--statistics and %s both go to standard output: give %s a file, --output %s=FILE", o.format, o.format, o.format)
		}
	}
	return append(list, output{format: statistics}), nil
}

func knownFormat(format string) error {
	if !slices.Contains(formatNames, format) {
		return usagef("unknown format %q%s: use %s", format, suggest.DidYouMean(format, formatNames), strings.Join(formatNames, ", "))
	}
	return nil
}

// samePlace reports whether two names are of one file, by path or by links.
func samePlace(a, b string) bool {
	if a == "" || b == "" {
		return a == b
	}
	absA, errA := filepath.Abs(a)
	absB, errB := filepath.Abs(b)
	if errA == nil && errB == nil && absA == absB {
		return true
	}
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && infoA.Mode().IsRegular() && os.SameFile(infoA, infoB)
}

// writable refuses a file that cannot be written, before the analysis takes its
// time. It creates nothing: the file may lie in the folder to analyze.
func writable(file string) error {
	if file == "" {
		return nil
	}
	dir := filepath.Dir(file)
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return usagef("cannot write %s: there is no folder %s; make it first", file, dir)
	case err == nil && !info.IsDir():
		return usagef("cannot write %s: %s is not a folder", file, dir)
	case err != nil:
		return usagef("cannot write %s: %v", file, err)
	}
	// What is not there will be created; opening a pipe would wait for a reader.
	if info, err = os.Stat(file); err == nil && info.IsDir() {
		return usagef("cannot write %s: it is a folder; name a file in it", file)
	}
	if err == nil && info.Mode().IsRegular() {
		var f *os.File
		if f, err = os.OpenFile(file, os.O_WRONLY, 0); err == nil {
			err = f.Close()
		}
		if err != nil {
			return usagef("cannot write %s: %v", file, err)
		}
	}
	return nil
}

// writeOutputs writes the result to each place.
func (c *command) writeOutputs(list []output, root string, r *finding.Report, all []*analyzer.Detector) error {
	for _, o := range list {
		if o.file == "" {
			if err := c.write(c.out, o.format, root, r, all); err != nil {
				return err
			}
		} else if err := c.writeFile(o, root, r, all); err != nil {
			return err
		}
	}
	return nil
}

func (c *command) writeFile(o output, root string, r *finding.Report, all []*analyzer.Detector) error {
	f, err := os.Create(o.file)
	if err != nil {
		return usagef("cannot write %s: %v", o.file, err)
	}
	err = c.write(f, o.format, root, r, all)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("%s: %w", o.file, err)
	}
	return nil
}

func (c *command) write(w io.Writer, format, root string, r *finding.Report, all []*analyzer.Detector) error {
	files := report.FileOptions{Base: c.base(root)}
	switch format {
	case "json":
		return report.JSON(w, r)
	case "jsonl":
		return report.JSONL(w, r)
	case statistics:
		return report.Statistics(w, r)
	case "concise":
		return report.Concise(w, r)
	case "agent":
		return report.Agent(w, r)
	case "markdown":
		return report.Markdown(w, r, report.MarkdownOptions{})
	case "github":
		return report.GitHub(w, r, files)
	case "gitlab":
		return report.GitLab(w, r, files)
	case "junit":
		return report.JUnit(w, r, files)
	case "checkstyle":
		return report.Checkstyle(w, r, files)
	case "rdjson":
		return report.RDJSON(w, r, files)
	case "sarif":
		o := report.SARIFOptions{FileOptions: files, Rules: rules(all)}
		if tree, err := os.OpenRoot(cmp.Or(c.analyzed, root)); err == nil {
			defer tree.Close()
			o.Source = tree.FS()
		}
		return report.SARIF(w, r, o)
	default:
		return report.Text(w, r, report.TextOptions{Color: c.colorOn(w), Link: c.links(w, root)})
	}
}

// rules returns what reports say of the rules.
func rules(all []*analyzer.Detector) []report.Rule {
	var p comment.Parser
	// GitHub shows the IDs of headings as text.
	printer := comment.Printer{HeadingID: func(*comment.Heading) string { return "" }}
	out := make([]report.Rule, len(all))
	for i, d := range all {
		page := p.Parse(d.Doc)
		out[i] = report.Rule{
			ID: d.ID, Summary: capital(summary(d)), Severity: d.Severity, Claims: d.Claims,
			Text: string(printer.Text(page)), Markdown: string(printer.Markdown(page)),
		}
	}
	return out
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// base returns root relative to the checkout of a CI job, with slashes, or
// nothing when it is not in one.
func (c *command) base(root string) string {
	for _, name := range []string{"GITHUB_WORKSPACE", "CI_PROJECT_DIR"} {
		if workspace := c.env(name); workspace != "" {
			return checkoutBase(root, workspace)
		}
	}
	return ""
}
