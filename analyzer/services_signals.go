package analyzer

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/source"
	"github.com/stackfit/stackfit/analyzer/program"
	"github.com/stackfit/stackfit/analyzer/verdict"
)

// Limits of a service that mostly asks others: at least so many of its entries
// do, and at least that part of them.
const (
	aggregatesFrom  = 3
	aggregatesShare = 0.4
)

// signals returns the traits of a service's work, in the order of the catalog's
// list, each at the first place that shows it, serving ones first.
func (s *serviceIndex) signals(x *Service) []finding.Signal {
	x.shown = s.shown(x)
	out := []finding.Signal{}
	for _, id := range catalog.SignalIDs {
		if uses := slices.Clone(x.shown[id]); len(uses) > 0 {
			out = append(out, s.signal(x, id, uses))
		}
	}
	if g := aggregation(x, out); g != nil {
		at := slices.IndexFunc(out, func(o finding.Signal) bool { return o.ID == "outbound-http" })
		out = slices.Insert(out, at+1, *g)
	}
	out = append(out, s.scripts(x, out)...)
	return out
}

// shown returns the places that show each trait of a service's work.
func (s *serviceIndex) shown(x *Service) map[string][]signalUse {
	found := map[string][]signalUse{}
	for _, i := range x.modules {
		for _, u := range s.facts[i].signals {
			found[u.ID] = append(found[u.ID], u)
		}
		for _, u := range s.throughPython(i) {
			found[u.ID] = append(found[u.ID], u)
		}
	}
	for id, uses := range found {
		all := len(uses)
		uses = slices.DeleteFunc(uses, func(u signalUse) bool { return !s.ownUse(x, u) })
		if len(uses) < all && !slices.ContainsFunc(uses, func(u signalUse) bool { return u.Call != 0 }) {
			uses = nil // it only imports what the other process uses
		}
		found[id] = uses
	}
	have := map[string]bool{}
	for id, uses := range found {
		have[id] = slices.ContainsFunc(uses, func(u signalUse) bool { return len(u.Unless) == 0 })
	}
	for id, uses := range found {
		found[id] = slices.DeleteFunc(uses, func(u signalUse) bool {
			return slices.ContainsFunc(u.Unless, func(other string) bool { return have[other] })
		})
	}
	return found
}

// signal says where a trait shows and whether entries lead there.
func (s *serviceIndex) signal(x *Service, id string, uses []signalUse) finding.Signal {
	slices.SortStableFunc(uses, func(a, b signalUse) int {
		return cmp.Or(
			cmp.Compare(bit(a.Call == 0), bit(b.Call == 0)), // calls before imports
			cmp.Compare(a.In.Module, b.In.Module),
			cmp.Compare(a.Pos, b.Pos),
		)
	})
	var calls []program.FuncRef
	once := 0
	for _, u := range uses {
		if u.Call != 0 && !slices.Contains(calls, u.In) {
			calls = append(calls, u.In)
			if s.prog.OnlyOnce(u.In) {
				once++
			}
		}
	}
	g := finding.Signal{ID: id, Serving: "unknown"}
	reaching := s.prog.RootsReaching(calls)
	g.Entries = s.registrations(x, reaching)
	switch {
	case g.Entries > 0:
		g.Serving = "yes"
	case len(calls) > 0 && once == len(calls):
		g.Serving = "no"
	}
	best := &uses[0]
	if g.Serving == "yes" { // the first that entries lead to
		for i := range uses {
			if uses[i].Call != 0 && !s.prog.OnlyOnce(uses[i].In) {
				best = &uses[i]
				break
			}
		}
	}
	mod := int(best.In.Module)
	name, _, _ := strings.Cut(best.Name, "(") // what is called of it says no more
	g.Name, g.Path, g.Line = name, s.prog.Modules[mod].Path, s.lineOf(mod, best.Pos)
	return g
}

