package program

import (
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
)

// browserGlobals are globals of a page that Node.js does not have.
var browserGlobals = []string{"document", "window", "localStorage", "sessionStorage"}

// elsewhere returns the JavaScript modules whose events and coroutines serve
// nobody: those of a command that one user runs, and those of a page.
func (l *linker) elsewhere() []bool {
	is := make([]bool, len(l.Modules))
	imports := make([][]int32, len(l.Modules))
	importers := make([][]int32, len(l.Modules))
	for i := range l.Modules {
		for id, t := range l.imports[i] {
			if t.Module >= 0 && t.Module < len(l.Modules) && t.Module != i && !l.Modules[i].Imports[id].TypeOnly {
				imports[i] = append(imports[i], int32(t.Module))
				importers[t.Module] = append(importers[t.Module], int32(i))
			}
		}
	}
	l.commands(is, imports, importers)
	l.pages(is, imports, importers)
	for i, m := range l.Modules { // helpers of build scripts
		builds := false
		for _, by := range importers[i] {
			builds = builds || l.Roles[by] == BuildFile
		}
		if builds && m.Lang == JavaScript && !slices.ContainsFunc(importers[i], func(by int32) bool { return l.Roles[by] == ProductFile }) {
			is[i] = true
		}
	}
	for i := range l.Roots { // helpers of tests among the product's files
		if r := &l.Roots[i]; r.Role == catalog.Test && l.Modules[r.At.Module].Lang == JavaScript {
			is[r.At.Module] = true
		}
	}
	return is
}

// command reports whether a Python module is one of a command line that one
// user runs: it reads arguments or is run itself, or only such modules use it,
// and it leads to nothing that serves.
func (l *linker) command(mod int32) bool {
	if l.commandOf == nil {
		l.commandOf = l.pythonCommands()
	}
	return l.commandOf[mod]
}

func (l *linker) pythonCommands() []bool {
	n := len(l.Modules)
	imports, importers := make([][]int32, n), make([][]int32, n)
	serves, starts := make([]bool, n), make([]bool, n)
	for i, m := range l.Modules {
		for _, t := range l.imports[i] {
			if m.Lang != Python || l.Roles[i] != ProductFile {
				break
			}
			if t.Module >= 0 && t.Module < n && t.Module != i {
				imports[i] = append(imports[i], int32(t.Module))
				importers[t.Module] = append(importers[t.Module], int32(i))
			}
			starts[i] = starts[i] || parsesArguments(packageOf(Python, t.External))
		}
	}
	for i := range l.Roots {
		r := &l.Roots[i]
		mod := r.Func.Module
		switch {
		case l.Modules[mod].Lang != Python || l.Roles[mod] != ProductFile:
		case r.Role == catalog.CLI:
			starts[r.At.Module] = true
		case r.Role == catalog.Request, r.Role == catalog.SyncRequest, r.Role == catalog.Event && r.Framework != "asyncio" && !r.Own:
			serves[mod], serves[r.At.Module] = true, true
		}
	}
	leads := reachable(serves, importers)
	own := make([]bool, n) // its own coroutines are, whatever else it leads to
	for i, m := range l.Modules {
		own[i] = m.Lang == Python && l.Roles[i] == ProductFile && !serves[i] && (starts[i] || len(importers[i]) == 0 && l.IsMain(i))
		starts[i] = own[i] && !leads[i]
	}
	for i, only := range l.onlyFrom(starts, imports, importers) {
		own[i] = own[i] || only
	}
	return own
}

// parsesArguments reports whether a Python package is one that command lines
// are read with.
func parsesArguments(pkg string) bool {
	switch pkg {
	case "argparse", "optparse", "click", "typer", "docopt", "fire", "cyclopts", "tap", "cmd", "cleo", "cliff":
		return true
	}
	return false
}

// reachable returns the modules that the marked ones lead to.
func reachable(from []bool, next [][]int32) []bool {
	seen := make([]bool, len(from))
	var queue []int32
	for i, in := range from {
		if in {
			seen[i] = true
			queue = append(queue, int32(i))
		}
	}
	for len(queue) > 0 {
		mod := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, n := range next[mod] {
			if !seen[n] {
				seen[n] = true
				queue = append(queue, n)
			}
		}
	}
	return seen
}

// commands marks the modules that commands use and servers do not. A command
// is what a manifest installs or a script of it runs, unless it leads to
// something that serves requests and says nothing of being a command line.
func (l *linker) commands(is []bool, imports, importers [][]int32) {
	n := len(l.Modules)
	serves, parses, starts, installed := make([]bool, n), make([]bool, n), make([]bool, n), make([]bool, n)
	serving := map[string]bool{} // packages
	for i := range l.Roots {
		r := &l.Roots[i]
		mod := r.Func.Module
		if l.Roles[mod] != ProductFile {
			continue
		}
		switch {
		case r.Role == catalog.Request, r.Role == catalog.Event && r.Serves():
			serves[mod], serves[r.At.Module] = true, true
			serving[l.pkg(int(mod))] = true
		case r.Role == catalog.CLI:
			parses[r.At.Module] = true
		}
	}
	served := reachable(serves, imports)
	leads := reachable(serves, importers)
	commanding := map[string]bool{}
	for i, m := range l.Modules {
		if m.Lang != JavaScript || l.Roles[i] != ProductFile || l.Command == nil {
			continue
		}
		kind := l.Command(i)
		if parses[i] && kind == NoCommand {
			kind = Script
		}
		if kind == NoCommand || kind == Server || leads[i] && !mostlyCommand(int32(i), imports, served) {
			continue
		}
		starts[i] = true
		if kind == Installed {
			installed[i], commanding[l.pkg(i)] = true, true
		}
	}
	if !anyOf(starts) {
		return
	}
	used := reachable(installed, imports)
	for i, only := range l.onlyFrom(starts, imports, importers) {
		used[i] = used[i] || only
	}
	const most = 64 // tops of the import graph looked at closely
	servers, tops := make([]bool, n), 0
	for i := range servers {
		if l.Roles[i] != ProductFile || starts[i] {
			continue
		}
		top := leads[i] && !used[i] && !slices.ContainsFunc(importers[i], func(by int32) bool { return l.Roles[by] == ProductFile })
		if top {
			tops++
		}
		servers[i] = l.Command(i) == Server && (leads[i] || !commanding[l.pkg(i)]) || top && (tops > most || !mostlyCommand(int32(i), imports, served))
	}
	also := reachable(servers, imports)
	for i, m := range l.Modules {
		if m.Lang == JavaScript && !served[i] && !also[i] {
			p := l.pkg(i)
			is[i] = used[i] || commanding[p] && !serving[p]
		}
	}
}

