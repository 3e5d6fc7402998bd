package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/history"
)

// Leanings of a criterion.
const (
	leanNode    = "Node.js"
	leanPython  = "Python"
	leanEither  = "either"
	leanBoth    = "both, each for its part"
	leanUnknown = "unknown"
	leanNone    = "no direction"
)

// Criterion is a line of the guidance's decision table, applied.
type Criterion struct {
	Name     string
	Claims   []string
	Evidence []Point // empty: nothing was seen
	Absent   string  // what was looked for and not seen
	Leaning  string
	Why      string
}

// Leaning names the criteria that point one way.
type Leaning struct {
	To       string
	Criteria []string
}

// criteria applies the decision table of the guidance. Each line says what was
// seen and which way that points; the lines are not added up, because the
// guidance gives them no weights.
func (b *builder) criteria() {
	b.v.Criteria = []Criterion{
		b.waitingOrComputing(), b.models(), b.dataWork(), b.realTime(), b.graphql(), b.aggregation(), b.sharedTypes(),
		b.typeChecking(), b.frameworks(), b.languages(), b.load(), b.skills(), b.plans(),
	}
	for _, to := range []string{leanNode, leanPython, leanBoth, leanEither, leanNone, leanUnknown} {
		l := Leaning{To: to}
		for i := range b.v.Criteria {
			if b.v.Criteria[i].Leaning == to {
				l.Criteria = append(l.Criteria, b.v.Criteria[i].Name)
			}
		}
		if len(l.Criteria) > 0 {
			b.v.Leanings = append(b.v.Leanings, l)
		}
	}
}

// use is a signal of a service that serves.
type use struct {
	s *finding.Service
	g *finding.Signal
}

func (b *builder) uses(ids ...string) []use {
	var out []use
	for _, id := range ids {
		for _, s := range b.serving {
			if g := signal(s, id); g != nil {
				out = append(out, use{s, g})
			}
		}
	}
	return out
}

func signal(s *finding.Service, id string) *finding.Signal {
	for i := range s.Signals {
		if s.Signals[i].ID == id {
			return &s.Signals[i]
		}
	}
	return nil
}

// point says what a service uses for what, and how much of it does.
func (b *builder) point(u use) Point {
	text := fmt.Sprintf("%s (%s) uses %s", b.names[u.s], platform(u.s), u.g.Name)
	if w := workOf(u.g.ID); w.label != "" {
		text += " for " + lowerFirst(w.label)
	}
	return Point{text + reach(u.g, u.s), b.refs(u.g.Path, u.g.Line)}
}

func (b *builder) points(list []use) []Point {
	var out []Point
	for _, u := range list {
		out = append(out, b.point(u))
	}
	return out
}

