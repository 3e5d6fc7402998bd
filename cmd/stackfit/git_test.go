package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/stackfit/stackfit/analyzer/gitrepo"
	"github.com/stackfit/stackfit/analyzer/gitrepo/gitrepotest"
)

// scriptT makes a script a test that repositories can be built for.
type scriptT struct{ *testscript.TestScript }

func (scriptT) Helper() {}

func (s scriptT) Fatal(args ...any) { s.Fatalf("%s", fmt.Sprint(args...)) }

// commit is the script command of that name.
func commit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: commit BRANCH [FROM]")
	}
	t, dir := scriptT{ts}, ts.MkAbs(".")
	files := gitrepotest.Files{}
	ts.Check(filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d != nil && d.Name() == ".git" {
				return fs.SkipDir
			}
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		src, err := os.ReadFile(path)
		files[filepath.ToSlash(name)] = string(src)
		return err
	}))
	c := gitrepotest.Commit{Files: files, Branch: args[0]}
	built := gitrepotest.Open(t, dir)
	if _, err := os.Stat(filepath.Join(dir, ".git")); err != nil {
		built = gitrepotest.New(t, dir)
	} else {
		repo, err := gitrepo.Open(dir)
		ts.Check(err)
		defer repo.Close()
		parent, err := repo.Resolve(args[len(args)-1])
		ts.Check(err)
		before, err := repo.Commit(parent)
		ts.Check(err)
		c.Parents, c.Time = []gitrepo.Hash{parent}, before.Time+3600
	}
	built.Commit(c)
	built.SetHead("refs/heads/" + args[0])
}

// pullRequest builds a repository with old findings on the branch main, and a
// commit on top that makes a helper block, two files away from its handler.
func pullRequest(t *testing.T) *gitrepotest.Repo {
	t.Helper()
	base := gitrepotest.Files{
		"package.json": `{"name": "api", "scripts": {"start": "node server.js"}, "dependencies": {"express": "5"}}`,
		"server.js": `const express = require("express");
const { readFileSync } = require("fs");
const { report } = require("./lib/report");
const app = express();
app.get("/old", (req, res) => res.send(readFileSync("old")));
app.get("/report", async (req, res) => res.send(await report()));
app.listen(3000);
`,
		"lib/report.js": `const { load } = require("./load");
exports.report = async () => "report: " + (await load("report"));
`,
		"lib/load.js": `const fs = require("fs");
exports.load = async (name) => {
  return await fs.promises.readFile(name);
};
`,
		"left-out/notes.txt": "nothing that is analyzed",
	}
	r := gitrepotest.New(t, t.TempDir())
	first := r.Commit(gitrepotest.Commit{Files: base})
	r.SetRef("refs/remotes/origin/main", first)
	changed := base.With(gitrepotest.Files{"lib/load.js": strings.Replace(base["lib/load.js"], "await fs.promises.readFile", "fs.readFileSync", 1)})
	r.Commit(gitrepotest.Commit{Files: changed, Parents: []gitrepo.Hash{first}})
	r.Checkout(changed)
	return r
}

// check runs the command and returns what it writes and its status.
func check(args ...string) (stdout, stderr string, status int) {
	var out, errs bytes.Buffer
	status = run(append([]string{"check", "--no-progress"}, args...), streams{strings.NewReader(""), &out, &errs}, func(string) string { return "" })
	return out.String(), errs.String(), status
}

const (
	oldLine = "server.js:5:40: warning[blocking-call-on-event-loop]"
	newLine = "lib/load.js:3:10: warning[blocking-call-on-event-loop]"
)