// onlyFrom returns the marked modules and what nothing but they use of the
// product's: a script for developers may use the product's own code.
func (l *linker) onlyFrom(from []bool, imports, importers [][]int32) []bool {
	only := slices.Clone(from)
	var queue []int32
	for i := range only {
		if only[i] {
			queue = append(queue, int32(i))
		}
	}
	for len(queue) > 0 {
		mod := queue[0]
		queue = queue[1:]
		for _, t := range imports[mod] {
			if !only[t] && !slices.ContainsFunc(importers[t], func(by int32) bool { return !only[by] && l.Roles[by] == ProductFile }) {
				only[t] = true
				queue = append(queue, t)
			}
		}
	}
	return only
}

// mostlyCommand reports whether most of what a command leads to has no part in
// serving requests: serving is one of the things it can do.
func mostlyCommand(mod int32, imports [][]int32, served []bool) bool {
	from := make([]bool, len(imports))
	from[mod] = true
	all, serve := 0, 0
	for i, in := range reachable(from, imports) {
		if in {
			all++
			if served[i] {
				serve++
			}
		}
	}
	return 2*serve < all
}

func anyOf(bs []bool) bool {
	for _, b := range bs {
		if b {
			return true
		}
	}
	return false
}

func (l *linker) pkg(mod int) string {
	if l.Package == nil {
		return ""
	}
	return l.Package(mod)
}

// pages marks the modules that run in a page: those that use its globals, and
// those that only such modules import. A module that imports one of Node's own
// runs in Node.
func (l *linker) pages(is []bool, imports, importers [][]int32) {
	n := len(l.Modules)
	page, node := make([]bool, n), make([]bool, n)
	for i, m := range l.Modules {
		if m.Lang != JavaScript {
			continue
		}
		for id := range l.imports[i] {
			t := &l.imports[i][id]
			if t.Module < 0 && nodeModule(t.External) {
				node[i] = true
			}
			if t.External == "react-dom/client" || t.External == "react-native" {
				page[i] = true
			}
		}
		page[i] = (page[i] || m.Flags&UseClient != 0 || l.usesPage(i, m)) && !node[i]
	}
	serves := make([]bool, n)
	for i := range l.Roots {
		if r := &l.Roots[i]; r.Role == catalog.Request {
			serves[r.Func.Module], serves[r.At.Module] = true, true
		}
	}
	var queue []int32
	for i := range page {
		if page[i] && !serves[i] {
			is[i] = true
			queue = append(queue, int32(i))
		} else {
			page[i] = false
		}
	}
	for len(queue) > 0 {
		mod := queue[0]
		queue = queue[1:]
		for _, t := range imports[mod] {
			if page[t] || node[t] || serves[t] {
				continue
			}
			only := true
			for _, i := range importers[t] {
				only = only && (page[i] || l.Roles[i] != ProductFile)
			}
			if only {
				page[t], is[t] = true, true
				queue = append(queue, t)
			}
		}
	}
}

// usesPage reports whether a module reads an attribute of a page's global, or
// uses a hook of React, which nothing but a component in a page may.
func (l *linker) usesPage(mod int, m *Module) bool {
	hook := func(name string) bool {
		return len(name) > 3 && strings.HasPrefix(name, "use") && name[3] >= 'A' && name[3] <= 'Z'
	}
	react := func(v *Value) bool {
		return v.Kind == ImportOf && l.imports[mod][v.A].External == "react"
	}
	for i := range m.Values {
		v := &m.Values[i]
		switch v.Kind {
		case Attr:
			base := &m.Values[v.A]
			if base.Kind == Global && slices.Contains(browserGlobals, m.Name(base.Name)) ||
				hook(m.Name(v.Name)) && (react(base) || base.Kind == VarRef && l.isReact(int32(mod), VarID(base.A))) {
				return true
			}
		case ImportOf:
			if react(v) && hook(m.Name(v.Name)) {
				return true
			}
		default:
		}
	}
	return false
}

// isReact reports whether a variable holds the module of React.
func (l *linker) isReact(mod int32, v VarID) bool {
	return slices.ContainsFunc(l.evalVar(mod, v), func(o object) bool {
		return o.kind == objExternal && l.externals[o.id].name == "react"
	})
}

// nodeModule reports whether a name is of a module that only Node.js has.
func nodeModule(name string) bool {
	switch name {
	case "fs", "fs/promises", "child_process", "http", "https", "net", "os", "worker_threads", "cluster", "dns", "tls", "zlib", "async_hooks", "vm", "v8":
		return true
	}
	return false
}
