package gitrepo

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

// Limits of an export.
const (
	maxExportFiles = 1_000_000
	maxExportBytes = 4 << 30
	maxExportDepth = 250
)

// Export writes the files of a tree below the folder dir, as far as they can be
// of interest to a reader of code who reads no file larger than limit bytes:
// larger ones have that many bytes and one more, of zeros; pictures, sounds and
// archives are empty; a symbolic link leads nowhere, for links are not followed;
// the folder of a submodule is empty. Bytes are those of the repository: no
// filter and no conversion of line ends is applied.
func (r *Repo) Export(tree Hash, dir string, limit int) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	defer root.Close()
	e := exporter{repo: r, root: root, limit: limit}
	if err := e.folder(tree, "", 0); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

type exporter struct {
	repo  *Repo
	root  *os.Root
	limit int
	files int
	bytes int64
}

func (e *exporter) folder(tree Hash, at string, depth int) error {
	if depth > maxExportDepth {
		return nil // deeper than any folder that is analyzed
	}
	entries, err := e.repo.Tree(tree)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if !exportable(entry.Name) {
			continue
		}
		if e.files++; e.files > maxExportFiles {
			return fmt.Errorf("%w: more than %d files", ErrTooLarge, maxExportFiles)
		}
		name := at + entry.Name
		switch entry.Kind {
		case Folder:
			err = e.root.Mkdir(name, 0o755)
			if err == nil {
				err = e.folder(entry.Hash, name+"/", depth+1)
			}
		case Submodule:
			err = e.root.Mkdir(name, 0o755)
		case Symlink:
			err = e.root.Symlink("symbolic-link-not-followed", name)
		case File:
			err = e.file(entry.Hash, name)
		}
		// A tree made by hand may hold one name twice.
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return nil
}

// exportable refuses names that git does not check out.
func exportable(name string) bool {
	switch strings.ToLower(name) {
	case "", ".", "..", ".git", "git~1":
		return false
	}
	return !strings.ContainsAny(name, "/\x00")
}

func (e *exporter) file(h Hash, name string) error {
	f, err := e.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if !media(name) {
		var content []byte
		content, err = e.repo.Blob(h, e.limit)
		if errors.Is(err, ErrTooLarge) {
			err = f.Truncate(int64(e.limit) + 1)
		} else if err == nil {
			if e.bytes += int64(len(content)); e.bytes > maxExportBytes {
				err = fmt.Errorf("%w: more than %d GiB", ErrTooLarge, maxExportBytes>>30)
			} else {
				_, err = f.Write(content)
			}
		}
	}
	return errors.Join(err, f.Close())
}

// media reports a file that nobody reads as text.
func media(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".bmp", ".tif", ".tiff", ".psd", ".svg",
		".mp3", ".wav", ".ogg", ".flac", ".mp4", ".webm", ".mov", ".avi", ".woff", ".woff2", ".ttf", ".otf", ".eot",
		".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".jar", ".whl", ".pdf", ".exe", ".dll", ".so", ".dylib",
		".wasm", ".onnx", ".pt", ".pth", ".h5", ".parquet", ".sqlite", ".db", ".pkl", ".npy", ".npz", ".bin":
		return true
	}
	return false
}
