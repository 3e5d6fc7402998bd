package main

import (
	"fmt"
	"go/doc/comment"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/suggest"
	"github.com/stackfit/stackfit/detectors"
)

func (c *command) rule() *cobra.Command {
	return &cobra.Command{
		Use:   "rule [ID]",
		Short: "List the rules, or explain one",
		Args:  maxArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			all := allRules()
			if len(args) == 0 {
				return c.listRules(all)
			}
			for _, d := range all {
				if d.ID == args[0] {
					return c.explain(d)
				}
			}
			return usagef("unknown rule %q%s; stackfit rule lists them", args[0], suggest.DidYouMean(args[0], ruleIDs(all)))
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return completeRules(cmd, args, toComplete)
		},
	}
}

// allRules returns the detectors and the rules about what hides findings.
func allRules() []*analyzer.Detector {
	return append(detectors.All(), analyzer.SuppressionRules()...)
}

func completeRules(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return ruleIDs(allRules()), cobra.ShellCompDirectiveNoFileComp
}

func (c *command) listRules(all []*analyzer.Detector) error {
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, d := range all {
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\n", d.ID, d.Severity, summary(d)); err != nil {
			return fmt.Errorf("write rules: %w", err)
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write rules: %w", err)
	}
	return nil
}

// summary returns the first sentence of a rule's page without the rule's name.
func summary(d *analyzer.Detector) string {
	paragraph, _, _ := strings.Cut(d.Doc, "\n\n")
	sentence, _, _ := strings.Cut(strings.Join(strings.Fields(paragraph), " "), ". ")
	return strings.TrimSuffix(strings.TrimPrefix(sentence, d.ID+" "), ".")
}

func (c *command) explain(d *analyzer.Detector) error {
	var p comment.Parser
	printer := comment.Printer{TextWidth: 80}
	claims := ""
	if len(d.Claims) > 0 {
		claims = ", claims: " + strings.Join(d.Claims, ", ")
	}
	_, err := fmt.Fprintf(c.out, "%s\nseverity: %s%s\n\n%s", d.ID, d.Severity, claims, printer.Text(p.Parse(d.Doc)))
	if err != nil {
		return fmt.Errorf("write rule: %w", err)
	}
	return nil
}