func lowerFirst(s string) string {
	if len(s) > 1 && s[1] >= 'a' && s[1] <= 'z' {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// onServer leaves out work that no request or event leads to.
func onServer(list []use) []use {
	return slices.DeleteFunc(slices.Clone(list), func(u use) bool { return u.g.Serving == "no" })
}

// on keeps the uses of services on a platform, "node" or "python".
func on(language string, list []use) []use {
	return slices.DeleteFunc(slices.Clone(list), func(u use) bool { return u.s.Language != language })
}

func (b *builder) waitingOrComputing() Criterion {
	c := Criterion{
		Name: "Requests wait or compute", Claims: []string{"G01", "G02", "G03", "G04", "G05", "G06"},
		Absent: "no work of requests that is known to wait or to compute",
	}
	var computing []use
	for _, w := range works {
		if w.class == computes {
			computing = append(computing, onServer(b.uses(w.id))...)
		}
	}
	nodeComputes := on("node", computing)
	for _, s := range b.serving {
		var by []string
		for i := range s.Signals {
			if g := &s.Signals[i]; workOf(g.ID).class == waits && g.ID != "outbound-http-aggregation" {
				by = append(by, g.ID)
			}
		}
		slices.SortFunc(by, func(x, y string) int { return cmp.Compare(workRank(x), workRank(y)) })
		for i, id := range by {
			by[i] = lowerFirst(workOf(id).label)
		}
		if len(by) > 0 {
			c.Evidence = append(c.Evidence, Point{Text: fmt.Sprintf("%s (%s) waits for: %s", b.names[s], platform(s), strings.Join(by, ", "))})
		}
	}
	c.Evidence = append(c.Evidence, b.points(computing)...)
	c.Evidence = append(c.Evidence, b.held()...)
	switch {
	case len(nodeComputes) > 0:
		c.Leaning = leanNone
		c.Why = "Work that computes has to leave the thread that answers requests, for a worker, a queue or a service of its own; that asks for another place, not of itself for another language."
	case len(c.Evidence) == 0:
		c.Leaning, c.Why = leanEither, "Nothing seen decides it."
	default:
		c.Leaning = leanEither
		c.Why = "For work that waits, Node.js and asynchronous Python serve about as many at a time, as long as nothing blocks the loop; what does is among the findings."
	}
	return c
}

// held counts, for each service, the errors that hold up requests or events.
func (b *builder) held() []Point {
	var out []Point
	seen := map[string]bool{}
	for _, s := range b.serving {
		if seen[s.Root] {
			continue
		}
		seen[s.Root] = true
		n := 0
		var at []Ref
		for i := range b.r.Findings {
			if f := &b.r.Findings[i]; f.Service == s.Root && f.Severity == finding.Error && f.Confidence >= finding.Probable {
				if n++; n <= 3 {
					at = append(at, b.ref(f.Location.Path, f.Location.Line))
				}
			}
		}
		if n > 0 {
			out = append(out, Point{fmt.Sprintf("%s: %s of work that holds up requests or events", rootName(s.Root), count(n, "finding")), at})
		}
	}
	return out
}

func (b *builder) models() Criterion {
	c := Criterion{
		Name: "Machine learning in the service", Claims: []string{"G13", "G14", "G17", "G18", "G22"},
		Absent: "no model is run or trained in a service; a model behind somebody's HTTP interface is a call, not machine learning",
	}
	list := b.uses("ml-inference", "ml-training")
	served := onServer(list)
	c.Evidence = b.points(list)
	starts := onServer(on("node", b.uses("subprocess-python")))
	c.Evidence = append(c.Evidence, b.points(starts)...)
	switch {
	case len(on("node", served)) > 0:
		c.Leaning, c.Why = leanPython, "The libraries that models come with are Python's, and a Python service runs the model in its own process; a small model may stay, off the event loop."
	case len(starts) > 0:
		c.Leaning, c.Why = leanPython, "A Python program started for each call adds its start to every answer; as a service it is started once."
	case len(served) > 0:
		c.Leaning, c.Why = leanPython, "The models run where their libraries are."
	case len(list) > 0:
		c.Leaning, c.Why = leanNone, "The models run outside of requests: where that is done decides nothing about the services."
	default:
		c.Leaning, c.Why = leanEither, "Whether any is planned is a question for the review."
	}
	return c
}

func (b *builder) dataWork() Criterion {
	c := Criterion{
		Name: "Data processing and science", Claims: []string{"G13", "G17"},
		Absent: "no data frames, matrices, notebooks or pipelines in a service",
	}
	list := b.uses("data-processing", "notebooks")
	c.Evidence = b.points(list)
	for _, s := range b.serving {
		if s.Kind == "pipeline" {
			c.Evidence = append(c.Evidence, Point{b.names[s] + " (" + platform(s) + ") is a pipeline", b.refs(s.Manifest, 0)})
		}
	}
	switch {
	case len(onServer(on("node", list))) > 0:
		c.Leaning, c.Why = leanPython, "Python's libraries compute on such data in native code; in JavaScript the event loop does."
	case len(c.Evidence) > 0:
		c.Leaning, c.Why = leanPython, "It is done where its libraries are."
	default:
		c.Leaning, c.Why = leanEither, "Nothing seen decides it."
	}
	return c
}

func (b *builder) realTime() Criterion {
	c := Criterion{Name: "Real time", Claims: []string{"G12"}, Absent: "no service keeps sockets or event streams open"}
	list := b.uses("websocket", "sse")
	c.Evidence = b.points(list)
	sync := slices.DeleteFunc(on("python", list), func(u use) bool { return u.s.Concurrency != "sync-workers" })
	switch {
	case len(sync) > 0:
		c.Leaning, c.Why = leanNode, "A synchronous Python server spends a worker on each open connection; an event loop does not, in Node.js or on an ASGI server."
	case len(on("node", list)) > 0:
		c.Leaning, c.Why = leanNode, "Open connections are what an event loop is made for, and they are on one."
	case len(list) > 0:
		c.Leaning, c.Why = leanEither, "The connections are on Python's event loop, which serves them as well."
	default:
		c.Leaning, c.Why = leanEither, "Nothing seen decides it."
	}
	return c
}

func (b *builder) graphql() Criterion {
	c := Criterion{Name: "GraphQL", Claims: []string{"G15", "G16"}, Absent: "no service answers GraphQL"}
	list := b.uses("graphql")
	c.Evidence = b.points(list)
	switch {
	case len(list) > 0:
		c.Leaning, c.Why = leanNode, "Servers for it are more mature in JavaScript."
	default:
		c.Leaning, c.Why = leanEither, "Nothing seen decides it."
	}
	return c
}

func (b *builder) aggregation() Criterion {
	c := Criterion{Name: "Mostly asks other systems", Claims: []string{"G15"}, Absent: "no service whose entries mostly call other systems"}
	c.Evidence = b.points(b.uses("outbound-http-aggregation"))
	for i := range c.Evidence {
		c.Evidence[i].Text = strings.Replace(c.Evidence[i].Text, " for outbound-http-aggregation", " to call other systems", 1)
	}
	switch {
	case len(c.Evidence) > 0:
		c.Leaning, c.Why = leanNode, "To ask others and put their answers together is waiting for many at once."
	default:
		c.Leaning, c.Why = leanEither, "Nothing seen decides it."
	}
	return c
}

func (b *builder) sharedTypes() Criterion {
	c := Criterion{Name: "Types shared with a frontend", Claims: []string{"G11"}, Absent: "no frontend beside a service"}
	var fronts []*finding.Service
	for i := range b.r.Services {
		s := &b.r.Services[i]
		if s.Language == "node" && (s.Kind == "frontend" || s.Kind == "bff" && signal(s, "react-frontend") != nil) {
			fronts = append(fronts, s)
		}
	}
	for i, s := range fronts {
		if i == maxFiles/10 {
			c.Evidence = append(c.Evidence, Point{Text: "and " + count(len(fronts)-i, "more frontend")})
			break
		}
		c.Evidence = append(c.Evidence, Point{fmt.Sprintf("%s is a frontend in %s", b.names[s], languageName(s)), b.refs(s.Manifest, 0)})
	}
	shared := b.uses("shared-types", "openapi-codegen")
	c.Evidence = append(c.Evidence, b.points(shared)...)
	node, python := b.byLanguage()
	switch {
	case len(fronts) == 0:
		c.Leaning, c.Why = leanEither, "Nothing seen decides it."
	case len(node) > 0:
		c.Leaning, c.Why = leanNode, "Types and validation can be one for both sides; that is worth as much as they are shared."
	case len(python) > 0:
		c.Leaning, c.Why = leanNode, "With one language types and validation could be shared; types generated from the API's description come near to that without a move."
	default:
		c.Leaning, c.Why = leanEither, "No backend was found beside it."
	}
	return c
}

// byLanguage returns the services that serve, by platform.
func (b *builder) byLanguage() (node, python []*finding.Service) {
	for _, s := range b.serving {
		switch s.Language {
		case "node":
			node = append(node, s)
		case "python":
			python = append(python, s)
		}
	}
	return node, python
}

func (b *builder) typeChecking() Criterion {
	c := Criterion{Name: "Type checking on Node.js", Claims: []string{"G10"}, Absent: "no service on Node.js"}
	node, _ := b.byLanguage()
	plain := 0
	for _, s := range node {
		text := b.names[s] + " is in TypeScript"
		if !s.TypeScript {
			plain++
			text = b.names[s] + " is in JavaScript"
		}
		c.Evidence = append(c.Evidence, Point{text, b.refs(s.Manifest, 0)})
	}
	c.Leaning = leanNone
	switch {
	case len(node) == 0:
		c.Why = "Not in question."
	case plain > 0:
		c.Why = "It does not choose a language; on Node.js, TypeScript is what production code is expected to be written in."
	default:
		c.Why = "It does not choose a language; what runs on Node.js is typed."
	}
	return c
}

func (b *builder) frameworks() Criterion {
	c := Criterion{Name: "Frameworks in use", Claims: []string{"G14", "G21", "G22"}, Absent: "no framework that serves requests or events", Leaning: leanNone}
	for _, s := range b.serving {
		if len(s.Frameworks) > 0 {
			c.Evidence = append(c.Evidence, Point{fmt.Sprintf("%s: %s", b.names[s], strings.Join(s.Frameworks, ", ")), b.refs(s.Manifest, 0)})
		}
	}
	c.Why = "For a new service the guidance names Fastify or NestJS with TypeScript where the team knows JavaScript and no model is near, and FastAPI where models are or the team knows Python; it asks nobody to change a framework that works."
	return c
}

func (b *builder) languages() Criterion {
	c := Criterion{Name: "One backend language or two", Claims: []string{"G19", "G20"}, Absent: "no service on Node.js or Python"}
	node, python := b.byLanguage()
	for _, side := range []struct {
		name string
		list []*finding.Service
	}{{"Node.js", node}, {"Python", python}} {
		if len(side.list) > 0 {
			c.Evidence = append(c.Evidence, Point{Text: fmt.Sprintf("on %s: %s", side.name, list(b.namesOf(side.list)))})
		}
	}
	if d := b.r.Declared; d != nil && d.Stage != "" {
		c.Evidence = append(c.Evidence, Point{"declared stage: " + d.Stage, b.refs(d.Path, 0)})
	}
	second := b.r.Between.Second
	switch {
	case len(node) == 0 && len(python) == 0:
		c.Leaning, c.Why = leanUnknown, "No service was found."
	case len(node) == 0:
		c.Leaning, c.Why = leanPython, "All services are in one language already; a second one would need a concrete reason."
	case len(python) == 0:
		c.Leaning, c.Why = leanNode, "All services are in one language already; a second one would need a concrete reason."
	case second != nil && len(second.Reasons) > 0:
		for i, r := range second.Reasons {
			if i == maxFiles/10 {
				c.Evidence = append(c.Evidence, Point{Text: fmt.Sprintf("and %s", count(len(second.Reasons)-i, "more reason"))})
				break
			}
			c.Evidence = append(c.Evidence, Point{r.Text, b.refs(r.Path, r.Line)})
		}
		c.Leaning, c.Why = leanBoth, "There are reasons for both; at scale each language does what it is best at, joined by calls or queues."
	default:
		c.Leaning, c.Why = leanNone, "Code shows no reason for the second language, such as models, data work or open connections; for a young product it costs more than it brings, and one should be kept until there is a reason."
	}
	return c
}

func (b *builder) namesOf(services []*finding.Service) []string {
	var out []string
	for _, s := range services {
		out = append(out, b.names[s])
	}
	return out
}

func (b *builder) load() Criterion {
	c := Criterion{
		Name: "Peak load", Claims: []string{"G07", "G08"}, Absent: "code does not tell it, and no configuration declares it",
		Leaning: leanUnknown, Why: "It matters only above some thousands of requests a second; see the section on throughput.",
	}
	high := false
	for _, s := range b.serving {
		if d := s.Declared; d != nil && d.Peak > 0 {
			c.Evidence = append(c.Evidence, Point{fmt.Sprintf("%s: %s declared", b.names[s], count(int(min(d.Peak, 1<<40)), "request")+" a second"), b.refs(d.Path, d.Line)})
			high = high || d.Peak > highLoad
		}
	}
	switch {
	case high:
		c.Leaning, c.Why = leanNone, "Above some thousands of requests a second raw throughput becomes a reason, to be measured on the service itself."
	case len(c.Evidence) > 0:
		c.Leaning, c.Why = leanEither, "Below some thousands of requests a second raw throughput is no reason."
	}
	return c
}

// highLoad is the requests a second from which on raw throughput matters (G08).
const highLoad = 5000

func (b *builder) skills() Criterion {
	c := Criterion{
		Name: "What the team knows", Claims: []string{"G15", "G17", "G23"}, Absent: "code does not tell it, and no history was read",
		Leaning: leanUnknown, Why: "For an ordinary API this decides.",
	}
	if d := b.r.Declared; d != nil && len(d.Languages) > 0 {
		c.Evidence = append(c.Evidence, Point{"declared: " + strings.Join(d.Languages, ", "), b.refs(d.Path, 0)})
		node, python := 0, 0
		for _, l := range d.Languages {
			switch l {
			case "node", "javascript", "typescript":
				node++
			case "python":
				python++
			}
		}
		switch {
		case node > 0 && python > 0:
			c.Leaning = leanEither
		case node > 0:
			c.Leaning = leanNode
		case python > 0:
			c.Leaning = leanPython
		}
		return c
	}
	h := b.o.History
	if h == nil || h.Unknown != "" || h.LanguagesUnknown != "" || h.Sampled == 0 {
		return c
	}
	for _, l := range h.Languages {
		switch l.Name {
		case "python", "javascript", "typescript":
			c.Evidence = append(c.Evidence, Point{Text: fmt.Sprintf("%d of %s change %s, by %s", l.Commits, count(h.Sampled, "sampled commit"), languageTitle(l.Name), people(l.Authors, false))})
		}
	}
	c.Why = "For an ordinary API this decides. History shows who wrote what in the last year, not what people know or who will maintain it, so it is left to the review."
	return c
}

func (b *builder) plans() Criterion {
	c := Criterion{
		Name: "What is planned", Claims: []string{"G24"}, Absent: "code does not tell it, and no configuration declares it",
		Leaning: leanUnknown, Why: "Models to be run in a service speak for Python there; calls to a hosted model speak for neither.",
	}
	models := false
	add := func(who string, plans []string, at []Ref) {
		if len(plans) == 0 {
			return
		}
		c.Evidence = append(c.Evidence, Point{who + ": " + strings.Join(plans, ", "), at})
		models = models || slices.ContainsFunc(plans, func(p string) bool { return strings.HasPrefix(p, "ml-") || p == "data-processing" })
	}
	if d := b.r.Declared; d != nil {
		add("declared for all services", d.Plans, b.refs(d.Path, 0))
	}
	for _, s := range b.serving {
		if d := s.Declared; d != nil {
			add("declared for "+b.names[s], d.Plans, b.refs(d.Path, d.Line))
		}
	}
	switch {
	case models:
		c.Leaning, c.Why = leanPython, "Models and data work that are planned speak for Python where they will run."
	case len(c.Evidence) > 0:
		c.Leaning, c.Why = leanEither, "What is planned speaks for neither language."
	}
	return c
}

// Latency is the section on what answers take.
type Latency struct {
	Rules    []LatencyRule
	Services []LatencyService
	Missing  bool // no rule about it ran
}

// LatencyRule is a rule about the way to an answer, with its worst findings.
type LatencyRule struct {
	Rule
	Worst []Point
	More  int
}

// LatencyService says what a service waits for on the way to an answer.
type LatencyService struct {
	Name                      string
	Calls, Database, CacheUse Point
}

// claimLatency is the claim that queries, calls and missing caches are what
// answers take their time for.
const claimLatency = "G09"

func (b *builder) latency() {
	const shown = 10
	v := &b.v.Latency
	v.Missing = true
	for _, r := range b.v.Rules {
		if !slices.Contains(r.Claims, claimLatency) {
			continue
		}
		v.Missing = false
		l := LatencyRule{Rule: r}
		for _, f := range b.v.Findings {
			if f.Rule != r.ID {
				continue
			}
			if len(l.Worst) == shown {
				break
			}
			l.Worst = append(l.Worst, Point{f.Message, []Ref{f.At}})
		}
		l.More = r.Count - len(l.Worst)
		v.Rules = append(v.Rules, l)
	}
	for _, s := range b.serving {
		cell := func(id, none string) Point {
			g := signal(s, id)
			if g == nil {
				return Point{Text: none}
			}
			text := g.Name + reach(g, s)
			if g.Serving == "unknown" {
				text += " (not known whether entries lead there)"
			}
			return Point{text, b.refs(g.Path, g.Line)}
		}
		v.Services = append(v.Services, LatencyService{
			b.names[s], cell("outbound-http", "none seen"), cell("orm", "none seen"), cell("cache", "no cache client seen"),
		})
	}
}

// context fills what informs without leaning: the team and its age, and
// throughput.
func (b *builder) context() {
	b.v.Team = team(b.o.History)
	raw := map[string]string{
		"fastify": "Node.js", "express": "Node.js", "nestjs": "Node.js", "koa": "Node.js", "hono": "Node.js",
		"fastapi": "Python", "django": "Python", "flask": "Python", "starlette": "Python",
	}
	for _, s := range b.serving {
		var used []string
		for _, f := range s.Frameworks {
			if raw[f] != "" {
				used = append(used, f)
			}
		}
		if len(used) > 0 {
			b.v.Throughput = append(b.v.Throughput, Point{fmt.Sprintf("%s serves with %s", b.names[s], strings.Join(used, ", ")), b.refs(s.Manifest, 0)})
		}
	}
}

// team says what the history tells of the people and the age of a repository.
// Nobody is named.
func team(h *history.Facts) []Point {
	switch {
	case h == nil:
		return []Point{{Text: "Unknown: the history of the repository was not read."}}
	case h.Unknown != "":
		return []Point{{Text: "Unknown: " + h.Unknown + "."}}
	}
	var out []Point
	say := func(format string, args ...any) { out = append(out, Point{Text: fmt.Sprintf(format, args...)}) }
	newest := h.Newest.Format(time.DateOnly)
	switch {
	case h.First.Unknown != "":
		say("The newest commit is of %s; since when there are commits is unknown: %s.", newest, h.First.Unknown)
	case h.First.Before:
		say("The newest commit is of %s, the first from before %s.", newest, h.First.Time.Format(time.DateOnly))
	default:
		say("The newest commit is of %s, the first of %s.", newest, h.First.Time.Format(time.DateOnly))
	}
	if h.Contributors.Unknown != "" {
		say("How many people work on it is unknown: %s.", h.Contributors.Unknown)
	} else {
		commits := count(h.Commits, "commit")
		if h.Truncated {
			commits = "at least " + commits
		}
		say("In the year before the newest commit, %s made %s, merges left out.", people(h.Contributors.N, h.Contributors.AtLeast), commits)
	}
	if h.LanguagesUnknown != "" {
		say("Who writes which language is unknown: %s.", h.LanguagesUnknown)
		return out
	}
	const shown = 6
	for i, l := range h.Languages {
		if i == shown {
			say("%s in fewer commits.", count(len(h.Languages)-i, "more language"))
			break
		}
		say("%s: %d of %s, by %s.", languageTitle(l.Name), l.Commits, count(h.Sampled, "sampled commit"), people(l.Authors, false))
	}
	return out
}

func people(n int, atLeast bool) string {
	text := number(n) + " people"
	if n == 1 {
		text = "one person"
	}
	if atLeast {
		text = "at least " + text
	}
	return text
}

func languageTitle(name string) string {
	switch name {
	case "javascript":
		return "JavaScript"
	case "typescript":
		return "TypeScript"
	case "python", "go", "rust", "java", "ruby", "kotlin", "swift", "shell", "dart", "scala", "elixir":
		return strings.ToUpper(name[:1]) + name[1:]
	}
	return name
}

// questions lists what the review has to ask people, the general ones first.
func (b *builder) questions() {
	ask := func(claims []string, why, format string, args ...any) {
		b.v.Questions = append(b.v.Questions, Question{fmt.Sprintf(format, args...), why, claims})
	}
	declared := b.r.Declared
	if declared == nil {
		declared = &finding.Declared{}
	}
	if len(declared.Languages) == 0 {
		ask([]string{"G23"}, "For an ordinary API either language serves, and the skills at hand decide.",
			"Which of JavaScript, TypeScript and Python do the people who will maintain this know best, and who will join them?")
	}
	if slices.ContainsFunc(b.serving, func(s *finding.Service) bool { return s.Declared == nil || s.Declared.Peak == 0 }) {
		ask([]string{"G07", "G08"}, "Frameworks differ in raw throughput; that becomes a reason only above some 5,000 requests a second, which few web APIs see.",
			"What peak load, in requests a second, does each service have to bear?")
	}
	if len(declared.Plans) == 0 {
		ask([]string{"G24"}, "Models run in a service speak for Python there. Calling a hosted model is waiting like any other call.",
			"Are model inference, fine-tuning or data analysis planned, and in which service?")
	}
	if node, python := b.byLanguage(); len(node) > 0 && len(python) > 0 {
		ask([]string{"G19", "G20"}, "A second language doubles tools, skills and on-call knowledge; code shows reasons only where the decision table names them.",
			"What is the concrete reason for both Node.js and Python, and who runs each in production?")
	}
	for i, s := range b.serving {
		if i == maxNodes {
			break
		}
		b.ask(s, ask)
	}
	if b.v.Latency.Missing || slices.ContainsFunc(b.v.Latency.Services, func(s LatencyService) bool { return len(s.Database.At) > 0 && len(s.CacheUse.At) == 0 }) {
		ask([]string{"G09"}, "Queries, calls and missing caches dominate what an answer takes; code shows where they are, not how long they last.",
			"Which queries and calls take most of the time of an answer, and may any of their results be kept?")
	}
	if n := len(b.r.Completeness.Skipped) + len(b.r.Completeness.Broken); n > 0 {
		ask([]string{"G25"}, "What was not read cannot speak for or against anything.",
			"Does any of the %s that were not read, or only in part, belong to what serves requests?", count(n, "file"))
	}
}

// ask puts the questions that one service raises.
func (b *builder) ask(s *finding.Service, ask func([]string, string, string, ...any)) {
	name := b.names[s]
	for i := range s.Signals {
		g := &s.Signals[i]
		w := workOf(g.ID)
		if w.class != computes || g.Serving == "no" {
			continue
		}
		if g.Serving == "unknown" {
			ask([]string{claimOfWork(s)}, "No entry could be followed to it, and none could be ruled out.",
				"Does %s %s (%s, %s) while somebody waits for an answer?", name, w.doing, g.Name, b.ref(g.Path, g.Line).Text)
			continue
		}
		ask([]string{claimOfWork(s)}, "How long it takes follows from the size of its input, which code does not tell.",
			"How often does %s %s (%s), and on how much data at most?", name, w.doing, g.Name)
	}
	if n := b.errorsOf(s); n > 0 && s.Concurrency != "n/a" {
		ask([]string{claimOfWork(s)}, "Blocking costs nothing where a process serves one request at a time, and much where many share one loop.",
			"How does %s run in production: how many processes, and how many requests at a time in each?", name)
	}
	if s.Verdict.Fit == "unknown" {
		ask([]string{"G25"}, "Its verdict is unknown for want of code that could be read.", "What does the part of %s do that could not be read?", name)
	}
}

func (b *builder) errorsOf(s *finding.Service) int {
	n := 0
	for i := range b.r.Findings {
		if f := &b.r.Findings[i]; f.Service == s.Root && f.Severity == finding.Error {
			n++
		}
	}
	return n
}

// claimOfWork is the claim on work that occupies the thread of a language.
func claimOfWork(s *finding.Service) string {
	if s.Language == "node" {
		return "G02"
	}
	return "G05"
}
