// Package finding holds what a run reports: findings with their traces, and
// how much was read. It knows positions only; where findings come from and how
// they are written belongs to others.
package finding

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says how much a finding matters.
type Severity uint8

// Severities, from least to most.
const (
	Info    Severity = iota // advice and cheap calls; never fails a check
	Warning                 // a thread waits or computes for a noticeable while
	Error                   // heavy or unbounded work in a request or event role
)

var severityNames = [...]string{Info: "info", Warning: "warning", Error: "error"}

func (s Severity) String() string { return severityNames[s] }

// MarshalText writes the name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Confidence says how the chain was resolved.
type Confidence uint8

// Confidences, from least to most.
const (
	Possible Confidence = iota // a guess that is often right
	Probable                   // one inferred hop
	Definite                   // every hop resolved, known effect
)

var confidenceNames = [...]string{Possible: "possible", Probable: "probable", Definite: "definite"}

func (c Confidence) String() string { return confidenceNames[c] }

// MarshalText writes the name.
func (c Confidence) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// ParseConfidence reads a name.
func ParseConfidence(s string) (Confidence, error) {
	for i, n := range confidenceNames {
		if n == s {
			return Confidence(i), nil
		}
	}
	return 0, fmt.Errorf("unknown confidence %q: use possible, probable or definite", s)
}

// Location is a region of a file. Paths are relative to the analyzed root, with
// slashes, and hold the bytes of the file system: writers escape them.
type Location struct {
	Path      string `json:"path"`
	Line      int    `json:"line"`       // one-based
	Column    int    `json:"column"`     // one-based, in bytes
	EndLine   int    `json:"end_line"`   // of the last byte
	EndColumn int    `json:"end_column"` // one past the last byte
}

