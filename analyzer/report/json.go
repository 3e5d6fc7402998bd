package report

import (
	"io"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// JSON writes r as schema 1: indented, fields in the order of the Go types, no
// null where a list belongs, always valid UTF-8. Equal reports give equal bytes.
func JSON(w io.Writer, r *finding.Report) error {
	return writeJSON(w, *r, "  ", "JSON report")
}
