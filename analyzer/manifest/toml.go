package manifest

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/stackfit/stackfit/analyzer/internal/tomltext"
)

// parseTOML reads TOML. Nothing is returned after an error.
func parseTOML(src []byte) (value, error) {
	doc, err := tomltext.Decode(src)
	if err != nil {
		if at, found := errors.AsType[*tomltext.Error](err); found {
			err = &lineError{at.Line, at.Err}
		}
		return value{}, err
	}
	return tomlValue(doc, "", doc.Table, 1), nil
}

// tomlValue converts what the decoder returned for a path.
func tomlValue(doc *tomltext.Document, path tomltext.Path, decoded any, line int) value {
	v := value{line: line}
	switch d := decoded.(type) {
	case map[string]any:
		v.kind = tableKind
		for name, inner := range d {
			key := path.Key(name)
			at := doc.Line(key)
			v.fields = append(v.fields, field{name, at, tomlValue(doc, key, inner, at)})
		}
		slices.SortFunc(v.fields, func(a, b field) int {
			return cmp.Or(a.line-b.line, strings.Compare(a.name, b.name))
		})
	case []any:
		v.kind = listKind
		for i, inner := range d {
			at := path.Index(i)
			v.items = append(v.items, tomlValue(doc, at, inner, doc.Line(at)))
		}
	case []map[string]any:
		v.kind = listKind
		for i, inner := range d {
			at := path.Index(i)
			v.items = append(v.items, tomlValue(doc, at, inner, doc.Line(at)))
		}
	case string:
		v.kind, v.text = stringKind, d
	case time.Time: // with the zone of the machine, which must not show
		v.kind = literalKind
	default:
		v.kind, v.text = literalKind, fmt.Sprint(d)
	}
	return v
}
