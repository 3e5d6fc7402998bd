package review_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/stackfit/stackfit/analyzer/analyzertest"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/history"
	"github.com/stackfit/stackfit/analyzer/report"
	"github.com/stackfit/stackfit/analyzer/review"
)

const revision = "0123456789abcdef0123456789abcdef01234567"

// sample is a result of two languages, a queue between them, and work that does
// not fit.
func sample() (*finding.Report, review.Options) {
	api := finding.Service{
		Root: "api", Language: "node", TypeScript: true, Kind: "http-api", Frameworks: []string{"express", "socket.io"}, Manifest: "api/package.json",
		Entry: []string{"api/src/server.ts"}, Concurrency: "event-loop", Runtime: ">=22", Files: 41, Entries: 20,
		Recognized: []finding.Reason{{Text: "express.listen runs here", Path: "api/src/server.ts", Line: 12}},
		Unused:     []finding.Reason{{Text: "sharp (image-processing) is declared and never used", Path: "api/package.json", Line: 9}},
		Signals: []finding.Signal{
			{ID: "websocket", Path: "api/src/live.ts", Line: 3, Name: "socket.io.Server", Serving: "yes", Entries: 2},
			{ID: "ml-inference", Path: "api/src/price.ts", Line: 8, Name: "@tensorflow/tfjs-node.loadLayersModel", Serving: "yes", Entries: 9},
			{ID: "queue", Path: "api/src/jobs.ts", Line: 4, Name: "bullmq.Queue", Serving: "yes", Entries: 3},
			{ID: "outbound-http", Path: "api/src/rates.ts", Line: 6, Name: "fetch", Serving: "yes", Entries: 12},
			{ID: "outbound-http-aggregation", Path: "api/src/rates.ts", Line: 6, Name: "fetch", Serving: "yes", Entries: 12},
			{ID: "orm", Path: "api/src/db.ts", Line: 2, Name: "@prisma/client.PrismaClient", Serving: "unknown"},
			{ID: "pdf", Path: "api/src/invoice.ts", Line: 5, Name: "pdfkit", Serving: "no"},
		},
		Verdict: finding.Verdict{
			Fit: "misfit", Confidence: "high", Recommendation: "move inference to a Python service (FastAPI), or to a worker when the model is small",
			Effort: "9 of 20 entries concerned", Score: 3.125,
			Evidence: []finding.Evidence{
				{Claim: "G13", Leans: "against", Weight: 3.125, Text: "@tensorflow/tfjs-node.loadLayersModel runs a model in the Node.js process (9 of 20 entries)", Path: "api/src/price.ts", Line: 8},
				{Claim: "G12", Leans: "for", Weight: 1, Text: "socket.io.Server keeps sockets open, which the event loop is made for", Path: "api/src/live.ts", Line: 3},
			},
			WouldChange: []string{"that work done in another process, or not at all"}, Unknowable: []string{"what the team knows best (G23)"},
		},
	}
	worker := finding.Service{
		Root: "forecast", Language: "python", Kind: "worker", Frameworks: []string{"celery"}, Manifest: "forecast/pyproject.toml",
		Entry: []string{"forecast/worker.py"}, Concurrency: "sync-workers", Files: 12, Entries: 3,
		Signals: []finding.Signal{
			{ID: "data-processing", Path: "forecast/model.py", Line: 3, Name: "pandas.DataFrame", Serving: "yes", Entries: 3},
			{ID: "outbound-http", Path: "forecast/worker.py", Line: 19, Name: "requests.post", Serving: "yes", Entries: 1},
			{ID: "cache", Path: "forecast/keep.py", Line: 7, Name: "redis.Redis", Serving: "yes", Entries: 1},
			{ID: "image-processing", Path: "forecast/plot.py", Line: 21, Name: "PIL.Image.open", Serving: "unknown"},
		},
		Verdict: finding.Verdict{
			Fit: "fits", Confidence: "high", Recommendation: "stay", Effort: "none",
			Evidence:    []finding.Evidence{{Claim: "G17", Leans: "for", Weight: 1, Text: "pandas.DataFrame processes data with Python's libraries", Path: "forecast/model.py", Line: 3}},
			WouldChange: []string{"blocking calls on the event loop (G05)"},
		},
		Declared: &finding.ServiceFacts{Path: "stackfit.toml", Line: 4, Peak: 40},
	}
	web := finding.Service{
		Root: "web", Language: "node", TypeScript: true, Kind: "frontend", Frameworks: []string{"react"}, Manifest: "web/package.json", Files: 88,
		Verdict: finding.Verdict{Fit: "not-a-backend", Confidence: "high"},
	}
	unread := finding.Service{
		Root: ".", Language: "python", Kind: "http-api", Frameworks: []string{"flask"}, Concurrency: "sync-workers", Files: 2, Entries: 1, Manifest: "pyproject.toml",
		Verdict: finding.Verdict{
			Fit: "unknown", Confidence: "low", Recommendation: "decide after reading what could not be read", Effort: "unknown",
			Evidence: []finding.Evidence{{Claim: "G25", Leans: "against", Text: "4 of 6 files could not be read in full", Path: "admin/views.py"}},
		},
	}
	tool := finding.Service{Root: "tools", Language: "node", Kind: "cli", Files: 3, Verdict: finding.Verdict{Fit: "not-a-backend", Confidence: "medium"}}
	r := &finding.Report{
		Schema: 1, Tool: finding.Tool{Name: "stackfit", Version: "v1.2.3"}, Repository: finding.Repository{Root: "."},
		Completeness: finding.Completeness{
			Status: "incomplete", Files: 1204, Parsed: 1180, SetAside: 20, Partial: 1, Bytes: 1_234_567,
			Skipped: []finding.Skip{{Path: "web/app.min.js", Reason: "minified"}, {Path: "data/dump.js", Reason: "over 1 MiB"}},
			Broken:  []finding.Skip{{Path: "api/src/old.js", Reason: "3:1: syntax error"}},
			Gaps:    finding.Gaps{UnresolvedCalls: 3100, DynamicImports: 1},
			Notes:   []string{"detector cpu-work-in-threads: panic: out of range"},
		},
		Services: []finding.Service{api, worker, web, unread, tool},
		Between: finding.Between{
			Edges: []finding.Edge{
				{
					From: web.Ref(), To: api.Ref(), Kind: "http", Name: "/api",
					Here: finding.Reason{Text: "fetch", Path: "web/src/client.ts", Line: 9}, Far: finding.Reason{Text: "GET /api", Path: "api/src/server.ts", Line: 20},
				},
				{
					From: api.Ref(), To: worker.Ref(), Kind: "queue", Name: "forecasts",
					Here: finding.Reason{Text: "forecasts", Path: "api/src/jobs.ts", Line: 4}, Far: finding.Reason{Text: "forecasts", Path: "forecast/worker.py", Line: 5},
				},
				{
					From: worker.Ref(), To: api.Ref(), Kind: "http", Name: "api:3000",
					Here: finding.Reason{Text: "requests.post", Path: "forecast/worker.py", Line: 19}, Far: finding.Reason{Path: "compose.yaml", Line: 7},
				},
			},
			Second: &finding.SecondLanguage{
				Language: "python", Services: []finding.ServiceRef{worker.Ref()},
				Reasons: []finding.Reason{{Text: "forecast uses pandas.DataFrame (data-processing, G17)", Path: "forecast/model.py", Line: 3}},
			},
		},
		Declared: &finding.Declared{Path: "stackfit.toml", Stage: "early", Languages: []string{"typescript", "python"}},
		Findings: []finding.Finding{
			{
				Rule: "cpu-work-on-event-loop", Severity: finding.Error, Confidence: finding.Definite, Cost: "heavy", Service: "api",
				Message: "bcryptjs.hashSync computes cryptography on the event loop while serving POST /login", Help: "use the bcrypt package, which runs in a thread",
				Claims: []string{"G02"}, Entries: 2,
				Location: finding.Location{Path: "api/src/lib/passwords.ts", Line: 9, Column: 10, EndLine: 9, EndColumn: 33},
				Trace: []finding.Step{
					{Path: "api/src/routes/login.ts", Line: 7, Column: 1, Text: "POST /login"},
					{Path: "api/src/services/auth.ts", Line: 12, Column: 9, Text: "login calls hash"},
					{Path: "api/src/lib/passwords.ts", Line: 9, Column: 10, Text: "hash calls bcryptjs.hashSync"},
				},
				Snippet: []string{"\treturn hashSync(password, 12) // slow"},
			},
			{
				Rule: "query-in-loop", Severity: finding.Warning, Confidence: finding.Probable, Cost: "unbounded", Service: "api",
				Message: "prisma.order.findMany is called once for each customer while serving GET /orders", Help: "ask for all at once", Claims: []string{"G09"},
				Location: finding.Location{Path: "api/src/orders.ts", Line: 99, Column: 2, EndLine: 108, EndColumn: 4},
				Trace:    []finding.Step{{Path: "api/src/orders.ts", Line: 90, Column: 2, Text: "GET /orders"}},
				Snippet:  []string{"\tprisma.order.findMany(", "1", "2", "3", "4", "5", "6", "7", "8", "\t\t})"},
			},
			{
				Rule: "blocking-call-on-event-loop", Severity: finding.Info, Confidence: finding.Definite, Cost: "micro", Service: ".",
				Message: "fs.existsSync waits for the file system on the event loop while serving GET /文書",
				Location: finding.Location{
					Path: "a b/c#d?.js", Line: 1, Column: 24, EndLine: 1, EndColumn: 37,
				},
				Snippet: []string{"const x = '文書'; if (fs.existsSync) { " + strings.Repeat("work(); ", 200) + "}"},
			},
		},
		Hidden: finding.Hidden{Ignored: 2, Baseline: 1},
	}
	day := func(s string) time.Time {
		t, err := time.Parse(time.DateOnly, s)
		if err != nil {
			panic(err)
		}
		return t
	}
	return r, review.Options{
		Date:   "2026-11-23",
		Origin: review.Origin{Revision: revision, Remote: "https://deployer:secret@github.com/example/shop.git"},
		Rules: []review.Rule{
			{ID: "blocking-call-on-event-loop", Summary: "Reports calls that wait on an event loop", Severity: finding.Error, Claims: []string{"G02", "G05"}},
			{ID: "cpu-work-on-event-loop", Summary: "Reports library calls that compute on an event loop", Severity: finding.Error, Claims: []string{"G02"}},
			{ID: "query-in-loop", Summary: "Reports queries asked once for each of a list", Severity: finding.Warning, Claims: []string{"G09"}},
			{ID: "external-call-without-timeout", Summary: "Reports calls to other systems without a limit of time", Severity: finding.Warning, Claims: []string{"G09"}},
		},
		History: &history.Facts{
			Revision: revision, Newest: day("2026-11-20"), First: history.Date{Time: day("2024-02-01")},
			Contributors: history.Count{N: 4}, Commits: 310, Sampled: 300,
			Authors:   []history.Author{{Email: "ann@example.org", Commits: 200, Languages: []string{"typescript"}}},
			Languages: []history.Language{{Name: "typescript", Commits: 210, Authors: 3}, {Name: "python", Commits: 90, Authors: 2}},
		},
	}
}

