package gitrepotest

import (
	"os"
	"path/filepath"
	"testing"
)

// Shape is a form that a clone or a work tree of it takes, in which everything
// of its history can be read.
type Shape struct {
	Name string
	// Make gives a repository that has the branch main checked out this form,
	// and returns the folder to look at it from.
	Make func(tb testing.TB, r *Repo) (dir string)
}

// Shapes are the forms that git gives to repositories.
var Shapes = []Shape{
	{"plain", func(_ testing.TB, r *Repo) string { return r.Dir }},
	{"packed", func(_ testing.TB, r *Repo) string {
		r.Pack()
		return r.Dir
	}},
	{"detached", func(_ testing.TB, r *Repo) string {
		r.SetHead(r.Ref("refs/heads/main").String())
		return r.Dir
	}},
	{"packed references", func(_ testing.TB, r *Repo) string {
		r.PackRefs()
		return r.Dir
	}},
	{"linked work tree", func(tb testing.TB, r *Repo) string {
		tb.Helper()
		dir := filepath.Join(tb.TempDir(), "tree")
		rename(tb, r.Dir, dir)
		r.Dir = filepath.Join(filepath.Dir(dir), "main")
		if err := os.Mkdir(r.Dir, 0o755); err != nil {
			tb.Fatal(err)
		}
		rename(tb, filepath.Join(dir, ".git"), r.Git())
		r = Open(tb, r.Dir)
		r.WriteGit("worktrees/w/HEAD", r.Ref("refs/heads/main").String()+"\n")
		r.WriteGit("worktrees/w/commondir", "../..\n")
		r.WriteGit("worktrees/w/gitdir", filepath.Join(dir, ".git")+"\n")
		r.SetHead("refs/heads/elsewhere")
		WriteFile(tb, filepath.Join(dir, ".git"), "gitdir: "+r.Git("worktrees", "w")+"\n")
		return dir
	}},
	{"submodule", func(tb testing.TB, r *Repo) string {
		tb.Helper()
		super := tb.TempDir()
		if err := os.MkdirAll(filepath.Join(super, ".git", "modules"), 0o755); err != nil {
			tb.Fatal(err)
		}
		rename(tb, r.Git(), filepath.Join(super, ".git", "modules", "lib"))
		rename(tb, r.Dir, filepath.Join(super, "lib"))
		WriteFile(tb, filepath.Join(super, "lib", ".git"), "gitdir: ../.git/modules/lib\n")
		WriteFile(tb, filepath.Join(super, ".git", "HEAD"), "ref: refs/heads/main\n")
		return filepath.Join(super, "lib")
	}},
	{"alternates of alternates", func(tb testing.TB, r *Repo) string {
		tb.Helper()
		r.Pack()
		lender := filepath.Join(tb.TempDir(), "lender")
		rename(tb, r.Git("objects"), lender)
		middle := New(tb, tb.TempDir())
		middle.WriteGit("objects/info/alternates", lender+"\n")
		r.WriteGit("objects/info/alternates", "# a comment\n"+middle.Git("objects")+"\n")
		return r.Dir
	}},
	{"sparse checkout with a configuration of its own", func(tb testing.TB, r *Repo) string {
		tb.Helper()
		r.WriteGit("config", "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tworktreeConfig = true\n")
		r.WriteGit("config.worktree", "[core]\n\tsparseCheckout = true\n\tsparseCheckoutCone = true\n")
		r.WriteGit("info/sparse-checkout", "/*\n!/left-out/\n")
		if err := os.RemoveAll(filepath.Join(r.Dir, "left-out")); err != nil {
			tb.Fatal(err)
		}
		return r.Dir
	}},
}

func rename(tb testing.TB, from, to string) {
	tb.Helper()
	if err := os.Rename(from, to); err != nil {
		tb.Fatal(err)
	}
}
