package gitrepo

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/objfile"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
)

// objects reads the objects of a repository and of those it borrows from.
type objects struct {
	folders []string // objects folders: the repository's own, then its alternates
	packs   []*pack
	inflate io.ReadCloser // a zlib.Resetter, reused
	buf     bytes.Buffer
	bases   baseCache
}

// maxAlternates bounds how many folders of objects are read; git follows
// alternates of alternates five deep.
const maxAlternates = 64

func (o *objects) open(folder string) {
	o.folders = []string{folder}
	for i := 0; i < len(o.folders) && len(o.folders) < maxAlternates; i++ {
		text, err := readSmall(filepath.Join(o.folders[i], "info", "alternates"))
		if err != nil {
			continue
		}
		for line := range strings.Lines(text) {
			line = strings.TrimRight(line, "\r\n")
			if line == "" || line[0] == '#' {
				continue
			}
			if next := join(o.folders[i], line); !slices.Contains(o.folders, next) {
				o.folders = append(o.folders, next)
			}
		}
	}
	for _, folder := range o.folders {
		// A folder that cannot be listed has no objects for us: what is then
		// missing is told where it is asked for.
		entries, _ := os.ReadDir(filepath.Join(folder, "pack"))
		for _, e := range entries {
			if name, ok := strings.CutSuffix(e.Name(), ".idx"); ok {
				if p, err := openPack(filepath.Join(folder, "pack", name)); err == nil {
					o.packs = append(o.packs, p)
				}
			}
		}
	}
}

func (o *objects) close() error {
	var errs []error
	for _, p := range o.packs {
		errs = append(errs, p.close())
	}
	o.packs = nil
	return errors.Join(errs...)
}

// read returns an object of at most limit bytes.
func (o *objects) read(h Hash, limit int) (plumbing.ObjectType, []byte, error) {
	for i, p := range o.packs {
		at, ok, err := p.find(h)
		if err != nil {
			return 0, nil, err
		}
		if !ok {
			continue
		}
		if i > 0 { // the next object is likely in the same pack
			o.packs[0], o.packs[i] = o.packs[i], o.packs[0]
		}
		return o.readPacked(p, at, limit)
	}
	for _, folder := range o.folders {
		name := h.String()
		f, err := openRegular(filepath.Join(folder, name[:2], name[2:]))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return 0, nil, err
		}
		typ, b, err := readLoose(f, limit)
		return typ, b, errors.Join(err, f.Close())
	}
	return 0, nil, ErrMissing
}