// names mean harm in HTML, Markdown, Mermaid, YAML or on a terminal.
var names = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `</style><script>alert(1)</script>`, `<!--`, `]]>`,
	`javascript:alert(1)`, `{{.Style}}`, `a"] --> b["`, "end", "a`b``c", "[x](javascript:alert(1))", "![x](https://x.example/y.png)", "@everyone #1",
	"a|b", "a\nb: c", "---", "\x1b[2J", "e\u202egpj.js", "\xff\xfe", "\u2028", "C1\u009b2J", "&lt;b&gt;", "$x$", "../../etc/passwd", "%2e%2e/%2f",
	`C:\x`, "文書管理システムのとても長い名前のサービス", strings.Repeat("W", 300), "  lead", "#quot;", "::error::x", "zero\u200bwidth",
}

// hostile is a result all of whose texts are names.
func hostile(names ...string) *finding.Report {
	r := &finding.Report{
		Schema: 1, Tool: finding.Tool{Name: "stackfit", Version: "v1.2.3"}, Repository: finding.Repository{Root: "."},
		Completeness: finding.Completeness{Status: "incomplete", Files: 40, Parsed: 1},
		Declared:     &finding.Declared{},
	}
	fits := []string{"misfit", "strained", "unknown", "fits", "not-a-backend"}
	for i, n := range names {
		c := &r.Completeness
		c.Skipped = append(c.Skipped, finding.Skip{Path: n, Reason: n})
		c.Broken = append(c.Broken, finding.Skip{Path: n, Reason: n})
		c.Notes = append(c.Notes, n)
		s := finding.Service{
			Root: n, Language: []string{"node", "python", n}[i%3], Kind: "http-api", Frameworks: []string{n, n}, Manifest: n, Entry: []string{n},
			Concurrency: n, Runtime: n, Files: 1, Entries: 2,
			Recognized: []finding.Reason{{Text: n, Path: n, Line: 1}}, Unused: []finding.Reason{{Text: n, Path: n}},
			Signals: []finding.Signal{
				{ID: "orm", Path: n, Line: 1, Name: n, Serving: "yes", Entries: 1},
				{ID: n, Path: n, Line: 1, Name: n, Serving: n},
				{ID: "image-processing", Path: n, Line: 1, Name: n, Serving: "unknown"},
			},
			Verdict: finding.Verdict{
				Fit: fits[i%len(fits)], Confidence: n, Recommendation: n, Effort: n, Score: 1,
				Evidence:    []finding.Evidence{{Claim: n, Leans: "for", Weight: 1, Text: n, Path: n, Line: 1}, {Claim: n, Leans: "against", Weight: 2, Text: n, Path: n}},
				WouldChange: []string{n}, Unknowable: []string{n},
			},
			Declared: &finding.ServiceFacts{Path: n, Line: 1, Plans: []string{n}},
		}
		r.Services = append(r.Services, s)
		r.Between.Edges = append(r.Between.Edges, finding.Edge{
			From: r.Services[0].Ref(), To: s.Ref(), Kind: n, Name: n,
			Here: finding.Reason{Text: n, Path: n, Line: 1}, Far: finding.Reason{Text: n, Path: n, Line: 2},
		})
		r.Findings = append(r.Findings, finding.Finding{
			Rule: n, Severity: finding.Error, Confidence: finding.Definite, Cost: n, Service: n, Symbol: n, Message: n, Help: n, Claims: []string{n},
			Location: finding.Location{Path: n, Line: 1, Column: 1, EndLine: 1, EndColumn: len(n) + 1},
			Trace:    []finding.Step{{Path: n, Line: 1, Column: 1, Text: n}}, Snippet: []string{n},
		})
		r.Between.Second = &finding.SecondLanguage{Language: "python", Reasons: []finding.Reason{{Text: n, Path: n, Line: 1}}}
		r.Declared.Languages = append(r.Declared.Languages, n)
		r.Declared.Plans = append(r.Declared.Plans, n)
		r.Declared.Stage, r.Declared.Path = n, n
	}
	return r
}

