package analyzer

import (
	"bytes"
	"strings"

	"github.com/stackfit/stackfit/analyzer/internal/source"
	"github.com/stackfit/stackfit/analyzer/program"
)

// checkedShare is the part of a service's files from which on its types are
// taken for checked, or on the way to be.
const checkedShare = 0.25

// Untyped returns how many product files of a Node.js service, and how many
// bytes, are plain JavaScript. It is 0 when types are checked all the same: by
// checkJs, by comments (// @ts-check, @flow) or because a good part of the
// files is TypeScript, and for what a compiler made.
func (x *Service) Untyped() (files, size int) {
	if x.lang != program.JavaScript {
		return 0, 0
	}
	s := x.index
	if c := s.im.manifests.TSConfig(x.dir); c != nil && c.CheckJS == "true" {
		return 0, 0
	}
	if x.pkg != nil {
		for _, c := range x.pkg.Scripts {
			if strings.Contains(c.Text, "tsc") && strings.Contains(c.Text, "--checkJs") {
				return 0, 0
			}
		}
	}
	checked, compiled := 0, 0
	for _, i := range x.modules {
		m := s.prog.Modules[i]
		switch {
		case m.Flags&program.Typed != 0:
			checked++
		case m.Compiled():
			compiled++
		default:
			files++
			size += int(m.Size)
			if s.asksForChecks(m.Path) {
				checked++
			}
		}
	}
	if float64(checked) >= checkedShare*float64(len(x.modules)) || compiled > files {
		return 0, 0
	}
	return files, size
}

// headBytes is how much of a file is read for comments that ask for checks.
const headBytes = 4 << 10

// asksForChecks reports whether a JavaScript file begins with a comment that has
// TypeScript or Flow check it
// (https://www.typescriptlang.org/docs/handbook/type-checking-javascript-files.html,
// https://flow.org/en/docs/usage/#toc-prepare-your-code-for-flow).
func (s *serviceIndex) asksForChecks(path string) bool {
	src, err := s.tree.Read(source.File{Path: path, Lang: source.JavaScript}, nil)
	if err != nil {
		return false
	}
	src = src[:min(len(src), headBytes)]
	for {
		src = bytes.TrimLeft(bytes.TrimPrefix(src, []byte("\ufeff")), " \t\r\n")
		var comment []byte
		switch {
		case bytes.HasPrefix(src, []byte("//")), bytes.HasPrefix(src, []byte("#!")):
			comment, src, _ = bytes.Cut(src, []byte("\n"))
		case bytes.HasPrefix(src, []byte("/*")):
			comment, src, _ = bytes.Cut(src, []byte("*/"))
		case bytes.HasPrefix(src, []byte(`"use strict"`)), bytes.HasPrefix(src, []byte(`'use strict'`)):
			src = bytes.TrimPrefix(src[len(`"use strict"`):], []byte(";"))
			continue
		default:
			return false
		}
		if bytes.Contains(comment, []byte("@ts-check")) || bytes.Contains(comment, []byte("@flow")) && !bytes.Contains(comment, []byte("@flow-")) {
			return true
		}
	}
}
