package config_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/stackfit/stackfit/analyzer/analyzertest"
	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/config"
	"github.com/stackfit/stackfit/analyzer/internal/jsonschema"
)

// TestSchema keeps the published schema of the configuration what the Go types
// say.
func TestSchema(t *testing.T) {
	docs := map[reflect.Type]string{}
	tables := map[reflect.Type]string{}
	all := reflect.TypeFor[catalog.Tables]()
	for f := range all.Fields() {
		docs[f.Type.Elem()] = "catalog." + f.Name
		tables[f.Type.Elem()] = f.Tag.Get("toml")
	}
	enums := map[reflect.Type][]string{}
	for _, w := range []interface{ Words() []string }{config.Stage(""), config.Plan(""), config.Language(""), config.Stack(""), config.Kind(""), config.Level("")} {
		enums[reflect.TypeOf(w)] = w.Words()
	}
	text, err := jsonschema.Generate(jsonschema.Options{
		ID:      "https://raw.githubusercontent.com/stackfit/stackfit/main/analyzer/config/config.schema.json",
		Title:   "The configuration of stackfit",
		Type:    reflect.TypeFor[config.File](),
		Tag:     "toml",
		Sources: []string{".", "../catalog"},
		Enums:   enums,
		As:      map[reflect.Type]reflect.Type{reflect.TypeFor[config.Facts](): all},
		Docs:    docs,
		Words: func(owner reflect.Type, f reflect.StructField) []string {
			return catalog.Words(tables[owner], f.Tag.Get("toml"))
		},
		Closed:   true,
		Required: func(f reflect.StructField) bool { return f.Tag.Get("need") != "" },
	})
	if err != nil {
		t.Fatal(err)
	}
	analyzertest.Golden(t, "config.schema.json", text)
}

// TestSchemaKnows holds the schema to what Parse takes: every key of the full
// example is in it, and a key that is not is refused by both.
func TestSchemaKnows(t *testing.T) {
	var schema map[string]any
	if err := json.Unmarshal([]byte(config.Schema), &schema); err != nil {
		t.Fatal(err)
	}
	properties, _ := schema["properties"].(map[string]any)
	for f := range reflect.TypeFor[config.File]().Fields() {
		if key := f.Tag.Get("toml"); key != "" && key != "-" && properties[key] == nil {
			t.Errorf("no %s", key)
		}
	}
	if schema["additionalProperties"] != false || !strings.Contains(config.Schema, `"no-callback"`) || !strings.Contains(config.Schema, `"peak_requests_per_second"`) {
		t.Error("the schema takes what the reader refuses, or lacks what it takes")
	}
}
