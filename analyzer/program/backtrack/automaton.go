package backtrack

import (
	"slices"
	"unicode/utf8"
)

// Limits of the automaton. Finite repeats count few copies: whether a text of
// any length can be matched in many ways does not depend on how many.
const (
	maxCopies    = 12
	maxPositions = 600
	maxEdges     = 30_000
	maxFrames    = 20_000
	maxWork      = 500_000
)

// ways says how a position may follow another without a character between
// them: in how many different manners, two standing for more, and on what
// conditions.
type ways struct {
	n     uint8 // manners on no condition but look-arounds
	cond  cond  // conditions of some manner; atLook is counted in n all the same
	clean bool  // some manner has no condition at all
}

var once = ways{n: 1, clean: true}

func (w ways) none() bool { return w.n == 0 && w.cond == 0 }

func (w ways) plus(o ways) ways {
	return ways{min(w.n+o.n, 2), w.cond | o.cond, w.clean || o.clean}
}

func (w ways) times(o ways) ways {
	if w.none() || o.none() {
		return ways{}
	}
	return ways{min(w.n*o.n, 2), w.cond | o.cond, w.clean && o.clean}
}

// link is a position and the ways to it.
type link struct {
	to int
	ways
}

// loop is an unbounded repeat: its positions and its place in the pattern.
type loop struct {
	from, to   int // positions, to excluded
	start, end int
}

// automaton has a position for each character of the pattern and knows which
// may follow which. Position 0 is the start, before any character.
type automaton struct {
	sets   []charSet
	next   [][]link
	accept []ways // from a position to the end of the pattern
	loops  []loop
	parts  []*node // look-arounds and atomic groups, judged by themselves
	edges  int
	frames int
	work   int // pairs that follow was asked for
	err    error

	atoms [][]uint64 // by position: which atoms of the alphabet it takes
	reps  []rune     // a character of each atom
}

// frame is what is known of a part of the pattern.
type frame struct {
	null  ways
	first []link
	last  []link
}

func build(n *node, whole bool) (*automaton, error) {
	a := &automaton{}
	a.position(nil)
	f := a.frame(n)
	if a.err != nil {
		return nil, a.err
	}
	a.accept = make([]ways, len(a.sets))
	end := once
	if whole {
		end = ways{cond: atEnd}
	}
	a.accept[0] = f.null.times(end)
	for _, l := range f.last {
		a.accept[l.to] = a.accept[l.to].plus(l.times(end))
	}
	a.follow([]link{{0, once}}, f.first)
	if a.err != nil {
		return nil, a.err
	}
	a.divide()
	return a, a.err
}

func (a *automaton) position(s charSet) int {
	if len(a.sets) >= maxPositions {
		a.err = errTooLarge
		return 0
	}
	a.sets = append(a.sets, s)
	a.next = append(a.next, nil)
	return len(a.sets) - 1
}

// follow lets every position of first come after every one of last.
func (a *automaton) follow(last, first []link) {
	if a.work += len(last) * len(first); a.work > maxWork {
		a.err = errTooLarge
		return
	}
	for _, p := range last {
		for _, q := range first {
			w := p.times(q.ways)
			if w.none() {
				continue
			}
			a.next[p.to] = a.merge(a.next[p.to], link{q.to, w})
		}
	}
}

func (a *automaton) merge(links []link, l link) []link {
	i, found := slices.BinarySearchFunc(links, l.to, func(x link, to int) int { return x.to - to })
	if found {
		links[i].ways = links[i].plus(l.ways)
		return links
	}
	if a.edges++; a.edges > maxEdges {
		a.err = errTooLarge
		return links
	}
	return slices.Insert(links, i, l)
}

func (a *automaton) frame(n *node) frame {
	if a.frames++; a.frames > maxFrames && a.err == nil {
		a.err = errTooLarge // repeats of repeats of nothing have no positions, but copies
	}
	if a.err != nil {
		return frame{}
	}
	switch n.op {
	case opChar, opOpaque:
		p := a.position(n.set) // of an opaque part nothing is known: it overlaps with nothing
		return frame{first: []link{{p, once}}, last: []link{{p, once}}}
	case opConcat:
		f := frame{null: once}
		for _, s := range n.subs {
			f = a.concat(f, a.frame(s))
		}
		return f
	case opAlt:
		f := frame{}
		for _, s := range n.subs {
			f = a.either(f, a.frame(s))
		}
		return f
	case opRepeat:
		return a.repeat(n)
	case opAssert:
		return frame{null: ways{cond: n.cond}}
	case opLook:
		a.part(n)
		return frame{null: ways{n: 1, cond: atLook}}
	case opAtomic:
		a.part(n)
		p := a.position(nil)
		f := frame{first: []link{{p, once}}, last: []link{{p, once}}}
		if nullable(n.subs[0]) {
			f.null = once
		}
		return f
	case opEmpty:
	}
	return frame{null: once}
}

