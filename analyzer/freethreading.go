package analyzer

import (
	"path"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/manifest"
)

// freeThreaded reports whether manifests run a Python module without the
// global interpreter lock (https://docs.python.org/3/howto/free-threading-python.html):
// an interpreter such as 3.14t, the variable PYTHON_GIL=0 or the option
// -X gil=0, named in the module's folder or one above it.
func (im *imports) freeThreaded(mod int) bool {
	if im.gilFree == nil {
		im.gilFree = im.gilFreeFolders()
	}
	for dir := path.Dir(im.modules[mod].Path); ; dir = path.Dir(dir) {
		if im.gilFree[dir] {
			return true
		}
		if dir == "." {
			return false
		}
	}
}

func (im *imports) gilFreeFolders() map[string]bool {
	out := map[string]bool{}
	note := func(dir string, texts ...string) {
		if slices.ContainsFunc(texts, disablesGIL) {
			out[folder(dir)] = true
		}
	}
	env := func(dir string, vars []manifest.Command) {
		for _, v := range vars {
			if v.Name == "PYTHON_GIL" && v.Text == "0" {
				out[folder(dir)] = true
			}
		}
	}
	versioned := []string{"."}
	for _, d := range im.manifests.Dockerfiles {
		for _, s := range d.Stages {
			note(d.Dir, s.From, s.Cmd.Text(), s.Entrypoint.Text())
			env(d.Dir, s.Env)
		}
		versioned = append(versioned, folder(d.Dir))
	}
	for _, c := range im.manifests.Composes {
		for _, s := range c.Services {
			dir := path.Join(folder(c.Dir), s.Build)
			note(dir, s.Image, s.Command.Text(), s.Entrypoint.Text())
			env(dir, s.Env)
		}
	}
	for _, p := range im.manifests.Procfiles {
		for _, c := range p.Processes {
			note(p.Dir, c.Text)
		}
	}
	for _, p := range im.manifests.PyProjects {
		versioned = append(versioned, folder(p.Dir))
	}
	for _, r := range im.manifests.Requirements {
		versioned = append(versioned, folder(path.Dir(r.Path)))
	}
	for _, dir := range versioned {
		for _, name := range []string{".python-version", "runtime.txt"} {
			if src, err := im.read(path.Join(dir, name)); err == nil && len(src) < 1000 {
				note(dir, string(src))
			}
		}
	}
	return out
}

func folder(dir string) string {
	if dir == "" {
		return "."
	}
	return path.Clean(dir)
}

// disablesGIL reports whether a text names a free-threaded interpreter or turns
// the lock off.
func disablesGIL(text string) bool {
	if strings.Contains(text, "PYTHON_GIL=0") || strings.Contains(text, "gil=0") || strings.Contains(text, "freethreaded") {
		return true
	}
	for rest := text; ; {
		_, after, found := strings.Cut(rest, "3.")
		if !found {
			return false
		}
		digits := strings.TrimLeft(after, "0123456789.")
		if len(digits) < len(after) && strings.HasPrefix(digits, "t") && (len(digits) == 1 || digits[1] < 'a' || digits[1] > 'z') {
			return true
		}
		rest = after
	}
}
