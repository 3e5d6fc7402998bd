package review

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"golang.org/x/text/width"
)

// Drawings are the map twice: in columns for wide pages, in one column for
// phones, where a picture made small would have text nobody can read.
type Drawings struct{ Wide, Narrow Drawing }

// Drawing is a picture in its own units, which are pixels where it is not
// scaled.
type Drawing struct {
	Width, Height int
	Boxes         []Box
	Paths         []Path
	Labels        []Label
}

// Box is a node in a picture.
type Box struct {
	X, Y, Width, Height int
	Class               string
	Full                string // the title as a whole
	Lines               []TextLine
}

// TextLine is a line of text in a box, at the left end of its base line.
type TextLine struct {
	X, Y  int
	Title bool
	Text  string
}

// Path is an arrow; D is an SVG path.
type Path struct {
	D     string
	Class string
	Full  string // what it joins
}

// Label is text in the middle of an arrow.
type Label struct {
	X, Y int
	Text string
}

// columnWidths are the widths of boxes and of the gaps beside them, by the
// number of columns, so that a picture fits a page and its text stays readable.
var columnWidths = map[int]struct{ box, gap int }{0: {228, 124}, 1: {228, 124}, 2: {228, 124}, 3: {228, 124}, 4: {200, 100}, 5: {180, 74}}

// Measures of the pictures.
const (
	boxPad    = 11
	titleSize = 7.25 // pixels a cell, at 12 pixels of a font of fixed width
	lineSize  = 6.3  // pixels a cell, at 11 pixels: more than the average letter takes
	lineStep  = 15
	gapY      = 18
	passSlot  = 12 // height that an arrow takes where it passes a column
	portStep  = 13
	margin    = 8

	narrowWidth = 344
	narrowLeft  = 92 // of it for arrows
)

func draw(m *Map) Drawings {
	if len(m.Nodes) == 0 {
		return Drawings{}
	}
	d := Drawings{Narrow: narrow(m)}
	if d.Wide = d.Narrow; m.columns() <= 5 {
		d.Wide = wide(m)
	}
	return d
}

// columns is the number of columns.
func (m *Map) columns() int {
	deepest := 0
	for i := range m.Nodes {
		deepest = max(deepest, m.Nodes[i].Layer)
	}
	return deepest + 1
}

// slot is a place in a column: a node's, or one for an arrow to pass.
type slot struct {
	node   int // -1 for a pass
	layer  int
	height float64
	y      float64 // of the middle
	left   []int   // slots in the column before that lead here or are led to
	right  []int
}

// columns lays the nodes out in columns: the order in each follows the means of
// the neighbors' places, as in Sugiyama's method, and places follow the same
// means as far as nothing overlaps.
type columns struct {
	m     *Map
	slots []slot
	order [][]int // slots by column
	paths [][]int // the slots of each edge, from left to right

	box, gap int // widths
}

func wide(m *Map) Drawing {
	c := newColumns(m)
	c.sortColumns()
	c.placeSlots()
	return c.draw()
}

func newColumns(m *Map) *columns {
	widths := columnWidths[m.columns()]
	c := &columns{m: m, paths: make([][]int, len(m.Edges)), order: make([][]int, m.columns()), box: widths.box, gap: widths.gap}
	ports := make([][2]int, len(m.Nodes))
	for _, e := range m.Edges {
		ports[e.From][1]++
		ports[e.To][0]++
	}
	for i := range m.Nodes {
		n := &m.Nodes[i]
		h := max(boxHeight(n), portStep*max(ports[i][0], ports[i][1])+8)
		c.slots = append(c.slots, slot{node: i, layer: n.Layer, height: float64(h)})
	}
	for i := range c.slots {
		c.order[c.slots[i].layer] = append(c.order[c.slots[i].layer], i)
	}
	for i, e := range m.Edges {
		from, to := e.From, e.To
		if m.Nodes[from].Layer > m.Nodes[to].Layer {
			from, to = to, from
		}
		path := []int{from}
		for layer := m.Nodes[from].Layer + 1; layer < m.Nodes[to].Layer; layer++ {
			path = append(path, len(c.slots))
			c.order[layer] = append(c.order[layer], len(c.slots))
			c.slots = append(c.slots, slot{node: -1, layer: layer, height: passSlot})
		}
		path = append(path, to)
		c.paths[i] = path
		if m.Nodes[from].Layer == m.Nodes[to].Layer {
			continue
		}
		for j := 1; j < len(path); j++ {
			a, b := path[j-1], path[j]
			c.slots[a].right = append(c.slots[a].right, b)
			c.slots[b].left = append(c.slots[b].left, a)
		}
	}
	return c
}

