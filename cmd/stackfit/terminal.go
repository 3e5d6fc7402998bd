package main

import (
	"cmp"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/term"

	"github.com/stackfit/stackfit/analyzer/report"
)

// useColor decides as Node.js does: FORCE_COLOR, then NO_COLOR
// (https://no-color.org), then whether someone looks at a terminal.
func (c *command) useColor() bool { return c.colorOn(c.out) }

func (c *command) colorOn(w io.Writer) bool {
	if force := c.env("FORCE_COLOR"); force != "" {
		return force != "0" && force != "false"
	}
	return c.env("NO_COLOR") == "" && c.env("TERM") != "dumb" && isTerminal(w)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// links returns how places in text written to w become links to the files of
// root, or nil where nobody would see links.
func (c *command) links(w io.Writer, root string) func(string) string {
	if !c.linksOn(isTerminal(w)) || c.analyzed != root {
		return nil // a commit's files lie nowhere
	}
	abs, err := filepath.Abs(root)
	if err != nil {
		return nil
	}
	// A terminal on another machine must not take the path for one of its own.
	host, err := os.Hostname()
	if err != nil {
		return nil
	}
	return func(path string) string { return report.FileURI(host, filepath.ToSlash(abs)+"/"+path) }
}

// linksOn decides as the package supports-hyperlinks of npm does: by
// FORCE_HYPERLINK, then by whether the terminal is known to take OSC 8 links.
// Others show them as they should not.
func (c *command) linksOn(terminal bool) bool {
	if force := c.env("FORCE_HYPERLINK"); force != "" {
		return force != "0" && force != "false"
	}
	if !terminal || c.env("TERM") == "dumb" || c.env("CI") != "" {
		return false
	}
	if vte := c.env("VTE_VERSION"); vte != "" {
		// 0.50.0 of GNOME's terminal crashes on links.
		n, err := strconv.Atoi(vte)
		return err == nil && n > 5000
	}
	if c.env("WT_SESSION") != "" || c.env("KONSOLE_VERSION") != "" || c.env("DOMTERM") != "" {
		return true
	}
	switch c.env("TERM_PROGRAM") {
	case "WezTerm", "vscode", "ghostty", "zed", "Hyper":
		return true
	case "iTerm.app":
		major, minor, _ := strings.Cut(c.env("TERM_PROGRAM_VERSION"), ".")
		minor, _, _ = strings.Cut(minor, ".")
		m, err1 := strconv.Atoi(major)
		n, err2 := strconv.Atoi(cmp.Or(minor, "0"))
		return err1 == nil && err2 == nil && (m > 3 || m == 3 && n >= 1)
	}
	switch c.env("TERM") {
	case "xterm-kitty", "alacritty", "xterm-ghostty", "foot":
		return true
	}
	return false
}
