package report_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/stackfit/stackfit/analyzer/analyzertest"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/report"
)

var inServices = report.FileOptions{Base: "services"}

func sarifOptions() report.SARIFOptions {
	return report.SARIFOptions{
		FileOptions: inServices,
		Rules: []report.Rule{
			{
				ID: "blocking-call-on-event-loop", Summary: "Calls that block the event loop",
				Text: "Calls that block.\n", Markdown: "Calls that `block`.\n", Severity: finding.Error, Claims: []string{"G02"},
			},
			{ID: "cpu-work-on-event-loop", Summary: "Work", Text: "Work.\n", Markdown: "Work.\n", Severity: finding.Warning},
		},
		Source: fstest.MapFS{
			"a.js":                     {Data: []byte("const x = 1;\n")},
			"api/src/lib/passwords.ts": {Data: []byte(strings.Repeat("// a line\n", 12))},
		},
	}
}

// exchange are the formats that other programs read.
var exchange = []struct {
	name  string
	write func(io.Writer, *finding.Report) error
}{
	{"concise", report.Concise},
	{"agent", report.Agent},
	{"jsonl", report.JSONL},
	{"sarif", func(w io.Writer, r *finding.Report) error { return report.SARIF(w, r, sarifOptions()) }},
	{"gitlab", func(w io.Writer, r *finding.Report) error { return report.GitLab(w, r, inServices) }},
	{"junit", func(w io.Writer, r *finding.Report) error { return report.JUnit(w, r, inServices) }},
	{"checkstyle", func(w io.Writer, r *finding.Report) error { return report.Checkstyle(w, r, inServices) }},
	{"rdjson", func(w io.Writer, r *finding.Report) error { return report.RDJSON(w, r, inServices) }},
	{"markdown", func(w io.Writer, r *finding.Report) error { return report.Markdown(w, r, report.MarkdownOptions{}) }},
}

func TestExchangeGolden(t *testing.T) {
	for _, r := range []struct {
		name   string
		report *finding.Report
	}{
		{"sample", sample()},
		{"hostile", hostile()},
		{"unread", &finding.Report{Schema: 1, Completeness: finding.Completeness{Status: "incomplete"}}},
	} {
		for _, f := range exchange {
			t.Run(r.name+"/"+f.name, func(t *testing.T) {
				var b bytes.Buffer
				if err := f.write(&b, r.report); err != nil {
					t.Fatal(err)
				}
				analyzertest.Golden(t, "../../testdata/report/"+r.name+"."+f.name, b.Bytes())
			})
		}
	}
}

// TestIncompleteIsSaid expects every format to say that something was not read,
// how many files and why, and which were read in part.
func TestIncompleteIsSaid(t *testing.T) {
	for _, f := range append(slices.Clip(formats), exchange...) {
		var b bytes.Buffer
		if err := f.write(&b, sample()); err != nil {
			t.Fatal(err)
		}
		for _, part := range []string{"ncomplete", "minified", "over 1 MiB", "api/src/old.js"} {
			if !strings.Contains(b.String(), part) {
				t.Errorf("%s: nothing says %q", f.name, part)
			}
		}
	}
}

// TestExchangeReread reads each format with a standard reader.
func TestExchangeReread(t *testing.T) {
	for _, r := range []*finding.Report{sample(), hostile(), many(), {}} {
		rereadExchange(t, r)
	}
}

func TestExchangeWriteError(t *testing.T) {
	for _, f := range exchange {
		if err := f.write(failingWriter{}, sample()); err == nil {
			t.Errorf("%s: no error from a full disk", f.name)
		}
	}
}

