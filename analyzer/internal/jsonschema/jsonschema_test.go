package jsonschema_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackfit/stackfit/analyzer/internal/jsonschema"
)

type level uint8

func (level) MarshalText() ([]byte, error) { return nil, nil }

type free uint8

func (free) MarshalText() ([]byte, error) { return nil, nil }

type tree struct {
	Name     string `json:"name"`
	Children []tree `json:"children"`
	Left     int    `json:"-"`
}

type base struct {
	Kind string `json:"kind"`
}

type document struct {
	base

	Level  level         `json:"level"`
	Free   free          `json:"free"`
	Tree   *tree         `json:"tree"`
	Other  *tree         `json:"other,omitempty"`
	Counts map[level]int `json:"counts"`
	Score  float64       `json:"score,omitzero"`
	Yes    bool          `json:"yes"`
}

// source declares what the types above are described by.
const source = `package jsonschema_test

// document is one. It has
// two lines.
type document struct {
	Level level // how much
	// Tree is a tree.
	Tree *tree // not this
}
type (
	// base is below.
	base struct { Kind string // of thing
	}
)
`

func TestGenerate(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.go"), []byte(source), 0o666); err != nil {
		t.Fatal(err)
	}
	text, err := jsonschema.Generate(jsonschema.Options{
		ID: "https://x.example/s.json", Title: "A document", Type: reflect.TypeFor[document](), Tag: "json", Sources: []string{dir},
		Enums: map[reflect.Type][]string{reflect.TypeFor[level](): {"low", "high"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
	"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://x.example/s.json", "title": "A document",
	"description": "document is one. It has two lines.", "type": "object",
	"required": ["kind", "level", "free", "tree", "counts", "yes"],
	"properties": {
		"kind": {"type": "string", "description": "of thing"},
		"level": {"type": "string", "enum": ["low", "high"], "description": "how much"},
		"free": {"type": "string"},
		"tree": {"anyOf": [{"$ref": "#/$defs/tree"}, {"type": "null"}], "description": "Tree is a tree."},
		"other": {"$ref": "#/$defs/tree"},
		"counts": {"type": "object", "additionalProperties": {"type": "integer"}, "propertyNames": {"enum": ["low", "high"]}},
		"score": {"type": "number"},
		"yes": {"type": "boolean"}},
	"$defs": {"tree": {"type": "object", "required": ["name", "children"], "properties": {
		"name": {"type": "string"}, "children": {"type": "array", "items": {"$ref": "#/$defs/tree"}}}}}}`
	var got, expected any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(want), &expected); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(expected, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestClosed(t *testing.T) {
	text, err := jsonschema.Generate(jsonschema.Options{
		Type: reflect.TypeFor[base](), Tag: "json", Closed: true, Required: func(reflect.StructField) bool { return false },
	})
	if err != nil {
		t.Fatal(err)
	}
	if s := string(text); !strings.Contains(s, `"additionalProperties": false`) || strings.Contains(s, "required") {
		t.Errorf("schema %s", s)
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct {
		typ     reflect.Type
		sources []string
		want    string
	}{
		{reflect.TypeFor[struct{ A int }](), nil, `A has no name in a tag "json"`},
		{reflect.TypeFor[struct {
			A chan int `json:"a"`
		}](), nil, "no schema for chan int"},
		{reflect.TypeFor[base](), []string{"absent"}, "read comments: absent"},
	} {
		_, err := jsonschema.Generate(jsonschema.Options{Type: c.typ, Tag: "json", Sources: c.sources})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %q", err, c.want)
		}
	}
}
