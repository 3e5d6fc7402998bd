package analyzer

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/manifest"
)

// between says how the services hang together. It is found out once, when it
// is first asked for.
func (s *serviceIndex) between() *finding.Between {
	if s.joined == nil {
		s.joined = &finding.Between{Edges: []finding.Edge{}, Second: s.secondLanguage()}
	}
	return s.joined
}

// deployment is a process of a deployment that runs a service.
type deployment struct {
	service *Service
	name    string // by which others reach it
	file    string // the manifest that says so: one for each deployment
	line    int
}

// deployments returns the processes of compose files that run services of the
// repository.
func (s *serviceIndex) deployments() []deployment {
	var out []deployment
	for _, c := range s.im.manifests.Composes {
		for i := range c.Services {
			svc := &c.Services[i]
			if x := s.composed(c, svc); x != nil {
				out = append(out, deployment{x, svc.Name, c.Path, svc.Line})
			}
		}
	}
	return out
}

// composed returns the service that a process of a compose file runs, by the
// module that its command or image starts, else by the folder it is built from.
func (s *serviceIndex) composed(c *manifest.Compose, svc *manifest.ComposeService) *Service {
	for i := range s.starts {
		st := &s.starts[i]
		if st.module >= 0 && st.path == c.Path && (st.line == svc.Command.Line && st.line > 0 || st.line == svc.Entrypoint.Line && st.line > 0) {
			if o := s.owner[st.module]; o != nil {
				return o
			}
		}
	}
	if svc.Build == "" || strings.Contains(svc.Build, "://") {
		return nil
	}
	dir := path.Join(c.Dir, svc.Build)
	if dir == "." {
		dir = ""
	}
	dockerfile := path.Join(dir, cmp.Or(svc.Dockerfile, "Dockerfile"))
	for i := range s.starts {
		if st := &s.starts[i]; st.module >= 0 && st.path == dockerfile && s.owner[st.module] != nil {
			return s.owner[st.module]
		}
	}
	var found []*Service
	for _, at := range []string{dir, dirOf(dockerfile)} {
		for _, x := range s.services {
			if x.dir == at && x.main < 0 {
				found = append(found, x)
			}
		}
		if len(found) > 0 {
			break
		}
	}
	if len(found) > 1 { // a service of each language in one folder: what is built is what serves
		found = slices.DeleteFunc(found, func(x *Service) bool { return !x.Backend() && x.Kind != "frontend" })
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// together reports whether two services belong to one product: one reaches the
// other, or one deployment runs both.
func (s *serviceIndex) together(a, b *Service) bool {
	joins := func(e *finding.Edge) bool {
		return e.From == a.Ref() && e.To == b.Ref() || e.From == b.Ref() && e.To == a.Ref()
	}
	for i := range s.between().Edges {
		if joins(&s.between().Edges[i]) {
			return true
		}
	}
	files := map[string]bool{}
	all := s.deployments()
	for _, d := range all {
		if d.service == a {
			files[d.file] = true
		}
	}
	return slices.ContainsFunc(all, func(d deployment) bool { return d.service == b && files[d.file] })
}

// Together reports whether two services belong to one product: one reaches the
// other, or one deployment runs both.
func (p *Pass) Together(a, b *Service) bool { return p.services.together(a, b) }
