package report_test

import (
	"bytes"
	stdcmp "cmp"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/stackfit/stackfit/analyzer/analyzertest"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/report"
)

// sample is a report of ordinary names.
func sample() *finding.Report {
	return &finding.Report{
		Schema:     1,
		Tool:       finding.Tool{Name: "stackfit", Version: "v1.2.3"},
		Repository: finding.Repository{Root: ".", Revision: "0123456789abcdef0123456789abcdef01234567"},
		Completeness: finding.Completeness{
			Status: "incomplete", Files: 14, Parsed: 11, Partial: 1, Bytes: 1_234_567,
			Skipped: []finding.Skip{
				{Path: "web/app.min.js", Reason: "minified"},
				{Path: "web/lib.min.js", Reason: "minified"},
				{Path: "data/dump.js", Reason: "over 1 MiB"},
			},
			Broken: []finding.Skip{{Path: "api/src/old.js", Reason: "3:1: syntax error"}},
			Gaps:   finding.Gaps{UnresolvedCalls: 31, DynamicImports: 1},
			Notes:  []string{"rule cpu-work-on-event-loop could not run: out of range"},
		},
		Services: []finding.Service{{
			Root: "api", Language: "node", TypeScript: true, Kind: "http-api", Frameworks: []string{"express"},
			Manifest: "api/package.json", Entry: []string{"api/src/server.ts"}, Concurrency: "event-loop",
		}},
		Findings: []finding.Finding{
			{
				Rule: "cpu-work-on-event-loop", Severity: finding.Error, Confidence: finding.Definite, Cost: "heavy",
				Service: "api", Symbol: "api/src/lib/passwords.hash",
				Message: "bcryptjs.hashSync computes on the event loop while POST /login is served",
				Help:    "call bcrypt.hash of the package bcrypt, which computes in a thread pool",
				Claims:  []string{"G02"}, Entries: 2, Fingerprint: "a1",
				Location: finding.Location{Path: "api/src/lib/passwords.ts", Line: 9, Column: 10, EndLine: 9, EndColumn: 33},
				Trace: []finding.Step{
					{Path: "api/src/routes/login.ts", Line: 7, Column: 1, Text: "POST /login"},
					{Path: "api/src/services/auth.ts", Line: 12, Column: 9, Text: "login calls hash"},
					{Path: "api/src/lib/passwords.ts", Line: 9, Column: 10, Text: "hash calls bcryptjs.hashSync"},
				},
				Snippet: []string{"  return hashSync(password, 12);"},
			},
			{
				Rule: "blocking-call-on-event-loop", Severity: finding.Warning, Confidence: finding.Probable, Cost: "milli",
				Service: "api", Message: "fs.writeFileSync blocks the event loop while PUT /notes is served",
				Help: "await the same function of fs.promises", Claims: []string{"G02", "G05"}, Fingerprint: "b2",
				Location: finding.Location{Path: "api/src/notes.ts", Line: 99, Column: 2, EndLine: 104, EndColumn: 4},
				Trace:    []finding.Step{{Path: "api/src/notes.ts", Line: 99, Column: 2, Text: "PUT /notes"}},
				Snippet:  []string{"\tfs.writeFileSync(", "\t\tpath,", "\t\tJSON.stringify(notes),", "\t\t{", "\t\t\tmode: 0o600,", "\t\t})"},
				Entries:  1,
			},
			{
				Rule: "blocking-call-on-event-loop", Severity: finding.Info, Confidence: finding.Definite, Cost: "micro",
				Service: ".", Message: "fs.existsSync blocks the event loop while GET /文書 is served", Fingerprint: "c3",
				Location: finding.Location{Path: "a.js", Line: 1, Column: 24, EndLine: 1, EndColumn: 37},
				Snippet:  []string{"const x = '文書'; if (fs.existsSync) { " + strings.Repeat("work(); ", 40) + "}"},
			},
		},
	}
}

// hostile is a report whose every text comes from a repository that means harm.
func hostile() *finding.Report {
	names := []string{
		"::error file=x::boom.js", " ::stop-commands::x", ":", "a\n::error::b.js", "a\r::add-mask::b", "##[error]c",
		"%0A::error::d.js", "\x1b[2J\x1b]0;title\a.js", "e\u202egpj.js", "\xff\xfe.js", "f,line=9:g.js", "\u2028::debug::h",
		"C1\u009b2J", "tab\there", `back\slash`, "zero\u200bwidth",
	}
	r := &finding.Report{
		Schema: 1, Tool: finding.Tool{Name: "stackfit", Version: "v1.2.3"}, Repository: finding.Repository{Root: "."},
		Completeness: finding.Completeness{Status: "incomplete", Files: len(names), Parsed: len(names)},
	}
	for i, name := range names {
		r.Completeness.Skipped = append(r.Completeness.Skipped, finding.Skip{Path: name, Reason: "binary"})
		r.Completeness.Broken = append(r.Completeness.Broken, finding.Skip{Path: name, Reason: name})
		r.Completeness.Notes = append(r.Completeness.Notes, name)
		r.Services = append(r.Services, finding.Service{Root: name, Language: "node", Manifest: name})
		r.Findings = append(r.Findings, finding.Finding{
			Rule: "blocking-call-on-event-loop", Severity: finding.Error, Confidence: finding.Definite, Cost: "milli",
			Service: name, Symbol: name, Message: name, Help: name, Claims: []string{"G02"}, Fingerprint: fmt.Sprint(i),
			Location: finding.Location{Path: name, Line: 5, Column: 3, EndLine: 5, EndColumn: 9},
			Trace:    []finding.Step{{Path: name, Line: 5, Column: 3, Text: name}},
			Snippet:  []string{name},
		})
	}
	return r
}

