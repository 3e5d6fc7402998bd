// Package source finds and reads the files of a repository: which there are,
// in which language, what part they play, and which are left out and why. It
// looks at names, and at the content only to tell generated, minified and
// binary files; what files mean is for the parsers and for manifest.
//
// Repositories are not trusted: only regular files inside the root are read,
// symbolic links are never followed, and nothing in a repository is run.
package source

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
)

// Lang is the language of a source file.
type Lang uint8

// Languages. None is for manifests.
const (
	None       Lang = iota
	JavaScript      // .js, .cjs, .mjs, .jsx, and scripts run by Node.js, Deno or Bun
	TypeScript      // .ts, .cts, .mts, .tsx
	Python          // .py, .pyw, .pyi, and scripts run by Python
)

var langNames = [...]string{None: "", JavaScript: "javascript", TypeScript: "typescript", Python: "python"}

func (l Lang) String() string { return langNames[l] }

// Role is the part a file plays in its repository, as its path tells it.
type Role uint8

// Roles.
const (
	Product   Role = iota
	Test           // tests and their helpers
	Fixture        // data and doubles for tests
	Example        // examples, samples, demonstrations, stories
	Docs           // what builds the documentation
	Build          // scripts that build, release or maintain the repository
	Config         // configuration of development tools
	Migration      // database migrations and seeds
	Benchmark      // measures the product
	Stub           // declarations without code: .d.ts, .pyi
)

var roleNames = [...]string{
	Product: "product", Test: "test", Fixture: "fixture", Example: "example", Docs: "docs",
	Build: "build", Config: "config", Migration: "migration", Benchmark: "benchmark", Stub: "stub",
}

func (r Role) String() string { return roleNames[r] }

// File is a file that can be read. Its path is relative to the root, with
// slashes, and holds the bytes of the file system, not always valid UTF-8.
type File struct {
	Path string
	Lang Lang
	Role Role
}

// Skip is a file or folder that is not analyzed. A folder stands for all it
// holds.
type Skip struct {
	Path, Reason string
}

// Excluded counts folders and files that nobody expects to be analyzed, such as
// installed packages, and that are therefore not listed one by one.
type Excluded struct {
	Reason         string
	Folders, Files int
}

// Reasons to leave something out.
const (
	ReasonDependencies = "installed packages"
	ReasonEnvironment  = "virtual environment"
	ReasonVCS          = "version control"
	ReasonCache        = "cache or output of a tool"
	ReasonIgnored      = "ignored by git"

	ReasonExcluded   = "excluded"
	ReasonVendored   = "vendored"
	ReasonGenerated  = "generated"
	ReasonMinified   = "minified"
	ReasonBinary     = "binary"
	ReasonTooLarge   = "larger than 1 MiB"
	ReasonSymlink    = "symbolic link"
	ReasonNotRegular = "not a regular file"
	ReasonUnreadable = "unreadable"
	ReasonVanished   = "vanished during the run"
	ReasonNesting    = "nesting"
	ReasonIgnoreFile = "ignore file with too many rules: some were not used"
)

// MaxSize is the size in bytes above which a file is skipped.
const MaxSize = 1 << 20

// Errors of Open.
var (
	ErrNotFound   = errors.New("no such folder; name one that is there")
	ErrNotFolder  = errors.New("not a folder; name the one to analyze")
	ErrUnreadable = errors.New("the folder cannot be read; its permissions must allow it")
	ErrEmpty      = errors.New("the folder is empty; name one with source files")
)

// Tree is the files of a repository, every list sorted by path (Excluded by
// reason). Its methods may be called from several goroutines.
type Tree struct {
	Files     []File // source files
	Manifests []File // files the manifest package reads
	Skipped   []Skip
	Excluded  []Excluded

	root    *os.Root
	beneath *beneath // may be nil

	mu      sync.Mutex
	folders []openFolder // not in use at the moment
}

// openFolder is a folder whose files are being read. Opening a file by its
// whole path takes a system call for each folder above it, and the next file is
// mostly in the same one.
type openFolder struct {
	path string // with a slash at the end
	root *os.Root
}

// Close releases the folder. No Read may be under way.
func (t *Tree) Close() error {
	for _, f := range t.folders {
		f.root.Close()
	}
	t.folders = nil
	if t.beneath != nil {
		t.beneath.close()
	}
	return t.root.Close()
}

