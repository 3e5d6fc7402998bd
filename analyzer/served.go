package analyzer

import (
	"cmp"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/manifest"
	"github.com/stackfit/stackfit/analyzer/program"
)

// ServedUse is a use that clients' requests or messages lead to.
type ServedUse struct {
	Use

	Way program.Way
	API *catalog.API // what is known of the call, or nil
}

// maxWays bounds for how many uses of a service the way to them is looked for.
const maxWays = 200

// ServedUses returns the calls of a signal that clients' entries lead to, the
// ones that compute first, then those with the surest and shortest way.
func (x *Service) ServedUses(signal string) []ServedUse {
	s := x.index
	cat := s.prog.Catalogs[x.lang]
	var out []ServedUse

	looked := 0
	for _, u := range x.Uses(signal) {
		if u.Call == 0 || looked == maxWays {
			continue
		}
		looked++
		w, ok := s.prog.Served(u.In, u.Call)
		if !ok {
			continue
		}
		api, _ := cat.API(u.Name)
		out = append(out, ServedUse{u, w, api})
	}
	slices.SortStableFunc(out, func(a, b ServedUse) int {
		return cmp.Or(
			cmp.Compare(costOf(b.API), costOf(a.API)),
			cmp.Compare(a.Way.Inferred, b.Way.Inferred),
			cmp.Compare(len(a.Way.Steps), len(b.Way.Steps)),
		)
	})
	return out
}

// LooseUses returns the calls of a signal of which it is not known who leads to
// them, neither an entry nor what runs once, those that compute first. It returns none for a package that
// holds a frontend, too, where they may be a page's.
func (x *Service) LooseUses(signal string) []Use {
	if _, page := x.Runs("frontend"); page {
		return nil
	}
	cat := x.index.prog.Catalogs[x.lang]
	out := slices.DeleteFunc(x.Uses(signal), func(u Use) bool {
		return u.Call == 0 || u.In.Func == 0 || x.index.prog.OnlyOnce(u.In) || x.index.prog.InWorker(int(u.In.Module)) || x.index.prog.Modules[u.In.Module].Flags&program.UseClient != 0
	})
	cost := func(u *Use) catalog.Cost {
		api, _ := cat.API(u.Name)
		return costOf(api)
	}
	slices.SortStableFunc(out, func(a, b Use) int {
		return cmp.Or(cmp.Compare(cost(&b), cost(&a)), cmp.Compare(strings.Count(a.Name, "("), strings.Count(b.Name, "(")))
	})
	return out
}

// Installed reports whether a service is a command that others install: it
// serves who runs it.
func (x *Service) Installed() bool {
	if x.pkg != nil && len(x.pkg.Bin) > 0 {
		return true
	}
	return slices.ContainsFunc(x.pys, func(p *manifest.PyProject) bool { return len(p.Scripts) > 0 })
}

func costOf(a *catalog.API) catalog.Cost {
	if a == nil || a.Effect != catalog.Computes {
		return catalog.NoCost
	}
	return a.Cost
}

// Answers reports whether a service is there to answer clients: requests,
// sockets, messages.
func (x *Service) Answers() bool {
	switch x.Kind {
	case "http-api", "realtime", "graphql", "bot", "ml-api", "bff":
		return true
	}
	return false
}

// ReportServed is ReportUse for work on behalf of clients: the trace is the way
// from the entry, and confidence is no more than that is sure of.
func (p *Pass) ReportServed(x *Service, u Use, w program.Way, f finding.Finding, does string) {
	f.Entries = w.OtherRoots
	f.Confidence = min(f.Confidence, confidence(program.LoopEffect{Inferred: w.Inferred}))
	p.ReportUse(x, u, f)
	c := &p.found[len(p.found)-1]
	c.steps = slices.Concat(w.Steps, []program.Step{{Func: u.In, Pos: p.Program.Modules[u.In.Module].Calls[u.Call].NamePos, Text: does}})
	c.rank = len(w.Steps) + 100*w.Inferred
}
