package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Every way in which reading a repository could run something of it: git's own
// configuration, hooks and filters, scripts of package managers, and
// configuration files that are programs. Each would leave a file behind.
var canaries = map[string]string{
	".git/HEAD":                     "ref: refs/heads/main\n",
	".git/objects/.keep":            "",
	".git/refs/heads/.keep":         "",
	".git/hooks/post-checkout":      "#!/bin/sh\ntouch CANARY/hook\n",
	".git/hooks/fsmonitor":          "#!/bin/sh\ntouch CANARY/fsmonitor\n",
	".git/info/attributes":          "* filter=evil diff=evil\n",
	".gitattributes":                "* filter=evil diff=evil\n",
	".git/config":                   "[core]\n\trepositoryformatversion = 0\n\tfsmonitor = touch CANARY/core-fsmonitor\n\thooksPath = .git/hooks\n\tsshCommand = touch CANARY/ssh\n\tpager = touch CANARY/pager\n[filter \"evil\"]\n\tsmudge = touch CANARY/smudge\n\tclean = touch CANARY/clean\n\tprocess = touch CANARY/process\n[diff \"evil\"]\n\ttextconv = touch CANARY/textconv\n\texternal = touch CANARY/external\n[gpg]\n\tprogram = touch CANARY/gpg\n[include]\n\tpath = ../evil.config\n[remote \"origin\"]\n\turl = ext::sh -c \"touch CANARY/ext\"\n",
	"evil.config":                   "[alias]\n\tstatus = !touch CANARY/alias\n",
	".gitmodules":                   "[submodule \"x\"]\n\tpath = x\n\turl = ext::sh -c \"touch CANARY/submodule\"\n\tupdate = !touch CANARY/update\n",
	"package.json":                  `{"name": "x", "main": "server.js", "bin": "./server.js", "scripts": {"preinstall": "touch CANARY/preinstall", "postinstall": "touch CANARY/postinstall", "prepare": "touch CANARY/prepare", "start": "touch CANARY/start; node server.js"}, "dependencies": {"express": "4"}}`,
	".npmrc":                        "script-shell=CANARY-npmrc\n",
	".yarnrc.yml":                   "yarnPath: ./evil.js\n",
	".pnpmfile.cjs":                 "require('fs').writeFileSync('CANARY/pnpmfile', '')\n",
	"evil.js":                       "require('fs').writeFileSync('CANARY/yarn', '')\n",
	"ecosystem.config.js":           "require('fs').writeFileSync('CANARY/pm2', '')\nmodule.exports = {apps: [{name: 'x', script: 'server.js'}]}\n",
	"next.config.mjs":               "import fs from 'fs'\nfs.writeFileSync('CANARY/next', '')\nexport default {}\n",
	"eslint.config.js":              "require('fs').writeFileSync('CANARY/eslint', '')\n",
	"tsconfig.json":                 `{"extends": "./evil.js", "compilerOptions": {"plugins": [{"name": "./evil.js"}]}}`,
	"server.js":                     "require('fs').writeFileSync('CANARY/server', '')\nconst app = require('express')()\napp.get('/', (req, res) => res.send(require('fs').readFileSync('a', 'utf8')))\n",
	"setup.py":                      "open('CANARY/setup', 'w')\nfrom setuptools import setup\nsetup(name='x', packages=['app'])\n",
	"setup.cfg":                     "[metadata]\nname = attr: app.NAME\n",
	"conftest.py":                   "open('CANARY/conftest', 'w')\n",
	"sitecustomize.py":              "open('CANARY/sitecustomize', 'w')\n",
	"gunicorn.conf.py":              "open('CANARY/gunicorn', 'w')\nworkers = 2\n",
	"noxfile.py":                    "open('CANARY/nox', 'w')\n",
	"manage.py":                     "open('CANARY/manage', 'w')\n",
	"app/__init__.py":               "open('CANARY/app', 'w')\nNAME = 'x'\n",
	"pyproject.toml":                "[build-system]\nrequires = []\nbuild-backend = \"backend\"\nbackend-path = [\".\"]\n[project]\nname = \"x\"\nversion = \"1\"\n",
	"backend.py":                    "open('CANARY/backend', 'w')\n",
	"requirements.txt":              "-e .\n-r requirements/more.txt\n--index-url file:///CANARY\n",
	"requirements/more.txt":         "flask\n",
	"Makefile":                      "X := $(shell touch CANARY/make)\n",
	"Procfile":                      "web: touch CANARY/procfile; node server.js\n",
	"Dockerfile":                    "FROM node:20\nRUN touch CANARY/docker\nCMD [\"node\", \"server.js\"]\n",
	"docker-compose.yml":            "services:\n  x:\n    build: .\n    command: sh -c 'touch CANARY/compose'\n    env_file: $(touch CANARY/env_file)\n",
	".env":                          "X=$(touch CANARY/env)\n",
	".envrc":                        "touch CANARY/envrc\n",
	"serverless.yml":                "service: x\nprovider: {name: aws}\nplugins: [./evil.js]\nfunctions:\n  a: {handler: server.handler}\ncustom: ${file(./evil.js):x}\n",
	".github/workflows/ci.yml":      "on: push\njobs: {x: {runs-on: ubuntu-latest, steps: [{run: touch CANARY/workflow}]}}\n",
	"stackfit.toml":                 "stage = \"early\"\n",
	".vscode/settings.json":         `{"python.defaultInterpreterPath": "CANARY"}`,
	"node_modules/.bin/node":        "#!/bin/sh\ntouch CANARY/bin\n",
	"node_modules/express/index.js": "require('fs').writeFileSync('CANARY/express', '')\n",
}

