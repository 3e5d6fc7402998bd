//go:build conformance

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// peer is a tool of the comparison.
type peer struct {
	title    string
	language string // the prefix of the cases it reads; "" for both
	run      func(t *testing.T, tools, cases string) []mark
}

var peers = []peer{
	{"ruff 0.17.6, `ASYNC`", "python-", runRuff},
	{"eslint-plugin-n 18.5.0, `no-sync`", "node-", runESLint},
	{"oxlint 1.94.0, `node/no-sync`", "node-", runOxlint},
	{"semgrep 1.182.0, own rules", "", runSemgrep},
}

// TestPeers runs the other tools on the cases of the README's comparison, and
// keeps its table what they do.
func TestPeers(t *testing.T) {
	tools := peerTools(t)
	cases, err := filepath.Abs("../../testdata/peers")
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	table.WriteString("| | stackfit |")
	rule := "| --- | --- |"
	reported := make([][]mark, len(peers))
	for i, p := range peers {
		fmt.Fprintf(&table, " %s |", p.title)
		rule += " --- |"
		if reported[i] = p.run(t, tools, cases); len(reported[i]) == 0 {
			t.Errorf("%s reports nothing at all", p.title)
		}
	}
	table.WriteString("\n" + rule + "\n")
	for _, c := range peerCases {
		dir := filepath.Join(cases, c.dir)
		fmt.Fprintf(&table, "| %s | %s |", c.what, judge(t, dir, ownMarks(t, dir)))
		for i, p := range peers {
			cell := ""
			if strings.HasPrefix(c.dir, p.language) {
				var here []mark
				for _, m := range reported[i] {
					if path, ok := strings.CutPrefix(m.path, c.dir+"/"); ok {
						here = append(here, mark{path, m.line})
					}
				}
				cell = judge(t, dir, here)
			}
			fmt.Fprintf(&table, " %s |", cell)
		}
		table.WriteString("\n")
	}
	readmePart(t, "../../README.md", "peers", table.String())
}

// peerTools returns the folder that the tools are installed in, and installs
// them if they are not there. A missing one is a failure, never a skip.
func peerTools(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("STACKFIT_ORACLES")
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			t.Fatal(err)
		}
		dir = filepath.Join(cache, "stackfit-oracles")
	}
	dir = filepath.Join(dir, "peers")
	if out, err := exec.Command("sh", filepath.Join("testdata", "oracle", "install.sh"), dir).CombinedOutput(); err != nil {
		t.Fatalf("install: %v\n%s", err, out)
	}
	return dir
}

// ask runs a tool, which ends with 1 when it reports something.
func ask(t *testing.T, dir string, v any, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	bin := filepath.Dir(name) // two below the folder of the tools
	cmd.Env = append(os.Environ(), "PEERS="+filepath.Dir(filepath.Dir(bin)), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	out, err := cmd.Output()
	var status *exec.ExitError
	if err != nil && (!errors.As(err, &status) || status.ExitCode() != 1) {
		stderr := ""
		if status != nil {
			stderr = string(status.Stderr)
		}
		t.Fatalf("%s: %v\n%s\n%s", filepath.Base(name), err, out, stderr)
	}
	if err := json.Unmarshal(out, v); err != nil {
		t.Fatalf("%s: %v\n%s", filepath.Base(name), err, out)
	}
}

func asset(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("testdata", "oracle", name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func relative(t *testing.T, dir, path string) string {
	t.Helper()
	if filepath.IsAbs(path) {
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			t.Fatal(err)
		}
		path = rel
	}
	return filepath.ToSlash(path)
}

func runRuff(t *testing.T, tools, cases string) []mark {
	t.Helper()
	var out []struct {
		Filename string
		Location struct{ Row int }
	}
	ask(t, cases, &out, filepath.Join(tools, "py", "bin", "ruff"),
		"check", "--isolated", "--no-cache", "--select", "ASYNC", "--output-format", "json", ".")
	var list []mark
	for _, r := range out {
		list = append(list, mark{relative(t, cases, r.Filename), r.Location.Row})
	}
	return list
}

func runESLint(t *testing.T, tools, cases string) []mark {
	t.Helper()
	var out []struct {
		FilePath string
		Messages []struct {
			RuleID  string
			Line    int
			Message string
		}
	}
	ask(t, cases, &out, filepath.Join(tools, "node_modules", ".bin", "eslint"),
		"--no-config-lookup", "--config", asset(t, "eslint.config.mjs"), "--format", "json", ".")
	var list []mark
	for _, f := range out {
		for _, m := range f.Messages {
			if m.RuleID != "n/no-sync" {
				t.Errorf("eslint: %s:%d: %s", f.FilePath, m.Line, m.Message)
				continue
			}
			list = append(list, mark{relative(t, cases, f.FilePath), m.Line})
		}
	}
	return list
}

func runOxlint(t *testing.T, tools, cases string) []mark {
	t.Helper()
	var out struct {
		Diagnostics []struct {
			Filename, Code, Message string
			Labels                  []struct{ Span struct{ Line int } }
		}
	}
	ask(t, cases, &out, filepath.Join(tools, "node_modules", ".bin", "oxlint"),
		"--config", asset(t, "oxlintrc.json"), "--format", "json", ".")
	var list []mark
	for _, d := range out.Diagnostics {
		if d.Code != "node(no-sync)" {
			t.Errorf("oxlint: %s: %s: %s", d.Filename, d.Code, d.Message)
			continue
		}
		list = append(list, mark{relative(t, cases, d.Filename), d.Labels[0].Span.Line})
	}
	return list
}

func runSemgrep(t *testing.T, tools, cases string) []mark {
	t.Helper()
	var out struct {
		Results []struct {
			Path  string
			Start struct{ Line int }
		}
		Errors []any
		Paths  struct{ Scanned []string }
	}
	ask(t, cases, &out, filepath.Join(tools, "py", "bin", "semgrep"),
		"scan", "--metrics", "off", "--disable-version-check", "--no-git-ignore", "--quiet", "--json", "--config", asset(t, "semgrep.yml"), ".")
	if len(out.Errors) > 0 || !slices.Contains(out.Paths.Scanned, "python-direct/app.py") {
		t.Errorf("semgrep: scanned %q; errors %v", out.Paths.Scanned, out.Errors)
	}
	var list []mark
	for _, r := range out.Results {
		list = append(list, mark{relative(t, cases, r.Path), r.Start.Line})
	}
	return list
}
