package analyzer

import (
	"slices"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/program"
)

// maxRegistrations bounds for how many places of a service it is asked which
// process registers a consumer there.
const maxRegistrations = 200

// processes takes the consumers out of a server that only another file of its
// project starts: they run in a process of their own, which becomes a service
// beside it.
func (s *serviceIndex) processes(x *Service) {
	if !slices.ContainsFunc(x.serving, func(i int) bool { return consumes(&s.prog.Roots[i]) }) {
		return
	}
	server := s.serverModules(x)
	if server == nil {
		return
	}
	asked := map[program.FuncRef]int{} // by place of registration: the main module, or -1
	byMain := map[int][]int{}
	var mains []int
	for _, i := range x.serving {
		r := &s.prog.Roots[i]
		if !consumes(r) {
			continue
		}
		main, known := asked[r.At]
		if !known {
			if len(asked) == maxRegistrations {
				break
			}
			main = s.otherMain(r.At, server)
			asked[r.At] = main
		}
		if main < 0 {
			continue
		}
		if byMain[main] == nil {
			mains = append(mains, main)
		}
		byMain[main] = append(byMain[main], i)
	}
	for _, main := range mains {
		part := s.add(x.lang, x.dir)
		part.pkg, part.pys, part.Manifest = x.pkg, x.pys, x.Manifest
		part.main, part.serving = main, byMain[main]
		for i, in := range s.importsOf([]int{main}) {
			if in && s.owner[i] == x {
				part.modules = append(part.modules, i)
				if !server[i] {
					s.owner[i] = part
				}
			}
		}
		x.modules = slices.DeleteFunc(x.modules, func(i int) bool { return s.owner[i] == part })
		for _, i := range part.serving {
			s.server[i] = part
		}
		x.shares = true
		x.serving = slices.DeleteFunc(x.serving, func(i int) bool { return s.server[i] == part })
	}
}

// consumes reports whether a root takes what comes, not requests: those are the
// server's.
func consumes(r *program.Root) bool { return r.Role == catalog.Event || r.Role == catalog.Worker }

// serverModules returns the modules of the process that runs the server of a
// service, nil when that is not known.
func (s *serviceIndex) serverModules(x *Service) []bool {
	var runs []int
	for _, i := range x.modules {
		for _, r := range s.facts[i].runs {
			if r.Call != 0 && (r.Kind == "http-api" || r.Kind == "graphql" || r.Kind == "realtime" || r.Kind == "bot") {
				runs = append(runs, i)
			}
		}
	}
	if len(runs) == 0 {
		return nil
	}
	importers := make(map[int][]int, len(x.modules))
	for _, i := range x.modules {
		for _, t := range s.prog.ImportedModules(i) {
			importers[t] = append(importers[t], i)
		}
	}
	var mains []int
	seen := map[int]bool{}
	for queue := runs; len(queue) > 0; {
		mod := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if seen[mod] {
			continue
		}
		seen[mod] = true
		if len(importers[mod]) == 0 {
			mains = append(mains, mod)
		}
		queue = append(queue, importers[mod]...)
	}
	if len(mains) == 0 {
		return nil
	}
	return s.importsOf(mains)
}

// importsOf returns the modules that some lead to by imports, themselves
// included.
func (s *serviceIndex) importsOf(from []int) []bool {
	seen := make([]bool, len(s.prog.Modules))
	queue := slices.Clone(from)
	for len(queue) > 0 {
		mod := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if !seen[mod] {
			seen[mod] = true
			queue = append(queue, s.prog.ImportedModules(mod)...)
		}
	}
	return seen
}

// otherMain returns the module whose body leads to a function when none of the
// server's does, -1 otherwise.
func (s *serviceIndex) otherMain(f program.FuncRef, server []bool) int {
	main := -1
	for _, mod := range s.prog.BodiesReaching(f) {
		if server[mod] {
			return -1
		}
		if main < 0 {
			main = mod
		}
	}
	return main
}

// ownUse reports whether work at a place belongs to a service rather than to
// another process of its project.
func (s *serviceIndex) ownUse(x *Service, u signalUse) bool {
	if !x.shares && x.main < 0 || u.Call == 0 {
		return true
	}
	reaching := s.prog.RootsReaching([]program.FuncRef{u.In})
	if len(reaching) == 0 {
		return true
	}
	others := func(i int) bool {
		o := s.server[i]
		return o != nil && o != x && o.dir == x.dir && o.lang == x.lang
	}
	return slices.ContainsFunc(reaching, func(i int) bool { return s.server[i] == x }) || !slices.ContainsFunc(reaching, others)
}
