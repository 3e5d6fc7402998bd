// Package review writes the pre-architecture review: one document in which the
// people who decide on a stack find what runs in a repository, whether its work
// fits, what holds up requests, which way the guidance points and what code
// cannot tell them. Build turns the result of a run into that document; HTML,
// Markdown and ADR write it.
//
// It sees results only. What was analyzed is the analyzer's business, how a
// verdict is reached verdict's, and where files are read and written the
// command's: nothing here opens a file, asks the clock or makes a request.
//
// Whatever stands in a document may come from a repository nobody vouches for.
// Build passes every string through report.Visible, and each writer escapes
// where it writes: html/template for HTML, the functions of package report for
// Markdown, mermaidText for Mermaid. Addresses come from forge alone.
package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/history"
	"github.com/stackfit/stackfit/analyzer/report"
)

// Limits of what a document shows; what is beyond them is counted in it.
const (
	maxFindings = 500
	maxSteps    = 30 // of a chain
	maxFiles    = 100
	maxNodes    = 24 // services on the map
	maxFrame    = 8  // lines of a code frame
	maxColumns  = 400
)

// Rule is what a document says of a rule that ran.
type Rule struct {
	ID       string
	Summary  string // one sentence
	Severity finding.Severity
	Claims   []string
	Count    int // findings; Build sets it
}

// Options are what a result does not hold.
type Options struct {
	Title  string // of what is reviewed; "" takes the repository's name from its remote
	Date   string // as it is to be printed; "" for none
	Origin Origin
	Rules  []Rule
	// History is what the repository's commits tell; nil when nobody looked.
	History *history.Facts
}

// Origin is where the analyzed folder comes from.
type Origin struct {
	Revision string // of the commit checked out; "" when unknown
	Unknown  string // why the revision is not known
	Remote   string // as configured in the checkout, "" when unknown
	Base     string // the analyzed folder, relative to the top of the work tree with slashes
}

// Review is the document. Every string of it is one line of visible text.
type Review struct {
	Title       string
	Tool        string // name and version
	Date        string
	Revision    string
	RevisionWhy string // why it is not known
	Where       string // address of the repository's page, "" when unknown
	Name        string // of the repository at its forge
	Base        string // the analyzed folder in it, "" for all of it

	Summary    []string
	Coverage   Coverage
	Map        Map
	Services   []Service
	Others     []Other // what runs nothing for others
	Criteria   []Criterion
	Leanings   []Leaning
	Latency    Latency
	Team       []Point
	Throughput []Point
	Findings   []Finding
	Hidden     int      // findings that are not shown
	Dropped    []string // why findings are left out that were found
	Counts     Counts
	Questions  []Question
	Rules      []Rule
	Claims     []Claim
	Limits     []string
	Reproduce  []string
	Decision   Decision
}

// Ref is a place in the code.
type Ref struct {
	Text string // path, or path:line
	URL  string // at the forge, "" when unknown
}

// Point is a statement and where it can be seen.
type Point struct {
	Text string
	At   []Ref
}

// Coverage says how much of the repository was read.
type Coverage struct {
	Complete bool
	Lines    []string
	Reasons  string // of the files that were not read, counted
	Unread   []Point
	More     int // unread files that are not listed
	Partial  []Point
	Notes    []string
}

// Counts are findings by severity.
type Counts struct{ Error, Warning, Info int }

// Add returns how many there are in all.
func (c Counts) Add() int { return c.Error + c.Warning + c.Info }

// Service is something that serves others.
type Service struct {
	ID          string // anchor
	Name        string
	Language    string
	Kind        string
	Frameworks  string
	Concurrency string
	Runtime     string
	Manifest    Ref
	Entry       []Ref
	Files       int
	Entries     int
	Recognized  []Point

	Fit            string
	Confidence     string
	Recommendation string
	Effort         string
	WouldChange    []string
	Unknowable     []string
	Score          Gauge
	For, Against   []Evidence
	Profile        []Bar
	Unused         []Point
	Counts         Counts
	Filter         int // of the findings' filter
}

// Evidence is a reason for or against a stack.
type Evidence struct {
	Claim  string
	Text   string
	At     []Ref
	Weight string
	Width  int // of the bar, in percent of the heaviest
}

// Gauge is the weight against a stack on the scale of the thresholds.
type Gauge struct {
	Score                string
	Strained, Misfit     string
	Width                int // in percent of the scale
	StrainedAt, MisfitAt int
}