// part notes a part that is judged by itself, once for all its copies.
func (a *automaton) part(n *node) {
	if !slices.Contains(a.parts, n) {
		a.parts = append(a.parts, n)
	}
}

func nullable(n *node) bool {
	switch n.op {
	case opChar:
		return false
	case opConcat:
		return !slices.ContainsFunc(n.subs, func(s *node) bool { return !nullable(s) })
	case opAlt:
		return slices.ContainsFunc(n.subs, nullable)
	case opRepeat:
		return n.min == 0 || nullable(n.subs[0])
	case opAtomic:
		return nullable(n.subs[0])
	default:
		return true
	}
}

func (a *automaton) concat(f, g frame) frame {
	a.follow(f.last, g.first)
	return frame{
		null:  f.null.times(g.null),
		first: a.join(f.first, scaled(g.first, f.null)),
		last:  a.join(scaled(f.last, g.null), g.last),
	}
}

func (a *automaton) either(f, g frame) frame {
	return frame{null: f.null.plus(g.null), first: a.join(f.first, g.first), last: a.join(f.last, g.last)}
}

func scaled(links []link, w ways) []link {
	var out []link
	for _, l := range links {
		if l.ways = l.times(w); !l.none() {
			out = append(out, l)
		}
	}
	return out
}

func (a *automaton) join(f, g []link) []link {
	if a.edges += len(f) + len(g); a.edges > 8*maxEdges {
		a.err = errTooLarge
	}
	return append(slices.Clip(f), g...) // parts of a pattern share no position
}

func (a *automaton) repeat(n *node) frame {
	body := n.subs[0]
	f := frame{null: once}
	least := min(n.min, maxCopies)
	switch {
	case n.max == 0:
		return f
	case n.max < 0:
		for range max(least-1, 0) {
			f = a.concat(f, a.frame(body))
		}
		from := len(a.sets)
		g := a.frame(body)
		a.follow(g.last, g.first)
		a.loops = append(a.loops, loop{from, len(a.sets), n.start, n.end})
		if n.min == 0 {
			g.null = once // an empty iteration is given up
		}
		return a.concat(f, g)
	}
	for range least {
		f = a.concat(f, a.frame(body))
	}
	// x{0,2} is (?:x(?:x)?)?, which each text matches in one way.
	optional := frame{null: once}
	for range min(n.max-n.min, maxCopies-least, 3) {
		g := a.concat(a.frame(body), optional)
		g.null = once
		optional = g
	}
	return a.concat(f, optional)
}

// divide splits the alphabet into atoms, the characters that no set of the
// pattern tells apart.
func (a *automaton) divide() {
	var cuts []rune
	for _, s := range a.sets {
		for _, x := range s {
			cuts = append(cuts, x.lo, x.hi+1)
		}
	}
	cuts = append(cuts, 0, '\n', '\n'+1, '\r', '\r'+1, 0x2028, 0x202A)
	cuts = slices.DeleteFunc(cuts, func(r rune) bool { return r > utf8.MaxRune })
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	if len(cuts) > 4000 {
		a.err = errTooLarge
		return
	}
	a.reps = cuts
	width := (len(cuts) + 63) / 64
	a.atoms = make([][]uint64, len(a.sets))
	for p, s := range a.sets {
		bits := make([]uint64, width)
		for _, x := range s {
			i, _ := slices.BinarySearch(cuts, x.lo)
			for ; i < len(cuts) && cuts[i] <= x.hi; i++ {
				bits[i/64] |= 1 << (i % 64)
			}
		}
		a.atoms[p] = bits
	}
}

func (a *automaton) takes(p, atom int) bool { return a.atoms[p][atom/64]&(1<<(atom%64)) != 0 }

// common returns an atom that both positions take, or -1.
func (a *automaton) common(p, q int) int {
	for i, w := range a.atoms[p] {
		if w &= a.atoms[q][i]; w != 0 {
			for b := range 64 {
				if w&(1<<b) != 0 {
					return i*64 + b
				}
			}
		}
	}
	return -1
}