func readLoose(f io.Reader, limit int) (plumbing.ObjectType, []byte, error) {
	r, err := objfile.NewReader(f)
	if err != nil {
		return 0, nil, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	defer r.Close()
	typ, size, err := r.Header()
	if err != nil {
		return 0, nil, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	if size > int64(limit) {
		return typ, nil, ErrTooLarge
	}
	b := make([]byte, size)
	if _, err := io.ReadFull(r, b); err != nil {
		return typ, nil, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return typ, b, nil
}

// Limits of a chain of deltas: git writes none longer than 4,095, and a delta is
// hardly larger than what it makes.
const (
	maxChain  = 5000
	maxDeltas = 64 << 20 // bytes of all of them, beyond the size of the object
)

// readPacked returns the object that begins at an offset of a pack.
func (o *objects) readPacked(p *pack, at int64, limit int) (plumbing.ObjectType, []byte, error) {
	type hop struct {
		at    int64
		delta []byte
	}
	var hops []hop
	seen := map[int64]bool{} // only names can lead back; offsets fall
	left := int64(limit) + maxDeltas
	var typ plumbing.ObjectType
	var b []byte
	for {
		if len(hops) > maxChain || seen[at] {
			return 0, nil, fmt.Errorf("%w: chain of deltas without end", ErrCorrupt)
		}
		if t, base, ok := o.bases.get(p, at); ok {
			typ, b = t, base
			break
		}
		e, err := p.entry(at)
		if err != nil {
			return 0, nil, err
		}
		// A delta says how large its result is only once it is read.
		if e.size > int64(limit) && !e.delta() || e.size > left {
			return e.typ, nil, ErrTooLarge
		}
		left -= e.size
		content, err := o.content(p, e)
		if err != nil {
			return 0, nil, err
		}
		if !e.delta() {
			typ, b = e.typ, content
			o.bases.put(p, at, typ, b)
			break
		}
		if resultSize(content) > uint64(limit) {
			return 0, nil, ErrTooLarge
		}
		hops = append(hops, hop{at, content})
		if e.typ == plumbing.REFDeltaObject {
			seen[at] = true
		}
		if e.typ == plumbing.OFSDeltaObject {
			at = e.base
			continue
		}
		next, ok, err := p.find(e.ref)
		if err != nil || !ok { // bases outside the pack are for packs on the wire
			return 0, nil, errors.Join(ErrCorrupt, err)
		}
		at = next
	}
	for _, h := range slices.Backward(hops) {
		var err error
		if b, err = packfile.PatchDelta(b, h.delta); err != nil {
			return 0, nil, fmt.Errorf("%w: %w", ErrCorrupt, err)
		}
		o.bases.put(p, h.at, typ, b)
	}
	return typ, b, nil
}

// resultSize reads the second number of a delta: the size of what it makes.
func resultSize(delta []byte) uint64 {
	_, n := binary.Uvarint(delta)
	if n <= 0 {
		return 0
	}
	size, n := binary.Uvarint(delta[n:])
	if n <= 0 {
		return 0
	}
	return size
}

// content inflates an entry.
func (o *objects) content(p *pack, e entry) ([]byte, error) {
	in := bytes.NewReader(nil)
	var src io.Reader = in
	if data := p.window(e.data, int(min(e.size, windowSize/2))+64); len(data) >= int(min(p.size-e.data, e.size+64)) {
		in.Reset(data) // holds the entry even when it did not shrink
	} else {
		src = io.NewSectionReader(p.data, e.data, p.size-e.data)
	}
	var err error
	if o.inflate == nil {
		o.inflate, err = zlib.NewReader(src)
	} else {
		err = o.inflate.(zlib.Resetter).Reset(src, nil)
	}
	if err != nil {
		o.inflate = nil
		return nil, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	// The size is a claim: memory grows with what there is.
	o.buf.Reset()
	n, err := io.Copy(&o.buf, io.LimitReader(o.inflate, e.size+1))
	if err != nil || n != e.size {
		return nil, fmt.Errorf("%w: not of its size", ErrCorrupt)
	}
	return bytes.Clone(o.buf.Bytes()), nil
}

// matching returns the objects whose names begin with a hexadecimal prefix of
// four digits or more, at most two.
func (o *objects) matching(prefix string) []Hash {
	var found []Hash
	add := func(h Hash) {
		if strings.HasPrefix(h.String(), prefix) && !slices.Contains(found, h) && len(found) < 2 {
			found = append(found, h)
		}
	}
	first, err := hex.DecodeString(prefix[:2])
	if err != nil {
		return nil
	}
	for _, p := range o.packs {
		if b, err := p.bucket(first[0]); err == nil {
			for i := range b.len() {
				add(b.hash(i))
			}
		}
	}
	for _, folder := range o.folders {
		entries, _ := os.ReadDir(filepath.Join(folder, prefix[:2])) // none, none
		for _, e := range entries {
			if name := prefix[:2] + e.Name(); plumbing.IsHash(name) {
				add(plumbing.NewHash(name))
			}
		}
	}
	return found
}

// baseCache keeps objects that others are deltas of.
type baseCache struct {
	entries map[baseKey]baseEntry
	size    int
}

type baseKey struct {
	pack *pack
	at   int64
}

type baseEntry struct {
	typ  plumbing.ObjectType
	data []byte
}

// maxBases is the size in bytes at which the cache starts anew.
const maxBases = 32 << 20

func (c *baseCache) get(p *pack, at int64) (plumbing.ObjectType, []byte, bool) {
	e, ok := c.entries[baseKey{p, at}]
	return e.typ, e.data, ok
}

func (c *baseCache) put(p *pack, at int64, typ plumbing.ObjectType, b []byte) {
	if typ != plumbing.TreeObject || len(b) > maxBases/4 {
		return // commits are read once, and of files only few are read at all
	}
	if c.size += len(b); c.entries == nil || c.size > maxBases {
		c.entries, c.size = map[baseKey]baseEntry{}, len(b)
	}
	c.entries[baseKey{p, at}] = baseEntry{typ, b}
}
