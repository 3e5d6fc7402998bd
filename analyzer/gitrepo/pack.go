package gitrepo

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/go-git/go-git/v5/plumbing"
)

// pack is a pack file with its index, version 2, of which only what is asked
// for is read (https://git-scm.com/docs/gitformat-pack).
type pack struct {
	index   io.ReaderAt
	data    io.ReaderAt
	files   []io.Closer
	size    int64       // of data
	fanout  [257]uint32 // fanout[b] names come before those that begin with b
	buckets [256]*bucket

	win   []byte // part of data read last
	winAt int64
}

const (
	indexHeader = 8
	fanoutSize  = 256 * 4
	hashSize    = len(Hash{})
	windowSize  = 64 << 10
)

// openPack opens path.idx and path.pack.
func openPack(path string) (*pack, error) {
	index, err := openRegular(path + ".idx")
	if err != nil {
		return nil, err
	}
	data, err := openRegular(path + ".pack")
	if err != nil {
		return nil, errors.Join(err, index.Close())
	}
	p := &pack{index: index, data: data, files: []io.Closer{index, data}}
	indexInfo, err := index.Stat()
	if err == nil {
		var dataInfo os.FileInfo
		if dataInfo, err = data.Stat(); err == nil {
			err = p.readHead(indexInfo.Size(), dataInfo.Size())
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), p.close())
	}
	return p, nil
}

func (p *pack) close() error {
	var errs []error
	for _, f := range p.files {
		errs = append(errs, f.Close())
	}
	return errors.Join(errs...)
}

// readHead reads what the rest is found by; sizes are of the two files.
func (p *pack) readHead(indexSize, dataSize int64) error {
	var head [indexHeader + fanoutSize]byte
	if _, err := p.index.ReadAt(head[:], 0); err != nil {
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	if !bytes.Equal(head[:indexHeader], []byte("\xfftOc\x00\x00\x00\x02")) {
		return fmt.Errorf("%w: index of another version", ErrUnsupported)
	}
	for i := range 256 {
		p.fanout[i+1] = binary.BigEndian.Uint32(head[indexHeader+4*i:])
		if p.fanout[i+1] < p.fanout[i] {
			return ErrCorrupt
		}
	}
	if n := int64(p.fanout[256]); indexSize < indexHeader+fanoutSize+n*int64(hashSize+4+4)+int64(2*hashSize) {
		return fmt.Errorf("%w: index cut off", ErrCorrupt)
	}
	p.size = dataSize - int64(hashSize) // a checksum ends it
	return nil
}

// bucket is the part of an index for names that begin with one byte.
type bucket struct {
	names   []byte
	offsets []byte
}

func (b *bucket) len() int { return len(b.offsets) / 4 }

func (b *bucket) hash(i int) (h Hash) {
	copy(h[:], b.names[i*hashSize:])
	return h
}

func (p *pack) bucket(first byte) (*bucket, error) {
	if b := p.buckets[first]; b != nil {
		return b, nil
	}
	from, to, all := int64(p.fanout[first]), int64(p.fanout[int(first)+1]), int64(p.fanout[256])
	b := &bucket{names: make([]byte, (to-from)*int64(hashSize)), offsets: make([]byte, (to-from)*4)}
	names := int64(indexHeader + fanoutSize)
	if _, err := p.index.ReadAt(b.names, names+from*int64(hashSize)); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	offsets := names + all*int64(hashSize+4)
	if _, err := p.index.ReadAt(b.offsets, offsets+from*4); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	p.buckets[first] = b
	return b, nil
}

// find returns where an object begins in the pack.
func (p *pack) find(h Hash) (at int64, ok bool, err error) {
	if p.fanout[h[0]] == p.fanout[int(h[0])+1] {
		return 0, false, nil
	}
	b, err := p.bucket(h[0])
	if err != nil {
		return 0, false, err
	}
	i, end := 0, b.len()
	for i < end {
		mid := int(uint(i+end) >> 1)
		if bytes.Compare(b.names[mid*hashSize:(mid+1)*hashSize], h[:]) < 0 {
			i = mid + 1
		} else {
			end = mid
		}
	}
	if i == b.len() || b.hash(i) != h {
		return 0, false, nil
	}
	small := binary.BigEndian.Uint32(b.offsets[4*i:])
	if small < 1<<31 {
		return int64(small), true, nil
	}
	// Packs over 2 GiB keep large offsets in a table of their own.
	var large [8]byte
	table := int64(indexHeader+fanoutSize) + int64(p.fanout[256])*int64(hashSize+4+4)
	if _, err := p.index.ReadAt(large[:], table+8*int64(small&^(1<<31))); err != nil {
		return 0, false, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return int64(binary.BigEndian.Uint64(large[:]) &^ (1 << 63)), true, nil
}

// entry is the head of an object in a pack.
type entry struct {
	typ  plumbing.ObjectType
	size int64 // of the inflated content
	data int64 // where the deflated content begins
	base int64 // of a delta, by offset
	ref  Hash  // of a delta, by name
}

func (e *entry) delta() bool {
	return e.typ == plumbing.OFSDeltaObject || e.typ == plumbing.REFDeltaObject
}

func (p *pack) entry(at int64) (entry, error) {
	const most = 64 // bytes of a head: two numbers or one and a name
	b := p.window(at, most)
	i := 0
	next := func() byte {
		i++
		if i > len(b) {
			return 0
		}
		return b[i-1]
	}
	c := next()
	e := entry{typ: plumbing.ObjectType(c >> 4 & 7), size: int64(c & 15)}
	for shift := 4; c&0x80 != 0 && shift < 57; shift += 7 {
		c = next()
		e.size |= int64(c&0x7f) << shift
	}
	bad := c&0x80 != 0
	switch e.typ {
	case plumbing.CommitObject, plumbing.TreeObject, plumbing.BlobObject, plumbing.TagObject:
	case plumbing.OFSDeltaObject:
		c = next()
		back := int64(c & 0x7f)
		for n := 1; c&0x80 != 0 && n < 8; n++ {
			c = next()
			back = (back+1)<<7 | int64(c&0x7f)
		}
		e.base = at - back
		bad = bad || c&0x80 != 0 || back <= 0 || e.base < 0
	case plumbing.REFDeltaObject:
		if i+hashSize <= len(b) {
			copy(e.ref[:], b[i:])
		}
		i += hashSize
	default:
		bad = true
	}
	if bad || i > len(b) {
		return entry{}, fmt.Errorf("%w: no object at %d of its pack", ErrCorrupt, at)
	}
	e.data = at + int64(i)
	return e, nil
}

// window returns n bytes of the pack from an offset on, more where they are at
// hand, fewer at its end. Objects that are read one after the other often lie
// together: git puts commits first, by date.
func (p *pack) window(at int64, n int) []byte {
	if n > windowSize || at < 0 || at >= p.size {
		return nil
	}
	end := min(at+int64(n), p.size)
	if at < p.winAt || end > p.winAt+int64(len(p.win)) {
		if p.win == nil {
			p.win = make([]byte, windowSize)
		}
		// Walking history goes forward in a pack; a little before is for those
		// that do not.
		p.winAt = max(at-windowSize/8, 0)
		got, err := p.data.ReadAt(p.win[:windowSize], p.winAt)
		if err != nil && !errors.Is(err, io.EOF) {
			got = 0
		}
		p.win = p.win[:max(min(int64(got), p.size-p.winAt), 0)]
		if at > p.winAt+int64(len(p.win)) {
			return nil
		}
	}
	return p.win[at-p.winAt:]
}
