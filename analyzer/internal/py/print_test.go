package py

import (
	"fmt"
	"reflect"
	"strings"
)

// printTree writes a file's tree, one statement a line at the top, blocks
// indented below their statement. Fields without a value are left out.
func printTree(f *File) string {
	p := printer{}
	for _, s := range f.Body {
		p.node(s, 0)
		p.b.WriteByte('\n')
	}
	for _, e := range f.Errors {
		fmt.Fprintf(&p.b, "error %d: %s\n", e.Pos, e.Msg)
	}
	for _, c := range f.Comments {
		fmt.Fprintf(&p.b, "comment %d-%d\n", c.Start, c.End)
	}
	if f.Skipped != "" {
		fmt.Fprintf(&p.b, "skipped: %s\n", f.Skipped)
	}
	return p.b.String()
}

type printer struct{ b strings.Builder }

func (p *printer) node(n Node, depth int) {
	switch n := n.(type) {
	case *Name:
		p.b.WriteString(n.ID)
		return
	case *Constant:
		switch n.Kind {
		case ConstStr:
			fmt.Fprintf(&p.b, "%q", n.Str())
		case ConstBytes:
			fmt.Fprintf(&p.b, "b%q", n.Str())
		case ConstFloat:
			p.b.WriteString("float:" + n.Raw)
		case ConstComplex:
			p.b.WriteString("complex:" + n.Raw)
		default:
			p.b.WriteString(n.Raw)
		}
		return
	default:
	}
	v := reflect.ValueOf(n).Elem()
	p.b.WriteString("(" + v.Type().Name())
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if field.Anonymous || !field.IsExported() || strings.HasSuffix(field.Name, "Pos") || v.Field(i).IsZero() {
			continue
		}
		p.b.WriteString(" " + field.Name + ":")
		p.value(v.Field(i), depth)
	}
	p.b.WriteByte(')')
}

func (p *printer) value(v reflect.Value, depth int) {
	if list, ok := reflect.TypeAssert[[]Stmt](v); ok {
		for _, s := range list {
			p.b.WriteString("\n" + strings.Repeat("  ", depth+1))
			p.node(s, depth+1)
		}
		return
	}
	if n, ok := reflect.TypeAssert[Node](v); ok {
		p.node(n, depth)
		return
	}
	switch v.Kind() {
	case reflect.Slice:
		p.b.WriteByte('[')
		for i := range v.Len() {
			if i > 0 {
				p.b.WriteByte(' ')
			}
			p.value(v.Index(i), depth)
		}
		p.b.WriteByte(']')
	case reflect.Interface:
		p.b.WriteByte('-') // nil in a list: the key of "**value"
	case reflect.Bool:
		p.b.WriteString("yes")
	case reflect.Uint8:
		if v.Type() == reflect.TypeFor[byte]() {
			fmt.Fprintf(&p.b, "%c", v.Uint())
			return
		}
		p.b.WriteString(enumName(v.Interface()))
	default:
		fmt.Fprintf(&p.b, "%v", v.Interface())
	}
}

// enumName is the name of an enumerator, as CPython spells it.
func enumName(v any) string {
	switch v := v.(type) {
	case Operator:
		return [...]string{"Add", "Sub", "Mult", "MatMult", "Div", "FloorDiv", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd"}[v]
	case BoolOperator:
		return [...]string{"And", "Or"}[v]
	case UnaryOperator:
		return [...]string{"Not", "USub", "UAdd", "Invert"}[v]
	case CmpOp:
		return [...]string{"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"}[v]
	case ParamKind:
		return [...]string{"PosOnly", "Normal", "VarArgs", "KwOnly", "KwArgs"}[v]
	case TypeParamKind:
		return [...]string{"TypeVar", "TypeVarTuple", "ParamSpec"}[v]
	case CompKind:
		return [...]string{"ListComp", "SetComp", "DictComp", "GeneratorExp"}[v]
	}
	return fmt.Sprint(v)
}
