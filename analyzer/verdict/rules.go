package verdict

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// Thresholds of the summed weight of the evidence against a stack.
const (
	strainedFrom = finding.StrainedFrom
	misfitFrom   = finding.MisfitFrom

	coreShare    = 0.4  // of the entries: from here on a kind of work is what a service is for
	someShare    = 0.1  // of the entries: below it a kind of work is a side matter
	unknownShare = 0.2  // taken when no entry could be followed to the work
	manyShare    = 0.25 // findings to an entry: with fewer, computing is a side matter
	unreadAtMost = 0.15 // of the files: with more unread nothing is said to fit
)

// coreWork is work that makes a misfit, by language, when it is what most
// entries do.
var coreWork = map[string][]string{
	"node": {"ml-inference", "ml-training", "data-processing", "subprocess-python"},
}

// rule is one line of the table: a signal of a service in a language leans for
// or against its stack with a weight.
type rule struct {
	language string
	signal   string
	claim    string
	leans    string
	weight   float64
	when     func(*Facts, *Signal) bool // nil: always
	text     string                     // after the name of what is used
}

// rules are all weights, the ones against first. Full weight is for work that a
// good part of the entries does; see scale.
var rules = []rule{
	// Node.js: what occupies the event loop, or belongs beside Python's libraries.
	{"node", "ml-inference", "G13", leansAgainst, 2.5, inProcess, "runs a model in the Node.js process"},
	{"node", "ml-training", "G13", leansAgainst, 2, onServer, "trains a model in the Node.js process"},
	{"node", "data-processing", "G13", leansAgainst, 2.5, onServer, "computes on data frames or matrices in JavaScript"},
	{"node", "subprocess-python", "G18", leansAgainst, 3, onServer, "starts a Python process for the work"},
	{"node", "image-processing", "G03", leansAgainst, 2, nativeOrNot, "processes images while requests wait"},
	{"node", "video", "G03", leansAgainst, 1, onServer, "processes video on behalf of requests"},
	{"node", "pdf", "G03", leansAgainst, 1, inProcess, "makes or reads documents on the event loop"},

	// Python.
	{"python", "websocket", "G12", leansAgainst, 3, syncServer, "keeps sockets open on a synchronous stack"},
	{"python", "sse", "G12", leansAgainst, 1.5, syncServer, "streams events on a synchronous stack"},
	{"python", "graphql", "G16", leansAgainst, 1, withoutData, "serves GraphQL, whose servers are more mature in JavaScript"},

	// What each stack is good at.
	{"node", "websocket", "G12", leansFor, 1, nil, "keeps sockets open, which the event loop is made for"},
	{"node", "sse", "G12", leansFor, 1, nil, "streams events, which the event loop is made for"},
	{"node", "graphql", "G15", leansFor, 1, nil, "serves GraphQL"},
	{"node", "outbound-http-aggregation", "G15", leansFor, 1, nil, "mostly asks other services"},
	{"node", "outbound-http", "G01", leansFor, 0.5, nil, "waits for other services"},
	{"node", "orm", "G01", leansFor, 0.5, nil, "waits for a database"},
	{"node", "queue", "G19", leansFor, 0.5, nil, "hands work to a queue"},
	{"node", "cache", "G09", leansFor, 0.5, nil, "keeps what it read in a cache"},
	{"node", "grpc", "G19", leansFor, 0.5, nil, "talks to other services by gRPC"},
	{"node", "shared-types", "G11", leansFor, 1, nil, "shares types with the frontend"},
	{"node", "openapi-codegen", "G11", leansFor, 0.5, nil, "generates types from the API's description"},
	{"python", "ml-inference", "G17", leansFor, 1, nil, "runs models with Python's libraries"},
	{"python", "ml-training", "G17", leansFor, 1, nil, "trains models with Python's libraries"},
	{"python", "data-processing", "G17", leansFor, 1, nil, "processes data with Python's libraries"},
	{"python", "image-processing", "G13", leansFor, 0.5, nil, "processes images with native libraries"},
	{"python", "video", "G13", leansFor, 0.5, nil, "processes video with native libraries"},
	{"python", "notebooks", "G17", leansFor, 0.5, nil, "works with notebooks"},
	{"python", "outbound-http", "G05", leansFor, 0.5, asyncServer, "waits for other services"},
	{"python", "orm", "G23", leansFor, 0.5, nil, "works on a database, as well as either language does"},
	{"python", "queue", "G19", leansFor, 0.5, nil, "hands work to a queue"},
	{"python", "cache", "G09", leansFor, 0.5, nil, "keeps what it read in a cache"},
	{"python", "websocket", "G12", leansFor, 0.5, asyncServer, "keeps sockets open on an event loop"},
}

