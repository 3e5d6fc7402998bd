// Package tomltext decodes TOML that nobody vouches for and says on which line
// each key and each element of a list stands, which the decoder does not. What
// the keys mean is for manifest and config.
package tomltext

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
)

// Limits. The decoder takes quadratic time and more for keys of many parts and
// overflows the stack on nested brackets: 40 KB of dotted keys take version 1.6
// more than ten seconds. Real files stay far below.
const (
	MaxDepth    = 64 // of brackets
	maxKeyParts = 32
)

// Error is a mistake in the text.
type Error struct {
	Line int // one-based
	Err  error
}

func (e *Error) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// Document is a decoded text.
type Document struct {
	Table   map[string]any // what the decoder makes of it
	Headers []Header       // in the order of the text

	lines map[Path]int
}

// Header is a line that begins a table.
type Header struct {
	Line int
	Key  []string
	List bool // [[key]]
}

// Path names a place in a document: the keys and indices that lead there.
type Path string

// Key returns the path of a key of the table at p.
func (p Path) Key(name string) Path { return p + "\x00" + Path(name) }

// Index returns the path of an element of the list at p.
func (p Path) Index(i int) Path { return p + "\x01" + Path(strconv.Itoa(i)) }

// Line returns the one-based line of the key or element at p, or 0 when there
// is none.
func (d *Document) Line(p Path) int { return d.lines[p] }

// Decode reads a text. An error is an *Error where its line is known; nothing
// is returned with it.
func Decode(src []byte) (*Document, error) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	s := scanner{src: src, line: 1, lines: map[Path]int{}, tables: map[Path]int{}}
	if err := s.scan(); err != nil {
		return nil, err
	}
	d := &Document{Headers: s.headers, lines: s.lines}
	if err := toml.Unmarshal(src, &d.Table); err != nil {
		if syntax, found := errors.AsType[toml.ParseError](err); found {
			return nil, &Error{syntax.Position.Line, errors.New(syntax.Message)}
		}
		return nil, err
	}
	return d, nil
}

// scanner notes lines and refuses, in linear time, what the decoder cannot
// bear. It checks nothing else: in a text that is no TOML it reads on somehow,
// and the decoder says what is wrong.
type scanner struct {
	src     []byte
	pos     int
	line    int
	lines   map[Path]int
	tables  map[Path]int // lists of tables, to how many there are so far
	base    Path         // of the table whose keys are read
	headers []Header
	open    []bracket
}

// bracket is a list or an inline table that is not closed yet.
type bracket struct {
	path  Path
	list  bool
	count int // elements of a list so far
}

func (s *scanner) note(p Path) {
	if _, found := s.lines[p]; !found {
		s.lines[p] = s.line
	}
}

