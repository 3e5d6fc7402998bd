// Command stackfit reads a repository and reports where its code contradicts
// the stack it runs on. This package holds flags, streams and exit status; what
// is found is the analyzer's and the detectors' business, what it looks like
// the report package's.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/config"
	"github.com/stackfit/stackfit/analyzer/report"
	"github.com/stackfit/stackfit/analyzer/suggest"
)

// Exit statuses.
const (
	exitClean      = 0
	exitFindings   = 1 // errors or warnings, definite or probable
	exitUsage      = 2 // usage, configuration or input
	exitIncomplete = 3 // --strict, and something was not read
	exitInternal   = 4
)

func main() {
	tuneMemory(os.Getenv)
	os.Exit(run(os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}, os.Getenv))
}

// streams are what the process reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// memoryLimit is where the collector starts to work harder, in bytes.
const memoryLimit = 2 << 30

// tuneMemory lets the heap grow further between collections than Go's default:
// a run is short, and most of what it allocates is a syntax tree that soon
// dies. The variables of the Go runtime have the last word.
func tuneMemory(env func(string) string) {
	if env("GOGC") == "" {
		debug.SetGCPercent(200)
	}
	if env("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}

// run executes one command line and returns the exit status.
func run(args []string, std streams, env func(string) string) (status int) {
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(std.err, "stackfit: internal error: %s; please report it with the lines below: https://github.com/stackfit/stackfit/issues\n%s",
				report.Visible(fmt.Sprint(p)), debug.Stack())
			status = exitInternal
		}
	}()
	c := &command{streams: std, env: env, args: args}
	root := c.root()
	root.SetArgs(args)
	root.SetIn(std.in)
	root.SetOut(std.out)
	root.SetErr(std.err)
	err := root.Execute()
	if err == nil {
		return c.status
	}
	if mistakes, ok := errors.AsType[*config.Error](err); ok {
		complain(std.err, mistakes)
		return exitUsage
	}
	fmt.Fprintf(std.err, "stackfit: %s\n", report.Visible(err.Error()))
	if usage := (usageError{}); !c.running || errors.As(err, &usage) || errors.Is(err, analyzer.ErrInput) {
		return exitUsage
	}
	return exitInternal
}

// usageError is a command line that cannot be carried out.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

func usagef(format string, args ...any) error {
	return usageError{fmt.Sprintf(format, args...)}
}

// command is what the subcommands share.
type command struct {
	streams
	env     func(string) string
	args    []string // of the command line
	running bool     // the command line was accepted
	status  int      // of a run that ended without an error

	// analyzed is the folder that holds the analyzed files. It is not the one
	// that was named when that of another commit was asked for.
	analyzed string
}

func (c *command) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "stackfit",
		Short: "Find where a repository's code contradicts the stack it runs on",
		Long: `stackfit reads a repository of Node.js and Python services and reports work that
blocks an event loop, with the whole chain of calls from the entry to the blocker.
It works offline and runs nothing of the repository.`,
		Args:              knownCommand,
		PersistentPreRun:  func(*cobra.Command, []string) { c.running = true },
		RunE:              showHelp,
		SilenceErrors:     true,
		SilenceUsage:      true,
		DisableAutoGenTag: true,
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		// A flag of a command that is not there is not what is wrong.
		if cmd == root && !strings.HasPrefix(c.args[0], "-") {
			return knownCommand(root, c.args)
		}
		first, _, _ := strings.Cut(err.Error(), "\n")
		return usagef("%s; see %s --help", first, cmd.CommandPath())
	})
	root.AddCommand(c.check(), c.baseline(), c.services(), c.report(), c.rule(), c.configCommand(), c.init(), c.version(), c.man())
	root.SetHelpCommand(&cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Explain a command",
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err == nil {
				err = knownCommand(cmd, rest)
			}
			if err != nil {
				return err
			}
			return cmd.Help()
		},
	})
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "completion" {
			cmd.Args, cmd.RunE = knownCommand, showHelp
		}
	}
	return root
}

func showHelp(cmd *cobra.Command, _ []string) error { return cmd.Help() }

// knownCommand refuses arguments that should have been subcommands.
func knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range cmd.Commands() {
		names = append(names, sub.Name())
	}
	return usagef("unknown command %q%s; see %s --help", args[0], suggest.DidYouMean(args[0], names), cmd.CommandPath())
}

// maxArgs refuses more than n arguments in the words of this command line.
func maxArgs(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > n {
			return usagef("unexpected argument %q; see %s --help", args[n], cmd.CommandPath())
		}
		return nil
	}
}
