package analyzer

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/stackfit/stackfit/analyzer/config"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/program"
)

// Stage returns the declared stage of the product: "early", "scale" or "".
func (p *Pass) Stage() string {
	if p.services.config == nil {
		return ""
	}
	return string(p.services.config.Stage)
}

// plannedReasons are the plans that are a reason to have a language beside the
// other, with the claim they stand on.
var plannedReasons = map[string]map[config.Plan]string{
	"python": {"ml-inference": "G24", "ml-training": "G24", "data-processing": "G17", "image-processing": "G13"},
	"node":   {"realtime": "G12", "graphql": "G16"},
}

// plannedFor returns the declared plans that are a reason for a second
// language: those for all services and those for the ones written in it.
func (s *serviceIndex) plannedFor(second *finding.SecondLanguage) []finding.Reason {
	if s.config == nil {
		return nil
	}
	var out []finding.Reason
	note := func(list []config.Plan, line int) {
		for _, plan := range list {
			if claim := plannedReasons[second.Language][plan]; claim != "" {
				out = append(out, finding.Reason{Text: fmt.Sprintf("%s is planned (%s)", plan, claim), Path: s.config.Path, Line: line})
			}
		}
	}
	note(s.config.Plans, s.config.Line("plans"))
	for _, x := range s.services {
		if x.given != nil && x.Language == second.Language {
			note(x.given.Plans, x.given.Line)
		}
	}
	return out
}

// addDeclared adds the services that the configuration names to those that
// manifests announce.
func (s *serviceIndex) addDeclared(projects map[project]*Service) {
	if s.config == nil {
		return
	}
	for i := range s.config.Services {
		d := &s.config.Services[i]
		dir := string(d.Root)
		if dir == "." {
			dir = ""
		}
		lang, ok := s.declaredLanguage(d, dir, projects)
		if !ok {
			continue
		}
		k := project{lang, dir}
		if projects[k] == nil {
			x := s.add(lang, dir)
			for above := dir; above != "" && x.Manifest == ""; {
				above = dirOf(above)
				if of := projects[project{lang, above}]; of != nil {
					x.pkg, x.pys, x.Manifest = of.pkg, of.pys, of.Manifest
				}
			}
			projects[k] = x
		}
		projects[k].given = d
	}
}

// declaredLanguage returns the language of a declared service: the one it
// names, else that of the one project of the folder, else that of the one whose
// files are there.
func (s *serviceIndex) declaredLanguage(d *config.Service, dir string, projects map[project]*Service) (program.Lang, bool) {
	switch d.Language {
	case "node":
		return program.JavaScript, true
	case "python":
		return program.Python, true
	}
	var announced, written [2]bool
	for i, m := range s.prog.Modules {
		if below(dir, m.Path) && s.prog.Roles[i] == program.ProductFile {
			written[m.Lang] = true
			announced[m.Lang] = announced[m.Lang] || projects[project{m.Lang, dir}] != nil
		}
	}
	for _, langs := range [][2]bool{announced, written} {
		switch {
		case langs[program.JavaScript] && langs[program.Python]:
			s.problem(d.Line, "the folder of service %s holds Node.js and Python: declare its language", d.Root)
			return 0, false
		case langs[program.JavaScript]:
			return program.JavaScript, true
		case langs[program.Python]:
			return program.Python, true
		}
	}
	s.problem(d.Line, "service %s is not there: its folder holds no source files that are analyzed", d.Root)
	return 0, false
}

// problem notes what of the configuration could not be followed.
func (s *serviceIndex) problem(line int, format string, args ...any) {
	s.problems = append(s.problems, finding.Reason{Text: fmt.Sprintf(format, args...), Path: s.config.Path, Line: line})
}

// heedKind gives a service the kind it is declared to have.
func (s *serviceIndex) heedKind(x *Service) {
	d := x.given
	if d == nil {
		return
	}
	x.Declared = &finding.ServiceFacts{Path: s.config.Path, Line: d.Line, Kind: string(d.Kind), Peak: int64(d.Peak), Plans: texts(d.Plans)}
	if d.Kind != "" {
		x.Kind = string(d.Kind)
		x.Recognized = []finding.Reason{{Text: "declared as " + x.Kind, Path: s.config.Path, Line: d.Line}}
	}
}