// onServer holds for work that requests and events may lead to. What only a
// worker of its own process or a command does is where it belongs.
func onServer(f *Facts, s *Signal) bool {
	return s.Serving != "no" && f.Kind != "worker" && f.Kind != "pipeline" && f.Kind != "serverless"
}

// inProcess is onServer for work that the process does itself.
func inProcess(f *Facts, s *Signal) bool { return onServer(f, s) && !s.Native }

// nativeOrNot is onServer; native libraries count when they are what a good
// part of the service is for.
func nativeOrNot(f *Facts, s *Signal) bool {
	return onServer(f, s) && (!s.Native || s.Serving == "yes" && f.share(s) >= 2*someShare)
}

func syncServer(f *Facts, _ *Signal) bool  { return f.Concurrency == "sync-workers" }
func asyncServer(f *Facts, _ *Signal) bool { return f.Concurrency != "sync-workers" }

// withoutData holds for a service that has no reason of its own to be Python.
func withoutData(f *Facts, _ *Signal) bool {
	return !slices.ContainsFunc([]string{"ml-inference", "ml-training", "data-processing"}, func(id string) bool { return f.signal(id) != nil })
}

// scale is the part of a weight that counts: all of it for work that a good
// part of the entries does, less for a side matter.
func scale(share float64) float64 {
	switch {
	case share >= coreShare:
		return 1.25
	case share >= someShare:
		return 1
	default:
		return 0.6
	}
}

func (r *rule) weigh(f *Facts) (finding.Evidence, bool) {
	s := f.signal(r.signal)
	if s == nil || r.language != f.Language || r.when != nil && !r.when(f, s) {
		return finding.Evidence{}, false
	}
	e := finding.Evidence{Claim: r.claim, Leans: r.leans, Weight: r.weight, Text: s.Name + " " + r.text, Path: s.Path, Line: s.Line}
	if r.leans == leansAgainst {
		e.Weight = r.weight * scale(f.share(s))
		if s.Serving == "yes" {
			e.Text += fmt.Sprintf(" (%d of %d entries)", s.Entries, f.Entries)
		}
	}
	return e, true
}

// findingWeights are the weights of a rule's errors by their number: a few are
// faults to mend, many are the way a service is built. Waiting is mended where
// it stands, computing has to move.
var findingWeights = []struct {
	from               int
	waiting, computing float64
}{{20, 1.25, 2.5}, {8, 0.75, 2}, {3, 0.5, 1}, {1, 0.25, 0.4}}

// waits are the rules about threads that stand still.
var waits = []string{"blocking-call-on-event-loop"}

// fromFindings turns located findings into one piece of evidence a rule.
func fromFindings(f *Facts) []finding.Evidence {
	claim := map[string]string{"node": "G02", "python": "G05"}[f.Language]
	n := map[string]int{}
	at := map[string]*Finding{}
	var order []string
	for i := range f.Findings {
		x := &f.Findings[i]
		if x.Severity != "error" || !x.Certain {
			continue
		}
		if n[x.Rule]++; n[x.Rule] == 1 {
			at[x.Rule] = x
			order = append(order, x.Rule)
		}
	}
	slices.Sort(order)
	var out []finding.Evidence
	for _, rule := range order {
		for _, w := range findingWeights {
			if n[rule] >= w.from {
				weight := w.computing
				switch {
				case slices.Contains(waits, rule):
					weight = w.waiting
				case float64(n[rule]) < manyShare*float64(f.Entries):
					weight /= 2
				}
				out = append(out, finding.Evidence{
					Claim: claim, Leans: leansAgainst, Weight: weight, Path: at[rule].Path, Line: at[rule].Line,
					Text: fmt.Sprintf("%s: %d in requests and events", rule, n[rule]),
				})
				break
			}
		}
	}
	return out
}

