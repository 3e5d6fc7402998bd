package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
)

// maxDepth bounds the folders above a file. Opening a folder takes one system
// call for each.
const maxDepth = 200

// Open lists the files of a folder. It obeys .gitignore files, nested ones
// included, and .git/info/exclude, each as git does for files it does not
// track: a file that matches is left out even if it is tracked. Ignore files
// above the folder and those of the user are not read. What excluded holds for
// is skipped, folders with all they hold; it may be nil, and is called from
// several goroutines.
//
// The error is ErrNotFound, ErrNotFolder, ErrUnreadable, ErrEmpty or the
// context's; what is wrong inside the folder is reported in Skipped.
func Open(ctx context.Context, dir string, excluded func(path string, folder bool) bool) (*Tree, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, openError(dir, err)
	}
	w := &walker{ctx: ctx, root: root, tree: &Tree{root: root, beneath: openBeneath(dir)}, excluded: excluded}
	w.wake.L = &w.mu
	if err := w.probe(); err != nil {
		w.tree.Close()
		return nil, openError(dir, err)
	}
	info := w.readRules(".git/info/exclude", 0, nil, &w.results)
	w.queue = []folder{{rules: info}}
	workers := min(runtime.GOMAXPROCS(0), 8)
	var group sync.WaitGroup
	for range workers {
		group.Go(w.work)
	}
	group.Wait()
	if err := ctx.Err(); err != nil {
		w.tree.Close()
		return nil, err
	}
	return w.results.fill(w.tree), nil
}

// probe tells a folder without entries, or one that cannot be listed.
func (w *walker) probe() error {
	top, err := w.root.Open(".")
	if err != nil {
		return err
	}
	defer top.Close()
	_, err = top.Readdirnames(1)
	if errors.Is(err, io.EOF) {
		return ErrEmpty
	}
	return err
}

func openError(dir string, err error) error {
	switch {
	case errors.Is(err, ErrEmpty):
	case errors.Is(err, fs.ErrNotExist):
		err = ErrNotFound
	case errors.Is(err, syscall.ENOTDIR):
		err = ErrNotFolder
	default:
		if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
			err = ErrNotFolder
		} else {
			err = ErrUnreadable
		}
	}
	return fmt.Errorf("%q: %w", dir, err)
}

// A folder waits to be listed.
type folder struct {
	path      string // with a slash at the end; "" is the root
	role      Role
	depth     int
	rules     *ignoreRules // of the folders above
	atPackage bool         // the folder above is a package's
}

// name returns the last segment of the folder's path, and parent the one
// before.
func (f folder) name() (parent, name string) {
	path := strings.TrimSuffix(f.path, "/")
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return "", path
	}
	parent = path[:i]
	return parent[strings.LastIndexByte(parent, '/')+1:], path[i+1:]
}

// walker lists folders with several goroutines.
type walker struct {
	ctx  context.Context
	root *os.Root
	tree *Tree // to read with; filled at the end

	excluded func(path string, folder bool) bool // or nil

	mu      sync.Mutex
	wake    sync.Cond
	queue   []folder // last in, first out, which keeps it short
	busy    int      // folders being listed
	results results
}

// results are what one goroutine found.
type results struct {
	files, manifests []File
	skipped          []Skip
	excluded         []Excluded
	scratch          []byte
	rules            []byte
}

func (w *walker) work() {
	var found results
	w.mu.Lock()
	for {
		for len(w.queue) == 0 && w.busy > 0 {
			w.wake.Wait()
		}
		if len(w.queue) == 0 || w.ctx.Err() != nil {
			break
		}
		next := w.queue[len(w.queue)-1]
		w.queue = w.queue[:len(w.queue)-1]
		w.busy++
		w.mu.Unlock()
		below := w.list(next, &found)
		w.mu.Lock()
		w.busy--
		w.queue = append(w.queue, below...)
		w.wake.Broadcast()
	}
	w.wake.Broadcast()
	w.results.add(&found)
	w.mu.Unlock()
}

func (r *results) add(o *results) {
	r.files = append(r.files, o.files...)
	r.manifests = append(r.manifests, o.manifests...)
	r.skipped = append(r.skipped, o.skipped...)
	for _, e := range o.excluded {
		r.exclude(e.Reason, e.Folders, e.Files)
	}
}

func (r *results) skip(path, reason string) {
	r.skipped = append(r.skipped, Skip{strings.TrimSuffix(path, "/"), reason})
}

