// Package examples reads the examples of a rule's doc comment, which are whole
// small programs: the generator prints them, a test runs the analyzer on them.
// What a rule finds in them is that test's business.
//
// Under the heading "Example" stand blocks of code. Each begins with a comment
// that is the name of a file, and may hold several files, each after its name:
//
//	// src/server.ts
//	# app/main.py
//	// package.json
//
// A block after a paragraph that begins with "Use instead" is the repaired form
// of the block before it.
package examples

import (
	"errors"
	"fmt"
	"go/doc/comment"
	"path"
	"regexp"
	"strings"
)

// Heading is the heading that examples stand under.
const Heading = "Example"

// File is one file of an example. Text begins after the line with its name.
type File struct {
	Name string // with slashes
	Text string
}

// Example is a program that a rule reports, and its repaired form.
type Example struct {
	Loud, Repaired []File
}

// name is a line that names a file.
var name = regexp.MustCompile(`^(?://|#) ((?:[\w@.+-]+/)*(?:[\w@+-][\w@.+-]*\.\w+|Dockerfile|Procfile))$`)

// Files returns the files of a block of code, and nil when its first line does
// not name one.
func Files(code string) []File {
	var files []File
	for line := range strings.SplitAfterSeq(code, "\n") {
		if m := name.FindStringSubmatch(strings.TrimRight(line, "\r\n")); m != nil {
			files = append(files, File{Name: m[1]})
			continue
		}
		if len(files) == 0 {
			return nil
		}
		files[len(files)-1].Text += line
	}
	for i := range files {
		files[i].Text = strings.TrimRight(files[i].Text, "\n") + "\n"
	}
	return files
}

// Language returns the word that Markdown's code fences use for a file.
func Language(file string) string {
	switch ext := strings.TrimPrefix(path.Ext(file), "."); {
	case path.Base(file) == "Dockerfile":
		return "dockerfile"
	case ext == "py":
		return "python"
	case ext == "mjs", ext == "cjs":
		return "js"
	case ext == "mts", ext == "cts":
		return "ts"
	case ext == "yml":
		return "yaml"
	case ext == path.Base(file), ext == "txt":
		return ""
	default:
		return ext
	}
}

// Parse returns the examples of a doc comment, in order.
func Parse(doc string) ([]Example, error) {
	var p comment.Parser
	var list []Example
	inside, repaired := false, false
	open := false // the last example still lacks its repaired form
	for _, block := range p.Parse(doc).Content {
		switch b := block.(type) {
		case *comment.Heading:
			inside = plain(b.Text) == Heading
			repaired = false
		case *comment.Paragraph:
			repaired = strings.HasPrefix(plain(b.Text), "Use instead")
		case *comment.Code:
			if !inside {
				continue
			}
			files := Files(b.Text)
			first, _, _ := strings.Cut(b.Text, "\n")
			switch {
			case files == nil:
				return nil, fmt.Errorf("the example that begins with %q names no file: begin with a line such as // server.js or # app.py", first)
			case repaired && !open:
				return nil, fmt.Errorf("%q is the repaired form of nothing: put the reported code before it", first)
			case !repaired && open:
				return nil, fmt.Errorf("%q follows an example without its repaired form: put a paragraph that begins with \"Use instead\" and its code between", first)
			case repaired:
				list[len(list)-1].Repaired = files
			default:
				list = append(list, Example{Loud: files})
			}
			open = !repaired
		}
	}
	switch {
	case len(list) == 0:
		return nil, errors.New("there is no code under the heading Example")
	case open:
		return nil, errors.New("the last example has no repaired form: add a paragraph that begins with \"Use instead\" and its code")
	}
	return list, nil
}

func plain(text []comment.Text) string {
	var b strings.Builder
	for _, t := range text {
		switch t := t.(type) {
		case comment.Plain:
			b.WriteString(string(t))
		case comment.Italic:
			b.WriteString(string(t))
		}
	}
	return b.String()
}
