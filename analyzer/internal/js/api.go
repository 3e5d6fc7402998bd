package js

import "strings"

// Mode says which of the language's goals a file is read for.
type Mode uint8

// The values of Mode.
const (
	// ModeAuto accepts what either a module, a script or a CommonJS module may
	// contain, and decides about await by the presence of module syntax.
	ModeAuto Mode = iota
	ModeModule
	ModeScript
	ModeCommonJS
)

// Options selects the language to read.
type Options struct {
	// TS reads TypeScript; without it type annotations are errors.
	TS bool
	// JSX reads "<a>" in expressions as an element.
	JSX bool
	// Declaration reads a TypeScript declaration file.
	Declaration bool
	Mode        Mode
	// EarlyErrors also reports what parses but breaks a static rule of
	// ECMAScript: duplicate declarations, bad labels, strict-mode rules. It
	// costs a second pass and is meant for conformance tests of JavaScript.
	EarlyErrors bool
	// Comments lists the comments of a file.
	Comments bool
}

// OptionsFor chooses options by the extension of path.
func OptionsFor(path string) Options {
	if i := strings.LastIndexAny(path, `/\`); i >= 0 {
		path = path[i+1:]
	}
	dot := strings.LastIndexByte(path, '.')
	if dot < 0 {
		return Options{JSX: true}
	}
	base, ext := path[:dot], path[dot:]
	switch ext {
	case ".ts", ".mts", ".cts":
		o := Options{TS: true, Declaration: strings.HasSuffix(base, ".d")}
		switch ext {
		case ".mts":
			o.Mode = ModeModule
		case ".cts":
			o.Mode = ModeCommonJS
		}
		if strings.Contains(base, ".d.") && ext == ".ts" {
			o.Declaration = true // name.d.json.ts
		}
		return o
	case ".tsx":
		return Options{TS: true, JSX: true}
	case ".mjs":
		return Options{JSX: true, Mode: ModeModule}
	case ".cjs":
		return Options{JSX: true, Mode: ModeCommonJS}
	}
	return Options{JSX: true}
}
