package program

import (
	"maps"
	"slices"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// memory is what evaluating expressions and answering questions fills. All else
// that a linker holds stays as it is while calls are linked, so that linkers
// with a memory each can work side by side.
type memory struct {
	externals []external
	extIDs    [2]map[string]uint32 // by language
	extAttrs  map[uint64]uint32    // external and member to external
	folders   []Target             // Python packages without __init__.py

	memo     []setID  // by global value
	varMemo  []setID  // by global variable
	retMemo  []setID  // by global function
	retArgs  []uint64 // by global function: bit i: may return argument i
	attrMemo map[objSym]setID
	starMemo map[modSym]setID // exports of modules that export others'
	sets     []set
	objs     []object
	depth    int
	steps    int // expressions evaluated

	flows   [][]object   // by global variable: what callers pass
	uses    [][]paramUse // by global variable: what becomes of a callable parameter
	flowed  []uint32     // variables that have flows …
	used    []uint32     // … and uses
	touched bool         // flows or uses grew in this round
	tainted bool         // what is being evaluated rests on flows or uses

	new linked // what the calls linked so far in this round added

	barrels   map[int32]map[int32]int     // by module: see barrel
	mros      [][]object                  // by global class: itself first; externals included
	ctors     map[uint32][]object         // by global class: see constructors
	gates     int                         // being looked through: see open
	protocols map[uint32][]uint32         // see implementers
	executors map[string]*catalog.Offload // by method name: see executorMethod
	commandOf []bool                      // by module: see command
	once      [][]bool                    // by module, by guard: see runsOnce

	// For counting the roots that reach a function.
	into     inverse
	nested   []LoopCost // superlinear loops, found on first use
	waiting  *latency   // found on first use
	rootsAt  []uint16   // by global function
	visited  []int32    // by global function: number of the last visit
	visit    int32
	queue    []uint32
	clients  map[uint32]int // see answering
	inWorker []bool         // see InWorker
}

// newMemory returns an empty memory without externals, flows and uses.
func (l *linker) newMemory() *memory {
	n := len(l.Modules)
	m := &memory{
		memo:     make([]setID, l.valueBase[n]),
		varMemo:  make([]setID, l.varBase[n]),
		retMemo:  make([]setID, l.funcBase[n]),
		retArgs:  make([]uint64, l.funcBase[n]),
		attrMemo: map[objSym]setID{},
		starMemo: map[modSym]setID{},
		barrels:  map[int32]map[int32]int{},
		mros:     make([][]object, l.classBase[n]),
		ctors:    map[uint32][]object{},
		once:     make([][]bool, n),
	}
	m.forget()
	return m
}

// View returns the same linked program with a memory of its own, to be asked
// from another goroutine. Nobody else may ask the program while it is made.
func (p *Program) View() *Program {
	q := *p
	l := p.linker.fork()
	l.flows, l.uses = p.linker.flows, p.linker.uses // they grow no more
	q.linker, l.Program = l, &q
	return &q
}

// apart returns a fork to link calls with.
func (l *linker) apart() *linker {
	c := l.fork()
	c.flows, c.uses = make([][]object, len(l.flows)), make([][]paramUse, len(l.uses))
	c.flowed, c.used = slices.Clone(l.flowed), slices.Clone(l.used)
	for _, g := range l.flowed {
		c.flows[g] = slices.Clip(l.flows[g])
	}
	for _, g := range l.used {
		c.uses[g] = slices.Clip(l.uses[g])
	}
	return c
}

// fork returns a linker of the same program with a memory of its own, in which
// nothing is evaluated yet.
func (l *linker) fork() *linker {
	c := *l
	c.memory = l.newMemory()
	c.externals, c.folders = slices.Clone(l.externals), slices.Clone(l.folders)
	for lang := range c.extIDs {
		c.extIDs[lang] = maps.Clone(l.extIDs[lang])
	}
	c.extAttrs = maps.Clone(l.extAttrs)
	return &c
}

// adopt takes over what a fork has found out, but for what rests on callers'
// arguments: with those of both, that is evaluated again.
func (l *linker) adopt(c *linker) {
	l.steps += c.steps
	l.touched = l.touched || c.touched
	for _, g := range c.flowed {
		for _, o := range c.flows[g] {
			l.flow(g, l.translate(c, o))
		}
	}
	for _, g := range c.used {
		for _, u := range c.uses[g] {
			l.use(g, u)
		}
	}
	for g, bits := range c.retArgs {
		if bits != 0 {
			l.retArgs[g] |= bits
		}
	}
	first, base := uint32(len(l.objs)), setID(len(l.sets))
	for _, o := range c.objs {
		l.objs = append(l.objs, l.translate(c, o))
	}
	for _, s := range c.sets {
		l.sets = append(l.sets, set{first + s.start, first + s.end})
	}
	moved := func(id setID) setID {
		if id > setEmpty {
			id += base
		}
		return id
	}
	firm := func(id setID) bool { return id >= setEmpty && id&setTainted == 0 }
	for _, memos := range [][2][]setID{{l.memo, c.memo}, {l.varMemo, c.varMemo}, {l.retMemo, c.retMemo}} {
		mine := memos[0]
		for i, id := range memos[1] {
			if id != setNone && mine[i] == setNone && firm(id) {
				mine[i] = moved(id)
			}
		}
	}
	adoptMap(l.attrMemo, c.attrMemo, firm, moved)
	adoptMap(l.starMemo, c.starMemo, firm, moved)
}

func adoptMap[K comparable](mine, others map[K]setID, firm func(setID) bool, moved func(setID) setID) {
	for k, id := range others {
		if _, known := mine[k]; !known && firm(id) {
			mine[k] = moved(id)
		}
	}
}

// translate returns an object of a fork as one of the linker's own.
func (l *linker) translate(c *linker, o object) object {
	switch o.kind {
	case objExternal:
		x := &c.externals[o.id]
		o.id = l.external(x.lang, x.name)
	case objFolder:
		return l.folder(c.folders[o.id])
	default:
	}
	return o
}

func (l *linker) resetMemo() {
	clear(l.memo)
	clear(l.varMemo)
	clear(l.retMemo)
	clear(l.retArgs)
	l.forget()
}

// forget empties what newMemory makes empty.
func (m *memory) forget() {
	clear(m.attrMemo)
	clear(m.starMemo)
	m.sets = append(m.sets[:0], set{}, set{}, set{})
	m.objs = m.objs[:0]
}

// forgetTainted drops what was evaluated from what callers pass.
func (l *linker) forgetTainted() {
	for _, memo := range [][]setID{l.memo, l.varMemo, l.retMemo} {
		for i, id := range memo {
			if id&setTainted != 0 {
				memo[i] = setNone
			}
		}
	}
	maps.DeleteFunc(l.attrMemo, func(_ objSym, id setID) bool { return id&setTainted != 0 })
	maps.DeleteFunc(l.starMemo, func(_ modSym, id setID) bool { return id&setTainted != 0 })
}