// TestDiffInEveryShape compares with the base in each shape that a clone takes.
func TestDiffInEveryShape(t *testing.T) {
	for _, shape := range gitrepotest.Shapes {
		t.Run(shape.Name, func(t *testing.T) {
			dir := shape.Make(t, pullRequest(t))
			for _, args := range [][]string{
				{"--diff", "origin/main"},
				{"--diff", "HEAD^"},
				{"--diff", "HEAD~1", "--rev", "HEAD"},
			} {
				out, errs, status := check(append(args, "--format", "concise", dir)...)
				if status != exitFindings || errs != "" || !strings.Contains(out, newLine) || strings.Contains(out, oldLine) {
					t.Errorf("%v: status %d, %s%s", args, status, errs, out)
				}
				if !strings.Contains(out, "Found 1 new warning in 1 file.") || !strings.Contains(out, "Not shown: 1 in code that did not change since ") {
					t.Errorf("%v: %s", args, out)
				}
			}
			out, errs, status := check("--rev", "origin/main", "--format", "concise", dir)
			if status != exitFindings || errs != "" || !strings.Contains(out, oldLine) || strings.Contains(out, newLine) {
				t.Errorf("--rev: status %d, %s%s", status, errs, out)
			}
		})
	}
}

// TestDiffUnknown says in one line what is not known and what helps, and a check
// without a base works on.
func TestDiffUnknown(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(t *testing.T, r *gitrepotest.Repo)
		want string // on standard error, with PARENT and DIR for what differs
	}{
		{"depth 1", func(_ *testing.T, r *gitrepotest.Repo) {
			r.WriteGit("shallow", r.Ref("refs/heads/main").String()+"\n")
			os.Remove(r.Git("refs", "remotes", "origin", "main"))
		}, `--diff origin/main: revision "origin/main": no such revision in this clone: the clone is shallow; ` +
			"fetch the history that is missing (git fetch --unshallow, or fetch-depth: 0 of actions/checkout)"},
		{"depth 1, base fetched alone", func(t *testing.T, r *gitrepotest.Repo) {
			t.Helper()
			base := r.Commit(gitrepotest.Commit{Files: gitrepotest.Files{"x": "y"}, Branch: "other"})
			r.SetRef("refs/remotes/origin/main", base)
			r.WriteGit("shallow", r.Ref("refs/heads/main").String()+"\n"+base.String()+"\n")
		}, "--diff origin/main: no common ancestor of "},
		{"no git", func(t *testing.T, r *gitrepotest.Repo) {
			t.Helper()
			if err := os.RemoveAll(r.Git()); err != nil {
				t.Fatal(err)
			}
		}, "--diff origin/main: no git repository in "},
		{"sha256", func(_ *testing.T, r *gitrepotest.Repo) {
			r.WriteGit("config", "[extensions]\n\tobjectformat = sha256\n")
		}, "--diff origin/main: a kind of git repository that cannot be read: objects named by sha256"},
		{"cloned in part", func(t *testing.T, r *gitrepotest.Repo) {
			t.Helper()
			r.WriteGit("config", "[remote \"origin\"]\n\tpromisor = true\n")
			repo, err := gitrepo.Open(r.Dir)
			if err != nil {
				t.Fatal(err)
			}
			defer repo.Close()
			h, err := repo.Resolve("origin/main")
			if err != nil {
				t.Fatal(err)
			}
			c, err := repo.Commit(h)
			if err != nil {
				t.Fatal(err)
			}
			e, _, err := repo.Lookup(c.Tree, "lib/load.js")
			if err == nil {
				err = os.Remove(r.Loose(e.Hash))
			}
			if err != nil {
				t.Fatal(err)
			}
		}, "cloned in part (--filter); fetch what is missing, or clone without --filter"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := pullRequest(t)
			c.make(t, r)
			out, errs, status := check("--diff", "origin/main", "--format", "concise", r.Dir)
			if status != exitUsage || out != "" || !strings.Contains(errs, c.want) || strings.Count(errs, "\n") != 1 {
				t.Errorf("status %d, %q, %q", status, errs, out)
			}
			out, errs, status = check("--format", "concise", r.Dir)
			if status != exitFindings || errs != "" || !strings.Contains(out, newLine) || !strings.Contains(out, oldLine) {
				t.Errorf("without --diff: status %d, %q, %q", status, errs, out)
			}
		})
	}
}
