package review

import (
	"fmt"
	"slices"
	"strings"
)

// Claim is one of the guidance's, in our words.
type Claim struct {
	ID, Text string
}

// Guidance is what the claims come from.
const Guidance = "Node.js vs Python for Backend Development: Which to Choose in 2026 (Ortem Technologies, Ravi Jadhav, 15 March 2026)"

// claims say what a reader has to know of each claim, and beside it where
// practice has moved since.
var claims = []Claim{
	{"G01", "Node.js suits services that mostly wait for others: APIs, live connections, small services."},
	{"G02", "Node.js runs JavaScript on one thread, the event loop: while one request computes or waits synchronously there, all others stand still. Worker threads, native modules with threads of their own and runtimes that serve one request at a time soften this."},
	{"G03", "Images, video and other heavy computing are what typically stops an event loop."},
	{"G04", "In CPython one thread at a time runs Python code, so that computing is spread over processes rather than threads. Free-threaded builds, subinterpreters and native code that lets go of the lock soften this."},
	{"G05", "Asynchronous Python serves about as many waiting requests as Node.js, as long as nothing blocks its loop."},
	{"G06", "Python's lock does not matter for asynchronous code that waits."},
	{"G07", "In raw throughput Node.js frameworks are a few times ahead of Django and somewhat ahead of FastAPI."},
	{"G08", "That lead rarely matters: some 5,000 requests a second are already more than most web APIs see."},
	{"G09", "What answers really take is decided by database queries, caching and synchronous calls to other systems."},
	{"G10", "TypeScript is what production code on Node.js is expected to be written in."},
	{"G11", "One language for a React frontend and its backend lets both share types and validation."},
	{"G12", "Sockets, event streams, chat and other live features fit the event model of Node.js."},
	{"G13", "Python's libraries for machine learning and science are without equal."},
	{"G14", "FastAPI is a good choice for interfaces to models."},
	{"G15", "Node.js is for JavaScript teams, live features, GraphQL, types shared with React, and services that mostly ask others."},
	{"G16", "GraphQL servers are more mature in JavaScript."},
	{"G17", "Python is for models, data work, scientific libraries, pipelines, and teams that know it."},
	{"G18", "A Python service runs a model in its own process; Node.js that asks a Python service for it works, but adds latency and operations."},
	{"G19", "At scale several languages live together, each for what it is best at, joined by gRPC or queues."},
	{"G20", "In an early product a second language costs more than it brings; one is kept until there is a concrete reason."},
	{"G21", "A new API without models, by people who know JavaScript: TypeScript on Node.js with Fastify or NestJS."},
	{"G22", "A new API with models, or by people who know Python: Python with FastAPI."},
	{"G23", "For an ordinary API either language is fine, and the team's skills decide."},
	{"G24", "As AI features spread, Python's lead there weighs more."},
	{"G25", "The choice is about team, application and trade-offs, not about benchmarks."},
}

// method says how the review was made and what it cannot say.
func (b *builder) method() {
	used := map[string]bool{}
	add := func(ids []string) {
		for _, id := range ids {
			used[id] = true
		}
	}
	for _, c := range b.v.Criteria {
		add(c.Claims)
	}
	for _, q := range b.v.Questions {
		add(q.Claims)
	}
	for _, r := range b.v.Rules {
		add(r.Claims)
	}
	for _, s := range b.serving {
		for _, e := range s.Verdict.Evidence {
			used[e.Claim] = true
		}
	}
	used[claimLatency] = true
	b.v.Claims = slices.DeleteFunc(slices.Clone(claims), func(c Claim) bool { return !used[c.ID] })
	b.v.Limits = []string{
		"Code was read, not run. What only shows when it runs (computed names, configuration, what a library calls back) is not seen; calls that could not be followed are counted above.",
		"A cost is a class (a file read, a key derivation), not a time: sizes of data are not known.",
		"A count of entries tells how many routes, events or jobs lead to some work, not how often they are called.",
		"A verdict weighs what code shows of one service. Nothing follows from it for parts that were not read.",
		"A library that the catalog does not know is silent. No finding is no proof that there is nothing to find.",
	}
	if b.forge.file != "" {
		b.v.Limits = append(b.v.Limits, "Links lead to the commit that was checked out; where the work tree had changes of its own, lines may differ.")
	}
	if b.v.Revision != "" {
		b.v.Reproduce = append(b.v.Reproduce, "git checkout "+b.v.Revision)
	}
	where := ""
	if b.o.Origin.Base != "" {
		where = " " + quote(b.o.Origin.Base)
	}
	b.v.Reproduce = append(b.v.Reproduce, "stackfit version", "stackfit report"+where+" --format html -o review.html")
}

