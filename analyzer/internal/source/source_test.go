package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// writeTree makes files below a new folder. A name ending in a slash is an
// empty folder.
func writeTree(tb testing.TB, files map[string]string) string {
	tb.Helper()
	dir := tb.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if strings.HasSuffix(name, "/") {
			path += "/x"
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			tb.Fatal(err)
		}
		if strings.HasSuffix(name, "/") {
			continue
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

func open(tb testing.TB, dir string) *Tree {
	tb.Helper()
	tree, err := Open(context.Background(), dir, nil)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { tree.Close() })
	return tree
}

func TestOpen(t *testing.T) {
	dir := writeTree(t, map[string]string{
		".git/config":                    "",
		".git/info/exclude":              "local.js\n",
		".gitignore":                     "dist/\n*.gen.ts\n!kept.gen.ts\n",
		".dockerignore":                  "",
		"package.json":                   "{}",
		"README.md":                      "",
		"local.js":                       "",
		"dist/a.js":                      "",
		"node_modules/x/index.js":        "",
		"a.gen.ts":                       "",
		"kept.gen.ts":                    "",
		"bin/www":                        "#!/usr/bin/env node\n",
		"bin/data":                       "x",
		"src/index.ts":                   "",
		"src/build/index.js":             "",
		"src/vendor/vendor.service.ts":   "",
		"src/lib/a.mjs":                  "",
		"src/lib/.gitignore":             "/b.mjs",
		"src/lib/b.mjs":                  "",
		"src/lib/b/b.mjs":                "",
		"src/types.d.ts":                 "",
		"src/index.test.ts":              "",
		"src/app.config.ts":              "",
		"public/vendor/jquery.js":        "",
		"public/app.min.js":              "",
		"third_party/x.py":               "",
		"scripts/release.js":             "",
		"src/scripts/run.js":             "",
		"jest.config.js":                 "",
		"webpack.prod.js":                "",
		".eslintrc.js":                   "",
		"api/pyproject.toml":             "",
		"api/requirements/dev.txt":       "",
		"api/app/main.py":                "",
		"api/app/env/settings.py":        "",
		"api/myenv/pyvenv.cfg":           "",
		"api/myenv/lib/x.py":             "",
		"api/env/bin/activate.py":        "",
		"api/env/lib/x.py":               "",
		"api/__pycache__/main.py":        "",
		"api/tests/conftest.py":          "",
		"api/tests/fixtures/data.py":     "",
		"api/app/test_main.py":           "",
		"api/app/migrations/0001_a.py":   "",
		"api/alembic/versions/b.py":      "",
		"api/setup.py":                   "",
		"src/Dockerfile.ts":              "",
		"Dockerfile-prod":                "",
		"api/app/main.pyi":               "",
		"docs/conf.py":                   "",
		"examples/hello.py":              "",
		"vendor/package.json":            "{}",
		"vendor/src/index.ts":            "",
		"services/shop/package.json":     "{}",
		"services/shop/vendor/left.js":   "",
		"services/shop/routes/vendor.js": "",
	})
	tree := open(t, dir)
	want := &Tree{
		Files: []File{
			{".eslintrc.js", JavaScript, Config},
			{"api/alembic/versions/b.py", Python, Migration},
			{"api/app/env/settings.py", Python, Product},
			{"api/app/main.py", Python, Product},
			{"api/app/main.pyi", Python, Stub},
			{"api/app/migrations/0001_a.py", Python, Migration},
			{"api/app/test_main.py", Python, Test},
			{"api/setup.py", Python, Build},
			{"api/tests/conftest.py", Python, Test},
			{"api/tests/fixtures/data.py", Python, Fixture},
			{"bin/www", JavaScript, Product},
			{"docs/conf.py", Python, Docs},
			{"examples/hello.py", Python, Example},
			{"jest.config.js", JavaScript, Config},
			{"kept.gen.ts", TypeScript, Product},
			{"scripts/release.js", JavaScript, Build},
			{"services/shop/routes/vendor.js", JavaScript, Product},
			{"src/Dockerfile.ts", TypeScript, Product},
			{"src/app.config.ts", TypeScript, Product},
			{"src/build/index.js", JavaScript, Product},
			{"src/index.test.ts", TypeScript, Test},
			{"src/index.ts", TypeScript, Product},
			{"src/lib/a.mjs", JavaScript, Product},
			{"src/lib/b/b.mjs", JavaScript, Product},
			{"src/scripts/run.js", JavaScript, Product},
			{"src/types.d.ts", TypeScript, Stub},
			{"src/vendor/vendor.service.ts", TypeScript, Product},
			{"vendor/src/index.ts", TypeScript, Product},
			{"webpack.prod.js", JavaScript, Build},
		},
		Manifests: []File{
			{"Dockerfile-prod", None, Product},
			{"api/pyproject.toml", None, Product},
			{"api/requirements/dev.txt", None, Product},
			{"package.json", None, Product},
			{"services/shop/package.json", None, Product},
			{"vendor/package.json", None, Product},
		},
		Skipped: []Skip{
			{"public/app.min.js", ReasonMinified},
			{"public/vendor", ReasonVendored},
			{"services/shop/vendor", ReasonVendored},
			{"third_party", ReasonVendored},
		},
		Excluded: []Excluded{
			{ReasonCache, 1, 0},
			{ReasonIgnored, 1, 3},
			{ReasonDependencies, 1, 0},
			{ReasonVCS, 1, 0},
			{ReasonEnvironment, 2, 0},
		},
	}
	if diff := cmp.Diff(want, tree, cmpopts.IgnoreUnexported(Tree{})); diff != "" {
		t.Errorf("tree (-want +got):\n%s", diff)
	}
}

func TestOpenErrors(t *testing.T) {
	dir := writeTree(t, map[string]string{"file.js": "", "empty/": ""})
	for path, want := range map[string]error{
		"none":      ErrNotFound,
		"file.js":   ErrNotFolder,
		"file.js/x": ErrNotFolder,
		"empty":     ErrEmpty,
	} {
		_, err := Open(context.Background(), filepath.Join(dir, path), nil)
		if !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", path, err, want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Open(ctx, dir, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: got %v", err)
	}
}

