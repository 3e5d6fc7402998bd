package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/gitrepo"
	"github.com/stackfit/stackfit/analyzer/history"
	"github.com/stackfit/stackfit/analyzer/review"
	"github.com/stackfit/stackfit/analyzer/suggest"
	"github.com/stackfit/stackfit/detectors"
)

// reviewFormats are the formats of report.
var reviewFormats = []string{"html", "md", "adr"}

func (c *command) report() *cobra.Command {
	var flags struct {
		runFlags

		format, file, title, date string
	}
	cmd := &cobra.Command{
		Use:   "report [PATH]",
		Short: "Write a pre-architecture review",
		Long: `report analyzes the folder PATH (the current one by default) and writes a review for
those who decide on its stack: what runs there and how it hangs together, whether the
work of each service fits its stack, what holds up requests, which way the guidance
points, and the questions that code cannot answer.

The document is one file that needs nothing beside it: HTML, Markdown (md), or the
draft of a decision record (adr). Without --format the name of the file decides;
without a file Markdown goes to standard output.

Exit status: 0 written, 2 bad usage, configuration or input, 4 internal error.`,
		Example: `  stackfit report -o review.html
  stackfit report services/api -o review.md
  stackfit report --format adr -o docs/decisions/0007-stack.md --date 2026-11-23`,
		Args: maxArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := "."
			if len(args) > 0 {
				root = args[0]
			}
			format, err := reviewFormat(flags.format, flags.file)
			if err != nil {
				return err
			}
			if flags.date != "" {
				if _, err := time.Parse(time.DateOnly, flags.date); err != nil {
					return usagef("--date %s: want a date such as 2026-11-23", flags.date)
				}
			}
			if err := writable(flags.file); err != nil {
				return err
			}
			all := detectors.All()
			result, err := c.analyze(cmd.Context(), &flags.runFlags, analyzer.Config{Root: root, MinConfidence: finding.Probable}, all)
			if err != nil {
				return err
			}
			past := history.Read(root)
			v := review.Build(result, review.Options{
				Title: flags.title, Date: flags.date, Rules: reviewRules(all), Origin: origin(root, &past), History: &past,
			})
			return c.writeReview(flags.file, format, v)
		},
	}
	cmd.Flags().StringVar(&flags.format, "format", "", "what to write: "+strings.Join(reviewFormats, ", "))
	cmd.Flags().StringVarP(&flags.file, "output", "o", "", "write to `FILE` instead of standard output")
	cmd.Flags().StringVar(&flags.title, "title", "", "name of what is reviewed (default the repository's name at its remote)")
	cmd.Flags().StringVar(&flags.date, "date", "", "date to print, as `YYYY-MM-DD`; none by default, so that equal input gives equal output")
	flags.register(cmd)
	complete(cmd, "format", cobra.FixedCompletions(reviewFormats, cobra.ShellCompDirectiveNoFileComp))
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	return cmd
}

// reviewFormat decides on a format: the one asked for, else that of the file's
// name.
func reviewFormat(format, file string) (string, error) {
	switch {
	case format == "markdown":
		return "md", nil
	case format != "" && !slices.Contains(reviewFormats, format):
		return "", usagef("unknown format %q%s: use %s", format, suggest.DidYouMean(format, reviewFormats), strings.Join(reviewFormats, ", "))
	case format != "":
		return format, nil
	case file == "":
		return "md", nil
	}
	switch ext := strings.ToLower(filepath.Ext(file)); ext {
	case ".html", ".htm":
		return "html", nil
	case ".md", ".markdown":
		return "md", nil
	}
	return "", usagef("cannot tell the format of %s from its name: add --format html, md or adr", file)
}

func (c *command) writeReview(file, format string, v *review.Review) (err error) {
	write := map[string]func(io.Writer, *review.Review) error{"html": review.HTML, "md": review.Markdown, "adr": review.ADR}[format]
	if file == "" {
		return write(c.out, v)
	}
	f, err := os.Create(file)
	if err != nil {
		return usagef("cannot write %s: %v", file, err)
	}
	err = write(f, v)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// origin tells where the analyzed folder comes from.
func origin(root string, past *history.Facts) review.Origin {
	o := review.Origin{Revision: past.Revision, Unknown: past.Unknown}
	repo, err := gitrepo.Open(root)
	if err != nil {
		return o
	}
	defer repo.Close()
	base, err := repo.Prefix(root)
	if err != nil {
		return o // and so no address of any file
	}
	o.Remote, o.Base = repo.Remote(), base
	return o
}

// reviewRules returns what a review says of the rules.
func reviewRules(all []*analyzer.Detector) []review.Rule {
	out := make([]review.Rule, len(all))
	for i, d := range all {
		out[i] = review.Rule{ID: d.ID, Summary: capital(summary(d)), Severity: d.Severity, Claims: d.Claims}
	}
	return out
}