func hostileOptions(name string) review.Options {
	return review.Options{
		Title: name, Date: name, Rules: []review.Rule{{ID: name, Summary: name, Claims: []string{name}}},
		Origin: review.Origin{Revision: name, Unknown: name, Remote: name, Base: name},
	}
}

var writers = []struct {
	name  string
	write func(io.Writer, *review.Review) error
}{{"html", review.HTML}, {"md", review.Markdown}, {"adr", review.ADR}}

func write(tb testing.TB, v *review.Review, to func(io.Writer, *review.Review) error) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := to(&b, v); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	ordinary, options := sample()
	bad := hostile(names...)
	badOptions := hostileOptions(names[0])
	badOptions.Origin = review.Origin{Revision: revision, Remote: "git@gitlab.com:group/sub/project.git", Base: "a b/<c>"}
	for _, c := range []struct {
		name string
		r    *finding.Report
		o    review.Options
	}{
		{"sample", ordinary, options},
		{"hostile", bad, badOptions},
		{"empty", &finding.Report{Tool: finding.Tool{Name: "stackfit", Version: "v1.2.3"}, Completeness: finding.Completeness{Status: "complete"}}, review.Options{}},
	} {
		before := report.MapStrings(*c.r, strings.Clone)
		v := review.Build(c.r, c.o)
		if diff := cmp.Diff(before, report.MapStrings(*c.r, strings.Clone)); diff != "" {
			t.Errorf("%s: Build changed the result: %s", c.name, diff)
		}
		for _, w := range writers {
			t.Run(c.name+"/"+w.name, func(t *testing.T) {
				analyzertest.Golden(t, "testdata/"+c.name+"."+w.name, write(t, v, w.write))
			})
		}
	}
}

