// Package gitrepo reads a git repository: revisions, commits, trees and file
// contents. It never writes, and runs neither git nor anything a repository
// configures. What its facts mean is for others: history, changes and the
// command.
//
// References, configuration and the shallow list are read by go-git's storage.
// Opening a repository the way go-git does is not: it refuses repositories with
// a sparse checkout or a configuration of their own for each work tree, none of
// which matters to a reader of objects. Neither is go-git's object storage: it
// decodes the whole index of a pack before the first object, 200 ms for one of
// 300,000 objects, and hashes all it reads.
package gitrepo

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/go-git/go-billy/v5"
	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/format/config"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/go-git/go-git/v5/storage/filesystem/dotgit"
)

// Hash names an object.
type Hash = plumbing.Hash

// Errors that say why a fact of git cannot be had. They come wrapped with the
// object or revision they are about.
var (
	ErrNoRepository = errors.New("no git repository")
	ErrUnsupported  = errors.New("a kind of git repository that cannot be read")
	ErrNoRevision   = errors.New("no such revision")
	ErrMissing      = errors.New("not in this clone")
	ErrShallow      = errors.New("the clone is shallow")
	ErrUnrelated    = errors.New("no common ancestor")
	ErrCorrupt      = errors.New("damaged object")
	ErrTooLarge     = errors.New("object too large")
)

// Repo is a repository open for reading. It is for one goroutine.
type Repo struct {
	worktree string // folder that holds .git; "" for a bare repository
	common   string // folder with objects and most references
	storage  *filesystem.Storage
	objects  objects
	shallow  map[Hash]bool // commits whose parents were left out
	partial  bool          // objects may have been left out
	remote   string        // address of the remote it was cloned from
}

// maxSmallFile bounds what is read of the files that name other folders.
const maxSmallFile = 64 << 10

// Open finds the repository that holds the folder dir, which may be the work
// tree, a folder in it, a linked work tree, a submodule or a bare repository.
// dir itself need not exist: the nearest folder above that does counts.
func Open(dir string) (*Repo, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find the git repository: %w", err)
	}
	start := dir
	for {
		gitDir, err := gitDirIn(dir)
		if err != nil {
			return nil, err
		}
		if gitDir != "" {
			r, err := open(gitDir)
			if err != nil {
				return nil, err
			}
			if gitDir != dir {
				r.worktree = dir
			}
			return r, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return nil, fmt.Errorf("%w in %s or above it", ErrNoRepository, start)
		}
		dir = parent
	}
}

// gitDirIn returns the git folder of a work tree or a bare repository, "" when
// dir is neither.
func gitDirIn(dir string) (string, error) {
	dotGit := filepath.Join(dir, ".git")
	info, err := os.Stat(dotGit)
	switch {
	case err == nil && info.IsDir():
		return dotGit, nil
	case err == nil && info.Mode().IsRegular():
		text, err := readSmall(dotGit)
		target, ok := strings.CutPrefix(text, "gitdir:")
		if err != nil || !ok {
			return "", fmt.Errorf("%w: %s names no git folder", ErrNoRepository, dotGit)
		}
		return join(dir, strings.TrimSpace(target)), nil
	}
	for _, name := range []string{"HEAD", "objects", "refs"} {
		if !exists(filepath.Join(dir, name)) {
			return "", nil
		}
	}
	return dir, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// join is filepath.Join for a target that may be absolute.
func join(dir, target string) string {
	if filepath.IsAbs(target) {
		return filepath.Clean(target)
	}
	return filepath.Join(dir, target)
}

func open(gitDir string) (*Repo, error) {
	if info, err := os.Stat(filepath.Join(gitDir, "HEAD")); err != nil || !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: %s has no HEAD", ErrNoRepository, gitDir)
	}
	r := &Repo{common: gitDir}
	var fsys billy.Filesystem = regular{osfs.New(gitDir)}
	if text, err := readSmall(filepath.Join(gitDir, "commondir")); err == nil {
		r.common = join(gitDir, strings.TrimSpace(text))
		fsys = dotgit.NewRepositoryFilesystem(fsys, regular{osfs.New(r.common)})
	}
	if err := r.readConfig(); err != nil {
		return nil, err
	}
	r.storage = filesystem.NewStorageWithOptions(fsys, cache.NewObjectLRU(0), filesystem.Options{ExclusiveAccess: true})
	cut, err := r.storage.Shallow()
	if err != nil {
		return nil, fmt.Errorf("read the shallow list: %w", err)
	}
	r.shallow = make(map[Hash]bool, len(cut))
	for _, h := range cut {
		r.shallow[h] = true
	}
	r.objects.open(filepath.Join(r.common, "objects"))
	return r, nil
}