func (r *results) exclude(reason string, folders, files int) {
	i := slices.IndexFunc(r.excluded, func(e Excluded) bool { return e.Reason == reason })
	if i < 0 {
		i = len(r.excluded)
		r.excluded = append(r.excluded, Excluded{Reason: reason})
	}
	r.excluded[i].Folders += folders
	r.excluded[i].Files += files
}

func (r *results) fill(t *Tree) *Tree {
	byPath := func(a, b File) int { return strings.Compare(a.Path, b.Path) }
	slices.SortFunc(r.files, byPath)
	slices.SortFunc(r.manifests, byPath)
	slices.SortFunc(r.skipped, func(a, b Skip) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(r.excluded, func(a, b Excluded) int { return strings.Compare(a.Reason, b.Reason) })
	t.Files, t.Manifests, t.Skipped, t.Excluded = r.files, r.manifests, r.skipped, r.excluded
	return t
}

// list sorts the entries of one folder into found and returns the folders to
// go on with.
func (w *walker) list(f folder, found *results) (below []folder) {
	entries, err := w.readDir(f.path)
	if err != nil {
		found.skip(f.path, openReason(err)) // what was listed before the error is kept
	}
	inside := contents{}
	for _, e := range entries {
		inside.note(e.Name())
	}
	parent, name := f.name()
	if f.path != "" {
		if reason := inside.excluded(name); reason != "" {
			found.exclude(reason, 1, 0)
			return nil
		}
		if inside.vendored(f, parent, name) {
			found.skip(f.path, ReasonVendored)
			return nil
		}
		if role := folderRole(parent, name, f.atPackage); role != Product {
			f.role = role
		}
	}
	rules := f.rules
	if inside.gitignore {
		rules = w.readRules(f.path+".gitignore", len(f.path), rules, found)
	}

	atPackage := f.path == "" || inside.manifest
	for _, e := range entries {
		entry := e.Name()
		mode := e.Type()
		if mode.IsDir() {
			if reason := excludedFolder(entry); reason != "" {
				found.exclude(reason, 1, 0)
				continue
			}
		}
		if rules != nil {
			found.scratch = append(append(found.scratch[:0], f.path...), entry...)
			if rules.ignored(found.scratch, len(f.path), mode.IsDir()) {
				if mode.IsDir() {
					found.exclude(ReasonIgnored, 1, 0)
				} else if langOf(entry) != None {
					found.exclude(ReasonIgnored, 0, 1)
				}
				continue
			}
		}
		switch {
		case w.excluded != nil && w.excluded(f.path+entry, mode.IsDir()):
			if mode.IsDir() || langOf(entry) != None || isManifest(name, entry) {
				found.skip(f.path+entry, ReasonExcluded)
			}
		case mode.IsDir():
			if f.depth == maxDepth {
				found.skip(f.path+entry, ReasonNesting)
				continue
			}
			below = append(below, folder{
				path: f.path + entry + "/", role: f.role, depth: f.depth + 1, rules: rules, atPackage: atPackage,
			})
		case mode.IsRegular():
			w.file(f, name, entry, found)
		case langOf(entry) == None && !isManifest(name, entry) && strings.Contains(entry, "."):
			// a link to a picture, the socket of a running program
		case mode&fs.ModeSymlink != 0:
			found.skip(f.path+entry, ReasonSymlink)
		default:
			found.skip(f.path+entry, ReasonNotRegular)
		}
	}
	return below
}

// file sorts one regular file into found.
func (w *walker) file(f folder, folderName, name string, found *results) {
	lang := langOf(name)
	manifest := isProgram(name) || lang == None && (isManifest(folderName, name) || isDeployment(f.path+name))
	if lang == None && !manifest {
		// express-generator puts the server into bin/www; other scripts without
		// an extension are not worth opening.
		if folderName != "bin" || strings.Contains(name, ".") {
			return
		}
		if lang = w.scriptLang(f.path + name); lang == None {
			return
		}
	}
	path := f.path + name
	role := fileRole(f.role, name, lang)
	if manifest {
		found.manifests = append(found.manifests, File{Path: path, Role: f.role})
		if lang == None {
			return
		}
	}
	if strings.HasSuffix(name, ".min.js") || strings.HasSuffix(name, ".min.mjs") || strings.HasSuffix(name, "-min.js") {
		found.skip(path, ReasonMinified)
		return
	}
	found.files = append(found.files, File{Path: path, Lang: lang, Role: role})
}

// scriptLang opens a file for its first line.
func (w *walker) scriptLang(path string) Lang {
	f, err := w.root.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return None
	}
	defer f.Close()
	var head [128]byte
	n, _ := f.Read(head[:]) // nothing read, nothing found
	return shebangLang(head[:n])
}

