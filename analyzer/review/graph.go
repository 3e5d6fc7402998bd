package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/report"
)

// Map is the service map: what runs, what it talks to, and where code shows it.
type Map struct {
	Nodes []Node
	Edges []Edge
	Drawn Drawings
	Notes []string // what the picture leaves out or does not mean
}

// Node is a box of the map.
type Node struct {
	Kind  string // callers, frontend, service, system
	Title string
	Lines []string // what stands below the title
	Fit   string   // of a service
	Layer int      // column, from 0
}

// Edge is an arrow of the map, from one node to another by their numbers.
type Edge struct {
	From, To int
	Label    string
	Built    bool   // one is built into the other: they do not talk
	Text     string // a sentence without its subject: "calls the queue"
	Names    string // of the boxes: "api → Database"
	At       []Ref
}

// systems are the boxes on the right, by the signals that lead to them. A box
// is a kind of system: code does not tell whether two services use the same
// one.
var systems = []struct {
	title, label, text string
	signal             string
	edge               string // kind of the edges that lead to services instead, "" for none
}{
	{"Database", "database", "works on a database", "orm", ""},
	{"Cache", "cache", "uses a cache", "cache", ""},
	{"Queue", "queue", "hands work to a queue", "queue", ""},
	{"Other systems, HTTP", "HTTP", "calls other systems over HTTP", "outbound-http", "http"},
	{"Other systems, gRPC", "gRPC", "talks gRPC", "grpc", "grpc"},
	{"Python processes", "process", "starts Python processes", "subprocess-python", "subprocess"},
}

// edgeTexts say what an edge between services is.
var edgeTexts = map[string]struct{ label, text string }{
	"http":       {"HTTP", "calls it over HTTP"},
	"websocket":  {"WebSocket", "opens a WebSocket to it"},
	"grpc":       {"gRPC", "calls it by gRPC"},
	"queue":      {"queue", "feeds it by a queue"},
	"subprocess": {"process", "starts it as a process"},
	"database":   {"database", "shares a database with it"},
	"package":    {"package", "contains it as a package"},
}

