// Package lexical cuts source files into comments and words. Comments are what
// the parsers of the languages take for such: text in a string, a template, a
// regular expression or JSX that only looks like one is none. Words are what
// stays of code when it is reformatted. What either means is for the callers.
package lexical

import (
	"path"
	"strings"

	"github.com/stackfit/stackfit/analyzer/internal/js"
	"github.com/stackfit/stackfit/analyzer/internal/py"
	"github.com/stackfit/stackfit/analyzer/span"
)

// Lang is a language whose comments are known.
type Lang uint8

// Languages. Files of None have no comments.
const (
	None Lang = iota
	JavaScript
	Python
)

// LangOf tells the language by a path. Scripts without an extension are None.
func LangOf(file string) Lang {
	switch ext := strings.ToLower(path.Ext(file)); ext {
	case ".py", ".pyw", ".pyi":
		return Python
	case ".js", ".cjs", ".mjs", ".jsx", ".ts", ".cts", ".mts", ".tsx":
		return JavaScript
	}
	return None
}

// File is a source file as its parser reads it.
type File struct {
	Lang     Lang
	Text     string
	Lines    *span.Lines
	Comments []span.Span // in order, delimiters included
	Errors   int         // syntax errors; near them comments may be missing
	Skipped  bool        // the parser gave up
}

// Read parses a file. The path tells its dialect.
func Read(file string, lang Lang, src []byte) File {
	f := File{Lang: lang, Text: string(src)}
	switch lang {
	case Python:
		f.Text, _ = py.Decode(src) // what cannot be decoded is replaced
		var p py.Parser
		tree := p.Parse(f.Text)
		f.Errors, f.Skipped = len(tree.Errors), tree.Skipped != ""
		for _, c := range tree.Comments {
			f.Comments = append(f.Comments, span.Span{Start: c.Start, End: c.End})
		}
	case JavaScript:
		o := js.OptionsFor(file)
		o.Comments = true
		var p js.Parser
		tree := p.Parse(f.Text, o)
		f.Errors, f.Skipped = len(tree.Errors), tree.Skipped != ""
		for _, c := range tree.Comments {
			f.Comments = append(f.Comments, span.Span{Start: c.Start, End: c.End})
		}
	case None:
	}
	f.Lines = span.NewLines([]byte(f.Text), lang == JavaScript)
	return f
}