func FuzzExchange(f *testing.F) {
	for _, r := range []*finding.Report{sample(), hostile()} {
		for _, x := range r.Findings {
			f.Add(x.Location.Path, x.Message, strings.Join(x.Snippet, "\n"), x.Location.Column, x.Location.EndColumn, x.Location.EndLine)
		}
	}
	f.Fuzz(func(t *testing.T, path, message, snippet string, column, endColumn, endLine int) {
		r := hostile()
		r.Findings, r.Services = r.Findings[:2], r.Services[:1]
		r.Completeness.Skipped, r.Completeness.Broken, r.Completeness.Notes = r.Completeness.Skipped[:2], r.Completeness.Broken[:2], r.Completeness.Notes[:2]
		x := &r.Findings[0]
		x.Location = finding.Location{Path: path, Line: 1, Column: column, EndLine: endLine, EndColumn: endColumn}
		x.Message, x.Help, x.Symbol, x.Service = message, path, path, path
		x.Trace = []finding.Step{{Path: path, Line: 1, Text: message}, {Path: path, Line: 1, Text: path}}
		x.Snippet = strings.Split(snippet, "\n")
		r.Services[0].Root = path
		r.Completeness.Skipped[0] = finding.Skip{Path: path, Reason: message}
		r.Completeness.Notes[0] = message
		rereadExchange(t, r)
	})
}

func rereadExchange(t *testing.T, r *finding.Report) {
	t.Helper()
	for _, f := range exchange {
		var b bytes.Buffer
		if err := f.write(&b, r); err != nil {
			t.Fatal(err)
		}
		out := b.String()
		if !utf8.ValidString(out) {
			t.Errorf("%s: not UTF-8", f.name)
		}
		for line := range lines(out) {
			if name, _, _, ok := command(line); ok {
				t.Errorf("%s: a line is the command %s: %q", f.name, name, line)
			}
		}
		if i := strings.IndexFunc(out, func(r rune) bool { return r < ' ' && r != '\n' || r == 0x7f }); i >= 0 {
			t.Errorf("%s: control character at %q", f.name, out[i:min(i+20, len(out))])
		}
		var got []string
		switch f.name {
		case "concise", "agent", "markdown":
			continue // for people
		case "jsonl":
			got = rereadLines(t, out)
		case "sarif":
			got = rereadSARIF(t, r, b.Bytes())
		case "gitlab":
			got = rereadGitLab(t, b.Bytes())
		case "rdjson":
			got = rereadRD(t, b.Bytes())
		case "junit":
			got = rereadJUnit(t, b.Bytes())
		case "checkstyle":
			got = rereadCheckstyle(t, b.Bytes())
		}
		count := map[string]int{}
		for _, message := range got {
			count[message]++
		}
		for i := range r.Findings {
			want := r.Findings[i].Message
			if !keeps(want) || f.name == "sarif" && strings.ContainsAny(want, "{[]") {
				continue
			}
			if count[want] == 0 {
				t.Errorf("%s: message %q is not read back", f.name, want)
			}
			count[want]--
		}
		want := len(r.Findings)
		if _, ok := map[string]bool{"gitlab": true, "rdjson": true, "checkstyle": true}[f.name]; ok && r.Completeness.Status != "complete" {
			want++ // the entry that says so
		}
		if len(got) != want {
			t.Errorf("%s: %d findings are read back, want %d", f.name, len(got), want)
		}
	}
}

// keeps reports whether every format can hold s as it is.
func keeps(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || r == 0xfffe || r == 0xffff || r == '\ufffd'
	}) < 0
}

func unmarshal(t *testing.T, data []byte, v any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(v); err != nil {
		t.Fatal(err)
	}
	if d.More() {
		t.Error("more than one document")
	}
}

func rereadLines(t *testing.T, out string) (messages []string) {
	t.Helper()
	var types []string
	for line := range strings.Lines(out) {
		var v struct{ Type, Message string }
		unmarshal(t, []byte(line), &v)
		if len(types) == 0 || types[len(types)-1] != v.Type {
			types = append(types, v.Type)
		}
		if v.Type == "finding" {
			messages = append(messages, v.Message)
		}
	}
	if first, last := types[0], types[len(types)-1]; first != "run" || last != "completeness" {
		t.Errorf("jsonl: lines of the types %q", types)
	}
	return messages
}

type sarifFile struct {
	URI       string
	URIBaseID string
}

type sarifPlace struct {
	PhysicalLocation struct {
		ArtifactLocation sarifFile
		Region           struct{ StartLine, StartColumn, EndLine, EndColumn int }
	}
	Message struct{ Text string }
}

