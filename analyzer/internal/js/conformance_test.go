//go:build conformance

package js

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// oracles returns the directory that the oracles are installed in, and installs
// them if they are not there. A missing oracle is a failure, never a skip.
var oracles = sync.OnceValues(func() (string, error) {
	dir := os.Getenv("STACKFIT_ORACLES")
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		dir = filepath.Join(cache, "stackfit-oracles")
	}
	dir = filepath.Join(dir, "js")
	out, err := exec.Command("sh", filepath.Join("testdata", "oracle", "install.sh"), dir).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("install oracles: %w\n%s", err, out)
	}
	return dir, nil
})

func oracleDir(t *testing.T) string {
	t.Helper()
	dir, err := oracles()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func suiteOptions(file string) Options {
	o := Options{EarlyErrors: true, Mode: ModeScript}
	if strings.HasSuffix(file, ".module.js") {
		o.Mode = ModeModule
	}
	return o
}

func suite(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(oracleDir(t), "node_modules", "test262-parser-tests", folder, "*.js"))
	if err != nil || len(files) < 600 {
		t.Fatalf("%s of test262-parser-tests: %d files, %v", folder, len(files), err)
	}
	return files
}

func TestSuitePass(t *testing.T) {
	var p Parser
	known := knownFailures(t)
	renamed := 0
	for _, file := range suite(t, "pass") {
		explicit := filepath.Join(filepath.Dir(filepath.Dir(file)), "pass-explicit", filepath.Base(file))
		var plain, canonical [2]string
		for i, f := range []string{file, explicit} {
			tree := p.Parse(readFile(t, f), suiteOptions(f))
			if len(tree.Errors) > 0 || tree.Skipped != "" {
				t.Errorf("%s: refused: %v", f, tree.Errors)
			}
			normalize(tree)
			plain[i] = Print(tree)
			rename(tree)
			canonical[i] = Print(tree)
		}
		if plain[0] == plain[1] {
			continue
		}
		renamed++
		alike := canonical[0] == canonical[1]
		switch listed := known[filepath.Base(file)]; {
		case alike && listed:
			t.Errorf("%s: alike now; take it off the list of known failures", file)
		case !alike && !listed:
			t.Errorf("%s: the two spellings differ:\n%s\n%s", file, plain[0], plain[1])
		}
	}
	t.Logf("%d pairs alike after renaming only: the explicit spelling has other names or numbers there", renamed)
}

// normalize removes differences of spelling that the suite's explicit versions
// have although the programs are the same.
func normalize(f *File) {
	key := func(e Expr, computed bool) Expr {
		if lit, ok := e.(*Literal); ok && !computed {
			name := lit.Value
			if lit.Kind == NumberLiteral {
				name = printNumber(name)
			}
			if v, err := strconv.ParseFloat(name, 64); err == nil || v != 0 {
				name = strconv.FormatFloat(v, 'g', -1, 64)
			}
			return &Identifier{Span: lit.Span, Name: name}
		}
		return e
	}
	Walk(f, func(n Node) bool {
		switch n := n.(type) {
		case *Property:
			n.Key = key(n.Key, n.Computed)
		case *ClassMember:
			n.Key = key(n.Key, n.Computed)
		case *Sequence:
			for {
				inner, ok := n.Exprs[0].(*Sequence)
				if !ok {
					break
				}
				n.Exprs = slices.Concat(inner.Exprs, n.Exprs[1:])
			}
		case *ImportDecl:
			n.Bare = n.Default == nil && n.Namespace == nil && len(n.Named) == 0
		default:
		}
		return true
	})
}

// rename replaces names by the order in which they appear, and numbers by 0.
func rename(f *File) {
	names := map[string]string{}
	of := func(name string) string {
		if names[name] == "" {
			names[name] = "v" + strconv.Itoa(len(names))
		}
		return names[name]
	}
	Walk(f, func(n Node) bool {
		switch n := n.(type) {
		case *Identifier:
			if n.Name[0] != '\x00' {
				n.Name = "\x00" + of(n.Name)
			}
		case *Literal:
			if n.Kind == NumberLiteral {
				n.Value = "0"
			}
		default:
		}
		return true
	})
	Walk(f, func(n Node) bool {
		if m, ok := n.(*Member); ok && m.Index == nil {
			m.Name = of(m.Name)
		}
		return true
	})
}

func knownFailures(t *testing.T) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	for line := range strings.Lines(readFile(t, filepath.Join("testdata", "known_failures.txt"))) {
		name, _, _ := strings.Cut(line, "#")
		if name = strings.TrimSpace(name); name != "" {
			known[name] = true
		}
	}
	return known
}

func TestSuiteFail(t *testing.T) {
	var p Parser
	known := knownFailures(t)
	files := suite(t, "fail")
	accepted := 0
	for _, file := range files {
		name := filepath.Base(file)
		refused := len(p.Parse(readFile(t, file), suiteOptions(file)).Errors) > 0
		if !refused {
			accepted++
		}
		switch {
		case !refused && !known[name]:
			t.Errorf("%s: accepted", file)
		case refused && known[name]:
			t.Errorf("%s: refused now; take it off the list of known failures", name)
		}
	}
	share := 1 - float64(accepted)/float64(len(files))
	t.Logf("%d of %d refused (%.1f %%)", len(files)-accepted, len(files), 100*share)
	if share < 0.95 {
		t.Errorf("%.1f %% refused, want 95 %%", 100*share)
	}
}

