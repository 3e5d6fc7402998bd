package manifest

import (
	"fmt"
	"strings"
	"testing"
)

func TestEcosystem(t *testing.T) {
	want := []EcosystemApp{{
		Name: "api", Script: "./src/server.js", Args: "--port 3000", Cwd: "api", Line: 4,
		Env: []Command{{"PORT", "3000", 8}, {"ML_URL", "http://localhost:8000", 8}},
	}, {Name: "model", Script: "serve.py", Interpreter: "python3", Line: 11}}
	got := load(map[string]string{"ecosystem.config.js": `const port = 3000;
module.exports = {
  apps: [
    {
      name: "api", script: "./src/server.js",
      args: ["--port", "3000"],
      cwd: ` + "`api`" + `,
      env: { PORT: port, ML_URL: process.env.ML_URL || "http://localhost:8000" },
      instances: os.cpus().length,
    },
    { name: "model", script: "serve.py", interpreter: "python3" },
    { name: "no script" },
  ],
};`})
	check(t, &Set{Ecosystems: []*Ecosystem{{Path: "ecosystem.config.js", Apps: want}}}, got)
	got = load(map[string]string{
		"ecosystem.config.cjs": "export default [{script: 'a.js'}]",
		"ecosystem.json":       `{"apps": {"script": "b.js"}}`,
		"pm2.yml":              "apps:\n  - script: c.js\n    name: c\n",
		"pm2.config.js":        "module.exports = {\n  apps: [{script: 'd.js'}],\n  x: ]\n}",
	})
	check(t, []*Ecosystem{
		{Path: "ecosystem.config.cjs", Apps: []EcosystemApp{{Script: "a.js", Line: 1}}},
		{Path: "ecosystem.json", Apps: []EcosystemApp{{Script: "b.js", Line: 1}}},
		{Path: "pm2.config.js"},
		{Path: "pm2.yml", Apps: []EcosystemApp{{Script: "c.js", Name: "c", Line: 2}}},
	}, got.Ecosystems)
	if len(got.Diagnostics) != 1 || got.Diagnostics[0].Path != "pm2.config.js" || got.Diagnostics[0].Line != 3 {
		t.Errorf("diagnostics %+v, want one of pm2.config.js, line 3", got.Diagnostics)
	}
}

// A lockfile of half a million packages is searched, not decoded.
func TestLargeLock(t *testing.T) {
	var b strings.Builder
	b.WriteString("{\n")
	const n = 500_000
	for i := range n {
		fmt.Fprintf(&b, "\"node_modules/p%d\": {\n\"version\": \"1.0.%d\"\n},\n", i, i)
	}
	content := []byte(b.String())
	l := &Lock{Path: "package-lock.json"}
	var version string
	var line int
	if allocs := testing.AllocsPerRun(1, func() { version, line = l.Version(content, "p499999") }); allocs > 50 {
		t.Errorf("%v allocations", allocs)
	}
	if version != "1.0.499999" || line != 3*n {
		t.Errorf("version %s at line %d", version, line)
	}
}

// A name that stands for itself, and one that stands for twice the one before,
// must end.
func TestProgramBounds(_ *testing.T) {
	twice := "const a0 = ['x'];\n"
	for i := range 60 {
		n := string(rune('a'+i/10)) + string(rune('0'+i%10))
		m := string(rune('a'+(i+1)/10)) + string(rune('0'+(i+1)%10))
		twice += "const " + m + " = [..." + n + ", ..." + n + "];\n"
	}
	for _, src := range []string{
		"const a = a; module.exports = a",
		"const a = {...b}, b = {...a}; module.exports = {apps: [a, b]}",
		twice + "module.exports = g0",
		"module.exports = " + strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000),
	} {
		load(map[string]string{"ecosystem.config.js": src})
	}
}

