package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"

	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/report"
)

// stepSummaryLimit is how many bytes GitHub takes of the summary of a step; it
// refuses a larger one as a whole
// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
const stepSummaryLimit = 1 << 20

// workflow writes what a workflow step hands on beside its annotations: a
// summary for people, outputs for the steps after it. Only new findings are in r
// when onlyNew says so. What cannot be written fails no check; standard error
// says so.
func (c *command) workflow(r *finding.Report, onlyNew bool) {
	for _, to := range []struct {
		variable, what string
		write          func(*os.File, *finding.Report) error
	}{
		{"GITHUB_STEP_SUMMARY", "summary", stepSummary},
		{"GITHUB_OUTPUT", "outputs", func(f *os.File, r *finding.Report) error { return stepOutputs(f, r, onlyNew) }},
	} {
		file := c.env(to.variable)
		if file == "" {
			continue
		}
		f, err := os.OpenFile(file, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o666)
		if err == nil {
			err = to.write(f, r)
			if cerr := f.Close(); err == nil {
				err = cerr
			}
		}
		if err != nil {
			fmt.Fprintf(c.err, "stackfit: no step %s: %s\n", to.what, report.Visible(err.Error()))
		}
	}
}

func stepSummary(f *os.File, r *finding.Report) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	room := stepSummaryLimit - int(min(info.Size(), stepSummaryLimit))
	if room < report.MarkdownLeast {
		return fmt.Errorf("%s is full: GitHub takes 1 MiB of a step", f.Name())
	}
	return report.Markdown(f, r, report.MarkdownOptions{Limit: room})
}

// stepOutputs writes one line an output: names and values as GitHub reads them,
// JSON keeping what a repository calls its services on the line it is on.
func stepOutputs(f *os.File, r *finding.Report, onlyNew bool) error {
	verdicts := map[string]string{}
	for i := range r.Services {
		if s := &r.Services[i]; s.Verdict.Fit != "" {
			verdicts[s.Root] = s.Verdict.Fit
		}
	}
	text, err := json.Marshal(verdicts)
	if err != nil {
		return err
	}
	shown, isNew := len(r.Findings), ""
	if onlyNew {
		isNew = strconv.Itoa(shown)
	}
	all := shown + r.Hidden.Baseline + r.Hidden.Unchanged
	_, err = fmt.Fprintf(f, "findings=%d\nnew-findings=%s\nverdicts=%s\n", all, isNew, text)
	return err
}