func (b *builder) graph() Map {
	var m Map
	at := map[finding.ServiceRef]int{}
	var fronts, drawn []*finding.Service
	joined := map[finding.ServiceRef]bool{}
	for _, e := range b.r.Between.Edges {
		joined[e.From], joined[e.To] = true, true
	}
	for i := range b.r.Services {
		if s := &b.r.Services[i]; s.Kind == "frontend" && !serves(s) {
			fronts = append(fronts, s)
		}
	}
	// What is joined to something goes first where not all can be drawn.
	pick := func(from []*finding.Service, most int, what string) []*finding.Service {
		if len(from) <= most {
			return from
		}
		m.Notes = append(m.Notes, fmt.Sprintf("%s not drawn: the picture would not be one.", count(len(from)-most, "more "+what)))
		from = slices.Clone(from)
		slices.SortStableFunc(from, func(x, y *finding.Service) int {
			return cmp.Compare(bit(joined[y.Ref()]), bit(joined[x.Ref()]))
		})
		return from[:most]
	}
	fronts = pick(fronts, maxNodes/3, "frontend")
	drawn = pick(b.serving, maxNodes, "service")
	callers := -1
	if slices.ContainsFunc(drawn, answers) {
		callers = 0
		m.Nodes = append(m.Nodes, Node{Kind: "callers", Title: "Callers", Lines: []string{"requests and events"}})
	}
	for _, s := range fronts {
		at[s.Ref()] = len(m.Nodes)
		m.Nodes = append(m.Nodes, Node{Kind: "frontend", Title: b.names[s], Lines: []string{join(languageName(s), firstThree(s.Frameworks)), "frontend"}})
	}
	for _, s := range drawn {
		at[s.Ref()] = len(m.Nodes)
		m.Nodes = append(m.Nodes, Node{
			Kind: "service", Title: b.names[s], Fit: s.Verdict.Fit,
			Lines: []string{join(languageName(s), firstThree(s.Frameworks)), s.Kind + ": " + s.Verdict.Fit},
		})
	}
	for _, s := range drawn {
		if callers >= 0 && answers(s) {
			m.edge(callers, at[s.Ref()], count(s.Entries, "entry"), "reach it by "+count(s.Entries, "entry"), b.reasons(s.Recognized))
		}
	}
	packages := false
	for _, e := range b.r.Between.Edges {
		from, known := at[e.From]
		to, both := at[e.To]
		if !known || !both || from == to {
			continue
		}
		t := edgeTexts[e.Kind]
		text := cmp.Or(t.text, e.Kind)
		if e.Name != "" {
			text += " (" + e.Name + ")"
		}
		m.edge(from, to, t.label, text, b.reasons([]finding.Reason{e.Here, e.Far}))
		packages = packages || e.Kind == "package"
	}
	b.systems(&m, drawn, at)
	for i := range m.Edges {
		e := &m.Edges[i]
		e.Names = m.Nodes[e.From].Title + " → " + m.Nodes[e.To].Title
		e.Built = e.Label == edgeTexts["package"].label
	}
	m.layers()
	if slices.ContainsFunc(m.Nodes, func(n Node) bool { return n.Kind == "system" }) {
		m.Notes = append(m.Notes, "A database, cache, queue or other system is drawn once for all services that use one of its kind; code does not tell whether they use the same one.")
	}
	if packages {
		m.Notes = append(m.Notes, "A dotted line leads from a part to a package of the repository that is built into it.")
	}
	if len(fronts) > 0 && len(b.r.Between.Edges) == 0 {
		m.Notes = append(m.Notes, "No call from one part to another could be shown from code, so none is drawn; that is not to say that there is none.")
	}
	m = report.MapStrings(m, report.Visible) // what is measured is what is shown
	m.Drawn = draw(&m)
	return m
}

// systems adds what the services talk to. Whom a frontend asks is what the edges
// between services say.
func (b *builder) systems(m *Map, list []*finding.Service, at map[finding.ServiceRef]int) {
	for _, sys := range systems {
		node := -1
		var by []string
		for _, s := range list {
			for i := range s.Signals {
				g := &s.Signals[i]
				if g.ID != sys.signal || b.within(s, g, sys.edge) {
					continue
				}
				if node < 0 {
					node = len(m.Nodes)
					m.Nodes = append(m.Nodes, Node{Kind: "system", Title: sys.title})
				}
				if lib := library(g.Name, s.Language); !slices.Contains(by, lib) {
					by = append(by, lib)
				}
				label := sys.label
				if g.Serving == "yes" {
					label = fmt.Sprintf("%d of %d", g.Entries, s.Entries)
				}
				m.edge(at[s.Ref()], node, label, sys.text+" by "+g.Name+reach(g, s), []Point{{g.Name, b.refs(g.Path, g.Line)}})
			}
		}
		if node >= 0 {
			m.Nodes[node].Lines = []string{"through " + firstThree(by)}
		}
	}
}

// within reports whether the place that shows a signal is one of those that lead
// to another service of the repository: then it shows no system outside.
func (b *builder) within(s *finding.Service, g *finding.Signal, kind string) bool {
	return kind != "" && slices.ContainsFunc(b.r.Between.Edges, func(e finding.Edge) bool {
		return e.From == s.Ref() && e.Kind == kind && e.Here.Path == g.Path && e.Here.Line == g.Line
	})
}

// reach says in brackets how much of a service leads to a signal.
func reach(g *finding.Signal, s *finding.Service) string {
	switch {
	case g.Serving == "yes" && s.Entries > 0:
		return fmt.Sprintf(" (%d of %s)", g.Entries, count(s.Entries, "entry"))
	case g.Serving == "no":
		return " (outside of requests)"
	}
	return ""
}

