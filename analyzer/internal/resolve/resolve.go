// Package resolve turns the text of an import into a file of the repository or
// the name of a package, as Node.js, TypeScript and CPython do. It works on the
// list of files and the manifests alone and reads nothing. What a file exports
// under a name is for the linker.
package resolve

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/stackfit/stackfit/analyzer/manifest"
)

// Kind says what an import refers to.
type Kind uint8

// Kinds of targets.
const (
	Unresolved Kind = iota // a file that is not there, or not among the known ones
	File                   // Path is a module of the repository
	Folder                 // Path is a folder of Python modules without __init__.py; what is not in it may be in Package
	External               // a package from elsewhere
	Builtin                // a module of Node.js or of Python's standard library
	Asset                  // a style sheet, picture or data file
)

// Target is what an import refers to.
type Target struct {
	Kind Kind
	Path string // relative to the root; the root folder itself is ""

	// Package is the npm package ("@scope/name"), the Node.js module without
	// "node:" ("fs/promises"), or the top-level Python module ("google", also of
	// a Folder); with Unresolved, the package of the repository whose file is
	// missing.
	Package string
	// Subpath is the rest: "lib/x" of an npm package, "cloud.storage" of a
	// Python module.
	Subpath string
}

// Resolver resolves imports. Its methods may be called from several
// goroutines.
type Resolver struct {
	manifests *manifest.Set
	script    scripts
	python    python
	memo      sync.Map // key → Target
}

// key is an import as one folder sees it.
type key struct {
	dir, spec string
	level     int // -1: JavaScript
}

// New prepares the resolution among the given files, whose paths are relative
// to the root. Files in other languages do no harm.
func New(files []string, manifests *manifest.Set) *Resolver {
	return &Resolver{
		manifests: manifests,
		script:    newScripts(files, manifests),
		python:    newPython(files, manifests),
	}
}

func (r *Resolver) remember(k key, resolve func() Target) Target {
	if t, found := r.memo.Load(k); found {
		return t.(Target)
	}
	t := resolve()
	r.memo.Store(k, t)
	return t
}

// dirOf returns the folder of a path, "" for the root.
func dirOf(p string) string { return p[:max(strings.LastIndexByte(p, '/'), 0)] }

// join joins a path and one relative to it. It is false when that leads out of
// the root. The root is "".
func join(dir, rel string) (string, bool) {
	p := path.Join(dir, rel)
	if p == "." {
		p = ""
	}
	return p, p != ".." && !strings.HasPrefix(p, "../")
}

// parents yields a folder and those above it, the root ("") last.
func parents(dir string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for yield(dir) && dir != "" {
			dir = dirOf(dir)
		}
	}
}

// sorted returns the members of a set in order.
func sorted(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for s := range set {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}
