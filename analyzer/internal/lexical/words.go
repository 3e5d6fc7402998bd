package lexical

import (
	"strings"

	"github.com/stackfit/stackfit/analyzer/span"
)

// Word is a name, a number, a piece of text between white space, or one sign.
type Word struct {
	Text string
	At   uint32 // offset
}

// Words returns the words of code between two offsets, at most limit of them,
// without comments. Two texts that differ only in layout have the same words:
// left out or made alike are white space, kinds of quotes, commas before a
// closing bracket, semicolons, and parentheses that only group, which
// formatters add to break a line. Meaning can hide in what is left out, as in
// that of white space in a string, but hardly a call.
func Words(text string, from, to uint32, comments []span.Span, limit int) []Word {
	var out []Word
	var groups []bool // open parentheses: whether each only groups
	end := int(min(to, uint32(len(text))))
	prev := ""
	for i := int(from); i < end && len(out) < limit; {
		for len(comments) > 0 && int(comments[0].End) <= i {
			comments = comments[1:]
		}
		if len(comments) > 0 && int(comments[0].Start) <= i {
			i = int(comments[0].End)
			continue
		}
		c := text[i]
		if part(c) {
			j := i + 1
			for j < end && part(text[j]) {
				j++
			}
			out = append(out, Word{text[i:j], uint32(i)})
			prev = text[i:j]
			i = j
			continue
		}
		word := text[i : i+1]
		switch c {
		case ' ', '\t', '\r', '\n', '\f', '\v', ';':
			word = ""
		case '\'', '`':
			word = `"`
		case '\\':
			if i+1 < end && strings.IndexByte("'\"`\r\n", text[i+1]) >= 0 {
				word = ""
			}
		case ',':
			if closes(text[i+1:end], i+1, comments) {
				word = ""
			}
		case '(':
			group := !callable(prev)
			groups = append(groups, group)
			if group {
				word = ""
			}
		case ')':
			if n := len(groups); n > 0 {
				if groups[n-1] {
					word = ""
				}
				groups = groups[:n-1]
			}
			prev = ")"
		}
		if word != "" {
			out = append(out, Word{word, uint32(i)})
			prev = word
		}
		i++
	}
	return out
}

// part reports a byte of a name or number.
func part(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c >= 0x80
}

// closes reports whether the next sign after an offset closes a bracket.
func closes(rest string, at int, comments []span.Span) bool {
	for i := 0; i < len(rest); i++ {
		for len(comments) > 0 && int(comments[0].End) <= at+i {
			comments = comments[1:]
		}
		if len(comments) > 0 && int(comments[0].Start) <= at+i {
			i = int(comments[0].End) - at - 1
			continue
		}
		switch rest[i] {
		case ' ', '\t', '\r', '\n', '\f', '\v':
		case ')', ']', '}':
			return true
		default:
			return false
		}
	}
	return false
}

// callable reports whether a parenthesis after a word calls it.
func callable(word string) bool {
	switch word {
	case "", "return", "in", "of", "and", "or", "not", "if", "elif", "else", "while", "for", "yield", "await", "async", "lambda",
		"is", "raise", "del", "assert", "with", "from", "import", "except", "typeof", "case", "do", "void", "delete",
		"throw", "instanceof", "switch", "catch", "new":
		return false
	}
	return part(word[0]) || word == ")" || word == "]" || word == `"`
}
