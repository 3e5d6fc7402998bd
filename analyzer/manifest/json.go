package manifest

import (
	"errors"
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// parseJSON reads JSON with what tsconfig files may hold besides: comments,
// trailing commas, a byte order mark. After an error it returns what it read
// before.
func parseJSON(src []byte) (value, error) {
	p := &jsonParser{src: src, line: 1}
	if len(src) >= 3 && string(src[:3]) == "\ufeff" {
		p.pos = 3
	}
	v, err := p.value(0)
	if err == nil {
		p.space()
		if p.pos < len(src) {
			err = errors.New("text after the end of the value")
		}
	}
	if err != nil {
		return v, &lineError{p.line, err}
	}
	return v, nil
}

type jsonParser struct {
	src  []byte
	pos  int
	line int
}

// space skips white space and comments.
func (p *jsonParser) space() {
	for p.pos < len(p.src) {
		switch c := p.src[p.pos]; {
		case c == '\n':
			p.line++
		case c == ' ', c == '\t', c == '\r':
		case c == '/' && p.at(1) == '/':
			for p.pos < len(p.src) && p.src[p.pos] != '\n' {
				p.pos++
			}
			continue
		case c == '/' && p.at(1) == '*':
			p.pos += 2
			for p.pos < len(p.src) && (p.src[p.pos] != '*' || p.at(1) != '/') {
				if p.src[p.pos] == '\n' {
					p.line++
				}
				p.pos++
			}
			p.pos = min(p.pos+1, len(p.src)) // the slash is skipped below
			if p.pos == len(p.src) {
				return
			}
		default:
			return
		}
		p.pos++
	}
}

// at returns the byte i bytes further on, 0 past the end.
func (p *jsonParser) at(i int) byte {
	if p.pos+i < len(p.src) {
		return p.src[p.pos+i]
	}
	return 0
}

func (p *jsonParser) value(depth int) (value, error) {
	p.space()
	v := value{line: p.line}
	if depth > maxDepth {
		return v, errDepth
	}
	switch p.at(0) {
	case '{':
		v.kind = tableKind
		return p.table(v, depth)
	case '[':
		v.kind = listKind
		return p.list(v, depth)
	case '"':
		text, err := p.quoted()
		v.kind, v.text = stringKind, text
		return v, err
	}
	start := p.pos
	for c := p.at(0); 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '+' || c == '.'; c = p.at(0) {
		p.pos++
	}
	if p.pos == start {
		return v, p.unexpected("a value")
	}
	v.kind, v.text = literalKind, string(p.src[start:p.pos])
	return v, nil
}

func (p *jsonParser) table(v value, depth int) (value, error) {
	p.pos++
	for {
		p.space()
		switch p.at(0) {
		case '}':
			p.pos++
			return v, nil
		case '"':
		default:
			return v, p.unexpected(`a name in quotes or "}"`)
		}
		f := field{line: p.line}
		var err error
		if f.name, err = p.quoted(); err != nil {
			return v, err
		}
		if p.space(); p.at(0) != ':' {
			return v, p.unexpected(`":"`)
		}
		p.pos++
		f.value, err = p.value(depth + 1)
		v.fields = append(v.fields, f)
		if err != nil {
			return v, err
		}
		if p.space(); p.at(0) == ',' {
			p.pos++
		} else if p.at(0) != '}' {
			return v, p.unexpected(`"," or "}"`)
		}
	}
}

func (p *jsonParser) list(v value, depth int) (value, error) {
	p.pos++
	for {
		p.space()
		if p.at(0) == ']' {
			p.pos++
			return v, nil
		}
		item, err := p.value(depth + 1)
		v.items = append(v.items, item)
		if err != nil {
			return v, err
		}
		if p.space(); p.at(0) == ',' {
			p.pos++
		} else if p.at(0) != ']' {
			return v, p.unexpected(`"," or "]"`)
		}
	}
}

func (p *jsonParser) unexpected(want string) error {
	if p.pos >= len(p.src) {
		return fmt.Errorf("the file ends where %s is expected", want)
	}
	return fmt.Errorf("%q where %s is expected", p.src[p.pos:p.pos+1], want)
}

// quoted reads a string. Unknown escapes stand for the character escaped.
func (p *jsonParser) quoted() (string, error) {
	p.pos++
	start := p.pos
	for p.pos < len(p.src) && p.src[p.pos] != '"' && p.src[p.pos] != '\\' && p.src[p.pos] != '\n' {
		p.pos++
	}
	if p.at(0) == '"' {
		p.pos++
		return string(p.src[start : p.pos-1]), nil
	}
	out := append([]byte(nil), p.src[start:p.pos]...)
	for p.pos < len(p.src) {
		c := p.src[p.pos]
		p.pos++
		switch c {
		case '"':
			return string(out), nil
		case '\n':
			p.pos--
			return string(out), errors.New("the string does not end in its line")
		case '\\':
			switch e := p.at(0); e {
			case 0:
				return string(out), errors.New("the file ends in a string")
			case 'n':
				out = append(out, '\n')
			case 't':
				out = append(out, '\t')
			case 'r':
				out = append(out, '\r')
			case 'b':
				out = append(out, '\b')
			case 'f':
				out = append(out, '\f')
			case 'u':
				r := p.hex(1)
				if utf16.IsSurrogate(r) {
					if p.at(5) == '\\' && p.at(6) == 'u' {
						if both := utf16.DecodeRune(r, p.hex(7)); both != utf8.RuneError {
							r = both
							p.pos += 6
						}
					}
				}
				out = utf8.AppendRune(out, r)
				p.pos = min(p.pos+4, len(p.src)-1)
			default:
				out = append(out, e)
			}
			p.pos++
		default:
			out = append(out, c)
		}
	}
	return string(out), errors.New("the file ends in a string")
}

// hex returns the number that four hexadecimal digits spell.
func (p *jsonParser) hex(i int) rune {
	if p.pos+i+4 > len(p.src) {
		return utf8.RuneError
	}
	n, err := strconv.ParseUint(string(p.src[p.pos+i:p.pos+i+4]), 16, 32)
	if err != nil {
		return utf8.RuneError
	}
	return rune(n)
}
