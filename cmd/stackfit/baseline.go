package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/suppress"
	"github.com/stackfit/stackfit/detectors"
)

func (c *command) baseline() *cobra.Command {
	var flags struct {
		runFlags
		file, minConfidence string
		prune               bool
	}
	cmd := &cobra.Command{
		Use:   "baseline [PATH]",
		Short: "Write down what is found today, so that checks show what comes after",
		Long: `baseline analyzes the folder PATH (the current one by default) and lists its findings in
` + suppress.BaselineName + ` there. check --baseline ` + suppress.BaselineName + ` hides them; it hides nothing
unless that flag names the file. A finding is known by its rule, its function and the words
of its code, so that it stays known when lines move or files are reformatted.

With --prune, the entries that match nothing any more are dropped and none are added.

Exit status: 0 written, 2 bad usage, configuration or input, 4 internal error.`,
		Args: maxArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := "."
			if len(args) > 0 {
				root = args[0]
			}
			confidence, err := finding.ParseConfidence(flags.minConfidence)
			if err != nil {
				return usagef("--min-confidence: %v", err)
			}
			file := flags.file
			if file == "" {
				file = filepath.Join(root, suppress.BaselineName)
			}
			var old *suppress.Baseline
			if flags.prune {
				if old, err = readBaseline(file); err != nil {
					return err
				}
			} else if err := writable(file); err != nil {
				return err
			}
			result, err := c.analyze(cmd.Context(), &flags.runFlags, analyzer.Config{Root: root, MinConfidence: confidence}, detectors.All())
			if err != nil {
				return err
			}
			var said string
			if old != nil {
				n := old.Prune(result, confidence)
				said = fmt.Sprintf("Dropped %d stale, kept %s of %s.", n, counted(len(old.Findings), "finding"), file)
			} else {
				old = suppress.NewBaseline(result)
				said = fmt.Sprintf("Wrote %s to %s.", counted(len(old.Findings), "finding"), file)
			}
			if err := replaceFile(file, old); err != nil {
				return err
			}
			fmt.Fprintln(c.out, said)
			return nil
		},
	}
	cmd.Flags().StringVar(&flags.file, "file", "", "write, or prune, this `FILE` (default "+suppress.BaselineName+" of the analyzed folder)")
	cmd.Flags().BoolVar(&flags.prune, "prune", false, "drop the entries that match nothing any more, and add none")
	cmd.Flags().StringVar(&flags.minConfidence, "min-confidence", "probable", "list findings from this confidence on: possible, probable or definite")
	flags.register(cmd)
	complete(cmd, "min-confidence", cobra.FixedCompletions(confidenceNames, cobra.ShellCompDirectiveNoFileComp))
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	return cmd
}

// replaceFile writes a baseline, all of it or nothing.
func replaceFile(file string, b *suppress.Baseline) error {
	var buf bytes.Buffer
	if err := b.Write(&buf); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(file), ".stackfit-baseline-*")
	if err == nil {
		_, err = temp.Write(buf.Bytes())
		if cerr := temp.Close(); err == nil {
			err = cerr
		}
		if err == nil {
			err = os.Chmod(temp.Name(), 0o644) //nolint:gosec // a file for everybody who reads the repository
		}
		if err == nil {
			err = os.Rename(temp.Name(), file)
		}
		if err != nil {
			os.Remove(temp.Name())
		}
	}
	if err != nil {
		return usagef("cannot write %s: %v", file, err)
	}
	return nil
}
