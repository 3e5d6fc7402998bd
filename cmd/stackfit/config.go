package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/config"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/report"
	"github.com/stackfit/stackfit/analyzer/suppress"
)

// runFlags are the flags of every command that analyzes.
type runFlags struct {
	config               string
	noConfig, noProgress bool
}

func (f *runFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.config, "config", "", "read the configuration from `FILE` (default "+config.Name+" of the analyzed folder)")
	cmd.Flags().BoolVar(&f.noConfig, "no-config", false, "read no configuration")
	cmd.Flags().BoolVar(&f.noProgress, "no-progress", false, "show no progress on the terminal")
}

// analyze runs the analyzer as the flags say.
func (c *command) analyze(ctx context.Context, f *runFlags, cfg analyzer.Config, all []*analyzer.Detector) (*finding.Report, error) {
	if err := c.prepare(f, &cfg); err != nil {
		return nil, err
	}
	p := c.startProgress(f.noProgress)
	defer p.stop()
	if p != nil {
		cfg.Progress = p.read
	}
	return analyzer.Run(ctx, cfg, all)
}

// prepare fills what a configuration declares.
func (*command) prepare(f *runFlags, cfg *analyzer.Config) error {
	cfg.Version = version()
	cfg.Today = time.Now()
	switch {
	case f.noConfig && f.config != "":
		return usagef("--config and --no-config exclude each other")
	case f.noConfig:
		return nil
	}
	name, src, err := configText(cfg.Root, f.config)
	if err != nil || src == nil {
		return err
	}
	cfg.Declared, err = config.Parse(name, src, declarable())
	if err == nil {
		cfg.Declared.Path = inReport(cfg.Root, name, f.config)
	}
	return err
}

// inReport returns what reports call a configuration: its path in the analyzed
// folder, else its name, for a report holds no path of a machine.
func inReport(root, name, file string) string {
	if file == "" {
		return name
	}
	from, err := filepath.Abs(root)
	to, err2 := filepath.Abs(file)
	if err == nil && err2 == nil {
		if rel, err := filepath.Rel(from, to); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
	}
	return filepath.Base(file)
}

// configText returns the text of a configuration and what to call it: of the
// named file, else of the one in the analyzed folder, where there may be none.
func configText(root, file string) (name string, src []byte, err error) {
	if file != "" {
		f, err := os.Open(file)
		if err != nil {
			return "", nil, usagef("cannot read the configuration: %v", err)
		}
		src, err := readConfig(f)
		if err != nil {
			return "", nil, usagef("cannot read the configuration %s: %v", file, err)
		}
		return file, src, nil
	}
	tree, err := os.OpenRoot(root)
	if err != nil {
		return "", nil, nil // the analyzer says what is wrong with the folder
	}
	defer tree.Close()
	// Nobody vouches for what is there: a link could lead to any file, whose
	// text would then stand in messages.
	info, err := tree.Lstat(config.Name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil, nil
	case err == nil && !info.Mode().IsRegular():
		return "", nil, usagef("cannot read %s: it is not a regular file", config.Name)
	}
	f, err := tree.Open(config.Name)
	if err == nil {
		src, err = readConfig(f)
	}
	if err != nil {
		return "", nil, usagef("cannot read the configuration: %v", err)
	}
	return config.Name, src, nil
}

// readConfig reads and closes f, a byte more than a configuration may have: too
// large is then said as any other mistake.
func readConfig(f *os.File) ([]byte, error) {
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, config.MaxSize+1))
	if err != nil {
		return nil, err
	}
	if src == nil {
		src = []byte{}
	}
	return src, nil
}

func ruleIDs(all []*analyzer.Detector) []string {
	ids := make([]string, len(all))
	for i, d := range all {
		ids[i] = d.ID
	}
	return ids
}

// declarable returns the rules that a configuration may name. It cannot turn off
// the one that reports its own changes.
func declarable() []string {
	return slices.DeleteFunc(ruleIDs(allRules()), func(id string) bool { return id == suppress.SuppressionChange })
}

// shownMistakes is how many mistakes of a configuration are told.
const shownMistakes = 20

// complain writes the mistakes of a configuration, a line each.
func complain(w io.Writer, e *config.Error) {
	for i, m := range e.Mistakes {
		if i == shownMistakes {
			fmt.Fprintf(w, "stackfit: %d more mistakes in %s\n", len(e.Mistakes)-i, report.Visible(e.Path))
			return
		}
		fmt.Fprintf(w, "stackfit: %s:%d: %s\n", report.Visible(e.Path), m.Line, report.Visible(m.Text))
	}
}

func (c *command) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Check a configuration, or describe its format",
		Args:  knownCommand,
		RunE:  showHelp,
	}
	cmd.AddCommand(c.configVerify(), &cobra.Command{
		Use:   "schema",
		Short: "Write the JSON Schema of a configuration",
		Args:  maxArgs(0),
		RunE: func(*cobra.Command, []string) error {
			if _, err := fmt.Fprint(c.out, config.Schema); err != nil {
				return fmt.Errorf("write schema: %w", err)
			}
			return nil
		},
	})
	return cmd
}

func (c *command) configVerify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify [FILE]",
		Short: "Say what is wrong with a configuration",
		Long: `verify reads the configuration FILE (` + config.Name + ` of the current folder by default) and says
what is wrong with it, each mistake with its line and what is allowed there.

Exit status: 0 nothing wrong, 2 mistakes, bad usage or input, 4 internal error.`,
		Args: maxArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			file := config.Name
			if len(args) > 0 {
				file = args[0]
			}
			if info, err := os.Stat(file); err == nil && info.IsDir() {
				file = filepath.Join(file, config.Name)
			}
			name, src, err := configText(".", file)
			if err != nil {
				return err
			}
			f, err := config.Parse(name, src, declarable())
			if err != nil {
				return err
			}
			return c.verified(f)
		},
	}
}

// verified says that nothing is wrong with a configuration.
func (c *command) verified(f *config.File) error {
	if _, err := fmt.Fprintf(c.out, "%s: nothing wrong\n", report.Visible(f.Path)); err != nil {
		return fmt.Errorf("write result: %w", err)
	}
	return nil
}
