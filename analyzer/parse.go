package analyzer

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/js"
	"github.com/stackfit/stackfit/analyzer/internal/lower/lowerjs"
	"github.com/stackfit/stackfit/analyzer/internal/lower/lowerpy"
	"github.com/stackfit/stackfit/analyzer/internal/py"
	"github.com/stackfit/stackfit/analyzer/internal/source"
	"github.com/stackfit/stackfit/analyzer/manifest"
	"github.com/stackfit/stackfit/analyzer/program"
)

// parsedFiles is what reading the source files of a tree gave.
type parsedFiles struct {
	modules []*program.Module // sorted by path
	roles   []program.FileRole
	bytes   int64
	skipped []finding.Skip
	broken  []finding.Skip
	notes   []string
}

// outcome is what became of one file.
type outcome struct {
	module *program.Module
	skip   string // reason, when there is no module
	syntax string // first syntax error
	note   string
}

// parseAll reads, parses and lowers the source files, as many at once as there
// are processors.
func parseAll(ctx context.Context, tree *source.Tree, cfg Config) (*parsedFiles, error) {
	workers := cfg.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	outcomes := make([]outcome, len(tree.Files))
	var next, done atomic.Int64
	var group sync.WaitGroup
	for range min(workers, len(tree.Files)) {
		group.Go(func() {
			var w worker
			for ctx.Err() == nil {
				i := int(next.Add(1) - 1)
				if i >= len(tree.Files) {
					return
				}
				outcomes[i] = w.file(tree, tree.Files[i])
				if cfg.Progress != nil {
					cfg.Progress(int(done.Add(1)), len(tree.Files))
				}
			}
		})
	}
	group.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p := &parsedFiles{}
	for i := range outcomes {
		f, o := tree.Files[i], &outcomes[i]
		if o.note != "" {
			p.notes = append(p.notes, o.note)
		}
		if o.module == nil {
			p.skipped = append(p.skipped, finding.Skip{Path: f.Path, Reason: o.skip})
			continue
		}
		if o.syntax != "" {
			p.broken = append(p.broken, finding.Skip{Path: f.Path, Reason: o.syntax})
		}
		p.bytes += int64(o.module.Size)
		p.modules = append(p.modules, o.module)
		p.roles = append(p.roles, fileRole(f.Role))
	}
	return p, nil
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
	case source.ReasonGenerated, source.ReasonMinified, source.ReasonVendored, source.ReasonIgnored:
		return true
	}
	return false
}

// link links the modules to a program and finds the services they belong to.
func (p *parsedFiles) link(tree *source.Tree, manifests *manifest.Set) (*program.Program, *serviceIndex) {
	in := program.Input{Modules: p.modules, Roles: p.roles, Catalogs: [2]*catalog.Catalog{program.JavaScript: catalog.Node(), program.Python: catalog.Python()}}
	im := newImports(tree, manifests, p.modules)
	im.connect(&in)
	prog := program.Link(in)
	return prog, newServiceIndex(tree, im, prog)
}
