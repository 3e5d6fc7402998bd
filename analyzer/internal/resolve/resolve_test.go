package resolve

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/stackfit/stackfit/analyzer/manifest"
)

// newResolver takes files with their content, which only manifests need.
func newResolver(files map[string]string) *Resolver {
	var paths []string
	for p := range files {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	return New(paths, manifest.Load(func(p string) ([]byte, error) {
		if src, found := files[p]; found {
			return []byte(src), nil
		}
		return nil, fs.ErrNotExist
	}, paths))
}

func (t Target) String() string {
	name := [...]string{"unresolved", "file", "folder", "external", "builtin", "asset"}[t.Kind]
	return strings.Join(slices.DeleteFunc([]string{name, t.Path, t.Package, t.Subpath}, func(s string) bool { return s == "" }), " ")
}

func TestJS(t *testing.T) {
	r := newResolver(map[string]string{
		"package.json":                           `{"name": "root", "workspaces": ["packages/*", "!packages/old"], "dependencies": {"express": "5", "shadow": "^1"}}`,
		"packages/db/package.json":               `{"name": "@shop/db", "main": "dist/index.js", "types": "dist/index.d.ts"}`,
		"packages/db/tsconfig.json":              `{"compilerOptions": {"outDir": "dist", "rootDir": "source"}}`,
		"packages/db/source/index.ts":            "",
		"packages/db/source/pool.ts":             "",
		"packages/ui/package.json":               `{"name": "@shop/ui", "exports": {".": {"types": "./dist/index.d.ts", "import": "./dist/esm/index.mjs"}, "./parts/*": "./dist/parts/*.js", "./style.css": "./dist/style.css"}}`,
		"packages/ui/src/index.mts":              "",
		"packages/ui/src/parts/button.tsx":       "",
		"packages/plain/package.json":            `{"name": "plain"}`,
		"packages/plain/index.js":                "",
		"packages/plain/lib/util.js":             "",
		"packages/broken/package.json":           `{"name": "broken", "main": "native.node"}`,
		"test/doubles/shadow/package.json":       `{"name": "shadow"}`,
		"test/doubles/shadow/index.js":           "",
		"api/package.json":                       `{"name": "api", "imports": {"#db": "./src/db.js", "#lib/*": "./dist/lib/*.js", "#http": {"node": "undici"}}, "dependencies": {"@shop/db": "workspace:*", "config": "1"}}`,
		"api/tsconfig.json":                      `{"compilerOptions": {"baseUrl": "src", "paths": {"@app/*": ["app/*", "generated/*"], "@app/special": ["special.ts"]}}}`,
		"api/src/server.ts":                      "",
		"api/src/db.ts":                          "",
		"api/src/db.js":                          "",
		"api/src/types.d.ts":                     "",
		"api/src/esm.mts":                        "",
		"api/src/app/users.ts":                   "",
		"api/src/generated/client.ts":            "",
		"api/src/special.ts":                     "",
		"api/src/lib/log.ts":                     "",
		"api/src/routes/index.ts":                "",
		"api/src/routes/users.controller.ts":     "",
		"api/src/pkg/package.json":               `{"main": "./entry"}`,
		"api/src/pkg/entry.js":                   "",
		"api/src/config/index.ts":                "",
		"web/package.json":                       `{}`,
		"web/src/components/nav.vue.ts":          "",
		"web/src/components/nav.jsx":             "",
		"web/app/twice.ts":                       "",
		"web/src/twice.ts":                       "",
		"gen/tsconfig.json":                      `{"compilerOptions": {"rootDirs": ["src", "out"]}}`,
		"gen/src/a/b.ts":                         "",
		"gen/out/a/made.ts":                      "",
		"plainjs/one.js":                         "",
		"plainjs/one.d.ts":                       "",
		"packages/old/package.json":              `{"name": "old"}`,
		"packages/old/index.js":                  "",
		"packages/needs-old/package.json":        `{"name": "needs-old", "dependencies": {"old": "^2"}}`,
		"packages/needs-old/nested/package.json": `{"type": "module"}`,
	})
	for _, tt := range []struct{ from, spec, want string }{
		{"api/src/server.ts", "./db", "file api/src/db.ts"},
		{"api/src/server.ts", "./db.js", "file api/src/db.js"},
		{"api/src/server.ts", "./app/users.js", "file api/src/app/users.ts"},
		{"api/src/server.ts", "./esm.mjs", "file api/src/esm.mts"},
		{"api/src/server.ts", "./types", "file api/src/types.d.ts"},
		{"api/src/server.ts", "./routes", "file api/src/routes/index.ts"},
		{"api/src/server.ts", "./routes/", "file api/src/routes/index.ts"},
		{"api/src/routes/index.ts", ".", "file api/src/routes/index.ts"},
		{"api/src/routes/index.ts", "./users.controller", "file api/src/routes/users.controller.ts"},
		{"api/src/server.ts", "./pkg", "file api/src/pkg/entry.js"},
		{"api/src/server.ts", "./none", "unresolved"},
		{"api/src/server.ts", "../../../../etc/passwd", "unresolved"},
		{"api/src/server.ts", "/etc/passwd", "unresolved"},
		{"api/src/server.ts", "", "unresolved"},
		{"api/src/server.ts", "./data.json", "asset api/src/data.json"},
		{"api/src/server.ts", "./db.ts?raw", "file api/src/db.ts"},
		{"plainjs/x.js", "./one", "file plainjs/one.js"},
		{"api/src/server.ts", "node:fs/promises", "builtin fs/promises"},
		{"api/src/server.ts", "fs", "builtin fs"},
		{"api/src/server.ts", "express", "external express"},
		{"api/src/server.ts", "lodash/fp/map", "external lodash fp/map"},
		{"api/src/server.ts", "@scope/a/b", "external @scope/a b"},
		{"api/src/server.ts", "npm:express@5/lib/x", "external express lib/x"},
		{"api/src/server.ts", "npm:@scope/a@1", "external @scope/a"},
		{"api/src/server.ts", "bootstrap/dist/x.css", "asset bootstrap dist/x.css"},
		{"api/src/server.ts", "@app/users", "file api/src/app/users.ts"},
		{"api/src/server.ts", "@app/client", "file api/src/generated/client.ts"},
		{"api/src/server.ts", "@app/special", "file api/src/special.ts"},
		{"api/src/server.ts", "lib/log", "file api/src/lib/log.ts"},
		{"api/src/server.ts", "config", "file api/src/config/index.ts"},
		{"api/src/server.ts", "#db", "file api/src/db.js"},
		{"api/src/server.ts", "#lib/log", "file api/src/lib/log.ts"},
		{"api/src/server.ts", "#http", "external undici"},
		{"api/src/server.ts", "#none", "unresolved"},
		{"api/src/server.ts", "@shop/db", "file packages/db/source/index.ts"},
		{"api/src/server.ts", "@shop/db/dist/pool", "file packages/db/source/pool.ts"},
		{"web/src/a.ts", "@shop/ui", "file packages/ui/src/index.mts"},
		{"web/src/a.ts", "@shop/ui/parts/button", "file packages/ui/src/parts/button.tsx"},
		{"web/src/a.ts", "@shop/ui/style.css", "asset @shop/ui style.css"},
		{"web/src/a.ts", "plain", "file packages/plain/index.js"},
		{"web/src/a.ts", "plain/lib/util", "file packages/plain/lib/util.js"},
		{"web/src/a.ts", "broken", "unresolved broken"},
		{"web/src/a.ts", "shadow", "external shadow"},
		{"test/doubles/shadow/x.js", "shadow", "file test/doubles/shadow/index.js"},
		{"packages/needs-old/nested/x.js", "old", "external old"},
		{"web/src/a.ts", "@/components/nav", "file web/src/components/nav.jsx"},
		{"web/src/a.ts", "~/src/components/nav", "file web/src/components/nav.jsx"},
		{"web/src/a.ts", "src/components/nav", "file web/src/components/nav.jsx"},
		{"web/src/a.ts", "@/twice", "unresolved"},
		{"web/src/a.ts", "@/none", "unresolved"},
		{"packages/db/bin/cli.js", "../dist/pool.js", "file packages/db/source/pool.ts"},
		{"gen/src/a/x.ts", "./made", "file gen/out/a/made.ts"},
	} {
		if got := r.JS(tt.from, tt.spec).String(); got != tt.want {
			t.Errorf("%s imports %q: got %s, want %s", tt.from, tt.spec, got, tt.want)
		}
	}
}

func TestPy(t *testing.T) {
	r := newResolver(map[string]string{
		"requirements.txt":                  "docker\nfastapi\n",
		"main.py":                           "",
		"queue.py":                          "",
		"types.py":                          "",
		"config.py":                         "",
		"docker/build.py":                   "",
		"email/templates.py":                "",
		"app/__init__.py":                   "",
		"app/types.py":                      "",
		"app/config.py":                     "",
		"app/db/__init__.py":                "",
		"app/db/session.py":                 "",
		"app/db/session.pyi":                "",
		"app/stubs.pyi":                     "",
		"app/both.py":                       "",
		"app/both/__init__.py":              "",
		"app/space/deep/mod.py":             "",
		"scripts/run.py":                    "",
		"scripts/helper.py":                 "",
		"libs/core/pyproject.toml":          "[project]\nname = \"core\"\n",
		"libs/core/src/core/__init__.py":    "",
		"libs/core/src/core/io.py":          "",
		"libs/ns/pyproject.toml":            "[project]\nname = \"Azure_Storage\"\n",
		"libs/ns/azure/storage/__init__.py": "",
		"libs/ns/azure/storage/blob.py":     "",
		"deploy/back/fastapi/__init__.py":   "",
		"deploy/back/own/__init__.py":       "",
		"libs/a/setup.py":                   "",
		"libs/a/shared/__init__.py":         "",
		"libs/a/only_a/__init__.py":         "",
		"libs/b/setup.py":                   "",
		"libs/b/shared/__init__.py":         "",
		"libs/c/setup.cfg":                  "[metadata]\nname = c\n[options]\npackage_dir =\n    = code\n",
		"libs/c/code/namespace/mod.py":      "",
		"site/manage.py":                    "",
		"site/shop/views.py":                "",
		"site/shop/models.py":               "",
	})
	for _, tt := range []struct {
		from, module string
		level        int
		want         string
	}{
		{"main.py", "app", 0, "file app/__init__.py"},
		{"main.py", "app.db.session", 0, "file app/db/session.py"},
		{"app/db/session.py", "app.config", 0, "file app/config.py"},
		{"app/db/session.py", "config", 0, "file config.py"},
		{"app/db/session.py", "", 1, "file app/db/__init__.py"},
		{"app/db/session.py", "", 2, "file app/__init__.py"},
		{"app/db/session.py", "config", 2, "file app/config.py"},
		{"app/db/__init__.py", "session", 1, "file app/db/session.py"},
		{"app/db/session.py", "x", 4, "unresolved"},
		{"app/db/session.py", "none", 1, "unresolved"},
		{"app/space/deep/mod.py", "", 1, "folder app/space/deep"},
		{"main.py", "app.space", 0, "folder app/space app space"},
		{"main.py", "app.space.deep.mod", 0, "file app/space/deep/mod.py"},
		{"main.py", "app.none", 0, "unresolved app none"},
		{"main.py", "app.stubs", 0, "file app/stubs.pyi"},
		{"main.py", "app.both", 0, "file app/both/__init__.py"},
		{"main.py", "os.path", 0, "builtin os path"},
		{"main.py", "queue", 0, "file queue.py"},
		{"main.py", "types", 0, "builtin types"},
		{"app/db/session.py", "types", 0, "builtin types"},
		{"main.py", "email.mime", 0, "builtin email mime"},
		{"main.py", "docker", 0, "folder docker docker"},
		{"main.py", "docker.errors", 0, "external docker errors"},
		{"main.py", "docker.build", 0, "file docker/build.py"},
		{"libs/ns/azure/storage/blob.py", "storage", 0, "external storage"},
		{"libs/ns/azure/storage/blob.py", "azure.storage.blob", 0, "file libs/ns/azure/storage/blob.py"},
		{"libs/ns/azure/storage/blob.py", "azure.core", 0, "external azure core"},
		{"deploy/back/fastapi/x.py", "fastapi", 0, "external fastapi"},
		{"deploy/back/fastapi/x.py", "own", 0, "file deploy/back/own/__init__.py"},
		{"deploy/back/fastapi/x.py", "own.none", 0, "external own none"},
		{"main.py", "google.cloud.storage", 0, "external google cloud.storage"},
		{"main.py", "fastapi", 0, "external fastapi"},
		{"main.py", "asyncore", 0, "builtin asyncore"},
		{"scripts/run.py", "helper", 0, "file scripts/helper.py"},
		{"app/config.py", "helper", 0, "external helper"},
		{"main.py", "core.io", 0, "file libs/core/src/core/io.py"},
		{"libs/core/src/core/__init__.py", "io", 0, "builtin io"},
		{"libs/a/only_a/__init__.py", "shared", 0, "file libs/a/shared/__init__.py"},
		{"libs/b/x.py", "shared", 0, "file libs/b/shared/__init__.py"},
		{"main.py", "shared", 0, "unresolved shared"},
		{"main.py", "only_a", 0, "file libs/a/only_a/__init__.py"},
		{"main.py", "namespace.mod", 0, "file libs/c/code/namespace/mod.py"},
		{"site/shop/views.py", "shop.models", 0, "file site/shop/models.py"},
		{"main.py", "", 0, "unresolved"},
		{"main.py", "..", 0, "unresolved"},
	} {
		if got := r.Py(tt.from, tt.module, tt.level).String(); got != tt.want {
			t.Errorf("%s imports %q, level %d: got %s, want %s", tt.from, tt.module, tt.level, got, tt.want)
		}
	}
	for _, tt := range []struct{ pkg, name, want string }{
		{"app/__init__.py", "db", "file app/db/__init__.py"},
		{"app/db/__init__.py", "session", "file app/db/session.py"},
		{"app/space", "deep", "folder app/space/deep"},
		{"app/config.py", "db", "unresolved"},
		{"app/__init__.py", "none", "unresolved"},
	} {
		if got := r.Submodule(tt.pkg, tt.name).String(); got != tt.want {
			t.Errorf("%s of %s: got %s, want %s", tt.name, tt.pkg, got, tt.want)
		}
	}
}

func FuzzResolve(f *testing.F) {
	f.Add("a/b.ts", "../x/*.js", "{}")
	f.Add("a/b.py", "x..y", `{"name": "x", "exports": {"./*": "./dist/*"}}`)
	f.Fuzz(func(_ *testing.T, from, spec, pkg string) {
		r := newResolver(map[string]string{from: "", "package.json": pkg, "tsconfig.json": pkg, "src/index.ts": "", "src/x.py": ""})
		r.JS(from, spec)
		r.Py(from, spec, 0)
		r.Py(from, spec, 3)
		r.Submodule(from, spec)
	})
}

func BenchmarkJS(b *testing.B) {
	files := map[string]string{"tsconfig.json": `{"compilerOptions": {"paths": {"@/*": ["src/*"]}}}`}
	for i := range 1000 {
		files[fmt.Sprintf("src/p%d/f%d.ts", i%50, i)] = ""
	}
	for b.Loop() {
		b.StopTimer()
		r := newResolver(files)
		b.StartTimer()
		for i := range 1000 {
			if r.JS("src/a/x.ts", fmt.Sprintf("@/p%d/f%d", i%50, i)).Kind != File {
				b.Fatal("not found")
			}
		}
	}
}
