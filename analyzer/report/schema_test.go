package report_test

import (
	"reflect"
	"testing"

	"github.com/stackfit/stackfit/analyzer/analyzertest"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/internal/jsonschema"
)

// TestSchema keeps the published schema of the JSON report what the Go types say.
// Schema 1 only grows, so readers must take fields that they do not know.
func TestSchema(t *testing.T) {
	text, err := jsonschema.Generate(jsonschema.Options{
		ID:      "https://raw.githubusercontent.com/stackfit/stackfit/main/analyzer/report/report.schema.json",
		Title:   "The JSON report of stackfit, schema 1",
		Type:    reflect.TypeFor[finding.Report](),
		Tag:     "json",
		Sources: []string{"../finding"},
		Enums: map[reflect.Type][]string{
			reflect.TypeFor[finding.Severity]():   texts(finding.Info, finding.Warning, finding.Error),
			reflect.TypeFor[finding.Confidence](): texts(finding.Possible, finding.Probable, finding.Definite),
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	analyzertest.Golden(t, "report.schema.json", text)
}

func texts[T interface{ String() string }](values ...T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = v.String()
	}
	return out
}
