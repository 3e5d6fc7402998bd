package analyzer

import (
	"slices"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/program"
)

// ReportSpot reports code that computes. The caller says what the finding is;
// place, chain and how surely it was resolved come from the spot. does is the
// last step of the chain, "" when the chain leads on from the spot.
func (p *Pass) ReportSpot(s program.Spot, f finding.Finding, does string) {
	m := p.Program.Modules[s.In.Module]
	f.Rule, f.Claims = p.detector.ID, p.detector.Claims
	f.Symbol = m.FunctionName(s.In.Func)
	f.Entries = s.OtherRoots
	f.Confidence = min(f.Confidence, confidence(s.LoopEffect))
	c := candidate{
		Finding: f, in: s.In, start: s.Start, end: s.End, name: s.At, nameLen: s.AtLength,
		steps: s.Chain, rank: len(s.Chain) + 100*s.Inferred,
	}
	if does != "" {
		c.steps = append(slices.Clip(c.steps), program.Step{Func: s.In, Pos: s.At, Text: does})
	}
	p.found = append(p.found, c)
}

// Place says in words on whose behalf a spot's code runs: "while serving GET /".
func (p *Pass) Place(s program.Spot) string {
	switch {
	case s.Entry != nil && s.Role == catalog.Request:
		return "while serving " + s.Entry.Label
	case s.Entry != nil && s.Role == catalog.Async:
		return "in " + s.Entry.Label
	case s.Entry != nil:
		return "while handling " + s.Entry.Label
	case len(s.Chain) > 1:
		return "in " + s.Chain[0].Text
	default:
		return "in async " + p.Program.Modules[s.In.Module].FunctionName(s.In.Func)
	}
}
