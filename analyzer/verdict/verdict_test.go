package verdict

import (
	"slices"
	"testing"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
)

func signal(id, serving string, entries int, native bool) Signal {
	return Signal{Signal: finding.Signal{ID: id, Name: id, Path: "a", Line: 1, Serving: serving, Entries: entries}, Native: native}
}

func TestEvaluate(t *testing.T) {
	many := make([]Finding, 10)
	for i := range many {
		many[i] = Finding{Rule: "cpu-work-on-event-loop", Severity: "error", Cost: "heavy", Path: "a", Line: i + 1, Certain: true}
	}
	for _, c := range []struct {
		name  string
		facts Facts
		want  string
	}{
		{"computing in every route", Facts{Language: "node", Kind: "http-api", Entries: 10, Read: 9, Findings: many}, Strained},
		{"computing in one route of seven", Facts{Language: "node", Kind: "http-api", Entries: 70, Read: 9, Findings: many}, Fits},
		{"computing now and then", Facts{Language: "node", Kind: "http-api", Entries: 5, Read: 9, Findings: many[:2]}, Fits},
		{"plain node", Facts{Language: "node", Kind: "http-api", Entries: 5, Read: 9}, Fits},
		{"plain python", Facts{Language: "python", Kind: "http-api", Concurrency: "sync-workers", Entries: 5, Read: 9}, Fits},
		{"nothing read", Facts{Language: "node", Kind: "http-api"}, Unknown},
		{"a fifth unread", Facts{Language: "node", Kind: "http-api", Entries: 5, Read: 8, Unread: []string{"a", "b"}}, Unknown},
		{"core unread", Facts{Language: "node", Kind: "http-api", Entries: 5, Read: 99, Unread: []string{"a"}, CoreUnread: true}, Unknown},
		{"strained whatever is unread", Facts{
			Language: "node", Kind: "http-api", Entries: 5, Read: 8, Unread: []string{"a", "b"},
			Signals: []Signal{signal("ml-inference", "unknown", 0, false)},
		}, Strained},
		{"inference is the work", Facts{
			Language: "node", Kind: "http-api", Entries: 2, Read: 3, Signals: []Signal{signal("ml-inference", "yes", 1, false)},
		}, Misfit},
		{"inference aside", Facts{
			Language: "node", Kind: "http-api", Entries: 40, Read: 30, Signals: []Signal{signal("ml-inference", "yes", 1, false)},
		}, Fits},
		{"inference in a worker", Facts{
			Language: "node", Kind: "worker", Entries: 1, Read: 3, Signals: []Signal{signal("ml-inference", "yes", 1, false)},
		}, Fits},
		{"inference at start only", Facts{
			Language: "node", Kind: "http-api", Entries: 2, Read: 3, Signals: []Signal{signal("ml-inference", "no", 0, false)},
		}, Fits},
		{"native images aside", Facts{
			Language: "node", Kind: "http-api", Entries: 10, Read: 9, Signals: []Signal{signal("image-processing", "yes", 1, true)},
		}, Fits},
		{"native images are the work", Facts{
			Language: "node", Kind: "http-api", Entries: 4, Read: 9, Signals: []Signal{signal("image-processing", "yes", 2, true)},
		}, Strained},
		{"inference in python", Facts{
			Language: "python", Kind: "ml-api", Entries: 2, Read: 3, Signals: []Signal{signal("ml-inference", "yes", 2, false)},
		}, Fits},
		{"sockets on sync python", Facts{
			Language: "python", Kind: "http-api", Concurrency: "sync-workers", Entries: 3, Read: 3, Signals: []Signal{signal("websocket", "yes", 1, false)},
		}, Strained},
		{"nothing but sockets on sync python", Facts{
			Language: "python", Kind: "realtime", Concurrency: "sync-workers", Entries: 3, Read: 3, Signals: []Signal{signal("websocket", "yes", 3, false)},
		}, Misfit},
		{"sockets on asgi", Facts{
			Language: "python", Kind: "realtime", Concurrency: "event-loop", Entries: 3, Read: 3, Signals: []Signal{signal("websocket", "yes", 3, false)},
		}, Fits},
		{"a frontend", Facts{Language: "node", Kind: "frontend", Read: 3}, NotABackend},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Evaluate(c.facts)
			if got.Fit != c.want {
				t.Errorf("fit %q, want %q (score %.2f)", got.Fit, c.want, got.Score)
			}
			sum := 0.0
			for _, e := range got.Evidence {
				if e.Claim == "" || e.Text == "" {
					t.Errorf("evidence without claim or text: %+v", e)
				}
				if e.Leans == "against" {
					sum += e.Weight
				}
			}
			if sum != got.Score {
				t.Errorf("score %.2f, evidence against sums to %.2f", got.Score, sum)
			}
			if got.Recommendation == "" || got.Effort == "" || len(got.WouldChange) == 0 {
				t.Errorf("incomplete: %+v", got)
			}
		})
	}
}

// Every rule and advice speaks of a signal there is, and every rule against a
// stack comes with advice.
func TestRules(t *testing.T) {
	for _, r := range rules {
		if !slices.Contains(catalog.SignalIDs, r.signal) {
			t.Errorf("no signal %q", r.signal)
		}
		if r.leans == leansAgainst && !slices.ContainsFunc(moves, func(m move) bool { return m.language == r.language && m.signal == r.signal }) {
			t.Errorf("no advice for %s in %s", r.signal, r.language)
		}
	}
}