func TestFrontend(t *testing.T) {
	got := load(map[string]string{
		"web/vite.config.ts": `import { defineConfig } from "vite";
const target = "http://localhost:8000";
export default defineConfig(() => ({
  server: { proxy: {
    "/api": { target, changeOrigin: true },
    "/ws": "ws://localhost:9000",
  } },
}));`,
		"site/next.config.js": `module.exports = withBundles({
  async rewrites() {
    return [{ source: "/api/:path*", destination: "http://localhost:5000/:path*" }, { source: "/a", destination: "/b" }];
  },
});`,
		"old/webpack.config.js": "module.exports = {devServer: {proxy: [{context: ['/x'], target: 'http://localhost:1'}]}}",
		"vue/vue.config.js":     "module.exports = {devServer: {proxy: 'http://localhost:2'}}",
	})
	check(t, []*Frontend{
		{Path: "old/webpack.config.js", Dir: "old", Proxies: []Command{{"/x", "http://localhost:1", 1}}},
		{Path: "site/next.config.js", Dir: "site", Proxies: []Command{{"/api/:path*", "http://localhost:5000/:path*", 3}}},
		{Path: "vue/vue.config.js", Dir: "vue", Proxies: []Command{{"/", "http://localhost:2", 1}}},
		{Path: "web/vite.config.ts", Dir: "web", Proxies: []Command{{"/api", "http://localhost:8000", 5}, {"/ws", "ws://localhost:9000", 6}}},
	}, got.Frontends)
}

func TestServerless(t *testing.T) {
	got := load(map[string]string{"serverless.yml": `service: shop
provider:
  name: aws
  runtime: nodejs22.x
  environment:
    TABLE: orders
functions:
  create:
    handler: src/orders.create
    events:
      - httpApi: POST /orders
      - sqs: arn
  nightly: {handler: src/nightly.run, events: [schedule: rate(1 day)]}
  none: {image: x}
`})
	check(t, &Set{Serverless: []*Serverless{{
		Path: "serverless.yml", Service: "shop", Runtime: "nodejs22.x", Env: []Command{{"TABLE", "orders", 6}},
		Functions: []ServerlessFunction{
			{"create", "src/orders.create", []string{"httpApi", "sqs"}, 8},
			{"nightly", "src/nightly.run", []string{"schedule"}, 13},
		},
	}}}, got)
}

func TestKubernetes(t *testing.T) {
	got := load(map[string]string{
		"k8s/all.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: model}
spec:
  template:
    spec:
      containers:
        - name: main
          image: registry.example/shop/model:1.2@sha256:abc
          command: ["uvicorn"]
          args: ["main:app", "--port", "8000"]
          ports: [{containerPort: 8000}]
          env:
            - {name: REDIS_URL, value: "redis://cache"}
            - {name: KEY, valueFrom: {secretKeyRef: {name: a, key: b}}}
---
apiVersion: v1
kind: Service
metadata: {name: scores}
spec: {selector: {app: model}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: b, args: [run.py]}]}}}}}
`,
		"k8s/values.yaml":    "a: b",
		"k8s/template.yaml":  "apiVersion: v1\nkind: {{ .Values.kind }}",
		"k8s/broken.yaml":    "apiVersion: v1\nkind: [",
		"config/other.yaml":  "apiVersion: v1\nkind: Pod\nmetadata: {name: x}",
		"deploy/Service.yml": "",
	})
	check(t, []*Kubernetes{{
		Path: "k8s/all.yaml", Dir: "k8s",
		Containers: []KubernetesContainer{{
			Kind: "Deployment", Workload: "model", Name: "main", Image: "registry.example/shop/model:1.2@sha256:abc",
			Command: Exec{Args: []string{"uvicorn", "main:app", "--port", "8000"}, Line: 10}, Ports: []string{"8000"},
			Env: []Command{{"REDIS_URL", "redis://cache", 14}, {"KEY", "", 15}}, Line: 8,
		}, {Kind: "CronJob", Workload: "nightly", Name: "a", Image: "b", Command: Exec{Args: []string{"run.py"}, Line: 25}, Line: 25}},
		Services: []KubernetesService{{"scores", "model", 17}},
	}}, got.Kubernetes)
	if len(got.Diagnostics) != 1 || got.Diagnostics[0].Path != "k8s/broken.yaml" || got.Diagnostics[0].Line == 0 {
		t.Errorf("diagnostics %+v, want one of k8s/broken.yaml with its line", got.Diagnostics)
	}
	if name := ImageName("registry.example:5000/shop/model:1.2@sha256:abc"); name != "model" {
		t.Errorf("image %q, want model", name)
	}
}

func TestWorkflow(t *testing.T) {
	got := load(map[string]string{".github/workflows/ci.yml": `on: push