func TestRead(t *testing.T) {
	dir := writeTree(t, map[string]string{
		"a.js":      "let a\n",
		"le.ts":     "\xff\xfea\x00\x3d\xd8\x00\xde\x00\xd8b\x00",
		"be.ts":     "\xfe\xff\x00a\xd8\x3d\xde\x00\x01",
		"le.py":     "\xff\xfea\x00",
		"bom.js":    "\ufefflet a\n",
		"empty.js":  "",
		"large.js":  strings.Repeat("a();\n", MaxSize/5+1),
		"large2.js": strings.Repeat("a", MaxSize),
	})
	tree := open(t, dir)
	got := map[string]string{}
	buf := make([]byte, 1)
	for _, f := range tree.Files {
		src, err := tree.Read(f, buf)
		var skip *SkipError
		switch {
		case errors.As(err, &skip):
			got[f.Path] = skip.Reason
		case len(src) > 100:
			got[f.Path] = fmt.Sprint(len(src))
		default:
			got[f.Path] = string(src)
		}
	}
	want := map[string]string{
		"a.js":      "let a\n",
		"le.ts":     "a😀\ufffdb",
		"be.ts":     "a😀",
		"le.py":     "\xff\xfea\x00",
		"bom.js":    "\ufefflet a\n",
		"empty.js":  "",
		"large.js":  ReasonTooLarge,
		"large2.js": fmt.Sprint(MaxSize),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("content (-want +got):\n%s", diff)
	}
}

