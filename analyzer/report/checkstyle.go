package report

import (
	"encoding/xml"
	"io"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// Checkstyle writes r in the format of Checkstyle's XMLLogger, which many
// review tools read. It has no schema and no place for how much was read, so an
// incomplete run is an entry of its own. Columns count characters.
//
// https://checkstyle.org/config.html
func Checkstyle(w io.Writer, r *finding.Report, o FileOptions) error {
	doc := checkstyleDoc{Version: "8.0"}
	files := map[string]int{}
	add := func(f *finding.Finding) {
		at := o.path(f.Location.Path)
		i, seen := files[at]
		if !seen {
			i = len(doc.Files)
			files[at] = i
			doc.Files = append(doc.Files, checkstyleFile{Name: at})
		}
		message := f.Message
		if f.Help != "" {
			message += "; " + f.Help
		}
		col, _ := columns(f, runes)
		doc.Files[i].Errors = append(doc.Files[i].Errors, checkstyleError{
			Line: f.Location.Line, Column: col, Severity: f.Severity.String(), Message: message, Source: "stackfit." + f.Rule,
		})
	}
	for i := range r.Findings {
		add(&r.Findings[i])
	}
	if f, ok := incomplete(r); ok {
		add(&f)
	}
	return writeXML(w, doc, "checkstyle report")
}

type checkstyleDoc struct {
	XMLName xml.Name         `xml:"checkstyle"`
	Version string           `xml:"version,attr"`
	Files   []checkstyleFile `xml:"file"`
}

type checkstyleFile struct {
	Name   string            `xml:"name,attr"`
	Errors []checkstyleError `xml:"error"`
}

type checkstyleError struct {
	Line     int    `xml:"line,attr"`
	Column   int    `xml:"column,attr,omitempty"`
	Severity string `xml:"severity,attr"` // error, warning or info
	Message  string `xml:"message,attr"`
	Source   string `xml:"source,attr"`
}
