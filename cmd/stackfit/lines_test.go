package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// encoded are programs in the encodings and line ends that occur, with the line
// on which the interpreter sees the blocking call.
var encoded = []struct {
	name, file, src string
	line            int
}{
	{"LF", "a.js", inNode("\n", ""), 4},
	{"CRLF", "a.js", inNode("\r\n", ""), 4},
	{"lone CR", "a.js", inNode("\r", ""), 4},
	{"U+2028", "a.js", inNode("\u2028", ""), 4},
	{"U+2029", "a.js", inNode("\u2029", ""), 4},
	{"LF CR", "a.js", inNode("\n\r", ""), 7},
	{"byte order mark", "a.js", "\ufeff" + inNode("\n", ""), 4},
	{"hashbang", "a.js", "#!/usr/bin/env node\n" + inNode("\n", ""), 5},
	{"form feeds", "a.js", inNode("\n", "\f\v\n"), 5},
	{"U+0085", "a.js", inNode("\n", "// \u0085 ends no line\n"), 5},
	{"U+2028 in a comment", "a.js", inNode("\n", "/* \u2028 */\n"), 6},
	{"U+2028 in a text", "a.js", inNode("\n", "'\u2028'\n"), 6},
	{"line ends in a template", "a.js", inNode("\n", "`\r\n\r\n`\n"), 7},
	{"continued text", "a.js", inNode("\n", "'\\\r\n'\n"), 6},
	{"not UTF-8", "a.js", inNode("\n", "// caf\xe9\n"), 5},
	{"UTF-16", "a.js", inUTF16(inNode("\r\n", "")), 4},

	{"LF", "a.py", inPython("\n", ""), 6},
	{"CRLF", "a.py", inPython("\r\n", ""), 6},
	{"lone CR", "a.py", inPython("\r", ""), 6},
	{"byte order mark", "a.py", "\ufeff" + inPython("\n", ""), 6},
	{"latin-1", "a.py", "# coding: latin-1\n" + inPython("\n", "# caf\xe9\n"), 8},
	{"latin-1 with lone CR", "a.py", "#!x\r# coding: latin-1\r" + inPython("\r", "# caf\xe9\r"), 9},
	{"U+0085 in latin-1", "a.py", "# coding: latin-1\n" + inPython("\n", "# \x85\n"), 8},
	{"cp1252", "a.py", "# coding: cp1252\r\n" + inPython("\r\n", "# \x93\r\n"), 8},
	{"form feeds", "a.py", inPython("\n", "\f\n"), 7},
	{"U+2028 in a comment", "a.py", inPython("\n", "# \u2028 ends no line\n"), 7},
	{"U+2028 in a text", "a.py", inPython("\n", "'\u2028'\n"), 7},
	{"line ends in a text", "a.py", inPython("\n", "'''\r\n\r\n'''\n"), 9},
	{"continued line", "a.py", inPython("\n", "x = \\\r\n 1\n"), 8},
}

func inNode(end, before string) string {
	return before + strings.Join([]string{
		`const fs = require("fs")`,
		`const app = require("express")()`,
		`app.get("/", (req, res) => {`,
		`  res.send(fs.readFileSync("a"))`,
		`})`, ``,
	}, end)
}

func inPython(end, before string) string {
	return before + strings.Join([]string{
		`import time`,
		`from fastapi import FastAPI`,
		`app = FastAPI()`,
		`@app.get("/")`,
		`async def f():`,
		`    time.sleep(9)`, ``,
	}, end)
}

func inUTF16(s string) string {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return string(out)
}

// TestLines expects the lines of the interpreters, and output in UTF-8.
func TestLines(t *testing.T) {
	root := t.TempDir()
	for i, c := range encoded {
		dir := filepath.Join(root, fmt.Sprint(i))
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, c.file), []byte(c.src), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := asProcess(t, "check", "--exit-zero", "--format", "json", root)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if !utf8.Valid(out) {
		t.Error("the report is not UTF-8")
	}
	var rep struct {
		Findings []struct {
			Location struct {
				Path string
				Line int
			}
		}
	}
	if err := json.Unmarshal(out, &rep); err != nil {
		t.Fatal(err)
	}
	got := map[string][]int{}
	for _, f := range rep.Findings {
		got[f.Location.Path] = append(got[f.Location.Path], f.Location.Line)
	}
	for i, c := range encoded {
		if lines := got[fmt.Sprintf("%d/%s", i, c.file)]; fmt.Sprint(lines) != fmt.Sprint([]int{c.line}) {
			t.Errorf("%s, %s: a finding in the lines %v, want %d", c.file, c.name, lines, c.line)
		}
	}
}
