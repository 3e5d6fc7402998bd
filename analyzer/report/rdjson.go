package report

import (
	"io"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// RDJSON writes r in reviewdog's diagnostic format, whose columns count bytes
// as ours do. It has no place for how much was read, so an incomplete run is a
// diagnostic of its own.
//
// https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
func RDJSON(w io.Writer, r *finding.Report, o FileOptions) error {
	doc := rdResult{Source: rdSource{Name: "stackfit", URL: homepage}, Diagnostics: make([]rdDiagnostic, 0, len(r.Findings)+1)}
	add := func(f *finding.Finding) {
		at := &f.Location
		d := rdDiagnostic{
			Message:  f.Message,
			Severity: rdSeverity(f.Severity),
			Code:     rdCode{Value: f.Rule},
			Location: rdLocation{Path: o.path(at.Path), Range: rdRange{
				Start: rdPosition{at.Line, at.Column},
				End:   rdPosition{max(at.Line, at.EndLine), at.EndColumn},
			}},
		}
		if f.Help != "" {
			d.Message += "\n" + f.Help
		}
		for _, hop := range f.Trace[:max(len(f.Trace)-1, 0)] {
			here := rdPosition{hop.Line, hop.Column}
			d.Related = append(d.Related, rdRelated{hop.Text, rdLocation{o.path(hop.Path), rdRange{here, here}}})
		}
		doc.Diagnostics = append(doc.Diagnostics, d)
	}
	for i := range r.Findings {
		add(&r.Findings[i])
	}
	if f, ok := incomplete(r); ok {
		add(&f)
	}
	return writeJSON(w, doc, "  ", "reviewdog report")
}

func rdSeverity(s finding.Severity) string {
	switch s {
	case finding.Error:
		return "ERROR"
	case finding.Warning:
		return "WARNING"
	default:
		return "INFO"
	}
}

type rdResult struct {
	Source      rdSource       `json:"source"`
	Diagnostics []rdDiagnostic `json:"diagnostics"`
}

type rdSource struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type rdDiagnostic struct {
	Message  string      `json:"message"`
	Location rdLocation  `json:"location"`
	Severity string      `json:"severity"`
	Code     rdCode      `json:"code"`
	Related  []rdRelated `json:"related_locations,omitempty"`
}

type rdCode struct {
	Value string `json:"value"`
}

type rdLocation struct {
	Path  string  `json:"path"`
	Range rdRange `json:"range"`
}

type rdRange struct {
	Start rdPosition `json:"start"`
	End   rdPosition `json:"end"`
}

type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

type rdRelated struct {
	Message  string     `json:"message"`
	Location rdLocation `json:"location"`
}