// Bar is a kind of work on a workload profile.
type Bar struct {
	Signal string // ID
	Label  string
	Class  string // waits, connects, computes or other
	Width  int    // entries that lead there, in percent
	Share  string // the same in words
	By     string // what is used
	At     []Ref
	Known  bool // whether entries lead there is known
}

// Other is a part of the repository that serves nobody: a library, a tool, a
// frontend.
type Other struct {
	Name     string
	Language string
	Kind     string
	Files    int
	Counts   Counts
}

// Finding is a finding as it is shown.
type Finding struct {
	ID         string
	Rule       string
	RuleNumber int
	Service    string
	Filter     int // number of the service in the filter
	Severity   string
	Confidence string
	Cost       string
	Message    string
	Help       string
	Claims     []string
	Entries    int
	At         Ref
	Frame      []Line
	Cut        int // lines of the region that are not shown
	Steps      []Step
}

// Line is a line of a code frame; Marked is the part that is meant.
type Line struct {
	Number                int
	Before, Marked, After string
}

// Step is a hop of a chain, or, without a place, a gap in one that is long.
type Step struct {
	Text string
	At   Ref
}

// Question is one for the review, which code cannot answer.
type Question struct {
	Text   string
	Why    string
	Claims []string
}

// builder makes a Review of a result.
type builder struct {
	r     *finding.Report
	o     Options
	forge forge
	v     Review

	serving []*finding.Service
	names   map[*finding.Service]string
}

// Build makes the document of a result. It does not change r.
func Build(r *finding.Report, o Options) *Review {
	b := &builder{r: r, o: o, forge: newForge(o.Origin), names: map[*finding.Service]string{}}
	b.header()
	b.name()
	b.coverage()
	b.services()
	b.findings()
	b.v.Map = b.graph()
	b.criteria()
	b.latency()
	b.context()
	b.questions()
	b.method()
	b.summary()
	b.decision()
	v := report.MapStrings(b.v, report.Visible)
	return &v
}

func (b *builder) header() {
	b.v.Tool = b.r.Tool.Name + " " + b.r.Tool.Version
	b.v.Date = b.o.Date
	b.v.Where, b.v.Name, b.v.Base = b.forge.page, b.forge.name, b.o.Origin.Base
	b.v.Title = cmp.Or(b.o.Title, b.forge.name, "this repository")
	b.v.Revision = cmp.Or(b.r.Repository.Revision, b.o.Origin.Revision)
	if b.v.Revision == "" {
		b.v.RevisionWhy = cmp.Or(b.o.Origin.Unknown, "the folder says nothing of it")
	}
}

// serves reports whether others wait for what a service does.
func serves(s *finding.Service) bool { return s.Verdict.Fit != "not-a-backend" }

// name names the services: by folder, and by language where two share one.
func (b *builder) name() {
	roots := map[string]int{}
	for i := range b.r.Services {
		roots[b.r.Services[i].Root]++
	}
	seen := map[string]int{}
	for i := range b.r.Services {
		s := &b.r.Services[i]
		name := s.Root
		if name == "." {
			name = "top folder"
		}
		if roots[s.Root] > 1 {
			name += " (" + languageName(s) + ", " + s.Kind + ")"
		}
		if seen[name]++; seen[name] > 1 {
			name += fmt.Sprintf(" %d", seen[name])
		}
		b.names[s] = name
		if serves(s) {
			b.serving = append(b.serving, s)
		}
	}
}

func languageName(s *finding.Service) string {
	switch {
	case s.TypeScript:
		return "TypeScript"
	case s.Language == "node":
		return "JavaScript"
	case s.Language == "python":
		return "Python"
	}
	return s.Language
}

// platform is what a service runs on.
func platform(s *finding.Service) string {
	switch s.Language {
	case "node":
		return "Node.js"
	case "python":
		return "Python"
	}
	return s.Language
}

func (b *builder) ref(path string, line int) Ref { return b.forge.ref(path, line, 0) }

// refs returns a place as a list, empty when there is none.
func (b *builder) refs(path string, line int) []Ref {
	if path == "" {
		return nil
	}
	return []Ref{b.ref(path, line)}
}

