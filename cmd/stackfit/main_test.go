package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/stackfit/stackfit/analyzer/analyzertest"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/detectors"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"stackfit": main})
}

// TestScripts runs the command as its users do. Scripts have two more commands:
// "exits N COMMAND..." runs a command that must end with status N, and "commit
// BRANCH [FROM]" commits the files of the current folder to a branch, a new one
// as a child of FROM, and checks it out; no git is needed.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       analyzertest.Updating(),
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "commit": commit},
		Setup: func(e *testscript.Env) error {
			for _, name := range []string{"GITHUB_ACTIONS", "GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK"} {
				e.Setenv(name, "")
			}
			return nil
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits N COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var status *exec.ExitError
		if !errors.As(err, &status) {
			ts.Fatalf("%v", err)
		}
		got = status.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// TestReadme keeps the output that the README shows what the demonstration
// really prints.
func TestReadme(t *testing.T) {
	// The README shows the command as typed at the root of the repository.
	t.Chdir("../..")
	var out, stderr bytes.Buffer
	status := run([]string{"check", "testdata/demo"}, streams{strings.NewReader(""), &out, &stderr}, func(string) string { return "" })
	if status != exitFindings || stderr.Len() > 0 {
		t.Fatalf("exit status %d, want %d; standard error: %s", status, exitFindings, &stderr)
	}
	readmePart(t, "README.md", "demo", "```text\n"+out.String()+"```\n")
}

// TestReadmeRules keeps the README's list of rules whole, and its workflow the
// one of the examples.
func TestReadmeRules(t *testing.T) {
	var b strings.Builder
	b.WriteString("| rule | up to | reports |\n| --- | --- | --- |\n")
	for _, d := range detectors.All() {
		fmt.Fprintf(&b, "| [`%s`](detectors/doc/%s.md) | %s | %s |\n", d.ID, d.ID, d.Severity, strings.TrimPrefix(summary(d), "reports "))
	}
	readmePart(t, "../../README.md", "rules", b.String())
	workflow, err := os.ReadFile("../../.github/examples/pull-request.yml")
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(workflow, []byte("\nname:")) // after the comment at its head
	if at < 0 {
		t.Fatal("the example has no name")
	}
	readmePart(t, "../../README.md", "workflow", "```yaml\n"+string(workflow[at+1:])+"```\n")
}

// readmePart compares what stands between <!-- name --> and <!-- /name -->.
func readmePart(t *testing.T, file, name, want string) {
	t.Helper()
	readme, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	begin, end := "<!-- "+name+" -->\n", "<!-- /"+name+" -->"
	before, rest, ok := strings.Cut(string(readme), begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no %s…%s", file, begin, end)
	}
	analyzertest.Golden(t, file, []byte(before+begin+want+end+after))
}

func TestUseColor(t *testing.T) {
	for _, c := range []struct {
		name string
		env  map[string]string
		want bool
	}{
		{"not a terminal", nil, false},
		{"forced", map[string]string{"FORCE_COLOR": "1"}, true},
		{"forced over no", map[string]string{"FORCE_COLOR": "1", "NO_COLOR": "1"}, true},
		{"forced off", map[string]string{"FORCE_COLOR": "0"}, false},
		{"no", map[string]string{"NO_COLOR": "1"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			cmd := command{streams: streams{out: &bytes.Buffer{}}, env: func(name string) string { return c.env[name] }}
			if got := cmd.useColor(); got != c.want {
				t.Errorf("color %t, want %t", got, c.want)
			}
		})
	}
}

func TestLinksOn(t *testing.T) {
	for _, c := range []struct {
		env  string // NAME=VALUE, separated by spaces
		none bool   // nobody looks at a terminal
		want bool
	}{
		{env: "TERM=xterm-256color"},
		{env: "TERM=xterm-kitty", want: true},
		{env: "TERM=xterm-kitty", none: true},
		{env: "TERM=xterm-kitty CI=true"},
		{env: "TERM=dumb WT_SESSION=1"},
		{env: "WT_SESSION=1", want: true},
		{env: "VTE_VERSION=7600", want: true},
		{env: "VTE_VERSION=5000"},
		{env: "VTE_VERSION=x"},
		{env: "TERM_PROGRAM=vscode", want: true},
		{env: "TERM_PROGRAM=iTerm.app TERM_PROGRAM_VERSION=3.0.15"},
		{env: "TERM_PROGRAM=iTerm.app TERM_PROGRAM_VERSION=3.5.0", want: true},
		{env: "TERM_PROGRAM=iTerm.app"},
		{env: "TERM_PROGRAM=Apple_Terminal"},
		{env: "FORCE_HYPERLINK=1", none: true, want: true},
		{env: "FORCE_HYPERLINK=0 WT_SESSION=1"},
		{env: "NO_COLOR=1 WT_SESSION=1", want: true},
	} {
		t.Run(c.env, func(t *testing.T) {
			env := map[string]string{}
			for pair := range strings.FieldsSeq(c.env) {
				name, value, _ := strings.Cut(pair, "=")
				env[name] = value
			}
			cmd := command{env: func(name string) string { return env[name] }}
			if got := cmd.linksOn(!c.none); got != c.want {
				t.Errorf("links %t, want %t", got, c.want)
			}
		})
	}
}

func TestCheckoutBase(t *testing.T) {
	workspace := t.TempDir()
	sub := filepath.Join(workspace, "services", "api")
	if err := os.MkdirAll(sub, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ root, workspace, want string }{
		{sub, workspace, "services/api"},
		{workspace, workspace, "."},
		{workspace, sub, ""},
		{sub, "", ""},
		{sub, filepath.Join(workspace, "absent"), ""},
	} {
		if got := checkoutBase(c.root, c.workspace); got != c.want {
			t.Errorf("checkoutBase(%q, %q) = %q, want %q", c.root, c.workspace, got, c.want)
		}
	}
}

// TestStepOutputs reads outputs as GitHub does, which takes a line for an output
// wherever it comes from.
func TestStepOutputs(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "outputs"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := &finding.Report{Services: []finding.Service{
		{Root: "a\nfindings=0", Verdict: finding.Verdict{Fit: "fits"}},
		{Root: "b<<EOF\r\xff", Verdict: finding.Verdict{Fit: "misfit"}},
	}}
	r.Hidden = finding.Hidden{Ignored: 1, Baseline: 2, Unchanged: 3}
	if err := stepOutputs(f, r, true); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(f.Name())
	if err != nil {
		t.Fatal(err)
	}
	want := "findings=5\nnew-findings=0\nverdicts={\"a\\nfindings=0\":\"fits\",\"b\\u003c\\u003cEOF\\r\\ufffd\":\"misfit\"}\n"
	if string(got) != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestFullDisk(t *testing.T) {
	var stderr bytes.Buffer
	status := run([]string{"version"}, streams{strings.NewReader(""), full{}, &stderr}, func(string) string { return "" })
	if want := "stackfit: write version: no space left\n"; status != exitInternal || stderr.String() != want {
		t.Errorf("exit status %d, standard error %q; want %d, %q", status, &stderr, exitInternal, want)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }
