package analyzer

import (
	"path"
	"strings"

	"github.com/stackfit/stackfit/analyzer/internal/source"
	"github.com/stackfit/stackfit/analyzer/program"
)

type resolver struct {
	mods  []*program.Module
	index map[string]int
	roots map[string]bool
}

func newResolver(tree *source.Tree, mods []*program.Module) *resolver {
	r := &resolver{mods: mods, index: map[string]int{}, roots: map[string]bool{"": true, "src": true}}
	for i, m := range mods {
		r.index[m.Path] = i
	}
	for _, f := range tree.Manifests {
		d := path.Dir(f.Path)
		if d == "." {
			d = ""
		}
		r.roots[d] = true
		r.roots[path.Join(d, "src")] = true
	}
	return r
}

func (r *resolver) py(dir, mod string) int {
	p := path.Join(dir, strings.ReplaceAll(mod, ".", "/"))
	if i, ok := r.index[p+".py"]; ok {
		return i
	}
	if i, ok := r.index[p+"/__init__.py"]; ok {
		return i
	}
	return -1
}

func (r *resolver) js(base string) int {
	for _, e := range []string{"", ".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", "/index.ts", "/index.js", "/index.tsx"} {
		if i, ok := r.index[base+e]; ok {
			return i
		}
	}
	if b, ok := strings.CutSuffix(base, ".js"); ok {
		for _, e := range []string{".ts", ".tsx"} {
			if i, ok := r.index[b+e]; ok {
				return i
			}
		}
	}
	return -1
}

func (r *resolver) connect(in *program.Input) {
	in.Import = func(mod int, id program.ImportID) program.Target {
		m := r.mods[mod]
		imp := &m.Imports[id]
		spec := m.Name(imp.Spec)
		dir := path.Dir(m.Path)
		if m.Lang == program.JavaScript {
			if strings.HasPrefix(spec, ".") {
				return program.Target{Module: r.js(path.Join(dir, spec))}
			}
			return program.Target{Module: -1, External: strings.TrimPrefix(spec, "node:")}
		}
		if imp.Level > 0 {
			for range imp.Level - 1 {
				dir = path.Dir(dir)
			}
			return program.Target{Module: r.py(dir, spec)}
		}
		for root := range r.roots {
			if i := r.py(root, spec); i >= 0 {
				return program.Target{Module: i}
			}
		}
		return program.Target{Module: -1, External: spec}
	}
	in.Submodule = func(mod int, name string) int {
		m := r.mods[mod]
		if path.Base(m.Path) != "__init__.py" {
			return -1
		}
		return r.py(path.Dir(m.Path), name)
	}
	in.File = func(mod int, spec string) int {
		i := r.js(path.Join(path.Dir(r.mods[mod].Path), spec))
		if i < 0 {
			i = r.js(path.Clean(spec))
		}
		return i
	}
}
