// Package gitrepotest builds git repositories for tests without git: commits,
// references, packs, and the files by which a repository takes another shape.
package gitrepotest

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// Hash names an object.
type Hash = plumbing.Hash

// Start is the time of the first commit, in seconds since 1970. Each further
// one is an hour later unless it says otherwise.
const Start = 1_700_000_000

// T is what the builder needs of a test.
type T interface {
	Helper()
	Fatal(args ...any)
}

// Repo is a repository with a work tree.
type Repo struct {
	Dir string // work tree

	t       T
	storage *filesystem.Storage
	time    int64
	objects []Hash
}

// New makes an empty repository on the branch main.
func New(t T, dir string) *Repo {
	t.Helper()
	r := Open(t, dir)
	r.check(r.storage.Init())
	r.WriteGit("config", "[core]\n\trepositoryformatversion = 0\n\tbare = false\n")
	r.SetHead("refs/heads/main")
	return r
}

// Open goes on with a repository. Its next commit is the first as to time.
func Open(t T, dir string) *Repo {
	r := &Repo{Dir: dir, t: t, time: Start}
	r.storage = filesystem.NewStorage(osfs.New(r.Git()), cache.NewObjectLRUDefault())
	return r
}

// Git returns the path of the git folder, or of something in it.
func (r *Repo) Git(elem ...string) string {
	return filepath.Join(append([]string{r.Dir, ".git"}, elem...)...)
}

func (r *Repo) check(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

// WriteGit writes a file in the git folder.
func (r *Repo) WriteGit(name, content string) {
	r.t.Helper()
	WriteFile(r.t, r.Git(name), content)
}

// WriteFile writes a file and the folders above it.
func WriteFile(t T, name, content string) {
	t.Helper()
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		err = os.WriteFile(name, []byte(content), 0o644) //nolint:gosec // of a test
	}
	if err != nil {
		t.Fatal(err)
	}
}

// SetHead makes HEAD name a reference or, as a hash, a commit.
func (r *Repo) SetHead(target string) {
	r.t.Helper()
	if !plumbing.IsHash(target) {
		target = "ref: " + target
	}
	r.WriteGit("HEAD", target+"\n")
}

// SetRef makes a reference name an object.
func (r *Repo) SetRef(name string, h Hash) {
	r.t.Helper()
	r.check(r.storage.SetReference(plumbing.NewHashReference(plumbing.ReferenceName(name), h)))
}

// Ref returns what a reference names.
func (r *Repo) Ref(name string) Hash {
	r.t.Helper()
	ref, err := r.storage.Reference(plumbing.ReferenceName(name))
	r.check(err)
	return ref.Hash()
}

// PackRefs moves the references into packed-refs.
func (r *Repo) PackRefs() {
	r.t.Helper()
	r.check(r.storage.PackRefs())
}

// Files are the files of a commit by path. A value that begins with Link is a
// symbolic link, one that begins with Module a submodule at a commit.
type Files map[string]string

// Beginnings of values that are no content.
const (
	Link   = "link:"
	Module = "module:"
)

// With returns a copy of files with some others; an empty one is left out.
func (f Files) With(others Files) Files {
	out := Files{}
	for _, m := range []Files{f, others} {
		for name, content := range m {
			if out[name] = content; content == "" {
				delete(out, name)
			}
		}
	}
	return out
}

// Commit is what to commit.
type Commit struct {
	Files   Files
	Parents []Hash
	Email   string // of the author
	Time    int64  // 0 for an hour after the commit before
	Branch  string // moved to the commit; main when empty
}

// Commit writes a commit and moves a branch to it.
func (r *Repo) Commit(c Commit) Hash {
	r.t.Helper()
	r.time = cmp.Or(c.Time, r.time+3600)
	var b strings.Builder
	fmt.Fprintf(&b, "tree %s\n", r.tree(c.Files, ""))
	for _, p := range c.Parents {
		fmt.Fprintf(&b, "parent %s\n", p)
	}
	who := fmt.Sprintf("Someone <%s> %d +0000", cmp.Or(c.Email, "someone@example.com"), r.time)
	fmt.Fprintf(&b, "author %s\ncommitter %s\n\nmessage\n", who, who)
	h := r.Object(plumbing.CommitObject, b.String())
	r.SetRef("refs/heads/"+cmp.Or(c.Branch, "main"), h)
	return h
}

// Tag writes an annotated tag.
func (r *Repo) Tag(name string, of Hash) {
	r.t.Helper()
	r.SetRef("refs/tags/"+name, r.Object(plumbing.TagObject,
		fmt.Sprintf("object %s\ntype commit\ntag %s\ntagger Someone <someone@example.com> %d +0000\n\nmessage\n", of, name, r.time)))
}

