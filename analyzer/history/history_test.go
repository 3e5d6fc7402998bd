package history

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/stackfit/stackfit/analyzer/gitrepo"
	"github.com/stackfit/stackfit/analyzer/gitrepo/gitrepotest"
)

const day = 24 * 60 * 60

func TestRead(t *testing.T) {
	r := gitrepotest.New(t, t.TempDir())
	files := gitrepotest.Files{"api/app.py": "a", "README.md": "x"}
	var parents []gitrepo.Hash
	at := int64(gitrepotest.Start)
	commit := func(days int64, email string, change gitrepotest.Files, more ...gitrepo.Hash) gitrepo.Hash {
		at += days * day
		files = files.With(change)
		h := r.Commit(gitrepotest.Commit{Files: files, Parents: append(slices.Clone(parents), more...), Email: email, Time: at})
		parents = []gitrepo.Hash{h}
		return h
	}
	commit(0, "old@example.com", nil)
	commit(500, "Ann@Example.com", gitrepotest.Files{"api/app.py": "b"})
	commit(1, "ann@example.com", gitrepotest.Files{"web/src/deep/index.tsx": "a"})
	commit(1, "12345+bob@users.noreply.github.com", gitrepotest.Files{"web/src/deep/index.tsx": "b"})
	commit(1, "bob@users.noreply.github.com", gitrepotest.Files{"web/server.js": "b"})
	commit(1, "49699333+dependabot[bot]@users.noreply.github.com", gitrepotest.Files{"main.go": "bot"})
	commit(1, "cy@example.com", gitrepotest.Files{"README.md": "only words", "node_modules/x/i.js": "theirs"})
	commit(1, "cy@example.com", gitrepotest.Files{"api/app.py": "", "link.py": gitrepotest.Link + "a"})
	side := r.Commit(gitrepotest.Commit{Files: files.With(gitrepotest.Files{"a.go": "side"}), Parents: parents, Email: "dee@example.com", Time: at + day, Branch: "side"})
	last := commit(2, "cy@example.com", gitrepotest.Files{"a.go": "side"}, side) // a merge tells who pressed the button

	got := Read(filepath.Join(r.Dir, "api"))
	want := Facts{
		Revision: last.String(), Newest: time.Unix(at, 0).UTC(),
		First:        Date{Time: time.Unix(gitrepotest.Start, 0).UTC()},
		Contributors: Count{N: 4},
		Authors: []Author{
			{Email: "ann@example.com", Commits: 2, Languages: []string{"python", "typescript"}},
			{Email: "bob@users.noreply.github.com", Commits: 2, Languages: []string{"javascript", "typescript"}},
			{Email: "cy@example.com", Commits: 2},
			{Email: "dee@example.com", Commits: 1, Languages: []string{"go"}},
		},
		Languages: []Language{
			{Name: "typescript", Commits: 2, Authors: 2},
			{Name: "go", Commits: 1, Authors: 1},
			{Name: "javascript", Commits: 1, Authors: 1},
			{Name: "python", Commits: 1, Authors: 1},
		},
		Commits: 8, Sampled: 7,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	r.Pack()
	if diff := cmp.Diff(want, Read(r.Dir)); diff != "" {
		t.Errorf("packed (-want +got):\n%s", diff)
	}
}

// TestUnknown holds facts that cannot be had to saying so: a number that was not
// counted is none.
func TestUnknown(t *testing.T) {
	build := func(t *testing.T) (r *gitrepotest.Repo, first, last gitrepo.Hash) {
		t.Helper()
		r = gitrepotest.New(t, t.TempDir())
		first = r.Commit(gitrepotest.Commit{Files: gitrepotest.Files{"a.py": "1"}})
		middle := r.Commit(gitrepotest.Commit{Files: gitrepotest.Files{"a.py": "2"}, Parents: []gitrepo.Hash{first}})
		last = r.Commit(gitrepotest.Commit{Files: gitrepotest.Files{"a.py": "3"}, Parents: []gitrepo.Hash{middle}, Time: gitrepotest.Start + 1000*day})
		return r, first, last
	}
	for _, c := range []struct {
		name string
		do   func(t *testing.T) (dir string)
		want [4]string // of Unknown, First, Contributors, LanguagesUnknown
	}{
		{"no repository", func(t *testing.T) string {
			t.Helper()
			return t.TempDir()
		}, [4]string{"no git repository"}},
		{"no commit", func(t *testing.T) string {
			t.Helper()
			return gitrepotest.New(t, t.TempDir()).Dir
		}, [4]string{"no commits yet"}},
		{"depth 1", func(t *testing.T) string {
			t.Helper()
			r, _, last := build(t)
			r.WriteGit("shallow", last.String()+"\n")
			return r.Dir
		}, [4]string{"", "shallow clone", "shallow clone", "shallow clone"}},
		{"cut off before the last year", func(t *testing.T) string {
			t.Helper()
			r, first, _ := build(t)
			middle := r.Commit(gitrepotest.Commit{Files: gitrepotest.Files{"a.py": "2"}, Parents: []gitrepo.Hash{first}, Time: gitrepotest.Start + day})
			r.Commit(gitrepotest.Commit{Files: gitrepotest.Files{"a.py": "3"}, Parents: []gitrepo.Hash{middle}, Time: gitrepotest.Start + 1000*day})
			r.WriteGit("shallow", middle.String()+"\n")
			return r.Dir
		}, [4]string{"", "shallow clone", "", ""}},
		{"trees left out", func(t *testing.T) string {
			t.Helper()
			r, _, last := build(t)
			r.WriteGit("config", "[remote \"origin\"]\n\tpromisor = true\n")
			repo, err := gitrepo.Open(r.Dir)
			if err != nil {
				t.Fatal(err)
			}
			defer repo.Close()
			c, err := repo.Commit(last)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(r.Loose(c.Tree)); err != nil {
				t.Fatal(err)
			}
			return r.Dir
		}, [4]string{"", "", "", "objects left out of the clone"}},
		{"sha256", func(t *testing.T) string {
			t.Helper()
			r, _, _ := build(t)
			r.WriteGit("config", "[extensions]\n\tobjectFormat = sha256\n")
			return r.Dir
		}, [4]string{"a kind of git repository that cannot be read: objects named by sha256"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := Read(c.do(t))
			got := [4]string{f.Unknown, f.First.Unknown, f.Contributors.Unknown, f.LanguagesUnknown}
			if got != c.want {
				t.Errorf("unknown are %q, want %q", got, c.want)
			}
			if f.LanguagesUnknown == "" && f.Unknown == "" && f.Sampled != 1 {
				t.Errorf("%d commits sampled", f.Sampled)
			}
			if f.LanguagesUnknown != "" && len(f.Languages) > 0 {
				t.Errorf("languages %v are told of an unknown history", f.Languages)
			}
		})
	}
}

func TestSpread(t *testing.T) {
	for _, c := range []struct{ n, limit int }{{0, 5}, {1, 5}, {5, 5}, {7, 5}, {400, 400}, {2831, 400}} {
		got := spread(c.n, c.limit)
		sorted := slices.Sorted(slices.Values(got))
		if len(slices.Compact(sorted)) != min(c.n, c.limit) {
			t.Errorf("%d of %d: %d different numbers", c.limit, c.n, len(slices.Compact(sorted)))
		}
		for _, i := range got {
			if i < 0 || i >= c.n {
				t.Errorf("%d of %d: %d", c.limit, c.n, i)
			}
		}
	}
	// The beginning reaches everywhere.
	var quarters [4]int
	for _, i := range spread(2831, 400)[:40] {
		quarters[i*4/2831]++
	}
	if slices.Min(quarters[:]) < 5 {
		t.Errorf("the first 40 of a sample fall into the quarters %v", quarters)
	}
}

// BenchmarkRead reads the history of a repository of 30,000 commits, a tenth of
// them of the last year. The budget is 300 ms.
func BenchmarkRead(b *testing.B) {
	r := gitrepotest.New(b, b.TempDir())
	r.Generate(30_000, 300)
	var f Facts
	for b.Loop() {
		f = Read(r.Dir)
	}
	if f.Unknown != "" || f.LanguagesUnknown != "" || f.Sampled == 0 {
		b.Fatalf("%+v", f)
	}
}