func boxHeight(n *Node) int { return 12 + 18 + lineStep*len(n.Lines) }

// sortColumns orders each column by the mean place of its neighbors, to and fro.
func (c *columns) sortColumns() {
	place := make([]float64, len(c.slots))
	note := func() {
		for _, col := range c.order {
			for i, s := range col {
				place[s] = float64(i) - float64(len(col))/2
			}
		}
	}
	mean := func(near []int, own float64) float64 {
		if len(near) == 0 {
			return own
		}
		sum := 0.0
		for _, n := range near {
			sum += place[n]
		}
		return sum / float64(len(near))
	}
	note()
	for range 6 {
		for _, forward := range []bool{true, false} {
			for i := range c.order {
				if !forward {
					i = len(c.order) - 1 - i
				}
				slices.SortStableFunc(c.order[i], func(a, b int) int {
					na, nb := c.slots[a].left, c.slots[b].left
					if !forward {
						na, nb = c.slots[a].right, c.slots[b].right
					}
					return cmp.Compare(mean(na, place[a]), mean(nb, place[b]))
				})
				note()
			}
		}
	}
}

// placeSlots gives each slot its height on the page.
func (c *columns) placeSlots() {
	for _, col := range c.order {
		y := 0.0
		for _, s := range col {
			c.slots[s].y = y + c.slots[s].height/2
			y += c.slots[s].height + gapY
		}
		for _, s := range col { // columns start out centered
			c.slots[s].y -= y / 2
		}
	}
	for pass := range 8 {
		for i := range c.order {
			if pass%2 == 1 {
				i = len(c.order) - 1 - i
			}
			c.settle(c.order[i])
		}
	}
}

// settle moves the slots of a column as near to the means of their neighbors as
// their order and sizes allow: least squares under order, by pooling those that
// would overlap.
func (c *columns) settle(col []int) {
	type pool struct {
		sum   float64
		count int
	}
	var pools []pool
	offset := make([]float64, len(col)) // of each slot from the first, when packed
	for i, s := range col {
		if i > 0 {
			offset[i] = offset[i-1] + (c.slots[col[i-1]].height+c.slots[s].height)/2 + gapY
		}
		want, n := 0.0, 0
		for _, near := range [][]int{c.slots[s].left, c.slots[s].right} {
			for _, o := range near {
				want += c.slots[o].y
				n++
			}
		}
		if n == 0 {
			want, n = c.slots[s].y, 1
		}
		pools = append(pools, pool{want/float64(n) - offset[i], 1})
		for len(pools) > 1 {
			a, b := &pools[len(pools)-2], pools[len(pools)-1]
			if a.sum/float64(a.count) <= b.sum/float64(b.count) {
				break
			}
			a.sum += b.sum
			a.count += b.count
			pools = pools[:len(pools)-1]
		}
	}
	i := 0
	for _, p := range pools {
		for range p.count {
			c.slots[col[i]].y = p.sum/float64(p.count) + offset[i]
			i++
		}
	}
}

// point is a place in a picture.
type point struct{ x, y float64 }

