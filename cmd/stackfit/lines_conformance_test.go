//go:build conformance

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Each prints the line of the blocking call of the file it is given.
const (
	lineInNode = `
const at = []
Error.prepareStackTrace = (_, calls) => calls[1].getLineNumber()
const stubs = {
  fs: { readFileSync() { at.push(new Error().stack) } },
  express: () => ({ get(_, f) { f({}, { send() {} }) } }),
}
const src = require("fs").readFileSync(process.argv[1], "utf8")
new (require("vm").Script)(src.replace(/^\ufeff/, "")).runInNewContext({ require: (name) => stubs[name] })
console.log(at.join())
`
	lineInPython = `
import ast, sys
tree = ast.parse(open(sys.argv[1], "rb").read())
print([n.lineno for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "attr", "") == "sleep"][0])
`
)

// TestLinesOfInterpreters holds the lines that TestLines expects to those that
// Node.js and CPython print.
func TestLinesOfInterpreters(t *testing.T) {
	for _, c := range encoded {
		if strings.HasPrefix(c.src, "\xff\xfe") {
			continue // Node.js reads no UTF-16; tsc does
		}
		file := filepath.Join(t.TempDir(), c.file)
		if err := os.WriteFile(file, []byte(c.src), 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("node", "-e", lineInNode, file)
		if strings.HasSuffix(file, ".py") {
			cmd = exec.Command("python3", "-c", lineInPython, file)
		}
		out, err := cmd.CombinedOutput()
		if line, bad := strconv.Atoi(strings.TrimSpace(string(out))); err != nil || bad != nil || line != c.line {
			t.Errorf("%s, %s: %v, line %q, want %d", c.file, c.name, err, out, c.line)
		}
	}
}