func TestFullDisk(t *testing.T) {
	r, o := sample()
	for _, w := range writers {
		if err := w.write(full{}, review.Build(r, o)); err == nil || !strings.Contains(err.Error(), "no space left") {
			t.Errorf("%s: error %v", w.name, err)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, fmt.Errorf("no space left") }

// document is a parsed page.
type document struct {
	root *html.Node
	tags []string // of all elements, in order
}

func parse(tb testing.TB, page []byte) document {
	tb.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		tb.Fatal(err)
	}
	d := document{root: root}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			d.tags = append(d.tags, n.Data)
		}
	}
	return d
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// check holds a page to what every page must be: one file that asks for nothing
// else, whose script and style are those its policy allows, and whose structure
// a screen reader can follow.
func check(tb testing.TB, d document, links string) {
	tb.Helper()
	ids := map[string]bool{}
	var wanted []string
	policy := ""
	level := 0
	var inline []string
	for n := range d.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" || a.Key == "srcset" || a.Key == "action" || a.Key == "formaction":
				tb.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			case a.Key == "id":
				if ids[a.Val] {
					tb.Errorf("id %q twice", a.Val)
				}
				ids[a.Val] = true
			case a.Key == "aria-labelledby":
				wanted = append(wanted, strings.Fields(a.Val)...)
			case a.Key == "for":
				wanted = append(wanted, a.Val)
			case a.Key == "marker-end":
				wanted = append(wanted, strings.TrimSuffix(strings.TrimPrefix(a.Val, "url(#"), ")"))
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				wanted = append(wanted, a.Val[1:])
			case a.Key == "href" && n.Data == "link":
				if a.Val != "data:," {
					tb.Errorf("<link href=%q>", a.Val)
				}
			case a.Key == "href":
				if links == "" || !strings.HasPrefix(a.Val, links) || strings.ContainsAny(a.Val, "\"'<> \n") {
					tb.Errorf("link to %q", a.Val)
				}
			}
		}
		switch n.Data {
		case "script", "style":
			inline = append(inline, n.Data+"-src 'sha256-"+hash(text(n))+"'")
		case "meta":
			if v, _ := attr(n, "http-equiv"); v == "Content-Security-Policy" {
				policy, _ = attr(n, "content")
				if n.Parent.Data != "head" {
					tb.Error("the policy is not in the head")
				}
			} else if v != "" {
				tb.Errorf("<meta http-equiv=%q>", v)
			}
		case "h1", "h2", "h3", "h4", "h5", "h6":
			l := int(n.Data[1] - '0')
			if l > level+1 {
				tb.Errorf("<%s> %q after a heading of level %d", n.Data, text(n), level)
			}
			level = l
		case "iframe", "object", "embed", "base", "img", "image", "use", "foreignobject":
			tb.Errorf("<%s>", n.Data)
		}
	}
	if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") {
		tb.Errorf("policy %q", policy)
	}
	if len(inline) != 2 {
		tb.Errorf("%d scripts and styles, want one of each", len(inline))
	}
	for _, i := range inline {
		if !strings.Contains(policy, i) {
			tb.Errorf("policy %q does not allow %s", policy, i)
		}
	}
	for _, w := range wanted {
		if !ids[w] {
			tb.Errorf("nothing has the id %q", w)
		}
	}
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return base64.StdEncoding.EncodeToString(sum[:])
}

