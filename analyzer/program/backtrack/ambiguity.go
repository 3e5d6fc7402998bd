package backtrack

import (
	"encoding/binary"
	"slices"
)

// maxSteps bounds the work on one pattern, in visited pairs and edges.
const maxSteps = 400_000

// search looks for ambiguity in an automaton.
type search struct {
	*automaton
	pattern string
	budget  int

	mark  []int // by position: the last set that holds it
	marks int
}

func (s *search) spend(n int) bool {
	s.budget -= n
	return s.budget >= 0
}

// components returns the strongly connected component of every node of a
// graph, numbered from the leaves, and which of them hold a cycle.
func components(n int, next func(int) []int) (of []int, cyclic []bool) {
	of = make([]int, n)
	index, low := make([]int, n), make([]int, n)
	onStack := make([]bool, n)
	var stack []int
	type visit struct {
		v    int
		next []int
		i    int
	}
	count := 0
	for root := range n {
		if index[root] != 0 {
			continue
		}
		visits := []visit{{v: root, next: next(root)}}
		count++
		index[root], low[root] = count, count
		stack, onStack[root] = append(stack, root), true
		for len(visits) > 0 {
			t := &visits[len(visits)-1]
			if t.i < len(t.next) {
				w := t.next[t.i]
				t.i++
				if index[w] == 0 {
					count++
					index[w], low[w] = count, count
					stack, onStack[w] = append(stack, w), true
					visits = append(visits, visit{v: w, next: next(w)})
				} else if onStack[w] {
					low[t.v] = min(low[t.v], index[w])
				}
				continue
			}
			v := t.v
			self := slices.Contains(t.next, v)
			visits = visits[:len(visits)-1]
			if len(visits) > 0 {
				u := visits[len(visits)-1].v
				low[u] = min(low[u], low[v])
			}
			if low[v] != index[v] {
				continue
			}
			c, size := len(cyclic), 0
			for {
				w := stack[len(stack)-1]
				stack, onStack[w] = stack[:len(stack)-1], false
				of[w] = c
				size++
				if w == v {
					break
				}
			}
			cyclic = append(cyclic, size > 1 || self)
		}
	}
	return of, cyclic
}

// free reports whether a link can be followed on any text: look-arounds are
// taken to hold, anchors and word boundaries not.
func free(l link) bool { return l.n > 0 }

// exponential looks for a loop that leads back to a position in two ways over
// one text.
func (s *search) exponential() Growth {
	comp, cyclic := components(len(s.sets), func(p int) []int {
		var to []int
		for _, l := range s.next[p] {
			if free(l) {
				to = append(to, l.to)
			}
		}
		return to
	})
	inside := func(p int, l link) bool { return free(l) && comp[p] == comp[l.to] && cyclic[comp[p]] }
	for p := 1; p < len(s.sets); p++ {
		for _, l := range s.next[p] {
			if inside(p, l) && l.n > 1 {
				back := s.path(l.to, p, inside)
				if g, ok := s.exposed(p, append([]int{l.to}, back...)); ok {
					return g
				}
			}
		}
	}
	// Walk pairs of positions that one text leads to, from (p, p): an unequal
	// pair that leads back to (p, p) shows a second way.
	for p := 1; p < len(s.sets) && s.budget > 0; p++ {
		branches := 0
		for _, l := range s.next[p] {
			if inside(p, l) {
				branches++
			}
		}
		if branches < 2 {
			continue // ways part at a position that has a choice
		}
		word := s.twoWays(p, inside)
		if word == nil {
			continue
		}
		if g, ok := s.exposed(p, word); ok {
			return g
		}
	}
	return Growth{}
}

// path returns the positions of a shortest way from one to another over the
// links that may be followed, without the first position.
func (s *search) path(from, to int, follow func(int, link) bool) []int {
	if from == to {
		return nil
	}
	prev := map[int]int{from: from}
	queue := []int{from}
	for len(queue) > 0 {
		p := queue[0]
		queue = queue[1:]
		for _, l := range s.next[p] {
			if _, seen := prev[l.to]; seen || !follow(p, l) {
				continue
			}
			prev[l.to] = p
			if l.to == to {
				var way []int
				for at := to; at != from; at = prev[at] {
					way = append(way, at)
				}
				slices.Reverse(way)
				return way
			}
			queue = append(queue, l.to)
		}
	}
	return nil
}

type pair struct{ a, b int }