func TestReadChangedTree(t *testing.T) {
	dir := writeTree(t, map[string]string{"a.js": "", "b.js": "", "c.js": "", "out/x.js": "", "d/x.js": ""})
	outside := writeTree(t, map[string]string{"secret.js": "secret", "x.js": "secret"})
	tree := open(t, dir)
	for _, err := range []error{
		os.Remove(filepath.Join(dir, "a.js")),
		os.Remove(filepath.Join(dir, "b.js")),
		os.Symlink(filepath.Join(outside, "secret.js"), filepath.Join(dir, "b.js")),
		os.Remove(filepath.Join(dir, "c.js")),
		os.Mkdir(filepath.Join(dir, "c.js"), 0o755),
		os.RemoveAll(filepath.Join(dir, "d")),
		os.Symlink(outside, filepath.Join(dir, "d")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{
		"a.js":         ReasonVanished,
		"b.js":         ReasonUnreadable,
		"c.js":         ReasonNotRegular,
		"d/x.js":       ReasonUnreadable,
		"../secret.js": ReasonUnreadable,
		"/etc/passwd":  ReasonUnreadable,
		"":             ReasonUnreadable,
	} {
		_, err := tree.ReadPath(path, nil)
		var skip *SkipError
		if !errors.As(err, &skip) || skip.Reason != want {
			t.Errorf("%s: got %v, want %s", path, err, want)
		}
	}
}

func TestClassify(t *testing.T) {
	long := strings.Repeat("a(b,c);", 200)
	for _, tt := range []struct {
		name, content, want string
		lang                Lang
	}{
		{"plain", "let a = 1\n", "", JavaScript},
		{"empty", "", "", JavaScript},
		{"binary", "a\x00b", ReasonBinary, JavaScript},
		{"not text", strings.Repeat("abc ", 100) + "\xff\x00", ReasonBinary, JavaScript},
		{"NUL in a string", "x = 'a\x00b'\n" + strings.Repeat("f(x)\n", 30), "", TypeScript},
		{"NUL in Python", "x = 'a\x00b'\n" + strings.Repeat("f(x)\n", 30), ReasonBinary, Python},
		{"minified", "/* x */\n" + long, ReasonMinified, JavaScript},
		{"minified lines", strings.Repeat(long+"\n", 5), ReasonMinified, JavaScript},
		{"one long line among many", strings.Repeat("let a = f(1);\n", 200) + long, "", JavaScript},
		{"data", "x = '" + strings.Repeat("QUJD", 1000) + "'\n", "", Python},
		{"go style", "// Code generated by x. DO NOT EDIT.\n", ReasonGenerated, TypeScript},
		{"jsdoc mark", "/**\n * @generated SignedSource<<x>>\n */\n", ReasonGenerated, JavaScript},
		{"other tag", "/* @generated-from x */\n", "", JavaScript},
		{"protobuf", "# -*- coding: utf-8 -*-\n# Generated by the protocol buffer compiler.  DO NOT EDIT!\n", ReasonGenerated, Python},
		{"django", "# Generated by Django 5.0 on 2025-01-01\nfrom django\n", "", Python},
		{"after code", "let a\n// @generated\n", "", JavaScript},
		{"in a string", "x = '@generated'\n", "", Python},
		{"hashbang", "#!/usr/bin/env node\n// this file is generated by x\n", ReasonGenerated, JavaScript},
		{"about generating", "// Sends the generated report.\n", "", JavaScript},
		{"open comment", "/* generated, do not edit", ReasonGenerated, JavaScript},
	} {
		if got := Classify(File{Lang: tt.lang}, []byte(tt.content)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func FuzzClassify(f *testing.F) {
	f.Add([]byte("/* generated */ // x"))
	f.Fuzz(func(_ *testing.T, src []byte) {
		src = decodeUTF16(src)
		Classify(File{Lang: JavaScript}, src)
		Classify(File{Lang: Python}, src)
	})
}

func TestExcluded(t *testing.T) {
	dir := writeTree(t, map[string]string{
		"a/keep.js": "", "a/drop.js": "", "a/drop.txt": "", "b/package.json": "{}", "b/c/x.js": "", "d/package.json": "{}", "ignored.js": "", ".gitignore": "ignored.js\n",
	})
	asked := map[string]bool{}
	var mu sync.Mutex
	tree, err := Open(context.Background(), dir, func(path string, folder bool) bool {
		mu.Lock()
		defer mu.Unlock()
		asked[path] = folder
		return path == "b" || strings.HasPrefix(path, "a/drop") || path == "d/package.json"
	})
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	if diff := cmp.Diff([]File{{Path: "a/keep.js", Lang: JavaScript}}, tree.Files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if len(tree.Manifests) > 0 {
		t.Errorf("manifests %v", tree.Manifests)
	}
	want := []Skip{{"a/drop.js", ReasonExcluded}, {"b", ReasonExcluded}, {"d/package.json", ReasonExcluded}}
	if diff := cmp.Diff(want, tree.Skipped); diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}
	if _, found := asked["b/c"]; found || !asked["b"] || asked["a/keep.js"] {
		t.Errorf("asked for %v", asked)
	}
}