type sarifDoc struct {
	Runs []struct {
		Tool struct {
			Driver struct{ Rules []struct{ ID string } }
		}
		AutomationDetails struct{ ID string }
		Invocations       []struct {
			ExecutionSuccessful        bool
			ToolExecutionNotifications []struct {
				Descriptor struct{ ID string }
				Message    struct{ Text string }
				Locations  []sarifPlace
			}
		}
		Results []struct {
			RuleID              string
			RuleIndex           int
			Level               string
			Message             struct{ Text string }
			Locations           []sarifPlace
			RelatedLocations    []sarifPlace
			PartialFingerprints map[string]string
			CodeFlows           []struct {
				ThreadFlows []struct {
					Locations []struct{ Location sarifPlace }
				}
			}
			Properties struct{ Service string }
		}
	}
}

func rereadSARIF(t *testing.T, r *finding.Report, out []byte) (messages []string) {
	t.Helper()
	var doc sarifDoc
	unmarshal(t, out, &doc)
	paths := map[string]bool{}
	ids := map[string]bool{}
	for _, run := range doc.Runs {
		if ids[run.AutomationDetails.ID] {
			t.Errorf("sarif: two runs %q", run.AutomationDetails.ID)
		}
		ids[run.AutomationDetails.ID] = true
		for _, result := range run.Results {
			text, _, _ := strings.Cut(result.Message.Text, "\n")
			messages = append(messages, text)
			if run.Tool.Driver.Rules[result.RuleIndex].ID != result.RuleID {
				t.Errorf("sarif: ruleIndex %d is not %s", result.RuleIndex, result.RuleID)
			}
			at := result.Locations[0].PhysicalLocation
			u, err := url.Parse(at.ArtifactLocation.URI)
			if err != nil || u.IsAbs() || u.Host != "" || u.RawQuery != "" || u.Fragment != "" || at.ArtifactLocation.URIBaseID != "%SRCROOT%" {
				t.Errorf("sarif: location %+v: %v", at, err)
				continue
			}
			paths[u.Path] = true
		}
	}
	for i := range r.Findings {
		// The bytes of the name, whatever they are, stand in the URI.
		if want := "services/" + r.Findings[i].Location.Path; !paths[want] && plainPath(r.Findings[i].Location.Path) {
			t.Errorf("sarif: no location in %q", want)
		}
	}
	return messages
}

// plainPath reports whether joining a path to a base leaves it as it is.
func plainPath(p string) bool {
	return p != "" && !strings.HasPrefix(p, "/") && !strings.HasSuffix(p, "/") &&
		!strings.Contains("/"+p+"/", "//") && !strings.Contains("/"+p+"/", "/./") && !strings.Contains("/"+p+"/", "/../")
}

func rereadGitLab(t *testing.T, out []byte) (messages []string) {
	t.Helper()
	var issues []struct {
		Description, Fingerprint, Severity string
		CheckName                          string `json:"check_name"`
		Location                           struct {
			Path  string
			Lines struct{ Begin int }
		}
	}
	unmarshal(t, out, &issues)
	seen := map[string]bool{}
	for _, issue := range issues {
		messages = append(messages, issue.Description)
		if seen[issue.Fingerprint] || issue.Location.Path == "" || issue.CheckName == "" || issue.Location.Lines.Begin < 1 {
			t.Errorf("gitlab: issue %+v", issue)
		}
		seen[issue.Fingerprint] = true
	}
	return messages
}

func rereadRD(t *testing.T, out []byte) (messages []string) {
	t.Helper()
	var doc struct {
		Diagnostics []struct {
			Message, Severity string
			Location          struct{ Path string }
		}
	}
	unmarshal(t, out, &doc)
	for _, d := range doc.Diagnostics {
		text, _, _ := strings.Cut(d.Message, "\n")
		messages = append(messages, text)
	}
	return messages
}

