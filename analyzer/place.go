package analyzer

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/lexical"
	"github.com/stackfit/stackfit/analyzer/internal/py"
	"github.com/stackfit/stackfit/analyzer/internal/source"
	"github.com/stackfit/stackfit/analyzer/program"
	"github.com/stackfit/stackfit/analyzer/span"
)

// place turns candidates into findings: offsets into lines, one finding a
// line, rule and service, in the order of the files. Those less sure than least
// are left out, and returned with their places when withUnshown asks for them.
func place(rep *finding.Report, all []candidate, tree *source.Tree, prog *program.Program, services *serviceIndex, least finding.Confidence, withUnshown bool) (unshown []finding.Finding) {
	texts := newTextCache(tree, prog)
	type key struct {
		path    string
		line    int
		rule    string
		service string
	}
	best := map[key]int{}
	serving := servingServices(prog, services)
	var kept []candidate
	for i := range all {
		c := &all[i]
		if c.Confidence < least && !withUnshown {
			continue
		}
		t := texts.holding(c)
		if c.service != nil {
			c.Service = c.service.Root
		} else {
			c.Service = services.of(int(c.in.Module))
		}
		if c.event && !serving[c.Service] {
			c.Severity = finding.Info // its timers and emitters hold up nobody
		}
		if c.path != "" {
			c.Location = t.whole(c.Location.Line)
		} else {
			c.Location = t.region(c)
		}
		if c.Confidence < least {
			c.EntryLines = texts.entryLines(c)
			unshown = append(unshown, c.Finding)
			continue
		}
		k := key{c.Location.Path, c.Location.Line, c.Rule, c.Service}
		j, seen := best[k]
		switch {
		case !seen:
			best[k] = len(kept)
			kept = append(kept, *c)
		case better(c, &kept[j]):
			kept[j] = *c
		}
	}
	slices.SortStableFunc(kept, func(a, b candidate) int {
		return cmp.Or(
			strings.Compare(a.Location.Path, b.Location.Path),
			cmp.Compare(a.Location.Line, b.Location.Line),
			cmp.Compare(a.Location.Column, b.Location.Column),
			strings.Compare(a.Rule, b.Rule),
		)
	})
	seen := map[string]int{}
	for i := range kept {
		c := &kept[i]
		t := texts.holding(c)
		c.Snippet = t.snippet(c.Location)
		mark := fingerprint(c, t)
		n := seen[mark]
		seen[mark]++
		if n > 0 {
			mark = fmt.Sprintf("%s-%d", mark, n)
		}
		c.Fingerprint = mark
		c.EntryLines = texts.entryLines(c)
		for i := range c.Trace { // of what stands on lines, only the lines are known
			at := texts.file(c.Trace[i].Path).whole(c.Trace[i].Line)
			c.Trace[i].Line, c.Trace[i].Column = at.Line, at.Column
		}
		for _, s := range c.steps {
			st := texts.of(s.Func.Module)
			at := st.lines.Pos(min(s.Pos+st.shift, uint32(len(st.src))))
			c.Trace = append(c.Trace, finding.Step{Path: prog.Modules[s.Func.Module].Path, Line: at.Line, Column: at.Column, Text: s.Text})
		}
		rep.Findings = append(rep.Findings, c.Finding)
	}
	return unshown
}

// servingServices returns the services that somebody waits for: those that
// take requests, messages or commands from outside, rather than only their own
// timers and emitters.
func servingServices(prog *program.Program, services *serviceIndex) map[string]bool {
	serving := map[string]bool{}
	for i := range prog.Roots {
		r := &prog.Roots[i]
		own := r.Framework == "" || r.Framework == "node" || r.Framework == "node-cron"
		if r.Role == catalog.Request || r.Role == catalog.Event && !own {
			serving[services.of(int(r.Func.Module))] = true
		}
	}
	return serving
}

// better prefers the worse effect, then the surer and shorter chain.
func better(a, b *candidate) bool {
	if c := cmp.Compare(a.Severity, b.Severity); c != 0 {
		return c > 0
	}
	return a.rank < b.rank
}

