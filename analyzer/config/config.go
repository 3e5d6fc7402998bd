// Package config reads stackfit.toml, in which the people of a repository
// declare what its code does not show: the stage of the product, what the team
// knows and plans, which services there are, what is not to be analyzed, how
// much each rule matters, and what in-house libraries do.
//
// A configuration is data. It runs nothing, reads no other file, no environment
// and no network, for it may come with a pull request of somebody unknown. What
// the facts lead to is for analyzer, verdict and cmd.
package config

import (
	_ "embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/glob"
)

//go:generate go test -count=1 -run ^TestSchema$ . -update

// Name is that of the file, at the root of what is analyzed.
const Name = "stackfit.toml"

// MaxSize is the size in bytes above which a configuration is refused.
const MaxSize = 1 << 20

// File is what a configuration declares.
type File struct {
	// The stage of the product: early while it looks for its users, scale once
	// it has them. In an early stage a second backend language costs more than
	// it brings.
	Stage Stage `toml:"stage"`

	// Work that is planned for the product, but not in the code yet.
	Plans []Plan `toml:"plans"`

	// The team that maintains the repository.
	Team Team `toml:"team"`

	// Doublestar globs of files and folders that are not analyzed.
	Exclude []Glob `toml:"exclude"`

	// Severities by rule. "off" leaves a rule out; the others are the highest
	// severity that it reports, while what matters less stays below.
	Rules map[Rule]Level `toml:"rules"`

	// Severities for some files only. The last override that matches a file and
	// names the rule counts.
	Overrides []Override `toml:"override"`

	// Services that are to be seen otherwise than they are found.
	Services []Service `toml:"service"`

	// Findings of a service that are accepted, with the reason.
	Ignores []Ignore `toml:"ignore"`

	// What calls to in-house libraries do, in the tables of the built-in
	// catalog.
	Catalog Catalog `toml:"catalog"`

	// Path of the file the facts were read from, for messages.
	Path string `toml:"-"`

	node, python *catalog.Catalog
	lines        func(keys ...string) int
}

// Line returns the one-based line of a key, or 0 when it is not there. The keys
// lead to it: "team", "languages".
func (f *File) Line(keys ...string) int { return f.lines(keys...) }

// Team is who maintains a repository.
type Team struct {
	// The languages that the team knows well.
	Languages []Language `toml:"languages"`
}

// Override sets severities for some files.
type Override struct {
	// Doublestar globs of the files.
	Files []Glob `toml:"files" need:"true"`

	// Severities by rule, as in the table "rules".
	Rules map[Rule]Level `toml:"rules" need:"true"`
}

// Service is what is declared of a service.
type Service struct {
	// The folder of the service, relative to the analyzed one; "." is the
	// analyzed one. Where no service is found, its files become one.
	Root Folder `toml:"root" need:"true"`

	// The language of the service, where both are in the folder.
	Language Stack `toml:"language"`

	// What the service is, whatever its code looks like.
	Kind Kind `toml:"kind"`

	// The requests a second that the service has to answer at its peak.
	Peak Rate `toml:"peak_requests_per_second"`

	// Work that is planned for this service, but not in the code yet.
	Plans []Plan `toml:"plans"`

	Line int `toml:"-"` // of the table
}

// Ignore accepts findings of a service.
type Ignore struct {
	// The folder of the service whose findings are accepted.
	Service Folder `toml:"service" need:"true"`

	// The rules whose findings are accepted; all when there are none.
	Rules []Rule `toml:"rules"`

	// Why they are accepted.
	Reason Text `toml:"reason" need:"true"`

	// The last day on which they are.
	Until Date `toml:"until"`

	Line int `toml:"-"` // of the table
}

// Expired reports whether the last day is over. On the zero time nothing is.
func (i *Ignore) Expired(now time.Time) bool {
	return !i.Until.IsZero() && !now.IsZero() && now.Format(time.DateOnly) > i.Until.Format(time.DateOnly)
}

// Matches reports whether a finding of a rule in a service is accepted.
func (i *Ignore) Matches(service, rule string) bool {
	return string(i.Service) == service && (len(i.Rules) == 0 || slices.Contains(i.Rules, Rule(rule)))
}

// Catalog holds facts by language. They are read by package catalog, as its own
// data files are.
type Catalog struct {
	// Facts about names of JavaScript and TypeScript.
	Node Facts `toml:"node"`

	// Facts about names of Python.
	Python Facts `toml:"python"`
}

// Facts are the tables of the catalog: lists of tables by their name.
type Facts map[string]any

// Stage is that of a product.
type Stage string

// Words returns the closed list.
func (Stage) Words() []string { return []string{"early", "scale"} }

// Plan is a kind of work.
type Plan string

// Words returns the closed list.
func (Plan) Words() []string {
	return []string{"ml-inference", "ml-training", "data-processing", "image-processing", "realtime", "graphql"}
}

// Language is a programming language that people know.
type Language string

