package js

// slab hands out nodes of one type from chunks that the next file reuses, so
// that a parser in steady state allocates nothing.
type slab[T any] struct {
	cur    []T
	n      int
	chunk  int // index of the chunk after cur
	chunks [][]T
}

const slabChunk = 256

func (s *slab[T]) alloc() *T {
	if s.n == len(s.cur) {
		s.grow()
	}
	v := &s.cur[s.n]
	s.n++
	return v
}

func (s *slab[T]) grow() {
	if s.chunk == len(s.chunks) {
		s.chunks = append(s.chunks, make([]T, slabChunk))
	}
	s.cur = s.chunks[s.chunk]
	s.chunk++
	s.n = 0
}

func (s *slab[T]) reset() {
	s.cur, s.n, s.chunk = nil, 0, 0
}

// list builds slices of children: elements are pushed on a stack shared by all
// open lists of the type, and take moves the top ones to a chunk.
type list[T any] struct {
	stack  []T
	cur    []T
	chunk  int
	chunks [][]T
}

const listChunk = 1024

func (l *list[T]) mark() int { return len(l.stack) }

func (l *list[T]) push(v T) { l.stack = append(l.stack, v) }

// take returns a copy of what was pushed since mark and drops it from the
// stack; nothing pushed gives nil.
func (l *list[T]) take(mark int) []T {
	n := len(l.stack) - mark
	if n == 0 {
		return nil
	}
	if n > len(l.cur) {
		if n > listChunk/4 {
			out := append([]T(nil), l.stack[mark:]...)
			l.stack = l.stack[:mark]
			return out
		}
		if l.chunk == len(l.chunks) {
			l.chunks = append(l.chunks, make([]T, listChunk))
		}
		l.cur = l.chunks[l.chunk]
		l.chunk++
	}
	out := l.cur[:n:n]
	l.cur = l.cur[n:]
	copy(out, l.stack[mark:])
	l.stack = l.stack[:mark]
	return out
}

func (l *list[T]) reset() {
	l.stack = l.stack[:0]
	l.cur, l.chunk = nil, 0
}
