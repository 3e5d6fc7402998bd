package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/detectors"
)

var confidenceNames = []string{"possible", "probable", "definite"}

func (c *command) check() *cobra.Command {
	var flags struct {
		format, minConfidence string
		outputs               []string
		exitZero, strict      bool
	}
	cmd := &cobra.Command{
		Use:   "check [PATH]",
		Short: "Report work that blocks an event loop",
		Long: `check analyzes the folder PATH (the current one by default) and reports each call that
blocks an event loop, with the chain of calls that leads there.

Exit status: 0 nothing found, 1 errors or warnings found, 2 bad usage or input,
3 with --strict when something was not read, 4 internal error.`,
		Args: maxArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := "."
			if len(args) > 0 {
				root = args[0]
			}
			fallback := "text"
			if c.env("GITHUB_ACTIONS") == "true" {
				fallback = "github"
			}
			outputs, err := parseOutputs(flags.format, flags.outputs, fallback)
			if err != nil {
				return err
			}
			confidence, err := finding.ParseConfidence(flags.minConfidence)
			if err != nil {
				return usagef("--min-confidence: %v", err)
			}
			all := detectors.All()
			result, err := analyzer.Run(cmd.Context(), analyzer.Config{
				Root:          root,
				Version:       version(),
				MinConfidence: confidence,
			}, all)
			if err != nil {
				return err
			}
			if err := c.writeOutputs(outputs, root, result, all); err != nil {
				return err
			}
			switch {
			case flags.strict && result.Completeness.Status != "complete":
				c.status = exitIncomplete
			case !flags.exitZero && slices.ContainsFunc(result.Findings, fails):
				c.status = exitFindings
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&flags.format, "format", "",
		"how to write the result to standard output: "+strings.Join(formatNames, ", ")+" (default text, github in a GitHub workflow)")
	cmd.Flags().StringArrayVar(&flags.outputs, "output", nil, "write the result as `FORMAT[=FILE]`, to standard output without a file; may be repeated")
	cmd.Flags().StringVar(&flags.minConfidence, "min-confidence", "probable", "show findings from this confidence on: possible, probable or definite")
	cmd.Flags().BoolVar(&flags.exitZero, "exit-zero", false, "exit 0 even when there are findings")
	cmd.Flags().BoolVar(&flags.strict, "strict", false, "exit 3 when something was not read")
	for name, values := range map[string][]string{"format": formatNames, "output": formatNames, "min-confidence": confidenceNames} {
		if err := cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
			panic(err) // the flag is defined above
		}
	}
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	return cmd
}

// fails reports whether f makes a check fail.
func fails(f finding.Finding) bool {
	return f.Severity >= finding.Warning && f.Confidence >= finding.Probable
}

// checkoutBase returns root relative to the workspace of a GitHub job, with
// slashes, or nothing when it is not inside one.
func checkoutBase(root, workspace string) string {
	if workspace == "" {
		return ""
	}
	from, err := filepath.EvalSymlinks(workspace)
	if err != nil {
		return ""
	}
	if root, err = filepath.Abs(root); err != nil {
		return ""
	}
	if root, err = filepath.EvalSymlinks(root); err != nil {
		return ""
	}
	base, err := filepath.Rel(from, root)
	if err != nil || !filepath.IsLocal(base) {
		return ""
	}
	return filepath.ToSlash(base)
}
