package js

// token is the kind of a lexical token. The order matters: binary operators,
// assignment operators and words are ranges.
type token uint8

const (
	tEOF token = iota
	tBad       // text that is no token

	tLBrace
	tRBrace
	tLParen
	tRParen
	tLBracket
	tRBracket
	tDot
	tEllipsis
	tQuestionDot
	tSemi
	tComma
	tColon
	tQuestion
	tArrow
	tAt
	tNot
	tTilde
	tInc
	tDec

	// Binary operators, in the order of Op from OpEq to OpBitAnd.

	tEq
	tNotEq
	tStrictEq
	tStrictNe
	tLess
	tLessEq
	tGreater // ">>", ">=" and the like are joined by the parser
	tGreaterEq
	tShl
	tShr
	tUShr
	tAdd
	tSub
	tMul
	tDiv
	tRem
	tExp
	tBitOr
	tBitXor
	tBitAnd

	// Logical operators, in the order of Op from OpAnd to OpNullish.

	tAnd
	tOr
	tNullish

	// Assignment operators, in the order of Op from OpAssign.

	tAssign
	tAddAssign
	tSubAssign
	tMulAssign
	tDivAssign
	tRemAssign
	tExpAssign
	tShlAssign
	tShrAssign
	tUShrAssign
	tBitOrAssign
	tBitXorAssign
	tBitAndAssign
	tAndAssign
	tOrAssign
	tNullishAssign

	tNumber
	tBigInt
	tString
	tTemplate     // `…`
	tTemplateHead // `…${
	tPrivate      // #name

	// Words that may be identifiers.

	tIdent
	tAbstract
	tAccessor
	tAs
	tAsserts
	tAsync
	tAwait
	tDeclare
	tFrom
	tGet
	tGlobal
	tImplements
	tInfer
	tInterface
	tIs
	tKeyof
	tLet
	tModule
	tNamespace
	tOf
	tOut
	tOverride
	tPackage
	tPrivateWord
	tProtected
	tPublic
	tReadonly
	tSatisfies
	tSet
	tStatic
	tType
	tUnique
	tUsing
	tYield

	// Reserved words.

	tEscapedKeyword // written with an escape, so a name only
	tBreak
	tCase
	tCatch
	tClass
	tConst
	tContinue
	tDebugger
	tDefault
	tDelete
	tDo
	tElse
	tEnum
	tExport
	tExtends
	tFalse
	tFinally
	tFor
	tFunction
	tIf
	tImport
	tIn
	tInstanceof
	tNew
	tNull
	tReturn
	tSuper
	tSwitch
	tThis
	tThrow
	tTrue
	tTry
	tTypeof
	tVar
	tVoid
	tWhile
	tWith

	tokenCount
)

// isIdent reports a word that may be an identifier.
func (t token) isIdent() bool { return t >= tIdent && t <= tYield }

// isName reports any word, reserved or not.
func (t token) isName() bool { return t >= tIdent }

func (t token) isAssign() bool { return t >= tAssign && t <= tNullishAssign }

var keywords = [...]struct {
	word string
	tok  token
}{
	{"abstract", tAbstract},
	{"accessor", tAccessor},
	{"as", tAs},
	{"asserts", tAsserts},
	{"async", tAsync},
	{"await", tAwait},
	{"declare", tDeclare},
	{"from", tFrom},
	{"get", tGet},
	{"global", tGlobal},
	{"implements", tImplements},
	{"infer", tInfer},
	{"interface", tInterface},
	{"is", tIs},
	{"keyof", tKeyof},
	{"let", tLet},
	{"module", tModule},
	{"namespace", tNamespace},
	{"of", tOf},
	{"out", tOut},
	{"override", tOverride},
	{"package", tPackage},
	{"private", tPrivateWord},
	{"protected", tProtected},
	{"public", tPublic},
	{"readonly", tReadonly},
	{"satisfies", tSatisfies},
	{"set", tSet},
	{"static", tStatic},
	{"type", tType},
	{"unique", tUnique},
	{"using", tUsing},
	{"yield", tYield},
	{"break", tBreak},
	{"case", tCase},
	{"catch", tCatch},
	{"class", tClass},
	{"const", tConst},
	{"continue", tContinue},
	{"debugger", tDebugger},
	{"default", tDefault},
	{"delete", tDelete},
	{"do", tDo},
	{"else", tElse},
	{"enum", tEnum},
	{"export", tExport},
	{"extends", tExtends},
	{"false", tFalse},
	{"finally", tFinally},
	{"for", tFor},
	{"function", tFunction},
	{"if", tIf},
	{"import", tImport},
	{"in", tIn},
	{"instanceof", tInstanceof},
	{"new", tNew},
	{"null", tNull},
	{"return", tReturn},
	{"super", tSuper},
	{"switch", tSwitch},
	{"this", tThis},
	{"throw", tThrow},
	{"true", tTrue},
	{"try", tTry},
	{"typeof", tTypeof},
	{"var", tVar},
	{"void", tVoid},
	{"while", tWhile},
	{"with", tWith},
}

