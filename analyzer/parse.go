package analyzer

import (
	"context"
	"errors"
	"fmt"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/config"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/js"
	"github.com/stackfit/stackfit/analyzer/internal/lower/lowerjs"
	"github.com/stackfit/stackfit/analyzer/internal/lower/lowerpy"
	"github.com/stackfit/stackfit/analyzer/internal/py"
	"github.com/stackfit/stackfit/analyzer/internal/resolve"
	"github.com/stackfit/stackfit/analyzer/internal/source"
	"github.com/stackfit/stackfit/analyzer/program"
	"github.com/stackfit/stackfit/analyzer/suppress"
)

// reader reads, parses and lowers the source files of a tree: those of the
// product and of what builds it, and of tests and examples only what those
// import, for nothing else of them is judged.
type reader struct {
	tree     *source.Tree
	cfg      Config
	wanted   []bool    // by file of the tree
	outcomes []outcome // by file of the tree
	workers  []worker
	total    int // files wanted so far
	done     atomic.Int64
}

// outcome is what became of one file.
type outcome struct {
	module  *program.Module
	targets []resolve.Target // of its imports
	skip    string           // reason, when there is no module
	syntax  string           // first syntax error
	note    string
	marked  bool // it may hold comments to this tool
}

// parsedFiles is what reading the source files of a tree gave.
type parsedFiles struct {
	modules  []*program.Module // sorted by path
	targets  [][]resolve.Target
	roles    []program.FileRole
	bytes    int64
	setAside int
	skipped  []finding.Skip
	broken   []finding.Skip
	notes    []string
	marked   []source.File // of the product, that may hold comments to this tool
}

func newReader(tree *source.Tree, cfg Config) *reader {
	n := len(tree.Files)
	workers := cfg.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	return &reader{
		tree: tree, cfg: cfg, wanted: make([]bool, n), outcomes: make([]outcome, n),
		workers: make([]worker, min(workers, n)),
	}
}

// readAll reads what is wanted. The resolver is asked for when the product's
// own files are parsed.
func (r *reader) readAll(ctx context.Context, resolver func() *resolve.Resolver) (*parsedFiles, error) {
	var files []int
	aside := map[string][]int{} // files of tests and examples by folder
	for i, f := range r.tree.Files {
		switch fileRole(f.Role) {
		case program.TestFile, program.ExampleFile:
			dir := path.Dir(f.Path)
			aside[dir] = append(aside[dir], i)
		default:
			files = append(files, i)
		}
	}
	for len(files) > 0 {
		for _, i := range files {
			r.wanted[i] = true
		}
		r.total += len(files)
		r.each(ctx, files, func(w *worker, i int) {
			r.outcomes[i] = w.file(r.tree, r.tree.Files[i])
			if r.cfg.Progress != nil {
				r.cfg.Progress(int(r.done.Add(1)), r.total)
			}
		})
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		res := resolver()
		r.each(ctx, files, func(_ *worker, i int) { r.outcomes[i].resolveImports(res) })
		files = r.imported(files, aside, res)
	}
	return r.collect(), nil
}

// each calls f for each of the files, from as many goroutines as there are
// workers.
func (r *reader) each(ctx context.Context, files []int, f func(w *worker, file int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for k := range r.workers[:min(len(r.workers), len(files))] {
		group.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1) - 1)
				if i >= len(files) {
					return
				}
				f(&r.workers[k], files[i])
			}
		})
	}
	group.Wait()
}

func (o *outcome) resolveImports(res *resolve.Resolver) {
	m := o.module
	if m == nil {
		return
	}
	o.targets = make([]resolve.Target, len(m.Imports))
	for id := 1; id < len(m.Imports); id++ {
		imp := &m.Imports[id]
		switch spec := m.Name(imp.Spec); {
		case imp.Spec == 0 && imp.Level == 0: // not constant
		case m.Lang == program.Python:
			o.targets[id] = res.Py(m.Path, spec, int(imp.Level))
		default:
			o.targets[id] = res.JS(m.Path, spec)
		}
	}
}

