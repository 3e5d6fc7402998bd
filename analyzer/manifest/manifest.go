// Package manifest turns the bytes of package.json, pyproject.toml, Dockerfile
// and their like into facts with line numbers. It says what the files say; what
// that means for services, resolution or a verdict is for others. Files are
// read through a function, so that this package needs no file system, and are
// not trusted: size and nesting are bounded, chains end, nothing outside the
// root is asked for.
package manifest

import "strings"

// Diagnostic is something wrong with a manifest. What could be read is used all
// the same.
type Diagnostic struct {
	Path string
	Line int // one-based, 0 for the file as a whole
	Text string
}

// Command is a named command or target: an npm script, a console script, a
// process of a Procfile.
type Command struct {
	Name string
	Text string
	Line int
}

// Dependency is a required package.
type Dependency struct {
	Name string // as it is written; see PyName for comparing Python names
	Spec string // version range, marker, URL: whatever follows the name
	// Group is "" for what the product needs to run, otherwise dev, peer or
	// optional (npm) or the name of the group or extra (Python).
	Group string
	Line  int
}

// PyName returns a distribution name in its normal form
// (https://packaging.python.org/en/latest/specifications/name-normalization/).
func PyName(name string) string {
	var b strings.Builder
	separated := false
	for i := range len(name) {
		c := name[i]
		switch {
		case c == '-' || c == '_' || c == '.':
			separated = true
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		if separated && b.Len() > 0 {
			b.WriteByte('-')
		}
		separated = false
		b.WriteByte(c)
	}
	return b.String()
}