jobs:
  test:
    strategy: {matrix: {node: [20, 22], os: [a]}}
    steps:
      - uses: actions/setup-node@v4
        with: {node-version: "${{ matrix.node }}"}
      - uses: actions/setup-python@v5
        with: {python-version: "3.13"}
      - run: npm test
`})
	check(t, []*Workflow{{
		Path: ".github/workflows/ci.yml", Dir: ".github/workflows",
		Versions: []Command{{"node", "22", 7}, {"python", "3.13", 9}},
	}}, got.Workflows)
}

func TestConda(t *testing.T) {
	got := load(map[string]string{"environment.yml": `name: lab
dependencies:
  - python=3.12
  - conda-forge::pandas>=2
  - pip:
      - fastapi==0.115
`})
	check(t, []*PyProject{{
		Path: "environment.yml", RequiresPython: "3.12",
		Dependencies: []Dependency{{"pandas", ">=2", "", 4}, {"fastapi", "==0.115", "", 6}},
	}}, got.Condas)
}

func TestLock(t *testing.T) {
	for _, c := range []struct{ path, content, name, want string }{
		{"package-lock.json", "{\n\"packages\": {\n\"node_modules/express\": {\n      \"version\": \"5.1.0\",\n}}}", "express", "5.1.0:4"},
		{"package-lock.json", "{\"dependencies\": {\n\"express\": {\n\"version\": \"4.0.0\"}}}", "express", "4.0.0:3"},
		{"package-lock.json", "{\"packages\": {\"\": {\"dependencies\": {\"koa\": \"^3\"}}}}", "koa", ""},
		{"yarn.lock", "# yarn\n\"@nestjs/core@^11\":\n  version \"11.0.1\"\n  resolved x\n\nexpress@^4, express@^5:\n  version \"5.1.0\"\n\n", "express", "5.1.0:7"},
		{"yarn.lock", "__metadata:\n  version: 8\n\n\"express@npm:^5\":\n  version: 5.1.0\n  resolution: x\n\n", "express", "5.1.0:5"},
		{"pnpm-lock.yaml", "importers:\n  .:\n    dependencies:\n      express:\n        specifier: ^5\n        version: 5.1.0(x@1)\n", "express", "5.1.0:6"},
		{"pnpm-lock.yaml", "packages:\n\n  express@5.1.0:\n    resolution: x\n", "express", "5.1.0:3"},
		{"poetry.lock", "[[package]]\nname = \"fastapi\"\nversion = \"0.115.0\"\n\n", "FastAPI", "0.115.0:3"},
		{"uv.lock", "version = 1\n\n[[package]]\nname = \"flask\"\nversion = \"3.1.0\"\n\n", "flask", "3.1.0:5"},
		{"Pipfile.lock", "{\"default\": {\n\"flask\": {\n\"hashes\": [],\n\"version\": \"==3.1.0\"\n}}}", "flask", "3.1.0:4"},
		{"pixi.lock", "packages:\n- kind: conda\n  name: flask\n  version: 3.1.0\n- x\n", "flask", "3.1.0:4"},
	} {
		t.Run(c.path+" "+c.want, func(t *testing.T) {
			set := load(map[string]string{c.path: c.content})
			version, line := set.Locks[0].Version([]byte(c.content), c.name)
			if c.want == "" && version == "" {
				return
			}
			if got := version + ":" + string(rune('0'+line)); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// Whatever a lockfile holds, looking a name up in it ends.
func FuzzLock(f *testing.F) {
	for _, name := range []string{"package-lock.json", "yarn.lock", "pnpm-lock.yaml", "poetry.lock", "Pipfile.lock", "pixi.lock"} {
		f.Add(name, "a", []byte("\nname = \"a\"\nversion = \"1\"\n\"node_modules/a\": {\n\"version\": \"1\"}\n\na@1:\n  version 1\n"))
	}
	f.Fuzz(func(t *testing.T, file, name string, content []byte) {
		l := Lock{Path: file}
		if version, line := l.Version(content, name); (version == "") != (line == 0) || line > len(content)+1 {
			t.Errorf("%q on line %d", version, line)
		}
	})
}
