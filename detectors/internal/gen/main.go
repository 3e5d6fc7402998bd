// Command gen writes what follows from the detectors' source: the registry with
// each rule's text, and one page a rule. It also holds detectors to their form:
// ID, variable, file and fixture folder are one name in four spellings, and each
// page says why, how and what not.
//
// It runs in the folder of package detectors, by go generate.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if err := write("..", "."); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// write brings the generated files of the folder detectors up to date.
func write(root, detectors string) error {
	files, err := generate(os.DirFS(root))
	if err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(detectors, pagesDir, "*.md"))
	if err != nil {
		return err
	}
	for _, path := range old {
		if _, ok := files[pagesDir+"/"+filepath.Base(path)]; !ok {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	if err := os.MkdirAll(filepath.Join(detectors, pagesDir), 0o777); err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(detectors, filepath.FromSlash(name)), text, 0o666); err != nil {
			return err
		}
	}
	return nil
}