func TestPage(t *testing.T) {
	r, o := sample()
	page := write(t, review.Build(r, o), review.HTML)
	check(t, parse(t, page), "https://github.com/example/shop")
	for _, never := range []string{"secret", "deployer", "ann@example.org"} {
		if bytes.Contains(page, []byte(never)) {
			t.Errorf("the page holds %q", never)
		}
	}
	check(t, parse(t, write(t, review.Build(&finding.Report{}, review.Options{}), review.HTML)), "")
}

// TestSummary holds the summary to its five sentences.
func TestSummary(t *testing.T) {
	r, o := sample()
	want := []string{
		"3 services that answer requests, events or jobs were found (2 in Python and 1 in TypeScript), beside 1 frontend and one library or tool.",
		"api does work that belongs elsewhere (misfit); top folder could not be judged for want of code that could be read (unknown); forecast fits the language it is written in (fits).",
		"1 error and 1 warning were found; the first to look at: bcryptjs.hashSync computes cryptography on the event loop while serving POST /login, at api/src/lib/passwords.ts:9.",
		"Of 13 criteria of the guidance, 3 point to Node.js (real time; mostly asks other systems; types shared with a frontend), 2 point to Python (machine learning in the service; data processing and science), one points to both, each for its part; the others point nowhere or cannot be told from code.",
		"This rests on 1,180 of 1,184 source files (1 only in part), tests, examples and documentation aside; what the team knows, the load and the plans are not in code, and are among the 10 open questions at the end.",
	}
	if diff := cmp.Diff(want, review.Build(r, o).Summary); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// FuzzHTML builds pages of names. However a name looks, the page has the same
// elements as with a name that means nothing.
func FuzzHTML(f *testing.F) {
	for _, n := range names {
		f.Add(n)
	}
	f.Fuzz(func(t *testing.T, name string) {
		name = "n" + name // an empty name leaves things out
		page := func(name string) document {
			return parse(t, write(t, review.Build(hostile(name, name+"2"), hostileOptions(name)), review.HTML))
		}
		got := page(name)
		check(t, got, "")
		if diff := cmp.Diff(page("name").tags, got.tags); diff != "" {
			t.Errorf("%q changes the page (-want +got):\n%s", name, diff)
		}
	})
}

var mermaidLine = regexp.MustCompile(`^(flowchart LR|  n\d+(\["|\[\("|\(\[")([ .,0-9a-zA-Z…-]|#\d+;|<br/>)*("\]|"\)\]|"\]\))|  n\d+ -->(\|"([ .,0-9a-zA-Z…-]|#\d+;)*"\|)? n\d+)$`)

// FuzzMermaid sees that a map is made of boxes and arrows whatever stands in
// them, and that no text of a name begins a line of Markdown.
func FuzzMermaid(f *testing.F) {
	for _, n := range names {
		f.Add(n)
	}
	f.Fuzz(func(t *testing.T, name string) {
		name = "n" + name
		build := func(name string) (string, int) {
			md := string(write(t, review.Build(hostile(name, name+"2"), hostileOptions(name)), review.Markdown))
			_, rest, ok := strings.Cut(md, "```mermaid\n")
			diagram, _, end := strings.Cut(rest, "\n```\n")
			if !ok || !end {
				t.Fatalf("no diagram in:\n%s", md)
			}
			return diagram, strings.Count(md, "\n")
		}
		diagram, lines := build(name)
		for line := range strings.SplitSeq(diagram, "\n") {
			if !mermaidLine.MatchString(line) {
				t.Errorf("line %q", line)
			}
		}
		if _, want := build("name"); lines != want {
			t.Errorf("%q makes %d lines, want %d", name, lines, want)
		}
	})
}

// TestSize writes as many findings as a page shows, each with a chain and
// links, and more than that.
func TestSize(t *testing.T) {
	r, o := sample()
	f := r.Findings[0]
	f.Rule = "query-in-loop"
	f.Trace = nil
	for i := range 6 {
		f.Trace = append(f.Trace, finding.Step{
			Path: fmt.Sprintf("packages/backend/src/modules/accounts/controllers/step%d.controller.ts", i), Line: 100 + i, Column: 9,
			Text: "AccountsController.create calls AccountsService.createForOrganization",
		})
	}
	r.Findings = nil
	for i := range 700 {
		f.Location.Line = i + 1
		r.Findings = append(r.Findings, f)
	}
	page := write(t, review.Build(r, o), review.HTML)
	if len(page) > 2_000_000 {
		t.Errorf("%d bytes", len(page))
	}
	if n := bytes.Count(page, []byte(`<details class="finding `)); n != 500 {
		t.Errorf("%d findings, want 500", n)
	}
	for _, want := range []string{"200 more findings", "and 690 more among the findings"} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// TestLinks makes addresses of remotes as they are configured.
func TestLinks(t *testing.T) {
	for _, c := range []struct{ remote, base, path, want string }{
		{"https://github.com/o/r.git", "", "a/b.js", "https://github.com/o/r/blob/" + revision + "/a/b.js#L7"},
		{"https://user:secret@github.com/o/r", "", "a.js", "https://github.com/o/r/blob/" + revision + "/a.js#L7"},
		{"git@github.com:o/r.git", "svc/api", "a.js", "https://github.com/o/r/blob/" + revision + "/svc/api/a.js#L7"},
		{"ssh://git@github.com:22/o/r.git", "", "a.js", "https://github.com/o/r/blob/" + revision + "/a.js#L7"},
		{"https://gitlab.com/g/s/p.git", "", "a.js", "https://gitlab.com/g/s/p/-/blob/" + revision + "/a.js#L7"},
		{"git@bitbucket.org:o/r.git", "", "a.js", "https://bitbucket.org/o/r/src/" + revision + "/a.js#lines-7"},
		{"https://GitHub.com/o/r", "", "a b/#?%\xff.js", "https://github.com/o/r/blob/" + revision + "/a%20b/%23%3F%25%FF.js#L7"},
		{"https://github.com/o/r", "", "../../x/y.js", ""},
		{"https://github.com/o/r", "", "/etc/passwd", ""},
		{"https://github.com/o", "", "a.js", ""},
		{"https://github.com/o/r/extra", "", "a.js", ""},
		{"https://github.com/o/..", "", "a.js", ""},
		{"https://github.com/o/r?x=y", "", "a.js", ""},
		{"https://github.com.evil.example/o/r", "", "a.js", ""},
		{"https://evil.example/github.com/o/r", "", "a.js", ""},
		{"javascript:alert(1)//github.com/o/r", "", "a.js", ""},
		{"/srv/git/r.git", "", "a.js", ""},
		{"", "", "a.js", ""},
	} {
		r := &finding.Report{Findings: []finding.Finding{{Location: finding.Location{Path: c.path, Line: 7, EndLine: 7}}}}
		v := review.Build(r, review.Options{Origin: review.Origin{Revision: revision, Remote: c.remote, Base: c.base}})
		if got := v.Findings[0].At.URL; got != c.want {
			t.Errorf("%s of %s: %q, want %q", c.path, c.remote, got, c.want)
		}
	}
}

// TestDrawings draws maps of many shapes: nothing overlaps, nothing lies
// outside, no text is wider than its box, and equal input gives equal pictures.
func TestDrawings(t *testing.T) {
	for n := range 14 {
		for shape := range 4 {
			r := hostile(names[:n]...)
			r.Between.Edges = nil
			for i := range r.Services {
				r.Services[i].Verdict.Fit = "fits"
				for j := range r.Services {
					if i != j && (shape == 1 && j == i+1 || shape == 2 && (i+j)%3 == 0 || shape == 3) {
						r.Between.Edges = append(r.Between.Edges, finding.Edge{From: r.Services[i].Ref(), To: r.Services[j].Ref(), Kind: "http"})
					}
				}
			}
			v := review.Build(r, review.Options{})
			if diff := cmp.Diff(v.Map, review.Build(r, review.Options{}).Map); diff != "" {
				t.Fatalf("two maps of one result differ: %s", diff)
			}
			for name, d := range map[string]review.Drawing{"wide": v.Map.Drawn.Wide, "narrow": v.Map.Drawn.Narrow} {
				if len(d.Boxes) != len(v.Map.Nodes) || len(d.Paths) != len(v.Map.Edges) {
					t.Errorf("%s %d.%d: %d boxes and %d arrows for %d and %d", name, n, shape, len(d.Boxes), len(d.Paths), len(v.Map.Nodes), len(v.Map.Edges))
				}
				for i, b := range d.Boxes {
					if b.X < 0 || b.Y < 0 || b.X+b.Width > d.Width || b.Y+b.Height > d.Height {
						t.Errorf("%s %d.%d: %+v outside of %d x %d", name, n, shape, b, d.Width, d.Height)
					}
					for _, o := range d.Boxes[:i] {
						if b.X < o.X+o.Width && o.X < b.X+b.Width && b.Y < o.Y+o.Height && o.Y < b.Y+b.Height {
							t.Errorf("%s %d.%d: %+v and %+v overlap", name, n, shape, b, o)
						}
					}
				}
			}
		}
	}
}

// TestManyServices draws no more than a picture can hold, and says so.
func TestManyServices(t *testing.T) {
	r := &finding.Report{}
	for i := range 80 {
		r.Services = append(r.Services, finding.Service{Root: fmt.Sprintf("s%d", i), Language: "node", Kind: "http-api", Verdict: finding.Verdict{Fit: "fits"}})
	}
	r.Between.Edges = []finding.Edge{{From: r.Services[79].Ref(), To: r.Services[78].Ref(), Kind: "grpc"}}
	v := review.Build(r, review.Options{})
	drawn := slices.ContainsFunc(v.Map.Edges, func(e review.Edge) bool { return e.Names == "s79 → s78" })
	if len(v.Map.Nodes) != 24 || !drawn || len(v.Services) != 80 {
		t.Errorf("%d boxes, edge drawn: %t, %d services", len(v.Map.Nodes), drawn, len(v.Services))
	}
	if !slices.Contains(v.Map.Notes, "56 more services not drawn: the picture would not be one.") {
		t.Errorf("notes %q", v.Map.Notes)
	}
}
