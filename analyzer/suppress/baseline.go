package suppress

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// BaselineName is what a baseline is called unless its writer says otherwise. A
// file of that name is used only when it is asked for: else a change could hide
// its findings by adding one.
const BaselineName = "stackfit-baseline.json"

// Baseline lists findings that are known and not to be shown. It holds no line
// numbers, so that it changes only when findings do.
type Baseline struct {
	Schema   int             `json:"schema"` // 1
	Findings []BaselineEntry `json:"findings"`
}

// BaselineEntry is one finding. What counts is the fingerprint; the rest is for
// people who read the file.
type BaselineEntry struct {
	Fingerprint string `json:"fingerprint"`
	Rule        string `json:"rule"`
	Confidence  string `json:"confidence"`
	Path        string `json:"path"`
	Symbol      string `json:"symbol"`
}

// MaxBaseline is the size in bytes above which a baseline is refused.
const MaxBaseline = 64 << 20

const baselineSchema = 1

// NewBaseline lists the findings of a report.
func NewBaseline(rep *finding.Report) *Baseline {
	b := &Baseline{Schema: baselineSchema, Findings: []BaselineEntry{}}
	for i := range rep.Findings {
		f := &rep.Findings[i]
		b.Findings = append(b.Findings, BaselineEntry{
			Fingerprint: f.Fingerprint, Rule: f.Rule, Confidence: f.Confidence.String(),
			Path: valid(f.Location.Path), Symbol: valid(f.Symbol),
		})
	}
	b.sort()
	return b
}

// valid returns s as valid UTF-8, which JSON needs; it is not read back.
func valid(s string) string { return strings.ToValidUTF8(s, string(utf8.RuneError)) }

func (b *Baseline) sort() {
	slices.SortFunc(b.Findings, func(x, y BaselineEntry) int {
		return cmp.Or(strings.Compare(x.Path, y.Path), strings.Compare(x.Rule, y.Rule),
			strings.Compare(x.Symbol, y.Symbol), strings.Compare(x.Fingerprint, y.Fingerprint))
	})
}

// ErrBaseline says that a file is no baseline.
var ErrBaseline = errors.New("no baseline")

// ReadBaseline reads a baseline. It refuses what this version would misread.
func ReadBaseline(r io.Reader) (*Baseline, error) {
	src, err := io.ReadAll(io.LimitReader(r, MaxBaseline+1))
	if err != nil {
		return nil, fmt.Errorf("read baseline: %w", err)
	}
	if len(src) > MaxBaseline {
		return nil, fmt.Errorf("%w: larger than %d MiB", ErrBaseline, MaxBaseline>>20)
	}
	var head struct{ Schema int }
	if err := json.Unmarshal(src, &head); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBaseline, err)
	}
	if head.Schema != baselineSchema {
		return nil, fmt.Errorf("%w: schema %d, and this version knows %d", ErrBaseline, head.Schema, baselineSchema)
	}
	dec := json.NewDecoder(bytes.NewReader(src))
	dec.DisallowUnknownFields()
	b := &Baseline{}
	if err := dec.Decode(b); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBaseline, err)
	}
	for i := range b.Findings {
		e := &b.Findings[i]
		if e.Fingerprint == "" || e.Rule == "" {
			return nil, fmt.Errorf("%w: entry %d has no fingerprint or rule", ErrBaseline, i+1)
		}
		if _, err := finding.ParseConfidence(e.Confidence); err != nil {
			return nil, fmt.Errorf("%w: entry %d: %w", ErrBaseline, i+1, err)
		}
	}
	if b.Findings == nil {
		b.Findings = []BaselineEntry{}
	}
	return b, nil
}

// Write writes the baseline, the same bytes for the same findings.
func (b *Baseline) Write(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(b); err != nil {
		return fmt.Errorf("write baseline: %w", err)
	}
	return nil
}

// Hide takes the findings of the baseline out of a report and counts them, and
// the entries that match none. Entries below the least confidence that the
// report shows may match what is not shown, and are not stale.
func (b *Baseline) Hide(rep *finding.Report, least finding.Confidence) {
	found := b.found(rep)
	known := make(map[string]bool, len(b.Findings))
	for i := range b.Findings {
		known[b.Findings[i].Fingerprint] = true
	}
	for i := range b.Findings {
		if b.Findings[i].stale(found, least) {
			rep.Hidden.Stale++
		}
	}
	rep.Hidden.Baseline += Hide(rep, func(f *finding.Finding) bool { return known[f.Fingerprint] })
}

// Prune drops the stale entries and returns how many there were.
func (b *Baseline) Prune(rep *finding.Report, least finding.Confidence) int {
	n, found := len(b.Findings), b.found(rep)
	b.Findings = slices.DeleteFunc(b.Findings, func(e BaselineEntry) bool { return e.stale(found, least) })
	b.sort()
	return n - len(b.Findings)
}

func (*Baseline) found(rep *finding.Report) map[string]bool {
	found := make(map[string]bool, len(rep.Findings))
	for i := range rep.Findings {
		found[rep.Findings[i].Fingerprint] = true
	}
	return found
}

func (e *BaselineEntry) stale(found map[string]bool, least finding.Confidence) bool {
	c, err := finding.ParseConfidence(e.Confidence)
	return err == nil && c >= least && !found[e.Fingerprint]
}
