package analyzer

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/py"
	"github.com/stackfit/stackfit/analyzer/internal/source"
	"github.com/stackfit/stackfit/analyzer/program"
	"github.com/stackfit/stackfit/analyzer/span"
)

// place turns candidates into findings: offsets into lines, one finding a
// line, rule and service, in the order of the files.
func place(rep *finding.Report, all []candidate, tree *source.Tree, prog *program.Program, services *serviceIndex, least finding.Confidence) {
	texts := &textCache{tree: tree, prog: prog, files: map[int32]*text{}}
	type key struct {
		mod     int32
		line    int
		rule    string
		service string
	}
	best := map[key]int{}
	serving := servingServices(prog, services)
	var kept []candidate
	for i := range all {
		c := &all[i]
		if c.Confidence < least {
			continue
		}
		t := texts.of(c.in.Module)
		c.Service = services.of(int(c.in.Module))
		if c.event && !serving[c.Service] {
			c.Severity = finding.Info // its timers and emitters hold up nobody
		}
		c.Location = t.region(c)
		k := key{c.in.Module, c.Location.Line, c.Rule, c.Service}
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
		t := texts.of(c.in.Module)
		c.Snippet = t.snippet(c.Location)
		mark := fingerprint(c, t)
		n := seen[mark]
		seen[mark]++
		if n > 0 {
			mark = fmt.Sprintf("%s-%d", mark, n)
		}
		c.Fingerprint = mark
		for _, s := range c.steps {
			st := texts.of(s.Func.Module)
			at := st.lines.Pos(min(s.Pos+st.shift, uint32(len(st.src))))
			c.Trace = append(c.Trace, finding.Step{Path: prog.Modules[s.Func.Module].Path, Line: at.Line, Column: at.Column, Text: s.Text})
		}
		rep.Findings = append(rep.Findings, c.Finding)
	}
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

// fingerprint identifies a finding by rule, file, symbol and what the line says
// without its white space, so that it survives moved lines and reformatting.
func fingerprint(c *candidate, t *text) string {
	h := sha256.New()
	content := strings.Join(strings.Fields(t.line(c.Location.Line)), "")
	for _, s := range []string{c.Rule, c.Location.Path, c.Symbol, content} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// textCache reads again the files that findings stand in.
type textCache struct {
	tree  *source.Tree
	prog  *program.Program
	files map[int32]*text
}

// text is a file as it was parsed.
type text struct {
	path  string
	src   string
	lines *span.Lines
	shift uint32 // bytes before the parsed text: a byte order mark
}

func (c *textCache) of(mod int32) *text {
	if t := c.files[mod]; t != nil {
		return t
	}
	m := c.prog.Modules[mod]
	t := &text{path: m.Path}
	lang := source.JavaScript
	if m.Lang == program.Python {
		lang = source.Python
	}
	if src, err := c.tree.Read(source.File{Path: m.Path, Lang: lang}, nil); err == nil {
		t.src = string(src)
		if m.Lang == program.Python {
			t.src, _ = py.Decode(src)
		}
	}
	t.lines = span.NewLines([]byte(t.src), m.Lang == program.JavaScript)
	c.files[mod] = t
	return t
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