func (b *builder) coverage() {
	c := &b.r.Completeness
	v := &b.v.Coverage
	v.Complete = c.Status == "complete"
	v.Lines = append(v.Lines, fmt.Sprintf("%s of %s with source code read (%s).", number(c.Parsed), count(c.Files, "file"), report.Size(c.Bytes)))
	if c.Partial > 0 {
		v.Lines = append(v.Lines, fmt.Sprintf("%s read only in part, for syntax errors.", count(c.Partial, "file")))
	}
	if c.SetAside > 0 {
		v.Lines = append(v.Lines, fmt.Sprintf("%s of tests, examples and documentation set aside: none of it runs for others.", count(c.SetAside, "file")))
	}
	if b.r.Repository.Dirty {
		v.Lines = append(v.Lines, "The work tree had changes that are not in the revision.")
	}
	v.Reasons = report.ByReason(c.Skipped)
	if len(c.Skipped) > 0 {
		v.Lines = append(v.Lines, fmt.Sprintf("%s not read: %s.", count(len(c.Skipped), "file"), v.Reasons))
	}
	var gaps []string
	for _, g := range []struct {
		n    int
		noun string
	}{{c.Gaps.UnresolvedCalls, "call"}, {c.Gaps.DynamicImports, "dynamic import"}, {c.Gaps.UnresolvedFiles, "import"}} {
		if g.n > 0 {
			gaps = append(gaps, count(g.n, g.noun))
		}
	}
	if len(gaps) > 0 {
		v.Lines = append(v.Lines, list(gaps)+" could not be followed: what lies behind is not in this review.")
	}
	if !v.Complete {
		v.Lines = append(v.Lines, "The result is incomplete: where nothing is reported, that covers only what was read.")
	}
	for i, s := range c.Skipped {
		if i == maxFiles {
			v.More = len(c.Skipped) - maxFiles
			break
		}
		v.Unread = append(v.Unread, Point{s.Reason, b.refs(s.Path, 0)})
	}
	for i, s := range c.Broken {
		if i == maxFiles {
			v.Partial = append(v.Partial, Point{Text: fmt.Sprintf("and %s", count(len(c.Broken)-i, "more file"))})
			break
		}
		v.Partial = append(v.Partial, Point{s.Reason, b.refs(s.Path, 0)})
	}
	for i, n := range c.Notes {
		if i == maxFiles {
			v.Notes = append(v.Notes, fmt.Sprintf("and %d more", len(c.Notes)-i))
			break
		}
		v.Notes = append(v.Notes, n)
	}
}

// fitOrder sorts services: those to talk about first.
var fitOrder = []string{"misfit", "strained", "unknown", "fits"}

func (b *builder) services() {
	found := map[string]Counts{}
	for i := range b.r.Findings {
		f := &b.r.Findings[i]
		c := found[f.Service]
		c.add(f.Severity)
		found[f.Service] = c
		b.v.Counts.add(f.Severity)
	}
	for i := range b.r.Services {
		s := &b.r.Services[i]
		if !serves(s) {
			b.v.Others = append(b.v.Others, Other{b.names[s], languageName(s), s.Kind, s.Files, found[s.Root]})
		}
	}
	order := slices.Clone(b.serving)
	slices.SortStableFunc(order, func(x, y *finding.Service) int {
		return cmp.Compare(slices.Index(fitOrder, x.Verdict.Fit), slices.Index(fitOrder, y.Verdict.Fit))
	})
	b.serving = order
	for i, s := range order {
		v := b.service(s)
		v.ID = fmt.Sprintf("service-%d", i+1)
		v.Counts = found[s.Root]
		b.v.Services = append(b.v.Services, v)
	}
}

func (c *Counts) add(s finding.Severity) {
	switch s {
	case finding.Error:
		c.Error++
	case finding.Warning:
		c.Warning++
	default:
		c.Info++
	}
}

func (b *builder) service(s *finding.Service) Service {
	v := Service{
		Name: b.names[s], Language: languageName(s), Kind: s.Kind, Frameworks: strings.Join(s.Frameworks, ", "),
		Concurrency: s.Concurrency, Runtime: s.Runtime, Files: s.Files, Entries: s.Entries,
		Fit: s.Verdict.Fit, Confidence: s.Verdict.Confidence, Recommendation: s.Verdict.Recommendation, Effort: s.Verdict.Effort,
		WouldChange: s.Verdict.WouldChange, Unknowable: s.Verdict.Unknowable,
	}
	if s.Manifest != "" {
		v.Manifest = b.ref(s.Manifest, 0)
	}
	for _, e := range s.Entry {
		v.Entry = append(v.Entry, b.ref(e, 0))
	}
	v.Recognized = b.reasons(s.Recognized)
	v.Unused = b.reasons(s.Unused)
	heaviest := 0.0
	for _, e := range s.Verdict.Evidence {
		heaviest = max(heaviest, e.Weight)
	}
	for _, e := range s.Verdict.Evidence {
		x := Evidence{Claim: e.Claim, Text: e.Text, At: b.refs(e.Path, e.Line), Weight: fmt.Sprintf("%.2f", e.Weight), Width: percent(e.Weight, heaviest)}
		if e.Leans == "for" {
			v.For = append(v.For, x)
		} else {
			v.Against = append(v.Against, x)
		}
	}
	scale := max(finding.MisfitFrom*4/3, s.Verdict.Score)
	v.Score = Gauge{
		Score: fmt.Sprintf("%.2f", s.Verdict.Score), Strained: fmt.Sprintf("%.2f", finding.StrainedFrom), Misfit: fmt.Sprintf("%.2f", finding.MisfitFrom),
		Width: percent(s.Verdict.Score, scale), StrainedAt: percent(finding.StrainedFrom, scale), MisfitAt: percent(finding.MisfitFrom, scale),
	}
	v.Profile = b.profile(s)
	return v
}

