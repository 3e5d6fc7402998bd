// Package span holds positions in source text. Byte offsets travel through
// the analyzer; lines and columns are computed here, when something is printed.
package span

import (
	"bytes"
	"slices"
)

// Span is a half-open range of byte offsets in one file.
type Span struct {
	Start, End uint32
}

// Pos is a one-based line and a one-based column. The column counts bytes.
type Pos struct {
	Line, Column int
}

// Lines maps byte offsets of one file to positions. Lines end at LF, CRLF and
// lone CR, as CPython and V8 count them.
type Lines struct {
	starts []uint32
}

// NewLines indexes src. With unicodeBreaks, U+2028 and U+2029 end lines too, as
// ECMAScript has it (https://tc39.es/ecma262/#sec-line-terminators).
func NewLines(src []byte, unicodeBreaks bool) *Lines {
	l := &Lines{starts: make([]uint32, 1, len(src)/32+1)}
	// Few files hold a CR or a Unicode break: find out once and take the short way.
	if bytes.IndexByte(src, '\r') < 0 && (!unicodeBreaks || !bytes.Contains(src, []byte("\xe2\x80"))) {
		for i := 0; ; {
			n := bytes.IndexByte(src[i:], '\n')
			if n < 0 {
				return l
			}
			i += n + 1
			l.starts = append(l.starts, uint32(i))
		}
	}
	for i := 0; i < len(src); i++ {
		switch c := src[i]; {
		case c == '\n':
		case c == '\r':
			if i+1 < len(src) && src[i+1] == '\n' {
				i++
			}
		case unicodeBreaks && c == 0xe2 && i+2 < len(src) && src[i+1] == 0x80 && src[i+2]&^1 == 0xa8:
			i += 2
		default:
			continue
		}
		l.starts = append(l.starts, uint32(i+1))
	}
	return l
}

// Pos returns the position of offset; an offset past the end counts from the
// last line.
func (l *Lines) Pos(offset uint32) Pos {
	i, found := slices.BinarySearch(l.starts, offset)
	if !found {
		i--
	}
	return Pos{Line: i + 1, Column: int(offset-l.starts[i]) + 1}
}

// Start returns the offset of the first byte of a one-based line, and false
// when there is no such line.
func (l *Lines) Start(line int) (uint32, bool) {
	if line < 1 || line > len(l.starts) {
		return 0, false
	}
	return l.starts[line-1], true
}

// Count returns the number of lines.
func (l *Lines) Count() int { return len(l.starts) }