// open opens a file for reading, and does not wait for one that is a pipe.
func (t *Tree) open(path string) (*os.File, error) {
	i := strings.LastIndexByte(path, '/') + 1
	if i == 0 {
		return t.root.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	}
	folder, err := t.takeFolder(path[:i])
	if err != nil {
		return nil, err
	}
	f, err := folder.root.OpenFile(path[i:], os.O_RDONLY|syscall.O_NONBLOCK, 0)
	t.mu.Lock()
	t.folders = append(t.folders, folder)
	t.mu.Unlock()
	return f, err
}

// takeFolder opens a folder, or takes it from those left open. As many stay
// open as there were calls at the same time.
func (t *Tree) takeFolder(path string) (openFolder, error) {
	t.mu.Lock()
	var old openFolder
	if n := len(t.folders); n > 0 {
		i := max(slices.IndexFunc(t.folders, func(f openFolder) bool { return f.path == path }), 0)
		old = t.folders[i]
		t.folders[i] = t.folders[n-1]
		t.folders = t.folders[:n-1]
	}
	t.mu.Unlock()
	if old.path == path {
		return old, nil
	}
	if old.root != nil {
		old.root.Close()
	}
	root, err := t.root.OpenRoot(path)
	return openFolder{path, root}, err
}

// SkipError says why Read did not return a file's content.
type SkipError struct {
	Skip
	Err error // the cause, where there is one
}

func (e *SkipError) Error() string { return fmt.Sprintf("%q: %s", e.Path, e.Reason) }

func (e *SkipError) Unwrap() error { return e.Err }

// Read returns the content of a file, in buf if that is large enough. UTF-16
// with a byte order mark comes back as UTF-8, as tsc and pip read it, but not
// for Python, which refuses it. Every error is a *SkipError.
func (t *Tree) Read(f File, buf []byte) ([]byte, error) {
	src, err := t.ReadPath(f.Path, buf)
	if err != nil {
		return nil, err
	}
	if f.Lang != Python {
		src = decodeUTF16(src)
	}
	return src, nil
}

// ReadPath reads any regular file below the root, in buf if that is large
// enough. Every error is a *SkipError.
func (t *Tree) ReadPath(path string, buf []byte) ([]byte, error) {
	if t.beneath != nil && path != "" {
		if src, done, err := t.beneath.read(path, buf); done {
			return src, skipped(path, err)
		}
	}
	src, err := t.read(path, buf)
	return src, skipped(path, err)
}

// ReadLarge is ReadPath for files of up to limit bytes.
func (t *Tree) ReadLarge(path string, limit int64) ([]byte, error) {
	f, err := t.open(path)
	if err != nil {
		return nil, skipped(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, skipped(path, err)
	case !info.Mode().IsRegular():
		return nil, skipped(path, errNotRegular)
	case info.Size() > limit:
		return nil, &SkipError{Skip{path, fmt.Sprintf("larger than %d MiB", limit>>20)}, nil}
	}
	src, err := io.ReadAll(io.LimitReader(f, limit))
	return src, skipped(path, err)
}

// read is ReadPath by what every system has.
func (t *Tree) read(path string, buf []byte) ([]byte, error) {
	f, err := t.open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errNotRegular
	case info.Size() > MaxSize:
		return nil, errTooLarge
	}
	buf = room(buf, int(info.Size()))
	n, err := io.ReadFull(f, buf)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) { // those: it has shrunk
		return nil, err
	}
	return buf[:n], nil
}

// room returns size bytes, of buf if it has them. A buf that is not nil is one
// that the caller goes on using.
func room(buf []byte, size int) []byte {
	if cap(buf) < size {
		spare := 0
		if buf != nil { // to be used again
			spare = 64 << 10
		}
		buf = make([]byte, max(size, spare))
	}
	return buf[:size]
}

var (
	errNotRegular = errors.New("not a regular file")
	errTooLarge   = errors.New("too large")
)

// skipped returns why a file is skipped that could not be read.
func skipped(path string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errNotRegular):
		return &SkipError{Skip{path, ReasonNotRegular}, nil}
	case errors.Is(err, errTooLarge):
		return &SkipError{Skip{path, ReasonTooLarge}, nil}
	}
	return &SkipError{Skip{path, openReason(err)}, err}
}

func openReason(err error) string {
	switch {
	case errors.Is(err, os.ErrNotExist):
		return ReasonVanished
	case errors.Is(err, syscall.ENXIO): // a socket
		return ReasonNotRegular
	}
	return ReasonUnreadable
}
