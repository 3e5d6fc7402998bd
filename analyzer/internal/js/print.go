package js

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

var opText = [...]string{
	OpEq: "==", OpNotEq: "!=", OpStrictEq: "===", OpStrictNe: "!==", OpLess: "<", OpLessEq: "<=", OpGreater: ">",
	OpGreaterEq: ">=", OpShl: "<<", OpShr: ">>", OpUShr: ">>>", OpAdd: "+", OpSub: "-", OpMul: "*", OpDiv: "/",
	OpRem: "%", OpExp: "**", OpBitOr: "|", OpBitXor: "^", OpBitAnd: "&", OpIn: "in", OpInstanceof: "instanceof",
	OpAnd: "&&", OpOr: "||", OpNullish: "??", OpNot: "!", OpBitNot: "~", OpTypeof: "typeof", OpVoid: "void",
	OpDelete: "delete", OpInc: "++", OpDec: "--", OpAssign: "=", OpAddAssign: "+=", OpSubAssign: "-=",
	OpMulAssign: "*=", OpDivAssign: "/=", OpRemAssign: "%=", OpExpAssign: "**=", OpShlAssign: "<<=",
	OpShrAssign: ">>=", OpUShrAssign: ">>>=", OpBitOrAssign: "|=", OpBitXorAssign: "^=", OpBitAndAssign: "&=",
	OpAndAssign: "&&=", OpOrAssign: "||=", OpNullishAssign: "??=",
}

// String returns the operator as it is written.
func (o Op) String() string {
	if int(o) < len(opText) {
		return opText[o]
	}
	return ""
}

// String returns the keyword.
func (k VarKind) String() string {
	return [...]string{"var", "let", "const", "using", "await using"}[k]
}

// String names the form.
func (k PropertyKind) String() string {
	return [...]string{"init", "method", "get", "set", "spread"}[k]
}

// String names the form.
func (k MemberKind) String() string {
	return [...]string{"method", "constructor", "get", "set", "field", "accessor", "static", "index"}[k]
}

// String names the form.
func (k TypeMemberKind) String() string {
	return [...]string{"property", "method", "get", "set", "call", "construct", "index"}[k]
}

// String returns the keyword.
func (a Accessibility) String() string { return [...]string{"", "public", "protected", "private"}[a] }

// String returns the word.
func (p ImportPhase) String() string { return [...]string{"", "defer", "source"}[p] }

// Print returns the tree as text for tests: each node with its fields that are
// set, without positions, parentheses and semicolons. It uses no recursion.
func Print(n Node) string {
	var b strings.Builder
	type task struct {
		v    reflect.Value
		text string
	}
	stack := []task{{v: reflect.ValueOf(n)}}
	for len(stack) > 0 {
		t := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !t.v.IsValid() {
			b.WriteString(t.text)
			continue
		}
		v := t.v
		for v.Kind() == reflect.Interface && !v.IsNil() {
			v = v.Elem()
		}
		switch v.Kind() {
		case reflect.Interface:
			b.WriteString("_")
		case reflect.Slice:
			b.WriteString("[")
			stack = append(stack, task{text: "]"})
			for i := v.Len() - 1; i >= 0; i-- {
				stack = append(stack, task{v: v.Index(i)})
				if i > 0 {
					stack = append(stack, task{text: " "})
				}
			}
		case reflect.Pointer:
			if s, ok := printLeaf(v.Interface().(Node)); ok {
				b.WriteString(s)
				continue
			}
			v = v.Elem()
			typ := v.Type()
			fmt.Fprintf(&b, "(%s", typ.Name())
			stack = append(stack, task{text: ")"})
			for i := typ.NumField() - 1; i >= 0; i-- {
				f := v.Field(i)
				name := typ.Field(i).Name
				if f.IsZero() || name == "Span" || name == "NamePos" || name == "Parens" || name == "Steps" ||
					name == "HasModuleSyntax" || name == "Directives" || f.Kind() == reflect.Slice && f.Len() == 0 {
					continue
				}
				if f.Kind() == reflect.Bool {
					stack = append(stack, task{text: " " + strings.ToLower(name)})
					continue
				}
				stack = append(stack, task{v: f}, task{text: " " + strings.ToLower(name) + ":"})
			}
		case reflect.String:
			b.WriteString(strconv.Quote(v.String()))
		default:
			fmt.Fprint(&b, v.Interface())
		}
	}
	return b.String()
}

// printLeaf prints the nodes that stand for a name or a value.
func printLeaf(n Node) (string, bool) {
	switch n := n.(type) {
	case *Identifier:
		return n.Name, true
	case *PrivateName:
		return "#" + n.Name, true
	case *This:
		return "this", true
	case *Super:
		return "super", true
	case *TypeRef:
		if n.Qualifier == nil && n.Args == nil {
			return n.Name, true
		}
	case *Literal:
		switch n.Kind {
		case StringLiteral:
			return strconv.Quote(n.Value), true
		case NumberLiteral:
			return printNumber(n.Value), true
		default:
			return n.Value, true
		}
	default:
	}
	return "", false
}

// printNumber returns one spelling for all spellings of a value.
func printNumber(s string) string {
	digits := strings.ReplaceAll(s, "_", "")
	if len(digits) > 1 && digits[0] == '0' && strings.Trim(digits, "01234567") == "" {
		digits = "0o" + digits
	}
	if len(digits) > 2 && digits[0] == '0' && strings.ContainsRune("xXoObB", rune(digits[1])) {
		if v, err := strconv.ParseUint(digits, 0, 64); err == nil {
			return strconv.FormatFloat(float64(v), 'g', -1, 64)
		}
		return s
	}
	if v, err := strconv.ParseFloat(digits, 64); err == nil || v != 0 {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return s
}
