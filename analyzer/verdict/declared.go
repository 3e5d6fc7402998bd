package verdict

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// enough is the number of requests a second that exceeds what most web APIs
// need; above it the throughput of frameworks may matter (G08).
const enough = 5000

// Weights of what is declared. None of it makes a service strained by itself:
// it is said of the service, not seen in it.
const (
	teamWeight    = 1.0  // the team does not know the language
	secondWeight  = 1.0  // a second language early on
	loadWeight    = 1.0  // a load at which frameworks differ
	planWeight    = 0.5  // work planned for the product
	ownPlanWeight = 1.0  // work planned for the service
	forWeight     = 0.5  // what speaks for the stack
	enoughWeight  = 0.25 // a load that either stack bears
)

// plan says what planned work means for a service in a language.
type plan struct {
	name, language string
	done           []string // signals that show the work is there already
	when           func(*Facts) bool
	claim, leans   string
	text           string // after the name of the plan
	advice         string
}

var plans = []plan{
	{"ml-inference", "node", []string{"ml-inference"}, nil, "G24", leansAgainst, "is planned, for which Python has the libraries", "serve the planned ml-inference from a Python service (FastAPI) of its own"},
	{"ml-training", "node", []string{"ml-training"}, nil, "G24", leansAgainst, "is planned, for which Python has the libraries", "do the planned ml-training in Python"},
	{"data-processing", "node", []string{"data-processing"}, nil, "G17", leansAgainst, "is planned, for which Python has the libraries", "do the planned data-processing in a Python service"},
	{"image-processing", "node", []string{"image-processing"}, nil, "G03", leansAgainst, "is planned, which would hold up the event loop", "plan image-processing for a worker or a queue"},
	{"realtime", "node", []string{"websocket", "sse"}, nil, "G12", leansFor, "is planned, which the event loop is made for", ""},
	{"graphql", "node", []string{"graphql"}, nil, "G15", leansFor, "is planned, whose servers are more mature in JavaScript", ""},
	{"ml-inference", "python", []string{"ml-inference"}, nil, "G22", leansFor, "is planned, for which Python has the libraries", ""},
	{"ml-training", "python", []string{"ml-training"}, nil, "G17", leansFor, "is planned, for which Python has the libraries", ""},
	{"data-processing", "python", []string{"data-processing"}, nil, "G17", leansFor, "is planned, for which Python has the libraries", ""},
	{"image-processing", "python", []string{"image-processing"}, nil, "G13", leansFor, "is planned, for which Python has native libraries", ""},
	{"realtime", "python", []string{"websocket", "sse"}, onSyncServer, "G12", leansAgainst, "is planned, which a synchronous server does badly", "serve the planned sockets from an ASGI server"},
	{"realtime", "python", []string{"websocket", "sse"}, onAsyncServer, "G12", leansFor, "is planned, which the event loop bears", ""},
	{"graphql", "python", []string{"graphql"}, withoutDataWork, "G16", leansAgainst, "is planned, whose servers are more mature in JavaScript", "weigh a GraphQL server in Node.js for the planned graphql"},
}

func onSyncServer(f *Facts) bool    { return f.Concurrency == "sync-workers" }
func onAsyncServer(f *Facts) bool   { return f.Concurrency != "sync-workers" }
func withoutDataWork(f *Facts) bool { return withoutData(f, nil) }

// languagesOf are the words of a team's languages that stand for a stack.
var languagesOf = map[string][]string{"node": {"javascript", "typescript"}, "python": {"python"}}

// stackNames are what reports call the stacks.
var stackNames = map[string]string{"node": "Node.js", "python": "Python"}

// ties are the signals and plans that are a reason for a stack whatever the team
// knows: only for an ordinary service its skills decide (G23).
var ties = map[string][]string{
	"node":   {"websocket", "sse", "graphql", "shared-types", "outbound-http-aggregation", "realtime"},
	"python": {"ml-inference", "ml-training", "data-processing", "notebooks"},
}

// tied reports whether the work of a service, done or planned, is a reason for
// its stack.
func (f *Facts) tied() bool {
	return slices.ContainsFunc(ties[f.Language], func(id string) bool {
		return f.signal(id) != nil || slices.Contains(f.Declared.Plans, id) || f.Here != nil && slices.Contains(f.Here.Plans, id)
	})
}

