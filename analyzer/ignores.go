package analyzer

import (
	"github.com/stackfit/stackfit/analyzer/config"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/lexical"
	"github.com/stackfit/stackfit/analyzer/internal/source"
	"github.com/stackfit/stackfit/analyzer/suppress"
)

// ignores reads again the few files that may hold comments to this tool, now
// with their comments.
func (p *parsedFiles) ignores(tree *source.Tree) []suppress.Ignore {
	var out []suppress.Ignore
	for _, f := range p.marked {
		src, err := tree.Read(f, nil)
		if err != nil {
			continue // it vanished: so have its findings
		}
		lang := lexical.JavaScript
		if f.Lang == source.Python {
			lang = lexical.Python
		}
		out = append(out, suppress.Ignores(f.Path, lang, src)...)
	}
	return out
}

// rulesRun tells which rules ignores may name, and which had their say.
func rulesRun(detectors []*Detector, declared *config.File) suppress.Rules {
	r := suppress.Rules{}
	ran := map[string]bool{}
	for _, d := range detectors {
		r.Known = append(r.Known, d.ID)
		ran[d.ID] = !declared.Off(d.ID)
	}
	r.Ran = func(rule string) bool { return ran[rule] }
	return r
}

// accepted counts the findings that ignores of the configuration hide.
func accepted(declared *finding.Declared) int {
	n := 0
	if declared != nil {
		for i := range declared.Accepted {
			if !declared.Accepted[i].Expired {
				n += declared.Accepted[i].Findings
			}
		}
	}
	return n
}