// many is a report beyond GitHub's limits, the worst last.
func many() *finding.Report {
	r := &finding.Report{Schema: 1, Completeness: finding.Completeness{Status: "complete", Parsed: 1, Bytes: 999}}
	for _, s := range []finding.Severity{finding.Info, finding.Warning, finding.Error} {
		for _, c := range []finding.Confidence{finding.Probable, finding.Definite} {
			for i := range 7 {
				r.Findings = append(r.Findings, finding.Finding{
					Rule: "rule", Severity: s, Confidence: c, Message: "found",
					Location: finding.Location{Path: c.String() + ".py", Line: i + 1, Column: 1, EndLine: i + 1, EndColumn: 2},
				})
			}
		}
	}
	return r
}

var formats = []struct {
	name  string
	write func(io.Writer, *finding.Report) error
}{
	{"text", func(w io.Writer, r *finding.Report) error { return report.Text(w, r, report.TextOptions{}) }},
	{"color", func(w io.Writer, r *finding.Report) error { return report.Text(w, r, report.TextOptions{Color: true}) }},
	{"links", func(w io.Writer, r *finding.Report) error {
		return report.Text(w, r, report.TextOptions{Color: true, Link: func(path string) string { return report.FileURI("host", "/src/"+path) }})
	}},
	{"json", report.JSON},
	{"github", func(w io.Writer, r *finding.Report) error {
		return report.GitHub(w, r, report.FileOptions{Base: "services"})
	}},
}

