package manifest

import (
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// load loads all of files but those whose name starts with "hidden", which can
// only be referred to.
func load(files map[string]string) *Set {
	var paths []string
	for p := range files {
		if !strings.HasPrefix(p[strings.LastIndexByte(p, '/')+1:], "hidden") {
			paths = append(paths, p)
		}
	}
	return Load(func(p string) ([]byte, error) {
		if src, found := files[p]; found {
			return []byte(src), nil
		}
		return nil, fs.ErrNotExist
	}, paths)
}

func check(t *testing.T, want, got any) {
	t.Helper()
	ignore := cmpopts.IgnoreUnexported(Set{}, TSConfig{}, Dockerfile{}, Stage{})
	if diff := cmp.Diff(want, got, ignore, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPackage(t *testing.T) {
	got := load(map[string]string{"api/package.json": `{
  "name": "@shop/api",
  "type": "module", "private": true,
  "main": "./dist/index.js",
  "types": "dist/index.d.ts",
  "source": "src/index.ts",
  "bin": {"api": "bin/api.js"},
  "exports": {
    ".": {"types": "./dist/index.d.ts", "node": {"import": "./dist/index.mjs"}, "default": "./dist/index.js"},
    "./internal/*": null,
    "./x/*": ["./dist/x/*.js", "./x/*.js"]
  },
  "imports": {"#db": "./src/db.ts"},
  "scripts": {
    "start": "node dist/index.js",
    "start": "node --enable-source-maps dist/index.js"
  },
  "engines": {"node": ">=20"},
  "workspaces": {"packages": ["libs/*", "!libs/old"]},
  "devDependencies": {"vitest": "^3"},
  "dependencies": {
    "express": "^5.0.0",
    "@shop/db": "workspace:*"
  },
  "peerDependencies": {"pino": "*"}
}`})
	check(t, &Set{Packages: []*Package{{
		Path: "api/package.json", Dir: "api", Name: "@shop/api", Type: "module", Private: true,
		Main: "./dist/index.js", Types: "dist/index.d.ts", Source: "src/index.ts",
		Bin: []Command{{"api", "bin/api.js", 7}},
		Exports: []Export{
			{".", []ExportTarget{
				{[]string{"types"}, "./dist/index.d.ts"},
				{[]string{"node", "import"}, "./dist/index.mjs"},
				{[]string{"default"}, "./dist/index.js"},
			}},
			{"./internal/*", []ExportTarget{{nil, ""}}},
			{"./x/*", []ExportTarget{{nil, "./dist/x/*.js"}, {nil, "./x/*.js"}}},
		},
		Imports:    []Export{{"#db", []ExportTarget{{nil, "./src/db.ts"}}}},
		Scripts:    []Command{{"start", "node --enable-source-maps dist/index.js", 16}},
		Engines:    []Command{{"node", ">=20", 18}},
		Workspaces: []string{"libs/*", "!libs/old"},
		Dependencies: []Dependency{
			{"express", "^5.0.0", "", 22},
			{"@shop/db", "workspace:*", "", 23},
			{"pino", "*", "peer", 25},
			{"vitest", "^3", "dev", 20},
		},
	}}}, got)
}

func TestPackageShortForms(t *testing.T) {
	got := load(map[string]string{"package.json": `{"name": "@a/tool", "bin": "cli.js", "exports": "./a.js", "workspaces": ["x"], "typings": "a.d.ts", "main": 7}`})
	check(t, []*Package{{
		Path: "package.json", Name: "@a/tool", Types: "a.d.ts", Workspaces: []string{"x"},
		Bin:     []Command{{"tool", "cli.js", 1}},
		Exports: []Export{{".", []ExportTarget{{nil, "./a.js"}}}},
	}}, got.Packages)
}

func TestBrokenJSON(t *testing.T) {
	for _, tt := range []struct {
		src, want string
	}{
		{`{"name": "a"`, `1: the file ends where "," or "}" is expected`},
		{"{\n\"name\": \"a\",\n x", `3: "x" where a name in quotes or "}" is expected`},
		{"{\"name\": \"a\",\n\"b\": \"c\n\"}", "2: the string does not end in its line"},
		{`{"name": "a"} x`, "1: text after the end of the value"},
		{`{"name": "a", "b": ` + strings.Repeat("[", 100_000), "1: nested more than 64 levels"},
		{`{"name": "a", "b": "\`, "1: the file ends in a string"},
		{`{"name": "a", "b": "\u12`, "1: the file ends in a string"},
		{`{"name": "a" /* `, `1: the file ends where "," or "}" is expected`},
		{"{\"name\": \"a\",\n\"b\": ]", `2: "]" where a value is expected`},
		{"<<<<<<< HEAD\n", `1: "<" where a value is expected`},
		{"", "1: the file ends where a value is expected"},
	} {
		set := load(map[string]string{"package.json": tt.src})
		if len(set.Diagnostics) != 1 {
			t.Errorf("%.40q: diagnostics %v", tt.src, set.Diagnostics)
			continue
		}
		d := set.Diagnostics[0]
		if got := fmt.Sprintf("%d: %s", d.Line, d.Text); got != tt.want {
			t.Errorf("%.40q: got %s, want %s", tt.src, got, tt.want)
		}
		if strings.HasPrefix(tt.src, "{") && set.Packages[0].Name != "a" {
			t.Errorf("%.40q: the name before the error is lost", tt.src)
		}
	}
}

func TestJSONStrings(t *testing.T) {
	v, err := parseJSON([]byte("\ufeff// c\n{\"a\": \"\\u00e9\\n\\ud83d\\ude00\\ud83dx\\/\\\"\", /* d\n*/ \"b\": [1, true, \"x\",],}"))
	if err != nil {
		t.Fatal(err)
	}
	check(t, "é\n😀\ufffdx/\"", v.get("a").str())
	check(t, []string{"x"}, v.get("b").list())
	check(t, 3, v.get("b").line)
}

func TestTSConfig(t *testing.T) {
	got := load(map[string]string{
		"tsconfig.base.json": `{
  // the paths of all
  "compilerOptions": {"baseUrl": ".", "paths": {"@libs/*": ["libs/*/src"],},}
}`,
		"api/tsconfig.json":             `{"extends": "../tsconfig.base", "compilerOptions": {"rootDir": "./src", "outDir": "dist", "rootDirs": ["src", "gen"]}}`,
		"web/tsconfig.json":             `{"files": [], "references": [{"path": "./tsconfig.node.json"}, {"path": "./tsconfig.app.json"}]}`,
		"web/tsconfig.app.json":         `{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}`,
		"web/tsconfig.node.json":        `{}`,
		"web/jsconfig.json":             `{}`,
		"lib/jsconfig.json":             `{"extends": ["@shop/config/hidden.json", "@tsconfig/node20/tsconfig.json"]}`,
		"config/package.json":           `{"name": "@shop/config"}`,
		"config/hidden.json":            `{"compilerOptions": {"paths": {"~/*": ["./*"]}, "outDir": "${configDir}/out", "checkJs": true}}`,
		"loop/a/tsconfig.json":          `{"extends": "../b"}`,
		"loop/b/tsconfig.json":          `{"extends": "../a/tsconfig.json"}`,
		"outside/tsconfig.json":         `{"extends": "../../etc/tsconfig.json", "compilerOptions": {"outDir": "../../dist"}}`,
		"override/tsconfig.json":        `{"extends": "../tsconfig.base.json", "compilerOptions": {"baseUrl": "src"}}`,
		"override/nested/tsconfig.json": `{`,
	})
	effective := map[string]*TSConfig{}
	for _, dir := range []string{"api/src/x", "web/src", "lib", "override"} {
		effective[dir] = got.TSConfig(dir)
	}
	check(t, map[string]*TSConfig{
		"api/src/x": {
			Path: "api/tsconfig.json", Dir: "api", Extends: []string{"../tsconfig.base"},
			BaseURL: ".", RootDir: "api/src", OutDir: "api/dist", RootDirs: []string{"api/src", "api/gen"},
			Paths: []PathMapping{{"@libs/*", []string{"libs/*/src"}}}, PathsDir: ".",
		},
		"web/src": {
			Path: "web/tsconfig.app.json", Dir: "web",
			Paths: []PathMapping{{"@/*", []string{"./src/*"}}}, PathsDir: "web",
		},
		"lib": {
			Path: "lib/jsconfig.json", Dir: "lib", Extends: []string{"@shop/config/hidden.json", "@tsconfig/node20/tsconfig.json"},
			OutDir: "config/out", CheckJS: "true", Paths: []PathMapping{{"~/*", []string{"./*"}}}, PathsDir: "config",
		},
		"override": {
			Path: "override/tsconfig.json", Dir: "override", Extends: []string{"../tsconfig.base.json"},
			BaseURL: "override/src", Paths: []PathMapping{{"@libs/*", []string{"libs/*/src"}}}, PathsDir: "override/src",
		},
	}, effective)
	check(t, []Diagnostic{
		{"loop/a/tsconfig.json", 0, "extends itself by way of loop/a/tsconfig.json"},
		{"outside/tsconfig.json", 0, "../../dist leads out of the repository: not used"},
		{"outside/tsconfig.json", 0, "extends ../../etc/tsconfig.json, which leads out of the repository: not read"},
		{"override/nested/tsconfig.json", 1, `the file ends where a name in quotes or "}" is expected`},
	}, got.Diagnostics)
}

func TestWorkspaces(t *testing.T) {
	got := load(map[string]string{
		"pnpm-workspace.yaml": "packages:\n  - 'libs/*'\n  - '!**/test/**'\n",
		"js/lerna.json":       `{"packages": ["packages/*"]}`,
	})
	check(t, []*Workspace{
		{Path: "js/lerna.json", Dir: "js", Packages: []string{"packages/*"}},
		{Path: "pnpm-workspace.yaml", Packages: []string{"libs/*", "!**/test/**"}},
	}, got.Workspaces)
}

// What leads out of the repository is told and not read, and cycles end.
func TestOutside(t *testing.T) {
	got := load(map[string]string{
		"app/package.json": `{
  "workspaces": ["../../*", "!../../old", "/srv/*", "../libs/*"],
  "dependencies": {"a": "file:../libs/a", "b": "file:../../b"},
  "devDependencies": {"c": "link:/srv/c", "d": "portal:..\\..\\d"}
}`,
		"lerna.json":               `{"packages": ["../x"]}`,
		"pnpm-workspace.yaml":      "packages: [../y]\n",
		"requirements.txt":         "-r ../../etc/passwd\n--requirement=/etc/passwd\n-r a/../../b.txt\n-r requirements.txt\n",
		"tsconfig.json":            `{"extends": ["/etc/tsconfig.json", "./a/../../tsconfig.json", "./tsconfig.json"]}`,
		"references/tsconfig.json": `{"references": [{"path": "../../x"}, {"path": "."}]}`,
	})
	check(t, []Diagnostic{
		{"app/package.json", 0, "workspace !../../old leads out of the repository: not read"},
		{"app/package.json", 0, "workspace ../../* leads out of the repository: not read"},
		{"app/package.json", 0, "workspace /srv/* leads out of the repository: not read"},
		{"app/package.json", 3, "dependency b, file:../../b, leads out of the repository: not read"},
		{"app/package.json", 4, "dependency c, link:/srv/c, leads out of the repository: not read"},
		{"app/package.json", 4, `dependency d, portal:..\..\d, leads out of the repository: not read`},
		{"lerna.json", 0, "workspace ../x leads out of the repository: not read"},
		{"pnpm-workspace.yaml", 0, "workspace ../y leads out of the repository: not read"},
		{"requirements.txt", 1, "-r ../../etc/passwd leads out of the repository: not read"},
		{"requirements.txt", 2, "--requirement /etc/passwd leads out of the repository: not read"},
		{"requirements.txt", 3, "-r a/../../b.txt leads out of the repository: not read"},
		{"tsconfig.json", 0, "extends ./a/../../tsconfig.json, which leads out of the repository: not read"},
		{"tsconfig.json", 0, "extends /etc/tsconfig.json, which leads out of the repository: not read"},
		{"tsconfig.json", 0, "extends itself by way of tsconfig.json"},
	}, got.Diagnostics)
}

func TestPyProject(t *testing.T) {
	got := load(map[string]string{
		"pyproject.toml": `[project]
name = "shop"
requires-python = ">=3.12"
dependencies = [
  "fastapi[standard]>=0.110",
  "httpx ; python_version > '3.8'", # comment
]
[project.optional-dependencies]
s3 = ["boto3"]
[project.scripts]
shop = "shop.cli:main"
[project.entry-points."shop.plugins"]
a = "shop.a"
[dependency-groups]
dev = ["pytest", {include-group = "x"}]
[tool.setuptools]
package-dir = {"" = "src", "shop" = "lib/shop", "odd" = "elsewhere"}
[tool.setuptools.packages.find]
where = ["py"]
[tool.uv.workspace]
members = ["libs/*"]
[tool.hatch.build.targets.wheel]
packages = ["code/shop"]
[tool.poe.tasks]
serve = "uvicorn shop:app"
lint = {cmd = "ruff"}
`,
		"poetry/pyproject.toml": `[tool.poetry]
name = "old"
packages = [{include = "old", from = "src"}]
[tool.poetry.dependencies]
python = "^3.11"
Django = "^5.0"
celery = {version = "^5.4", extras = ["redis"]}
[tool.poetry.group.dev.dependencies]
mypy = "*"
[tool.poetry.scripts]
old = "old:main"
`,
		"cfg/setup.cfg": `[metadata]
name = cfg
[options]
python_requires = >=3.8
package_dir =
    = src
install_requires =
    requests>=2
    # comment
    PyYAML
[options.extras_require]
dev = black
[options.entry_points]
console_scripts =
    cfg = cfg.main:run
`,
		"pip/Pipfile": "[packages]\nflask = \"*\"\n[dev-packages]\npytest = {version = \"*\"}\n[requires]\npython_version = \"3.12\"\n[scripts]\nweb = \"flask run\"\n",
	})
	check(t, &Set{
		PyProjects: []*PyProject{
			{
				Path: "poetry/pyproject.toml", Dir: "poetry", Name: "old", RequiresPython: "^3.11",
				Dependencies: []Dependency{{"Django", "^5.0", "", 6}, {"celery", "^5.4", "", 7}, {"mypy", "*", "dev", 9}},
				Scripts:      []Command{{"old", "old:main", 11}},
				PackageDirs:  []string{"src"},
			},
			{
				Path: "pyproject.toml", Name: "shop", RequiresPython: ">=3.12",
				Dependencies: []Dependency{
					{"fastapi", "[standard]>=0.110", "", 5},
					{"httpx", "; python_version > '3.8'", "", 6},
					{"boto3", "", "s3", 9},
					{"pytest", "", "dev", 15},
				},
				Scripts:     []Command{{"shop", "shop.cli:main", 11}},
				EntryPoints: []EntryPoint{{"shop.plugins", Command{"a", "shop.a", 13}}},
				Tasks:       []Command{{"serve", "uvicorn shop:app", 25}, {"lint", "ruff", 26}},
				PackageDirs: []string{"src", "lib", "py", "code"},
				Members:     []string{"libs/*"},
			},
		},
		SetupCfgs: []*PyProject{{
			Path: "cfg/setup.cfg", Dir: "cfg", Name: "cfg", RequiresPython: ">=3.8",
			Dependencies: []Dependency{{"requests", ">=2", "", 8}, {"PyYAML", "", "", 10}, {"black", "", "dev", 12}},
			Scripts:      []Command{{"cfg", "cfg.main:run", 15}},
			PackageDirs:  []string{"src"},
		}},
		Pipfiles: []*PyProject{{
			Path: "pip/Pipfile", Dir: "pip", RequiresPython: "3.12",
			Dependencies: []Dependency{{"flask", "*", "", 2}, {"pytest", "*", "dev", 4}},
			Tasks:        []Command{{"web", "flask run", 8}},
		}},
	}, got)
}

func TestRequirements(t *testing.T) {
	got := load(map[string]string{
		"requirements.txt": "# all\n-r requirements/base.txt\n-c ../../etc/passwd\nuvicorn[standard]==0.30 \\\n    --hash=sha256:abc\n" +
			"-e git+https://example.org/x.git#egg=x\n./local\n--index-url https://example.org\nhttps://example.org/w.whl\n-r missing.txt\n",
		"requirements/base.txt": "fastapi>=0.1 # web\r\npkg @ https://example.org/pkg.zip\n-r../requirements.txt\n",
	})
	check(t, &Set{
		Requirements: []*Requirements{
			{
				Path: "requirements.txt",
				Dependencies: []Dependency{
					{"uvicorn", "[standard]==0.30", "", 4},
					{"x", "git+https://example.org/x.git#egg=x", "", 6},
				},
				Includes: []Command{{"-r", "requirements/base.txt", 2}, {"-c", "../../etc/passwd", 3}, {"-r", "missing.txt", 10}},
			},
			{
				Path: "requirements/base.txt", Dir: "requirements",
				Dependencies: []Dependency{{"fastapi", ">=0.1", "", 1}, {"pkg", "@ https://example.org/pkg.zip", "", 2}},
				Includes:     []Command{{"-r", "../requirements.txt", 3}},
			},
		},
		Diagnostics: []Diagnostic{
			{"requirements.txt", 3, "-c ../../etc/passwd leads out of the repository: not read"},
			{"requirements.txt", 10, "-r missing.txt names no file of the repository"},
		},
	}, got)
}

func TestDockerfile(t *testing.T) {
	got := load(map[string]string{"Dockerfile": `# syntax=docker/dockerfile:1
ARG V=20
FROM --platform=linux/amd64 node:${V} AS base
WORKDIR /app
ENV NODE_ENV=production GREETING="good day"
ENV OLD style value
FROM base AS build
WORKDIR src
COPY --chown=node package.json \
  # a comment
  tsconfig.json ./
RUN <<EOF
CMD ["not", "this"]
EOF
RUN npm ci
FROM base
COPY --from=build ["/app/src/dist", "/app/dist"]
EXPOSE 3000/tcp 9229
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["node", "dist/main.js"]
`, "py/app.Dockerfile": "FROM python:3.12\nCMD exec gunicorn app:app \\\n  -w 4"})
	if len(got.Dockerfiles) != 2 || len(got.Dockerfiles[0].Stages) != 3 {
		t.Fatalf("got %+v", got.Dockerfiles)
	}
	final, _ := got.Dockerfiles[0].Final()
	check(t, Stage{
		From: "base", Line: 16, Workdir: "/app",
		Cmd:        Exec{Args: []string{"node", "dist/main.js"}, Line: 20},
		Entrypoint: Exec{Args: []string{"docker-entrypoint.sh"}, Line: 19},
		Expose:     []string{"3000/tcp", "9229"},
		Env:        []Command{{"NODE_ENV", "production", 5}, {"GREETING", "good day", 5}, {"OLD", "style value", 6}},
		Copies:     []Copy{{"build", []string{"/app/src/dist"}, "/app/dist", "/app", 17}},
	}, final)
	check(t, []Copy{{"", []string{"package.json", "tsconfig.json"}, "./", "/app/src", 9}}, got.Dockerfiles[0].Stages[1].Copies)
	check(t, Exec{Shell: "exec gunicorn app:app  -w 4", Line: 2}, got.Dockerfiles[1].Stages[0].Cmd)
}

func TestCompose(t *testing.T) {
	got := load(map[string]string{
		"docker-compose.yml": `x-base: &base
  environment: {A: 1}
  build: ./api
services:
  api:
    <<: *base
    command: npm start
    ports: ["3000:3000", 9229, {target: 80, published: 8080}]
    depends_on:
      db: {condition: service_healthy}
  worker:
    build: {context: ., dockerfile: worker.Dockerfile, target: prod}
    command: [celery, -A, app, worker]
    environment:
      - B=2
    depends_on: [api]
  db:
    image: postgres:17
`,
		"Procfile": "web: gunicorn app:app\n# no\nworker: celery -A app worker\n",
	})
	check(t, &Set{
		Composes: []*Compose{{Path: "docker-compose.yml", Services: []ComposeService{
			{
				Name: "api", Line: 5, Build: "./api", Command: Exec{Shell: "npm start", Line: 7},
				Ports: []string{"3000:3000", "9229", "8080:80"}, Env: []Command{{"A", "1", 2}}, DependsOn: []string{"db"},
			},
			{
				Name: "worker", Line: 11, Build: ".", Dockerfile: "worker.Dockerfile", Target: "prod",
				Command: Exec{Args: []string{"celery", "-A", "app", "worker"}, Line: 13},
				Env:     []Command{{"B", "2", 15}}, DependsOn: []string{"api"},
			},
			{Name: "db", Line: 17, Image: "postgres:17"},
		}}},
		Procfiles: []*Procfile{{Path: "Procfile", Processes: []Command{{"web", "gunicorn app:app", 1}, {"worker", "celery -A app worker", 3}}}},
	}, got)
}

// Each of these keeps a decoder busy for minutes, or ends the program, when it
// is handed over as it is.
func TestBombs(t *testing.T) {
	aliases := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for i := range 20 {
		aliases += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i), 10), ","))
	}
	for _, tt := range []struct {
		name, path, src, want string
	}{
		{"dotted key", "pyproject.toml", strings.Repeat("a.", 200_000) + "a = 1", "a key of more than 32 parts"},
		{"dotted header", "pyproject.toml", "[" + strings.Repeat("a.", 200_000) + "a]", "a key of more than 32 parts"},
		{"dotted key in a table", "Pipfile", "x = {" + strings.Repeat("a.", 200_000) + "a = 1}", "a key of more than 32 parts"},
		{"nested arrays", "pyproject.toml", "a = " + strings.Repeat("[", 400_000), "nested more than 64 levels"},
		{"nested tables", "pyproject.toml", "a = " + strings.Repeat("{a=", 100_000), "nested more than 64 levels"},
		{"large", "pyproject.toml", "#" + strings.Repeat(" ", maxSize), "over 512 KiB"},
		{"nested lists", "compose.yml", strings.Repeat("[", 60_000), "exceeded max depth of 10000"},
		{"nested blocks", "compose.yml", strings.Repeat("- ", 5_000), "nested more than 64 levels"},
		{"aliases", "compose.yml", aliases, "aliases make more than 100,000 values"},
		{"self", "compose.yml", "a: &a [*a]", "nested more than 64 levels"},
		{"json", "tsconfig.json", strings.Repeat(`{"a":`, 100_000), "nested more than 64 levels"},
	} {
		set := load(map[string]string{tt.path: tt.src})
		if told := slices.Concat(set.Diagnostics, set.Unread); len(told) != 1 || !strings.Contains(told[0].Text, tt.want) {
			t.Errorf("%s: got %v, want %s", tt.name, told, tt.want)
		}
	}
}

// What is made of these grew with the square of their size, though nothing is
// wrong with them.
func TestLinear(t *testing.T) {
	for _, tt := range []struct{ path, before, unit string }{
		{"requirements.txt", "", "\\\n"},
		{"requirements.txt", "", "a\\\n"},
		{"Dockerfile", "FROM a\n", "WORKDIR a\n"},
		{"Dockerfile", "FROM a\n", "WORKDIR a\nCOPY a b\n"},
		{"Dockerfile", "FROM a\n", "RUN a\\\n"},
		{"setup.cfg", "[a]\nb =\n", " c\n"},
		{"tsconfig.json", `{"extends": [`, `"./tsconfig.json", `},
		{"package.json", `{"scripts": {`, `"a": "b", `},
	} {
		made := func(n int) uint64 {
			files := map[string]string{tt.path: tt.before + strings.Repeat(tt.unit, n/len(tt.unit))}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			load(files)
			runtime.ReadMemStats(&after)
			return after.TotalAlloc - before.TotalAlloc
		}
		// Beyond the length at which a path ends to grow.
		if small, large := made(128<<10), made(512<<10-100); large > 6*small {
			t.Errorf("%s of %q: %d bytes are made of 128 KiB, %d of 512 KiB", tt.path, tt.unit, small, large)
		}
	}
}

func TestPyName(t *testing.T) {
	for name, want := range map[string]string{"PyYAML": "pyyaml", "ruamel.yaml": "ruamel-yaml", "a-_.b": "a-b", "_a_": "a"} {
		if got := PyName(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

func TestSplitPackage(t *testing.T) {
	for spec, want := range map[string][2]string{
		"a": {"a", ""}, "a/b/c": {"a", "b/c"}, "@a/b": {"@a/b", ""}, "@a/b/c/d": {"@a/b", "c/d"}, "@a": {"@a", ""},
	} {
		name, sub := SplitPackage(spec)
		if got := [2]string{name, sub}; got != want {
			t.Errorf("%s: got %q, want %q", spec, got, want)
		}
	}
}

func FuzzLoad(f *testing.F) {
	for _, name := range []string{
		"package.json", "tsconfig.json", "lerna.json", "pnpm-workspace.yaml", "pyproject.toml", "setup.cfg", "Pipfile",
		"requirements.txt", "Dockerfile", "Procfile", "compose.yml", "environment.yml", "serverless.yml", "k8s/a.yaml",
		".github/workflows/ci.yml", "ecosystem.config.js", "ecosystem.json", "vite.config.ts",
	} {
		f.Add(name, []byte(`{"a": "b", "extends": "./tsconfig.json"}`))
	}
	f.Add("pyproject.toml", []byte("[a.\"b\"]\nc = ['''x''', {d = 1.5}]"))
	f.Add("compose.yml", []byte("a: &a {b: c}\nservices: {x: {<<: *a}}"))
	f.Add("Dockerfile", []byte("FROM a AS b\nCOPY <<E .\nE\nCMD [\"x\"]\nFROM b\nENV a=\"b c\" \\\n"))
	f.Add("setup.cfg", []byte("[a]\nb=c\n d\n"))
	f.Add("ecosystem.config.js", []byte("const a = {script: 'x', ...b}, b = [a, ...c]; module.exports = {apps: [a, b]}"))
	f.Add("vite.config.ts", []byte("export default defineConfig(() => ({server: {proxy: {'/a': {target: 'http://b'}}}} satisfies X))"))
	f.Add("k8s/a.yaml", []byte("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{args: [a], env: [{name: b}]}]}\n---\nx"))
	f.Add("serverless.yml", []byte("provider: {runtime: x}\nfunctions: [{a: {handler: b.c, events: [http: d]}}]"))
	f.Add(".github/workflows/ci.yml", []byte("jobs: {a: {steps: [{uses: actions/setup-node@v4, with: {node-version: 1}}]}}"))
	f.Add("environment.yml", []byte("dependencies: [python=3, {pip: [a==1]}]"))
	f.Add("requirements.txt", []byte("a==1 \\\n-r requirements.txt\n"))
	f.Fuzz(func(_ *testing.T, name string, src []byte) {
		Load(func(string) ([]byte, error) { return src, nil }, []string{name, "x/" + name})
	})
}