// fingerprint identifies a finding by rule, file, symbol and the words of the
// code it is about, so that it survives moved lines and reformatting. A long
// text, such as that of a loop, is known by its beginning.
func fingerprint(c *candidate, t *text) string {
	const most = 48
	from, to := c.start, c.end
	if c.path != "" || from >= to {
		from, _ = t.lines.Start(c.Location.Line)
		to = from + uint32(len(t.line(c.Location.Line)))
	}
	h := sha256.New()
	for _, s := range []string{c.Rule, c.Location.Path, c.Symbol} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	for _, w := range lexical.Words(t.src, from, to, nil, most) {
		h.Write([]byte(w.Text))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// entryLines returns the line of the entry that a chain begins with and that
// where the function that serves it is defined.
func (c *textCache) entryLines(f *candidate) []finding.Place {
	if len(f.steps) == 0 {
		return nil
	}
	entry, handler := &f.steps[0], f.steps[min(1, len(f.steps)-1)].Func
	fn := &c.prog.Modules[handler.Module].Funcs[handler.Func]
	out := []finding.Place{c.lineOf(entry.Func.Module, entry.Pos)}
	for _, pos := range []uint32{fn.Start, fn.NamePos} {
		if p := c.lineOf(handler.Module, pos); handler.Func != 0 && pos > 0 && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

func (c *textCache) lineOf(mod int32, pos uint32) finding.Place {
	t := c.of(mod)
	return finding.Place{Path: t.path, Line: t.lines.Pos(min(pos+t.shift, uint32(len(t.src)))).Line}
}

// textCache reads again the files that findings stand in.
type textCache struct {
	tree  *source.Tree
	prog  *program.Program
	files map[string]*text
}

func newTextCache(tree *source.Tree, prog *program.Program) *textCache {
	return &textCache{tree: tree, prog: prog, files: map[string]*text{}}
}

// text is a file as it was parsed.
type text struct {
	path  string
	src   string
	lines *span.Lines
	shift uint32 // bytes before the parsed text: a byte order mark
}

func (c *textCache) holding(f *candidate) *text {
	if f.path != "" {
		return c.file(f.path)
	}
	return c.of(f.in.Module)
}

// file returns a file of any kind.
func (c *textCache) file(file string) *text {
	if t := c.files[file]; t != nil {
		return t
	}
	lang := source.None
	switch ext := path.Ext(file); {
	case languageOf(file) == "python":
		lang = source.Python
	case strings.HasSuffix(ext, "js"), strings.HasSuffix(ext, "jsx"), strings.HasSuffix(ext, "ts"), strings.HasSuffix(ext, "tsx"):
		lang = source.JavaScript
	}
	return c.read(file, lang)
}

func (c *textCache) of(mod int32) *text {
	m := c.prog.Modules[mod]
	if t := c.files[m.Path]; t != nil {
		return t
	}
	lang := source.JavaScript
	if m.Lang == program.Python {
		lang = source.Python
	}
	return c.read(m.Path, lang)
}

func (c *textCache) read(file string, lang source.Lang) *text {
	t := &text{path: file}
	if src, err := c.tree.Read(source.File{Path: file, Lang: lang}, nil); err == nil {
		t.src = string(src)
		if lang == source.Python {
			t.src, _ = py.Decode(src)
		}
	}
	t.lines = span.NewLines([]byte(t.src), lang == source.JavaScript)
	c.files[file] = t
	return t
}

// whole returns a line without the white space around it; 0, which stands for
// the file, is the first.
func (t *text) whole(line int) finding.Location {
	line = max(line, 1)
	content := t.line(line)
	start := len(content) - len(strings.TrimLeft(content, " \t"))
	return finding.Location{Path: t.path, Line: line, Column: start + 1, EndLine: line, EndColumn: max(start, len(strings.TrimRight(content, " \t"))) + 1}
}

// region chooses what of a call to show: the whole call when it stands on the
// line of its name, else as much as does.
func (t *text) region(c *candidate) finding.Location {
	limit := uint32(len(t.src))
	start, name, end := min(c.start, limit), min(c.name, limit), min(c.end, limit)
	at, from, to := t.lines.Pos(name), t.lines.Pos(start), t.lines.Pos(end)
	if from.Line != at.Line {
		from = at
	}
	if to.Line != at.Line {
		to = t.lines.Pos(min(name+max(c.nameLen, 1), limit))
	}
	return finding.Location{Path: t.path, Line: from.Line, Column: from.Column, EndLine: to.Line, EndColumn: to.Column}
}

func (t *text) line(n int) string {
	start, ok := t.lines.Start(n)
	if !ok {
		return ""
	}
	end, ok := t.lines.Start(n + 1)
	if !ok {
		end = uint32(len(t.src))
	}
	return strings.TrimRight(t.src[start:end], "\r\n\u2028\u2029")
}

func (t *text) snippet(l finding.Location) []string {
	var out []string
	for n := l.Line; n <= l.EndLine; n++ {
		out = append(out, t.line(n))
	}
	return out
}
