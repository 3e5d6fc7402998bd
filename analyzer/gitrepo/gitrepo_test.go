package gitrepo_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackfit/stackfit/analyzer/gitrepo"
	"github.com/stackfit/stackfit/analyzer/gitrepo/gitrepotest"
)

// history is what the shapes below have in common:
//
//	first ── second ── main
//	            └───── side
type history struct {
	first, second, main, side gitrepo.Hash
}

var (
	firstFiles  = gitrepotest.Files{"a.txt": "one\n", "dir/b.txt": "two\n"}
	secondFiles = firstFiles.With(gitrepotest.Files{"dir/b.txt": "two\nmore\n", "dir/deep/c.txt": "three\n"})
	mainFiles   = secondFiles.With(gitrepotest.Files{"a.txt": "main\n"})
)

func build(r *gitrepotest.Repo) (h history) {
	h.first = r.Commit(gitrepotest.Commit{Files: firstFiles})
	h.second = r.Commit(gitrepotest.Commit{Files: secondFiles, Parents: []gitrepo.Hash{h.first}})
	h.main = r.Commit(gitrepotest.Commit{Files: mainFiles, Parents: []gitrepo.Hash{h.second}})
	h.side = r.Commit(gitrepotest.Commit{Files: secondFiles.With(gitrepotest.Files{"side.txt": "x\n"}), Parents: []gitrepo.Hash{h.second}, Branch: "side"})
	r.Tag("v1", h.first)
	r.Checkout(mainFiles)
	return h
}