// registrations counts the entries of a service among roots: a route with
// several handlers is one, and what stands in front of all of them is none.
func (s *serviceIndex) registrations(x *Service, roots []int) int {
	type place struct {
		at  program.FuncRef
		pos uint32
	}
	seen := map[place]bool{}
	for _, i := range roots {
		if r := &s.prog.Roots[i]; s.server[i] == x && !strings.Contains(r.Label, "middleware") && !strings.Contains(r.Label, "hook") {
			seen[place{r.At, r.Pos}] = true
		}
	}
	return len(seen)
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// aggregation returns the signal of a service most of whose entries ask other
// services.
func aggregation(x *Service, all []finding.Signal) *finding.Signal {
	for i := range all {
		g := &all[i]
		if g.ID == "outbound-http" && g.Entries >= aggregatesFrom && float64(g.Entries) >= aggregatesShare*float64(x.Entries) {
			out := *g
			out.ID = "outbound-http-aggregation"
			return &out
		}
	}
	return nil
}

// throughPython returns what a Python program does that a module of Node.js
// starts: the work is the service's, wherever it runs.
func (s *serviceIndex) throughPython(mod int) []signalUse {
	if s.prog.Modules[mod].Lang != program.JavaScript {
		return nil
	}
	var out []signalUse
	for _, sp := range s.facts[mod].spawns {
		words := sp.words
		for _, w := range sp.words {
			if strings.HasSuffix(w, ".sh") {
				words = append(slices.Clip(words), s.script(mod, w)...)
			}
		}
		python := &catalog.Signal{ID: "subprocess-python"}
		if len(words) > len(sp.words) && runsCommand(words[len(sp.words):], []string{"python"}) != "" {
			u := sp.Mention
			u.Name = "python"
			out = append(out, signalUse{python, u})
		}
		for _, w := range words {
			if !strings.HasSuffix(w, ".py") {
				continue
			}
			for i, m := range s.prog.Modules {
				if m.Lang != program.Python || path.Base(m.Path) != path.Base(w) {
					continue
				}
				for _, f := range s.facts[i].signals {
					if f.ID == "ml-inference" && len(f.Unless) == 0 {
						u := sp.Mention
						u.Name = path.Base(w)
						out = append(out, signalUse{&catalog.Signal{ID: "ml-inference", Native: true}, u})
						break
					}
				}
			}
		}
	}
	return out
}

// script returns the words of a shell script that a module names, each line a
// command.
func (s *serviceIndex) script(mod int, name string) []string {
	var words []string
	for _, line := range s.shellLines(dirOf(s.prog.Modules[mod].Path), name) {
		words = append(append(words, ";"), strings.Fields(line)...)
	}
	return words
}

// shellLines returns the lines of a shell script that is named in a folder or
// by its path in a container: without comments, continued ones in one.
func (s *serviceIndex) shellLines(dir, name string) []string {
	name = strings.TrimPrefix(name, "/")
	for {
		for _, try := range []string{path.Join(dir, name), path.Join(dir, path.Base(name))} {
			src, err := s.tree.ReadPath(try, nil)
			if err != nil || len(src) >= 64<<10 {
				continue
			}
			var lines []string
			for line := range strings.SplitSeq(strings.ReplaceAll(string(src), "\\\n", " "), "\n") {
				if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
					lines = append(lines, line)
				}
			}
			return lines
		}
		if dir == "" {
			return nil
		}
		dir = dirOf(dir)
	}
}

// scripts returns the signals that the scripts of a package.json give, other
// than those its code gives.
func (s *serviceIndex) scripts(x *Service, have []finding.Signal) []finding.Signal {
	if x.pkg == nil {
		return nil
	}
	var out []finding.Signal
	cat := s.prog.Catalogs[x.lang]
	for i := range cat.Signals {
		sig := &cat.Signals[i]
		if sig.ID != "openapi-codegen" || len(sig.Commands) == 0 || slices.ContainsFunc(have, func(g finding.Signal) bool { return g.ID == sig.ID }) {
			continue
		}
		for _, c := range x.pkg.Scripts {
			if name := runsCommand(strings.Fields(c.Text), sig.Commands); name != "" {
				out = append(out, finding.Signal{ID: sig.ID, Path: x.pkg.Path, Line: c.Line, Name: name, Serving: "no"})
				break
			}
		}
	}
	return out
}

