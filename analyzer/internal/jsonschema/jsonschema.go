// Package jsonschema writes the JSON Schema (draft 2020-12) of a Go type, with
// its comments as descriptions. It knows what encoding/json and TOML decoders
// make of types; where schemas are published belongs to those who have the types.
package jsonschema

import (
	"encoding"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
)

// Options says what is described, and how.
type Options struct {
	ID    string       // where the schema is published
	Title string       // what it describes
	Type  reflect.Type // a struct
	Tag   string       // the struct tag that names fields: "json" or "toml"

	// Sources are the folders of the packages that the types are declared in.
	Sources []string

	// Enums are the texts of types that are written as one of a few.
	Enums map[reflect.Type][]string

	// As holds types that are described as another one.
	As map[reflect.Type]reflect.Type

	// Docs holds types that the comments of another one describe, by its name:
	// "finding.Report".
	Docs map[reflect.Type]string

	// Words returns the texts that a field may have, or each of its elements, and
	// nil where any will do. It may be nil.
	Words func(owner reflect.Type, f reflect.StructField) []string

	// Closed schemas refuse fields that they do not know.
	Closed bool

	// Required says whether a field must be there; by default those must that
	// are always written.
	Required func(reflect.StructField) bool
}

// Generate returns the schema as indented JSON.
func Generate(o Options) ([]byte, error) {
	g := &generator{Options: o, docs: map[string]string{}, defs: map[string]any{}, types: map[string]reflect.Type{}}
	for _, dir := range o.Sources {
		if err := g.readComments(dir); err != nil {
			return nil, err
		}
	}
	if g.Required == nil {
		g.Required = func(f reflect.StructField) bool {
			_, options, _ := strings.Cut(f.Tag.Get(o.Tag), ",")
			return !strings.Contains(options, "omit")
		}
	}
	root, err := g.object(o.Type)
	if err != nil {
		return nil, err
	}
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["$id"] = o.ID
	root["title"] = o.Title
	if len(g.defs) > 0 {
		root["$defs"] = g.defs
	}
	text, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write schema: %w", err)
	}
	return append(text, '\n'), nil
}

type generator struct {
	Options

	docs  map[string]string // by "pkg.Type" and "pkg.Type.Field"
	defs  map[string]any
	types map[string]reflect.Type // of defs
}

// readComments keeps what the types of a folder say of themselves.
func (g *generator) readComments(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("read comments: %s: %w", dir, fs.ErrNotExist)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read comments: %w", err)
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("read comments: %w", err)
		}
		for _, decl := range f.Decls {
			d, ok := decl.(*ast.GenDecl)
			if !ok || d.Tok != token.TYPE {
				continue
			}
			for _, spec := range d.Specs {
				t := spec.(*ast.TypeSpec)
				doc := t.Doc
				if doc == nil {
					doc = d.Doc
				}
				g.readType(f.Name.Name+"."+t.Name.Name, doc, t.Type)
			}
		}
	}
	return nil
}

func (g *generator) readType(name string, doc *ast.CommentGroup, typ ast.Expr) {
	g.docs[name] = oneLine(doc)
	s, ok := typ.(*ast.StructType)
	if !ok {
		return
	}
	for _, field := range s.Fields.List {
		text := oneLine(field.Doc)
		if text == "" {
			text = oneLine(field.Comment)
		}
		for _, id := range field.Names {
			g.docs[name+"."+id.Name] = text
		}
	}
}

func oneLine(c *ast.CommentGroup) string {
	return strings.Join(strings.Fields(c.Text()), " ")
}

func described(schema map[string]any, text string) map[string]any {
	if text != "" {
		schema["description"] = text
	}
	return schema
}

// object returns the schema of a struct.
func (g *generator) object(t reflect.Type) (map[string]any, error) {
	properties, required := map[string]any{}, []string{}
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get(g.Tag), ",")
		if name == "-" || !f.IsExported() || f.Anonymous {
			continue
		}
		if name == "" {
			return nil, fmt.Errorf("%s.%s has no name in a tag %q", t, f.Name, g.Tag)
		}
		schema, err := g.value(f.Type)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t, f.Name, err)
		}
		if g.Words != nil {
			if words := g.Words(t, f); words != nil {
				if items, ok := schema["items"].(map[string]any); ok {
					items["enum"] = words
				} else {
					schema["enum"] = words
				}
			}
		}
		if f.Type.Kind() == reflect.Pointer && g.Required(f) {
			schema = map[string]any{"anyOf": []any{schema, map[string]any{"type": "null"}}}
		}
		owner := t
		for _, i := range f.Index[:len(f.Index)-1] {
			owner = owner.Field(i).Type
		}
		properties[name] = described(schema, g.docs[g.commented(owner)+"."+f.Name])
		if g.Required(f) {
			required = append(required, name)
		}
	}
	schema := map[string]any{"type": "object", "properties": properties}
	if len(required) > 0 {
		schema["required"] = required
	}
	if g.Closed {
		schema["additionalProperties"] = false
	}
	return described(schema, g.docs[g.commented(t)]), nil
}

// commented returns the name of the type whose comments describe t.
func (g *generator) commented(t reflect.Type) string {
	if name, ok := g.Docs[t]; ok {
		return name
	}
	return t.String()
}

var textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()

// value returns the schema of what a type is written as.
func (g *generator) value(t reflect.Type) (map[string]any, error) {
	if as, ok := g.As[t]; ok {
		t = as
	}
	if texts, ok := g.Enums[t]; ok {
		return map[string]any{"type": "string", "enum": texts}, nil
	}
	if t.Implements(textMarshaler) {
		return map[string]any{"type": "string"}, nil
	}
	switch t.Kind() {
	case reflect.String:
		return map[string]any{"type": "string"}, nil
	case reflect.Bool:
		return map[string]any{"type": "boolean"}, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return map[string]any{"type": "integer"}, nil
	case reflect.Float32, reflect.Float64:
		return map[string]any{"type": "number"}, nil
	case reflect.Pointer:
		return g.value(t.Elem())
	case reflect.Slice, reflect.Array:
		items, err := g.value(t.Elem())
		return map[string]any{"type": "array", "items": items}, err
	case reflect.Map:
		values, err := g.value(t.Elem())
		schema := map[string]any{"type": "object", "additionalProperties": values}
		if texts, ok := g.Enums[t.Key()]; ok {
			schema["propertyNames"] = map[string]any{"enum": texts}
		}
		return schema, err
	case reflect.Struct:
		return g.reference(t)
	default:
		return nil, fmt.Errorf("no schema for %s", t)
	}
}

// reference returns a reference to the definition of a named struct.
func (g *generator) reference(t reflect.Type) (map[string]any, error) {
	name := t.Name()
	if name == "" {
		return g.object(t)
	}
	if known, ok := g.types[name]; ok && known != t {
		return nil, fmt.Errorf("two types named %s: %s and %s", name, known, t)
	}
	if _, ok := g.types[name]; !ok {
		g.types[name] = t
		schema, err := g.object(t)
		if err != nil {
			return nil, err
		}
		g.defs[name] = schema
	}
	return map[string]any{"$ref": "#/$defs/" + name}, nil
}