// fromDeclared turns what is declared into evidence, with the advice that
// follows from what leans against the stack.
func fromDeclared(f *Facts) (evidence []finding.Evidence, advice []string) {
	d := f.Declared
	if d == nil {
		return nil, nil
	}
	add := func(claim, leans string, weight float64, line int, text, way string) {
		evidence = append(evidence, finding.Evidence{Claim: claim, Leans: leans, Weight: weight, Text: text, Path: d.Path, Line: line})
		if way != "" {
			advice = append(advice, way)
		}
	}
	other := map[string]string{"node": "python", "python": "node"}[f.Language]
	if len(d.Languages) > 0 {
		known := func(stack string) bool {
			return slices.ContainsFunc(languagesOf[stack], func(l string) bool { return slices.Contains(d.Languages, l) })
		}
		foreign := fmt.Sprintf("the team knows %s, as declared, and not %s", strings.Join(d.Languages, ", "), stackNames[f.Language])
		switch {
		case known(f.Language):
			add("G23", leansFor, forWeight, d.LanguagesLine, "the team knows "+stackNames[f.Language]+" well, as declared", "")
		case f.tied():
			add("G23", leansAgainst, teamWeight/2, d.LanguagesLine, foreign+"; but its work ties it there", "")
		case known(other):
			add("G23", leansAgainst, teamWeight, d.LanguagesLine, foreign, "weigh "+stackNames[other]+", which the team knows")
		default:
			add("G23", leansAgainst, teamWeight, d.LanguagesLine, foreign, "")
		}
	}
	if s := f.Second; s != nil {
		switch {
		case d.Stage == "early" && len(s.Reasons) == 0:
			add("G20", leansAgainst, secondWeight, d.StageLine, "it is written in a second backend language, for which no reason was found, in a product at an early stage, as declared",
				"serve it in "+stackNames[other]+", the language of the rest, until there is a reason for two")
		case d.Stage == "scale":
			add("G19", leansFor, forWeight, d.StageLine, "several backend languages are ordinary at scale, as declared", "")
		}
	}
	for i := range plans {
		p := &plans[i]
		if p.language != f.Language || p.when != nil && !p.when(f) || slices.ContainsFunc(p.done, func(id string) bool { return f.signal(id) != nil }) {
			continue
		}
		switch {
		case f.Here != nil && slices.Contains(f.Here.Plans, p.name):
			weight := ownPlanWeight
			if p.leans == leansFor {
				weight = forWeight
			}
			add(p.claim, p.leans, weight, f.Here.Line, p.name+" "+p.text, p.advice)
		case slices.Contains(d.Plans, p.name):
			add(p.claim, p.leans, planWeight, d.PlansLine, p.name+" "+p.text, p.advice)
		}
	}
	if f.Here != nil && f.Here.Peak > 0 && answers(f.Kind) {
		load := fmt.Sprintf("%d requests a second at the peak, as declared,", f.Here.Peak)
		switch {
		case f.Here.Peak <= enough:
			add("G08", leansFor, enoughWeight, f.Here.Line, load+" are no reason to choose by throughput", "")
		case f.Language == "node":
			add("G07", leansFor, forWeight, f.Here.Line, load+" are where the throughput of Node.js frameworks may matter", "")
		default:
			weight, what := loadWeight/2, "the throughput of frameworks may matter"
			switch {
			case slices.Contains(f.Frameworks, "django"):
				weight, what = loadWeight, "Node.js frameworks have 2 to 5 times the throughput of Django, which may matter"
			case slices.Contains(f.Frameworks, "fastapi"):
				what = "Node.js frameworks have 1.5 to 3 times the throughput of FastAPI, which may matter"
			}
			add("G07", leansAgainst, weight, f.Here.Line, load+" are where "+what, "measure the throughput at the declared peak")
		}
	}
	return evidence, advice
}

// answers reports whether a service of a kind has a number of requests a
// second.
func answers(kind string) bool {
	switch kind {
	case "http-api", "realtime", "graphql", "bff", "ml-api", "serverless":
		return true
	}
	return false
}

// leftUnknown returns what neither the code nor the configuration tells.
func leftUnknown(f *Facts) []string {
	out := []string{}
	for _, u := range []struct {
		text  string
		known bool
	}{
		{"what the team knows best (G23)", f.Declared != nil && len(f.Declared.Languages) > 0},
		{"the load it has to bear (G08)", f.Here != nil && f.Here.Peak > 0},
		{"what is planned for it (G24)", f.Declared != nil && len(f.Declared.Plans) > 0 || f.Here != nil && len(f.Here.Plans) > 0},
	} {
		if !u.known {
			out = append(out, u.text)
		}
	}
	return out
}

// isDeclared reports whether a piece of evidence comes from the configuration.
func isDeclared(f *Facts, e *finding.Evidence) bool {
	return f.Declared != nil && e.Path == f.Declared.Path
}
