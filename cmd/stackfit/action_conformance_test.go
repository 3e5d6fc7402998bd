//go:build conformance

package main

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// job is one run of the action on a machine that looks like a runner: the
// checkout, the files of the step, the event.
type job struct {
	inputs   map[string]string
	event    string // the payload, JSON
	ref      string // that the action is used at
	releases string // folder of releases, "" for none
}

type outcome struct {
	status          int
	log             string
	outputs         map[string]string
	summary         string
	checkout, steps string // folders
}

// demo is a checkout with one finding in a folder of its own.
func demo(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"app/package.json": `{"name": "app", "dependencies": {"express": "^5.0.0"}}`,
		"app/server.js": `const express = require("express");
const fs = require("node:fs");
const app = express();
app.get("/page", (req, res) => {
  res.send(fs.readFileSync("page.html", "utf8"));
});
app.listen(3000);
`,
		"-odd/empty.js": "console.log(1);\n",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// value returns what an expression of action.yml stands for: inputs and the
// event's fields, and the first of several that is not empty.
func (j job) value(t *testing.T, a action, s string) string {
	t.Helper()
	var event any
	if err := json.Unmarshal([]byte(j.event), &event); err != nil {
		t.Fatal(err)
	}
	return expression.ReplaceAllStringFunc(s, func(m string) string {
		for term := range strings.SplitSeq(expression.FindStringSubmatch(m)[1], "||") {
			term = strings.TrimSpace(term)
			found := ""
			switch path, inEvent := strings.CutPrefix(term, "github.event."); {
			case inEvent:
				at := event
				for name := range strings.SplitSeq(path, ".") {
					fields, _ := at.(map[string]any)
					at = fields[name]
				}
				found, _ = at.(string)
			case term == "github.action_ref":
				found = j.ref
			case strings.HasPrefix(term, "inputs."):
				name := strings.TrimPrefix(term, "inputs.")
				input, ok := a.Inputs[name]
				if !ok {
					t.Errorf("action.yml uses the input %q and has none", name)
				}
				found = input.Default
				if set, ok := j.inputs[name]; ok {
					found = set
				}
			default:
				t.Errorf("unknown expression %q", term)
			}
			if found != "" {
				return found
			}
		}
		return ""
	})
}

func (j job) run(t *testing.T, checkout string) outcome {
	t.Helper()
	a := readAction(t)
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if j.event == "" {
		j.event = "{}"
	}
	out := outcome{checkout: checkout, steps: t.TempDir(), outputs: map[string]string{}}
	file := func(name string) string { return filepath.Join(out.steps, name) }
	for name, text := range map[string]string{"event.json": j.event, "output": "", "summary": ""} {
		if err := os.WriteFile(file(name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(file("temp"), 0o777); err != nil {
		t.Fatal(err)
	}
	step := a.Runs.Steps[0]
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.Run)
	cmd.Dir = checkout
	cmd.Env = append(os.Environ(), "CI=true", "GITHUB_ACTIONS=true", "GITHUB_WORKSPACE="+checkout, "GITHUB_ACTION_PATH="+root,
		"GITHUB_EVENT_PATH="+file("event.json"), "GITHUB_OUTPUT="+file("output"), "GITHUB_STEP_SUMMARY="+file("summary"),
		"RUNNER_TEMP="+file("temp"), "RUNNER_OS=Linux", "RUNNER_ARCH="+map[string]string{"amd64": "X64", "arm64": "ARM64"}[runtime.GOARCH])
	if j.releases != "" {
		cmd.Env = append(cmd.Env, "STACKFIT_RELEASES=file://"+j.releases)
	}
	for name, value := range step.Env {
		cmd.Env = append(cmd.Env, name+"="+j.value(t, a, value))
	}
	log, err := cmd.CombinedOutput()
	out.log = string(log)
	if status, ok := errors.AsType[*exec.ExitError](err); ok {
		out.status = status.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	written, err := os.ReadFile(file("output"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(written)) {
		name, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		if !ok {
			t.Errorf("output %q", line)
		}
		out.outputs[name] = value
	}
	for name := range a.Outputs {
		out.outputs[name] += "" // what was not written is empty
	}
	summary, err := os.ReadFile(file("summary"))
	if err != nil {
		t.Fatal(err)
	}
	out.summary = string(summary)
	if left, err := os.ReadDir(file("temp")); err != nil || len(left) > 0 {
		t.Errorf("left in the runner's temporary folder: %v, %v", left, err)
	}
	return out
}

func (o outcome) expect(t *testing.T, status int, outputs map[string]string, texts ...string) {
	t.Helper()
	if o.status != status {
		t.Errorf("exit status %d, want %d\n%s", o.status, status, o.log)
	}
	for name, want := range outputs {
		if got := o.outputs[name]; got != want {
			t.Errorf("output %s is %q, want %q", name, got, want)
		}
	}
	for _, text := range texts {
		if !strings.Contains(o.log, text) {
			t.Errorf("the log does not say %q:\n%s", text, o.log)
		}
	}
	for line := range strings.Lines(o.log) {
		if strings.HasPrefix(line, "::stop-commands") || strings.HasPrefix(line, "::add-mask") {
			t.Errorf("a command that is not ours: %q", line)
		}
	}
}

func TestActionFromSource(t *testing.T) {
	o := job{inputs: map[string]string{"path": "app", "sarif-file": "out/stackfit.sarif"}}.run(t, demo(t))
	o.expect(t, 1, map[string]string{"findings": "1", "verdicts": `{".":"fits"}`, "sarif-file": "out/stackfit.sarif", "report-file": ""},
		"::warning file=app/server.js,line=5,")
	if !strings.HasPrefix(o.summary, "## stackfit\n") {
		t.Errorf("summary %q", o.summary)
	}
	if sarif, err := os.ReadFile(filepath.Join(o.checkout, "out/stackfit.sarif")); err != nil || !strings.Contains(string(sarif), `"uri": "app/server.js"`) {
		t.Errorf("SARIF: %v\n%s", err, sarif)
	}
	// A branch is no release.
	o = job{ref: "main", inputs: map[string]string{"path": "app", "args": "--exit-zero\n--format text", "summary": "false"}}.run(t, demo(t))
	o.expect(t, 2, nil, "both go to standard output")
	o = job{ref: "main", inputs: map[string]string{"path": "app", "args": "  --exit-zero\n --strict\t", "summary": "false"}}.run(t, demo(t))
	o.expect(t, 0, map[string]string{"findings": "1"})
	if o.summary != "" {
		t.Errorf("summary %q", o.summary)
	}
	o = job{inputs: map[string]string{"path": "app", "args": "--exit-zero", "report-file": "out/review.html"}}.run(t, demo(t))
	o.expect(t, 0, map[string]string{"report-file": "out/review.html"})
	if html, err := os.ReadFile(filepath.Join(o.checkout, "out/review.html")); err != nil || !strings.HasPrefix(string(html), "<!DOCTYPE html>") {
		t.Errorf("report: %v\n%.200s", err, html)
	}
	o = job{inputs: map[string]string{"path": "-odd"}}.run(t, demo(t))
	o.expect(t, 0, map[string]string{"findings": "0"})
}

// TestActionOnlyNew plays a pull request: a helper two files away from the
// handlers begins to block, while an old finding stays.
func TestActionOnlyNew(t *testing.T) {
	dir := demo(t)
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	git := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=n", "-c", "user.email=n@x.example", "-c", "init.defaultBranch=main"}, args...)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %s: %v\n%s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	write("app/server.js", `const express = require("express");
const fs = require("node:fs");
const { report } = require("./report");
const app = express();
app.get("/page", (req, res) => {
  res.send(fs.readFileSync("page.html", "utf8"));
});
app.get("/report", (req, res) => {
  res.send(report());
});
app.listen(3000);
`)
	write("app/report.js", "const { title } = require(\"./title\");\nexports.report = () => title() + 1;\n")
	write("app/title.js", "exports.title = () => {\n  return \"report\";\n};\n")
	git("init", "--quiet")
	git("add", ".")
	git("commit", "--quiet", "--message", "base")
	base := git("rev-parse", "HEAD")
	git("checkout", "--quiet", "-b", "change")
	write("app/title.js", "const fs = require(\"node:fs\");\n\nexports.title = () => {\n  return fs.readFileSync(\"title.txt\", \"utf8\");\n};\n")
	git("commit", "--quiet", "--all", "--message", "change")

	request := job{event: `{"pull_request": {"base": {"sha": "` + base + `"}}}`, inputs: map[string]string{"only-new": "true", "fail-on": "warning"}}
	o := request.run(t, dir)
	o.expect(t, 1, map[string]string{"findings": "2", "new-findings": "1"}, "::warning file=app/title.js,line=4,")
	if n := strings.Count(o.log, "::warning"); n != 1 {
		t.Errorf("%d annotations, want 1:\n%s", n, o.log)
	}
	request.inputs["fail-on"] = "error"
	request.run(t, dir).expect(t, 0, map[string]string{"findings": "2", "new-findings": "1"})

	// A push of the same says where it came from, a new branch does not.
	push := job{event: `{"before": "` + base + `"}`, inputs: map[string]string{"only-new": "true"}}
	push.run(t, dir).expect(t, 1, map[string]string{"findings": "2", "new-findings": "1"})
	push.event = `{"before": "` + strings.Repeat("0", 40) + `"}`
	push.run(t, dir).expect(t, 1, map[string]string{"findings": "2", "new-findings": ""}, "no base to compare with")
	// What an event holds is no option and no revision of another kind.
	push.event = `{"before": "--rev=HEAD~1"}`
	push.run(t, dir).expect(t, 1, map[string]string{"findings": "2", "new-findings": ""}, "no base to compare with")

	// Formatting adds nothing.
	git("checkout", "--quiet", "main")
	write("app/server.js", `const express = require("express")
const fs = require("node:fs")
const { report } = require("./report")

const app = express()

app.get("/page", (req, res) => {
    res.send(fs.readFileSync("page.html", "utf8"))
})
app.get("/report", (req, res) => {
    res.send(report())
})
app.listen(3000)
`)
	git("commit", "--quiet", "--all", "--message", "format")
	request.inputs["fail-on"] = "info"
	request.run(t, dir).expect(t, 0, map[string]string{"findings": "1", "new-findings": "0"})
}

// TestActionInput gives the action what strangers could have a say in.
func TestActionInput(t *testing.T) {
	checkout := demo(t)
	for _, c := range []struct {
		name   string
		inputs map[string]string
		status int
		log    string
	}{
		{"version", map[string]string{"version": "$(touch pwned)"}, 2, "use a release such as v1.2.3, or source"},
		{"version with a path", map[string]string{"version": "v1.2.3/../../x"}, 2, "use a release such as v1.2.3, or source"},
		{"version with a command", map[string]string{"version": "x\n::add-mask::y"}, 2, "x%0A::add-mask::y"},
		{"path", map[string]string{"path": "$(touch pwned);`touch pwned`"}, 2, "cannot analyze"},
		{"args", map[string]string{"args": "--exit-zero;touch pwned $(touch pwned) *"}, 2, "unknown flag"},
		{"sarif-file", map[string]string{"path": "app", "sarif-file": "a.sarif\nfindings=0"}, 2, "the input sarif-file has more than one line"},
		{"only-new", map[string]string{"only-new": "yes"}, 2, `the input only-new is "yes"; use true or false`},
	} {
		t.Run(c.name, func(t *testing.T) {
			job{inputs: c.inputs}.run(t, checkout).expect(t, c.status, nil, c.log)
		})
	}
	if _, err := os.Lstat(filepath.Join(checkout, "pwned")); err == nil {
		t.Error("an input was run")
	}
}

// TestActionRelease installs releases from a folder: a good one and three that
// were tampered with.
func TestActionRelease(t *testing.T) {
	releases, built := t.TempDir(), t.TempDir()
	binary := filepath.Join(built, "stackfit")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	release := func(version string, sums func(name, sum string) string) {
		t.Helper()
		dir := filepath.Join(releases, "v"+version)
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("stackfit_%s_linux_%s.tar.gz", version, runtime.GOARCH)
		if out, err := exec.Command("tar", "-czf", filepath.Join(dir, name), "-C", built, "stackfit").CombinedOutput(); err != nil {
			t.Fatalf("tar: %v\n%s", err, out)
		}
		archive, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		text := sums(name, fmt.Sprintf("%x", sha256.Sum256(archive)))
		if err := os.WriteFile(filepath.Join(dir, "checksums.txt"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	other := strings.Repeat("0", 64)
	release("1.2.3", func(name, sum string) string { return other + "  x\n" + sum + "  " + name + "\n" })
	release("1.2.4", func(name, _ string) string { return other + "  " + name + "\n" })
	release("1.2.5", func(_, sum string) string { return sum + "  stackfit\n" })
	release("1.2.6", func(name, sum string) string { return sum + "  " + name + "\n" + other + "  " + name + "\n" })
	inputs := map[string]string{"path": "app", "fail-on": ""}
	with := func(version string) map[string]string {
		m := maps.Clone(inputs)
		m["version"] = version
		return m
	}
	found := map[string]string{"findings": "1"}
	job{releases: releases, ref: "v1.2.3", inputs: inputs}.run(t, demo(t)).expect(t, 1, found)
	job{releases: releases, ref: "main", inputs: with("1.2.3")}.run(t, demo(t)).expect(t, 1, found)
	none := map[string]string{"findings": ""}
	job{releases: releases, inputs: with("v1.2.4")}.run(t, demo(t)).expect(t, 2, none, "does not have the checksum that its release says")
	job{releases: releases, inputs: with("v1.2.5")}.run(t, demo(t)).expect(t, 2, none, "does not name stackfit_1.2.5_linux_"+runtime.GOARCH+".tar.gz once")
	job{releases: releases, inputs: with("v1.2.6")}.run(t, demo(t)).expect(t, 2, none, "does not name")
	job{releases: releases, inputs: with("v9.9.9")}.run(t, demo(t)).expect(t, 2, none, "is v9.9.9 a release?")
}
