//go:build conformance

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// reviewData holds what reviews are tested with.
const reviewData = "../../analyzer/review/testdata"

// TestReportInBrowser opens reviews in a browser: no console message, no
// request, theme, filter, keyboard and print work, no text is cut off on a wide
// or a narrow screen, and axe-core finds no serious violation. The reviews are
// those of small repositories, written as the command writes them, and of
// results that hold hostile names and nothing. Without a browser it fails.
// With STACKFIT_PICTURES set to a folder, pictures are left there.
func TestReportInBrowser(t *testing.T) {
	dir := os.Getenv("STACKFIT_ORACLES")
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			t.Fatal(err)
		}
		dir = filepath.Join(cache, "stackfit-oracles")
	}
	dir = filepath.Join(dir, "review")
	if out, err := exec.Command("sh", filepath.Join(reviewData, "oracle", "install.sh"), dir).CombinedOutput(); err != nil {
		t.Fatalf("install oracles: %v\n%s", err, out)
	}
	pages := t.TempDir()
	repositories, err := filepath.Glob(filepath.Join(reviewData, "browser", "*.txtar"))
	if err != nil || len(repositories) < 3 {
		t.Fatalf("%d repositories, want at least 3: %v", len(repositories), err)
	}
	for _, r := range repositories {
		a, err := txtar.ParseFile(r)
		if err != nil {
			t.Fatal(err)
		}
		root := t.TempDir()
		if err := txtar.Write(a, root); err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(r), ".txtar")
		var out, stderr bytes.Buffer
		status := run([]string{"report", root, "--title", name, "-o", filepath.Join(pages, name+".html")},
			streams{strings.NewReader(""), &out, &stderr}, func(string) string { return "" })
		if status != exitClean || stderr.Len() > 0 {
			t.Fatalf("%s: exit status %d: %s", name, status, &stderr)
		}
	}
	golden := []string{"sample.html", "hostile.html", "empty.html"}
	for _, g := range golden {
		page, err := os.ReadFile(filepath.Join(reviewData, g))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(pages, g), page, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	args := []string{filepath.Join(reviewData, "oracle", "open.js"), dir, pages}
	if pictures := os.Getenv("STACKFIT_PICTURES"); pictures != "" {
		args = append(args, pictures)
	}
	out, err := exec.Command("node", args...).CombinedOutput()
	want := fmt.Sprintf("%d pages opened, findings filtered, all checks made\n", len(repositories)+len(golden))
	if err != nil || string(out) != want {
		t.Fatalf("want %q: %v\n%s", want, err, out)
	}
}
