package report

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// JSON writes r as schema 1: indented, fields in the order of the Go types, no
// null where a list belongs, always valid UTF-8. Equal reports give equal bytes.
func JSON(w io.Writer, r *finding.Report) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(presentable(r)); err != nil {
		return fmt.Errorf("write JSON report: %w", err)
	}
	return nil
}