// Words returns the closed list.
func (Language) Words() []string {
	return []string{
		"javascript", "typescript", "python",
		"c", "cpp", "csharp", "elixir", "go", "java", "kotlin", "php", "ruby", "rust", "scala", "swift",
	}
}

// Stack is what a service runs on.
type Stack string

// Words returns the closed list.
func (Stack) Words() []string { return []string{"node", "python"} }

// Kind is what a service is.
type Kind string

// Words returns the closed list.
func (Kind) Words() []string { return catalog.ServiceKinds }

// Level is a severity, or off.
type Level string

// Off leaves a rule out.
const Off Level = "off"

// Words returns the closed list.
func (Level) Words() []string { return []string{"off", "info", "warning", "error"} }

// severity returns that of a level other than Off.
func (l Level) severity() finding.Severity {
	return finding.Severity(slices.Index(l.Words(), string(l)) - 1)
}

// Rule is the ID of a rule.
type Rule string

// Rate is a number of requests a second, at least one.
type Rate int64

// Check says what is wrong with a rate.
func (r Rate) Check() error {
	if r < 1 || r > 1e9 {
		return fmt.Errorf("%d is no rate: use a whole number from 1 to 1000000000", r)
	}
	return nil
}

// Glob is a doublestar pattern of paths.
type Glob string

// Check says what is wrong with a pattern.
func (g Glob) Check() error {
	p := strings.TrimSuffix(string(g), "/")
	switch {
	case strings.HasPrefix(p, "/") || strings.HasPrefix(p, "../") || strings.HasPrefix(p, "./"):
		return fmt.Errorf("%q matches nothing: patterns are relative to the analyzed folder, such as %q", string(g), "api/**")
	case strings.HasPrefix(p, "!"):
		return fmt.Errorf("%q: a pattern cannot be negated", string(g))
	}
	if err := glob.Check(p); err != nil {
		return fmt.Errorf("%q: %w", string(g), err)
	}
	return nil
}

// Match reports whether the pattern matches a path with slashes.
func (g Glob) Match(p string) bool { return glob.Match(strings.TrimSuffix(string(g), "/"), p) }

// Folder is the path of a folder, with slashes, relative to the analyzed one.
type Folder string

// Check says what is wrong with a path.
func (f Folder) Check() error {
	p := string(f)
	if p == "" || path.Clean(p) != strings.TrimSuffix(p, "/") || strings.HasPrefix(p, "/") || p == ".." || strings.HasPrefix(p, "../") || strings.Contains(p, `\`) {
		return fmt.Errorf("%q is no folder below the analyzed one: use a relative path with slashes, such as %q or %q", p, "services/api", ".")
	}
	return nil
}

// Text is a text that says something.
type Text string

// Check refuses a text without words.
func (t Text) Check() error {
	if strings.TrimSpace(string(t)) == "" {
		return fmt.Errorf("an empty text says nothing")
	}
	return nil
}

// Date is a day.
type Date struct{ time.Time }

// Node returns what is declared of names of JavaScript, or nil.
func (f *File) Node() *catalog.Catalog {
	if f == nil {
		return nil
	}
	return f.node
}

// Python returns what is declared of names of Python, or nil.
func (f *File) Python() *catalog.Catalog {
	if f == nil {
		return nil
	}
	return f.python
}

// Excluded reports whether a file or folder, by its path with slashes, is not
// to be analyzed. It is asked for a folder before what the folder holds.
func (f *File) Excluded(p string, folder bool) bool {
	if f == nil {
		return false
	}
	for _, g := range f.Exclude {
		if g.Match(p) {
			return true
		}
		if all, ok := strings.CutSuffix(string(g), "/**"); folder && ok && all != "" && glob.Match(all, p) {
			return true
		}
	}
	return false
}

// level returns what is declared of a rule in a file, "" when nothing is.
func (f *File) level(rule, file string) Level {
	for _, o := range slices.Backward(f.Overrides) {
		if l, ok := o.Rules[Rule(rule)]; ok && slices.ContainsFunc(o.Files, func(g Glob) bool { return g.Match(file) }) {
			return l
		}
	}
	return f.Rules[Rule(rule)]
}

// Severity returns the severity of a finding in a file: highest is the most
// that its rule reports, found what it gave this finding. It is false when the
// rule is off there.
func (f *File) Severity(rule, file string, highest, found finding.Severity) (finding.Severity, bool) {
	if f == nil {
		return found, true
	}
	switch l := f.level(rule, file); {
	case l == Off:
		return found, false
	case l != "" && (found >= highest || found > l.severity()):
		return l.severity(), true
	}
	return found, true
}

// Off reports whether a rule is off in every file.
func (f *File) Off(rule string) bool {
	if f == nil || f.Rules[Rule(rule)] != Off {
		return false
	}
	return !slices.ContainsFunc(f.Overrides, func(o Override) bool { l, ok := o.Rules[Rule(rule)]; return ok && l != Off })
}

// Schema is the JSON Schema of a configuration. It takes some texts that Parse
// refuses, such as the IDs of rules that are not there.
//
//go:embed config.schema.json
var Schema string