func (c *columns) draw() Drawing {
	var d Drawing
	boxWidth, gap := float64(c.box), float64(c.gap)
	top, bottom := math.Inf(1), math.Inf(-1)
	for i := range c.slots {
		s := &c.slots[i]
		top, bottom = min(top, s.y-s.height/2), max(bottom, s.y+s.height/2)
	}
	for i := range c.slots {
		c.slots[i].y += margin - top
	}
	x := func(layer int) float64 { return margin + float64(layer)*(boxWidth+gap) }
	right := 0.0
	if slices.ContainsFunc(c.m.Edges, func(e Edge) bool { return c.m.Nodes[e.From].Layer == c.m.Nodes[e.To].Layer }) {
		right = gap / 3 // for arrows that leave and enter on the right
	}
	d.Width = int(x(len(c.order)-1)+boxWidth+right) + margin
	d.Height = int(bottom-top) + 2*margin
	for i := range c.m.Nodes {
		s := &c.slots[i]
		d.Boxes = append(d.Boxes, box(&c.m.Nodes[i], int(x(s.layer)), int(s.y-s.height/2), c.box, int(s.height)))
	}
	port := c.ports()
	for i, e := range c.m.Edges {
		from, to := c.m.Nodes[e.From].Layer, c.m.Nodes[e.To].Layer
		var line []curve
		if from == to {
			a, b := point{x(from) + boxWidth, port[i][0]}, point{x(to) + boxWidth, port[i][1]}
			line = []curve{{a, point{a.x + gap/3, a.y}, point{b.x + gap/3, b.y}, b}}
		} else {
			line = c.passing(e, i, port[i], x)
		}
		d.Paths = append(d.Paths, Path{svgPath(line), edgeClass(c.m, e), e.Names})
		if !e.Built {
			d.label(e.Label, line)
		}
	}
	return d
}

// passing draws an arrow from one column to another, across those between.
func (c *columns) passing(e Edge, i int, port [2]float64, x func(int) float64) []curve {
	from, to, boxWidth := c.m.Nodes[e.From].Layer, c.m.Nodes[e.To].Layer, float64(c.box)
	var line []curve
	path := c.paths[i]
	for j := 1; j < len(path); j++ {
		a, b := path[j-1], path[j]
		p := point{x(c.slots[a].layer) + boxWidth, c.slots[a].y}
		q := point{x(c.slots[b].layer), c.slots[b].y}
		if j == 1 {
			p.y = port[bit(from > to)]
		} else { // across the column that it passes
			before := line[len(line)-1].d
			line = append(line, curve{before, point{before.x + boxWidth/2, before.y}, point{p.x - boxWidth/2, p.y}, p})
		}
		if j == len(path)-1 {
			q.y = port[bit(from < to)]
		}
		mid := (p.x + q.x) / 2
		line = append(line, curve{p, point{mid, p.y}, point{mid, q.y}, q})
	}
	if from > to {
		slices.Reverse(line)
		for j := range line {
			l := &line[j]
			l.a, l.b, l.c, l.d = l.d, l.c, l.b, l.a
		}
	}
	return line
}

// edgeClass returns how an arrow looks: it has the color of its source, so that
// arrows can be told apart where they cross.
func edgeClass(m *Map, e Edge) string {
	switch {
	case e.Built:
		return "edge built"
	case m.Nodes[e.From].Kind == "callers":
		return "edge"
	}
	return fmt.Sprintf("edge hue%d", 1+e.From%5)
}

