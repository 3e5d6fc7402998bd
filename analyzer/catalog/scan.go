package catalog

import (
	"bytes"
	"fmt"
)

// Limits of one data file. The TOML package takes time and memory without
// bound for long dotted keys and overflows the stack on nested brackets, so
// these are checked before it sees the text.
const (
	maxSize    = 1 << 20 // bytes
	maxKeyDots = 4
	maxNesting = 4
)

// A section is one `[[table]]` with its keys.
type section struct {
	table string // "api"; "" before the first header
	line  int    // of the header
	first int    // line on which body starts
	body  string
	keys  map[string]int // key to line
}

// scan splits a TOML text at its table headers and finds the lines of keys, in
// one pass. It checks nothing but the limits and the form of headers: the rest
// of the syntax is the TOML package's business.
func scan(data []byte) ([]section, error) {
	if len(data) > maxSize {
		return nil, fmt.Errorf("1: %d bytes are more than %d", len(data), maxSize)
	}
	sections := []section{{line: 1, first: 1, keys: map[string]int{}}}
	s := &sections[0]
	line, nesting, dots := 1, 0, 0
	atStart, inKey := true, false // at the start of a line outside brackets; before its "="
	start, body := 0, 0           // of the key; of the section's body
	for i := 0; i < len(data); {
		c := data[i]
		if atStart && c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			atStart, inKey, dots, start = false, true, 0, i
			if c == '[' {
				end := len(data)
				if n := bytes.IndexByte(data[i:], '\n'); n >= 0 {
					end = i + n
				}
				name, ok := header(data[i:end])
				if !ok {
					return nil, fmt.Errorf("%d: a table header is [[word]] and nothing else", line)
				}
				s.body = string(data[body:i])
				sections = append(sections, section{table: name, line: line, first: line, keys: map[string]int{}})
				s, body = &sections[len(sections)-1], end
				i = end
				continue
			}
		}
		switch c {
		case '\n':
			line++
			if nesting == 0 {
				atStart, inKey = true, false
			}
		case '#':
			if n := bytes.IndexByte(data[i:], '\n'); n >= 0 {
				i += n
			} else {
				i = len(data)
			}
			continue
		case '"', '\'':
			n := stringEnd(data[i:])
			line += bytes.Count(data[i:i+n], []byte("\n"))
			i += n
			continue
		case '.':
			if dots++; inKey && dots > maxKeyDots {
				return nil, fmt.Errorf("%d: a key of more than %d dots is no catalog data", line, maxKeyDots)
			}
		case '=':
			if inKey && nesting == 0 {
				key := string(bytes.TrimSpace(data[start:i]))
				if _, ok := s.keys[key]; !ok {
					s.keys[key] = line
				}
			}
			inKey = false
		case '[', '{':
			// Keys of inline tables are bounded by the same counter.
			if nesting++; nesting > maxNesting {
				return nil, fmt.Errorf("%d: brackets nest deeper than %d", line, maxNesting)
			}
			inKey, dots = c == '{', 0
		case ']', '}':
			nesting = max(0, nesting-1)
		case ',':
			inKey, dots = nesting > 0, 0
		}
		i++
	}
	s.body = string(data[body:])
	return sections, nil
}

// header returns the word of a line like `[[api]] # comment`.
func header(line []byte) (string, bool) {
	inner, ok := bytes.CutPrefix(line, []byte("[["))
	if !ok {
		return "", false
	}
	word, after, ok := bytes.Cut(inner, []byte("]]"))
	after = bytes.TrimSpace(after)
	if !ok || len(word) == 0 || bytes.ContainsAny(word, ".[]\"' \t") || len(after) > 0 && after[0] != '#' {
		return "", false
	}
	return string(word), true
}

// stringEnd returns the length of the string literal that s starts with, or
// of its line when it is not closed.
func stringEnd(s []byte) int {
	quote := s[0]
	if len(s) >= 3 && s[1] == quote && s[2] == quote {
		for i := 3; i < len(s); i++ {
			if s[i] == '\\' && quote == '"' {
				i++
			} else if s[i] == quote && bytes.HasPrefix(s[i:], []byte{quote, quote, quote}) {
				return i + 3
			}
		}
		return len(s)
	}
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quote == '"':
			i++
		case s[i] == quote:
			return i + 1
		case s[i] == '\n':
			return i
		}
	}
	return len(s)
}
