package gitrepotest

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"crypto/sha1" //nolint:gosec // git's objects are named by it
	"encoding/binary"
	"hash"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/idxfile"
)

// packWriter writes a pack as it goes, because a storage would take minutes for
// tens of thousands of commits.
type packWriter struct {
	r    *Repo
	file *os.File
	out  *bufio.Writer
	sum  hash.Hash
	at   uint64
	n    uint32
	idx  idxfile.Writer
	seen map[Hash]bool
	zip  *zlib.Writer
}

func newPackWriter(r *Repo) *packWriter {
	r.t.Helper()
	dir := r.Git("objects", "pack")
	r.check(os.MkdirAll(dir, 0o755))
	f, err := os.Create(filepath.Join(dir, "pack-generated.pack"))
	r.check(err)
	w := &packWriter{r: r, file: f, sum: sha1.New(), seen: map[Hash]bool{}} //nolint:gosec // see above
	w.out = bufio.NewWriterSize(f, 1<<20)
	w.zip, err = zlib.NewWriterLevel(io.Discard, zlib.BestSpeed)
	r.check(err)
	w.write([]byte("PACK\x00\x00\x00\x02\x00\x00\x00\x00")) // the number comes at the end
	return w
}

func (w *packWriter) write(b []byte) {
	_, err := w.out.Write(b)
	w.r.check(err)
	w.at += uint64(len(b))
}

// add writes an object once.
func (w *packWriter) add(typ plumbing.ObjectType, content string) Hash {
	h := plumbing.ComputeHash(typ, []byte(content))
	if w.seen[h] {
		return h
	}
	w.seen[h] = true
	var b bytes.Buffer
	size := len(content)
	c := byte(typ)<<4 | byte(size&15)
	for size >>= 4; size > 0; size >>= 7 {
		b.WriteByte(c | 0x80)
		c = byte(size & 0x7f)
	}
	b.WriteByte(c)
	w.zip.Reset(&b)
	_, err := io.WriteString(w.zip, content)
	w.r.check(err)
	w.r.check(w.zip.Close())
	w.idx.Add(h, w.at, crc32.ChecksumIEEE(b.Bytes()))
	w.n++
	w.write(b.Bytes())
	return h
}

// close writes the number of objects, the checksum and the index.
func (w *packWriter) close() {
	w.r.check(w.out.Flush())
	_, err := w.file.WriteAt(binary.BigEndian.AppendUint32(nil, w.n), 8)
	w.r.check(err)
	_, err = w.file.Seek(0, io.SeekStart)
	w.r.check(err)
	_, err = io.Copy(w.sum, w.file)
	w.r.check(err)
	sum := w.sum.Sum(nil)
	_, err = w.file.Write(sum)
	w.r.check(err)
	w.r.check(w.file.Close())

	w.r.check(w.idx.OnFooter(plumbing.Hash(sum)))
	index, err := w.idx.Index()
	w.r.check(err)
	f, err := os.Create(w.r.Git("objects", "pack", "pack-generated.idx"))
	w.r.check(err)
	_, err = idxfile.NewEncoder(f).Encode(index)
	w.r.check(err)
	w.r.check(f.Close())
}
