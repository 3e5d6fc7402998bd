package manifest

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Aliases may be followed until this many values were made of a file.
const maxYAMLValues = 100_000

// parseYAML reads the first document of a YAML file.
func parseYAML(src []byte) (value, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(src, &doc); err != nil {
		return value{}, withLine(err)
	}
	if len(doc.Content) == 0 {
		return value{}, nil
	}
	r := &yamlReader{left: maxYAMLValues}
	return r.value(doc.Content[0], 0)
}

// withLine takes the line out of an error's text, where the decoder puts it.
func withLine(err error) error {
	rest, found := strings.CutPrefix(err.Error(), "yaml: line ")
	if !found {
		return err
	}
	number, text, found := strings.Cut(rest, ": ")
	line, bad := strconv.Atoi(number)
	if !found || bad != nil {
		return err
	}
	return &lineError{line, errors.New("yaml: " + text)}
}

type yamlReader struct {
	left int
}

func (r *yamlReader) value(n *yaml.Node, depth int) (value, error) {
	v := value{line: n.Line}
	if r.left--; r.left < 0 {
		return v, &lineError{n.Line, errors.New("aliases make more than 100,000 values")}
	}
	if depth > maxDepth {
		return v, &lineError{n.Line, errDepth}
	}
	switch n.Kind {
	case yaml.AliasNode:
		return r.value(n.Alias, depth+1)
	case yaml.ScalarNode:
		v.kind, v.text = literalKind, n.Value
		if n.ShortTag() == "!!str" {
			v.kind = stringKind
		}
	case yaml.SequenceNode:
		v.kind = listKind
		for _, c := range n.Content {
			item, err := r.value(c, depth+1)
			v.items = append(v.items, item)
			if err != nil {
				return v, err
			}
		}
	case yaml.MappingNode:
		v.kind = tableKind
		var merged []field
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i]
			inner, err := r.value(n.Content[i+1], depth+1)
			if key.ShortTag() == "!!merge" {
				merged = append(merged, inner.merged()...)
			} else {
				v.fields = append(v.fields, field{key.Value, key.Line, inner})
			}
			if err != nil {
				return v, err
			}
		}
		v.fields = append(merged, v.fields...) // own fields win
	default: // a document stands at the top alone
	}
	return v, nil
}

// merged returns the fields that `<<: value` adds; of several tables the first
// wins.
func (v value) merged() []field {
	out := v.fields
	for _, item := range slices.Backward(v.items) {
		out = append(out, item.fields...)
	}
	return out
}
