package source

import "strings"

// langOf returns the language a file name announces.
func langOf(name string) Lang {
	switch name[strings.LastIndexByte(name, '.')+1:] {
	case "js", "cjs", "mjs", "jsx":
		return JavaScript
	case "ts", "cts", "mts", "tsx":
		return TypeScript
	case "py", "pyw", "pyi":
		return Python
	}
	return None
}

// shebangLang returns the language of a script without an extension, by its
// first line.
func shebangLang(head []byte) Lang {
	line, _, _ := strings.Cut(string(head), "\n")
	if !strings.HasPrefix(line, "#!") {
		return None
	}
	for word := range strings.FieldsSeq(line[2:]) {
		program := word[strings.LastIndexByte(word, '/')+1:]
		switch strings.TrimRight(program, "0123456789.") {
		case "node", "nodejs", "bun":
			return JavaScript
		case "tsx", "ts-node", "deno":
			return TypeScript
		case "python", "pypy":
			return Python
		}
	}
	return None
}

// isManifest reports whether the manifest package reads files of that name.
// The folder matters for requirements/dev.txt.
func isManifest(folder, name string) bool {
	switch name {
	case "package.json", "jsconfig.json", "lerna.json",
		"pnpm-workspace.yaml", "pyproject.toml", "setup.cfg", "Pipfile", "Procfile",
		"compose.yml", "compose.yaml", "Containerfile",
		"environment.yml", "environment.yaml", "serverless.yml", "serverless.yaml",
		"ecosystem.json", "pm2.json", "processes.json", "process.yml", "pm2.yml",
		"package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml",
		"poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock", "pixi.lock":
		return true
	}
	if stem, _, ok := strings.Cut(name, ".config."); ok && (stem == "ecosystem" || stem == "pm2") {
		return true
	}
	switch {
	case strings.HasPrefix(name, "tsconfig") && strings.HasSuffix(name, ".json"),
		name == "Dockerfile", strings.HasPrefix(name, "Dockerfile."), strings.HasPrefix(name, "Dockerfile-"),
		strings.HasSuffix(name, ".Dockerfile"),
		strings.HasPrefix(name, "Procfile."),
		strings.HasPrefix(name, "docker-compose") && (strings.HasSuffix(name, ".yml") || strings.HasSuffix(name, ".yaml")):
		return true
	case strings.HasSuffix(name, ".txt"):
		return strings.Contains(name, "requirements") || folder == "requirements"
	}
	return false
}

// isProgram reports whether a file of that name is a program and configures
// something that the manifest package reads.
func isProgram(name string) bool {
	switch stem, _, ok := strings.Cut(name, ".config."); stem {
	case "ecosystem", "pm2", "vite", "next", "vue", "webpack", "nuxt", "rsbuild":
		return ok && langOf(name) != None
	}
	return false
}

// isDeployment reports whether a file may describe a deployment by where it
// lies: a workflow of GitHub or objects of Kubernetes. Path begins at the root.
func isDeployment(path string) bool {
	if !strings.HasSuffix(path, ".yml") && !strings.HasSuffix(path, ".yaml") {
		return false
	}
	return strings.HasPrefix(path, ".github/workflows/") || kubernetes(path)
}

// kubernetes reports whether a part of a path is named as Kubernetes objects
// and the folders for them are.
func kubernetes(path string) bool {
	for part := range strings.SplitSeq(path, "/") {
		part, _, _ = strings.Cut(strings.ToLower(part), ".")
		switch part {
		case "k8s", "kubernetes", "kube", "kustomize", "kubernetes-manifests", "k8s-manifests", "deployment", "deployments", "statefulset", "cronjob":
			return true
		}
	}
	return false
}

