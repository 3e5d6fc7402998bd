package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/report"
)

// showFiles writes what a run would read, a file a line, and what it would skip
// and why. The columns are separated by tabs, which no path shows.
func (c *command) showFiles(ctx context.Context, f *runFlags, cfg analyzer.Config) error {
	if err := c.prepare(f, &cfg); err != nil {
		return err
	}
	list, left, err := analyzer.Files(ctx, cfg)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(c.out)
	for _, l := range list {
		state, role := "read", l.Role
		switch {
		case strings.HasPrefix(l.Skipped, analyzer.InPart):
			state = "part"
		case l.Skipped != "":
			state = "skip"
		}
		if role == "" {
			role = "-"
		}
		fmt.Fprintf(w, "%s\t%s\t%s", state, role, report.Visible(l.Path))
		if l.Skipped != "" {
			fmt.Fprintf(w, "\t%s", report.Visible(l.Skipped))
		}
		fmt.Fprintln(w)
	}
	for _, l := range left {
		fmt.Fprintf(w, "skip\t-\t%d folders, %d files\t%s\n", l.Folders, l.Files, report.Visible(l.Reason))
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write files: %w", err)
	}
	return nil
}
