package suppress

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/lexical"
)

// Added says what AddIgnores did.
type Added struct {
	Ignores, Files int
	Left           int // lines with findings where no comment can stand
}

// ErrReason says that a reason cannot stand in a comment.
var ErrReason = errors.New("a reason is one line of text without */")

// maxEdited bounds the files that are edited, in bytes: no larger one is
// analyzed.
const maxEdited = 1 << 20

// AddIgnores writes a comment for each finding of a report that stands in
// JavaScript, TypeScript or Python below the folder root. A comment goes on a line of its own above, or,
// where that would be text of a string or a statement goes on, behind the code
// or into braces of JSX; where none of these is a comment the finding stays, as
// do findings in other files. Every file is read again after the edit, and
// written only when its code is the same as before.
func AddIgnores(root string, rep *finding.Report, reason string) (Added, error) {
	var done Added
	if reason == "" || strings.ContainsAny(reason, "\r\n\u2028\u2029") || strings.Contains(reason, "*/") || !utf8.ValidString(reason) {
		return done, ErrReason
	}
	tree, err := os.OpenRoot(root)
	if err != nil {
		return done, err
	}
	defer tree.Close()
	byFile := map[string]map[int][]string{}
	for i := range rep.Findings {
		f := &rep.Findings[i]
		if slices.Contains(own, f.Rule) {
			continue
		}
		lines := byFile[f.Location.Path]
		if lines == nil {
			lines = map[int][]string{}
			byFile[f.Location.Path] = lines
		}
		if !slices.Contains(lines[f.Location.Line], f.Rule) {
			lines[f.Location.Line] = append(lines[f.Location.Line], f.Rule)
		}
	}
	for _, path := range sortedKeys(byFile) {
		n, err := addTo(tree, path, byFile[path], reason)
		if err != nil {
			return done, fmt.Errorf("%s: %w", path, err)
		}
		done.Left += len(byFile[path]) - n
		if n > 0 {
			done.Ignores += n
			done.Files++
		}
	}
	return done, nil
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// addTo edits one file and returns how many ignores it added.
func addTo(tree *os.Root, path string, lines map[int][]string, reason string) (int, error) {
	info, err := tree.Lstat(path)
	if err != nil {
		return 0, err
	}
	lang := lexical.LangOf(path)
	if lang == lexical.None || !info.Mode().IsRegular() || info.Size() > maxEdited {
		return 0, nil
	}
	src, err := tree.ReadFile(path)
	if err != nil {
		return 0, err
	}
	if !utf8.Valid(src) { // of another encoding; the comment would be in UTF-8
		return 0, nil
	}
	n := 0
	edited := src
	for _, line := range slices.Backward(sortedKeys(lines)) { // from the end, so that lines keep their numbers
		rules := lines[line]
		slices.Sort(rules)
		text := marker + " ignore[" + strings.Join(rules, ", ") + "] " + reason
		if next := insert(path, lang, edited, line, text); next != nil {
			edited = next
			n++
		}
	}
	if n == 0 {
		return 0, nil
	}
	return n, tree.WriteFile(path, edited, info.Mode().Perm())
}

// insert returns a file with a comment about a line, or nil when there is no
// place for one.
func insert(path string, lang lexical.Lang, src []byte, line int, text string) []byte {
	before := lexical.Read(path, lang, src)
	from, ok := before.Lines.Start(line)
	shift := len(src) - len(before.Text) // a byte order mark
	if !ok || shift < 0 || !bytes.HasSuffix(src, []byte(before.Text)) {
		return nil
	}
	to, ok := before.Lines.Start(line + 1)
	if !ok {
		to = uint32(len(before.Text))
	}
	content := before.Text[from:to]
	code := strings.TrimRight(content, "\r\n\u2028\u2029")
	end := content[len(code):]
	indent := code[:len(code)-len(strings.TrimLeft(code, " \t"))]
	newline := end
	if newline == "" {
		newline = "\n"
	}
	forms := []form{
		{indent + "// " + text + newline + content, line + 1, false},
		{code + " // " + text + end, line, false},
		{indent + "{/* " + text + " */}" + newline + content, line + 1, true},
	}
	if lang == lexical.Python {
		forms = []form{
			{indent + "# " + text + newline + content, line + 1, false},
			{code + "  # " + text + end, line, false},
		}
	}
	for _, f := range forms {
		out := before.Text[:from] + f.text + before.Text[to:]
		after := lexical.Read(path, lang, []byte(out))
		if after.Errors > before.Errors || after.Skipped || !slices.Equal(words(&before, 0), words(&after, f.bracedOn(line))) {
			continue
		}
		isOurs := func(ig Ignore) bool {
			return ig.Target == f.target && ig.Location.Line == line && ig.Problem == ""
		}
		if slices.ContainsFunc(Ignores(path, lang, []byte(out)), isOurs) {
			return append(slices.Clone(src[:shift]), out...)
		}
	}
	return nil
}

// form is a way to write a comment about a line.
type form struct {
	text   string // in place of the line
	target int    // the line afterwards
	braces bool   // the comment stands in braces of its own
}

func (f *form) bracedOn(line int) int {
	if f.braces {
		return line
	}
	return 0
}

// words returns the words of a file's code, without those of one line.
func words(f *lexical.File, but int) []string {
	var out []string
	for _, w := range lexical.Words(f.Text, 0, uint32(len(f.Text)), f.Comments, len(f.Text)) {
		if but == 0 || f.Lines.Pos(w.At).Line != but {
			out = append(out, w.Text)
		}
	}
	return out
}
