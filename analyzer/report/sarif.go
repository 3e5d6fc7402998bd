package report

import (
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// Limits of GitHub's code scanning; what is over them it drops or refuses
// (https://docs.github.com/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit).
const (
	sarifRuns          = 20
	sarifResults       = 5000 // of one run
	sarifThreadFlow    = 1000 // locations of one result
	sarifRelated       = 100  // locations of one result
	sarifNotifications = 100  // of one kind and run; ours, to keep the file readable

	// sarifSize is how many bytes of the file, compressed with gzip, are written
	// at most: GitHub takes 10 MB, and other programs compress a little worse.
	sarifSize = 9_500_000
)

// Rule is what a report says of a rule.
type Rule struct {
	ID       string
	Summary  string           // what it reports, in one sentence without a full stop
	Text     string           // its page as plain text
	Markdown string           // its page
	Severity finding.Severity // the highest it reports
	Claims   []string
}

// SARIFOptions says what a SARIF report holds beside the result.
type SARIFOptions struct {
	FileOptions

	Rules []Rule
	// Source holds the analyzed files, for the hash by which GitHub recognizes
	// a line; without it, or where a file cannot be read, that hash is left out.
	Source fs.FS
}

// SARIF writes r as SARIF 2.1.0: one run a service, so that each is a category
// of GitHub's code scanning, with rules, chains as code flows, and what was not
// read as notifications. Over GitHub's limits the worst results are kept, and
// above 20 services all share one run. Columns count UTF-16 code units.
//
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
func SARIF(w io.Writer, r *finding.Report, o SARIFOptions) error {
	s := &sarifWriter{report: r, options: o, hashes: map[string][]string{}, worst: WorstFirst(r.Findings)}
	text, err := s.text()
	for err == nil && len(s.worst) > 0 {
		var size int64
		if size, err = gzipSize(text); err != nil || size <= sarifSize {
			break
		}
		s.worst = s.worst[:int(float64(len(s.worst))*0.95*sarifSize/float64(size))]
		text, err = s.text()
	}
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	if err != nil {
		return fmt.Errorf("write SARIF report: %w", err)
	}
	return nil
}

// gzipSize returns the compressed size of text or, when it is small enough
// anyway, its size as it is.
func gzipSize(text string) (int64, error) {
	if len(text) <= sarifSize {
		return int64(len(text)), nil
	}
	var n counter
	z := gzip.NewWriter(&n)
	_, err := io.WriteString(z, text)
	if err == nil {
		err = z.Close()
	}
	return int64(n), err
}

// counter counts the bytes written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

type sarifWriter struct {
	report  *finding.Report
	options SARIFOptions
	worst   []*finding.Finding  // what may be written, the worst first
	hashes  map[string][]string // line hashes by path, nil for a file that cannot be read
}

func (s *sarifWriter) text() (string, error) {
	doc := sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0"}
	roots := s.roots()
	for _, root := range roots {
		doc.Runs = append(doc.Runs, s.run(root, roots))
	}
	return encodeJSON(doc, " ")
}

// roots returns the services that get a run, in order; one empty root stands
// for all of them.
func (s *sarifWriter) roots() []string {
	var roots []string
	for i := range s.report.Services {
		roots = append(roots, s.report.Services[i].Root)
	}
	for i := range s.report.Findings {
		roots = append(roots, s.report.Findings[i].Service)
	}
	slices.Sort(roots)
	roots = slices.Compact(roots)
	if len(roots) == 0 || len(roots) > sarifRuns {
		return []string{""}
	}
	return roots
}

func (s *sarifWriter) run(root string, roots []string) sarifRun {
	all := len(roots) == 1
	var worst []*finding.Finding
	for _, f := range s.worst {
		if (all || f.Service == root) && len(worst) < sarifResults {
			worst = append(worst, f)
		}
	}
	left := -len(worst)
	for i := range s.report.Findings {
		if all || s.report.Findings[i].Service == root {
			left++
		}
	}

	rules, index := s.rules(worst)
	run := sarifRun{
		Tool: sarifTool{Driver: sarifDriver{
			Name: "stackfit", Version: strings.TrimPrefix(s.report.Tool.Version, "v"), InformationURI: homepage, Rules: rules,
			Notifications: []sarifDescriptor{
				descriptor(notifyNotRead, "A file was not read", "Findings in this file, and chains through it, are not known."),
				descriptor(notifyInPart, "A file was read only in part", "Statements with syntax errors were left out; the rest was read."),
				descriptor(notifyDiagnostic, "The analysis met an error of its own", "What it was at could not be worked on; the rest was."),
				descriptor(notifyCoverage, "How much was read", "A result covers only what was read."),
			},
		}},
		Automation: sarifAutomation{ID: category(root)},
		Bases:      map[string]sarifBase{sarifRoot: {Description: sarifMessage{Text: "The root of the repository"}}},
		ColumnKind: "utf16CodeUnits",
		Properties: sarifRunProperties{Revision: s.report.Repository.Revision, Services: s.services(root, all)},
		Results:    make([]sarifResult, 0, len(worst)),
	}
	for _, f := range worst {
		run.Results = append(run.Results, s.result(f, index[f.Rule]))
	}
	run.Invocations = []sarifInvocation{s.invocation(root, roots, left)}
	return run
}

// services returns what is said of the services of a run.
func (s *sarifWriter) services(root string, all bool) []sarifService {
	var out []sarifService
	for i := range s.report.Services {
		if of := &s.report.Services[i]; all || of.Root == root {
			out = append(out, sarifService{of.Root, of.Language, of.Kind, of.Verdict.Fit, of.Verdict.Recommendation})
		}
	}
	return out
}

// descriptor returns one with what GitHub requires of each.
func descriptor(id, short, help string) sarifDescriptor {
	return sarifDescriptor{
		ID: id, Short: &sarifMessage{Text: short}, Full: &sarifMessage{Text: short + "."}, Help: &sarifMessage{Text: help},
	}
}

// category returns the id of a run: GitHub takes what stands before its last
// slash for the category.
func category(root string) string {
	if root == "" || root == "." {
		return "stackfit/"
	}
	return "stackfit/" + sarifURI(root) + "/"
}

// rules returns the descriptors of the rules that are known or reported, by ID,
// and where each stands.
func (s *sarifWriter) rules(worst []*finding.Finding) ([]sarifDescriptor, map[string]int) {
	var out []sarifDescriptor
	known := map[string]bool{}
	for _, rule := range s.options.Rules {
		known[rule.ID] = true
		out = append(out, sarifDescriptor{
			ID:     rule.ID,
			Short:  &sarifMessage{Text: rule.Summary},
			Full:   &sarifMessage{Text: rule.Summary + "."},
			Help:   &sarifMessage{Text: rule.Text, Markdown: rule.Markdown},
			Config: &sarifConfiguration{Level: sarifLevel(rule.Severity)},
			Properties: &sarifRuleProperties{
				Tags: append([]string{"performance"}, rule.Claims...), Precision: "high", Problem: problem(rule.Severity),
			},
		})
	}
	for _, f := range worst {
		if !known[f.Rule] {
			known[f.Rule] = true
			out = append(out, descriptor(f.Rule, f.Rule, f.Rule))
		}
	}
	slices.SortFunc(out, func(a, b sarifDescriptor) int { return strings.Compare(a.ID, b.ID) })
	index := map[string]int{}
	for i := range out {
		index[out[i].ID] = i
	}
	return out, index
}

func (s *sarifWriter) result(f *finding.Finding, rule int) sarifResult {
	at := &f.Location
	text := f.Message
	if f.Help != "" {
		text += "\n" + f.Help
	}
	region := sarifRegion{StartLine: max(at.Line, 1), EndLine: max(at.EndLine, at.Line, 1)}
	region.StartColumn, region.EndColumn = columns(f, utf16Units)
	out := sarifResult{
		Rule: f.Rule, RuleIndex: rule, Level: sarifLevel(f.Severity),
		Message:   sarifMessage{Text: sarifText(text)},
		Locations: []sarifLocation{s.location(at.Path, region)},
		Properties: sarifResultProperties{
			Confidence: f.Confidence.String(), Cost: f.Cost, Service: f.Service, Symbol: f.Symbol, Claims: f.Claims, Entries: f.Entries,
		},
	}
	if hash := s.lineHash(at); hash != "" || f.Fingerprint != "" {
		out.Fingerprints = &sarifFingerprints{Line: hash, Own: f.Fingerprint}
	}
	steps, left := middleOut(f.Trace, sarifThreadFlow)
	if len(steps) > 0 {
		flow := sarifThread{}
		for i, step := range steps {
			text := step.Text
			if left > 0 && i == sarifThreadFlow/2 {
				text += fmt.Sprintf(" (%s left out before)", count(left, "step"))
			}
			l := s.step(step, text)
			if i == len(steps)-1 && step.Path == at.Path && step.Line == at.Line {
				l.Physical.Region = region
			}
			flow.Locations = append(flow.Locations, sarifFlowLocation{l})
		}
		out.Flows = []sarifFlow{{Threads: []sarifThread{flow}}}
	}
	for i, step := range f.Trace[:max(len(f.Trace)-1, 0)] {
		if i == sarifRelated {
			break
		}
		l := s.step(step, step.Text)
		l.ID = i + 1
		out.Related = append(out.Related, l)
	}
	return out
}

// middleOut keeps limit steps of a chain, its two ends, and counts the rest.
func middleOut(steps []finding.Step, limit int) (kept []finding.Step, left int) {
	if len(steps) <= limit {
		return steps, 0
	}
	left = len(steps) - limit
	return slices.Concat(steps[:limit/2], steps[limit/2+left:]), left
}

// step returns a hop's location. Its column counts bytes and the line it counts
// on is not known here, so the line must do.
func (s *sarifWriter) step(step finding.Step, text string) sarifLocation {
	l := s.location(step.Path, sarifRegion{StartLine: max(step.Line, 1)})
	l.Message = &sarifMessage{Text: sarifText(text)}
	return l
}

func (s *sarifWriter) location(p string, region sarifRegion) sarifLocation {
	return sarifLocation{Physical: sarifPhysical{
		Artifact: sarifArtifact{URI: sarifURI(s.options.path(p)), Base: sarifRoot},
		Region:   region,
	}}
}

func (s *sarifWriter) lineHash(at *finding.Location) string {
	hashes, seen := s.hashes[at.Path]
	if !seen && s.options.Source != nil {
		if src, err := fs.ReadFile(s.options.Source, at.Path); err == nil {
			hashes = lineHashes(src)
		}
		s.hashes[at.Path] = hashes
	}
	if at.Line < 1 || at.Line > len(hashes) {
		return ""
	}
	return hashes[at.Line-1]
}

// IDs of notifications.
const (
	notifyNotRead    = "not-read"
	notifyInPart     = "read-in-part"
	notifyDiagnostic = "diagnostic"
	notifyCoverage   = "coverage"
)

// invocation tells how much was read: each run of the files under its service,
// the first one also of those under none.
func (s *sarifWriter) invocation(root string, roots []string, left int) sarifInvocation {
	c := &s.report.Completeness
	out := sarifInvocation{Successful: len(c.Notes) == 0, Properties: sarifInvocationProperties{
		Status: c.Status, Files: c.Files, Parsed: c.Parsed, Partial: c.Partial, Skipped: len(c.Skipped), Bytes: c.Bytes, Gaps: c.Gaps,
	}}
	note := func(id, level, text string, at ...sarifLocation) {
		out.Notifications = append(out.Notifications, sarifNotification{
			Descriptor: sarifReference{ID: id}, Level: level, Message: sarifMessage{Text: sarifText(text)}, Locations: at,
		})
	}
	level := "note"
	if c.Status != "complete" {
		level = "warning"
	}
	note(notifyCoverage, level, strings.Join(coverageSummary(s.report), "\n"))
	if left > 0 {
		note(notifyCoverage, "warning", fmt.Sprintf("%s left out: GitHub keeps %d of a run and takes 10 MB. Those shown are the worst.", count(left, "result"), sarifResults))
	}
	for _, kind := range []struct {
		id, level string
		files     []finding.Skip
	}{{notifyInPart, "warning", c.Broken}, {notifyNotRead, "note", c.Skipped}} {
		n := 0
		for _, f := range kind.files {
			if owner(f.Path, roots) != root {
				continue
			}
			if n++; n <= sarifNotifications {
				note(kind.id, kind.level, f.Reason, s.location(f.Path, sarifRegion{StartLine: 1}))
			}
		}
		if n > sarifNotifications {
			note(kind.id, kind.level, "and "+count(n-sarifNotifications, "more file"))
		}
	}
	if root == roots[0] {
		for i, text := range c.Notes {
			if i == sarifNotifications {
				note(notifyDiagnostic, "error", "and "+count(len(c.Notes)-i, "more diagnostic"))
				break
			}
			note(notifyDiagnostic, "error", text)
		}
	}
	return out
}

// owner returns the innermost of the roots that holds a file, or the first.
func owner(file string, roots []string) string {
	for dir := path.Dir(file); ; dir = path.Dir(dir) {
		if _, ok := slices.BinarySearch(roots, dir); ok {
			return dir
		}
		if dir == "." || dir == "/" {
			return roots[0]
		}
	}
}

func sarifLevel(s finding.Severity) string {
	if s == finding.Info {
		return "note"
	}
	return s.String()
}

// problem returns GitHub's name of a severity.
func problem(s finding.Severity) string {
	if s == finding.Info {
		return "recommendation"
	}
	return s.String()
}

// sarifURI returns a path as a relative URI reference, encoded by byte, so that
// any file name survives and none reads as a scheme, a query or a fragment.
func sarifURI(p string) string {
	const upper = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(p) {
		c := p[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-._~/", c) >= 0:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(upper[c>>4])
			b.WriteByte(upper[c&15])
		}
	}
	return b.String()
}

// sarifText returns s as the text of a message in which nothing reads as a
// placeholder, "{0}", or as a link, "[text](target)" (SARIF 2.1.0, 3.11.5 and
// 3.11.6). Braces and brackets that are neither stay: GitHub shows escapes.
func sarifText(s string) string {
	if !strings.Contains(s, "](") && !strings.Contains(s, "{") {
		return s
	}
	s = strings.ReplaceAll(s, "](", `\](`)
	var b strings.Builder
	for i := 0; i < len(s); {
		end := i + 1
		if s[i] == '{' {
			for end < len(s) && s[end] >= '0' && s[end] <= '9' {
				end++
			}
			if end > i+1 && end < len(s) && s[end] == '}' {
				end++
				b.WriteString("{" + s[i:end] + "}")
				i = end
				continue
			}
		}
		b.WriteString(s[i:end])
		i = end
	}
	return b.String()
}

// FileURI returns the URI of a file of this machine by its absolute path with
// slashes, encoded by byte.
func FileURI(host, path string) string {
	return "file://" + sarifURI(host) + "/" + sarifURI(strings.TrimPrefix(path, "/"))
}

// sarifRoot names the root that URIs are relative to.
const sarifRoot = "%SRCROOT%"

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool        sarifTool            `json:"tool"`
	Automation  sarifAutomation      `json:"automationDetails"`
	Invocations []sarifInvocation    `json:"invocations"`
	Bases       map[string]sarifBase `json:"originalUriBaseIds"`
	ColumnKind  string               `json:"columnKind"`
	Results     []sarifResult        `json:"results"`
	Properties  sarifRunProperties   `json:"properties"`
}

