package analyzer

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/resolve"
	"github.com/stackfit/stackfit/analyzer/internal/source"
	"github.com/stackfit/stackfit/analyzer/manifest"
	"github.com/stackfit/stackfit/analyzer/program"
)

// imports answers the linker's questions about imports and files.
type imports struct {
	modules   []*program.Module
	byPath    map[string]int
	resolver  *resolve.Resolver
	manifests *manifest.Set
	declared  map[string]bool // packages that a manifest names
	read      func(path string) ([]byte, error)
	gilFree   map[string]bool // folders whose Python has no global lock, found on first use
}

// loadManifests reads the manifests of a tree.
func loadManifests(tree *source.Tree) *manifest.Set {
	paths := make([]string, len(tree.Manifests))
	for i, f := range tree.Manifests {
		paths[i] = f.Path
	}
	return manifest.Load(func(p string) ([]byte, error) {
		src, err := tree.ReadPath(p, nil)
		if skip, ok := errors.AsType[*source.SkipError](err); ok {
			err = unread{skip}
		}
		return src, err
	}, paths)
}

// unread says in a few words why a file was not read.
type unread struct{ *source.SkipError }

func (u unread) Error() string { return u.Reason }

// completeManifests tells which manifests were read in part or not at all. What
// tests and examples hold is left out, for nothing of them is judged.
func completeManifests(c *finding.Completeness, tree *source.Tree, set *manifest.Set) {
	aside := map[string]bool{}
	for _, f := range tree.Manifests {
		switch fileRole(f.Role) {
		case program.TestFile, program.ExampleFile:
			aside[f.Path] = true
		default:
		}
	}
	add := func(to []finding.Skip, from []manifest.Diagnostic) []finding.Skip {
		for _, d := range from {
			if aside[d.Path] {
				continue
			}
			if d.Line > 0 {
				d.Text = fmt.Sprintf("line %d: %s", d.Line, d.Text)
			}
			to = append(to, finding.Skip{Path: d.Path, Reason: d.Text})
			c.Status = "incomplete"
		}
		slices.SortStableFunc(to, func(a, b finding.Skip) int { return strings.Compare(a.Path, b.Path) })
		return to
	}
	c.Broken = add(c.Broken, set.Diagnostics)
	c.Skipped = add(c.Skipped, set.Unread)
}

// newImports prepares the resolution of imports among all source files of a
// tree, whether they are read or not.
func newImports(tree *source.Tree, set *manifest.Set) *imports {
	read := func(p string) ([]byte, error) { return tree.ReadPath(p, nil) }
	im := &imports{read: read, manifests: set, declared: map[string]bool{}}
	files := make([]string, len(tree.Files))
	for i, f := range tree.Files {
		files[i] = f.Path
	}
	im.resolver = resolve.New(files, set)
	for _, p := range set.Packages {
		for _, d := range p.Dependencies {
			im.declared[d.Name] = true
		}
	}
	return im
}

// connect makes the answers the linker's input.
func (im *imports) connect(in *program.Input, targets [][]resolve.Target) {
	im.modules, im.byPath = in.Modules, make(map[string]int, len(in.Modules))
	for i, m := range in.Modules {
		im.byPath[m.Path] = i
	}
	in.Import = func(mod int, id program.ImportID) program.Target {
		if in.Modules[mod].Lang == program.Python {
			return im.convert(targets[mod][id], ".")
		}
		return im.convert(targets[mod][id], "/")
	}
	in.Submodule, in.File = im.submodule, im.file
	in.Declares = func(pkg string) bool { return im.declared[pkg] }
	in.FreeThreaded = im.freeThreaded
	commands := im.commands()
	in.Command = func(mod int) program.CommandKind { return commands[mod] }
	in.Package = func(mod int) string { return im.packageDir(im.modules[mod].Path) }
}

func (im *imports) convert(t resolve.Target, separator string) program.Target {
	out := program.Target{Module: -1}
	external := t.Package
	if t.Subpath != "" {
		external += separator + t.Subpath
	}
	switch t.Kind {
	case resolve.File:
		if i, ok := im.byPath[t.Path]; ok {
			out.Module = i
		}
	case resolve.Folder:
		out.Folder, out.IsFolder, out.External = t.Path, true, external
	case resolve.External, resolve.Builtin, resolve.Asset:
		out.External = external
	case resolve.Unresolved:
	}
	return out
}

// submodule finds a Python module in a package, which is a folder or the
// folder of an __init__ file.
func (im *imports) submodule(pkg, name string) program.Target {
	return im.convert(im.resolver.Submodule(pkg, name), ".")
}

// file finds the module that a path in a module's code means: relative to the
// module, to its package or to the root, source or compiled.
func (im *imports) file(mod int, spec string) int {
	from := im.modules[mod].Path
	rel := strings.TrimPrefix(path.Clean(spec), "./")
	if t := im.resolver.JS(from, "./"+rel); t.Kind == resolve.File {
		return im.byPath[t.Path]
	}
	for _, base := range []string{path.Dir(from), im.packageDir(from), "."} {
		if p, ok := im.resolver.Compiled(path.Join(base, rel)); ok {
			if i, ok := im.byPath[p]; ok {
				return i
			}
		}
	}
	return -1
}

func (im *imports) packageDir(file string) string {
	if p := im.manifests.Package(strings.TrimSuffix(path.Dir(file), ".")); p != nil {
		return p.Dir
	}
	return "."
}