func TestGolden(t *testing.T) {
	for _, r := range []struct {
		name   string
		report *finding.Report
	}{
		{"sample", sample()},
		{"hostile", hostile()},
		{"many", many()},
		{"clean", &finding.Report{Schema: 1, Completeness: finding.Completeness{Status: "complete", Files: 3, Parsed: 3, Bytes: 10_000}}},
		{"unread", &finding.Report{Schema: 1, Completeness: finding.Completeness{Status: "incomplete"}}},
	} {
		for _, f := range formats {
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

// TestReread checks each format with a reader of its own, on hostile names.
func TestReread(t *testing.T) { reread(t, hostile()) }

func reread(t *testing.T, r *finding.Report) {
	t.Helper()
	for _, f := range formats {
		var b bytes.Buffer
		if err := f.write(&b, r); err != nil {
			t.Fatal(err)
		}
		out := b.String()
		if !utf8.ValidString(out) {
			t.Errorf("%s: not UTF-8", f.name)
		}
		switch f.name {
		case "json":
			rereadJSON(t, r, b.Bytes())
		case "github":
			rereadGitHub(t, r, out)
		default:
			for line := range lines(out) {
				if name, _, _, ok := command(line); ok {
					t.Errorf("%s: a line is the command %s: %q", f.name, name, line)
				}
			}
			if i := strings.IndexFunc(out, func(r rune) bool { return r < ' ' && r != '\n' && r != '\x1b' }); i >= 0 {
				t.Errorf("%s: control character at %q", f.name, out[i:min(i+20, len(out))])
			}
			if f.name == "links" {
				plain := terminalSequence.ReplaceAllString(out, "")
				if strings.Contains(plain, "\x1b") {
					t.Errorf("links: a terminal escape of the repository's: %q", plain)
				}
			}
			if f.name == "text" && strings.Contains(out, "\x1b") {
				t.Error("text: a terminal escape")
			}
		}
	}
}

// terminalSequence is what a report with colors and links may hold.
var terminalSequence = regexp.MustCompile(`\x1b\[[0-9;]*m|\x1b\]8;;(?:(?:file|https)://[^\x00-\x20\x7f-\x{10ffff}]*)?\x1b\\`)

func rereadJSON(t *testing.T, r *finding.Report, out []byte) {
	t.Helper()
	var got struct {
		Findings []struct {
			Message  string
			Location finding.Location
			Trace    []finding.Step
		}
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Findings) != len(r.Findings) {
		t.Fatalf("json: %d findings, wrote %d", len(got.Findings), len(r.Findings))
	}
	for i, f := range r.Findings {
		if utf8.ValidString(f.Message) && got.Findings[i].Message != f.Message {
			t.Errorf("json: message %q, wrote %q", got.Findings[i].Message, f.Message)
		}
		if at := f.Location; utf8.ValidString(at.Path) && got.Findings[i].Location != at {
			t.Errorf("json: location %v, wrote %v", got.Findings[i].Location, at)
		}
	}
}

func rereadGitHub(t *testing.T, r *finding.Report, out string) {
	t.Helper()
	got := map[string]int{}
	for line := range lines(out) {
		name, properties, _, ok := command(line)
		if !ok {
			continue
		}
		got[name]++
		if properties["title"] != "stackfit: "+r.Findings[0].Rule || properties["line"] == "" || properties["file"] == "" {
			t.Errorf("github: properties %q of %q", properties, line)
		}
	}
	want := map[string]int{}
	for i := range r.Findings {
		name := map[finding.Severity]string{finding.Error: "error", finding.Warning: "warning", finding.Info: "notice"}[r.Findings[i].Severity]
		want[name] = min(want[name]+1, 10)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("github: commands (-want +got):\n%s", diff)
	}
}

// lines yields the lines as a log reader of any platform splits them.
func lines(s string) func(func(string) bool) {
	return strings.FieldsFuncSeq(s, func(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085' })
}

// command reads a line as GitHub's runner does: the "::name k=v,k=v::data" form
// at the start of a line, the "##[name k=v;k=v]data" form anywhere in it.
func command(line string) (name string, properties map[string]string, data string, ok bool) {
	if i := strings.Index(line, "##["); i >= 0 && !strings.HasPrefix(line, "::") {
		return line[i:], nil, "", true
	}
	head, ok := strings.CutPrefix(strings.TrimSpace(line), "::")
	if !ok {
		return "", nil, "", false
	}
	head, data, ok = strings.Cut(head, "::")
	if !ok {
		return "", nil, "", false
	}
	name, list, _ := strings.Cut(head, " ")
	properties = map[string]string{}
	for pair := range strings.SplitSeq(list, ",") {
		if key, value, found := strings.Cut(pair, "="); found {
			properties[key] = unescape.Replace(value)
		}
	}
	return name, properties, unescape.Replace(data), true
}

var unescape = strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")

func TestGitHubKeepsText(t *testing.T) {
	for _, text := range []string{"a::b", "::x", "50%", "%0A", "a,b:c", "one\ntwo", "##[error]"} {
		r := &finding.Report{Findings: []finding.Finding{{
			Rule: "r", Message: text,
			Location: finding.Location{Path: text, Line: 1, Column: 1, EndLine: 2, EndColumn: 1},
		}}}
		var b bytes.Buffer
		if err := report.GitHub(&b, r, report.FileOptions{}); err != nil {
			t.Fatal(err)
		}
		line, _, _ := strings.Cut(b.String(), "\n")
		name, properties, data, ok := command(line)
		if !ok || name != "notice" || properties["file"] != text || data != text {
			t.Errorf("%q is read back as %q %q %q", text, name, properties, data)
		}
		if _, has := properties["col"]; has {
			t.Errorf("%q: a column for a region of two lines", line)
		}
	}
}

func TestGitHubLongMessage(t *testing.T) {
	r := &finding.Report{Findings: []finding.Finding{{Rule: "r", Message: "found", Location: finding.Location{Path: "a.js", Line: 1, Column: 1}}}}
	for range 4000 {
		r.Findings[0].Trace = append(r.Findings[0].Trace, finding.Step{Path: "a.js", Line: 1, Text: "文書 calls 文書"})
	}
	var b bytes.Buffer
	if err := report.GitHub(&b, r, report.FileOptions{}); err != nil {
		t.Fatal(err)
	}
	line, _, _ := strings.Cut(b.String(), "\n")
	_, _, data, ok := command(line)
	if !ok || len(data) > 64_000 || len(data) < 60_000 || !strings.HasPrefix(data, "found\na.js:1 文書") || !strings.HasSuffix(data, "…") || !utf8.ValidString(data) {
		t.Errorf("a message of %d bytes", len(data))
	}
}

func TestWriteError(t *testing.T) {
	for _, f := range formats {
		if err := f.write(failingWriter{}, sample()); err == nil {
			t.Errorf("%s: no error from a full disk", f.name)
		}
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func FuzzWriters(f *testing.F) {
	for _, r := range []*finding.Report{sample(), hostile()} {
		for _, x := range r.Findings {
			f.Add(x.Location.Path, x.Message, strings.Join(x.Snippet, "\n"), x.Location.Column, x.Location.EndColumn, x.Location.EndLine)
		}
	}
	f.Fuzz(func(t *testing.T, path, message, snippet string, column, endColumn, endLine int) {
		r := hostile()
		r.Findings = r.Findings[:1]
		x := &r.Findings[0]
		path = stdcmp.Or(path, "a.js") // no file has an empty name
		x.Location = finding.Location{Path: path, Line: 1, Column: column, EndLine: endLine, EndColumn: endColumn}
		x.Message, x.Help, x.Symbol, x.Service = message, path, path, path
		x.Trace = []finding.Step{{Path: path, Line: 1, Text: message}}
		x.Snippet = strings.Split(snippet, "\n")
		reread(t, r)
	})
}
