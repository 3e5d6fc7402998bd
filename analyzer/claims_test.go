package analyzer_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/analyzertest"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/review"
	"github.com/stackfit/stackfit/detectors"
)

// claimCount is how many claims the guidance has: G01 to G25.
const claimCount = 25

var claimID = regexp.MustCompile(`\bG\d\d\b`)

// TestClaims keeps the table of what each claim of the guidance is used for: the
// rules that stand on it, the evidence and the words of verdicts, and what the
// review says. The table is made of what the rules declare and of what is said
// of the repositories below testdata/verdict, so a claim that nothing says any
// more leaves it, and a claim without use fails.
func TestClaims(t *testing.T) {
	uses := map[string]map[string]bool{}
	note := func(claim, use string) {
		if uses[claim] == nil {
			uses[claim] = map[string]bool{}
		}
		uses[claim][use] = true
	}
	for _, d := range detectors.All() {
		for _, c := range d.Claims {
			note(c, "rule "+d.ID)
		}
	}
	entries, err := os.ReadDir("../testdata/verdict")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		r, err := analyzer.Run(t.Context(), analyzer.Config{Root: filepath.Join("../testdata/verdict", e.Name()), MinConfidence: finding.Probable}, detectors.All())
		if err != nil {
			t.Fatal(err)
		}
		for i := range r.Services {
			v := &r.Services[i].Verdict
			for _, x := range v.Evidence {
				note(x.Claim, "verdict "+x.Leans)
			}
			for _, c := range claimID.FindAllString(strings.Join(v.WouldChange, " "), -1) {
				note(c, "verdict: what would change it")
			}
			for _, c := range claimID.FindAllString(strings.Join(v.Unknowable, " "), -1) {
				note(c, "verdict: what code does not tell")
			}
		}
		document := review.Build(r, review.Options{})
		for _, c := range document.Criteria {
			for _, claim := range c.Claims {
				note(claim, "review: "+strings.ToLower(c.Name))
			}
		}
		for _, q := range document.Questions {
			for _, claim := range q.Claims {
				note(claim, "review: open questions")
			}
		}
	}
	var table strings.Builder
	for n := 1; n <= claimCount; n++ {
		claim := fmt.Sprintf("G%02d", n)
		if len(uses[claim]) == 0 {
			t.Errorf("nothing uses %s", claim)
		}
		for _, use := range slices.Sorted(maps.Keys(uses[claim])) {
			fmt.Fprintf(&table, "%s  %s\n", claim, use)
		}
		delete(uses, claim)
	}
	for claim := range uses {
		t.Errorf("there is no claim %q", claim)
	}
	analyzertest.Golden(t, "../testdata/claims.txt", []byte(table.String()))
}
