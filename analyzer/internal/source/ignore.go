package source

import (
	"bytes"
	"strings"
)

// maxGlobs bounds the wildcard rules in force in one folder: each entry is
// tried against each of them. Git has no such bound; real files hold dozens.
const maxGlobs = 4096

// ignoreRules are the rules of one ignore file, chained to those of the folders
// above. The nearest file that says anything about an entry decides, and in a
// file the last rule that does.
type ignoreRules struct {
	parent *ignoreRules
	base   int // length of the folder's path with its slash, 0 at the root
	names  map[string]lastRule
	paths  map[string]lastRule // relative to the folder
	globs  []globRule
	inUse  int // wildcard rules, those of the parents included
}

// lastRule holds the last rules for a literal name. Rules are numbered from 1,
// so that a greater number wins and 0 is none; negated rules have negative
// numbers.
type lastRule struct {
	any     int32
	dirOnly int32
}

type globRule struct {
	number  int32 // as in lastRule
	dirOnly bool
	path    bool   // holds a slash: matches the path relative to the folder
	prefix  string // path: literal start, left out of glob
	suffix  string // `*suffix`; then glob is not used
	glob    glob
}

// parseIgnore reads an ignore file that lies in the folder whose path, with its
// slash, has base bytes. It returns parent if there are no rules, and false if
// rules were dropped because there are too many.
func parseIgnore(src []byte, base int, parent *ignoreRules) (rules *ignoreRules, complete bool) {
	r := &ignoreRules{parent: parent, base: base, names: map[string]lastRule{}, paths: map[string]lastRule{}}
	if parent != nil {
		r.inUse = parent.inUse
	}
	complete = true
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	number := int32(0)
	for line := range bytes.SplitSeq(src, []byte("\n")) {
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		line = bytes.TrimSuffix(line, []byte("\r"))
		if i := bytes.IndexByte(line, 0); i >= 0 {
			line = line[:i] // git reads C strings
		}
		number++
		if !r.add(trimTrailingSpaces(string(line)), number) {
			complete = false
		}
	}
	if number == 0 {
		return parent, true
	}
	return r, complete
}

// trimTrailingSpaces cuts trailing spaces, but not those behind a backslash.
func trimTrailingSpaces(s string) string {
	end := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ':
			continue
		case '\\':
			i++
		}
		end = i + 1
	}
	return s[:min(end, len(s))]
}

func (r *ignoreRules) add(p string, number int32) bool {
	if strings.HasPrefix(p, "!") {
		p = p[1:]
		number = -number
	}
	p, dirOnly := strings.CutSuffix(p, "/")
	if p == "" {
		return true
	}
	special := strings.IndexAny(p, `*?[\`)
	path := strings.Contains(p, "/")
	if path && p[0] == '/' {
		p = p[1:]
		special--
	}
	if special < 0 {
		m := r.names
		if path {
			m = r.paths
		}
		last := m[p]
		if dirOnly {
			last.dirOnly = number
		} else {
			last.any = number
		}
		m[p] = last
		return true
	}
	if r.inUse == maxGlobs {
		return false
	}
	r.inUse++
	rule := globRule{number: number, dirOnly: dirOnly, path: path}
	switch {
	case path:
		// Git, too, looks at the pattern from its first wildcard on, so that
		// the stars of `a**/b` count as a whole segment.
		rule.prefix, rule.glob = p[:special], compileGlob(p[special:])
	case p[0] == '*' && !strings.ContainsAny(p[1:], `*?[\`):
		rule.suffix = p[1:]
	default:
		rule.glob = compileGlob(p)
	}
	r.globs = append(r.globs, rule)
	return true
}

// ignored reports whether git would ignore the entry with the given path,
// relative to the root; its name starts at nameAt.
func (r *ignoreRules) ignored(path []byte, nameAt int, dir bool) bool {
	name := path[nameAt:]
	for ; r != nil; r = r.parent {
		last := later(0, r.names[string(name)], dir)
		rel := path[r.base:]
		if len(r.paths) > 0 {
			last = later(last, r.paths[string(rel)], dir)
		}
		for i := len(r.globs) - 1; i >= 0; i-- {
			g := &r.globs[i]
			if abs(g.number) < abs(last) {
				break
			}
			if (dir || !g.dirOnly) && g.match(name, rel) {
				last = g.number
				break
			}
		}
		if last != 0 {
			return last > 0
		}
	}
	return false
}

func later(last int32, l lastRule, dir bool) int32 {
	if abs(l.any) > abs(last) {
		last = l.any
	}
	if dir && abs(l.dirOnly) > abs(last) {
		last = l.dirOnly
	}
	return last
}

func abs(n int32) int32 { return max(n, -n) }

func (g *globRule) match(name, rel []byte) bool {
	switch {
	case g.path:
		return len(rel) >= len(g.prefix) && string(rel[:len(g.prefix)]) == g.prefix &&
			g.glob.match(rel[len(g.prefix):])
	case g.glob == nil:
		return len(name) >= len(g.suffix) && string(name[len(name)-len(g.suffix):]) == g.suffix
	}
	return g.glob.match(name)
}