func (s *scanner) scan() error {
	for s.space(); s.pos < len(s.src); s.space() {
		var err error
		top := len(s.open) - 1
		switch c := s.src[s.pos]; {
		case c == ',':
			s.pos++
		case top >= 0 && (c == ']' || c == '}'):
			s.pos++
			s.open = s.open[:top]
		case top < 0 && c == '[':
			err = s.header()
		case top >= 0 && s.open[top].list:
			b := &s.open[top]
			p := b.path.Index(b.count)
			b.count++
			s.note(p)
			err = s.value(p)
		case top >= 0:
			err = s.pair(s.open[top].path)
		default:
			err = s.pair(s.base)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// space goes to what is next, over line ends and comments.
func (s *scanner) space() {
	for s.pos < len(s.src) {
		switch s.src[s.pos] {
		case '\n':
			s.line++
		case ' ', '\t', '\r':
		case '#':
			if n := bytes.IndexByte(s.src[s.pos:], '\n'); n >= 0 {
				s.pos += n
				continue
			}
			s.pos = len(s.src)
			return
		default:
			return
		}
		s.pos++
	}
}

// header reads "[a.b]" or "[[a.b]]".
func (s *scanner) header() error {
	list := bytes.HasPrefix(s.src[s.pos:], []byte("[["))
	s.pos++
	if list {
		s.pos++
	}
	parts, err := s.key()
	if err != nil {
		return err
	}
	s.headers = append(s.headers, Header{s.line, parts, list})
	p := Path("")
	for i, part := range parts {
		p = p.Key(part)
		s.note(p)
		n, found := s.tables[p]
		switch {
		case list && i == len(parts)-1:
			s.tables[p] = n + 1
			p = p.Index(n)
			s.note(p)
		case found:
			p = p.Index(n - 1)
		}
	}
	s.base = p
	for range 2 {
		if s.pos < len(s.src) && s.src[s.pos] == ']' {
			s.pos++
		}
	}
	return nil
}

// pair reads "key = value" of the table at a path.
func (s *scanner) pair(table Path) error {
	start := s.pos
	parts, err := s.key()
	if err != nil {
		return err
	}
	for _, part := range parts {
		table = table.Key(part)
		s.note(table)
	}
	if s.pos < len(s.src) && s.src[s.pos] == '=' {
		s.pos++
		for s.pos < len(s.src) && (s.src[s.pos] == ' ' || s.src[s.pos] == '\t') {
			s.pos++
		}
		return s.value(table)
	}
	if s.pos == start {
		s.pos++
	}
	return nil
}

// key reads the parts of a dotted key, up to what cannot belong to it.
func (s *scanner) key() ([]string, error) {
	var parts []string
	for s.pos < len(s.src) {
		switch c := s.src[s.pos]; {
		case c == ' ' || c == '\t':
			s.pos++
		case c == '.':
			if s.pos++; len(parts) >= maxKeyParts {
				return nil, &Error{s.line, fmt.Errorf("a key of more than %d parts", maxKeyParts)}
			}
		case c == '"' || c == '\'':
			parts = append(parts, keyText(s.text()))
		case bare(c):
			start := s.pos
			for s.pos < len(s.src) && bare(s.src[s.pos]) {
				s.pos++
			}
			parts = append(parts, string(s.src[start:s.pos]))
		default:
			return parts, nil
		}
	}
	return parts, nil
}

// bare reports whether a byte may stand in a key without quotes. TOML 1.1
// allows letters of all languages.
func bare(c byte) bool {
	return c == '_' || c == '-' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}

// keyText returns what a key in quotes says.
func keyText(quoted []byte) string {
	if len(quoted) < 2 {
		return ""
	}
	inner := quoted[1 : len(quoted)-1]
	if quoted[0] == '\'' || bytes.IndexByte(inner, '\\') < 0 {
		return string(inner)
	}
	var v struct{ K string }
	if err := toml.Unmarshal(append([]byte("K = "), quoted...), &v); err != nil {
		return string(inner)
	}
	return v.K
}

// value reads what stands at a path; of a list or an inline table the bracket
// only.
func (s *scanner) value(p Path) error {
	if s.pos == len(s.src) {
		return nil
	}
	switch c := s.src[s.pos]; c {
	case '[', '{':
		s.pos++
		s.open = append(s.open, bracket{path: p, list: c == '['})
		if len(s.open) > MaxDepth {
			return &Error{s.line, fmt.Errorf("nested more than %d levels", MaxDepth)}
		}
	case '"', '\'':
		s.text()
	default:
		start := s.pos
		for s.pos < len(s.src) && !strings.ContainsRune(",]}#\n", rune(s.src[s.pos])) {
			s.pos++
		}
		if s.pos == start && s.src[s.pos] != '\n' && s.src[s.pos] != '#' {
			s.pos++
		}
	}
	return nil
}

// text reads a string and returns it with its quotes.
func (s *scanner) text() []byte {
	start, quote := s.pos, s.src[s.pos]
	long := bytes.HasPrefix(s.src[s.pos:], []byte{quote, quote, quote})
	if long {
		s.pos += 2
	}
	for s.pos++; s.pos < len(s.src); s.pos++ {
		switch c := s.src[s.pos]; {
		case c == '\\' && quote == '"' && s.pos+1 < len(s.src) && s.src[s.pos+1] != '\n':
			s.pos++
		case c == '\n' && !long:
			return s.src[start:s.pos] // an error, which the decoder reports
		case c == '\n':
			s.line++
		case c == quote && !long:
			s.pos++
			return s.src[start:s.pos]
		case c == quote && bytes.HasPrefix(s.src[s.pos:], []byte{quote, quote, quote}):
			s.pos += 3
			for range 2 { // a text may end in quotes of its own
				if s.pos < len(s.src) && s.src[s.pos] == quote {
					s.pos++
				}
			}
			return s.src[start:s.pos]
		}
	}
	return s.src[start:]
}