const (
	hashA = 153
	hashB = 61
	hashC = 90
	hashD = 208

	minKeyword = 2
	maxKeyword = 10
)

type keywordSlot struct {
	word string
	tok  token
}

// keywordHash places every keyword in a slot of its own; a test checks that.
func keywordHash(first, second, last byte, n int) uint8 {
	return uint8(uint32(first)*hashA + uint32(second)*hashB + uint32(last)*hashC + uint32(n)*hashD)
}

var keywordTable = func() (table [256]keywordSlot) {
	for _, k := range keywords {
		n := len(k.word)
		table[keywordHash(k.word[0], k.word[1], k.word[n-1], n)] = keywordSlot{k.word, k.tok}
	}
	return table
}()

// lookupKeyword returns the token of a word that starts with a lower-case
// letter and consists of ASCII.
func lookupKeyword(s string) token {
	n := len(s)
	if n < minKeyword || n > maxKeyword {
		return tIdent
	}
	slot := &keywordTable[keywordHash(s[0], s[1], s[n-1], n)]
	if slot.word == s {
		return slot.tok
	}
	return tIdent
}

// binaryPrecedence orders the binary and logical operators; 0 is no operator.
var binaryPrecedence = [tokenCount]uint8{
	tNullish: 1, tOr: 2, tAnd: 3, tBitOr: 4, tBitXor: 5, tBitAnd: 6,
	tEq: 7, tNotEq: 7, tStrictEq: 7, tStrictNe: 7,
	tLess: 8, tLessEq: 8, tGreater: 8, tGreaterEq: 8, tIn: 8, tInstanceof: 8, tAs: 8, tSatisfies: 8,
	tShl: 9, tShr: 9, tUShr: 9, tAdd: 10, tSub: 10, tMul: 11, tDiv: 11, tRem: 11, tExp: 12,
}

var binaryOp = func() (table [tokenCount]Op) {
	for t := tEq; t <= tBitAnd; t++ {
		table[t] = OpEq + Op(t-tEq)
	}
	for t := tAnd; t <= tNullish; t++ {
		table[t] = OpAnd + Op(t-tAnd)
	}
	for t := tAssign; t <= tNullishAssign; t++ {
		table[t] = OpAssign + Op(t-tAssign)
	}
	table[tIn] = OpIn
	table[tInstanceof] = OpInstanceof
	return table
}()

var tokenText = [tokenCount]string{
	tEOF: "end of file", tBad: "text", tLBrace: "{", tRBrace: "}", tLParen: "(", tRParen: ")", tLBracket: "[", tRBracket: "]",
	tDot: ".", tEllipsis: "...", tQuestionDot: "?.", tSemi: ";", tComma: ",", tColon: ":", tQuestion: "?",
	tArrow: "=>", tAt: "@", tNot: "!", tTilde: "~", tInc: "++", tDec: "--",
	tEq: "==", tNotEq: "!=", tStrictEq: "===", tStrictNe: "!==", tLess: "<", tLessEq: "<=", tGreater: ">",
	tGreaterEq: ">=", tShl: "<<", tShr: ">>", tUShr: ">>>", tAdd: "+", tSub: "-", tMul: "*", tDiv: "/", tRem: "%",
	tExp: "**", tBitOr: "|", tBitXor: "^", tBitAnd: "&", tAnd: "&&", tOr: "||", tNullish: "??",
	tAssign: "=", tAddAssign: "+=", tSubAssign: "-=", tMulAssign: "*=", tDivAssign: "/=", tRemAssign: "%=",
	tExpAssign: "**=", tShlAssign: "<<=", tShrAssign: ">>=", tUShrAssign: ">>>=", tBitOrAssign: "|=",
	tBitXorAssign: "^=", tBitAndAssign: "&=", tAndAssign: "&&=", tOrAssign: "||=", tNullishAssign: "??=",
	tNumber: "number", tBigInt: "number", tString: "string", tTemplate: "template", tTemplateHead: "template",
	tPrivate: "private name", tIdent: "identifier", tEscapedKeyword: "escaped keyword",
}

func (t token) String() string {
	if s := tokenText[t]; s != "" {
		return s
	}
	for i := range keywords {
		if keywords[i].tok == t {
			return keywords[i].word
		}
	}
	return "token"
}