// quote makes a path a word of a shell.
func quote(s string) string {
	plain := func(r rune) bool {
		return r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._-", r))
	}
	if !strings.HasPrefix(s, "-") && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// summary says in five sentences what a reader with one minute has to know:
// what there is, whether it fits, what holds up requests, which way the
// guidance points, and what all this rests on.
func (b *builder) summary() {
	b.v.Summary = []string{b.whatThereIs(), b.whetherItFits(), b.whatHoldsUp(), b.whichWay(), b.whatItRestsOn()}
}

func (b *builder) whatThereIs() string {
	languages := map[string]int{}
	var order []string
	for _, s := range b.serving {
		name := languageName(s)
		if languages[name]++; languages[name] == 1 {
			order = append(order, name)
		}
	}
	slices.Sort(order)
	for i, name := range order {
		if order[i] = fmt.Sprintf("%d in %s", languages[name], name); len(order) == 1 {
			order[i] = "all in " + name
		}
	}
	kinds := map[string]int{}
	for _, o := range b.v.Others {
		if o.Kind == "frontend" {
			kinds["frontend"]++
		} else {
			kinds["other"]++
		}
	}
	var beside []string
	if n := kinds["frontend"]; n > 0 {
		beside = append(beside, count(n, "frontend"))
	}
	if n := kinds["other"]; n == 1 {
		beside = append(beside, "one library or tool")
	} else if n > 0 {
		beside = append(beside, number(n)+" libraries and tools")
	}
	if len(b.serving) == 0 {
		if len(beside) == 0 {
			return "Nothing that answers requests, events or jobs was found."
		}
		return fmt.Sprintf("Nothing that answers requests, events or jobs was found, only %s.", list(beside))
	}
	text := fmt.Sprintf("%s that answer requests, events or jobs were found (%s)", count(len(b.serving), "service"), list(order))
	if len(b.serving) == 1 {
		text = "One service that answers requests, events or jobs was found, in " + languageName(b.serving[0])
	}
	if len(beside) > 0 {
		text += ", beside " + list(beside)
	}
	return text + "."
}

func (b *builder) whetherItFits() string {
	by := map[string][]string{}
	for _, s := range b.serving {
		by[s.Verdict.Fit] = append(by[s.Verdict.Fit], b.names[s])
	}
	if len(b.serving) == 0 {
		return "So there is no stack to judge."
	}
	if n := len(by["fits"]); n == len(b.serving) {
		if n == 1 {
			return "Its work fits the language it is written in."
		}
		return "The work of each fits the language it is written in."
	}
	var parts []string
	for _, f := range []struct{ fit, says string }{
		{"misfit", "does work that belongs elsewhere"},
		{"strained", "does some work that strains its stack"},
		{"unknown", "could not be judged for want of code that could be read"},
		{"fits", "fits the language it is written in"},
	} {
		if names := by[f.fit]; len(names) > 0 {
			each := ""
			if len(names) > 1 {
				each = " each"
			}
			parts = append(parts, list(names)+each+" "+f.says+" ("+f.fit+")")
		}
	}
	return strings.Join(parts, "; ") + "."
}

func (b *builder) whatHoldsUp() string {
	c := b.v.Counts
	if c.Error+c.Warning == 0 {
		text := "In what was read, nothing was found that holds up requests or events for long"
		if c.Info > 0 {
			text += fmt.Sprintf("; %s of advice follow below", count(c.Info, "note"))
		}
		return text + "."
	}
	f := &b.v.Findings[0]
	return fmt.Sprintf("%s and %s were found; the first to look at: %s, at %s.", count(c.Error, "error"), count(c.Warning, "warning"), f.Message, f.At.Text)
}

func (b *builder) whichWay() string {
	var parts []string
	for _, l := range b.v.Leanings {
		var n string
		switch l.To {
		case leanNode, leanPython:
			n = fmt.Sprintf("%s to %s (%s)", points(len(l.Criteria)), l.To, strings.ToLower(strings.Join(l.Criteria, "; ")))
		case leanBoth:
			n = points(len(l.Criteria)) + " to both, each for its part"
		default:
			continue
		}
		parts = append(parts, n)
	}
	if len(parts) == 0 {
		return "No criterion of the guidance points to a language, and for an ordinary API either serves: what the team knows decides."
	}
	return fmt.Sprintf("Of %d criteria of the guidance, %s; the others point nowhere or cannot be told from code.", len(b.v.Criteria), strings.Join(parts, ", "))
}

func points(n int) string {
	if n == 1 {
		return "one points"
	}
	return number(n) + " point"
}

func (b *builder) whatItRestsOn() string {
	c := &b.r.Completeness
	text := fmt.Sprintf("This rests on %s of %s", number(c.Parsed), count(c.Files-c.SetAside, "source file"))
	if c.Partial > 0 {
		text += fmt.Sprintf(" (%s only in part)", number(c.Partial))
	}
	if c.SetAside > 0 {
		text += ", tests, examples and documentation aside"
	}
	return text + fmt.Sprintf("; what the team knows, the load and the plans are not in code, and are among the %s at the end.", count(len(b.v.Questions), "open question"))
}

// Decision is the draft of a decision record.
type Decision struct {
	Drivers []string
	Options []Option
	Chosen  int // the first option that is proposed
	Moves   int // how many from there on move something; 0: it proposes Chosen alone
	Because string
	Good    []string
	Bad     []string
}

// Option is one that was considered.
type Option struct {
	Title     string
	Good, Bad []Point
}

// decision drafts what there is to decide from the verdicts.
func (b *builder) decision() {
	d := &b.v.Decision
	d.Drivers = []string{
		"whether the work of each service fits the stack it runs on",
		"what holds up requests and events",
		"what the people who will maintain it know (not in code)",
		"the load to be borne and what is planned (not in code)",
	}
	keep := Option{Title: "Keep each service on its stack"}
	mend := Option{Title: "Keep each service on its stack, and mend what holds up requests and events"}
	var moves []Option
	for _, s := range b.serving {
		move := Option{Title: b.names[s] + ": " + s.Verdict.Recommendation}
		for _, e := range s.Verdict.Evidence {
			p := Point{fmt.Sprintf("%s: %s (%s)", b.names[s], e.Text, e.Claim), b.refs(e.Path, e.Line)}
			if e.Leans == "for" {
				keep.Good = append(keep.Good, p)
				move.Bad = append(move.Bad, p)
			} else {
				keep.Bad = append(keep.Bad, p)
				move.Good = append(move.Good, p)
			}
		}
		if s.Verdict.Fit == "strained" || s.Verdict.Fit == "misfit" {
			moves = append(moves, move)
		}
	}
	mend.Good = []Point{{Text: "it removes what is known to hold up requests, where it stands"}}
	mend.Bad = []Point{{Text: fmt.Sprintf("%s and %s are to be worked through", count(b.v.Counts.Error, "error"), count(b.v.Counts.Warning, "warning"))}}
	d.Options = append(d.Options, keep)
	if b.v.Counts.Error+b.v.Counts.Warning > 0 {
		d.Options = append(d.Options, mend)
		d.Chosen = 1
	}
	d.Options = append(d.Options, moves...)
	d.Options = append(d.Options, b.rewrite())
	switch {
	case len(moves) > 0:
		d.Chosen, d.Moves = len(d.Options)-1-len(moves), len(moves)
		d.Because = "it moves the work that does not fit and leaves the rest where it is"
		if b.v.Counts.Error > 0 {
			d.Because += ", to be mended there where it holds up requests"
		}
	case d.Chosen == 1:
		d.Because = "the work fits the stacks, and what holds up requests can be mended where it stands"
	case len(b.serving) == 0:
		d.Because = "no service was found whose stack could be changed"
	default:
		d.Because = "the work fits the stacks, and nothing that holds up requests was found in what was read"
	}
	for _, s := range b.serving {
		if s.Verdict.Fit == "unknown" {
			d.Bad = append(d.Bad, b.names[s]+" could not be judged: this draft must not be accepted before it is")
		}
	}
	d.Good = append(d.Good, "no service changes its language without a reason that code shows")
	d.Bad = append(d.Bad, "what code does not tell (skills, load, plans) may still speak for another option")
}

// rewrite is the option that is always on somebody's mind.
func (b *builder) rewrite() Option {
	node, python := b.byLanguage()
	o := Option{Title: "Rewrite the services in the other language"}
	switch {
	case len(node) > 0 && len(python) > 0:
		o.Title = "One backend language for all services"
		o.Good = []Point{{Text: "one set of tools and skills (G20)"}}
		if second := b.r.Between.Second; second != nil {
			for i, r := range second.Reasons {
				if i == maxFiles/10 {
					break
				}
				o.Bad = append(o.Bad, Point{r.Text, b.refs(r.Path, r.Line)})
			}
		}
	case len(node) > 0:
		o.Title = "Rewrite in Python"
	case len(python) > 0:
		o.Title = "Rewrite in Node.js"
	}
	for _, c := range b.v.Criteria {
		if (c.Leaning == leanPython && len(python) == 0 || c.Leaning == leanNode && len(node) == 0) && len(b.serving) > 0 && len(c.Evidence) > 0 {
			o.Good = append(o.Good, Point{Text: c.Name + ": " + c.Why})
		}
	}
	o.Bad = append(o.Bad, Point{Text: "everything that works has to be built again; raw throughput is no reason below some thousands of requests a second (G08)"})
	return o
}