// judge fills the services of a report: what they are and whether they fit.
func (s *serviceIndex) judge(rep *finding.Report) {
	rep.Between = s.joined
	rep.Declared = s.declaredFacts()
	frontend := slices.ContainsFunc(s.services, func(x *Service) bool { return x.Kind == "frontend" || x.Kind == "bff" })
	for _, x := range s.services {
		f := verdict.Facts{
			Language: x.Language, Kind: x.Kind, Concurrency: x.Concurrency, Frameworks: x.Frameworks, Runtime: x.Runtime,
			Entries: x.Entries, Frontend: frontend, Second: rep.Between.Second.Concerns(x.Ref()),
			Declared: rep.Declared, Here: x.Declared,
		}
		for _, g := range x.Signals {
			f.Signals = append(f.Signals, verdict.Signal{Signal: g, Native: s.native(x, g.ID)})
		}
		for i := range rep.Findings {
			r := &rep.Findings[i]
			if r.Service == x.Root && languageOf(r.Location.Path) == x.Language {
				f.Findings = append(f.Findings, verdict.Finding{
					Rule: r.Rule, Severity: r.Severity.String(), Cost: r.Cost, Path: r.Location.Path, Line: r.Location.Line,
					Certain: r.Confidence >= finding.Probable,
				})
			}
		}
		f.Read, f.Unread, f.CoreUnread = s.unread(x, rep)
		x.Verdict = verdict.Evaluate(f)
		rep.Services = append(rep.Services, x.Service)
	}
	for _, p := range slices.Sorted(maps.Keys(s.unreadLocks)) {
		c := &rep.Completeness
		c.Skipped = append(c.Skipped, finding.Skip{Path: p, Reason: s.unreadLocks[p]})
		c.Status = "incomplete"
	}
}

// native reports whether every library that gives a signal works outside the
// thread that asks.
func (s *serviceIndex) native(x *Service, id string) bool {
	found := false
	for _, i := range x.modules {
		for _, uses := range [][]signalUse{s.facts[i].signals, s.throughPython(i)} {
			for _, u := range uses {
				if u.ID == id {
					if !u.Native {
						return false
					}
					found = true
				}
			}
		}
	}
	return found
}

func languageOf(file string) string {
	switch path.Ext(file) {
	case ".py", ".pyi", ".pyw":
		return "python"
	}
	return "node"
}

// unread returns how many product files of a service were read, which were not
// or only in part, and whether an entry is among those.
func (s *serviceIndex) unread(x *Service, rep *finding.Report) (read int, unread []string, core bool) {
	for _, i := range x.modules {
		m := s.prog.Modules[i]
		if m.Flags&program.Partial != 0 {
			unread = append(unread, m.Path)
			core = core || slices.Contains(x.Entry, m.Path)
		} else {
			read++
		}
	}
	for _, skip := range rep.Completeness.Skipped {
		if expected(skip.Reason) || !below(x.dir, skip.Path) || !s.nearest(x, skip.Path) {
			continue
		}
		// Nobody knows what a folder holds that could not be listed.
		folder := path.Ext(skip.Path) == "" && (skip.Reason == source.ReasonUnreadable || skip.Reason == source.ReasonNesting)
		if folder || languageOf(skip.Path) == x.Language {
			unread = append(unread, skip.Path)
			core = core || folder || s.names(x, skip.Path)
		}
	}
	slices.Sort(unread)
	return read, unread, core
}

// nearest reports whether no other service of the language lies nearer to a
// file.
func (s *serviceIndex) nearest(x *Service, file string) bool {
	for _, o := range s.services {
		if o.lang == x.lang && len(o.dir) > len(x.dir) && below(o.dir, file) {
			return false
		}
	}
	return true
}

// names reports whether a command of a service's folder names a file.
func (s *serviceIndex) names(x *Service, file string) bool {
	for _, st := range s.starts {
		if st.module >= 0 || !below(x.dir, st.path) {
			continue
		}
		for _, name := range namedFiles(st.words) {
			if path.Join(dirOf(st.path), name) == file {
				return true
			}
		}
	}
	return false
}
