package report

import (
	"bufio"
	"fmt"
	"io"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// JSONL writes r as one JSON object a line, for programs that read results as
// they come: the run, each service, each finding, then how much was read. The
// fields are those of schema 1, and "type" says which of them a line holds.
func JSONL(w io.Writer, r *finding.Report) error {
	b := bufio.NewWriter(w)
	line := func(v any) error {
		text, err := encodeJSON(v, "")
		if err == nil {
			_, err = b.WriteString(text)
		}
		return err
	}
	err := line(struct {
		Type       string             `json:"type"`
		Schema     int                `json:"schema"`
		Tool       finding.Tool       `json:"tool"`
		Repository finding.Repository `json:"repository"`
	}{"run", r.Schema, r.Tool, r.Repository})
	for i := 0; i < len(r.Services) && err == nil; i++ {
		err = line(struct {
			Type string `json:"type"`
			finding.Service
		}{"service", r.Services[i]})
	}
	for i := 0; i < len(r.Findings) && err == nil; i++ {
		err = line(struct {
			Type string `json:"type"`
			finding.Finding
		}{"finding", r.Findings[i]})
	}
	if err == nil {
		err = line(struct {
			Type string `json:"type"`
			finding.Completeness
		}{"completeness", r.Completeness})
	}
	if err == nil {
		err = b.Flush()
	}
	if err != nil {
		return fmt.Errorf("write JSON lines: %w", err)
	}
	return nil
}
