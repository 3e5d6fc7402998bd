package analyzer

import (
	"slices"

	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/manifest"
	"github.com/stackfit/stackfit/analyzer/program"
)

// Services returns everything that runs in the repository, by root and
// language.
func (p *Pass) Services() []*Service { return p.services.services }

// Manifests returns the manifests of the repository.
func (p *Pass) Manifests() *manifest.Set { return p.services.im.manifests }

// Modules returns the product modules of a service, as positions in
// Program.Modules.
func (x *Service) Modules() []int { return x.modules }

// Use is a place where a service's code uses what gives it a signal.
type Use struct {
	program.Mention

	Native bool // computes in threads of its own, or in another process
	Light  bool // a small function, of which one or two say little
	Imply  bool // shows in what it imports or is decorated with, not in what it calls
}

// Uses returns the places that give a service a signal, in the order of its
// files. Those that only another process of its project reaches are left out.
func (x *Service) Uses(signal string) []Use {
	var out []Use
	for _, u := range x.shown[signal] {
		out = append(out, Use{Mention: u.Mention, Native: u.Native, Light: u.Light, Imply: u.Call == 0})
	}
	return out
}

// Signal returns a signal of the service, nil when it has none of that name.
func (x *Service) Signal(id string) *finding.Signal {
	for i := range x.Signals {
		if x.Signals[i].ID == id {
			return &x.Signals[i]
		}
	}
	return nil
}

// Roots returns the requests and events of the service that lead to any of
// some functions by calls in the same process, all it has when none is given.
func (x *Service) Roots(to ...program.FuncRef) []*program.Root {
	s := x.index
	from := x.serving
	if len(to) > 0 {
		from = s.prog.RootsReaching(to)
	}
	var out []*program.Root
	for _, i := range from {
		if s.server[i] == x {
			out = append(out, &s.prog.Roots[i])
		}
	}
	return out
}

// Start is a command of a manifest that starts a service.
type Start struct {
	Words  []string // the command line
	What   string   // "process web of Procfile"
	Deploy bool     // of a deployment, or the script that starts the product
	Path   string
	Line   int
}

// Starts returns the commands that start the service.
func (x *Service) Starts() []Start {
	var out []Start
	for _, st := range x.started {
		out = append(out, Start{st.words, st.what, st.deploy, st.path, st.line})
	}
	return out
}

// Dependency is a package that a service's manifests require to run.
type Dependency struct {
	Name string // of Python in small letters
	Path string
	Line int
}

// Dependencies returns what the manifests of the service require to run.
func (x *Service) Dependencies() []Dependency { return x.index.dependencies(x) }

// ReportUse reports a finding about a service where its code uses something.
// The caller says what the finding is, and may give the evidence that lies in
// other places as its trace, of which only path, line and text count.
func (p *Pass) ReportUse(x *Service, u Use, f finding.Finding) {
	m := p.Program.Modules[u.In.Module]
	f.Symbol = m.FunctionName(u.In.Func)
	c := p.about(x, f)
	if u.Call == 0 {
		c.path, c.Location.Line = m.Path, x.index.lineOf(int(u.In.Module), u.Pos)
	} else {
		call := &m.Calls[u.Call]
		c.in, c.start, c.end, c.name = u.In, call.Pos, call.End, call.NamePos
		if v := &m.Values[call.Callee]; v.Kind == program.Attr || v.Kind == program.Global {
			c.nameLen = uint32(len(m.Name(v.Name)))
		}
	}
	p.found = append(p.found, c)
}

// ReportLine is ReportUse for a line of any file of the repository, manifests
// included; line 0 stands for the file as a whole.
func (p *Pass) ReportLine(x *Service, path string, line int, f finding.Finding) {
	c := p.about(x, f)
	c.path, c.Location.Line = path, line
	p.found = append(p.found, c)
}

func (p *Pass) about(x *Service, f finding.Finding) candidate {
	f.Rule = p.detector.ID
	if f.Claims == nil {
		f.Claims = slices.Clone(p.detector.Claims)
	}
	return candidate{Finding: f, service: x}
}

// Place returns where a finding about a service as a whole stands: where its
// framework is started, else its entry file, else its manifest. A line of 0
// stands for the file.
func (x *Service) Place() (path string, line int) {
	if len(x.Recognized) > 0 && x.Recognized[0].Line > 0 {
		return x.Recognized[0].Path, x.Recognized[0].Line
	}
	if len(x.Entry) > 0 {
		return x.Entry[0], 0
	}
	return x.Manifest, 0
}

// Asks reports whether a service sends requests to another: an edge says so, or
// the other one is the only backend there is.
func (p *Pass) Asks(from, to *Service) bool {
	only := to.Backend()
	for _, x := range p.Services() {
		only = only && (x == to || x == from || !x.Backend())
	}
	return only || slices.ContainsFunc(p.Edges(), func(e Edge) bool {
		return e.Source == from && e.Target == to && (e.Kind == "http" || e.Kind == "websocket")
	})
}

// ShapePlace returns where a type is declared.
func (p *Pass) ShapePlace(s program.Shape) finding.Reason {
	mod := int(s.Ref.Module)
	return finding.Reason{Text: s.Name, Path: p.Program.Modules[mod].Path, Line: p.services.lineOf(mod, s.Pos)}
}
