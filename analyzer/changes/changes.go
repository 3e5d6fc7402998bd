// Package changes tells which lines of a folder changed since a commit, and
// keeps of a report what is new. A line changed when its code did: white space,
// comments and where lines are broken do not count, so that a reformatted file
// has no changed line.
package changes

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/gitrepo"
	"github.com/stackfit/stackfit/analyzer/internal/lexical"
	"github.com/stackfit/stackfit/analyzer/suppress"
)

// Set answers what changed below a folder since a commit.
type Set struct {
	Base gitrepo.Hash // the commit compared with

	repo   *gitrepo.Repo
	tree   gitrepo.Hash
	prefix string // of the folder in the repository, with a slash at the end, or ""
	root   *os.Root
	files  map[string]*file
	gone   []gone // files of the base that are not there any more
	listed bool
}

// file is what is known of one file.
type file struct {
	added   bool // not in the base
	deleted bool // not in the folder
	before  []byte
	after   []byte
	lines   map[int]bool
}

// maxFile is the size in bytes above which no file is analyzed, and so none is
// compared.
const maxFile = 1 << 20

// Since compares the folder root, which is at prefix in the repository, with
// the commit at which its history, up to the commit head, left that of the
// revision base. Close the set when it is no longer needed.
func Since(repo *gitrepo.Repo, base string, head gitrepo.Hash, root, prefix string) (*Set, error) {
	other, err := repo.Resolve(base)
	if err != nil {
		return nil, err
	}
	at, err := repo.MergeBase(other, head)
	if err != nil {
		return nil, err
	}
	c, err := repo.Commit(at)
	if err != nil {
		return nil, err
	}
	s := &Set{Base: at, repo: repo, tree: c.Tree, files: map[string]*file{}}
	if prefix != "" {
		s.prefix = prefix + "/"
	}
	if s.root, err = os.OpenRoot(root); err != nil {
		return nil, fmt.Errorf("compare with %s: %w", base, err)
	}
	return s, nil
}

// Close releases the folder.
func (s *Set) Close() error { return s.root.Close() }

// Changed reports whether a line of a file below the folder changed. Line 0
// stands for the file as a whole, which changes when it is added.
func (s *Set) Changed(p finding.Place) (bool, error) {
	f, err := s.file(p.Path)
	if err != nil {
		return false, err
	}
	if f.added || f.deleted || p.Line == 0 {
		return f.added, nil
	}
	if f.lines == nil {
		f.lines = map[int]bool{}
		if !bytes.Equal(f.before, f.after) {
			f.lines = changedLines(p.Path, f.before, f.after)
		}
	}
	return f.lines[p.Line], nil
}

func (s *Set) file(name string) (*file, error) {
	if f := s.files[name]; f != nil {
		return f, nil
	}
	f := &file{}
	var err error
	f.after, err = s.read(name)
	if errors.Is(err, fs.ErrNotExist) {
		f.deleted = true
	} else if err != nil {
		return nil, fmt.Errorf("compare %s: %w", name, err)
	}
	e, ok, err := s.repo.Lookup(s.tree, s.prefix+name)
	if err == nil && ok && e.Kind == gitrepo.File {
		f.before, err = s.blob(e.Hash)
	} else if err == nil {
		f.added = true
		if !f.deleted {
			err = s.renamed(name, f)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("compare %s: %w", name, err)
	}
	s.files[name] = f
	return f, nil
}

// read reads a file of the folder. What is no regular file, or too large to be
// analyzed, is empty.
func (s *Set) read(name string) ([]byte, error) {
	info, err := s.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxFile {
		return nil, err
	}
	f, err := s.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxFile))
}

// blob reads a file of the base, empty when it is too large to be analyzed.
func (s *Set) blob(h gitrepo.Hash) ([]byte, error) {
	b, err := s.repo.Blob(h, maxFile)
	if errors.Is(err, gitrepo.ErrTooLarge) {
		return nil, nil
	}
	return b, err
}

// gone is a file of the base that is not there any more.
type gone struct {
	path string // in the repository
	hash gitrepo.Hash
	rows map[string]int // its lines without white space, once asked for
}

// Limits of the search for the former name of a file.
const (
	maxListed = 200_000 // files of the base
	maxGone   = 300     // files that are gone and looked into
)

// renamed finds the former content of a file that the base does not have: that
// of a file which is gone and has most lines in common with it, at least half
// of the lines of either, as git's rename detection does.
func (s *Set) renamed(name string, f *file) error {
	if err := s.listGone(); err != nil {
		return err
	}
	rows, n := countRows(f.after)
	best, score := -1, 0
	for i := range s.gone {
		g := &s.gone[i]
		if path.Ext(g.path) != path.Ext(name) {
			continue
		}
		if g.rows == nil {
			src, err := s.blob(g.hash)
			if err != nil {
				return err
			}
			g.rows, _ = countRows(src)
		}
		same, of := 0, 0
		for row, k := range g.rows {
			same += min(k, rows[row])
			of += k
		}
		if 2*same >= max(n, of, 1) && same > score {
			best, score = i, same
		}
	}
	if best < 0 {
		return nil
	}
	var err error
	f.added = false
	f.before, err = s.blob(s.gone[best].hash)
	return err
}

