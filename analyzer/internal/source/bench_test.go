package source

import (
	"context"
	"fmt"
	"testing"
)

// BenchmarkOpen lists 20,000 files in 1,000 folders four levels deep, under a
// hundred ignore rules.
func BenchmarkOpen(b *testing.B) {
	files := map[string]string{}
	for i := range 1000 {
		for j := range 20 {
			files[fmt.Sprintf("src/p%d/q%d/r%d/file%d.ts", i%10, i/10%10, i/100, j)] = "x"
		}
	}
	rules := ""
	for i := range 20 {
		rules += fmt.Sprintf("name%d\n/path/name%d\n*.ext%d\n**/deep%d/*.x\ndir%d/\n", i, i, i, i, i)
	}
	files[".gitignore"] = rules
	dir := writeTree(b, files)
	for b.Loop() {
		tree, err := Open(context.Background(), dir, nil)
		if err != nil {
			b.Fatal(err)
		}
		if len(tree.Files) != 20000 {
			b.Fatalf("%d files", len(tree.Files))
		}
		tree.Close()
	}
}

// BenchmarkRead reads 1,000 files of 4 KiB, four levels deep.
func BenchmarkRead(b *testing.B) {
	files := map[string]string{}
	for i := range 1000 {
		files[fmt.Sprintf("src/p%d/q%d/file%d.ts", i%10, i/10%10, i)] = fmt.Sprintf("%4096d", i)
	}
	tree := open(b, writeTree(b, files))
	b.SetBytes(1000 * 4096)
	var buf []byte
	for b.Loop() {
		for _, f := range tree.Files {
			src, err := tree.Read(f, buf)
			if err != nil {
				b.Fatal(err)
			}
			buf = src
		}
	}
}