func (r *Repo) tree(files Files, prefix string) Hash {
	r.t.Helper()
	type entry struct{ sort, mode, name, hash string }
	var entries []entry
	folders := map[string]bool{}
	for name, content := range files {
		rest, ok := strings.CutPrefix(name, prefix)
		if !ok {
			continue
		}
		if folder, _, deep := strings.Cut(rest, "/"); deep {
			if !folders[folder] {
				folders[folder] = true
				h := r.tree(files, prefix+folder+"/")
				entries = append(entries, entry{folder + "/", "40000", folder, string(h[:])})
			}
			continue
		}
		mode := "100644"
		var h Hash
		if target, ok := strings.CutPrefix(content, Module); ok {
			mode, h = "160000", plumbing.NewHash(target)
		} else {
			target, link := strings.CutPrefix(content, Link)
			if link {
				mode = "120000"
			}
			h = r.Object(plumbing.BlobObject, target)
		}
		entries = append(entries, entry{rest, mode, rest, string(h[:])})
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.sort, b.sort) })
	var b strings.Builder
	for _, e := range entries {
		b.WriteString(e.mode + " " + e.name + "\x00" + e.hash)
	}
	return r.Object(plumbing.TreeObject, b.String())
}

// Object writes an object as it is.
func (r *Repo) Object(typ plumbing.ObjectType, content string) Hash {
	r.t.Helper()
	o := r.storage.NewEncodedObject()
	o.SetType(typ)
	w, err := o.Writer()
	r.check(err)
	_, err = io.WriteString(w, content)
	r.check(err)
	r.check(w.Close())
	h, err := r.storage.SetEncodedObject(o)
	r.check(err)
	r.objects = append(r.objects, h)
	return h
}

// Loose returns the file of an object that is not packed.
func (r *Repo) Loose(h Hash) string {
	name := h.String()
	return r.Git("objects", name[:2], name[2:])
}

// Pack moves all objects into a pack, in which some are deltas of others.
func (r *Repo) Pack() {
	r.t.Helper()
	slices.SortFunc(r.objects, func(a, b Hash) int { return slices.Compare(a[:], b[:]) })
	r.objects = slices.Compact(r.objects)
	w, err := r.storage.PackfileWriter()
	r.check(err)
	_, err = packfile.NewEncoder(w, r.storage, false).Encode(r.objects, 10)
	r.check(err)
	r.check(w.Close())
	for _, h := range r.objects {
		r.check(os.RemoveAll(filepath.Dir(r.Loose(h))))
	}
}

// Checkout writes files into the work tree, and removes all others there.
func (r *Repo) Checkout(files Files) {
	r.t.Helper()
	entries, err := os.ReadDir(r.Dir)
	r.check(err)
	for _, e := range entries {
		if e.Name() != ".git" {
			r.check(os.RemoveAll(filepath.Join(r.Dir, e.Name())))
		}
	}
	for name, content := range files {
		WriteFile(r.t, filepath.Join(r.Dir, name), content)
	}
}

// Generate writes a straight history into one pack: n commits over ten years by
// 25 people, each of which changes one of some files in folders three deep. It
// is for measuring; objects are deflated, and none is a delta.
func (r *Repo) Generate(n, files int) {
	r.t.Helper()
	w := newPackWriter(r)
	blob := make([]Hash, files)
	content := func(i, version int) string { return fmt.Sprintf("file %d\nversion %d\n", i, version) }
	for i := range blob {
		blob[i] = w.add(plumbing.BlobObject, content(i, 0))
	}
	const fan = 10
	ext := []string{"py", "ts", "js", "md"}
	leaf := make([]Hash, (files+fan-1)/fan)
	writeLeaf := func(k int) {
		var b strings.Builder
		for i := k * fan; i < min((k+1)*fan, files); i++ {
			fmt.Fprintf(&b, "100644 file%05d.%s\x00%s", i, ext[i%len(ext)], blob[i][:])
		}
		leaf[k] = w.add(plumbing.TreeObject, b.String())
	}
	for k := range leaf {
		writeLeaf(k)
	}
	parent := Hash{}
	const decade = 10 * 365 * 24 * 3600
	for c := range n {
		i := c * 7919 % files
		blob[i] = w.add(plumbing.BlobObject, content(i, c+1))
		writeLeaf(i / fan)
		var top strings.Builder
		for from := 0; from < len(leaf); from += fan {
			var b strings.Builder
			for k := from; k < min(from+fan, len(leaf)); k++ {
				fmt.Fprintf(&b, "40000 leaf%04d\x00%s", k, leaf[k][:])
			}
			h := w.add(plumbing.TreeObject, b.String())
			fmt.Fprintf(&top, "40000 folder%04d\x00%s", from, h[:])
		}
		text := fmt.Sprintf("tree %s\n", w.add(plumbing.TreeObject, top.String()))
		if c > 0 {
			text += fmt.Sprintf("parent %s\n", parent)
		}
		who := fmt.Sprintf("Someone <person%d@example.com> %d +0000", c*c%25, Start+c*(decade/n))
		parent = w.add(plumbing.CommitObject, text+"author "+who+"\ncommitter "+who+"\n\nChange one of the files\n\nWith a few words that say why this was done.\n")
	}
	w.close()
	r.SetRef("refs/heads/main", parent)
}
