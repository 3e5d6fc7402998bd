package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/config"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/report"
	"github.com/stackfit/stackfit/detectors"
)

func (c *command) init() *cobra.Command {
	var flags struct {
		force, noProgress bool
	}
	cmd := &cobra.Command{
		Use:   "init [PATH]",
		Short: "Write a configuration to start from",
		Long: `init analyzes the folder PATH (the current one by default) and writes a ` + config.Name + ` there in
which everything is a comment: what may be declared, with the services that were found.

Exit status: 0 written, 2 bad usage or input, or there is a configuration already, 4
internal error.`,
		Args: maxArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := "."
			if len(args) > 0 {
				root = args[0]
			}
			file := filepath.Join(root, config.Name)
			if _, err := os.Lstat(file); err == nil && !flags.force {
				return usagef("%s is there already; --force writes it anew", file)
			}
			result, err := c.analyze(cmd.Context(), &runFlags{noConfig: true, noProgress: flags.noProgress},
				analyzer.Config{Root: root, MinConfidence: finding.Probable}, detectors.All())
			if err != nil {
				return err
			}
			if err := writeNew(file, draft(result), flags.force); err != nil {
				return usagef("cannot write %s: %v", file, err)
			}
			n := len(result.Services)
			noun := "services"
			if n == 1 {
				noun = "service"
			}
			if _, err := fmt.Fprintf(c.out, "Wrote %s with %d %s as comments; stackfit config verify %s checks what you change.\n", report.Visible(file), n, noun, report.Visible(file)); err != nil {
				return fmt.Errorf("write result: %w", err)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&flags.force, "force", false, "replace a configuration that is there")
	cmd.Flags().BoolVar(&flags.noProgress, "no-progress", false, "show no progress on the terminal")
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	return cmd
}

// writeNew writes a file that must not be there, or replaces the one that is:
// it never writes through a link.
func writeNew(file, text string, replace bool) error {
	if !replace {
		f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err != nil {
			return err
		}
		_, err = f.WriteString(text)
		return errors.Join(err, f.Close())
	}
	if info, err := os.Lstat(file); err == nil && info.IsDir() {
		return &fs.PathError{Op: "write", Path: file, Err: errors.New("is a folder")}
	}
	f, err := os.CreateTemp(filepath.Dir(file), config.Name+".*")
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return err
}

const draftHead = `#:schema https://raw.githubusercontent.com/stackfit/stackfit/main/analyzer/config/config.schema.json

# What the code does not show. Everything here is optional; take away the "#" of
# what holds. "stackfit config verify" says what is wrong with this file.

# The stage of the product: "early" while it looks for its users, "scale" once it
# has them. Early on, a second backend language costs more than it brings.
# stage = "early"

# Work that is planned and not in the code yet: "ml-inference", "ml-training",
# "data-processing", "image-processing", "realtime", "graphql".
# plans = ["ml-inference"]

# Files and folders that are not analyzed.
# exclude = ["legacy/**", "**/*.gen.ts"]

# The languages that the team knows well: for an ordinary API they decide.
# [team]
# languages = ["typescript", "python"]

# Severities: "off", "info", "warning" or "error", the highest that a rule reports.
# "stackfit rule" lists the rules.
# [rules]
# second-language-without-reason = "off"

# Severities for some files.
# [[override]]
# files = ["scripts/**"]
# rules = {blocking-call-on-event-loop = "info"}

# Findings of a service that are accepted: why, and until when.
# [[ignore]]
# service = "services/legacy"
# rules = ["blocking-call-on-event-loop"]
# reason = "is switched off in spring"
# until = 2027-03-31

# What calls to an in-house library do, as in the built-in catalog.
# [[catalog.node.api]]
# names = ["@acme/pdf.render"]
# effect = "computes"
# kind = "document"
# cost = "heavy"
# instead = "@acme/pdf.renderInWorker"
# source = "https://wiki.example/pdf"
`

// draft returns a configuration of comments for what was found.
func draft(r *finding.Report) string {
	var b strings.Builder
	b.WriteString(draftHead)
	if len(r.Services) == 0 {
		b.WriteString("\n# No service was found. One that is there all the same can be declared.\n# [[service]]\n# root = \"services/api\"\n# kind = \"http-api\"\n")
		return b.String()
	}
	b.WriteString("\n# The services that were found. Declare what differs, such as the kind, or what is\n# known beside it, such as the load.\n")
	seen := map[string]int{}
	for i := range r.Services {
		seen[r.Services[i].Root]++
	}
	told := map[string]bool{}
	for i := range r.Services {
		s := &r.Services[i]
		// A name that is no text cannot be declared; processes of one project
		// are declared together.
		id := s.Language + " " + s.Root
		if told[id] || !utf8.ValidString(s.Root) {
			continue
		}
		told[id] = true
		fmt.Fprintf(&b, "#\n# [[service]]\n# root = %s\n", tomlText(s.Root))
		if seen[s.Root] > 1 {
			fmt.Fprintf(&b, "# language = %q\n", s.Language)
		}
		fmt.Fprintf(&b, "# kind = %q\n", s.Kind)
		switch s.Kind {
		case "http-api", "realtime", "graphql", "bff", "ml-api", "serverless": // what answers requests
			b.WriteString("# peak_requests_per_second = 100\n")
		}
	}
	return b.String()
}

// tomlText returns a text in quotes on one line, of printable ASCII only.
func tomlText(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r > '~':
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
