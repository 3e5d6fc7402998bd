package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/suggest"
)

// viewFlags choose which findings are shown and which of them fail a check.
// Verdicts rest on all findings, whatever is shown.
type viewFlags struct {
	selected, ignored     []string
	minConfidence, failOn string
	exitZero              bool
}

var (
	confidenceNames = []string{"possible", "probable", "definite"}
	failOnNames     = []string{"error", "warning", "info", "never"}
)

func (f *viewFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringSliceVar(&f.selected, "select", nil, "show findings of these `RULES` only, separated by commas; may be repeated")
	cmd.Flags().StringSliceVar(&f.ignored, "ignore", nil, "show no findings of these `RULES`, separated by commas; may be repeated")
	cmd.Flags().StringVar(&f.minConfidence, "min-confidence", "probable", "show findings from this `CONFIDENCE` on: possible, probable or definite")
	cmd.Flags().StringVar(&f.failOn, "fail-on", "warning", "exit 1 on findings from this `SEVERITY` on: error, warning, info or never")
	cmd.Flags().BoolVar(&f.exitZero, "exit-zero", false, "exit 0 even when there are findings")
	for name, values := range map[string][]string{"min-confidence": confidenceNames, "fail-on": failOnNames} {
		complete(cmd, name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	}
	for _, name := range []string{"select", "ignore"} {
		complete(cmd, name, completeRules)
	}
}

// check refuses words and rules that are not there.
func (f *viewFlags) check(all []*analyzer.Detector) error {
	if !slices.Contains(failOnNames, f.failOn) {
		return usagef("--fail-on: unknown severity %q%s: use %s", f.failOn, suggest.DidYouMean(f.failOn, failOnNames), strings.Join(failOnNames, ", "))
	}
	if _, err := finding.ParseConfidence(f.minConfidence); err != nil {
		return usagef("--min-confidence: %v", err)
	}
	ids := ruleIDs(all)
	for _, list := range []struct {
		flag  string
		rules []string
	}{{"--select", f.selected}, {"--ignore", f.ignored}} {
		for i, id := range list.rules {
			id = strings.TrimSpace(id)
			list.rules[i] = id
			if !slices.Contains(ids, id) {
				return usagef("%s: unknown rule %q%s; stackfit rule lists them", list.flag, id, suggest.DidYouMean(id, ids))
			}
		}
	}
	return nil
}

// confidence is that from which on findings are shown.
func (f *viewFlags) confidence() finding.Confidence {
	c, _ := finding.ParseConfidence(f.minConfidence) // checked
	return c
}

// apply takes out the findings that are not to be shown.
func (f *viewFlags) apply(r *finding.Report) {
	r.Findings = slices.DeleteFunc(r.Findings, func(x finding.Finding) bool {
		return len(f.selected) > 0 && !slices.Contains(f.selected, x.Rule) || slices.Contains(f.ignored, x.Rule)
	})
}

// fails reports whether a finding makes a check fail. Guesses never do.
func (f *viewFlags) fails(x finding.Finding) bool {
	if f.exitZero || x.Confidence < finding.Probable {
		return false
	}
	switch f.failOn {
	case "error":
		return x.Severity >= finding.Error
	case "warning":
		return x.Severity >= finding.Warning
	case "info":
		return true
	}
	return false
}

// complete says what a shell may offer for a flag.
func complete(cmd *cobra.Command, flag string, f cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, f); err != nil {
		panic(err) // the flag is defined where this is called
	}
}
