package js

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestComments(t *testing.T) {
	for _, c := range []struct {
		path, src string
		want      []string
	}{
		{"a.js", "f() // one\n/* two\n */ g()", []string{"// one", "/* two\n */"}},
		{"a.js", "const a = '// no', b = \"/* no */\", c = `// no ${ d /* yes */ } // no`", []string{"/* yes */"}},
		{"a.js", `const r = /[/*]//**/.source, s = a / b // yes`, []string{"/**/", "// yes"}},
		{"a.jsx", "const e = <a href='//no'>http://no {/* yes */} // no</a> // too", []string{"/* yes */", "// too"}},
		{"a.js", "(a /* 1 */, b) /* 2 */ => a; (a /* 3 */, b /* 4 */)", []string{"/* 1 */", "/* 2 */", "/* 3 */", "/* 4 */"}},
		{"a.ts", "f<A /* 1 */>(x /* 2 */); a < b /* 3 */ > (c) // 4\n", []string{"/* 1 */", "/* 2 */", "/* 3 */", "// 4"}},
		{"a.js", "async /* 1 */ x => x; for (let /* 2 */ of of []) ; // 3", []string{"/* 1 */", "/* 2 */", "// 3"}},
		{"a.js", "x = = // 1\nf() /* 2 */\n}{ /* 3 */ g()", []string{"// 1", "/* 2 */", "/* 3 */"}},
		{"a.js", "#!/bin/node // no\n<!-- yes\nf()", []string{"<!-- yes"}},
		{"a.js", "f() /* no end", nil},
	} {
		var p Parser
		o := OptionsFor(c.path)
		o.Comments = true
		var got []string
		for _, at := range p.Parse(c.src, o).Comments {
			got = append(got, c.src[at.Start:at.End])
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.src, diff)
		}
		if o.Comments = false; len(p.Parse(c.src, o).Comments) != 0 {
			t.Errorf("%s: comments that nobody asked for", c.src)
		}
	}
}

// TestCommentsInOrder holds comments to the order of the source, each once,
// whatever is read twice.
func TestCommentsInOrder(t *testing.T) {
	var p Parser
	for _, src := range []string{
		"((a /* 1 */, (b /* 2 */, (c /* 3 */))) /* 4 */)",
		"a = (/* 1 */ b /* 2 */) => (/* 3 */ c => /* 4 */ d)",
		"if (a /* 1 */) { = } /* 2 */ else { class { /* 3 */ = } }",
	} {
		got := p.Parse(src, Options{TS: true, Comments: true}).Comments
		starts := make([]uint32, len(got))
		for i, c := range got {
			starts[i] = c.Start
		}
		if !slices.IsSorted(starts) || len(slices.Compact(slices.Clone(starts))) != len(starts) || len(starts) < 3 {
			t.Errorf("%s: comments at %v", src, starts)
		}
	}
}
