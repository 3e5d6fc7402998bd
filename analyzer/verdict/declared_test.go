package verdict

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/config"
	"github.com/stackfit/stackfit/analyzer/finding"
)

func TestDeclared(t *testing.T) {
	api := func(language string) Facts {
		return Facts{Language: language, Kind: "http-api", Concurrency: "event-loop", Entries: 5, Read: 9}
	}
	peak := func(n int64) *finding.ServiceFacts { return &finding.ServiceFacts{Path: "f", Line: 9, Peak: n} }
	reason := &finding.SecondLanguage{Reasons: []finding.Reason{{Text: "models"}}}
	for _, c := range []struct {
		name     string
		facts    Facts
		declared finding.Declared
		change   func(*Facts)
		fit      string
		want     string // leans claim weight, one a line
		advice   string
		unknown  int
	}{
		{"nothing", api("node"), finding.Declared{}, nil, Fits, "", "stay", 3},
		{"team", api("node"), finding.Declared{Languages: []string{"go", "typescript"}}, nil, Fits, "for G23 0.50", "stay", 2},
		{"team of the other stack", api("node"), finding.Declared{Languages: []string{"python"}}, nil, Fits, "against G23 1.00", "stay; weigh Python, which the team knows", 2},
		{"team of neither", api("python"), finding.Declared{Languages: []string{"java"}}, nil, Fits, "against G23 1.00", "stay", 2},
		{
			"team of the other stack, and a reason", api("python"),
			finding.Declared{Languages: []string{"typescript"}},
			func(f *Facts) { f.Signals = []Signal{signal("ml-inference", "yes", 1, false)} },
			Fits, "against G23 0.50\nfor G17 1.00", "stay", 2,
		},
		{
			"team of the other stack, and a plan", api("node"),
			finding.Declared{Languages: []string{"python"}, Plans: []string{"graphql"}},
			nil,
			Fits, "against G23 0.50\nfor G15 0.50", "stay", 1,
		},
		{"early, one language", api("python"), finding.Declared{Stage: "early"}, nil, Fits, "", "stay", 3},
		{
			"early, two languages", api("python"),
			finding.Declared{Stage: "early"},
			func(f *Facts) { f.Second = &finding.SecondLanguage{} }, Fits,
			"against G20 1.00", "stay; serve it in Node.js, the language of the rest, until there is a reason for two", 3,
		},
		{"early, two languages and a reason", api("python"), finding.Declared{Stage: "early"}, func(f *Facts) { f.Second = reason }, Fits, "", "stay", 3},
		{"scale, two languages", api("python"), finding.Declared{Stage: "scale"}, func(f *Facts) { f.Second = &finding.SecondLanguage{} }, Fits, "for G19 0.50", "stay", 3},
		{
			"early, in a language nobody knows", api("python"),
			finding.Declared{Stage: "early", Languages: []string{"javascript"}},
			func(f *Facts) { f.Second = &finding.SecondLanguage{} }, Strained, "against G23 1.00\nagainst G20 1.00",
			"weigh Node.js, which the team knows; serve it in Node.js, the language of the rest, until there is a reason for two", 2,
		},
		{
			"models planned", api("node"),
			finding.Declared{Plans: []string{"ml-inference"}},
			nil, Fits, "against G24 0.50",
			"stay; serve the planned ml-inference from a Python service (FastAPI) of its own", 2,
		},
		{
			"models planned here", api("node"),
			finding.Declared{Plans: []string{"ml-inference"}},
			func(f *Facts) { f.Here = &finding.ServiceFacts{Plans: []string{"ml-inference"}} }, Fits, "against G24 1.00",
			"stay; serve the planned ml-inference from a Python service (FastAPI) of its own", 2,
		},
		{
			"models planned and there", api("python"),
			finding.Declared{Plans: []string{"ml-inference"}},
			func(f *Facts) { f.Signals = []Signal{signal("ml-inference", "yes", 1, false)} }, Fits, "for G17 1.00", "stay", 2,
		},
		{"models planned in Python", api("python"), finding.Declared{Plans: []string{"ml-inference"}}, nil, Fits, "for G22 0.50", "stay", 2},
		{
			"sockets planned on a synchronous server", api("python"),
			finding.Declared{Plans: []string{"realtime"}},
			func(f *Facts) { f.Concurrency = "sync-workers" }, Fits,
			"against G12 0.50", "stay; serve the planned sockets from an ASGI server", 2,
		},
		{"sockets planned on an event loop", api("python"), finding.Declared{Plans: []string{"realtime"}}, nil, Fits, "for G12 0.50", "stay", 2},
		{"a load that either bears", api("python"), finding.Declared{}, func(f *Facts) { f.Here = peak(5000) }, Fits, "for G08 0.25", "stay", 2},
		{
			"a load that matters", api("python"),
			finding.Declared{},
			func(f *Facts) { f.Here, f.Frameworks = peak(20_000), []string{"django"} }, Fits,
			"against G07 1.00", "stay; measure the throughput at the declared peak", 2,
		},
		{"a load that matters in Node.js", api("node"), finding.Declared{}, func(f *Facts) { f.Here = peak(20_000) }, Fits, "for G07 0.50", "stay", 2},
		{"a load of a worker", api("python"), finding.Declared{}, func(f *Facts) { f.Here, f.Kind = peak(20_000), "worker" }, Fits, "", "stay", 2},
		{
			"a library", api("node"),
			finding.Declared{Languages: []string{"python"}},
			func(f *Facts) { f.Kind = "library" }, NotABackend, "",
			"nothing to decide: it serves nobody but the one who runs it", 2,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := c.facts
			c.declared.Path = "stackfit.toml"
			f.Declared = &c.declared
			if c.change != nil {
				c.change(&f)
			}
			v := Evaluate(f)
			var got []string
			for _, e := range v.Evidence {
				got = append(got, fmt.Sprintf("%s %s %.2f", e.Leans, e.Claim, e.Weight))
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("evidence (-want +got):\n%s", diff)
			}
			if v.Fit != c.fit || v.Recommendation != c.advice || len(v.Unknowable) != c.unknown {
				t.Errorf("%s, %q, unknown %q; want %s, %q, %d of them", v.Fit, v.Recommendation, v.Unknowable, c.fit, c.advice, c.unknown)
			}
			if v.Effort == "" || len(v.WouldChange) == 0 {
				t.Errorf("incomplete: %+v", v)
			}
		})
	}
}

// Every plan that can be declared says something of either stack, and speaks of
// signals there are.
func TestPlans(t *testing.T) {
	for _, word := range config.Plan("").Words() {
		for _, language := range []string{"node", "python"} {
			if !slices.ContainsFunc(plans, func(p plan) bool { return p.name == word && p.language == language }) {
				t.Errorf("%s means nothing in %s", word, language)
			}
		}
	}
	for _, p := range plans {
		if !slices.Contains(config.Plan("").Words(), p.name) || (p.advice != "") != (p.leans == leansAgainst) {
			t.Errorf("%+v", p)
		}
		for _, id := range p.done {
			if !slices.Contains(catalog.SignalIDs, id) {
				t.Errorf("no signal %q", id)
			}
		}
	}
}
