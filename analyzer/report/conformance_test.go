//go:build conformance

package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// oracles returns the directory that the oracles are installed in, and installs
// them if they are not there. A missing oracle is a failure, never a skip.
var oracles = sync.OnceValues(func() (string, error) {
	dir := os.Getenv("STACKFIT_ORACLES")
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		dir = filepath.Join(cache, "stackfit-oracles")
	}
	dir = filepath.Join(dir, "report")
	out, err := exec.Command("sh", filepath.Join("testdata", "oracle", "install.sh"), dir).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("install oracles: %w\n%s", err, out)
	}
	return dir, nil
})

// writeReports writes reports of every kind in the formats that have a schema,
// and returns their folder and how many files there are of a format.
func writeReports(t *testing.T) (dir string, each int) {
	t.Helper()
	services := &finding.Report{Tool: finding.Tool{Version: "v1.2.3"}, Completeness: finding.Completeness{Status: "complete"}}
	for i := range 25 {
		services.Services = append(services.Services, finding.Service{Root: fmt.Sprint("s", i), Language: "python"})
	}
	long := sample()
	for i := range 1500 {
		long.Findings[0].Trace = append(long.Findings[0].Trace, finding.Step{Path: "a.js", Line: i + 1, Column: 1, Text: "step"})
	}
	reports := map[string]*finding.Report{
		"sample": sample(), "hostile": hostile(), "many": many(), "services": services, "long": long, "markup": markup(),
		"clean":  {Tool: finding.Tool{Version: "v1.2.3"}, Completeness: finding.Completeness{Status: "complete"}},
		"unread": {Tool: finding.Tool{Version: "v1.2.3"}, Completeness: finding.Completeness{Status: "incomplete"}},
	}
	reports["many"].Tool.Version = "v1.2.3"
	dir = t.TempDir()
	for name, r := range reports {
		for _, f := range slices.Concat(formats, exchange) {
			var b bytes.Buffer
			if err := f.write(&b, r); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, name+"."+f.name), b.Bytes(), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir, len(reports)
}

// markup is a report whose every text is Markdown or HTML.
func markup() *finding.Report {
	r := hostile()
	texts := []string{
		"<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "![a](https://x.example/y.png)", "`</code><script>x</script>`",
		"a|b", `a\|b`, "``|``", "# x", "- x", "1. x", "> x", "    x", "@everyone and #12", "https://x.example www.x.example a@x.example",
		"~~x~~ **x** __x__", "<!-- x", "&lt;b&gt;", "[x]: y", "$x$", "--- |", "```", "a ` b", "`", "``", " ", "|", `\`,
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		f.Message, f.Help, f.Service, f.Location.Path = texts[i], texts[i], texts[i], texts[i]
		f.Trace = []finding.Step{{Path: texts[i], Line: 1, Text: texts[i]}}
		f.Snippet = texts[i:min(i+3, len(texts))]
	}
	for i, text := range texts {
		r.Services = append(r.Services, finding.Service{
			Root: text, Language: text, Kind: text, Frameworks: []string{text}, Verdict: finding.Verdict{Fit: text, Recommendation: text},
		})
		f := r.Findings[i%len(r.Findings)]
		f.Message, f.Location.Path, f.Snippet = text, text, []string{text}
		r.Findings = append(r.Findings, f)
	}
	return r
}

// TestSchemas validates JSON against our own schema, SARIF against the schema of OASIS, rdjson against
// reviewdog's, JUnit against Jenkins', GitLab's issues against the types that
// its other producers use, and Checkstyle's against one of our own, since the
// project has none. Markdown it renders as GitHub does, to see that no text of a
// repository becomes markup.
func TestSchemas(t *testing.T) {
	oracles, err := oracles()
	if err != nil {
		t.Fatal(err)
	}
	reports, each := writeReports(t)
	out, err := exec.Command("node", filepath.Join("testdata", "oracle", "validate.js"), oracles, reports).CombinedOutput()
	if err != nil {
		t.Fatalf("validate: %v\n%s", err, out)
	}
	if want := fmt.Sprintf("%d files checked\n", 7*each); string(out) != want {
		t.Errorf("want %q, got:\n%s", want, out)
	}
}

// TestSARIFReader has another program read SARIF: Microsoft's multitool, with
// its rules on what the format asks for beyond its schema and on what GitHub's
// code scanning takes.
func TestSARIFReader(t *testing.T) {
	oracles, err := oracles()
	if err != nil {
		t.Fatal(err)
	}
	reports, each := writeReports(t)
	files, err := filepath.Glob(filepath.Join(reports, "*.sarif"))
	if err != nil || len(files) != each {
		t.Fatalf("%d SARIF files, want %d: %v", len(files), each, err)
	}
	tool := filepath.Join(oracles, "node_modules", "@microsoft", "sarif-multitool-linux", "Sarif.Multitool")
	result := filepath.Join(t.TempDir(), "result.sarif")
	args := append(append([]string{"validate"}, files...), "--rule-kind", "Sarif;Ghas", "--output", result, "--log", "ForceOverwrite")
	cmd := exec.Command(tool, args...)
	cmd.Env = append(os.Environ(), "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1")
	out, err := cmd.CombinedOutput()
	if want := fmt.Sprintf("%d files scanned.", each); err != nil || !strings.Contains(string(out), want) {
		t.Fatalf("want %q: %v\n%s", want, err, out)
	}
	text, err := os.ReadFile(result)
	if err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct {
			Results []struct{ RuleID, Level string }
		}
	}
	if err := json.Unmarshal(bytes.TrimPrefix(text, []byte("\ufeff")), &log); err != nil || len(log.Runs) != 1 {
		t.Fatalf("%d runs, %v", len(log.Runs), err)
	}
	if len(log.Runs[0].Results) > 0 {
		t.Errorf("%v\n%s", log.Runs[0].Results, out)
	}
}