func TestSuiteEarly(t *testing.T) {
	var p Parser
	files := suite(t, "early")
	accepted := 0
	for _, file := range files {
		if len(p.Parse(readFile(t, file), suiteOptions(file)).Errors) == 0 {
			accepted++
			t.Logf("%s: accepted", filepath.Base(file))
		}
	}
	if share := 1 - float64(accepted)/float64(len(files)); share < 0.95 {
		t.Errorf("%.1f %% refused, want 95 %%", 100*share)
	}
}

// perPackage bounds the files taken of one package, so that a large one does
// not stand for all.
const perPackage = 500

// packageFiles returns source files of the packages named in package.json.
func packageFiles(t *testing.T, dir string) []string {
	t.Helper()
	var manifest struct{ Dependencies map[string]string }
	if err := json.Unmarshal([]byte(readFile(t, filepath.Join("testdata", "oracle", "package.json"))), &manifest); err != nil {
		t.Fatal(err)
	}
	var all []string
	packages := 0
	for name := range manifest.Dependencies {
		if name == "test262-parser-tests" || name == "typescript" || name == "oxc-parser" {
			continue
		}
		var files []string
		root := filepath.Join(dir, "node_modules", filepath.FromSlash(name))
		err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			switch filepath.Ext(path) {
			case ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs":
			default:
				return nil
			}
			info, err := d.Info()
			if err == nil && info.Size() <= 1<<20 {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(files) == 0 {
			continue
		}
		packages++
		step := (len(files) + perPackage - 1) / perPackage
		for i := 0; i < len(files); i += step {
			all = append(all, files[i])
		}
	}
	if packages < 40 || len(all) < 3000 {
		t.Fatalf("%d packages with %d files, want 40 with 3000", packages, len(all))
	}
	slices.Sort(all)
	t.Logf("%d packages, %d files", packages, len(all))
	return all
}

type fileFacts struct {
	File  string
	Bad   bool
	Facts []string
}

// compilerFacts asks the TypeScript compiler about files and hands each answer
// to f.
func compilerFacts(dir string, files []string, f func(fileFacts)) error {
	cmd := exec.Command("node", filepath.Join("testdata", "oracle", "facts.js"), dir)
	cmd.Stdin = strings.NewReader(strings.Join(files, "\n") + "\n")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	dec := json.NewDecoder(bufio.NewReaderSize(out, 1<<20))
	n := 0
	for dec.More() {
		var facts fileFacts
		if err := dec.Decode(&facts); err != nil {
			return err
		}
		n++
		f(facts)
	}
	if err := cmd.Wait(); err != nil {
		return fmt.Errorf("%w\n%s", err, stderr.String())
	}
	if n != len(files) {
		return fmt.Errorf("%d answers to %d files", n, len(files))
	}
	return nil
}

func TestCompilerAgreement(t *testing.T) {
	dir := oracleDir(t)
	files := packageFiles(t, dir)
	var mu sync.Mutex
	var total, agreed, bad, shown int
	compare := func(p *Parser, want fileFacts) {
		src, err := os.ReadFile(want.File)
		if err != nil {
			t.Error(err)
			return
		}
		tree := p.Parse(string(src), OptionsFor(want.File))
		got := parserFacts(tree, string(src))
		mu.Lock()
		defer mu.Unlock()
		if want.Bad {
			bad++
			return
		}
		if len(tree.Errors) > 0 || tree.Skipped != "" {
			t.Errorf("%s: the compiler accepts it: %v %s", want.File, tree.Errors, tree.Skipped)
		}
		slices.Sort(want.Facts)
		missing, extra := difference(want.Facts, got)
		total += max(len(want.Facts), len(got))
		agreed += len(want.Facts) - len(missing)
		if len(missing)+len(extra) > 0 && shown < 40 {
			shown++
			t.Logf("%s:\n\tmissing %q\n\textra %q", want.File, missing[:min(4, len(missing))], extra[:min(4, len(extra))])
		}
	}
	var wg sync.WaitGroup
	half := len(files) / 2
	for _, part := range [][]string{files[:half], files[half:]} {
		wg.Go(func() {
			var p Parser
			if err := compilerFacts(dir, part, func(f fileFacts) { compare(&p, f) }); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	share := float64(agreed) / float64(max(total, 1))
	t.Logf("%d entries, %.4f %% agree; %d files the compiler refuses", total, 100*share, bad)
	if share < 0.999 {
		t.Errorf("%.4f %% of entries agree, want 99.9 %%", 100*share)
	}
}

// difference compares two sorted lists.
func difference(want, got []string) (missing, extra []string) {
	for len(want) > 0 || len(got) > 0 {
		switch {
		case len(got) == 0 || len(want) > 0 && want[0] < got[0]:
			missing = append(missing, want[0])
			want = want[1:]
		case len(want) == 0 || got[0] < want[0]:
			extra = append(extra, got[0])
			got = got[1:]
		default:
			want, got = want[1:], got[1:]
		}
	}
	return missing, extra
}

// parserFacts lists what facts.js lists, from our tree, sorted.
func parserFacts(f *File, src string) []string {
	lines := lineStarts(src)
	line := func(pos uint32) int {
		i, found := slices.BinarySearch(lines, pos)
		if found {
			i++
		}
		return i
	}
	var facts []string
	addf := func(format string, args ...any) { facts = append(facts, fmt.Sprintf(format, args...)) }
	function := func(fn *Function, key Node, name string, stop uint32) {
		at := line(stop)
		if name != "" {
			at = line(key.Pos())
		}
		flags := ""
		if fn.Async {
			flags += " async"
		}
		if fn.Generator {
			flags += " generator"
		}
		addf("function %s %d%s", name, at, flags)
	}
	methods := map[*Function]bool{}
	method := func(fn *Function, key Expr, computed bool, stop uint32) {
		methods[fn] = true
		name := ""
		if !computed {
			name = keyName(key)
			if id, ok := key.(*PrivateName); ok {
				name = "#" + id.Name
			}
		}
		function(fn, key, name, stop)
	}
	imported := func(source *Literal, n Node) {
		if source != nil {
			addf("import %s %d", source.Value, line(n.Pos()))
		}
	}
	Walk(f, func(n Node) bool {
		switch n := n.(type) {
		case *ImportDecl:
			imported(n.Source, n)
		case *ExportNamed:
			imported(n.Source, n)
		case *ExportAll:
			imported(n.Source, n)
		case *ImportEquals:
			imported(n.Source, n)
		case *ImportCall:
			addf("import() %d", line(n.Start))
		case *ClassMember:
			if n.Fn != nil && n.Kind == MemberConstructor {
				methods[n.Fn] = true
				function(n.Fn, n.Key, "", n.Stop)
			} else if n.Fn != nil {
				method(n.Fn, n.Key, n.Computed, n.Stop)
			}
		case *Property:
			if fn, ok := n.Value.(*Function); ok && n.Kind != PropertyInit && n.Kind != PropertySpread {
				method(fn, n.Key, n.Computed, n.Stop)
			}
		case *Function:
			if methods[n] {
				break
			}
			if n.Name != nil {
				function(n, n.Name, n.Name.Name, n.Stop)
			} else {
				function(n, n, "", n.Stop)
			}
		case *Class:
			if n.Name != nil {
				addf("class %s %d", n.Name.Name, line(n.Name.Start))
			} else {
				addf("class  %d", line(n.Stop))
			}
		case *Call:
			addf("call %d %d", line(n.Start), line(n.Stop))
			if id, ok := n.Callee.(*Identifier); ok && id.Name == "require" && !id.Parens && !n.Optional && len(n.Args) > 0 {
				if lit, ok := n.Args[0].(*Literal); ok && lit.Kind == StringLiteral && !lit.Parens {
					addf("require %s %d", lit.Value, line(n.Start))
				}
			}
		case *New:
			addf("new %d %d", line(n.Start), line(n.Stop))
		default:
		}
		return true
	})
	slices.Sort(facts)
	return facts
}

// lineStarts returns the offsets at which lines begin, as ECMAScript counts
// them.
func lineStarts(src string) []uint32 {
	starts := []uint32{0}
	for i := 0; i < len(src); i++ {
		n := lineTerminator(src, i)
		if n == 0 {
			continue
		}
		if src[i] == '\r' && i+1 < len(src) && src[i+1] == '\n' {
			n = 2
		}
		i += n - 1
		starts = append(starts, uint32(i+1))
	}
	return starts
}

// TestSpeed prints how fast this parser and oxc-parser read the same files. It
// asserts nothing: wall time depends on the machine.
func TestSpeed(t *testing.T) {
	dir := oracleDir(t)
	var files []string
	for i, f := range packageFiles(t, dir) {
		if i%4 == 0 {
			files = append(files, f)
		}
	}
	cmd := exec.Command("node", filepath.Join("testdata", "oracle", "oxc.js"), dir)
	cmd.Stdin = strings.NewReader(strings.Join(files, "\n"))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("oxc-parser: %v", err)
	}
	var oxc struct{ Bytes, Parse, Tree float64 }
	if err := json.Unmarshal(out, &oxc); err != nil {
		t.Fatal(err)
	}
	sources := make([]string, len(files))
	size := 0
	for i, f := range files {
		sources[i] = readFile(t, f)
		size += len(sources[i])
	}
	var p Parser
	var ours time.Duration
	for range 2 {
		begin := time.Now()
		for i, f := range files {
			p.Parse(sources[i], OptionsFor(f))
		}
		ours = time.Since(begin)
	}
	t.Logf("%.1f MB: this parser %.1f MB/s; oxc-parser %.1f MB/s, with the tree in JavaScript %.1f MB/s",
		float64(size)/1e6, float64(size)/1e6/ours.Seconds(), oxc.Bytes/1e3/oxc.Parse, oxc.Bytes/1e3/oxc.Tree)
}
