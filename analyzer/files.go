package analyzer

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/stackfit/stackfit/analyzer/internal/resolve"
)

// ListedFile is a file or folder of the analyzed one and what a run does with
// it.
type ListedFile struct {
	Path     string
	Language string // of a source file
	Role     string // product, test, build … by its path; "" for what is skipped without a look at it
	Skipped  string // why it is not read, or only in part; "" when it is read
}

// InPart begins ListedFile.Skipped of a file that is read but for a part.
const InPart = "in part: "

// LeftOut counts what nobody expects to be analyzed, such as installed
// packages.
type LeftOut struct {
	Reason         string
	Folders, Files int
}

// Files returns what Run would read and what it would skip, sorted by path. It
// reads and parses for that, and follows imports, but calls nothing.
func Files(ctx context.Context, cfg Config) ([]ListedFile, []LeftOut, error) {
	tree, err := openTree(ctx, cfg)
	if err != nil {
		return nil, nil, err
	}
	defer tree.Close()
	var im *imports
	var beside sync.WaitGroup
	beside.Go(func() { im = newImports(tree, loadManifests(tree)) })
	r := newReader(tree, cfg)
	_, err = r.readAll(ctx, func() *resolve.Resolver {
		beside.Wait()
		return im.resolver
	})
	beside.Wait()
	if err != nil {
		return nil, nil, err
	}
	var list []ListedFile
	for i, f := range tree.Files {
		o := &r.outcomes[i]
		l := ListedFile{Path: f.Path, Language: f.Lang.String(), Role: f.Role.String(), Skipped: o.skip}
		switch {
		case !r.wanted[i]:
			l.Skipped = "not imported by the product"
		case o.module != nil && o.syntax != "":
			l.Skipped = InPart + o.syntax
		}
		list = append(list, l)
	}
	for _, f := range tree.Manifests {
		list = append(list, ListedFile{Path: f.Path, Role: "manifest"})
	}
	for _, s := range tree.Skipped {
		list = append(list, ListedFile{Path: s.Path, Skipped: s.Reason})
	}
	slices.SortFunc(list, func(a, b ListedFile) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Role, b.Role))
	})
	out := make([]LeftOut, len(tree.Excluded))
	for i, e := range tree.Excluded {
		out[i] = LeftOut(e)
	}
	return list, out, nil
}
