//go:build conformance

package source

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestIgnoredLikeGit compares with the installed git what files of random
// names random rules ignore. Each folder below the root has rules of its own.
func TestIgnoredLikeGit(t *testing.T) {
	const folders = 800
	r := rand.New(rand.NewPCG(1, 2))
	dir := t.TempDir()
	git(t, dir, "init", "-q")
	rootRules := "x2*/\n!/f1*/a\nab\n/f5?/b/\n"
	write(t, filepath.Join(dir, ".gitignore"), rootRules)
	write(t, filepath.Join(dir, ".git/info/exclude"), "ba\n!ab\n/f7*/a?\n")
	for i := range folders {
		base := filepath.Join(dir, fmt.Sprintf("f%d", i))
		for range 12 {
			// A name may be taken by a file where a folder is needed.
			path := filepath.Join(base, randomPath(r))
			if os.MkdirAll(filepath.Dir(path), 0o755) == nil {
				_ = os.WriteFile(path, nil, 0o644)
			}
		}
		if err := os.MkdirAll(base, 0o755); err != nil {
			t.Fatal(err)
		}
		var rules strings.Builder
		for range 4 + r.IntN(20) {
			rules.WriteString(randomRule(r))
		}
		write(t, filepath.Join(base, ".gitignore"), rules.String())
	}

	all := map[string]bool{}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	w := &walker{root: root, tree: &Tree{root: root}}
	var found results
	exclude := w.readRules(".git/info/exclude", 0, nil, &found)
	got := map[string]bool{}
	keep(t, w, "", exclude, got)
	keep(t, &walker{root: root}, "", nil, all)

	want := map[string]bool{}
	for path := range bytes.SplitSeq(git(t, dir, "ls-files", "--others", "--exclude-standard", "-z"), []byte{0}) {
		if len(path) > 0 {
			want[string(path)] = true
		}
	}
	if ignored := len(all) - len(want); ignored < len(all)/10 || len(want) < len(all)/10 {
		t.Fatalf("%d of %d files ignored: the rules tell nothing", ignored, len(all))
	}
	wrong := 0
	for path := range union(want, got) {
		if want[path] == got[path] {
			continue
		}
		if wrong++; wrong > 10 {
			continue
		}
		top, _, _ := strings.Cut(path, "/")
		rules, _ := os.ReadFile(filepath.Join(dir, top, ".gitignore"))
		t.Errorf("%q: git keeps %v, we keep %v; rules %q", path, want[path], got[path], rules)
	}
	t.Logf("%d of %d files kept, %d wrong", len(want), len(all), wrong)
}

// keep collects the files that the rules leave, as list does but with no other
// reason to leave one out. Without a tree to read with, it keeps all.
func keep(t *testing.T, w *walker, folder string, rules *ignoreRules, kept map[string]bool) {
	t.Helper()
	entries, err := w.readDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var found results
	if w.tree != nil {
		rules = w.readRules(folder+".gitignore", len(folder), rules, &found)
	}
	for _, e := range entries {
		path := folder + e.Name()
		switch {
		case path == ".git", rules.ignored([]byte(path), len(folder), e.IsDir()):
		case e.IsDir():
			keep(t, w, path+"/", rules, kept)
		default:
			kept[path] = true
		}
	}
}

func union(a, b map[string]bool) map[string]bool {
	u := map[string]bool{}
	for k := range a {
		u[k] = true
	}
	for k := range b {
		u[k] = true
	}
	return u
}

func pick(r *rand.Rand, of ...string) string { return of[r.IntN(len(of))] }

func randomName(r *rand.Rand) string {
	var s strings.Builder
	for range 1 + r.IntN(3) {
		s.WriteString(pick(r, "a", "a", "a", "b", "b", "b", "c", "c", "-", "]", "[", "!", " ", `\`, "*", "7", "#", "é", "Z"))
	}
	return s.String()
}

func randomPath(r *rand.Rand) string {
	path := randomName(r)
	for r.IntN(2) == 0 {
		path += "/" + randomName(r)
	}
	return path
}

func randomRule(r *rand.Rand) string {
	var s strings.Builder
	s.WriteString(pick(r, "", "", "", "", "!", "!", "#", " ", `\`))
	s.WriteString(pick(r, "", "", "/", "**/", "*/"))
	for range 1 + r.IntN(4) {
		s.WriteString(pick(r,
			"a", "b", "a", "b", "ab", "c", "7", "é", "/", "/", "*", "**", "?", "/**/", "/*", "***", `\`, `\*`, `\/`, `\ `, " ",
			"[ab]", "[!a]", "[^b]", "[a-c]", "[]a]", "[a-]", "[-a]", "[[:alpha:]]", "[[:digit:]b]", "[[:x:]]", "[[:]", "[", "]",
			`[\]]`, `[a\-c]`, "[c-a]", "[!]a]", "[a-b-c]", "[[:upper:]-z]", "[/a]", "[!/]", "[[a]"))
	}
	s.WriteString(pick(r, "", "", "", "/", "/", "/**", " ", `\`, "\r", "\t"))
	return s.String() + "\n"
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// git runs git without the configuration of the user or the machine.
func git(t *testing.T, dir string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-C", dir, "-c", "core.excludesFile="}, args...)...)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("git %s: %v", strings.Join(args, " "), err)
	}
	return out
}