// Step is one hop of a trace.
type Step struct {
	Path   string `json:"path"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Text   string `json:"text"` // what happens here: an entry's label, or "name calls name"
}

// Finding is an effect in a role that cannot bear it.
type Finding struct {
	Rule        string     `json:"rule"`
	Severity    Severity   `json:"severity"`
	Confidence  Confidence `json:"confidence"`
	Cost        string     `json:"cost"`    // micro, milli, heavy, unbounded
	Service     string     `json:"service"` // root of the service, "." for the repository itself
	Symbol      string     `json:"symbol"`  // qualified name of the function that holds the location
	Message     string     `json:"message"` // fact and place
	Help        string     `json:"help"`    // the way out
	Claims      []string   `json:"claims"`
	Location    Location   `json:"location"`
	Trace       []Step     `json:"trace"`         // from entry to blocker
	Entries     int        `json:"other_entries"` // further entries that reach the line
	Fingerprint string     `json:"fingerprint"`

	// Snippet holds the source lines of Location, for writers that show them.
	Snippet []string `json:"-"`
	// EntryLines are where the chain begins: the entry and the function that
	// serves it. None when nothing is known to.
	EntryLines []Place `json:"-"`
}

// Place is a line of a file.
type Place struct {
	Path string
	Line int
}

// Compare orders findings as a report has them: by place, then by rule.
func Compare(a, b *Finding) int {
	return cmp.Or(
		strings.Compare(a.Location.Path, b.Location.Path),
		cmp.Compare(a.Location.Line, b.Location.Line),
		cmp.Compare(a.Location.Column, b.Location.Column),
		strings.Compare(a.Rule, b.Rule),
	)
}

// Ignore is a comment that accepts findings of some rules.
type Ignore struct {
	Location Location // of the comment's text
	Rules    []string // as written
	Reason   string
	Snippet  string // its line
}

// Hidden counts what a report leaves out because somebody decided so.
type Hidden struct {
	Ignored   int `json:"ignored"`   // by comments beside the code
	Accepted  int `json:"accepted"`  // by ignores of the configuration
	Off       int `json:"off"`       // of rules that the configuration turns off in these files
	Baseline  int `json:"baseline"`  // listed in a baseline
	Unchanged int `json:"unchanged"` // none of whose lines changed since a base
	Stale     int `json:"stale"`     // entries of the baseline that match nothing
}

// Total returns how many findings are hidden.
func (h *Hidden) Total() int { return h.Ignored + h.Accepted + h.Off + h.Baseline + h.Unchanged }

// Skip is a file that was not read, and why.
type Skip struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
}

// Gaps counts what could not be resolved.
type Gaps struct {
	UnresolvedCalls int `json:"unresolved_calls"`
	DynamicImports  int `json:"dynamic_imports"`
	UnresolvedFiles int `json:"unresolved_imports"`
}

// Completeness says how much of the repository the result stands on.
type Completeness struct {
	Status   string   `json:"status"` // complete or incomplete
	Files    int      `json:"files"`
	Parsed   int      `json:"parsed"`
	SetAside int      `json:"set_aside"` // tests, examples and documentation that nothing else imports: not parsed, for none of it is judged
	Partial  int      `json:"partial"`   // parsed with syntax errors
	Bytes    int64    `json:"bytes"`     // of the parsed files
	Skipped  []Skip   `json:"skipped"`
	Broken   []Skip   `json:"partial_files"`
	Gaps     Gaps     `json:"gaps"`
	Notes    []string `json:"diagnostics"` // detectors or files that could not be worked on
}

// Service is something that runs.
type Service struct {
	Root        string   `json:"root"`
	Language    string   `json:"language"` // node or python
	TypeScript  bool     `json:"typescript"`
	Kind        string   `json:"kind"`
	Frameworks  []string `json:"frameworks"`
	Manifest    string   `json:"manifest"` // "" when there is none
	Entry       []string `json:"entry"`
	Concurrency string   `json:"concurrency"` // event-loop, sync-workers, mixed, n/a
	Runtime     string   `json:"runtime"`     // version asked for, as written; "" when unknown
	Versions    []Locked `json:"versions"`    // of its frameworks' packages, as lockfiles say
	Files       int      `json:"files"`       // product files read
	Entries     int      `json:"entries"`     // requests and events it answers
	Recognized  []Reason `json:"recognized"`  // why it is taken for a service of that kind
	Unused      []Reason `json:"unused"`      // declared packages that would tell its work, had code used them
	Signals     []Signal `json:"signals"`
	Verdict     Verdict  `json:"verdict"`

	Declared *ServiceFacts `json:"declared,omitempty"` // nil when the configuration says nothing of it
}

// ServiceFacts are what the configuration says of a service.
type ServiceFacts struct {
	Path  string   `json:"path"` // of the configuration
	Line  int      `json:"line"`
	Kind  string   `json:"kind"`                     // "" when it is left to the code
	Peak  int64    `json:"peak_requests_per_second"` // 0 when unknown
	Plans []string `json:"plans"`                    // for this service
}

// Declared is what the configuration says that code does not show.
type Declared struct {
	Path      string   `json:"path"`  // of the configuration
	Stage     string   `json:"stage"` // early, scale or ""
	Languages []string `json:"team_languages"`
	Plans     []string `json:"plans"` // for all services
	// Lines of the configuration on which these stand, 0 for what is not declared.
	StageLine     int `json:"stage_line"`
	LanguagesLine int `json:"team_languages_line"`
	PlansLine     int `json:"plans_line"`

	Off      []string   `json:"off"` // rules that are off everywhere
	Accepted []Accepted `json:"accepted"`
	Problems []Reason   `json:"problems"` // what it names that is not there or is over
}

// Accepted is an ignore of the configuration and how many findings it hides.
type Accepted struct {
	Service  string   `json:"service"`
	Rules    []string `json:"rules"` // all when there are none
	Reason   string   `json:"reason"`
	Until    string   `json:"until"` // last day, as 2027-01-31; "" without end
	Expired  bool     `json:"expired"`
	Findings int      `json:"findings"` // that it is about; reported when it has expired
	Path     string   `json:"path"`
	Line     int      `json:"line"`
}

// Locked is the version of a package that a lockfile holds.
type Locked struct {
	Package string `json:"package"`
	Version string `json:"version"`
	Path    string `json:"path"`
	Line    int    `json:"line"`
}

// Reason is a fact and where it stands. Line is 0 for the file as a whole.
type Reason struct {
	Text string `json:"text"`
	Path string `json:"path"`
	Line int    `json:"line"`
}

// Signal is a trait of a service's work, at the first place that shows it.
type Signal struct {
	ID      string `json:"id"`
	Path    string `json:"path"`
	Line    int    `json:"line"`
	Name    string `json:"name"`    // what is used there
	Serving string `json:"serving"` // yes, no or unknown: whether requests and events lead there
	Entries int    `json:"entries"` // how many of the service's do
}

// Between says how the services of a repository hang together.
type Between struct {
	Edges  []Edge          `json:"edges"`
	Second *SecondLanguage `json:"second_language"` // nil when what serves is written in one language
}

// ServiceRef names a service of a report. Several processes of one project
// differ by their first entry file.
type ServiceRef struct {
	Root     string `json:"root"`
	Language string `json:"language"`
	Entry    string `json:"entry"` // "" when none is known
}

// Ref returns the name of a service.
func (s *Service) Ref() ServiceRef {
	r := ServiceRef{Root: s.Root, Language: s.Language}
	if len(s.Entry) > 0 {
		r.Entry = s.Entry[0]
	}
	return r
}

// Edge says that one service calls, starts, feeds or contains another, with the
// place on either side that shows it.
type Edge struct {
	From ServiceRef `json:"from"`
	To   ServiceRef `json:"to"`
	Kind string     `json:"kind"` // http, websocket, grpc, queue, subprocess, database, package
	Name string     `json:"name"` // what joins them: a host, a queue, a file, a package
	Here Reason     `json:"here"` // in From
	Far  Reason     `json:"far"`  // in To, or where it is declared
}

// SecondLanguage weighs a second backend language.
type SecondLanguage struct {
	Language string       `json:"language"` // node or python: the one of which there is less
	Services []ServiceRef `json:"services"` // that are written in it
	Reasons  []Reason     `json:"reasons"`  // for having both languages; empty when none was found
	// Special are the packages they import that have no well-known counterpart
	// in the other language, which may be reasons, too.
	Special []Reason `json:"special"`
}

// Concerns returns s when a service is one of those it is about, else nil.
func (s *SecondLanguage) Concerns(service ServiceRef) *SecondLanguage {
	if s == nil || !slices.Contains(s.Services, service) {
		return nil
	}
	return s
}

// Thresholds of Verdict.Score.
const (
	StrainedFrom = 2.0
	MisfitFrom   = 3.0 // when the work against is most of what the service does
)

// Verdict says whether a service's work fits its stack.
type Verdict struct {
	Fit            string     `json:"fit"`        // fits, strained, misfit, not-a-backend, unknown
	Confidence     string     `json:"confidence"` // high, medium, low
	Recommendation string     `json:"recommendation"`
	Effort         string     `json:"effort"`
	Score          float64    `json:"score"` // weight of the evidence against
	Evidence       []Evidence `json:"evidence"`
	WouldChange    []string   `json:"would_change"`
	Unknowable     []string   `json:"cannot_know"` // what reading code does not tell
}

// Evidence leans for or against the stack of a service.
type Evidence struct {
	Claim  string  `json:"claim"` // of the guidance, such as "G02"
	Leans  string  `json:"leans"` // for or against
	Weight float64 `json:"weight"`
	Text   string  `json:"text"`
	Path   string  `json:"path"` // "" when it is about the service as a whole
	Line   int     `json:"line"`
}

// Report is the whole result of a run.
type Report struct {
	Schema       int          `json:"schema"`
	Tool         Tool         `json:"tool"`
	Repository   Repository   `json:"repository"`
	Completeness Completeness `json:"completeness"`
	Services     []Service    `json:"services"`
	Between      Between      `json:"between"`
	Declared     *Declared    `json:"declared,omitempty"` // nil without a configuration
	Findings     []Finding    `json:"findings"`
	Hidden       Hidden       `json:"hidden,omitzero"`

	// Ignores are the comments that accept findings.
	Ignores []Ignore `json:"-"`

	// Steps counts the look-ups that linking took: its work, for tests of growth.
	Steps int `json:"-"`
}

// Tool names the program that made a report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Repository says what was analyzed. Revision is empty when unknown.
type Repository struct {
	Root     string `json:"root"`
	Revision string `json:"revision"`
	Dirty    bool   `json:"dirty"`
	Base     string `json:"base,omitempty"` // commit that the findings are new since; "" when all are shown
}
