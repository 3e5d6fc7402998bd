package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stackfit/stackfit/analyzer/changes"
	"github.com/stackfit/stackfit/analyzer/config"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/gitrepo"
	"github.com/stackfit/stackfit/analyzer/suppress"
)

// sinceFlags choose the commit to analyze and what of its findings is new.
type sinceFlags struct {
	diff, rev, baseline, addIgnores string
}

func (f *sinceFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.diff, "diff", "", "show only what is new since the history of `REVISION` was left, such as origin/main")
	cmd.Flags().StringVar(&f.rev, "rev", "", "analyze the commit `REVISION` instead of the files of the folder")
	cmd.Flags().StringVar(&f.baseline, "baseline", "", "hide the findings that the baseline `FILE` lists")
	cmd.Flags().StringVar(&f.addIgnores, "add-ignores", "", "accept what is found by comments in the code, for the `REASON`")
}

// subject is what a command analyzes: a folder, or a commit that was written to
// a temporary one.
type subject struct {
	root     string // folder to analyze
	revision string // commit, when git was asked
	baseline *suppress.Baseline
	known    string // file of the baseline, relative to the named folder, or ""
	changes  *changes.Set

	repo *gitrepo.Repo
	temp string
}

// open prepares what the flags ask for. Without them it looks at nothing, and
// no check needs git.
func (f *sinceFlags) open(root string) (s *subject, err error) {
	s = &subject{root: root}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	if f.addIgnores != "" && strings.TrimSpace(f.addIgnores) == "" {
		return s, usagef("--add-ignores: give a reason")
	}
	if f.addIgnores != "" && f.rev != "" {
		return s, usagef("--add-ignores edits files, and --rev analyzes a commit: use one of them")
	}
	if f.baseline != "" {
		if s.baseline, err = readBaseline(f.baseline); err != nil {
			return s, err
		}
		s.known = below(root, f.baseline)
	}
	if f.diff == "" && f.rev == "" {
		return s, nil
	}
	head, err := s.openRepo(root, f)
	if err != nil {
		return s, err
	}
	if f.diff == "" {
		return s, nil
	}
	prefix, err := s.repo.Prefix(root)
	if err == nil {
		s.changes, err = changes.Since(s.repo, f.diff, head, s.root, prefix)
	}
	if err != nil {
		return s, unknown("--diff "+f.diff, err)
	}
	return s, nil
}

// openRepo opens the repository that holds root, and writes the commit to
// analyze, which it returns, to a temporary folder when it is not what is
// checked out.
func (s *subject) openRepo(root string, f *sinceFlags) (head gitrepo.Hash, err error) {
	asked, rev := "--diff "+f.diff, "HEAD"
	if f.rev != "" {
		asked, rev = "--rev "+f.rev, f.rev
	}
	if s.repo, err = gitrepo.Open(root); err != nil {
		return head, unknown(asked, err)
	}
	if head, err = s.repo.Resolve(rev); err != nil {
		return head, unknown(asked, err)
	}
	s.revision = head.String()
	if f.rev == "" {
		return head, nil
	}
	if err := s.export(root, head); err != nil {
		return head, unknown(asked, err)
	}
	return head, nil
}

func (s *subject) export(root string, head gitrepo.Hash) error {
	prefix, err := s.repo.Prefix(root)
	if err != nil {
		return err
	}
	c, err := s.repo.Commit(head)
	if err != nil {
		return err
	}
	folder, ok, err := s.repo.Lookup(c.Tree, prefix)
	if err != nil {
		return err
	}
	if !ok || folder.Kind != gitrepo.Folder {
		return fmt.Errorf("there is no folder %s", prefix)
	}
	if s.temp, err = os.MkdirTemp("", "stackfit-"); err != nil {
		return err
	}
	s.root = s.temp
	return s.repo.Export(folder.Hash, s.temp, maxSource)
}

// maxSource is the size in bytes of the largest file that is analyzed.
const maxSource = 1 << 20

// close releases files and removes the temporary folder.
func (s *subject) close() {
	if s.changes != nil {
		s.changes.Close()
	}
	if s.repo != nil {
		s.repo.Close()
	}
	if s.temp != "" {
		os.RemoveAll(s.temp)
	}
}

// hide takes out of a report what the baseline lists and what is not new.
func (s *subject) hide(r *finding.Report, least finding.Confidence) error {
	r.Repository.Revision = s.revision
	if s.baseline != nil {
		s.baseline.Hide(r, least)
	}
	if s.changes == nil {
		return nil
	}
	also := []string{config.Name}
	if s.known != "" {
		also = append(also, s.known)
	}
	if err := s.changes.Keep(r, also...); err != nil {
		return unknown("--diff", err)
	}
	return nil
}

// unknown says which flag asked for a fact that git does not give here, why,
// and what helps.
func unknown(asked string, err error) error {
	help := ""
	switch {
	case errors.Is(err, gitrepo.ErrShallow):
		help = "; fetch the history that is missing (git fetch --unshallow, or fetch-depth: 0 of actions/checkout)"
	case errors.Is(err, gitrepo.ErrMissing):
		help = "; fetch what is missing, or clone without --filter"
	case errors.Is(err, gitrepo.ErrNoRepository):
		help = "; analyze a clone, or use --baseline, which needs no git"
	case errors.Is(err, gitrepo.ErrNoRevision):
		help = "; fetch it, or name one that git log knows"
	}
	return usagef("%s: %v%s", asked, err, help)
}

func readBaseline(file string) (*suppress.Baseline, error) {
	f, err := os.Open(file)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, usagef("%s: no such file; stackfit baseline writes one", file)
		}
		return nil, usagef("read the baseline: %v", err)
	}
	defer f.Close()
	b, err := suppress.ReadBaseline(f)
	if err != nil {
		return nil, usagef("%s: %v; stackfit baseline writes it anew", file, err)
	}
	return b, nil
}

// below returns a file relative to a folder, with slashes, or "" when it does
// not lie there.
func below(root, file string) string {
	root, err := filepath.Abs(root)
	if err != nil {
		return ""
	}
	if file, err = filepath.Abs(file); err != nil {
		return ""
	}
	rel, err := filepath.Rel(root, file)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}

// addIgnoresTo writes comments that accept the findings of a report, and says
// which it could not place.
func (c *command) addIgnoresTo(root string, r *finding.Report, reason string) error {
	added, err := suppress.AddIgnores(root, r, strings.TrimSpace(reason))
	if err != nil {
		return usagef("--add-ignores: %v", err)
	}
	left := ""
	if added.Left > 0 {
		left = "; no comment can stand at " + counted(added.Left, "further line")
	}
	fmt.Fprintf(c.err, "stackfit: added %s to %s%s\n", counted(added.Ignores, "ignore"), counted(added.Files, "file"), left)
	return nil
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
