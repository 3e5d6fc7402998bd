package manifest

import (
	"errors"
	"fmt"
	"slices"
)

// maxDepth bounds the nesting of JSON, TOML and YAML. Real manifests stay below
// ten.
const maxDepth = 64

var errDepth = fmt.Errorf("nested more than %d levels", maxDepth)

// lineError is an error with its place in a file.
type lineError struct {
	line int
	err  error
}

func (e *lineError) Error() string { return fmt.Sprintf("line %d: %v", e.line, e.err) }

func (e *lineError) Unwrap() error { return e.err }

func errorLine(err error) int {
	if at, found := errors.AsType[*lineError](err); found {
		return at.line
	}
	return 0
}

// value is a parsed JSON, TOML or YAML value. Readers ask it for what they
// expect and get nothing when the file holds something else.
type value struct {
	kind   kind
	line   int
	text   string  // of a string; of a literal, as it is spelled
	items  []value // of a list
	fields []field // of a table, in the order of the file; the last of equal names counts
}

type field struct {
	name  string
	line  int
	value value
}

type kind uint8

const (
	absent kind = iota
	stringKind
	literalKind // number, boolean, null, date
	listKind
	tableKind
)

// get returns the value at a path of names.
func (v value) get(path ...string) value {
	for _, name := range path {
		found := value{}
		for _, f := range slices.Backward(v.fields) {
			if f.name == name {
				found = f.value
				break
			}
		}
		v = found
	}
	return v
}

// str returns the text of a string.
func (v value) str() string {
	if v.kind != stringKind {
		return ""
	}
	return v.text
}

// scalar returns the text of a string or a literal.
func (v value) scalar() string { return v.text }

func (v value) isTrue() bool { return v.kind == literalKind && v.text == "true" }

// list returns the strings of a list, or a lone string as a list of one.
func (v value) list() []string {
	if v.kind == stringKind {
		return []string{v.text}
	}
	var out []string
	for _, item := range v.items {
		if item.kind == stringKind {
			out = append(out, item.text)
		}
	}
	return out
}

// unique returns the fields of a table without those that a later field of the
// same name replaces.
func (v value) unique() []field {
	last := make(map[string]int, len(v.fields))
	for i, f := range v.fields {
		last[f.name] = i
	}
	if len(last) == len(v.fields) {
		return v.fields
	}
	var out []field
	for i, f := range v.fields {
		if last[f.name] == i {
			out = append(out, f)
		}
	}
	return out
}

// commands returns the fields that are strings.
func (v value) commands() []Command {
	var out []Command
	for _, f := range v.unique() {
		if f.value.kind == stringKind {
			out = append(out, Command{Name: f.name, Text: f.value.text, Line: f.line})
		}
	}
	return out
}
