package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// JUnit writes r as test results: a suite a service, a case a finding. A
// finding that fails a check is a failure, another one a case that passed; the
// suite "stackfit" says how much was read, and is skipped when that was not all.
//
// There is no standard; this is what Jenkins' schema allows
// (https://github.com/jenkinsci/xunit-plugin, junit-10.xsd) and GitLab reads.
func JUnit(w io.Writer, r *finding.Report, o FileOptions) error {
	read := junitCase{
		Name: "completeness", Class: "stackfit",
		Out: strings.Join(append([]string{verdictLine(r)}, coverage(r)...), "\n"),
	}
	whole := junitSuite{Name: "stackfit", Tests: 1}
	if _, ok := incomplete(r); ok {
		read.Skipped = strings.Join(coverageSummary(r), "\n")
		whole.Skipped = 1
	}
	whole.Cases = []junitCase{read}
	doc := junitDoc{Name: "stackfit", Suites: []junitSuite{whole}}
	suites := map[string]int{}
	for i := range r.Services {
		root := r.Services[i].Root
		if _, seen := suites[root]; !seen {
			suites[root] = len(doc.Suites)
			doc.Suites = append(doc.Suites, junitSuite{Name: "stackfit: " + root})
		}
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		j, seen := suites[f.Service]
		if !seen {
			j = len(doc.Suites)
			suites[f.Service] = j
			doc.Suites = append(doc.Suites, junitSuite{Name: "stackfit: " + f.Service})
		}
		s := &doc.Suites[j]
		s.add(f, o)
	}
	for i := range doc.Suites {
		doc.Tests += doc.Suites[i].Tests
		doc.Failures += doc.Suites[i].Failures
	}
	return writeXML(w, doc, "JUnit report")
}

func (s *junitSuite) add(f *finding.Finding, o FileOptions) {
	at := fmt.Sprintf("%s:%d:%d", o.path(f.Location.Path), f.Location.Line, f.Location.Column)
	c := junitCase{Name: f.Rule + " at " + at, Class: o.path(f.Location.Path)}
	text := strings.Join(append([]string{at + " " + f.Message}, details(f, o)...), "\n")
	if f.Severity >= finding.Warning && f.Confidence >= finding.Probable {
		c.Failure = &junitFailure{Type: f.Rule, Message: f.Message, Text: text}
		s.Failures++
	} else {
		c.Out = text
	}
	s.Tests++
	s.Cases = append(s.Cases, c)
}

type junitDoc struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Skipped string        `xml:"skipped,omitempty"`
	Failure *junitFailure `xml:"failure"`
	Out     string        `xml:"system-out,omitempty"`
}

type junitFailure struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}