// folderRole returns the role a folder of that name gives to what it holds;
// Product leaves the role of the folder above. In a package's own folder,
// scripts are for those who work on it.
func folderRole(parent, name string, atPackage bool) Role {
	switch strings.ToLower(name) {
	case "test", "tests", "__tests__", "spec", "specs", "e2e", "cypress", "testing", "__test__",
		"integration_tests", "integration-tests", "unit_tests", "unit-tests", "functional_tests", "functional-tests",
		"system_tests", "e2e_tests", "e2e-tests", "load_tests", "load-tests", "test_utils", "test-utils", "testutils", "pytest",
		"test-plugins", "test_plugins", "dev-server", "devserver", "e2e-common":
		return Test
	case "fixture", "fixtures", "__fixtures__", "testdata", "mock", "mocks", "__mocks__", "__snapshots__":
		return Fixture
	case "example", "examples", "sample", "samples", "demo", "demos", "cookbook", "cookbooks", "tutorial", "tutorials",
		"quickstart", "quickstarts", "notebooks":
		return Example
	case "doc", "docs":
		return Docs
	case "bench", "benches", "benchmark", "benchmarks":
		return Benchmark
	case "migrations", "seeders", "seeds", "seed":
		return Migration
	case "versions":
		if parent == "alembic" {
			return Migration
		}
	case ".storybook", ".husky":
		return Config
	case ".github", ".circleci", ".gitlab":
		return Build
	case "scripts", "ci", ".ci":
		if atPackage {
			return Build
		}
	case "contrib", "playground", "playgrounds":
		if atPackage {
			return Example
		}
	case "evaluation", "evaluations", "evals":
		if atPackage {
			return Benchmark
		}
	}
	return Product
}

// fileRole returns the role of a source file in a folder that has the given
// role.
func fileRole(folder Role, name string, lang Lang) Role {
	stem, ext := name, ""
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		stem, ext = name[:i], name[i+1:]
	}
	role := scriptRole(stem, lang)
	if lang == Python {
		role = pythonRole(stem, ext)
	}
	if role == Product {
		return folder
	}
	return role
}

func pythonRole(stem, ext string) Role {
	switch {
	case ext == "pyi":
		return Stub
	case stem == "conftest", stem == "testclient", stem == "test_client", stem == "pytest_plugin", strings.HasPrefix(stem, "test_"), strings.HasSuffix(stem, "_test"):
		return Test
	}
	switch stem {
	case "setup", "noxfile", "toxfile", "fabfile", "dodo", "hatch_build":
		return Build
	}
	return Product
}

// scriptRole returns the role of a JavaScript or TypeScript file; stem is its
// name without the extension.
func scriptRole(stem string, lang Lang) Role {
	base, kind := stem, ""
	if i := strings.LastIndexByte(stem, '.'); i >= 0 {
		base, kind = stem[:i], stem[i+1:]
	}
	switch kind {
	case "d":
		if lang == TypeScript {
			return Stub
		}
	case "test", "tests", "spec", "e2e-spec", "e2e", "cy":
		return Test
	case "stories", "story":
		return Example
	case "bench", "benchmark":
		return Benchmark
	case "fixture", "fixtures", "mock":
		return Fixture
	case "config", "conf", "setup":
		if i := strings.IndexByte(base, '.'); i > 0 { // webpack.prod.config
			base = base[:i]
		}
		return toolRole(base)
	}
	if strings.HasPrefix(stem, ".") { // .eslintrc.js
		return Config
	}
	switch stem {
	case "gulpfile", "Gruntfile", "Gulpfile", "gruntfile", "Jakefile":
		return Build
	case "knexfile":
		return Config
	}
	if tool, _, found := strings.Cut(stem, "."); found {
		switch tool { // webpack.common.js, rollup.dev.mjs
		case "webpack", "rollup":
			return Build
		}
	}
	return Product
}

// toolRole returns the role of a tool's configuration, such as jest.config.js;
// app.config.ts and mail.config.ts belong to the product.
func toolRole(tool string) Role {
	switch tool {
	case "webpack", "rollup", "vite", "esbuild", "rspack", "rsbuild", "rslib", "tsup", "tsdown", "unbuild",
		"build", "snowpack", "metro", "craco", "gulp", "farm", "electron-builder", "forge", "electron":
		return Build
	case "jest", "vitest", "playwright", "cypress", "karma", "wdio", "protractor", "ava", "mocha", "babel",
		"eslint", "prettier", "stylelint", "commitlint", "lint-staged", "tailwind", "postcss", "unocss", "uno",
		"next", "nuxt", "svelte", "astro", "remix", "react-router", "vue", "quasar", "docusaurus", "drizzle",
		"release", "typedoc", "jsdoc", "nodemon", "ecosystem", "capacitor", "ionic", "sentry", "i18next",
		"graphql", "codegen", "orval", "knip", "changelog", "syncpack", "plopfile", "plop", "svgo",
		"next-sitemap", "trigger", "wrangler", "prisma":
		return Config
	}
	return Product
}
