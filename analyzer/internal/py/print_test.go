package py

import (
	"fmt"
)

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