// canaryCommands are what is run on the repository.
var canaryCommands = [][]string{
	{"check"},
	{"check", "--format", "sarif"},
	{"check", "--strict"},
	{"check", "--show-files"},
	{"check", "--diff", "HEAD"},
	{"check", "--rev", "HEAD"},
	{"services", "--explain"},
	{"config", "verify"},
	{"report", "--format", "md"},
}

// TestNothingIsRun runs the commands on a repository that would leave traces if
// any part of it were run, with programs on the path that would, too.
func TestNothingIsRun(t *testing.T) {
	traces := t.TempDir()
	root := canaryRepository(t, traces)
	bin := t.TempDir()
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"git", "node", "npm", "npx", "yarn", "pnpm", "python", "python3", "pip", "uv", "poetry", "sh", "bash", "docker", "make", "gpg", "ssh"} {
		script := "#!" + shell + "\n: >" + filepath.Join(traces, "ran-"+name) + "\n"
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := exec.Command(filepath.Join(bin, "git")).Run(); err != nil {
		t.Fatal(err)
	}
	if got := list(t, traces); len(got) != 1 {
		t.Fatalf("the traps do not work: %q", got)
	}
	if err := os.Remove(filepath.Join(traces, "ran-git")); err != nil {
		t.Fatal(err)
	}
	before := list(t, root)
	for _, args := range canaryCommands {
		cmd := asProcess(t, args...)
		cmd.Dir = root
		cmd.Env = append(cmd.Env, "PATH="+bin, "GIT_SSH_COMMAND=ssh", "PAGER=sh", "EDITOR=sh")
		out, _ := cmd.CombinedOutput() // findings are no success
		if strings.Contains(string(out), "internal error") {
			t.Errorf("%q: %s", args, out)
		}
		if got := list(t, traces); len(got) > 0 {
			t.Fatalf("%q ran something: %q", args, got)
		}
	}
	if got := list(t, root); strings.Join(got, "\n") != strings.Join(before, "\n") {
		t.Errorf("files of the repository: %q, before %q", got, before)
	}
}

func canaryRepository(t *testing.T, traces string) string {
	t.Helper()
	root := t.TempDir()
	for name, content := range canaries {
		full := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(strings.ReplaceAll(content, "CANARY", traces)), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// list returns the paths of the files below a folder.
func list(t *testing.T, root string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// asProcess returns a process that runs stackfit: this test binary, which
// TestMain makes it when its name says so.
func asProcess(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "stackfit")
	if err := os.Symlink(self, link); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(link, args...)
	cmd.Env = []string{"HOME=" + t.TempDir()}
	return cmd
}
