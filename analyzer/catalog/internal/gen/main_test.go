package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

func TestGeneratedFileIsCurrent(t *testing.T) {
	c, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	want, err := render(c)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../catalog_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got) {
		t.Error("catalog_gen.go does not match the data files: run go generate ./analyzer/catalog")
	}
}
