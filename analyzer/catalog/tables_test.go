package catalog

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestTables holds the tables to what the catalog knows and its reader takes.
func TestTables(t *testing.T) {
	tables, facts := reflect.TypeFor[Tables](), reflect.TypeFor[Catalog]()
	for f := range facts.Fields() {
		if f.IsExported() {
			if _, ok := tables.FieldByName(f.Type.Elem().Name()); !ok {
				t.Errorf("no table of %s", f.Name)
			}
		}
	}
	for f := range tables.Fields() {
		table := f.Tag.Get("toml")
		_, err := Decode("f", fmt.Appendf(nil, "[[%s]]\nx = 1\n", table))
		if err == nil || err.Error() != `f:2: unknown key "x"` {
			t.Errorf("%s: %v", table, err)
		}
		for field := range f.Type.Elem().Fields() {
			key := field.Tag.Get("toml")
			words := Words(table, key)
			if slices.Contains(words, "") {
				t.Errorf("%s.%s may be nothing", table, key)
			}
			value := `"no word"`
			if field.Type.Kind() == reflect.Slice {
				value = `["no word"]`
			} else if field.Type.Kind() == reflect.Bool {
				continue
			}
			_, err := Decode("f", fmt.Appendf(nil, "[[%s]]\n%s = %s\n", table, key, value))
			// The reader tells what is known where a list is closed.
			told := err != nil && strings.Contains(err.Error(), "f:2: unknown "+key) && strings.Contains(err.Error(), "(known: ")
			if told != (words != nil) {
				t.Errorf("%s.%s: words %q, reader: %v", table, key, words, err)
			}
		}
	}
}
