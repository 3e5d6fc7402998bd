package manifest

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// Keys of many parts take the decoder quadratic time and more.
const maxKeyParts = 32

// parseTOML reads TOML. Nothing is returned after an error.
func parseTOML(src []byte) (value, error) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	lines, err := scanTOML(src)
	if err != nil {
		return value{}, err
	}
	var table map[string]any
	if err := toml.Unmarshal(src, &table); err != nil {
		if syntax, found := errors.AsType[toml.ParseError](err); found {
			return value{}, &lineError{syntax.Position.Line, errors.New(syntax.Message)}
		}
		return value{}, err
	}
	return lines.value("", table, 1), nil
}

// tomlLines says where things stand, which the decoder does not: the line of a
// key under "table.key", that of a string under a NUL and its text as it is
// written. The first of equal ones counts.
type tomlLines map[string]int

func (l tomlLines) note(what string, line int) {
	if _, found := l[what]; !found {
		l[what] = line
	}
}

// scanTOML notes the lines and refuses, in linear time, what the decoder cannot
// bear.
func scanTOML(src []byte) (tomlLines, error) {
	lines := tomlLines{}
	line, depth, dots := 1, 0, 0
	table := ""
	lineStart := true // nothing but spaces so far, and not inside brackets
	for i := 0; i < len(src); {
		c := src[i]
		if lineStart && c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != '#' {
			lineStart = false
			text := src[i:]
			if n := bytes.IndexByte(text, '\n'); n >= 0 {
				text = text[:n]
			}
			if c == '[' {
				text, _, _ = bytes.Cut(bytes.TrimLeft(text, "["), []byte("]"))
				table = tomlKey(text)
				lines.note(table, line)
			} else if key, _, found := bytes.Cut(text, []byte("=")); found {
				lines.note(join(table, tomlKey(key)), line)
			}
		}
		switch c {
		case '#':
			for i < len(src) && src[i] != '\n' {
				i++
			}
			continue
		case '"', '\'':
			start, startLine := i, line
			i, line = skipTOMLString(src, i, line)
			text := src[start:i]
			if quotes := len(text) - len(bytes.TrimLeft(text, string(c))); quotes >= 3 && len(text) >= 6 {
				text = text[2 : len(text)-2]
			}
			if len(text) >= 2 {
				lines.note("\x00"+string(text[1:len(text)-1]), startLine)
			}
			continue
		case '\n':
			line++
			lineStart = depth == 0
			dots = 0
		case '[', '{':
			depth++
			dots = 0
		case ']', '}':
			depth = max(depth-1, 0)
			dots = 0
		case '=', ',':
			dots = 0
		case '.':
			dots++
		}
		switch {
		case depth > maxDepth:
			return nil, &lineError{line, errDepth}
		case dots >= maxKeyParts:
			return nil, &lineError{line, fmt.Errorf("a key of more than %d parts", maxKeyParts)}
		}
		i++
	}
	return lines, nil
}

// skipTOMLString returns what follows the string at i.
func skipTOMLString(src []byte, i, line int) (end, endLine int) {
	quote := src[i]
	long := i+2 < len(src) && src[i+1] == quote && src[i+2] == quote
	if long {
		i += 2
	}
	for i++; i < len(src); i++ {
		switch c := src[i]; {
		case c == '\\' && quote == '"' && i+1 < len(src) && src[i+1] != '\n':
			i++
		case c == '\n':
			if !long {
				return i, line // an error, which the decoder reports
			}
			line++
		case c == quote && !long:
			return i + 1, line
		case c == quote && i+2 < len(src) && src[i+1] == quote && src[i+2] == quote:
			return i + 3, line
		}
	}
	return len(src), line
}

// tomlKey returns a key as it is written, without quotes and spaces.
func tomlKey(key []byte) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\"'", r) {
			return -1
		}
		return r
	}, string(key))
}

func join(table, key string) string {
	if table == "" {
		return key
	}
	return table + "." + key
}

// value converts what the decoder returned for the key at a path.
func (l tomlLines) value(path string, decoded any, line int) value {
	v := value{line: line}
	switch d := decoded.(type) {
	case map[string]any:
		v.kind = tableKind
		for name, inner := range d {
			key := join(path, strings.ReplaceAll(name, " ", ""))
			at := cmp.Or(l[key], line)
			v.fields = append(v.fields, field{name, at, l.value(key, inner, at)})
		}
		slices.SortFunc(v.fields, func(a, b field) int {
			return cmp.Or(a.line-b.line, strings.Compare(a.name, b.name))
		})
	case []any:
		v.kind = listKind
		for _, inner := range d {
			v.items = append(v.items, l.value(path, inner, line))
		}
	case []map[string]any:
		v.kind = listKind
		for _, inner := range d {
			v.items = append(v.items, l.value(path, inner, line))
		}
	case string:
		v.kind, v.text = stringKind, d
		if at := l["\x00"+d]; at > line {
			v.line = at
		}
	case time.Time: // with the zone of the machine, which must not show
		v.kind = literalKind
	default:
		v.kind, v.text = literalKind, fmt.Sprint(d)
	}
	return v
}