func rereadJUnit(t *testing.T, out []byte) (messages []string) {
	t.Helper()
	var doc struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Suites   []struct {
			Name  string `xml:"name,attr"`
			Tests int    `xml:"tests,attr"`
			Cases []struct {
				Name    string `xml:"name,attr"`
				Class   string `xml:"classname,attr"`
				Out     string `xml:"system-out"`
				Failure *struct {
					Message string `xml:"message,attr"`
				} `xml:"failure"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	tests, failures := 0, 0
	for _, suite := range doc.Suites {
		tests += len(suite.Cases)
		if suite.Tests != len(suite.Cases) {
			t.Errorf("junit: suite %q has %d cases and says %d", suite.Name, len(suite.Cases), suite.Tests)
		}
		for _, c := range suite.Cases {
			switch {
			case c.Failure != nil:
				failures++
				messages = append(messages, c.Failure.Message)
			case c.Class != "stackfit" || c.Name != "completeness":
				text, _, _ := strings.Cut(c.Out, "\n")
				_, at, _ := strings.Cut(c.Name, " at ")
				messages = append(messages, strings.TrimPrefix(text, at+" "))
			}
		}
	}
	if doc.Tests != tests || doc.Failures != failures {
		t.Errorf("junit: %d tests, %d failures; says %d, %d", tests, failures, doc.Tests, doc.Failures)
	}
	return messages
}

func rereadCheckstyle(t *testing.T, out []byte) (messages []string) {
	t.Helper()
	var doc struct {
		Files []struct {
			Name   string `xml:"name,attr"`
			Errors []struct {
				Message string `xml:"message,attr"`
			} `xml:"error"`
		} `xml:"file"`
	}
	if err := xml.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, file := range doc.Files {
		if seen[file.Name] {
			t.Errorf("checkstyle: two files %q", file.Name)
		}
		seen[file.Name] = true
		for _, e := range file.Errors {
			text, _, _ := strings.Cut(e.Message, "; ")
			messages = append(messages, text)
		}
	}
	return messages
}

func writeSARIF(t *testing.T, r *finding.Report, o report.SARIFOptions) sarifDoc {
	t.Helper()
	var b bytes.Buffer
	if err := report.SARIF(&b, r, o); err != nil {
		t.Fatal(err)
	}
	var doc sarifDoc
	unmarshal(t, b.Bytes(), &doc)
	return doc
}

func TestSARIFLimits(t *testing.T) {
	r := many()
	base := r.Findings
	r.Findings = nil
	for i := range 125 {
		for _, f := range base {
			f.Fingerprint = fmt.Sprint(i)
			r.Findings = append(r.Findings, f)
		}
	}
	worst := &r.Findings[len(r.Findings)-1]
	for i := range 1500 {
		worst.Trace = append(worst.Trace, finding.Step{Path: "a.js", Line: i + 1, Text: fmt.Sprint("step ", i)})
	}
	doc := writeSARIF(t, r, report.SARIFOptions{})
	results := doc.Runs[0].Results
	levels := map[string]int{}
	for _, result := range results {
		levels[result.Level]++
	}
	// 125 times 14 of each severity: all errors and warnings stay.
	if diff := cmp.Diff(map[string]int{"error": 1750, "warning": 1750, "note": 1500}, levels); diff != "" {
		t.Errorf("levels (-want +got):\n%s", diff)
	}
	told := false
	for _, n := range doc.Runs[0].Invocations[0].ToolExecutionNotifications {
		told = told || strings.HasPrefix(n.Message.Text, "250 results left out")
	}
	if !told {
		t.Errorf("nothing says that results were left out")
	}
	for _, result := range results {
		if len(result.CodeFlows) == 0 {
			continue
		}
		steps := result.CodeFlows[0].ThreadFlows[0].Locations
		if len(steps) != 1000 || steps[0].Location.Message.Text != "step 0" || steps[999].Location.Message.Text != "step 1499" ||
			steps[500].Location.Message.Text != "step 1000 (500 steps left out before)" {
			t.Errorf("%d steps, %q in the middle", len(steps), steps[500].Location.Message.Text)
		}
		if len(result.RelatedLocations) != 100 {
			t.Errorf("%d related locations", len(result.RelatedLocations))
		}
	}
}

// TestSARIFSize writes more than GitHub takes: texts that gzip cannot make small.
func TestSARIFSize(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	noise := make([]byte, 12_000)
	r := &finding.Report{Completeness: finding.Completeness{Status: "complete"}}
	for i := range 1200 {
		for j := range noise {
			noise[j] = letters[random.IntN(len(letters))]
		}
		r.Findings = append(r.Findings, finding.Finding{
			Rule: "r", Service: fmt.Sprintf("s%d", i%3), Severity: finding.Severity(i % 3), Message: string(noise),
			Location: finding.Location{Path: "a.js", Line: i + 1},
		})
	}
	var b, compressed bytes.Buffer
	if err := report.SARIF(&b, r, report.SARIFOptions{}); err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(&compressed)
	if _, err := z.Write(b.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if size := compressed.Len(); size > 10_000_000 || size < 8_000_000 {
		t.Errorf("%d bytes compressed", size)
	}
	var doc sarifDoc
	unmarshal(t, b.Bytes(), &doc)
	levels, told := map[string]int{}, 0
	for _, run := range doc.Runs {
		for _, result := range run.Results {
			levels[result.Level]++
		}
		for _, n := range run.Invocations[0].ToolExecutionNotifications {
			var left int
			if _, err := fmt.Sscanf(n.Message.Text, "%d results left out", &left); err == nil {
				told += left
			}
		}
	}
	if kept := levels["error"] + levels["warning"] + levels["note"]; levels["error"] != 400 || levels["warning"] != 400 || kept+told != 1200 || told == 0 {
		t.Errorf("%v kept, %d left out", levels, told)
	}
}

func TestSARIFRuns(t *testing.T) {
	for _, n := range []int{0, 1, 20, 21} {
		r := &finding.Report{Completeness: finding.Completeness{Status: "complete"}}
		for i := range n {
			root := fmt.Sprintf("s%02d", i)
			r.Services = append(r.Services, finding.Service{Root: root})
			r.Findings = append(r.Findings, finding.Finding{Rule: "r", Service: root, Location: finding.Location{Path: root + "/a.js", Line: 1}})
			r.Completeness.Skipped = append(r.Completeness.Skipped, finding.Skip{Path: root + "/lib/b.js", Reason: "binary"})
		}
		doc := writeSARIF(t, r, report.SARIFOptions{})
		want := n
		if n == 0 || n == 21 {
			want = 1
		}
		if len(doc.Runs) != want {
			t.Errorf("%d services: %d runs, want %d", n, len(doc.Runs), want)
		}
		results := 0
		for i, run := range doc.Runs {
			results += len(run.Results)
			id := fmt.Sprintf("stackfit/s%02d/", i)
			if want != n {
				id = "stackfit/"
			}
			if run.AutomationDetails.ID != id {
				t.Errorf("%d services: run %q, want %q", n, run.AutomationDetails.ID, id)
			}
			notRead := 0
			for _, note := range run.Invocations[0].ToolExecutionNotifications {
				if note.Descriptor.ID == "not-read" {
					notRead++
				}
			}
			if notRead != n/want {
				t.Errorf("%d services: run %s tells of %d files not read", n, run.AutomationDetails.ID, notRead)
			}
		}
		if results != n {
			t.Errorf("%d services: %d results", n, results)
		}
	}
}

func TestSARIFMessages(t *testing.T) {
	for text, want := range map[string]string{
		"GET /{id}":          "GET /{id}",
		"{0} and {12}":       "{{0}} and {{12}}",
		"handlers[name](x)":  `handlers[name\](x)`,
		"[click](http://x/)": `[click\](http://x/)`,
		"{":                  "{", "{1": "{1", "{a}{1}": "{a}{{1}}",
	} {
		r := &finding.Report{Findings: []finding.Finding{{Rule: "r", Message: text, Location: finding.Location{Path: "a", Line: 1}}}}
		if got := writeSARIF(t, r, report.SARIFOptions{}).Runs[0].Results[0].Message.Text; got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}

func TestSARIFColumns(t *testing.T) {
	src := "x = '\U0001f600文'; run()"
	at := strings.Index(src, "run")
	r := &finding.Report{Findings: []finding.Finding{{
		Rule: "r", Snippet: []string{src},
		Location: finding.Location{Path: "a", Line: 3, Column: at + 1, EndLine: 3, EndColumn: len(src) + 1},
	}}}
	region := writeSARIF(t, r, report.SARIFOptions{}).Runs[0].Results[0].Locations[0].PhysicalLocation.Region
	// Two units of UTF-16 and one for the two signs before the call.
	if region.StartColumn != 12 || region.EndColumn != 17 {
		t.Errorf("region %+v", region)
	}
}

// TestLineHash takes the expected hashes from the tests of GitHub's own
// implementation
// (https://github.com/github/codeql-action/blob/main/src/fingerprints.test.ts).
func TestLineHash(t *testing.T) {
	for src, want := range map[string][]string{
		"":                                   {"c129715d7a2bc9a3:1"},
		" a\nb\n  \t\tc\n d":                 {"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"},
		"alpha\nbeta\nalpha\n":               {"8d07ce75f7b3af45:1", "ca140c3f893ffa65:1", "26f09ff008857193:1", "c129715d7a2bc9a3:1"},
		" a l p h a \r\n\tbeta\r\nalpha\r\n": {"8d07ce75f7b3af45:1", "ca140c3f893ffa65:1", "26f09ff008857193:1", "c129715d7a2bc9a3:1"},
		" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End": {
			"8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1", "c6805c5e1288b612:1", "b86d3392aea1be30:1", "e6ceba753e1a442:1",
		},
		" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r": {
			"e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1",
		},
	} {
		r := &finding.Report{}
		for i := range want {
			r.Findings = append(r.Findings, finding.Finding{Rule: "r", Location: finding.Location{Path: "a.js", Line: i + 1}})
		}
		o := report.SARIFOptions{Source: fstest.MapFS{"a.js": {Data: []byte(src)}}}
		var got []string
		for _, result := range writeSARIF(t, r, o).Runs[0].Results {
			got = append(got, result.PartialFingerprints["primaryLocationLineHash"])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", src, diff)
		}
	}
}

func TestMarkdownLimit(t *testing.T) {
	r := many()
	for range 20 {
		r.Completeness.Notes = append(r.Completeness.Notes, strings.Repeat("\x1b", 4000))
		r.Completeness.Broken = append(r.Completeness.Broken, finding.Skip{Path: strings.Repeat("*", 4000)})
	}
	for range 6 {
		r.Findings = append(r.Findings, r.Findings...)
		r.Services = append(r.Services, sample().Services...)
		r.Services = append(r.Services, r.Services...)
	}
	for _, limit := range []int{report.MarkdownLeast, 100_000, 1 << 20} {
		var b bytes.Buffer
		if err := report.Markdown(&b, r, report.MarkdownOptions{Limit: limit}); err != nil {
			t.Fatal(err)
		}
		if b.Len() > limit {
			t.Errorf("%d bytes, limit %d", b.Len(), limit)
		}
		if !strings.Contains(b.String(), "\n### What was read\n") {
			t.Errorf("limit %d: nothing says what was read", limit)
		}
		shown := strings.Count(b.String(), "\n#### ")
		if rest := len(r.Findings) - shown; rest > 0 && !strings.Contains(b.String(), fmt.Sprintf("\n%d more findings not shown here", rest)) {
			t.Errorf("limit %d: %d of %d findings shown and nothing says so", limit, shown, len(r.Findings))
		}
		if first := strings.Index(b.String(), "\n#### "); !strings.HasPrefix(b.String()[first:], "\n#### error: ") {
			t.Errorf("limit %d: the worst is not first", limit)
		}
	}
}

func TestMarkdownText(t *testing.T) {
	for text, want := range map[string]string{
		"<img src=x onerror=y>": `&lt;img src=x onerror=y&gt;`,
		"@team fixes #12":       "\\@\u2060team fixes \\#\u206012",
		"[a](b) ![c](d)":        `\[a\](b) \!\[c\](d)`,
		"http://x.y www.z.w":    "http:\u2060//x.y www\u2060.z.w",
		"a|b\\|c `d` *e* _f_":   "a\\|b\\\\\\|c \\`d\\` \\*e\\* \\_f\\_",
		"one\n# two":            `one\\x0a\# two`,
		"&lt;":                  "&amp;lt;",
	} {
		r := &finding.Report{Findings: []finding.Finding{{Rule: "r", Message: text, Location: finding.Location{Path: "a", Line: 1}}}}
		var b bytes.Buffer
		if err := report.Markdown(&b, r, report.MarkdownOptions{}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), "#### info: "+want+"\n") {
			t.Errorf("%q is written as\n%s\nwant %q", text, &b, want)
		}
	}
}