// ports returns the heights at which each edge leaves and enters its boxes:
// spread over the side in the order of the places they come from.
func (c *columns) ports() [][2]float64 {
	out := make([][2]float64, len(c.m.Edges))
	type end struct {
		edge, end int
		toward    float64
	}
	sides := map[[2]int][]end{} // by node and side: 0 left, 1 right
	for i, e := range c.m.Edges {
		from, to := c.m.Nodes[e.From].Layer, c.m.Nodes[e.To].Layer
		path := c.paths[i]
		leave, enter := 1, 0
		firstHop, lastHop := path[1], path[len(path)-2]
		switch {
		case from == to:
			enter = 1
		case from > to:
			leave, enter = 0, 1
			firstHop, lastHop = lastHop, firstHop
		}
		sides[[2]int{e.From, leave}] = append(sides[[2]int{e.From, leave}], end{i, 0, c.slots[firstHop].y})
		sides[[2]int{e.To, enter}] = append(sides[[2]int{e.To, enter}], end{i, 1, c.slots[lastHop].y})
	}
	for i := range c.m.Nodes {
		for side := range 2 {
			ends := sides[[2]int{i, side}]
			slices.SortStableFunc(ends, func(a, b end) int { return cmp.Compare(a.toward, b.toward) })
			for j, p := range ends {
				out[p.edge][p.end] = c.slots[i].y + portStep*(float64(j)-float64(len(ends)-1)/2)
			}
		}
	}
	return out
}

// curve is a cubic Bézier curve.
type curve struct{ a, b, c, d point }

func (q curve) at(t float64) point {
	u := 1 - t
	f := func(a, b, c, d float64) float64 { return u*u*u*a + 3*u*u*t*b + 3*u*t*t*c + t*t*t*d }
	return point{f(q.a.x, q.b.x, q.c.x, q.d.x), f(q.a.y, q.b.y, q.c.y, q.d.y)}
}

func svgPath(line []curve) string {
	var b strings.Builder
	for i, q := range line {
		if i == 0 {
			fmt.Fprintf(&b, "M%.1f %.1f", q.a.x, q.a.y)
		}
		fmt.Fprintf(&b, "C%.1f %.1f %.1f %.1f %.1f %.1f", q.b.x, q.b.y, q.c.x, q.c.y, q.d.x, q.d.y)
	}
	return b.String()
}

// label puts a label on an arrow where it covers no box and no other label; the
// table beside the picture has those for which there is no such place.
func (d *Drawing) label(text string, line []curve) {
	const letter, high = 6.2, 13.0
	if text == "" || cells(text) > 16 {
		return
	}
	w := letter * float64(cells(text))
	for _, q := range []curve{line[len(line)-1], line[0]} {
		for _, t := range []float64{0.6, 0.5, 0.7, 0.4, 0.3, 0.78} {
			p := q.at(t)
			free := func(x, y, width, height float64) bool {
				return p.x+w/2 < x || x+width < p.x-w/2 || p.y+high/2 < y || y+height < p.y-high/2
			}
			taken := slices.ContainsFunc(d.Labels, func(o Label) bool {
				ow := letter * float64(cells(o.Text))
				return !free(float64(o.X)-ow/2, float64(o.Y)-high/2, ow, high)
			}) || slices.ContainsFunc(d.Boxes, func(o Box) bool {
				return !free(float64(o.X), float64(o.Y), float64(o.Width), float64(o.Height))
			}) || p.x-w/2 < 0 || p.x+w/2 > float64(d.Width)
			if !taken {
				d.Labels = append(d.Labels, Label{int(p.x), int(p.y), text})
				return
			}
		}
	}
}

// box draws a node.
func box(n *Node, x, y, w, h int) Box {
	b := Box{X: x, Y: y, Width: w, Height: h, Class: "box is-" + n.Kind, Full: n.Title}
	if slices.Contains(fitOrder, n.Fit) {
		b.Class += " fit-" + n.Fit
	}
	at := y + (h-boxHeight(n))/2 + 6 + 13
	room := float64(w - 2*boxPad)
	b.Lines = append(b.Lines, TextLine{x + boxPad, at, true, shorten(n.Title, int(room/titleSize))})
	for _, line := range n.Lines {
		at += lineStep
		b.Lines = append(b.Lines, TextLine{x + boxPad, at + 1, false, cut(line, int(room/lineSize))})
	}
	return b
}