// readConfig refuses what this package would misread. Other extensions are
// about writing, the index or the work tree
// (https://git-scm.com/docs/repository-version).
func (r *Repo) readConfig() error {
	file := filepath.Join(r.common, "config")
	if !exists(file) {
		return nil // git takes its defaults
	}
	text, err := readSmall(file)
	if err != nil {
		return fmt.Errorf("%w: its configuration: %w", ErrUnsupported, err)
	}
	c := config.New()
	if err := config.NewDecoder(strings.NewReader(text)).Decode(c); err != nil {
		return fmt.Errorf("%w: its configuration: %w", ErrUnsupported, err)
	}
	for _, o := range c.Section("extensions").Options {
		switch key, value := strings.ToLower(o.Key), strings.ToLower(o.Value); {
		case key == "objectformat" && value != "sha1":
			return fmt.Errorf("%w: objects named by %s", ErrUnsupported, value)
		case key == "refstorage" && value != "files":
			return fmt.Errorf("%w: references kept as %s", ErrUnsupported, value)
		case key == "partialclone":
			r.partial = true
		}
	}
	remotes := c.Section("remote").Subsections
	for _, s := range remotes {
		r.partial = r.partial || strings.EqualFold(s.Option("promisor"), "true")
		if s.Name == "origin" || len(remotes) == 1 {
			r.remote = s.Option("url")
		}
	}
	return nil
}

// Close releases the repository's files.
func (r *Repo) Close() error { return r.objects.close() }

// Worktree returns the folder of the work tree, "" for a bare repository.
func (r *Repo) Worktree() string { return r.worktree }

// Remote returns the address of the remote origin, else of the only remote, as
// it is configured: it may hold a password. It is "" when there is none.
func (r *Repo) Remote() string { return r.remote }

// Shallow reports whether history was cut off when the repository was cloned.
func (r *Repo) Shallow() bool { return len(r.shallow) > 0 }

// Prefix returns the path of a folder in the work tree, with slashes, "" for
// the work tree itself.
func (r *Repo) Prefix(dir string) (string, error) {
	if r.worktree == "" {
		return "", nil
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("find %s in the work tree: %w", dir, err)
	}
	rel, err := filepath.Rel(r.worktree, dir)
	if err != nil || !filepath.IsLocal(rel) {
		return "", fmt.Errorf("%s is not in the work tree %s", dir, r.worktree)
	}
	if rel == "." {
		return "", nil
	}
	return filepath.ToSlash(rel), nil
}

// missing says why an object that is named somewhere is not there.
func (r *Repo) missing(h Hash) error {
	switch {
	case r.partial:
		return fmt.Errorf("object %s is %w: it was cloned in part (--filter)", short(h), ErrMissing)
	case r.Shallow():
		return fmt.Errorf("object %s is %w: %w", short(h), ErrMissing, ErrShallow)
	}
	return fmt.Errorf("object %s is %w", short(h), ErrMissing)
}

func short(h Hash) string { return h.String()[:10] }

// Commit is one commit.
type Commit struct {
	Tree    Hash
	Parents []Hash // none where a shallow clone ends
	Author  string // e-mail address, as written
	Written int64  // when the author wrote it, in seconds since 1970 UTC
	Time    int64  // when it was committed
	Cut     bool   // it has parents that this shallow clone does not have
}

// Commit reads a commit.
func (r *Repo) Commit(h Hash) (Commit, error) {
	var c Commit
	typ, b, err := r.object(h, maxCommit)
	if err != nil {
		return c, err
	}
	if typ != plumbing.CommitObject {
		return c, fmt.Errorf("object %s is a %s, no commit", short(h), typ)
	}
	for len(b) > 0 && b[0] != '\n' {
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		b = rest
		key, value, _ := bytes.Cut(line, []byte(" "))
		switch string(key) {
		case "tree":
			c.Tree = plumbing.NewHash(string(value))
		case "parent":
			c.Parents = append(c.Parents, plumbing.NewHash(string(value)))
		case "author":
			c.Author, c.Written = signature(value)
		case "committer":
			_, c.Time = signature(value)
		}
	}
	if r.shallow[h] {
		c.Cut, c.Parents = len(c.Parents) > 0, nil
	}
	return c, nil
}

// maxCommit bounds the size of a commit or an annotated tag in bytes.
const maxCommit = 1 << 20