func countRows(src []byte) (rows map[string]int, n int) {
	rows = map[string]int{}
	for line := range strings.Lines(string(src)) {
		if row := strings.Join(strings.Fields(line), ""); row != "" {
			rows[row]++
			n++
		}
	}
	return rows, n
}

// listGone lists the source files of the base that the folder has no more.
func (s *Set) listGone() error {
	if s.listed {
		return nil
	}
	s.listed = true
	type folder struct {
		path string
		hash gitrepo.Hash
	}
	todo := []folder{{"", s.tree}}
	for n := 0; len(todo) > 0 && n < maxListed; {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		entries, err := s.repo.Tree(at.hash)
		if err != nil {
			return err
		}
		for _, e := range entries {
			n++
			p := at.path + e.Name
			switch {
			case e.Kind == gitrepo.Folder && e.Name != "node_modules":
				todo = append(todo, folder{p + "/", e.Hash})
			case e.Kind == gitrepo.File && lexical.LangOf(e.Name) != lexical.None && len(s.gone) < maxGone:
				if below, ok := strings.CutPrefix(p, s.prefix); ok {
					if _, err := s.root.Lstat(below); errors.Is(err, fs.ErrNotExist) {
						s.gone = append(s.gone, gone{path: p, hash: e.Hash})
					}
				}
			}
		}
	}
	slices.SortFunc(s.gone, func(a, b gone) int { return strings.Compare(a.path, b.path) })
	return nil
}

// Keep takes the findings out of a report that are not new, and counts them. A
// finding is new when its line changed, or that of a step of its chain, or the
// line of a manifest by which its service is known. Then Keep adds what the
// change itself does to what is reported: to the configuration, to ignores, and
// to the files also, such as a baseline, whose names are relative to the root.
func (s *Set) Keep(rep *finding.Report, also ...string) error {
	services := map[string]bool{}
	for i := range rep.Services {
		x := &rep.Services[i]
		for _, r := range x.Recognized {
			if r.Path == "" || lexical.LangOf(r.Path) != lexical.None {
				continue
			}
			changed, err := s.Changed(finding.Place{Path: r.Path, Line: r.Line})
			if err != nil {
				return err
			}
			services[x.Root] = services[x.Root] || changed
		}
	}
	var failed error
	rep.Hidden.Unchanged += suppress.Hide(rep, func(f *finding.Finding) bool {
		isNew, err := s.isNew(f, services[f.Service])
		failed = errors.Join(failed, err)
		return !isNew
	})
	if failed != nil {
		return failed
	}
	rep.Repository.Base = s.Base.String()
	added, err := s.suppressions(rep, also)
	if err != nil {
		return err
	}
	rep.Findings = append(rep.Findings, added...)
	suppress.Sort(rep.Findings)
	return nil
}

func (s *Set) isNew(f *finding.Finding, service bool) (bool, error) {
	if service {
		return true, nil
	}
	places := make([]finding.Place, 0, len(f.Trace)+1)
	for line := f.Location.Line; line <= max(f.Location.EndLine, f.Location.Line); line++ {
		places = append(places, finding.Place{Path: f.Location.Path, Line: line})
	}
	for _, step := range f.Trace {
		places = append(places, finding.Place{Path: step.Path, Line: step.Line})
	}
	for _, p := range places {
		if changed, err := s.Changed(p); changed || err != nil {
			return changed, err
		}
	}
	return false, nil
}

// suppressions reports what a change does to what is reported. Whoever reviews
// it should know, and whoever is not trusted could hide a finding by it.
func (s *Set) suppressions(rep *finding.Report, also []string) ([]finding.Finding, error) {
	var out []finding.Finding
	for i := range rep.Ignores {
		ig := &rep.Ignores[i]
		changed, err := s.Changed(finding.Place{Path: ig.Location.Path, Line: ig.Location.Line})
		if err != nil {
			return nil, err
		}
		if changed {
			out = append(out, suppress.Changed(ig.Location, fmt.Sprintf("this change adds or alters an ignore of %s: %s",
				strings.Join(ig.Rules, ", "), ig.Reason), ig.Snippet))
		}
	}
	for _, name := range also {
		f, err := s.file(name)
		if err != nil {
			return nil, err
		}
		var did string
		switch {
		case f.added && f.deleted || bytes.Equal(f.before, f.after) && !f.added && !f.deleted:
			continue
		case f.added:
			did = "adds"
		case f.deleted:
			did = "removes"
		default:
			did = "alters"
		}
		at := finding.Location{Path: name, Line: 1, Column: 1, EndLine: 1, EndColumn: 1}
		if did == "alters" {
			for line := range changedLines(name, f.before, f.after) {
				if at.Line == 1 || line < at.Line {
					at.Line, at.EndLine = line, line
				}
			}
		}
		out = append(out, suppress.Changed(at, "this change "+did+" "+path.Base(name)+", which decides what is reported", ""))
	}
	return out, nil
}
