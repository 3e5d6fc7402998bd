package changes

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/internal/lexical"
	"github.com/stackfit/stackfit/analyzer/span"
	"github.com/stackfit/stackfit/analyzer/suppress"
)

// code is a file as a sequence of words, by line.
type code struct {
	words []int32
	lines []int32 // line of each word
	// rows are the lines with words: words[rows[i].from:rows[i].to].
	rows []row
	keep map[int]bool // words that are ignores
}

type row struct {
	line     int32
	from, to int32
	id       int32
}

// dictionary numbers words, and lines of words, alike in two files.
type dictionary map[string]int32

func (d dictionary) id(s string) int32 {
	id, ok := d[s]
	if !ok {
		id = int32(len(d))
		d[s] = id
	}
	return id
}

// newCode cuts a file into words. Comments are no code, but for those that
// decide what is reported.
func newCode(path string, src []byte, d dictionary) *code {
	f := lexical.Read(path, lexical.LangOf(path), src)
	words := lexical.Words(f.Text, 0, uint32(len(f.Text)), f.Comments, math.MaxInt)
	c := &code{keep: map[int]bool{}}
	ignores := slices.DeleteFunc(slices.Clone(f.Comments), func(s span.Span) bool {
		return !suppress.Marked([]byte(f.Text[s.Start:s.End]))
	})
	if len(ignores) > 0 {
		for _, s := range ignores {
			words = append(words, lexical.Word{Text: "\x00" + f.Text[s.Start:s.End], At: s.Start})
		}
		slices.SortStableFunc(words, func(a, b lexical.Word) int { return cmp.Compare(a.At, b.At) })
	}
	line, next := 0, uint32(0)
	var text strings.Builder
	flush := func() {
		if n := len(c.rows); n > 0 {
			c.rows[n-1].to = int32(len(c.words))
			c.rows[n-1].id = d.id("\x01" + text.String())
		}
		text.Reset()
	}
	for i, w := range words {
		for w.At >= next {
			line++
			var ok bool
			if next, ok = f.Lines.Start(line + 1); !ok {
				next = math.MaxUint32
			}
		}
		if n := len(c.rows); n == 0 || c.rows[n-1].line != int32(line) {
			flush()
			c.rows = append(c.rows, row{line: int32(line), from: int32(len(c.words))})
		}
		if strings.HasPrefix(w.Text, "\x00") {
			c.keep[i] = true
		}
		c.words = append(c.words, d.id(w.Text))
		c.lines = append(c.lines, int32(line))
		text.WriteString(w.Text)
		text.WriteByte(0)
	}
	flush()
	return c
}

// changedLines returns the lines of a file whose code differs from that of an
// earlier version. A line changes when words in it are new, and when words
// beside it on the same line are gone.
func changedLines(path string, before, after []byte) map[int]bool {
	d := dictionary{}
	a, b := newCode(path, before, d), newCode(path, after, d)
	changed := map[int]bool{}
	pairs := match(ids(a.rows), ids(b.rows))
	for i, j := 0, 0; i < len(a.rows) || j < len(b.rows); {
		if j < len(b.rows) && pairs[j] == int32(i) {
			i++
			j++
			continue
		}
		// A stretch of lines without a counterpart.
		i0, j0 := i, j
		for j < len(b.rows) && pairs[j] < 0 {
			j++
		}
		i = len(a.rows)
		if j < len(b.rows) {
			i = int(pairs[j])
		}
		compareStretch(a, b, i0, i, j0, j, changed)
	}
	return changed
}

func ids(rows []row) []int32 {
	out := make([]int32, len(rows))
	for i := range rows {
		out[i] = rows[i].id
	}
	return out
}

// bounds returns the words of rows from i to j.
func (c *code) bounds(i, j int) (from, to int) {
	if i == j {
		if i < len(c.rows) {
			return int(c.rows[i].from), int(c.rows[i].from)
		}
		return len(c.words), len(c.words)
	}
	return int(c.rows[i].from), int(c.rows[j-1].to)
}

// compareStretch compares the words of lines that differ as lines: what was only
// broken into other lines is the same.
func compareStretch(a, b *code, i0, i1, j0, j1 int, changed map[int]bool) {
	af, at := a.bounds(i0, i1)
	bf, bt := b.bounds(j0, j1)
	if slices.Equal(a.words[af:at], b.words[bf:bt]) {
		return
	}
	pairs := match(a.words[af:at], b.words[bf:bt])
	for k, p := range pairs {
		if p < 0 {
			changed[int(b.lines[bf+k])] = true
		}
	}
	// Words that are gone change the lines of their neighbors.
	last := -1 // word of a paired before, from af
	gone := func(from, to, next int) {
		if from == to {
			return
		}
		behind := from > 0 && next > 0 && pairs[next-1] == int32(from-1) && a.lines[af+from-1] == a.lines[af+from]
		if behind {
			changed[int(b.lines[bf+next-1])] = true
		}
		ahead := next < len(pairs) && a.lines[af+to-1] == a.lines[af+to]
		// An ignore alone on its line was about the next one.
		alone := a.keep[af+to-1] && (af+to == 1 || a.lines[af+to-2] != a.lines[af+to-1])
		if (ahead || alone) && bf+next < len(b.lines) {
			changed[int(b.lines[bf+next])] = true
		}
	}
	for k, p := range pairs {
		if p >= 0 {
			gone(last+1, int(p), k)
			last = int(p)
		}
	}
	gone(last+1, at-af, len(pairs))
}
