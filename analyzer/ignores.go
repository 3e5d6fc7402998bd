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

// SuppressionRules returns the rules about what hides findings. Each run reports
// them, whatever its detectors are; the list is for those who name, explain or
// switch off rules.
func SuppressionRules() []*Detector {
	silent := func(*Pass) error { return nil }
	return []*Detector{
		{ID: suppress.InvalidIgnore, Severity: finding.Warning, Run: silent, Doc: invalidIgnoreDoc},
		{ID: suppress.SuppressionChange, Severity: finding.Info, Run: silent, Doc: suppressionChangeDoc},
		{ID: suppress.UnusedIgnore, Severity: finding.Info, Run: silent, Doc: unusedIgnoreDoc},
	}
}

const invalidIgnoreDoc = `invalid-ignore reports a comment to stackfit that names no rule, a rule that does
not exist, or no reason.

# Why it matters

Whoever reads the comment later should learn what was accepted and why. A
misspelled rule hides nothing.

# How to write it

A comment accepts findings of the rules in its brackets, separated by commas:

	res.send(readFileSync(path)) // stackfit: ignore[blocking-call-on-event-loop] 2 kB, read at night

It stands on the line that blocks, on the line of the entry or of the function
that serves it, or alone on a line above one of them. At an entry it hides only
findings that no other entry reaches. Python's comments begin with #. Text in a
string is no comment.

# What it does not report

Comments in files that are not analyzed.
`

const unusedIgnoreDoc = `unused-ignore reports a comment to stackfit that hides nothing.

# Why it matters

The code it was about is repaired or gone, or the comment stands on the wrong
line. Left in place, it would hide the next finding there.

# What it does not report

Comments about rules that were switched off, and comments about findings of a
confidence that is not shown.
`

const suppressionChangeDoc = `suppression-change reports, when a change is compared with its base, that the
change itself decides what is reported: it adds or alters a comment that accepts
findings, stackfit.toml, or the baseline in use.

# Why it matters

Such a change can hide what it adds. Whoever reviews it should look at it as at
code.

# What it does not report

Comments that only moved. A comment that was removed: the finding it hid is new.
`