// imported returns those set aside that the files just read import.
func (r *reader) imported(files []int, aside map[string][]int, res *resolve.Resolver) []int {
	if len(aside) == 0 {
		return nil
	}
	var out []int
	take := func(t resolve.Target) {
		if t.Kind != resolve.File {
			return
		}
		for _, i := range aside[path.Dir(t.Path)] {
			if r.tree.Files[i].Path == t.Path && !r.wanted[i] {
				r.wanted[i] = true
				out = append(out, i)
			}
		}
	}
	for _, i := range files {
		m := r.outcomes[i].module
		for id, t := range r.outcomes[i].targets {
			take(t)
			// from package import module
			if dir := packageDir(t); dir != "" && len(aside[dir]) > 0 {
				for v := range m.Values {
					if val := &m.Values[v]; val.Kind == program.ImportOf && val.A == uint32(id) && val.Name != 0 {
						take(res.Submodule(t.Path, m.Name(val.Name)))
					}
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

// packageDir returns the folder of the Python package that a target is, or "".
func packageDir(t resolve.Target) string {
	switch {
	case t.Kind == resolve.Folder:
		return path.Clean(t.Path)
	case t.Kind == resolve.File && strings.HasPrefix(path.Base(t.Path), "__init__.py"):
		return path.Dir(t.Path)
	}
	return ""
}

func (r *reader) collect() *parsedFiles {
	p := &parsedFiles{}
	for i := range r.outcomes {
		f, o := r.tree.Files[i], &r.outcomes[i]
		if o.note != "" {
			p.notes = append(p.notes, o.note)
		}
		switch {
		case !r.wanted[i]:
			p.setAside++
		case o.module == nil:
			p.skipped = append(p.skipped, finding.Skip{Path: f.Path, Reason: o.skip})
		default:
			if o.syntax != "" {
				p.broken = append(p.broken, finding.Skip{Path: f.Path, Reason: o.syntax})
			}
			p.bytes += int64(o.module.Size)
			p.modules = append(p.modules, o.module)
			p.targets = append(p.targets, o.targets)
			p.roles = append(p.roles, fileRole(f.Role))
			if o.marked && fileRole(f.Role) == program.ProductFile {
				p.marked = append(p.marked, f)
			}
		}
	}
	return p
}

func fileRole(r source.Role) program.FileRole {
	switch r {
	case source.Product:
		return program.ProductFile
	case source.Test, source.Fixture, source.Benchmark:
		return program.TestFile
	case source.Example, source.Docs:
		return program.ExampleFile
	case source.Stub:
		return program.StubFile
	default:
		return program.BuildFile
	}
}

// worker holds the memory that parsing files one after the other reuses.
type worker struct {
	buf     []byte
	js      js.Parser
	py      py.Parser
	jsLower lowerjs.Lowerer
	pyLower lowerpy.Lowerer
}

// file reads one file. A panic costs the file, not the run.
func (w *worker) file(tree *source.Tree, f source.File) (o outcome) {
	defer func() {
		if r := recover(); r != nil {
			*w = worker{}
			o = outcome{skip: "internal error", note: fmt.Sprintf("%s: panic: %v", f.Path, r)}
		}
	}()
	if w.buf == nil {
		w.buf = make([]byte, 0, 256<<10)
	}
	src, err := tree.Read(f, w.buf)
	if err != nil {
		if skip, ok := errors.AsType[*source.SkipError](err); ok {
			return outcome{skip: skip.Reason}
		}
		return outcome{skip: source.ReasonUnreadable}
	}
	if cap(src) > cap(w.buf) {
		w.buf = src[:0]
	}
	if reason := source.Classify(f, src); reason != "" {
		return outcome{skip: reason}
	}
	o.marked = suppress.Marked(src)
	if f.Lang == source.Python {
		text, err := py.Decode(src)
		tree := w.py.Parse(text)
		if tree.Skipped != "" {
			return outcome{skip: tree.Skipped}
		}
		o.module = w.pyLower.Lower(f.Path, text, tree)
		switch {
		case err != nil:
			o.syntax = err.Error()
			o.module.Flags |= program.Partial
		case len(tree.Errors) > 0:
			o.syntax = fmt.Sprintf("syntax error at offset %d: %s", tree.Errors[0].Pos, tree.Errors[0].Msg)
		}
		return o
	}
	// The tree's strings are parts of the text; the summary copies what it
	// keeps, so the text may live in the buffer that the next file reuses.
	text := unsafe.String(unsafe.SliceData(src), len(src))
	parsed := w.js.Parse(text, js.OptionsFor(f.Path))
	if parsed.Skipped != "" {
		return outcome{skip: parsed.Skipped}
	}
	o.module = w.jsLower.Lower(f.Path, text, parsed)
	if len(parsed.Errors) > 0 {
		o.syntax = fmt.Sprintf("syntax error at offset %d: %s", parsed.Errors[0].Pos, parsed.Errors[0].Msg)
	}
	return o
}

// complete tells how much was read.
func (p *parsedFiles) complete(c *finding.Completeness, tree *source.Tree) {
	c.Status = "complete"
	c.Files = len(tree.Files)
	c.Parsed = len(p.modules)
	c.SetAside = p.setAside
	c.Partial = len(p.broken)
	c.Bytes = p.bytes
	c.Skipped = append([]finding.Skip{}, p.skipped...)
	for _, s := range tree.Skipped {
		c.Skipped = append(c.Skipped, finding.Skip{Path: s.Path, Reason: s.Reason})
	}
	slices.SortStableFunc(c.Skipped, func(a, b finding.Skip) int { return strings.Compare(a.Path, b.Path) })
	c.Broken = append([]finding.Skip{}, p.broken...)
	c.Notes = append([]string{}, p.notes...)
	unread := func(s finding.Skip) bool { return !expected(s.Reason) }
	if len(p.broken)+len(p.notes) > 0 || slices.ContainsFunc(c.Skipped, unread) {
		c.Status = "incomplete"
	}
}

// expected reports whether nobody expects what was skipped for a reason to be
// judged.
func expected(reason string) bool {
	switch reason {
	case source.ReasonExcluded, source.ReasonGenerated, source.ReasonMinified, source.ReasonVendored, source.ReasonIgnored:
		return true
	}
	return false
}

// link links the modules to a program.
func (p *parsedFiles) link(im *imports, declared *config.File) *program.Program {
	in := program.Input{Modules: p.modules, Roles: p.roles, Catalogs: [2]*catalog.Catalog{
		program.JavaScript: catalog.Node().With(declared.Node()),
		program.Python:     catalog.Python().With(declared.Python()),
	}}
	im.connect(&in, p.targets)
	return program.Link(in)
}