func (b *builder) reasons(list []finding.Reason) []Point {
	var out []Point
	for _, r := range list {
		out = append(out, Point{r.Text, b.refs(r.Path, r.Line)})
	}
	return out
}

// percent is n as a part of all, from 0 to 100, at least 1 for what is there.
func percent(n, all float64) int {
	switch {
	case n <= 0 || all <= 0:
		return 0
	case n >= all:
		return 100
	}
	return max(1, int(100*n/all+0.5))
}

// work says what a signal means.
type work struct {
	id    string
	class string // waits, connects, computes or other
	label string
	doing string // after the name of a service, in the infinitive
}

// Classes of work.
const (
	waits    = "waits"
	connects = "connects"
	computes = "computes"
	other    = "other"
)

// works are the signals in the order of a profile: what waits, what keeps
// connections, what computes, the rest.
var works = []work{
	{"orm", waits, "Database", "work on a database"},
	{"cache", waits, "Cache", "use a cache"},
	{"outbound-http", waits, "Calls to other systems", "call other systems"},
	{"grpc", waits, "gRPC", "talk gRPC"},
	{"queue", waits, "Queue", "hand work to a queue"},
	{"graphql", waits, "GraphQL", "answer GraphQL"},
	{"websocket", connects, "Open sockets", "keep sockets open"},
	{"sse", connects, "Event streams", "stream events"},
	{"ml-inference", computes, "Model inference", "run models"},
	{"ml-training", computes, "Model training", "train models"},
	{"data-processing", computes, "Data processing", "process data"},
	{"image-processing", computes, "Images", "process images"},
	{"video", computes, "Video", "process video"},
	{"pdf", computes, "Documents", "make or read documents"},
	{"subprocess-python", computes, "Python processes", "start Python processes"},
	{"notebooks", other, "Notebooks", "are worked on in notebooks"},
	{"react-frontend", other, "Rendered pages", "render pages"},
	{"shared-types", other, "Types shared with the frontend", "share types"},
	{"openapi-codegen", other, "Types generated from the API's description", "generate types"},
}

func workOf(id string) work {
	for _, w := range works {
		if w.id == id {
			return w
		}
	}
	return work{id: id, class: other, label: id, doing: id}
}

// profile returns the kinds of a service's work and how much of it each is.
func (b *builder) profile(s *finding.Service) []Bar {
	var out []Bar
	for i := range s.Signals {
		g := &s.Signals[i]
		if g.ID == "outbound-http-aggregation" { // outbound-http again
			continue
		}
		w := workOf(g.ID)
		bar := Bar{Signal: g.ID, Label: w.label, Class: w.class, By: g.Name, At: b.refs(g.Path, g.Line), Known: g.Serving != "unknown"}
		switch {
		case g.Serving == "yes" && s.Entries > 0:
			bar.Width = percent(float64(g.Entries), float64(s.Entries))
			bar.Share = fmt.Sprintf("%d of %s", g.Entries, count(s.Entries, "entry"))
		case g.Serving == "no":
			bar.Share = "no entry leads here"
		default:
			bar.Known = false
			bar.Share = "not known whether entries lead here"
		}
		out = append(out, bar)
	}
	slices.SortStableFunc(out, func(x, y Bar) int { return cmp.Compare(workRank(x.Signal), workRank(y.Signal)) })
	return out
}

func workRank(id string) int {
	if i := slices.IndexFunc(works, func(w work) bool { return w.id == id }); i >= 0 {
		return i
	}
	return len(works)
}

