package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// action is what action.yml says.
type action struct {
	Inputs map[string]struct {
		Description, Default string
	}
	Outputs map[string]struct{ Description, Value string }
	Runs    struct {
		Using string
		Steps []struct {
			ID, Shell, Run, Uses string
			Env                  map[string]string
		}
	}
}

func readAction(t *testing.T) action {
	t.Helper()
	var a action
	src, err := os.ReadFile("../../action.yml")
	if err == nil {
		err = yaml.Unmarshal(src, &a)
	}
	if err != nil {
		t.Fatal(err)
	}
	return a
}

var expression = regexp.MustCompile(`\$\{\{(.*?)\}\}`)

// TestActionIsSafe holds the action to what makes it safe on the pull requests of
// strangers: no expression in a shell line, no other action, and none of its own
// workflows runs strangers' code with rights.
func TestActionIsSafe(t *testing.T) {
	a := readAction(t)
	if a.Runs.Using != "composite" {
		t.Errorf("using %q", a.Runs.Using)
	}
	for _, step := range a.Runs.Steps {
		if expression.MatchString(step.Run) {
			t.Errorf("an expression stands in a shell line: %s", step.Run)
		}
		if step.Uses != "" {
			t.Errorf("another action is used: %s", step.Uses)
		}
		used := map[string]bool{}
		for name, value := range step.Env {
			for _, m := range expression.FindAllStringSubmatch(value, -1) {
				for term := range strings.SplitSeq(m[1], "||") {
					used[strings.TrimPrefix(strings.TrimSpace(term), "inputs.")] = true
				}
			}
			if strings.Contains(value, "github.token") || strings.Contains(value, "secrets.") {
				t.Errorf("%s holds a secret", name)
			}
		}
		for name := range a.Inputs {
			if !used[name] {
				t.Errorf("the input %s goes nowhere", name)
			}
		}
	}
	for _, pattern := range []string{"../../.github/workflows/*.yml", "../../.github/examples/*.yml"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, file := range files {
			t.Run(filepath.Base(file), func(t *testing.T) { safeWorkflow(t, file, a) })
		}
	}
}

func safeWorkflow(t *testing.T, file string, a action) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	type permissions any
	var w struct {
		On          any
		Permissions permissions
		Jobs        map[string]struct {
			Permissions permissions
			Steps       []struct {
				Uses, Run string
				With      map[string]any
			}
		}
	}
	if err := yaml.Unmarshal(src, &w); err != nil {
		t.Fatal(err)
	}
	on, err := json.Marshal(w.On)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(on), "pull_request_target") {
		t.Error("runs on pull_request_target")
	}
	if w.Permissions == nil {
		t.Error("says no permissions, so it has those of the repository's settings")
	}
	for _, job := range w.Jobs {
		for _, step := range job.Steps {
			if expression.MatchString(step.Run) {
				t.Errorf("an expression stands in a shell line: %s", step.Run)
			}
			if strings.HasPrefix(step.Uses, "actions/checkout@") && step.With["persist-credentials"] != false {
				t.Error("the checkout leaves the token to the steps after it")
			}
			if !strings.HasPrefix(step.Uses, "stackfit/stackfit@") {
				continue
			}
			for name := range step.With {
				if _, ok := a.Inputs[name]; !ok {
					t.Errorf("action.yml has no input %q", name)
				}
			}
		}
	}
	for _, m := range regexp.MustCompile(`steps\.stackfit\.outputs\.([a-z-]+)`).FindAllStringSubmatch(string(src), -1) {
		if _, ok := a.Outputs[m[1]]; !ok {
			t.Errorf("action.yml has no output %q", m[1])
		}
	}
}