// twoWays returns positions whose common characters lead from p back to p in
// two ways, or nil. A position below zero is an atom.
func (s *search) twoWays(p int, inside func(int, link) bool) []int {
	start := pair{p, p}
	prev := map[pair]pair{}
	queue := []pair{}
	push := func(from, to pair) {
		if to.a > to.b {
			to.a, to.b = to.b, to.a
		}
		if _, seen := prev[to]; !seen {
			prev[to] = from
			queue = append(queue, to)
		}
	}
	step := func(at pair) {
		if !s.spend(len(s.next[at.a]) * len(s.next[at.b])) {
			return
		}
		for i, la := range s.next[at.a] {
			if !inside(at.a, la) {
				continue
			}
			for j, lb := range s.next[at.b] {
				if !inside(at.b, lb) || at == start && j <= i { // part at once
					continue
				}
				if s.common(la.to, lb.to) >= 0 {
					push(at, pair{la.to, lb.to})
				}
			}
		}
	}
	step(start)
	for len(queue) > 0 && s.budget > 0 {
		at := queue[0]
		queue = queue[1:]
		if at == start {
			var word []int
			for q := start; ; {
				word = append(word, -1-s.common(q.a, q.b))
				if q = prev[q]; q == start {
					break
				}
			}
			slices.Reverse(word)
			return word
		}
		step(at)
	}
	return nil
}

// exposed builds the result for a loop at position p that a word leads back
// to, unless nothing that follows can make the match fail.
func (s *search) exposed(p int, word []int) (Growth, bool) {
	active := []int{p}
	for range 3 {
		for _, q := range word {
			active = s.after(active, s.atomOf(q))
			if slices.ContainsFunc(active, func(q int) bool { return s.accept[q].clean }) {
				return Growth{}, false // the repeats themselves are a match
			}
		}
	}
	if !s.canFail(active, true) {
		return Growth{}, false
	}
	g := Growth{Exponential: true, Part: s.part(p), Pump: s.text(word)}
	g.Prefix = s.text(s.path(0, p, func(_ int, l link) bool { return !l.none() }))
	return g, true
}

// atomOf returns the atom that an element of a word stands for, or -1.
func (s *search) atomOf(q int) int {
	if q < 0 {
		return -1 - q
	}
	return s.common(q, q)
}

// after returns the positions that an atom leads to, in order.
func (s *search) after(from []int, atom int) []int {
	if atom < 0 {
		return from
	}
	s.marks++
	var to []int
	for _, q := range from {
		for _, l := range s.next[q] {
			if !l.none() && s.takes(l.to, atom) && s.mark[l.to] != s.marks {
				s.mark[l.to] = s.marks
				to = append(to, l.to)
			}
		}
		s.spend(1 + len(s.next[q]))
	}
	slices.Sort(to)
	return to
}

// text writes characters for a way.
func (s *search) text(word []int) string {
	var out []rune
	for _, p := range word {
		if atom := s.atomOf(p); atom >= 0 {
			out = append(out, s.sample(atom))
		}
	}
	return string(out)
}

// sample returns a character of an atom, a readable one if there is any.
func (s *search) sample(atom int) rune {
	lo, hi := s.reps[atom], s.reps[atom]
	if atom+1 < len(s.reps) {
		hi = s.reps[atom+1] - 1
	}
	for _, r := range "a0 !-" {
		if lo <= r && r <= hi {
			return r
		}
	}
	if lo <= '!' && hi > '!' {
		return '!'
	}
	return lo
}

// part returns the text of the innermost loop that can be left and entered at
// a position in several ways: the smallest one with another loop inside, or
// the smallest.
func (s *search) part(p int) string {
	var inner, outer *loop
	for i := range s.loops {
		l := &s.loops[i]
		if p < l.from || p >= l.to {
			continue
		}
		switch size := l.end - l.start; {
		case inner == nil || size < inner.end-inner.start:
			inner, outer = l, inner
		case outer == nil || size < outer.end-outer.start:
			outer = l
		}
	}
	if outer != nil {
		inner = outer
	}
	if inner == nil {
		return s.pattern
	}
	return s.pattern[inner.start:inner.end]
}

// canFail reports whether, from positions that are all tried, some text makes
// the match fail: none does when the end of the pattern is reached on no
// condition, or only the end of the text is asked for and everything else is
// taken. Without lines, texts of one line alone are tried.
func (s *search) canFail(start []int, lines bool) bool {
	const maxSets = 300
	key := func(st []int) string {
		b := make([]byte, 0, 4*len(st))
		for _, q := range st {
			b = binary.LittleEndian.AppendUint32(b, uint32(q))
		}
		return string(b)
	}
	seen := map[string]bool{key(start): true}
	queue := [][]int{start}
	for len(queue) > 0 {
		st := queue[0]
		queue = queue[1:]
		matched, atEndOK, atLineOK := false, false, false
		for _, q := range st {
			w := s.accept[q]
			matched = matched || w.clean
			atEndOK = atEndOK || w.cond == atEnd || w.cond == atLineEnd
			atLineOK = atLineOK || w.cond == atLineEnd
		}
		if matched {
			continue // whatever follows
		}
		if !atEndOK {
			return true // the text ends here
		}
		for atom, r := range s.reps {
			if isLine := r == '\n' || r == '\r' || r == 0x2028 || r == 0x2029; isLine && (!lines || atLineOK) {
				continue
			}
			to := s.after(st, atom)
			if s.budget < 0 {
				return false // not shown, so not claimed
			}
			if len(to) == 0 {
				return true
			}
			if k := key(to); !seen[k] {
				if seen[k] = true; len(seen) > maxSets {
					return true
				}
				queue = append(queue, to)
			}
		}
	}
	return false
}