func open(t *testing.T, dir string) *gitrepo.Repo {
	t.Helper()
	r, err := gitrepo.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// TestShapes reads the same history from a repository in each shape that clones
// and work trees take.
func TestShapes(t *testing.T) {
	shapes := append(slices.Clone(gitrepotest.Shapes), []gitrepotest.Shape{
		{Name: "folder below the work tree", Make: func(_ testing.TB, r *gitrepotest.Repo) string { return filepath.Join(r.Dir, "dir") }},
		{Name: "bare", Make: func(_ testing.TB, r *gitrepotest.Repo) string { return r.Git() }},
		{Name: "hooks and filters that must not run", Make: func(tb testing.TB, r *gitrepotest.Repo) string {
			tb.Helper()
			trap := "touch " + filepath.Join(tb.TempDir(), "canary")
			r.WriteGit("config", "[core]\n\tfsmonitor = "+trap+"\n[filter \"x\"]\n\tsmudge = "+trap+"\n[diff \"x\"]\n\ttextconv = "+trap+"\n[gpg]\n\tprogram = "+trap+"\n")
			r.WriteGit("info/attributes", "* filter=x diff=x\n")
			tb.Cleanup(func() {
				if _, err := os.Stat(strings.TrimPrefix(trap, "touch ")); err == nil {
					tb.Error("the repository's configuration was run")
				}
			})
			return r.Dir
		}},
	}...)
	for _, c := range shapes {
		t.Run(c.Name, func(t *testing.T) {
			built := gitrepotest.New(t, t.TempDir())
			h := build(built)
			r := open(t, c.Make(t, built))
			head, err := r.Head()
			if err != nil || head != h.main {
				t.Fatalf("HEAD is %s, %v; want %s", head, err, h.main)
			}
			for rev, want := range map[string]gitrepo.Hash{
				"main": h.main, "@": h.main, "refs/heads/side": h.side, "heads/side": h.side, "v1": h.first, "v1^{}": h.first,
				"HEAD^": h.second, "HEAD~2": h.first, "HEAD^^{commit}": h.second, "HEAD~1^0~1": h.first,
				h.second.String(): h.second, h.second.String()[:8]: h.second, strings.ToUpper(h.side.String()[:10]): h.side,
			} {
				if got, err := r.Resolve(rev); err != nil || got != want {
					t.Errorf("%s is %s, %v; want %s", rev, got, err, want)
				}
			}
			if base, err := r.MergeBase(h.side, h.main); err != nil || base != h.second {
				t.Errorf("merge base is %s, %v; want %s", base, err, h.second)
			}
			tree := commit(t, r, h.second).Tree
			if got := content(t, r, tree, "dir/deep/c.txt"); got != "three\n" {
				t.Errorf("dir/deep/c.txt is %q", got)
			}
			dir := t.TempDir()
			if err := r.Export(tree, dir, 1<<20); err != nil {
				t.Fatal(err)
			}
			if got, err := os.ReadFile(filepath.Join(dir, "dir", "b.txt")); err != nil || string(got) != "two\nmore\n" {
				t.Errorf("exported dir/b.txt is %q, %v", got, err)
			}
		})
	}
}

func commit(t *testing.T, r *gitrepo.Repo, h gitrepo.Hash) gitrepo.Commit {
	t.Helper()
	c, err := r.Commit(h)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func content(t *testing.T, r *gitrepo.Repo, tree gitrepo.Hash, path string) string {
	t.Helper()
	e, ok, err := r.Lookup(tree, path)
	if err != nil || !ok {
		t.Fatalf("%s: found %t, %v", path, ok, err)
	}
	b, err := r.Blob(e.Hash, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestUnknown says of each shape that lacks something which fact is unknown, and
// why.
func TestUnknown(t *testing.T) {
	remove := func(t *testing.T, r *gitrepotest.Repo, objects ...gitrepo.Hash) {
		t.Helper()
		for _, h := range objects {
			if err := os.Remove(r.Loose(h)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range []struct {
		name string
		do   func(t *testing.T, r *gitrepotest.Repo, h history) error
		want error
		text string
	}{
		{"no repository", func(t *testing.T, _ *gitrepotest.Repo, _ history) error {
			t.Helper()
			_, err := gitrepo.Open(t.TempDir())
			return err
		}, gitrepo.ErrNoRepository, "no git repository in "},
		{"git file that names nothing", func(t *testing.T, _ *gitrepotest.Repo, _ history) error {
			t.Helper()
			dir := t.TempDir()
			gitrepotest.WriteFile(t, filepath.Join(dir, ".git"), "gitdir: /nowhere/at/all\n")
			_, err := gitrepo.Open(dir)
			return err
		}, gitrepo.ErrNoRepository, "has no HEAD"},
		{"sha256", func(_ *testing.T, r *gitrepotest.Repo, _ history) error {
			r.WriteGit("config", "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n")
			_, err := gitrepo.Open(r.Dir)
			return err
		}, gitrepo.ErrUnsupported, "objects named by sha256"},
		{"reftable", func(_ *testing.T, r *gitrepotest.Repo, _ history) error {
			r.WriteGit("config", "[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n")
			_, err := gitrepo.Open(r.Dir)
			return err
		}, gitrepo.ErrUnsupported, "references kept as reftable"},
		{"depth 1: parent", func(t *testing.T, r *gitrepotest.Repo, h history) error {
			t.Helper()
			r.WriteGit("shallow", h.main.String()+"\n")
			remove(t, r, h.second, h.first)
			_, err := open(t, r.Dir).Resolve("HEAD^")
			return err
		}, gitrepo.ErrShallow, "its parents are not in this clone"},
		{"depth 1: branch", func(t *testing.T, r *gitrepotest.Repo, h history) error {
			t.Helper()
			r.WriteGit("shallow", h.main.String()+"\n")
			_, err := open(t, r.Dir).Resolve("origin/main")
			return err
		}, gitrepo.ErrShallow, `revision "origin/main": no such revision in this clone`},
		{"depth 1 of two branches: merge base", func(t *testing.T, r *gitrepotest.Repo, h history) error {
			t.Helper()
			r.WriteGit("shallow", h.main.String()+"\n"+h.side.String()+"\n")
			remove(t, r, h.second, h.first)
			_, err := open(t, r.Dir).MergeBase(h.main, h.side)
			return err
		}, gitrepo.ErrShallow, "no common ancestor of "},
		{"unrelated", func(t *testing.T, r *gitrepotest.Repo, h history) error {
			t.Helper()
			other := r.Commit(gitrepotest.Commit{Files: firstFiles, Branch: "other"})
			_, err := open(t, r.Dir).MergeBase(h.main, other)
			return err
		}, gitrepo.ErrUnrelated, "no common ancestor of "},
		{"cloned in part", func(t *testing.T, r *gitrepotest.Repo, h history) error {
			t.Helper()
			r.WriteGit("config", "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n[remote \"origin\"]\n\tpromisor = true\n")
			repo := open(t, r.Dir)
			e, _, err := repo.Lookup(commit(t, repo, h.first).Tree, "a.txt")
			if err != nil {
				return err
			}
			remove(t, r, e.Hash)
			_, err = repo.Blob(e.Hash, 100)
			return err
		}, gitrepo.ErrMissing, "cloned in part"},
		{"damaged", func(t *testing.T, r *gitrepotest.Repo, h history) error {
			t.Helper()
			gitrepotest.WriteFile(t, r.Loose(h.second)+".new", "no zlib")
			if err := os.Rename(r.Loose(h.second)+".new", r.Loose(h.second)); err != nil {
				t.Fatal(err)
			}
			_, err := open(t, r.Dir).Commit(h.second)
			return err
		}, gitrepo.ErrCorrupt, "damaged object"},
		{"too large", func(t *testing.T, r *gitrepotest.Repo, h history) error {
			t.Helper()
			repo := open(t, r.Dir)
			e, _, err := repo.Lookup(commit(t, repo, h.first).Tree, "a.txt")
			if err != nil {
				return err
			}
			_, err = repo.Blob(e.Hash, 3)
			return err
		}, gitrepo.ErrTooLarge, "object too large"},
		{"no commit yet", func(t *testing.T, _ *gitrepotest.Repo, _ history) error {
			t.Helper()
			_, err := open(t, gitrepotest.New(t, t.TempDir()).Dir).Head()
			return err
		}, gitrepo.ErrNoRevision, `revision "HEAD": no such revision`},
		{"no such revision", func(t *testing.T, r *gitrepotest.Repo, _ history) error {
			t.Helper()
			_, err := open(t, r.Dir).Resolve("main^7")
			return err
		}, gitrepo.ErrNoRevision, "has no parent 7"},
		{"references in a circle", func(t *testing.T, r *gitrepotest.Repo, _ history) error {
			t.Helper()
			r.WriteGit("refs/heads/x", "ref: refs/heads/y\n")
			r.WriteGit("refs/heads/y", "ref: refs/heads/x\n")
			_, err := open(t, r.Dir).Resolve("x")
			return err
		}, gitrepo.ErrNoRevision, "no such revision"},
		{"a pipe for a reference", func(t *testing.T, r *gitrepotest.Repo, _ history) error {
			t.Helper()
			if err := syscall.Mkfifo(r.Git("refs", "heads", "pipe"), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := open(t, r.Dir).Resolve("pipe")
			return err
		}, gitrepo.ErrNoRevision, "no such revision"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := gitrepotest.New(t, t.TempDir())
			err := c.do(t, r, build(r))
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.text) {
				t.Errorf("error is %v; want %v with %q", err, c.want, c.text)
			}
		})
	}
}

// TestShallow reads what a clone of depth 2 has: the base it needs is there.
func TestShallow(t *testing.T) {
	built := gitrepotest.New(t, t.TempDir())
	h := build(built)
	built.WriteGit("shallow", h.second.String()+"\n")
	if err := os.Remove(built.Loose(h.first)); err != nil {
		t.Fatal(err)
	}
	r := open(t, built.Dir)
	if base, err := r.MergeBase(h.side, h.main); err != nil || base != h.second {
		t.Errorf("merge base is %s, %v; want %s", base, err, h.second)
	}
	if base, err := r.MergeBase(h.main, h.main); err != nil || base != h.main {
		t.Errorf("merge base of one commit is %s, %v", base, err)
	}
	if c := commit(t, r, h.second); !c.Cut || len(c.Parents) > 0 || !r.Shallow() {
		t.Errorf("the last commit of a shallow clone has parents: %+v", c)
	}
}

// TestMergeBase compares with what git merge-base says of the same shapes.
func TestMergeBase(t *testing.T) {
	for _, c := range []struct {
		name    string
		commits string // name:parent,parent…, in the order of their times
		a, b    string
		want    string
	}{
		{"ancestor", "a b:a c:b", "c", "a", "a"},
		{"fork", "a b:a c:a", "b", "c", "a"},
		{"merged before", "a b:a c:a d:b,c e:c f:d", "f", "e", "c"},
		{"criss-cross, the newer", "a b:a c:a d:b,c e:c,b", "d", "e", "c"},
		{"long way round", "a b:a c:b d:c e:a f:e,d g:d", "f", "g", "d"},
		{"two roots", "a b c:a,b d:b", "c", "d", "b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			built := gitrepotest.New(t, t.TempDir())
			names := map[string]gitrepo.Hash{}
			for i, spec := range strings.Fields(c.commits) {
				name, list, _ := strings.Cut(spec, ":")
				var parents []gitrepo.Hash
				for p := range strings.SplitSeq(list, ",") {
					if p != "" {
						parents = append(parents, names[p])
					}
				}
				names[name] = built.Commit(gitrepotest.Commit{Files: gitrepotest.Files{"n": fmt.Sprint(i)}, Parents: parents})
			}
			got, err := open(t, built.Dir).MergeBase(names[c.a], names[c.b])
			if err != nil || got != names[c.want] {
				t.Errorf("got %s, %v; want %s", got, err, names[c.want])
			}
		})
	}
}

// TestDeltas reads a pack whose objects are deltas of deltas, and compares each
// file with what was committed.
func TestDeltas(t *testing.T) {
	built := gitrepotest.New(t, t.TempDir())
	var text strings.Builder
	for i := range 400 {
		fmt.Fprintf(&text, "line %d of a file that is long enough for deltas\n", i*7919%401)
	}
	var commits []gitrepo.Hash
	var files []gitrepotest.Files
	for i := range 15 {
		f := gitrepotest.Files{"big.txt": text.String() + fmt.Sprint(i)}
		for k := range 40 {
			f[fmt.Sprintf("dir/%03d.txt", k)] = fmt.Sprint(k * max(i-k, 0))
		}
		files = append(files, f)
		commits = append(commits, built.Commit(gitrepotest.Commit{Files: f, Parents: commits[max(len(commits)-1, 0):]}))
	}
	built.Pack()
	r := open(t, built.Dir)
	for i, h := range commits {
		tree := commit(t, r, h).Tree
		got := gitrepotest.Files{}
		for name := range files[i] {
			got[name] = content(t, r, tree, name)
		}
		if diff := cmp.Diff(files[i], got); diff != "" {
			t.Fatalf("commit %d (-want +got):\n%s", i, diff)
		}
	}
}

// TestExport writes what a tree made by hand holds: links that are not followed,
// names that git refuses, a submodule, a file too large to be analyzed.
func TestExport(t *testing.T) {
	built := gitrepotest.New(t, t.TempDir())
	h := built.Commit(gitrepotest.Commit{Files: gitrepotest.Files{
		"a.js": "a()\r\n", "link": gitrepotest.Link + "/etc/passwd", ".git/config": "x", "sub/.GIT/hooks/post": "x",
		"..": "x", "big.js": strings.Repeat("x", 200), "logo.png": "not read", "lib": gitrepotest.Module + strings.Repeat("1", 40), "dir/b.py": "b()\n",
	}})
	dir := filepath.Join(t.TempDir(), "inner")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	r := open(t, built.Dir)
	if err := r.Export(commit(t, r, h).Tree, dir, 100); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	err := filepath.Walk(filepath.Dir(dir), func(path string, info os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		what := info.Mode().Type().String()
		if info.Mode().IsRegular() {
			src, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			what = fmt.Sprintf("%d bytes", len(src))
			if strings.HasPrefix(rel, "a") {
				what = string(src)
			}
		}
		got[rel] = what
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"..": "d---------", ".": "d---------", "a.js": "a()\r\n", "big.js": "101 bytes", "dir": "d---------", "dir/b.py": "4 bytes",
		"lib": "d---------", "link": "L---------", "logo.png": "0 bytes", "sub": "d---------",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
