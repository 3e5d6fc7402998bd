package analyzertest

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// TestCompare checks the checker: what it lets pass would pass in every fixture.
func TestCompare(t *testing.T) {
	at := func(line int, message string, steps ...string) finding.Finding {
		f := finding.Finding{Rule: "rule", Message: message, Location: finding.Location{Path: "a.js", Line: line}}
		for _, s := range steps {
			f.Trace = append(f.Trace, finding.Step{Text: s})
		}
		return f
	}
	for _, c := range []struct {
		name, src string
		findings  []finding.Finding
		want      []string // a part of each problem
	}{
		{"match", "x() // want `x blocks`", []finding.Finding{at(1, "x blocks the loop")}, nil},
		{"python", `x() # want "x\\(\\) blocks"`, []finding.Finding{at(1, "x() blocks")}, nil},
		{"markup", "<p>{x()}</p> {/* want `x` */}", []finding.Finding{at(1, "x")}, nil},
		{"hash first", "x('#a') // want `x`", []finding.Finding{at(1, "x")}, nil},
		{"two on a line", "x(y()) // want `y` `x`", []finding.Finding{at(1, "x"), at(1, "y")}, nil},
		{"same twice", "x(x()) // want `x` `x`", []finding.Finding{at(1, "x"), at(1, "x")}, nil},
		{"one of two", "x(x()) // want `x` `x`", []finding.Finding{at(1, "x")}, []string{"a.js:1: no finding"}},
		{"missing", "x() // want `x`", nil, []string{"a.js:1: no finding"}},
		{"unexpected", "x()\n", []finding.Finding{at(1, "x")}, []string{"a.js:1: unexpected"}},
		{"other line", "// want `x`\nx()", []finding.Finding{at(2, "x")}, []string{"a.js:1: no finding", "a.js:2: unexpected"}},
		{"other text", "x() // want `y`", []finding.Finding{at(1, "x")}, []string{"no finding", "unexpected"}},
		{"chain", "x() // want `x` want-trace: GET / -> f", []finding.Finding{at(1, "x", "GET /", "f calls x")}, nil},
		{"short chain", "x() // want `x` want-trace: GET /", []finding.Finding{at(1, "x", "GET /", "f")}, []string{"chain is GET / -> f"}},
		{"prose", "// they want `x` to be quick", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			wants, err := readWants(fstest.MapFS{"a.js": {Data: []byte(c.src)}})
			if err != nil {
				t.Fatal(err)
			}
			got := compare(wants, c.findings)
			same := len(got) == len(c.want)
			for i := range min(len(got), len(c.want)) {
				same = same && strings.Contains(got[i], c.want[i])
			}
			if !same {
				t.Errorf("problems (-want +got):\n%s", cmp.Diff(c.want, got))
			}
		})
	}
}

func TestMarkErrors(t *testing.T) {
	for _, src := range []string{"x() // want `x", "x() // want `(`"} {
		if _, err := readWants(fstest.MapFS{"a.js": {Data: []byte(src)}}); err == nil {
			t.Errorf("%s: no error", src)
		}
	}
}
