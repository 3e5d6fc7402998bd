package main

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestPreCommitHooks runs the command lines of the hooks that this repository
// offers to https://pre-commit.com.
func TestPreCommitHooks(t *testing.T) {
	t.Chdir("../..")
	src, err := os.ReadFile(".pre-commit-hooks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var hooks []struct {
		ID, Entry, Language string
		PassFilenames       *bool `yaml:"pass_filenames"`
	}
	if err := yaml.Unmarshal(src, &hooks); err != nil {
		t.Fatal(err)
	}
	var languages []string
	for _, h := range hooks {
		languages = append(languages, h.Language)
		args := strings.Fields(h.Entry)
		if args[0] != "stackfit" {
			t.Errorf("%s: runs %s", h.ID, args[0])
		}
		// Each would be analyzed as a repository of its own.
		if h.PassFilenames == nil || *h.PassFilenames {
			t.Errorf("%s: pre-commit would pass the names of changed files", h.ID)
		}
		var stdout, stderr bytes.Buffer
		std := streams{strings.NewReader(""), &stdout, &stderr}
		if status := run(append(args[1:], "testdata/demo"), std, func(string) string { return "" }); status != exitFindings {
			t.Errorf("%s: exit status %d, want %d: %s", h.ID, status, exitFindings, &stderr)
		}
	}
	if want := []string{"golang", "system"}; !slices.Equal(languages, want) {
		t.Errorf("languages %q, want %q", languages, want)
	}
}
