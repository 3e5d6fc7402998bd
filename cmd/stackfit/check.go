package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
)

func (c *command) check() *cobra.Command {
	var flags struct {
		runFlags
		viewFlags
		sinceFlags
		format                        string
		outputs                       []string
		strict, statistics, showFiles bool
	}
	cmd := &cobra.Command{
		Use:   "check [PATH]",
		Short: "Report work that blocks an event loop",
		Long: `check analyzes the folder PATH (the current one by default) and reports each call that
blocks an event loop, with the chain of calls that leads there.

Exit status: 0 nothing found, 1 errors or warnings found (see --fail-on), 2 bad usage,
configuration or input, 3 with --strict when something was not read, 4 internal error.`,
		Args: maxArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := "."
			if len(args) > 0 {
				root = args[0]
			}
			all := allRules()
			if err := flags.check(all); err != nil {
				return err
			}
			cfg := analyzer.Config{Root: root, MinConfidence: flags.confidence()}
			fallback := "text"
			switch {
			case flags.statistics:
				fallback = statistics
			case c.env("GITHUB_ACTIONS") == "true":
				fallback = "github"
			}
			outputs, err := parseOutputs(flags.format, flags.outputs, fallback)
			if err == nil && flags.statistics {
				outputs, err = withStatistics(outputs)
			}
			if err != nil {
				return err
			}
			of, err := flags.open(root)
			if err != nil {
				return err
			}
			defer of.close()
			cfg.Root = of.root
			if flags.showFiles {
				return c.showFiles(cmd.Context(), &flags.runFlags, cfg)
			}
			run := func() (*finding.Report, error) {
				r, err := c.analyze(cmd.Context(), &flags.runFlags, cfg, all)
				if err == nil {
					err = of.hide(r, cfg.MinConfidence)
				}
				if err == nil {
					flags.apply(r)
				}
				return r, err
			}
			result, err := run()
			if err == nil && flags.addIgnores != "" {
				if err = c.addIgnoresTo(root, result, flags.addIgnores); err == nil {
					result, err = run()
				}
			}
			if err != nil {
				return err
			}
			c.analyzed = of.root
			if err := c.writeOutputs(outputs, root, result, all); err != nil {
				return err
			}
			if slices.ContainsFunc(outputs, func(o output) bool { return o.format == "github" }) {
				c.workflow(result, of.baseline != nil || of.changes != nil)
			}
			switch {
			case flags.strict && result.Completeness.Status != "complete":
				c.status = exitIncomplete
			case slices.ContainsFunc(result.Findings, flags.fails):
				c.status = exitFindings
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&flags.format, "format", "",
		"how to write the result to standard output: "+strings.Join(formatNames, ", ")+" (default text, github in a GitHub workflow)")
	cmd.Flags().StringArrayVar(&flags.outputs, "output", nil, "write the result as `FORMAT[=FILE]`, to standard output without a file; may be repeated")
	flags.viewFlags.register(cmd)
	flags.sinceFlags.register(cmd)
	cmd.Flags().BoolVar(&flags.strict, "strict", false, "exit 3 when something was not read")
	cmd.Flags().BoolVar(&flags.statistics, "statistics", false, "write how many findings each rule has, instead of the findings")
	cmd.Flags().BoolVar(&flags.showFiles, "show-files", false, "list what would be read and what would be skipped, and exit")
	flags.runFlags.register(cmd)
	for _, name := range []string{"format", "output"} {
		complete(cmd, name, cobra.FixedCompletions(formatNames, cobra.ShellCompDirectiveNoFileComp))
	}
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	return cmd
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