func (m *Map) edge(from, to int, label, text string, at []Point) {
	e := Edge{From: from, To: to, Label: label, Text: text}
	for _, p := range at {
		e.At = append(e.At, p.At...)
	}
	for i := range m.Edges { // two ways from one box to another are one arrow
		if o := &m.Edges[i]; o.From == from && o.To == to {
			switch {
			case o.Label == "":
				o.Label = label
			case label != "" && label != o.Label:
				o.Label += ", " + label
			}
			o.Text += "; " + text
			o.At = append(o.At, e.At...)
			return
		}
	}
	m.Edges = append(m.Edges, e)
}

// answers reports whether a service has entries that callers outside wait for.
func answers(s *finding.Service) bool {
	switch s.Kind {
	case "http-api", "realtime", "graphql", "ml-api", "bff", "serverless":
		return s.Entries > 0
	}
	return false
}

// layers gives each node its column: callers and frontends, then services, each
// to the right of those that call it, then other systems.
func (m *Map) layers() {
	next := make([][]int, len(m.Nodes))
	for _, e := range m.Edges {
		if m.Nodes[e.From].Kind == "service" && m.Nodes[e.To].Kind == "service" {
			next[e.From] = append(next[e.From], e.To)
		}
	}
	left := 0
	if slices.ContainsFunc(m.Nodes, func(n Node) bool { return n.Kind == "callers" || n.Kind == "frontend" }) {
		left = 1
	}
	// Depth by a walk in which an edge back to what is still being walked does
	// not count: circles are drawn with one arrow to the left. There are at most
	// maxNodes services, so that recursion is shallow.
	const walking, done = 1, 2
	state := make([]int, len(m.Nodes))
	height := make([]int, len(m.Nodes)) // services on the longest way from here
	var walk func(int)
	walk = func(n int) {
		state[n] = walking
		for _, to := range next[n] {
			if state[to] == 0 {
				walk(to)
			}
			if state[to] == done {
				height[n] = max(height[n], height[to]+1)
			}
		}
		state[n] = done
	}
	deepest := 0
	for i := range m.Nodes {
		if m.Nodes[i].Kind == "service" && state[i] == 0 {
			walk(i)
		}
		deepest = max(deepest, height[i])
	}
	// A service stands as far left as its callers let it, so that one that calls
	// nobody and is called by nobody is beside the callers.
	for i := range m.Nodes {
		switch n := &m.Nodes[i]; n.Kind {
		case "service":
			n.Layer = left
		case "system":
			n.Layer = left + deepest + 1
		}
	}
	for range len(m.Nodes) {
		moved := false
		for _, e := range m.Edges {
			from, to := &m.Nodes[e.From], &m.Nodes[e.To]
			if from.Kind == "service" && to.Kind == "service" && height[e.From] > height[e.To] && to.Layer <= from.Layer {
				to.Layer, moved = from.Layer+1, true
			}
		}
		if !moved {
			break
		}
	}
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// join puts what is not empty together.
func join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

func firstThree(words []string) string {
	if len(words) > 3 {
		words = append(slices.Clone(words[:3]), fmt.Sprintf("%d more", len(words)-3))
	}
	return strings.Join(words, ", ")
}

// library returns the package that the name of something used begins with, as
// far as the name tells.
func library(name, language string) string {
	if language != "node" {
		top, _, _ := strings.Cut(name, ".")
		return top
	}
	if strings.HasPrefix(name, "@") {
		scope, rest, _ := strings.Cut(name, "/")
		if i := strings.IndexAny(rest, "./"); i >= 0 {
			rest = rest[:i]
		}
		return scope + "/" + rest
	}
	top, rest, ok := strings.Cut(name, ".")
	if pkg, _, subpath := strings.Cut(top, "/"); subpath {
		return pkg
	}
	// socket.io and discord.js are names of packages.
	if member, _, _ := strings.Cut(rest, "."); ok && (member == "io" || member == "js") {
		return top + "." + member
	}
	return top
}
