package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/report"
	"github.com/stackfit/stackfit/analyzer/suggest"
	"github.com/stackfit/stackfit/detectors"
)

var servicesFormats = []string{"text", "json"}

func (c *command) services() *cobra.Command {
	var flags struct {
		runFlags
		format  string
		explain bool
	}
	cmd := &cobra.Command{
		Use:   "services [PATH]",
		Short: "List what runs here and whether its work fits its stack",
		Long: `services analyzes the folder PATH (the current one by default) and lists everything
that runs there: its language, kind, frameworks and concurrency, and the verdict on
whether its work fits Node.js or Python.

Exit status: 0 listed, 2 bad usage, configuration or input, 4 internal error.`,
		Args: maxArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := "."
			if len(args) > 0 {
				root = args[0]
			}
			if !slices.Contains(servicesFormats, flags.format) {
				return usagef("unknown format %q%s: use %s", flags.format, suggest.DidYouMean(flags.format, servicesFormats), strings.Join(servicesFormats, ", "))
			}
			result, err := c.analyze(cmd.Context(), &flags.runFlags, analyzer.Config{Root: root, MinConfidence: finding.Probable}, detectors.All())
			if err != nil {
				return err
			}
			if flags.format == "json" {
				return report.ServicesJSON(c.out, result)
			}
			return report.Services(c.out, result, report.ServicesOptions{Color: c.useColor(), Explain: flags.explain})
		},
	}
	cmd.Flags().StringVar(&flags.format, "format", "text", "how to write the result: text or json")
	cmd.Flags().BoolVar(&flags.explain, "explain", false, "show the signals and the evidence of each verdict with its weight")
	flags.register(cmd)
	complete(cmd, "format", cobra.FixedCompletions(servicesFormats, cobra.ShellCompDirectiveNoFileComp))
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	return cmd
}
