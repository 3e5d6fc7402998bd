// Package analyzer reads a repository and says where its code contradicts the
// stack it runs on. It holds the contract between the engine and the detectors
// and the driver that runs them; how results are written is report's business.
package analyzer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/config"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/resolve"
	"github.com/stackfit/stackfit/analyzer/internal/source"
	"github.com/stackfit/stackfit/analyzer/program"
	"github.com/stackfit/stackfit/analyzer/suppress"
)

// Detector is one rule.
type Detector struct {
	ID       string           // kebab-case, names what is found
	Severity finding.Severity // the highest it reports
	Claims   []string         // of the guidance, such as "G02"

	// CodeAlone says that it asks its Pass of the program, never of services and
	// manifests.
	CodeAlone bool

	Doc string // its doc comment, set by the generated registry
	Run func(*Pass) error
}

// Pass is what a detector may ask and where it reports.
type Pass struct {
	Program *program.Program

	services *serviceIndex // nil when the detector asks of code alone
	detector *Detector
	found    []candidate
}

// candidate is a finding whose positions are still offsets.
type candidate struct {
	finding.Finding

	in         program.FuncRef
	start, end uint32
	name       uint32 // where the called name stands
	nameLen    uint32
	steps      []program.Step
	service    *Service // that the finding is about, or nil: whose module it stands in
	path       string   // of a finding that stands on a line of a file, rather than in a module's code
	event      bool     // reached from an event of a Node.js process only
	rank       int      // of equal findings on one line the lowest is kept
}

// Config says what to analyze and how.
type Config struct {
	Root          string
	Version       string // of the tool, for the report
	MinConfidence finding.Confidence
	Declared      *config.File          // what stackfit.toml declares, or nil
	Today         time.Time             // for what is declared until a day; on the zero time nothing ends
	Workers       int                   // 0: as many as processors
	Progress      func(done, total int) // may be nil; called from several goroutines
}

// ErrInput says that the folder to analyze cannot be: no such path, a file, a
// folder that cannot be read or is empty.
var ErrInput = errors.New("cannot analyze")

// Run analyzes the folder cfg.Root with the detectors. An error means that
// there is no result at all; what was not read is told in the report.
func Run(ctx context.Context, cfg Config, detectors []*Detector) (*finding.Report, error) {
	tree, err := openTree(ctx, cfg)
	if err != nil {
		return nil, err
	}
	defer tree.Close()
	rep := &finding.Report{
		Schema:     1,
		Tool:       finding.Tool{Name: "stackfit", Version: cfg.Version},
		Repository: finding.Repository{Root: "."},
		Services:   []finding.Service{},
		Findings:   []finding.Finding{},
	}
	var im *imports
	var beside sync.WaitGroup
	beside.Go(func() { im = newImports(tree, loadManifests(tree)) })
	parsed, err := newReader(tree, cfg).readAll(ctx, func() *resolve.Resolver {
		beside.Wait()
		return im.resolver
	})
	beside.Wait()
	if err != nil {
		return nil, err
	}
	parsed.complete(&rep.Completeness, tree)
	completeManifests(&rep.Completeness, tree, im.manifests)
	prog := parsed.link(im, cfg.Declared)
	rep.Steps = prog.Steps
	rep.Completeness.Gaps = finding.Gaps{
		UnresolvedCalls: prog.Gaps.UnresolvedCalls,
		DynamicImports:  prog.Gaps.DynamicImports,
		UnresolvedFiles: prog.Gaps.UnresolvedImports,
	}
	// Rules that ask of the code alone run beside the search for services and
	// the rules about those, each with its own view of the program.
	var services *serviceIndex
	view, results := prog.View(), make([]ran, len(detectors))
	beside.Go(func() {
		runDetectors(detectors, cfg.Declared, results, func(d *Detector) *Pass {
			if !d.CodeAlone {
				return nil
			}
			return &Pass{Program: view, detector: d}
		})
	})
	func() {
		defer beside.Wait()
		services = newServiceIndex(tree, im, prog, cfg.Declared)
		runDetectors(detectors, cfg.Declared, results, func(d *Detector) *Pass {
			if d.CodeAlone {
				return nil
			}
			return &Pass{Program: prog, services: services, detector: d}
		})
	}()
	var all []candidate
	for _, r := range results {
		if r.err != nil {
			rep.Completeness.Notes = append(rep.Completeness.Notes, r.err.Error())
			rep.Completeness.Status = "incomplete"
		}
		all = append(all, r.found...)
	}
	unshown := place(rep, all, tree, prog, services, cfg.MinConfidence, len(parsed.marked) > 0)
	leaveOff(rep, cfg.Declared)
	services.judge(rep)
	suppress.Comments(rep, parsed.ignores(tree), unshown, rulesRun(detectors, cfg.Declared))
	leaveOff(rep, cfg.Declared) // of what was said of comments
	heed(rep, cfg.Declared, cfg.Today, detectors)
	rep.Hidden.Accepted = accepted(rep.Declared)
	return rep, nil
}

