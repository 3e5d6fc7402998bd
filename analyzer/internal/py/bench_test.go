package py

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// benchSources is the Python sources to measure on: those of the directory
// STACKFIT_BENCH_PY, or of the installed CPython, or some made up, which have no
// paths. Small files are left out.
func benchSources(b *testing.B) (list, paths []string) {
	b.Helper()
	dir := os.Getenv("STACKFIT_BENCH_PY")
	if dir == "" {
		out, err := exec.CommandContext(b.Context(), "python3", "-c",
			"import sysconfig; print(sysconfig.get_path('stdlib'))").Output()
		if err == nil {
			dir = strings.TrimSpace(string(out))
		}
	}
	if dir != "" {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() && d.Name() == "site-packages" {
				return fs.SkipDir
			}
			if d.Type().IsRegular() && strings.HasSuffix(path, ".py") {
				src, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				if text, err := Decode(src); err == nil && len(text) > 16<<10 {
					list = append(list, text)
					paths = append(paths, path)
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	if len(list) == 0 {
		list = []string{strings.Repeat("def f(self, a, *, b=None):\n    \"\"\"Say what it is.\"\"\"\n"+
			"    if a.value > 10 and b is not None:\n        return self.items[a.key](b, x=1)\n"+
			"    for i, x in enumerate(self.rows):\n        print(f'{i}: {x!r}', x + 1)\n\n", 1000)}
	}
	return list, paths
}

func BenchmarkParse(b *testing.B) {
	list, _ := benchSources(b)
	bytes := 0
	for _, src := range list {
		bytes += len(src)
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	var p Parser
	for _, src := range list {
		p.Parse(src)
	}
	for b.Loop() {
		for _, src := range list {
			p.Parse(src)
		}
	}
}

// BenchmarkCPython measures CPython's ast.parse on the same files.
func BenchmarkCPython(b *testing.B) {
	_, paths := benchSources(b)
	if len(paths) == 0 {
		b.Fatal("no files to measure on")
	}
	var size, seconds float64
	for b.Loop() {
		cmd := exec.CommandContext(b.Context(), "python3", "testdata/oracle.py", "speed")
		cmd.Stdin = strings.NewReader(strings.Join(paths, "\n"))
		out, err := cmd.Output()
		if err != nil {
			b.Fatal(err)
		}
		var n, s float64
		if _, err := fmt.Sscan(string(out), &n, &s); err != nil {
			b.Fatal(err)
		}
		size, seconds = size+n, seconds+s
	}
	b.ReportMetric(size/seconds/1e6, "MB/s")
}
