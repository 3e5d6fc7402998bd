//go:build unix

package source

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOpenHostileTree(t *testing.T) {
	outside := writeTree(t, map[string]string{"secret.js": ""})
	odd := []string{"a\nb.js", "\x1b[31m.js", "::error::x.js", "%0A.js", "a,b.js", "\u202egnp.js", "\xff\xfe.js", "Twin.js", "twin.js", `back\slash.js`, "-rf.js", " .js"}
	files := map[string]string{"ok.js": "let ok", ".gitignore": "ignored\n"}
	for _, name := range odd {
		files["odd/"+name] = "of " + name
	}
	dir := writeTree(t, files)
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, err := range []error{
		os.Symlink(dir, at("loop")),
		os.Symlink("loop2", at("loop2")),
		os.Symlink(outside, at("out")),
		os.Symlink(filepath.Join(outside, "secret.js"), at("out.js")),
		os.Symlink("ok.js", at("in.js")),
		os.Symlink("nothing", at("broken.py")),
		os.Symlink("README", at("picture.png")),
		syscall.Mkfifo(at("pipe.js"), 0o644),
		os.Mkdir(at("dir.js"), 0o755),
		os.Mkdir(at("package.json"), 0o755),
		os.Symlink(filepath.Join(outside, "secret.js"), at("odd/.gitignore")),
		os.WriteFile(at("secret.py"), nil, 0),
		os.Mkdir(at("locked"), 0),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir) // socket paths are short
	socket, err := net.Listen("unix", "socket.js")
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()

	tree := open(t, dir)
	wantSkipped := []Skip{
		{"broken.py", ReasonSymlink},
		{"in.js", ReasonSymlink},
		{"loop", ReasonSymlink},
		{"loop2", ReasonSymlink},
		{"out", ReasonSymlink},
		{"out.js", ReasonSymlink},
		{"pipe.js", ReasonNotRegular},
		{"socket.js", ReasonNotRegular},
	}
	super := os.Geteuid() == 0 // nothing is unreadable then
	if !super {
		wantSkipped = append(wantSkipped[:2:2], append([]Skip{{"locked", ReasonUnreadable}}, wantSkipped[2:]...)...)
	}
	if diff := cmp.Diff(wantSkipped, tree.Skipped); diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}

	want := map[string]string{"ok.js": "let ok", "secret.py": ""}
	if !super {
		want["secret.py"] = ReasonUnreadable
	}
	for _, name := range odd {
		want["odd/"+name] = "of " + name
	}
	got := map[string]string{}
	for _, f := range tree.Files {
		src, err := tree.Read(f, nil)
		got[f.Path] = string(src)
		if skip, is := errors.AsType[*SkipError](err); is {
			got[f.Path] = skip.Reason
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("content (-want +got):\n%s", diff)
	}

	// Files that turn into something else after the walk.
	if err := os.Remove(at("ok.js")); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(at("ok.js"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"ok.js", "socket.js"} {
		var skip *SkipError
		if _, err := tree.ReadPath(path, nil); !errors.As(err, &skip) || skip.Reason != ReasonNotRegular {
			t.Errorf("%s: got %v, want %s", path, err, ReasonNotRegular)
		}
	}
}

func TestOpenDeepTree(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	// Folder by folder, since the path is longer than the system takes.
	for range maxDepth + 10 {
		if err := root.Mkdir("deep-folder", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := root.WriteFile("a.js", []byte("a"), 0o644); err != nil {
			t.Fatal(err)
		}
		below, err := root.OpenRoot("deep-folder")
		if err != nil {
			t.Fatal(err)
		}
		root.Close()
		root = below
	}
	root.Close()
	tree := open(t, dir)
	if len(tree.Files) != maxDepth+1 {
		t.Errorf("%d files, want %d", len(tree.Files), maxDepth+1)
	}
	want := []Skip{{strings.Repeat("deep-folder/", maxDepth) + "deep-folder", ReasonNesting}}
	if diff := cmp.Diff(want, tree.Skipped); diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}
	for _, f := range tree.Files {
		if src, err := tree.Read(f, nil); err != nil || string(src) != "a" {
			t.Fatalf("%d bytes of path: %q, %v", len(f.Path), src, err)
		}
	}
}

func TestOpenWideFolder(t *testing.T) {
	files := map[string]string{}
	for i := range 1_000 {
		files[fmt.Sprintf("f%d.py", i)] = ""
		files[fmt.Sprintf("d%d/", i)] = ""
	}
	tree := open(t, writeTree(t, files))
	if len(tree.Files) != 1_000 || len(tree.Skipped) != 0 {
		t.Errorf("%d files, %d skipped", len(tree.Files), len(tree.Skipped))
	}
}

func TestOpenHugeIgnoreFile(t *testing.T) {
	rules := &strings.Builder{}
	for i := range 2 * maxGlobs {
		fmt.Fprintf(rules, "a%d*b\nname%d\n", i, i)
	}
	tree := open(t, writeTree(t, map[string]string{".gitignore": rules.String(), "name8000": "", "ok.js": "", "x/.gitignore": "*.js", "x/a.js": ""}))
	want := []Skip{{".gitignore", ReasonIgnoreFile}, {"x/.gitignore", ReasonIgnoreFile}}
	if diff := cmp.Diff(want, tree.Skipped); diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}
}

// TestReadGiant expects that a file's size is asked before its content.
func TestReadGiant(t *testing.T) {
	dir := writeTree(t, map[string]string{"giant.js": "let a = 1;", "giant.json": "{"})
	for _, name := range []string{"giant.js", "giant.json"} {
		if err := os.Truncate(filepath.Join(dir, name), 50<<20); err != nil {
			t.Fatal(err)
		}
	}
	tree := open(t, dir)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, small := tree.Read(tree.Files[0], nil)
	_, large := tree.ReadLarge("giant.json", 16<<20)
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
		t.Errorf("%d bytes allocated", n)
	}
	for err, want := range map[error]string{small: ReasonTooLarge, large: "larger than 16 MiB"} {
		if skip, ok := errors.AsType[*SkipError](err); !ok || skip.Reason != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