// move says what to do with work that does not fit.
type move struct{ language, signal, advice string }

// moves are the advice, by signal, the gravest first.
var moves = []move{
	{"node", "subprocess-python", "serve that work from a long-lived Python service (FastAPI) instead of a process a call"},
	{"node", "ml-inference", "move inference to a Python service (FastAPI), or to a worker when the model is small"},
	{"node", "ml-training", "move training to Python"},
	{"node", "data-processing", "move the data work to a Python service, called over HTTP or a queue"},
	{"node", "image-processing", "offload image work to a worker or a queue consumer; a rewrite in Python is not needed"},
	{"node", "video", "run the encoder behind a queue"},
	{"node", "pdf", "offload document work to a worker"},
	{"python", "websocket", "serve the sockets from an ASGI server (FastAPI, Starlette, Channels) or from Node.js"},
	{"python", "sse", "serve the stream from an ASGI server"},
	{"python", "graphql", "weigh a GraphQL server in Node.js in front of the data"},
}

// advise fills the recommendation, the effort and what would change the fit.
// Advice on what is declared comes after that on what was found.
func advise(v *finding.Verdict, f *Facts, declared []string) {
	switch v.Fit {
	case Unknown:
		v.Recommendation = "decide after reading what could not be read"
		v.Effort = "unknown"
		v.WouldChange = []string{"reading the files named above"}
		return
	case Fits:
		v.Recommendation = "stay"
		v.Effort = "none"
		if slices.ContainsFunc(v.Evidence, func(e finding.Evidence) bool { return e.Leans == leansAgainst && !isDeclared(f, &e) }) {
			v.Recommendation = "stay, and mend what weighs against it"
			v.Effort = "small"
		}
		if len(declared) > 0 {
			v.Recommendation += "; " + strings.Join(declared, "; ")
		}
		v.WouldChange = wouldStrain[f.Language]
		return
	}
	var advice []string
	entries := 0
	for _, m := range moves {
		s := f.signal(m.signal)
		if s == nil || m.language != f.Language || !slices.ContainsFunc(v.Evidence, func(e finding.Evidence) bool {
			return e.Leans == leansAgainst && e.Path == s.Path && e.Line == s.Line && strings.HasPrefix(e.Text, s.Name+" ")
		}) {
			continue
		}
		advice = append(advice, m.advice)
		entries += s.Entries
	}
	found := slices.ContainsFunc(v.Evidence, func(e finding.Evidence) bool { return e.Leans == leansAgainst && !isDeclared(f, &e) })
	if len(advice) == 0 && found {
		advice = []string{"move what blocks the event loop to threads, workers or a queue"}
	}
	advice = append(advice, declared...)
	v.Recommendation = strings.Join(advice, "; ")
	if v.Fit == Strained && len(declared) == 0 {
		v.Recommendation += "; keep the rest where it is"
	}
	v.Effort = fmt.Sprintf("%d of %d entries concerned", min(entries, f.Entries), f.Entries)
	if entries == 0 || f.Entries == 0 {
		v.Effort = "unknown: no entry could be followed to that work"
	}
	v.WouldChange = []string{"that work done in another process, or not at all"}
	if !found {
		v.Effort = "unknown: it follows from what is declared, not from the code"
		v.WouldChange = []string{"another stage, team, plan or load"}
	}
}

var wouldStrain = map[string][]string{
	"node":   {"model inference, data frames or image work in the process that serves requests (G02, G13)"},
	"python": {"sockets kept open on a synchronous server (G12)", "blocking calls on the event loop (G05)"},
}