// findings lists the worst findings and counts the rest.
func (b *builder) findings() {
	b.v.Rules = slices.Clone(b.o.Rules)
	number := map[string]int{}
	for i := range b.v.Rules {
		number[b.v.Rules[i].ID] = i
	}
	filter := map[string]int{}
	for i := range b.r.Findings {
		f := &b.r.Findings[i]
		if _, ok := number[f.Rule]; !ok {
			number[f.Rule] = len(b.v.Rules)
			b.v.Rules = append(b.v.Rules, Rule{ID: f.Rule, Severity: f.Severity, Claims: f.Claims})
		}
		b.v.Rules[number[f.Rule]].Count++
		if _, ok := filter[f.Service]; !ok {
			filter[f.Service] = len(filter)
		}
	}
	for i := range b.v.Services {
		b.v.Services[i].Filter = -1
		if n, ok := filter[b.serving[i].Root]; ok {
			b.v.Services[i].Filter = n
		}
	}
	h := &b.r.Hidden
	for _, d := range []struct {
		n   int
		why string
	}{
		{h.Ignored, "ignored by comments beside the code"},
		{h.Accepted, "accepted by the configuration"},
		{h.Baseline, "listed in a baseline"},
		{h.Unchanged, "on lines that did not change"},
	} {
		if d.n > 0 {
			b.v.Dropped = append(b.v.Dropped, fmt.Sprintf("%s left out: %s.", count(d.n, "finding"), d.why))
		}
	}
	worst := report.WorstFirst(b.r.Findings)
	b.v.Hidden = max(0, len(worst)-maxFindings)
	for i, f := range worst[:len(worst)-b.v.Hidden] {
		v := Finding{
			ID: fmt.Sprintf("finding-%d", i+1), Rule: f.Rule, RuleNumber: number[f.Rule], Service: rootName(f.Service), Filter: filter[f.Service],
			Severity: f.Severity.String(), Confidence: f.Confidence.String(), Cost: f.Cost, Message: f.Message, Help: f.Help,
			Claims: f.Claims, Entries: f.Entries, At: b.forge.ref(f.Location.Path, f.Location.Line, f.Location.EndLine),
		}
		v.Frame, v.Cut = frame(f)
		v.Steps = b.steps(f.Trace)
		b.v.Findings = append(b.v.Findings, v)
	}
}

func rootName(root string) string {
	if root == "." {
		return "top folder"
	}
	return root
}

// steps returns a chain, the middle of a long one left out.
func (b *builder) steps(trace []finding.Step) []Step {
	var out []Step
	for i := range trace {
		if len(trace) > maxSteps && i >= maxSteps/2 && i < len(trace)-maxSteps/2 {
			if i == maxSteps/2 {
				out = append(out, Step{Text: fmt.Sprintf("… %d more steps …", len(trace)-maxSteps/2*2)})
			}
			continue
		}
		out = append(out, Step{trace[i].Text, b.ref(trace[i].Path, trace[i].Line)})
	}
	return out
}

// frame returns the source lines of a finding with its region marked, and how
// many lines are left out.
func frame(f *finding.Finding) (lines []Line, cut int) {
	for i, src := range f.Snippet {
		if i == maxFrame {
			return lines, len(f.Snippet) - i
		}
		start, end := 0, len(src)
		if i == 0 {
			start = min(max(f.Location.Column-1, 0), len(src))
		}
		if f.Location.Line+i == f.Location.EndLine {
			end = min(max(f.Location.EndColumn-1, start), len(src))
		}
		if f.Location.Column < 1 { // the line as a whole
			start, end = 0, len(src)
		}
		// Of a line too long to show, what is before the region goes first.
		before := src[:start]
		if len(before) > maxColumns/2 {
			from := len(before) - maxColumns/2
			for from < len(before) && !utf8.RuneStart(before[from]) {
				from++
			}
			before = "…" + before[from:]
		}
		lines = append(lines, Line{f.Location.Line + i, tabs(before), tabs(clip(src[start:end])), tabs(clip(src[end:]))})
	}
	return lines, 0
}

func tabs(s string) string { return strings.ReplaceAll(s, "\t", "    ") }

func clip(s string) string {
	if len(s) <= maxColumns {
		return s
	}
	end := maxColumns
	for end > maxColumns-utf8.UTFMax && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}

// count returns "1 file", "3,000 files" or "2 entries".
func count(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "ry"):
		return number(n) + " " + strings.TrimSuffix(noun, "y") + "ies"
	}
	return number(n) + " " + noun + "s"
}

// number returns n with thousands set apart.
func number(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// list joins words: "a, b and c"; of many only the first are named.
func list(words []string) string {
	const shown = 5
	if len(words) > shown+1 {
		words = append(slices.Clone(words[:shown]), fmt.Sprintf("%d more", len(words)-shown))
	}
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// SeverityNames are the severities of findings, the gravest first.
func (*Review) SeverityNames() []string { return []string{"error", "warning", "info"} }