// openTree lists the files to analyze.
func openTree(ctx context.Context, cfg Config) (*source.Tree, error) {
	var excluded func(string, bool) bool
	if cfg.Declared != nil && len(cfg.Declared.Exclude) > 0 {
		excluded = cfg.Declared.Excluded
	}
	tree, err := source.Open(ctx, cfg.Root, excluded)
	if err != nil && ctx.Err() == nil {
		err = fmt.Errorf("%w %w", ErrInput, err)
	}
	return tree, err
}

// ran is what became of a detector.
type ran struct {
	found []candidate
	err   error
}

// runDetectors runs those detectors, one after the other, that pass gives
// something to ask.
func runDetectors(detectors []*Detector, declared *config.File, results []ran, pass func(*Detector) *Pass) {
	for i, d := range detectors {
		if declared.Off(d.ID) {
			continue
		}
		if p := pass(d); p != nil {
			results[i].err = runDetector(d, p)
			results[i].found = p.found
		}
	}
}

// runDetector runs one detector; its panic becomes an error, so that the others
// go on.
func runDetector(d *Detector, p *Pass) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("rule %s could not run to its end, so findings of it may be missing; report this: panic: %v", d.ID, r)
		}
	}()
	if err := d.Run(p); err != nil {
		return fmt.Errorf("rule %s could not run to its end, so findings of it may be missing: %w", d.ID, err)
	}
	return nil
}

// ReportEffect reports an effect on an event loop. Severity follows from cost
// and role, confidence from how the chain was resolved; the message goes on
// after the name of what is called: "waits for the file system".
func (p *Pass) ReportEffect(e program.LoopEffect, does string) {
	m := p.Program.Modules[e.In.Module]
	c := &m.Calls[e.Call]
	callee := &m.Values[c.Callee]
	place := "in async " + m.FunctionName(e.In.Func)
	switch {
	case e.Entry != nil && e.Role == catalog.Request:
		place = "while serving " + e.Entry.Label
	case e.Entry != nil && e.Role == catalog.Async:
		place = "in " + e.Entry.Label
	case e.Entry != nil:
		place = "while handling " + e.Entry.Label
	case len(e.Chain) > 1:
		place = "in " + e.Chain[0].Text
	}
	help := ""
	if e.API.Instead != "" {
		help = "use " + e.API.Instead
	}
	cand := candidate{
		Finding: finding.Finding{
			Rule: p.detector.ID, Severity: severity(e, m.Lang), Confidence: confidence(e), Cost: e.API.Cost.String(),
			Symbol: m.FunctionName(e.In.Func), Claims: claimsOf(p.detector, m.Lang), Entries: e.OtherRoots, Help: help,
			Message: fmt.Sprintf("%s %s on the event loop %s", e.Name, does, place),
		},
		event: e.Role == catalog.Event && m.Lang == program.JavaScript,
		in:    e.In, start: c.Pos, end: c.End, name: c.NamePos, steps: e.Chain,
		rank: len(e.Chain) + 100*e.Inferred,
	}
	if callee.Kind == program.Attr || callee.Kind == program.Global {
		cand.nameLen = uint32(len(m.Name(callee.Name)))
	}
	cand.steps = append(slices.Clip(cand.steps), program.Step{Func: e.In, Pos: c.NamePos, Text: e.Name + " " + does})
	p.found = append(p.found, cand)
}

// claimsOf returns the claims of a detector that speak of a language: some of
// the guidance are about Node.js alone, some about Python.
func claimsOf(d *Detector, lang program.Lang) []string {
	out := []string{}
	for _, c := range d.Claims {
		switch c {
		case "G02", "G03":
			if lang != program.JavaScript {
				continue
			}
		case "G04", "G05", "G06":
			if lang != program.Python {
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// severity weighs cost against role. Without a known entry nobody can say that
// anything waits for the function: of 36 such findings drawn in JavaScript
// repositories, maintainers would have accepted six. So they are advice, but
// for long work in a Python coroutine, which runs on a loop by its nature.
func severity(e program.LoopEffect, lang program.Lang) finding.Severity {
	rooted := e.Role == catalog.Request || e.Role == catalog.Event
	long := e.API.Cost == catalog.Heavy || e.API.Cost == catalog.Unbounded
	switch {
	case e.Minor || e.API.Cost <= catalog.Micro:
		return finding.Info
	case rooted && long:
		return finding.Error
	case rooted || long && lang == program.Python:
		return finding.Warning
	default:
		return finding.Info
	}
}

// confidence counts the inferred hops: none is definite, two are probable.
func confidence(e program.LoopEffect) finding.Confidence {
	switch {
	case e.Inferred == 0:
		return finding.Definite
	case e.Inferred <= 2:
		return finding.Probable
	default:
		return finding.Possible
	}
}
