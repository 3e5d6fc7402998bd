package analyzer

import (
	"path"
	"strings"

	"github.com/stackfit/stackfit/analyzer/internal/resolve"
	"github.com/stackfit/stackfit/analyzer/manifest"
	"github.com/stackfit/stackfit/analyzer/program"
)

// commands finds the JavaScript modules that package.json files run: those they
// install as commands, and those their scripts start.
func (im *imports) commands() map[int]program.CommandKind {
	out := map[int]program.CommandKind{}
	for _, p := range im.manifests.Packages {
		for _, b := range p.Bin {
			if mod := im.inPackage(p, b.Text); mod >= 0 && out[mod] < program.Installed {
				out[mod] = program.Installed
			}
		}
		for _, s := range p.Scripts {
			kind := program.Script
			if starts(s.Name) {
				kind = program.Server
			}
			for _, file := range scriptFiles(s.Text) {
				if mod := im.inPackage(p, file); mod >= 0 && out[mod] < kind {
					out[mod] = kind
				}
			}
		}
	}
	return out
}

// starts reports whether a script of that name starts the product, as npm's
// own "start" does; others are for those who work on it.
func starts(name string) bool {
	name, _, _ = strings.Cut(name, ":")
	switch name {
	case "start", "dev", "develop", "serve", "server", "prod", "production", "watch", "debug", "preview", "worker":
		return true
	}
	return false
}

// scriptFiles returns the files that the commands of a script run with Node.js
// or one of the programs that stand for it.
func scriptFiles(text string) []string {
	var out []string
	node := false
	for word := range strings.FieldsSeq(text) {
		switch {
		case word == "&&" || word == "||" || word == ";" || word == "|" || word == "&":
			node = false
		case isNode(word):
			node = true
		case node && !strings.HasPrefix(word, "-"):
			out = append(out, strings.Trim(strings.TrimSuffix(word, ";"), `"'`))
		}
	}
	return out
}

// isNode reports whether a program runs the JavaScript file it is given.
func isNode(program string) bool {
	switch path.Base(program) {
	case "node", "nodemon", "ts-node", "ts-node-dev", "ts-node-esm", "tsx", "tsm", "bun", "babel-node", "esno", "jiti", "vite-node", "zx", "swc-node", "esr":
		return true
	}
	return false
}

// inPackage returns the module of a file that a package.json names, source or
// compiled, or -1.
func (im *imports) inPackage(p *manifest.Package, file string) int {
	from := path.Join(p.Dir, "package.json")
	if t := im.resolver.JS(from, "./"+strings.TrimPrefix(path.Clean(file), "/")); t.Kind == resolve.File {
		if i, ok := im.byPath[t.Path]; ok {
			return i
		}
	}
	if c, ok := im.resolver.Compiled(path.Join(p.Dir, file)); ok {
		if i, ok := im.byPath[c]; ok {
			return i
		}
	}
	return -1
}
