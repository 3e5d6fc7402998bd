//go:build conformance

package gitrepo_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stackfit/stackfit/analyzer/gitrepo"
	"github.com/stackfit/stackfit/analyzer/gitrepo/gitrepotest"
)

// git runs git in a folder without the user's configuration.
func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "git", append([]string{
		"-c", "user.name=n", "-c", "user.email=n@example.com", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always",
	}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// upstream makes a repository with git itself: a fork, a merge, tags, files that
// become deltas of each other.
func upstream(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	git(t, dir, "init", "--quiet")
	commit := func(name, text string) {
		gitrepotest.WriteFile(t, filepath.Join(dir, name), text)
		git(t, dir, "add", ".")
		git(t, dir, "commit", "--quiet", "--message", name)
	}
	long := strings.Repeat("a line of a file that is worth a delta\n", 200)
	commit("a.txt", long+"1")
	git(t, dir, "tag", "--annotate", "--message", "v", "v1")
	commit("dir/deep/b.txt", long+"2")
	git(t, dir, "checkout", "--quiet", "-b", "side")
	commit("a.txt", long+"3")
	git(t, dir, "checkout", "--quiet", "main")
	commit("c.txt", long+"4")
	git(t, dir, "merge", "--quiet", "--no-edit", "side")
	commit("a.txt", long+"5")
	git(t, dir, "checkout", "--quiet", "side")
	commit("dir/deep/b.txt", long+"6")
	git(t, dir, "checkout", "--quiet", "main")
	return dir
}

// TestShapesOfGit reads what git itself makes of a repository, in each of its
// shapes, and compares with what git says.
func TestShapesOfGit(t *testing.T) {
	from := upstream(t)
	clone := func(t *testing.T, args ...string) string {
		t.Helper()
		dir := filepath.Join(t.TempDir(), "clone")
		git(t, from, append(append([]string{"clone", "--quiet"}, args...), "file://"+from, dir)...)
		return dir
	}
	for _, c := range []struct {
		name  string
		shape func(t *testing.T) string
	}{
		{"loose objects", func(*testing.T) string { return from }},
		{"plain clone", func(t *testing.T) string {
			t.Helper()
			return clone(t)
		}},
		{"bare clone", func(t *testing.T) string {
			t.Helper()
			return clone(t, "--bare")
		}},
		{"collected, with a commit graph and a multi-pack index", func(t *testing.T) string {
			t.Helper()
			dir := clone(t)
			git(t, dir, "gc", "--quiet")
			git(t, dir, "commit-graph", "write", "--reachable")
			git(t, dir, "multi-pack-index", "write")
			return dir
		}},
		{"detached", func(t *testing.T) string {
			t.Helper()
			dir := clone(t)
			git(t, dir, "checkout", "--quiet", "--detach")
			return dir
		}},
		{"linked work tree", func(t *testing.T) string {
			t.Helper()
			dir := filepath.Join(t.TempDir(), "linked")
			git(t, clone(t), "worktree", "add", "--quiet", "--detach", dir)
			return dir
		}},
		{"submodule", func(t *testing.T) string {
			t.Helper()
			super := t.TempDir()
			git(t, super, "init", "--quiet")
			git(t, super, "submodule", "--quiet", "add", "file://"+from, "lib")
			return filepath.Join(super, "lib")
		}},
		{"alternates", func(t *testing.T) string {
			t.Helper()
			dir := filepath.Join(t.TempDir(), "shared")
			git(t, from, "clone", "--quiet", "--shared", from, dir)
			return dir
		}},
		{"sparse checkout", func(t *testing.T) string {
			t.Helper()
			dir := clone(t)
			git(t, dir, "sparse-checkout", "set", "dir")
			return dir
		}},
		{"split index, untracked cache, worktree configuration", func(t *testing.T) string {
			t.Helper()
			dir := clone(t)
			git(t, dir, "config", "extensions.worktreeConfig", "true")
			git(t, dir, "update-index", "--split-index", "--untracked-cache")
			return dir
		}},
		{"depth 2", func(t *testing.T) string {
			t.Helper()
			return clone(t, "--depth", "2", "--no-single-branch")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := c.shape(t)
			r := open(t, dir)
			for _, rev := range []string{"HEAD", "HEAD^", "v1", "v1^{commit}", "origin/side", "side", "HEAD~3", "HEAD^^2", git(t, from, "rev-parse", "--short", "HEAD~1")} {
				cmd := exec.Command("git", "rev-parse", "--quiet", "--verify", rev+"^{commit}")
				cmd.Dir = dir
				out, err := cmd.Output()
				got, gotErr := r.Resolve(rev)
				if (err == nil) != (gotErr == nil) || err == nil && got.String() != strings.TrimSpace(string(out)) {
					t.Errorf("%s: git says %s%v, got %s, %v", rev, out, err, got, gotErr)
				}
			}
			side := "origin/side"
			if _, err := r.Resolve(side); err != nil {
				side = "side"
			}
			head, err := r.Head()
			if err != nil {
				t.Fatal(err)
			}
			other, err := r.Resolve(side)
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command("git", "merge-base", "HEAD", side)
			cmd.Dir = dir
			want, gitErr := cmd.Output()
			base, err := r.MergeBase(head, other)
			if (gitErr == nil) != (err == nil) || err == nil && base.String() != strings.TrimSpace(string(want)) {
				t.Errorf("merge base: git says %s%v, got %s, %v", want, gitErr, base, err)
			}
			tree := commit(t, r, head).Tree
			for name := range strings.SplitSeq(git(t, dir, "ls-tree", "-r", "--name-only", "--full-tree", "HEAD"), "\n") {
				if got := content(t, r, tree, name); strings.TrimSpace(got) != git(t, dir, "cat-file", "blob", "HEAD:"+name) {
					t.Errorf("%s differs", name)
				}
			}
		})
	}
}

// TestUnknownOfGit names what cannot be read of what git makes.
func TestUnknownOfGit(t *testing.T) {
	from := upstream(t)
	t.Run("sha256", func(t *testing.T) {
		dir := t.TempDir()
		git(t, dir, "init", "--quiet", "--object-format=sha256")
		if _, err := gitrepo.Open(dir); err == nil || !strings.Contains(err.Error(), "objects named by sha256") {
			t.Errorf("error %v", err)
		}
	})
	t.Run("cloned in part", func(t *testing.T) {
		git(t, from, "config", "uploadpack.allowFilter", "true")
		dir := filepath.Join(t.TempDir(), "clone")
		git(t, from, "clone", "--quiet", "--filter=blob:none", "--no-checkout", "file://"+from, dir)
		r := open(t, dir)
		head, err := r.Head()
		if err != nil {
			t.Fatal(err)
		}
		e, ok, err := r.Lookup(commit(t, r, head).Tree, "a.txt")
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		if _, err := r.Blob(e.Hash, 1<<20); err == nil || !strings.Contains(err.Error(), "cloned in part") {
			t.Errorf("error %v", err)
		}
	})
	t.Run("depth 1 of two branches", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "clone")
		git(t, from, "clone", "--quiet", "--depth", "1", "--no-single-branch", "file://"+from, dir)
		r := open(t, dir)
		head, err := r.Head()
		if err != nil {
			t.Fatal(err)
		}
		side, err := r.Resolve("origin/side")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.MergeBase(head, side); err == nil || !strings.Contains(err.Error(), "the clone is shallow") {
			t.Errorf("error %v", err)
		}
	})
}