// polynomial looks for the longest chain of loops that one repeated character
// can be divided among.
func (s *search) polynomial(m Mode) Growth {
	best := Growth{}
	inLoop := make([]bool, len(s.sets))
	for _, l := range s.loops {
		for p := l.from; p < l.to; p++ {
			inLoop[p] = true
		}
	}
	for _, atom := range s.readableFirst() {
		looped := 0
		for p, in := range inLoop {
			if in && s.takes(p, atom) {
				looped++
			}
		}
		if looped == 0 || looped == 1 && m != Search {
			continue
		}
		if !s.spend(len(s.sets)) {
			break
		}
		if g := s.degree(atom, m); worse(g, best) {
			best = g
		}
	}
	return best
}

// readableFirst returns the atoms, those with a readable sample first.
func (s *search) readableFirst() []int {
	var readable, rest []int
	for atom := range s.reps {
		if r := s.sample(atom); r >= ' ' && r <= '~' {
			readable = append(readable, atom)
		} else {
			rest = append(rest, atom)
		}
	}
	return append(readable, rest...)
}

func (s *search) degree(atom int, m Mode) Growth {
	in := func(p int) bool { return p == 0 || s.takes(p, atom) }
	floating := func(l link) bool {
		return m == Search && (l.clean || l.cond&atLine != 0 && s.reps[atom] == '\n')
	}
	next := func(p int) []int {
		if !in(p) {
			return nil
		}
		var to []int
		for _, l := range s.next[p] {
			if in(l.to) && (p == 0 && floating(l) || p != 0 && l.clean) {
				to = append(to, l.to)
			}
		}
		s.spend(len(s.next[p]))
		if p == 0 && m == Search {
			to = append(to, 0)
		}
		return to
	}
	comp, cyclic := components(len(s.sets), next)
	// Components are numbered from the leaves: chains grow from the last.
	length := make([]int, len(cyclic)) // loops on the longest chain from here
	where := make([]int, len(cyclic))  // the last of them
	members := make([][]int, len(cyclic))
	for p := range s.sets {
		members[comp[p]] = append(members[comp[p]], p)
	}
	best := 0
	for c := range cyclic {
		for _, p := range members[c] {
			for _, q := range next(p) {
				if comp[q] != c && length[comp[q]] > length[c] {
					length[c], where[c] = length[comp[q]], where[comp[q]]
				}
			}
		}
		if cyclic[c] && in(members[c][0]) {
			if length[c]++; length[c] == 1 {
				where[c] = members[c][0]
			}
			best = max(best, length[c])
		}
	}
	// What repeats is tried at all positions that it leads to, the first loop
	// of a chain being taken as often as possible: one of them that goes on
	// to a match ends the search.
	for ; best >= 2; best-- {
		for c := range cyclic {
			if length[c] != best || !cyclic[c] {
				continue
			}
			active := s.reached(members[c][0], next)
			if !s.canFail(active, true) {
				continue
			}
			at := where[c]
			g := Growth{Degree: best, Pump: string(s.sample(atom)), Part: s.part(at), NeedsLine: !s.canFail(active, false)}
			if way := s.path(0, at, func(_ int, l link) bool { return !l.none() }); len(way) > 0 {
				g.Prefix = s.text(way[:len(way)-1])
			}
			return g
		}
	}
	return Growth{Degree: best}
}

// reached returns the positions that can be reached from one, in order; the
// start stands only for what follows it, unless nothing needs to.
func (s *search) reached(from int, next func(int) []int) []int {
	s.marks++
	s.mark[from] = s.marks
	out := []int{from}
	for i := 0; i < len(out); i++ {
		for _, q := range next(out[i]) {
			if s.mark[q] != s.marks {
				s.mark[q] = s.marks
				out = append(out, q)
			}
		}
	}
	if from == 0 && !s.accept[0].clean {
		out = out[1:]
	}
	slices.Sort(out)
	return out
}
