package gitrepo

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/stackfit/stackfit/analyzer/gitrepo/gitrepotest"
)

// packBytes returns a pack of three commits, deltas included, and its index.
func packBytes(f *testing.F) (data, index []byte) {
	f.Helper()
	r := gitrepotest.New(f, f.TempDir())
	long := string(bytes.Repeat([]byte("a line that makes deltas worth it\n"), 40))
	var parents []Hash
	for i := range 3 {
		parents = []Hash{r.Commit(gitrepotest.Commit{Files: gitrepotest.Files{"a": long + string(rune('0'+i))}, Parents: parents})}
	}
	r.Pack()
	files, err := filepath.Glob(r.Git("objects", "pack", "pack-*"))
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if filepath.Ext(name) == ".idx" {
			index = src
		} else {
			data = src
		}
	}
	return data, index
}

// FuzzPack reads damaged packs: an object or an error comes of each name, in
// bounded memory. The damage is a few bytes somewhere, because Go's fuzzer
// spends its time on shortening what is long.
func FuzzPack(f *testing.F) {
	data, index := packBytes(f)
	f.Add(uint16(0), []byte{}, uint16(len(data)), uint16(0), []byte{}, uint16(len(index)))
	f.Add(uint16(12), []byte{0x78, 0xff, 0xff}, uint16(len(data)), uint16(8), []byte{0, 0, 1}, uint16(len(index)))
	f.Add(uint16(0), []byte{}, uint16(len(data)/2), uint16(1032), []byte{0xff}, uint16(len(index)/2))
	f.Fuzz(func(t *testing.T, dataAt uint16, dataPatch []byte, dataEnd, indexAt uint16, indexPatch []byte, indexEnd uint16) {
		data, index := patched(data, dataAt, dataPatch, dataEnd), patched(index, indexAt, indexPatch, indexEnd)
		p := &pack{index: bytes.NewReader(index), data: bytes.NewReader(data)}
		if p.readHead(int64(len(index)), int64(len(data))) != nil {
			return
		}
		o := objects{packs: []*pack{p}}
		const limit = 1 << 20
		for first := range 256 {
			b, err := p.bucket(byte(first))
			if err != nil {
				continue
			}
			for i := range min(b.len(), 50) {
				_, content, err := o.read(b.hash(i), limit)
				if err == nil && len(content) > limit {
					t.Errorf("%d bytes were read where %d are allowed", len(content), limit)
				}
			}
		}
		for at := range int64(min(len(data), 200)) { // where no object begins
			_, content, err := o.readPacked(p, at, limit)
			if err == nil && len(content) > limit {
				t.Errorf("%d bytes were read where %d are allowed", len(content), limit)
			}
		}
	})
}

// patched returns the beginning of src with other bytes at some place.
func patched(src []byte, at uint16, patch []byte, end uint16) []byte {
	src = bytes.Clone(src[:min(int(end), len(src))])
	copy(src[min(int(at), len(src)):], patch)
	return src
}

// FuzzObject reads commits, trees and tags of any bytes.
func FuzzObject(f *testing.F) {
	f.Add([]byte("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nparent x\nauthor A <a@b> 1 +0\ncommitter > < 99999999999999999999 +0\n\nm"))
	f.Add([]byte("100644 a\x0012345678901234567890" + "40000 b\x0012345678901234567890"))
	f.Add([]byte("object 4b825dc642cb6eb9a060e54bf8d69288fbee4904\ntype commit\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		// A pack whose objects are at hand already.
		types := []plumbing.ObjectType{plumbing.CommitObject, plumbing.TreeObject, plumbing.TagObject}
		r := &Repo{objects: objects{bases: baseCache{entries: map[baseKey]baseEntry{}}}}
		const names = indexHeader + fanoutSize
		index := make([]byte, names+len(types)*(hashSize+4+4)+2*hashSize)
		copy(index, "\xfftOc\x00\x00\x00\x02")
		for i := range 256 {
			binary.BigEndian.PutUint32(index[indexHeader+4*i:], uint32(len(types)))
		}
		p := &pack{index: bytes.NewReader(index), data: bytes.NewReader(nil)}
		hashes := make([]Hash, len(types))
		for i, typ := range types {
			hashes[i][hashSize-1] = byte(i)
			copy(index[names+i*hashSize:], hashes[i][:])
			binary.BigEndian.PutUint32(index[names+len(types)*(hashSize+4)+4*i:], uint32(i))
			r.objects.bases.entries[baseKey{p, int64(i)}] = baseEntry{typ, src}
		}
		if err := p.readHead(int64(len(index)), 100); err != nil {
			t.Fatal(err)
		}
		r.objects.packs = []*pack{p}
		if c, err := r.Commit(hashes[0]); err != nil || c.Time < 0 || c.Written < 0 {
			t.Errorf("commit %+v, %v", c, err)
		}
		if entries, err := r.Tree(hashes[1]); err == nil {
			n := 0
			for _, e := range entries {
				n += len(e.Name) + 1 + hashSize
			}
			if n > len(src) {
				t.Errorf("%d bytes of entries in %d", n, len(src))
			}
		}
		if h, err := r.peel(hashes[2]); err == nil && h != hashes[0] {
			t.Errorf("a tag leads to %s, which is no commit", h)
		}
	})
}