// readDir lists a folder by its plain path, because os.Root would ask for each
// entry's details. A folder exchanged for a link meanwhile could thus show names
// from outside, which Read then refuses to open.
func (w *walker) readDir(path string) ([]fs.DirEntry, error) {
	entries, err := os.ReadDir(w.root.Name() + "/" + path)
	if !errors.Is(err, syscall.ENAMETOOLONG) {
		return entries, err
	}
	d, err := w.root.Open(path) // goes folder by folder
	if err != nil {
		return nil, err
	}
	defer d.Close()
	return d.ReadDir(-1)
}

// readRules reads an ignore file of the folder whose path has base bytes. Git
// follows no symbolic link to one, and neither does this.
func (w *walker) readRules(path string, base int, parent *ignoreRules, found *results) *ignoreRules {
	info, err := w.root.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return parent
	}
	src, err := w.tree.ReadPath(path, found.rules)
	if err != nil {
		if skip, is := errors.AsType[*SkipError](err); is {
			found.skip(path, skip.Reason)
		}
		return parent
	}
	found.rules = src
	rules, complete := parseIgnore(src, base, parent)
	if !complete {
		found.skip(path, ReasonIgnoreFile)
	}
	return rules
}

// excludedFolder returns the reason to never enter a folder of that name.
func excludedFolder(name string) string {
	switch name {
	case "node_modules", "bower_components", "jspm_packages", "site-packages", "dist-packages", "__pypackages__",
		".yarn", ".pnpm-store", ".eggs", "Pods":
		return ReasonDependencies
	case ".git", ".hg", ".svn", ".jj", "CVS":
		return ReasonVCS
	case ".venv", ".virtualenv", ".pixi", ".direnv", ".devenv":
		return ReasonEnvironment
	case "__pycache__", ".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis",
		".ipynb_checkpoints", ".next", ".nuxt", ".output", ".nitro", ".svelte-kit", ".turbo", ".nx", ".parcel-cache",
		".cache", ".vercel", ".netlify", ".serverless", ".aws-sam", ".angular", ".expo", ".docusaurus", ".astro",
		".nyc_output", ".wrangler", ".gradle", ".terraform", ".webpack":
		return ReasonCache
	}
	if strings.HasSuffix(name, ".egg-info") || strings.HasSuffix(name, ".dist-info") {
		return ReasonDependencies
	}
	return ""
}

// contents are the entries that tell what a folder is.
type contents struct {
	gitignore, manifest         bool
	pyvenv, bin, lib, condaMeta bool
	license, vendorList         bool
}

func (c *contents) note(name string) {
	switch name {
	case ".gitignore":
		c.gitignore = true
	case "package.json", "pyproject.toml", "setup.py", "setup.cfg":
		c.manifest = true
	case "pyvenv.cfg":
		c.pyvenv = true
	case "bin", "Scripts":
		c.bin = true
	case "lib", "Lib":
		c.lib = true
	case "conda-meta":
		c.condaMeta = true
	case "vendor.txt", "modules.txt", "autoload.php":
		c.vendorList = true
	default:
		c.license = c.license || strings.HasPrefix(name, "LICENSE") || strings.HasPrefix(name, "COPYING")
	}
}

// excluded returns the reason to leave out a folder because of what it holds.
func (c *contents) excluded(name string) string {
	switch {
	case c.pyvenv, c.condaMeta:
		return ReasonEnvironment
	case c.bin && c.lib: // made by virtualenv before version 20: no pyvenv.cfg
		switch name {
		case "venv", "env", "virtualenv", ".env":
			return ReasonEnvironment
		}
	}
	return ""
}

// vendored reports whether a folder holds code of others. Some names say so;
// "vendor" may also be a shop's word, so more must speak for it: its place at
// a package or among static files, or the licenses and lists it holds.
func (c *contents) vendored(f folder, parent, name string) bool {
	switch name {
	case "third_party", "third-party", "thirdparty", "3rdparty", "_vendor", "_vendored", "vendored":
		return true
	case "vendor", "vendors":
	default:
		return false
	}
	if c.manifest {
		return false
	}
	if c.license || c.vendorList || f.atPackage {
		return true
	}
	switch parent {
	case "static", "public", "assets", "js", "javascript", "javascripts", "lib", "libs", "wwwroot":
		return true
	}
	return false
}
