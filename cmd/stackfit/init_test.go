package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stackfit/stackfit/analyzer/config"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/detectors"
)

// TestDraft holds every example of a draft to what a configuration may say.
func TestDraft(t *testing.T) {
	r := &finding.Report{Services: []finding.Service{
		{Root: ".", Language: "node", Kind: "http-api"},
		{Root: ".", Language: "python", Kind: "worker"},
		{Root: "a \"b\"\n\x1b\u2028é", Language: "python", Kind: "library"},
		{Root: "not \xff text", Language: "python", Kind: "library"},
	}}
	for _, of := range []*finding.Report{r, {}} {
		text := draft(of)
		if config, err := config.Parse("draft", []byte(text), nil); err != nil || len(config.Services) > 0 {
			t.Errorf("something in the draft is no comment: %v", err)
		}
		said := regexp.MustCompile(`(?m)^# (\[|[a-z_.-]+ = )`).ReplaceAllString(text, "$1")
		f, err := config.Parse("draft", []byte(said), ruleIDs(detectors.All()))
		if err != nil {
			t.Errorf("what the draft shows is refused:\n%v\n%s", err, said)
			continue
		}
		roots := make([]string, len(f.Services))
		for i := range f.Services {
			roots[i] = string(f.Services[i].Root)
		}
		want := []string{".", ".", r.Services[2].Root}
		if len(of.Services) == 0 {
			want = []string{"services/api"}
		}
		if got := strings.Join(roots, "|"); got != strings.Join(want, "|") {
			t.Errorf("services %q, want %q", got, want)
		}
	}
}

// TestReadmeConfiguration holds the README's example to the reader.
func TestReadmeConfiguration(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "```toml\n")
	text, _, ok := strings.Cut(rest, "```\n")
	if !ok {
		t.Fatal("README.md has no TOML")
	}
	if _, err := config.Parse("README.md", []byte(text), ruleIDs(detectors.All())); err != nil {
		t.Error(err)
	}
}