// signature reads "Name <address> seconds zone".
func signature(b []byte) (address string, seconds int64) {
	from, to := bytes.IndexByte(b, '<'), bytes.LastIndexByte(b, '>')
	if from < 0 || to < from {
		return "", 0
	}
	address = string(b[from+1 : to])
	for _, c := range bytes.TrimLeft(b[to+1:], " ") {
		if c < '0' || c > '9' || seconds > 1<<40 {
			break
		}
		seconds = seconds*10 + int64(c-'0')
	}
	return address, seconds
}

// Kind is what an entry of a tree is.
type Kind uint8

// Kinds of entries.
const (
	File Kind = iota
	Folder
	Symlink
	Submodule
)

// Entry is one name in a tree.
type Entry struct {
	Name string // bytes as stored
	Kind Kind
	Hash Hash
}

// Tree reads a tree's entries, in the order git keeps them.
func (r *Repo) Tree(h Hash) ([]Entry, error) {
	typ, b, err := r.object(h, maxTree)
	if err != nil {
		return nil, err
	}
	if typ != plumbing.TreeObject {
		return nil, fmt.Errorf("object %s is a %s, no tree", short(h), typ)
	}
	entries := make([]Entry, 0, len(b)/40)
	for len(b) > 0 {
		mode, rest, ok := bytes.Cut(b, []byte(" "))
		name, rest, ok2 := bytes.Cut(rest, []byte{0})
		if !ok || !ok2 || len(rest) < len(Hash{}) {
			return nil, fmt.Errorf("tree %s: %w", short(h), ErrCorrupt)
		}
		e := Entry{Name: string(name)}
		switch string(mode) {
		case "40000", "040000":
			e.Kind = Folder
		case "120000":
			e.Kind = Symlink
		case "160000":
			e.Kind = Submodule
		}
		b = rest[copy(e.Hash[:], rest):]
		entries = append(entries, e)
	}
	return entries, nil
}

// maxTree bounds the size of a tree in bytes: some 500,000 names.
const maxTree = 32 << 20

// Lookup finds an entry of a tree by its path, with slashes. The error is
// ErrMissing only for objects; a path that is not in the tree is not ok.
func (r *Repo) Lookup(tree Hash, path string) (e Entry, ok bool, err error) {
	e = Entry{Kind: Folder, Hash: tree}
	for name := range strings.SplitSeq(path, "/") {
		if name == "" {
			continue
		}
		if e.Kind != Folder {
			return Entry{}, false, nil
		}
		entries, err := r.Tree(e.Hash)
		if err != nil {
			return Entry{}, false, err
		}
		found := false
		for i := range entries {
			if entries[i].Name == name {
				e, found = entries[i], true
				break
			}
		}
		if !found {
			return Entry{}, false, nil
		}
	}
	return e, true, nil
}

// Blob reads the content of a file of at most limit bytes, else the error is
// ErrTooLarge.
func (r *Repo) Blob(h Hash, limit int) ([]byte, error) {
	typ, b, err := r.object(h, limit)
	if err != nil {
		return nil, err
	}
	if typ != plumbing.BlobObject {
		return nil, fmt.Errorf("object %s is a %s, no file", short(h), typ)
	}
	return b, nil
}

func (r *Repo) object(h Hash, limit int) (plumbing.ObjectType, []byte, error) {
	typ, b, err := r.objects.read(h, limit)
	switch {
	case errors.Is(err, ErrMissing):
		return typ, nil, r.missing(h)
	case err != nil:
		return typ, nil, fmt.Errorf("object %s: %w", short(h), err)
	}
	return typ, b, nil
}

// readSmall reads a small regular file.
func readSmall(path string) (string, error) {
	f, err := openRegular(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxSmallFile+1))
	if err == nil && len(b) > maxSmallFile {
		err = ErrTooLarge
	}
	return string(b), err
}

// openRegular opens a file for reading and does not wait for one that is a
// pipe.
func openRegular(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s: not a regular file", path)
	}
	if err != nil {
		return nil, cmp.Or(errors.Join(err, f.Close()), err)
	}
	return f, nil
}

// regular is a file system whose files are regular, for go-git: opening a pipe
// would wait for its writer.
type regular struct{ billy.Filesystem }

func (r regular) Open(name string) (billy.File, error) {
	return r.OpenFile(name, os.O_RDONLY, 0)
}

func (r regular) OpenFile(name string, flag int, perm os.FileMode) (billy.File, error) {
	if info, err := r.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("open %s: %w", name, os.ErrNotExist)
	}
	return r.Filesystem.OpenFile(name, flag, perm)
}