// undescribed tells of the declared services that did not become one.
func (s *serviceIndex) undescribed(x *Service) {
	switch {
	case x.given == nil:
	case len(x.modules) == 0:
		s.problem(x.given.Line, "service %s is not there: its folder holds no %s files that are analyzed", x.Root, map[string]string{"node": "JavaScript or TypeScript", "python": "Python"}[x.Language])
	case x.Kind == "":
		s.problem(x.given.Line, "nothing tells what service %s is: declare its kind", x.Root)
	}
}

// declaredFacts returns what a report says of the configuration, nil when
// there is none.
func (s *serviceIndex) declaredFacts() *finding.Declared {
	c := s.config
	if c == nil {
		return nil
	}
	return &finding.Declared{
		Path: c.Path, Stage: string(c.Stage), Languages: texts(c.Team.Languages), Plans: texts(c.Plans),
		StageLine: c.Line("stage"), LanguagesLine: c.Line("team", "languages"), PlansLine: c.Line("plans"),
		Off: offEverywhere(c), Accepted: []finding.Accepted{}, Problems: append([]finding.Reason{}, s.problems...),
	}
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = string(list[i])
	}
	return out
}

// offEverywhere returns the rules that a configuration turns off in every file.
func offEverywhere(c *config.File) []string {
	out := []string{}
	for rule := range c.Rules {
		if c.Off(string(rule)) {
			out = append(out, string(rule))
		}
	}
	slices.Sort(out)
	return out
}

// leaveOff drops the findings of rules that are off where they stand: whoever
// declares that does not want them weighed either.
func leaveOff(rep *finding.Report, declared *config.File) {
	if declared == nil {
		return
	}
	rep.Findings = slices.DeleteFunc(rep.Findings, func(f finding.Finding) bool {
		_, on := declared.Severity(f.Rule, f.Location.Path, f.Severity, f.Severity)
		if !on && !declared.Off(f.Rule) {
			rep.Hidden.Off++
		}
		return !on
	})
}

// heed gives findings the severities that are declared and takes out those
// that are accepted. It comes after the verdicts, which rest on what was found.
func heed(rep *finding.Report, declared *config.File, today time.Time, detectors []*Detector) {
	if declared == nil {
		return
	}
	highest := map[string]finding.Severity{}
	for _, d := range detectors {
		highest[d.ID] = d.Severity
	}
	leaveOff(rep, declared) // what was found about ignores since
	for i := range rep.Findings {
		f := &rep.Findings[i]
		f.Severity, _ = declared.Severity(f.Rule, f.Location.Path, max(highest[f.Rule], f.Severity), f.Severity)
	}
	for i := range declared.Ignores {
		d := &declared.Ignores[i]
		a := finding.Accepted{Service: string(d.Service), Rules: texts(d.Rules), Reason: string(d.Reason), Path: declared.Path, Line: d.Line}
		if !d.Until.IsZero() {
			a.Until = d.Until.Format(time.DateOnly)
		}
		a.Expired = d.Expired(today)
		matches := func(f finding.Finding) bool { return d.Matches(f.Service, f.Rule) }
		for j := range rep.Findings {
			if matches(rep.Findings[j]) {
				a.Findings++
			}
		}
		what := "the findings of " + a.Service
		if len(a.Rules) > 0 {
			what = strings.Join(a.Rules, ", ") + " in " + a.Service
		}
		problem := ""
		switch {
		case a.Findings == 0:
			problem = fmt.Sprintf("%s: there is nothing left to accept, remove this ignore", what)
		case a.Expired:
			problem = fmt.Sprintf("%s: accepted until %s, reported again since", what, a.Until)
		default:
			rep.Findings = slices.DeleteFunc(rep.Findings, matches)
		}
		if problem != "" {
			rep.Declared.Problems = append(rep.Declared.Problems, finding.Reason{Text: problem, Path: declared.Path, Line: d.Line})
		}
		rep.Declared.Accepted = append(rep.Declared.Accepted, a)
	}
	slices.SortStableFunc(rep.Declared.Problems, func(a, b finding.Reason) int { return a.Line - b.Line })
}
