package manifest

import (
	"slices"
	"strings"
)

// Package is a package.json
// (https://docs.npmjs.com/cli/configuring-npm/package-json,
// https://nodejs.org/api/packages.html).
type Package struct {
	Path, Dir string // Dir is "" for the root
	Name      string
	Type      string // "module" or "commonjs" or ""
	Private   bool
	Main      string
	Module    string
	Types     string // of "types" or "typings"
	Source    string // a convention of bundlers: where the code of Main is
	Exports   []Export
	Imports   []Export // their patterns start with "#"

	Bin          []Command
	Scripts      []Command
	Engines      []Command
	Proxy        Command  // where the development server of a frontend sends requests on to
	Workspaces   []string // patterns, relative to Dir; "!" excludes
	Dependencies []Dependency
}

// Export is an entry of "exports" or "imports".
type Export struct {
	Pattern string // ".", "./x", "./x/*"
	Targets []ExportTarget
}

// ExportTarget is where an entry leads under some conditions, in the order of
// the file.
type ExportTarget struct {
	Conditions []string
	Path       string // "" when the entry is closed with null
}

// Script returns the script of that name, "" if there is none.
func (p *Package) Script(name string) string {
	for _, s := range p.Scripts {
		if s.Name == name {
			return s.Text
		}
	}
	return ""
}

// Dependency returns the required package of that name, nil if there is none.
// One needed to run the product comes before others.
func (p *Package) Dependency(name string) *Dependency {
	for i := range p.Dependencies {
		if p.Dependencies[i].Name == name {
			return &p.Dependencies[i]
		}
	}
	return nil
}

func readPackage(src []byte) (*Package, error) {
	v, err := parseJSON(src)
	p := &Package{
		Name:    v.get("name").str(),
		Type:    v.get("type").str(),
		Private: v.get("private").isTrue(),
		Main:    v.get("main").str(),
		Module:  v.get("module").str(),
		Types:   v.get("types").str(),
		Source:  v.get("source").str(),
		Exports: exports(v.get("exports")),
		Imports: exports(v.get("imports")),
		Scripts: v.get("scripts").commands(),
		Engines: v.get("engines").commands(),
	}
	if proxy := v.get("proxy"); proxy.kind == stringKind {
		p.Proxy = Command{"proxy", proxy.text, proxy.line}
	}
	if p.Types == "" {
		p.Types = v.get("typings").str()
	}
	p.Workspaces = v.get("workspaces").list()
	if p.Workspaces == nil {
		p.Workspaces = v.get("workspaces", "packages").list()
	}
	switch bin := v.get("bin"); bin.kind {
	case stringKind:
		p.Bin = []Command{{p.Name[strings.LastIndexByte(p.Name, '/')+1:], bin.text, bin.line}}
	default:
		p.Bin = bin.commands()
	}
	for _, group := range [...]struct{ key, name string }{
		{"dependencies", ""},
		{"optionalDependencies", "optional"},
		{"peerDependencies", "peer"},
		{"devDependencies", "dev"},
	} {
		for _, c := range v.get(group.key).commands() {
			p.Dependencies = append(p.Dependencies, Dependency{c.Name, c.Text, group.name, c.Line})
		}
	}
	return p, err
}

// exports flattens "exports" or "imports": a table of patterns, or what stands
// for the only pattern ".".
func exports(v value) []Export {
	if v.kind == absent {
		return nil
	}
	patterns := len(v.fields) > 0
	for _, f := range v.fields {
		if !strings.HasPrefix(f.name, ".") && !strings.HasPrefix(f.name, "#") {
			patterns = false
		}
	}
	if !patterns {
		return []Export{{".", exportTargets(nil, v, nil)}}
	}
	var out []Export
	for _, f := range v.unique() {
		out = append(out, Export{f.name, exportTargets(nil, f.value, nil)})
	}
	return out
}

func exportTargets(out []ExportTarget, v value, conditions []string) []ExportTarget {
	switch v.kind {
	case stringKind:
		return append(out, ExportTarget{conditions, v.text})
	case literalKind:
		return append(out, ExportTarget{conditions, ""})
	case listKind: // alternatives: the first that can be used
		for _, item := range v.items {
			out = exportTargets(out, item, conditions)
		}
	case tableKind:
		for _, f := range v.unique() {
			out = exportTargets(out, f.value, append(slices.Clip(conditions), f.name))
		}
	case absent: // cut off by an error
	}
	return out
}

// Workspace is a file that lists the packages of a repository: a
// pnpm-workspace.yaml or a lerna.json.
type Workspace struct {
	Path, Dir string
	Packages  []string // patterns, relative to Dir; "!" excludes
}

func readPnpmWorkspace(src []byte) (*Workspace, error) {
	v, err := parseYAML(src)
	return &Workspace{Packages: v.get("packages").list()}, err
}

func readLerna(src []byte) (*Workspace, error) {
	v, err := parseJSON(src)
	return &Workspace{Packages: v.get("packages").list()}, err
}