// cells returns how many columns text takes in a font of fixed width.
func cells(s string) int {
	n := 0
	for _, r := range s {
		n += cellsOf(r)
	}
	return n
}

func cellsOf(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	default:
		return 1
	}
}

// shorten leaves out the middle of a text that takes more columns than there
// are; of a path, the end says more than the beginning.
func shorten(s string, room int) string {
	if cells(s) <= room {
		return s
	}
	all := []rune(s)
	left, used := 0, 1 // 1 for the mark
	for used+cellsOf(all[left]) <= room/3 {
		used += cellsOf(all[left])
		left++
	}
	right := len(all)
	for right > left && used+cellsOf(all[right-1]) <= room {
		right--
		used += cellsOf(all[right])
	}
	return string(all[:left]) + "…" + string(all[right:])
}

// cut leaves out the end of a text that takes more columns than there are.
func cut(s string, room int) string {
	if cells(s) <= room {
		return s
	}
	used := 1 // for the mark
	for i, r := range s {
		if used += cellsOf(r); used > room {
			return s[:i] + "…"
		}
	}
	return s
}

// narrow draws the map in one column: each box below the other, the arrows of a
// box as one line beside them that branches to where they lead.
func narrow(m *Map) Drawing {
	d := Drawing{Width: narrowWidth}
	order := make([]int, len(m.Nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(m.Nodes[a].Layer, m.Nodes[b].Layer) })
	d.Boxes = make([]Box, len(m.Nodes))
	y := margin
	for _, i := range order {
		h := boxHeight(&m.Nodes[i])
		d.Boxes[i] = box(&m.Nodes[i], narrowLeft, y, narrowWidth-narrowLeft-margin, h)
		y += h + gapY
	}
	d.Height = y - gapY + margin
	trunks := trunks(m, d.Boxes)
	lanes := 0
	for _, t := range trunks {
		lanes = max(lanes, t.lane+1)
	}
	step := min(14, (narrowLeft-24)/max(1, lanes))
	for _, t := range trunks {
		x := narrowLeft - 18 - t.lane*step
		b := d.Boxes[t.from]
		for _, e := range t.edges {
			to := d.Boxes[m.Edges[e].To]
			start, end := b.Y+b.Height-10, to.Y+12
			if m.Edges[e].To == t.from {
				continue
			}
			d.Paths = append(d.Paths, Path{
				fmt.Sprintf("M%d %dH%dV%dH%d", narrowLeft, start, x, end, narrowLeft-1),
				edgeClass(m, m.Edges[e]), m.Edges[e].Names,
			})
		}
	}
	return d
}

// trunk is the line of the arrows that leave a box.
type trunk struct {
	from, lane  int
	edges       []int
	top, bottom int
}

// trunks gives the boxes that arrows leave their lanes: short lines near the
// boxes, and no two that overlap in one lane.
func trunks(m *Map, boxes []Box) []trunk {
	by := map[int]*trunk{}
	var all []*trunk
	for i, e := range m.Edges {
		t := by[e.From]
		if t == nil {
			t = &trunk{from: e.From, top: boxes[e.From].Y, bottom: boxes[e.From].Y + boxes[e.From].Height}
			by[e.From] = t
			all = append(all, t)
		}
		t.edges = append(t.edges, i)
		t.top, t.bottom = min(t.top, boxes[e.To].Y), max(t.bottom, boxes[e.To].Y+boxes[e.To].Height)
	}
	slices.SortStableFunc(all, func(a, b *trunk) int { return cmp.Compare(a.bottom-a.top, b.bottom-b.top) })
	var out []trunk
	for _, t := range all {
		for slices.ContainsFunc(out, func(o trunk) bool { return o.lane == t.lane && o.top < t.bottom && t.top < o.bottom }) {
			t.lane++
		}
		out = append(out, *t)
	}
	return out
}
