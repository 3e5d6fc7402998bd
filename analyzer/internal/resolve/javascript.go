package resolve

import (
	"path"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/internal/glob"
	"github.com/stackfit/stackfit/analyzer/manifest"
)

// scripts are the JavaScript and TypeScript files by the names imports give
// them.
type scripts struct {
	files map[string]bool
	// stems are files by their path without extension: that with code before
	// that with declarations, TypeScript before what was compiled from it.
	stems map[string]string
	// members are the folders of packages that a workspace lists.
	members map[string]bool
}

// extensions in the order in which one is taken for another.
var extensions = []string{".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".d.ts", ".d.mts", ".d.cts"}

// splitExtension returns the rank of a file's extension, -1 if it is not one of
// a script.
func splitExtension(file string) (stem string, rank int) {
	ext := path.Ext(file)
	for i, e := range extensions[:8] {
		if ext != e {
			continue
		}
		stem = strings.TrimSuffix(file, ext)
		if i < 4 && strings.HasSuffix(stem, ".d") {
			return strings.TrimSuffix(stem, ".d"), 8
		}
		return stem, i
	}
	return file, -1
}

func newScripts(files []string, m *manifest.Set) scripts {
	s := scripts{files: map[string]bool{}, stems: map[string]string{}, members: map[string]bool{}}
	ranks := map[string]int{}
	for _, f := range files {
		stem, rank := splitExtension(f)
		if rank < 0 {
			continue
		}
		s.files[f] = true
		if old, found := ranks[stem]; !found || rank < old {
			ranks[stem] = rank
			s.stems[stem] = f
		}
	}
	for _, p := range m.Packages {
		s.addMembers(m, p.Dir, p.Workspaces)
	}
	for _, w := range m.Workspaces {
		s.addMembers(m, w.Dir, w.Packages)
	}
	return s
}

// Workspaces list a few patterns; these bounds keep hostile ones cheap.
const (
	maxPatterns     = 1000
	maxPatternStars = 6 // each may be tried at every place
)

// addMembers notes the packages below dir that the patterns take in.
func (s *scripts) addMembers(m *manifest.Set, dir string, patterns []string) {
	if len(patterns) == 0 {
		return
	}
	patterns = slices.DeleteFunc(slices.Clone(patterns[:min(len(patterns), maxPatterns)]), func(p string) bool {
		return strings.Count(p, "*")+strings.Count(p, "{") > maxPatternStars
	})
	for _, p := range m.Packages {
		rel := p.Dir
		if dir != "" {
			var below bool
			if rel, below = strings.CutPrefix(p.Dir, dir+"/"); !below {
				continue
			}
		}
		in := false
		for _, pattern := range patterns {
			pattern, negated := strings.CutPrefix(pattern, "!")
			pattern = strings.TrimSuffix(strings.TrimPrefix(pattern, "./"), "/")
			if in == negated && matches(pattern, rel) {
				in = !negated
			}
		}
		if in {
			s.members[p.Dir] = true
		}
	}
}

func matches(pattern, dir string) bool {
	if !strings.ContainsAny(pattern, `*?[{\`) {
		return pattern == dir
	}
	return glob.Match(pattern, dir)
}

// find returns the file that a path means: itself, with an extension, with the
// extension that the compiler will give it, or the index of a folder.
func (s *scripts) find(p string) (string, bool) {
	if f, found := s.file(p); found {
		return f, true
	}
	f, found := s.stems[path.Join(p, "index")]
	return f, found
}

// file is find without folders.
func (s *scripts) file(p string) (string, bool) {
	if s.files[p] {
		return p, true
	}
	if p == "" {
		return "", false
	}
	if f, found := s.stems[p]; found {
		return f, true
	}
	if stem, rank := splitExtension(p); rank >= 4 { // ./x.js means ./x.ts
		if f, found := s.stems[stem]; found {
			return f, true
		}
	}
	return "", false
}

// JS resolves the module specifier of an import, export or require in the file
// at from.
func (r *Resolver) JS(from, spec string) Target {
	dir := dirOf(from)
	return r.remember(key{dir, spec, -1}, func() Target { return r.js(dir, spec) })
}

func (r *Resolver) js(dir, spec string) Target {
	if strings.HasPrefix(spec, "./") || strings.HasPrefix(spec, "../") || spec == "." || spec == ".." {
		return r.relative(dir, spec)
	}
	if name, found := strings.CutPrefix(spec, "node:"); found {
		return Target{Kind: Builtin, Package: name}
	}
	if name, found := strings.CutPrefix(spec, "npm:"); found { // Deno: npm:express@5/x
		return external(strings.TrimPrefix(name, "/"))
	}
	if spec == "" || strings.HasPrefix(spec, "/") || strings.Contains(spec, "://") {
		return Target{}
	}
	if strings.HasPrefix(spec, "#") {
		if t, found := r.packageImport(dir, spec); found {
			return t
		}
	}
	if f, found := r.mapped(dir, spec); found {
		return Target{Kind: File, Path: f}
	}
	if nodeModules[spec] {
		return Target{Kind: Builtin, Package: spec}
	}
	name, sub := manifest.SplitPackage(spec)
	if p := r.localPackage(dir, name); p != nil {
		if f, found := r.packageFile(p, sub); found {
			return Target{Kind: File, Path: f}
		}
		if isAsset(spec) {
			return Target{Kind: Asset, Package: name, Subpath: sub}
		}
		return Target{Package: name, Subpath: sub}
	}
	for above := range parents(dir) {
		if c := r.manifests.TSConfig(above); c != nil && c.BaseURL != "" {
			if p, inside := join(c.BaseURL, spec); inside {
				if f, found := r.script.find(p); found {
					return Target{Kind: File, Path: f}
				}
			}
			break
		}
	}
	if !r.declared(dir, name) && strings.Contains(spec, "/") {
		if f, found := r.guess(dir, spec); found {
			return Target{Kind: File, Path: f}
		}
	}
	if isAsset(spec) {
		return Target{Kind: Asset, Package: name, Subpath: sub}
	}
	if name == "@" || name == "~" || strings.HasPrefix(spec, "@/") || strings.HasPrefix(spec, "#") {
		return Target{} // an alias, never a package
	}
	return Target{Kind: External, Package: name, Subpath: sub}
}

// external splits a package name with a version, "@scope/name@1/sub".
func external(spec string) Target {
	name, sub := manifest.SplitPackage(spec)
	if i := strings.LastIndexByte(name, '@'); i > 0 {
		name = name[:i]
	}
	return Target{Kind: External, Package: name, Subpath: sub}
}

func (r *Resolver) relative(dir, spec string) Target {
	p, inside := join(dir, spec)
	if !inside {
		return Target{}
	}
	if f, found := r.path(p, strings.HasSuffix(spec, "/") || strings.HasSuffix(spec, ".")); found {
		return Target{Kind: File, Path: f}
	}
	for _, root := range r.rootDirs(dir, p) {
		if f, found := r.path(root, false); found {
			return Target{Kind: File, Path: f}
		}
	}
	if i := strings.IndexAny(p, "?#"); i >= 0 { // ./x?raw, as bundlers have it
		p = p[:i]
		if f, found := r.path(p, false); found {
			return Target{Kind: File, Path: f}
		}
	}
	if isAsset(p) {
		return Target{Kind: Asset, Path: p}
	}
	if f, found := r.Compiled(p); found {
		return Target{Kind: File, Path: f}
	}
	return Target{}
}

// Compiled returns the source of a file that a build makes, such as dist/main.js
// in a script or a Dockerfile. The path is relative to the root; if there is
// such a file, it is returned.
func (r *Resolver) Compiled(p string) (string, bool) {
	pkg := r.manifests.Package(dirOf(p))
	if pkg == nil {
		return r.script.find(p)
	}
	rel := p
	if pkg.Dir != "" {
		rel = strings.TrimPrefix(p, pkg.Dir+"/")
	}
	return r.source(pkg, rel)
}

// path returns the file that an import of a path means. A folder may have a
// package.json that names its file.
func (r *Resolver) path(p string, folder bool) (string, bool) {
	if !folder {
		if f, found := r.script.file(p); found {
			return f, true
		}
	}
	if pkg := r.manifests.Package(p); pkg != nil && pkg.Dir == p && pkg.Main != "" {
		if main, inside := join(p, pkg.Main); inside {
			if f, found := r.script.find(main); found {
				return f, true
			}
		}
	}
	f, found := r.script.stems[path.Join(p, "index")]
	return f, found
}

// rootDirs returns where else a path may be when tsconfig merges folders.
func (r *Resolver) rootDirs(dir, p string) []string {
	c := r.manifests.TSConfig(dir)
	if c == nil {
		return nil
	}
	var out []string
	for _, from := range c.RootDirs {
		rest, below := strings.CutPrefix(p, from+"/")
		if !below {
			continue
		}
		for _, to := range c.RootDirs {
			if to != from && to != "" {
				out = append(out, path.Join(to, rest))
			}
		}
	}
	return out
}

// mapped applies the path mappings of the nearest tsconfig files. The compiler
// asks the nearest only; those above are asked too, since what they yield is a
// file that exists.
func (r *Resolver) mapped(dir, spec string) (string, bool) {
	var last *manifest.TSConfig
	for above := range parents(dir) {
		c := r.manifests.TSConfig(above)
		if c == nil || c == last {
			continue
		}
		last = c
		best, star := -1, ""
		for i, m := range c.Paths {
			if s, matched := matchStar(m.Pattern, spec); matched && (best < 0 || starPrefix(m.Pattern) > starPrefix(c.Paths[best].Pattern)) {
				best, star = i, s
			}
		}
		if best < 0 {
			continue
		}
		for _, target := range c.Paths[best].Targets {
			p, inside := join(c.PathsDir, strings.Replace(target, "*", star, 1))
			if !inside {
				continue
			}
			if f, found := r.path(p, false); found {
				return f, true
			}
		}
	}
	return "", false
}

// matchStar matches a pattern with at most one star and returns what the star
// stands for.
func matchStar(pattern, s string) (string, bool) {
	before, after, star := strings.Cut(pattern, "*")
	if !star {
		return "", pattern == s
	}
	if len(s) < len(before)+len(after) || !strings.HasPrefix(s, before) || !strings.HasSuffix(s, after) {
		return "", false
	}
	return s[len(before) : len(s)-len(after)], true
}

// starPrefix orders patterns: one without a star first, then the longest text
// before it.
func starPrefix(pattern string) int {
	if i := strings.IndexByte(pattern, '*'); i >= 0 {
		return i
	}
	return 1 << 30
}

// localPackage returns the package of the repository that a name means in a
// folder. A package that merely has the name of a published one, such as a test
// double, does not stand for it.
func (r *Resolver) localPackage(dir, name string) *manifest.Package {
	p := r.manifests.PackageNamed(name)
	if p == nil {
		return nil
	}
	if r.script.members[p.Dir] || p.Dir == "" || strings.HasPrefix(dir+"/", p.Dir+"/") {
		return p
	}
	for above := range parents(dir) {
		own := r.manifests.Package(above)
		if own == nil || own.Dir != above {
			continue
		}
		if d := own.Dependency(name); d != nil {
			for _, protocol := range []string{"workspace:", "file:", "link:", "portal:"} {
				if strings.HasPrefix(d.Spec, protocol) {
					return p
				}
			}
			return nil
		}
	}
	return p
}

// declared reports whether a package.json of the folder or above requires the
// package.
func (r *Resolver) declared(dir, name string) bool {
	for above := range parents(dir) {
		if p := r.manifests.Package(above); p != nil && p.Dir == above && p.Dependency(name) != nil {
			return true
		}
	}
	return false
}

// packageImport resolves "#x" by "imports" of the folder's package.
func (r *Resolver) packageImport(dir, spec string) (Target, bool) {
	p := r.manifests.Package(dir)
	if p == nil {
		return Target{}, false
	}
	for _, target := range exportTargets(p.Imports, spec) {
		if !strings.HasPrefix(target, ".") {
			return r.js(p.Dir, strings.TrimPrefix(target, "#")), true // never an entry of imports again
		}
		if f, found := r.source(p, target); found {
			return Target{Kind: File, Path: f}, true
		}
	}
	return Target{}, false
}

// packageFile returns the source file of a package's entry, "" being the
// package itself.
func (r *Resolver) packageFile(p *manifest.Package, sub string) (string, bool) {
	var targets []string
	if sub == "" {
		targets = append(exportTargets(p.Exports, "."), p.Source, p.Module, p.Main, p.Types)
	} else {
		targets = append(exportTargets(p.Exports, "./"+sub), sub, "src/"+sub)
	}
	declarations := ""
	for _, target := range targets {
		if target == "" {
			continue
		}
		f, found := r.source(p, target)
		if found && !isDeclaration(f) {
			return f, true
		}
		if found && declarations == "" {
			declarations = f
		}
	}
	if sub == "" {
		for _, name := range []string{"src/index", "index", "src/main", "lib/index"} {
			if f, found := r.script.stems[path.Join(p.Dir, name)]; found {
				return f, true
			}
		}
	}
	return declarations, declarations != ""
}

func isDeclaration(file string) bool {
	_, rank := splitExtension(file)
	return rank == 8
}

// exportTargets returns where "exports" or "imports" lead from a name: what is
// meant for development first, declarations last.
func exportTargets(exports []manifest.Export, name string) []string {
	var best *manifest.Export
	star := ""
	for i := range exports {
		e := &exports[i]
		if s, matched := matchStar(e.Pattern, name); matched && (best == nil || starPrefix(e.Pattern) > starPrefix(best.Pattern)) {
			best, star = e, s
		}
	}
	if best == nil {
		return nil
	}
	var source, code, types []string
	for _, t := range best.Targets {
		if t.Path == "" {
			continue
		}
		target := strings.ReplaceAll(t.Path, "*", star)
		list := &code
		for _, condition := range t.Conditions {
			switch condition {
			case "source", "development", "typescript", "ts":
				list = &source
			case "types":
				list = &types
			}
		}
		*list = append(*list, target)
	}
	return append(append(source, code...), types...)
}

// outputs are the names folders of compiled code go by.
var outputs = map[string]bool{"dist": true, "build": true, "lib": true, "out": true, "output": true, "es": true, "esm": true, "cjs": true, "_esm": true, "_cjs": true, "types": true, "module": true}

// source returns the file in a package that a target means, or the source it is
// compiled from: by outDir and rootDir of the package's tsconfig, or else with
// the output folders of the path left out or exchanged for src.
func (r *Resolver) source(p *manifest.Package, target string) (string, bool) {
	full, inside := join(p.Dir, target)
	if !inside {
		return "", false
	}
	found, ok := r.script.find(full)
	if ok && !isDeclaration(found) {
		return found, true
	}
	if c := r.manifests.TSConfig(p.Dir); c != nil && c.OutDir != "" {
		if rest, below := strings.CutPrefix(full, c.OutDir+"/"); below {
			roots := []string{c.RootDir}
			if c.RootDir == "" {
				roots = []string{path.Join(p.Dir, "src"), p.Dir}
			}
			for _, root := range roots {
				if f, found := r.script.find(path.Join(root, rest)); found {
					return f, true
				}
			}
		}
	}
	rest := strings.TrimPrefix(path.Clean(target), "./")
	for {
		first, after, more := strings.Cut(rest, "/")
		if !more || !outputs[first] {
			break
		}
		rest = after
		for _, try := range []string{"src/" + rest, rest} {
			if f, found := r.script.find(path.Join(p.Dir, try)); found {
				return f, true
			}
		}
	}
	return found, ok
}

// guess resolves what bundlers are often told and tsconfig is not: "@/x" and
// "~/x" from the package's folder or its src, "src/x" from the package's
// folder. It must lead to exactly one file.
func (r *Resolver) guess(dir, spec string) (string, bool) {
	rel := spec
	folders := []string{""}
	for _, prefix := range []string{"@/", "~/", "~~/", "@@/"} {
		if rest, found := strings.CutPrefix(spec, prefix); found {
			rel = rest
			folders = []string{"", "src", "app"}
			break
		}
	}
	for above := range parents(dir) {
		if p := r.manifests.Package(above); above != "" && (p == nil || p.Dir != above) {
			continue // not the folder of a package
		}
		files := map[string]bool{}
		for _, folder := range folders {
			p, inside := join(path.Join(above, folder), rel)
			if !inside {
				continue
			}
			if f, found := r.script.find(p); found {
				files[f] = true
			}
		}
		if len(files) == 1 {
			return sorted(files)[0], true
		}
	}
	return "", false
}

// isAsset reports whether a specifier names a file that holds no code.
func isAsset(spec string) bool {
	if i := strings.IndexAny(spec, "?#"); i > 0 {
		spec = spec[:i]
	}
	switch strings.ToLower(path.Ext(spec)) {
	case ".json", ".json5", ".yaml", ".yml", ".toml", ".css", ".scss", ".sass", ".less", ".styl", ".pcss",
		".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".bmp", ".mp3", ".mp4", ".webm", ".wav",
		".woff", ".woff2", ".ttf", ".otf", ".eot", ".html", ".txt", ".md", ".mdx", ".graphql", ".gql", ".sql",
		".wasm", ".node", ".pdf", ".csv", ".xml", ".hbs", ".ejs", ".pug", ".glsl", ".proto":
		return true
	}
	return false
}

// nodeModules are the modules of Node.js that need no "node:"
// (module.builtinModules of Node 20, https://nodejs.org/api/modules.html#built-in-modules).
var nodeModules = func() map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(`assert assert/strict async_hooks buffer child_process cluster console constants
		crypto dgram diagnostics_channel dns dns/promises domain events fs fs/promises http http2 https inspector
		inspector/promises module net os path path/posix path/win32 perf_hooks process punycode querystring readline
		readline/promises repl stream stream/consumers stream/promises stream/web string_decoder sys timers
		timers/promises tls trace_events tty url util util/types v8 vm wasi worker_threads zlib`) {
		set[name] = true
	}
	return set
}()