type sarifRunProperties struct {
	Revision string         `json:"revision,omitempty"`
	Services []sarifService `json:"services"`
}

type sarifService struct {
	Root           string `json:"root"`
	Language       string `json:"language"`
	Kind           string `json:"kind"`
	Fit            string `json:"fit,omitempty"`
	Recommendation string `json:"recommendation,omitempty"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string            `json:"name"`
	Version        string            `json:"version,omitempty"`
	InformationURI string            `json:"informationUri"`
	Rules          []sarifDescriptor `json:"rules"`
	Notifications  []sarifDescriptor `json:"notifications"`
}

type sarifDescriptor struct {
	ID         string               `json:"id"`
	Short      *sarifMessage        `json:"shortDescription,omitempty"`
	Full       *sarifMessage        `json:"fullDescription,omitempty"`
	Help       *sarifMessage        `json:"help,omitempty"`
	Config     *sarifConfiguration  `json:"defaultConfiguration,omitempty"`
	Properties *sarifRuleProperties `json:"properties,omitempty"`
}

type sarifConfiguration struct {
	Level string `json:"level"`
}

type sarifRuleProperties struct {
	Tags      []string `json:"tags"`
	Precision string   `json:"precision"`
	Problem   string   `json:"problem.severity"`
}

type sarifMessage struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifAutomation struct {
	ID string `json:"id"`
}

type sarifBase struct {
	Description sarifMessage `json:"description"`
}

type sarifInvocation struct {
	Successful    bool                      `json:"executionSuccessful"`
	Notifications []sarifNotification       `json:"toolExecutionNotifications"`
	Properties    sarifInvocationProperties `json:"properties"`
}

type sarifInvocationProperties struct {
	Status  string       `json:"status"`
	Files   int          `json:"files"`
	Parsed  int          `json:"parsed"`
	Partial int          `json:"partial"`
	Skipped int          `json:"skipped"`
	Bytes   int64        `json:"bytes"`
	Gaps    finding.Gaps `json:"gaps"`
}

type sarifNotification struct {
	Descriptor sarifReference  `json:"descriptor"`
	Level      string          `json:"level"`
	Message    sarifMessage    `json:"message"`
	Locations  []sarifLocation `json:"locations,omitempty"`
}

type sarifReference struct {
	ID string `json:"id"`
}

type sarifResult struct {
	Rule         string                `json:"ruleId"`
	RuleIndex    int                   `json:"ruleIndex"`
	Level        string                `json:"level"`
	Message      sarifMessage          `json:"message"`
	Locations    []sarifLocation       `json:"locations"`
	Flows        []sarifFlow           `json:"codeFlows,omitempty"`
	Related      []sarifLocation       `json:"relatedLocations,omitempty"`
	Fingerprints *sarifFingerprints    `json:"partialFingerprints,omitempty"`
	Properties   sarifResultProperties `json:"properties"`
}

type sarifFingerprints struct {
	Line string `json:"primaryLocationLineHash,omitempty"`
	Own  string `json:"stackfit/v1,omitempty"`
}

type sarifResultProperties struct {
	Confidence string   `json:"confidence"`
	Cost       string   `json:"cost,omitempty"`
	Service    string   `json:"service"`
	Symbol     string   `json:"symbol,omitempty"`
	Claims     []string `json:"claims"`
	Entries    int      `json:"other_entries"`
}

type sarifLocation struct {
	ID       int           `json:"id,omitempty"`
	Physical sarifPhysical `json:"physicalLocation"`
	Message  *sarifMessage `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   sarifRegion   `json:"region"`
}

type sarifArtifact struct {
	URI  string `json:"uri"`
	Base string `json:"uriBaseId"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
	EndLine     int `json:"endLine,omitempty"`
	EndColumn   int `json:"endColumn,omitempty"`
}

type sarifFlow struct {
	Threads []sarifThread `json:"threadFlows"`
}

type sarifThread struct {
	Locations []sarifFlowLocation `json:"locations"`
}

type sarifFlowLocation struct {
	Location sarifLocation `json:"location"`
}
