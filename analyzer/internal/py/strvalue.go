package py

import (
	"strings"
	"unicode/utf8"
)

// stringForm says how the text of a string constant is to be decoded.
type stringForm uint8

const (
	formLiteral  stringForm = iota // with prefixes and quotes
	formPiece                      // a piece of an f-string
	formRawPiece                   // a piece of a raw f-string
	formSpec                       // a piece of a format specification: braces do not double
	formRawSpec
)

// Str is the value of a string or bytes literal: parts joined, escapes replaced,
// line ends as LF. It is "" for other literals. Surrogates, which Go strings
// cannot hold, and \N{…}, for which there is no table here, become U+FFFD. It
// allocates only when the value is not a part of the source.
func (c *Constant) Str() string {
	if c.Kind != ConstStr && c.Kind != ConstBytes {
		return ""
	}
	switch c.form {
	case formPiece:
		return unescape(c.Raw, false, false, true)
	case formRawPiece:
		return unescape(c.Raw, true, false, true)
	case formSpec:
		return unescape(c.Raw, false, false, false)
	case formRawSpec:
		return unescape(c.Raw, true, false, false)
	default:
	}
	var joined strings.Builder
	first := ""
	for n, rest := 0, c.Raw; ; n++ {
		var body string
		var flags uint8
		body, flags, rest = nextLiteral(rest)
		value := unescape(body, flags&strRaw != 0, flags&strBytes != 0, false)
		switch {
		case n == 0 && rest == "":
			return value
		case n == 0:
			first = value
		case n == 1:
			joined.WriteString(first)
			fallthrough
		default:
			joined.WriteString(value)
		}
		if rest == "" {
			return joined.String()
		}
	}
}

// nextLiteral splits the first literal off s, which starts with it.
func nextLiteral(s string) (body string, flags uint8, rest string) {
	i := 0
	for i < len(s) && s[i] != '\'' && s[i] != '"' {
		i++
	}
	flags, _ = stringPrefix(s[:i])
	if i >= len(s) {
		return "", flags, ""
	}
	quote := s[i : i+1]
	if len(s) >= i+3 && s[i+1] == s[i] && s[i+2] == s[i] {
		quote = s[i : i+3]
	}
	i += len(quote)
	from := i
	for i < len(s) && !strings.HasPrefix(s[i:], quote) {
		if s[i] == '\\' {
			i++
		}
		i++
	}
	i = min(i, len(s))
	body = s[from:i]
	i = min(i+len(quote), len(s))
	// What there may be between two literals: space, line ends, comments.
	for i < len(s) {
		switch charClass[s[i]] {
		case cSpace, cNewline, cBackslash:
			i++
		case cHash:
			for i < len(s) && charClass[s[i]] != cNewline {
				i++
			}
		default:
			return body, flags, s[i:]
		}
	}
	return body, flags, ""
}

// unescape is the value of the text between quotes.
func unescape(s string, raw, bytes, braces bool) string {
	plain := true
	for i := range len(s) {
		if c := s[i]; c == '\\' && !raw || c == '\r' || braces && (c == '{' || c == '}') {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		c := s[i]
		i++
		switch {
		case c == '\r':
			b.WriteByte('\n')
			if i < len(s) && s[i] == '\n' {
				i++
			}
		case braces && (c == '{' || c == '}') && i < len(s) && s[i] == c:
			b.WriteByte(c)
			i++
		case c == '\\' && !raw && i < len(s):
			i = escape(&b, s, i, bytes)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// escape writes what the escape stands for that has its backslash before s[i],
// and returns the offset after it.
func escape(b *strings.Builder, s string, i int, bytes bool) int {
	c := s[i]
	i++
	digits := 0
	switch c {
	case '\n':
		return i
	case '\r':
		if i < len(s) && s[i] == '\n' {
			i++
		}
		return i
	case '\\', '\'', '"':
		b.WriteByte(c)
		return i
	case 'a':
		b.WriteByte('\a')
		return i
	case 'b':
		b.WriteByte('\b')
		return i
	case 'f':
		b.WriteByte('\f')
		return i
	case 'n':
		b.WriteByte('\n')
		return i
	case 'r':
		b.WriteByte('\r')
		return i
	case 't':
		b.WriteByte('\t')
		return i
	case 'v':
		b.WriteByte('\v')
		return i
	case '0', '1', '2', '3', '4', '5', '6', '7':
		value := rune(c - '0')
		for n := 1; n < 3 && i < len(s) && s[i] >= '0' && s[i] <= '7'; n++ {
			value = value<<3 | rune(s[i]-'0')
			i++
		}
		writeChar(b, value, bytes)
		return i
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	case 'N':
		if end := strings.IndexByte(s[i:], '}'); !bytes && end > 0 && s[i] == '{' {
			b.WriteRune(utf8.RuneError)
			return i + end + 1
		}
	}
	if digits == 0 || bytes && digits > 2 {
		b.WriteByte('\\')
		return i - 1
	}
	var value rune
	for range digits {
		if i >= len(s) || hexDigit(s[i]) < 0 {
			break
		}
		value = value<<4 | rune(hexDigit(s[i]))
		i++
	}
	writeChar(b, value, bytes)
	return i
}

func writeChar(b *strings.Builder, value rune, bytes bool) {
	if bytes {
		b.WriteByte(byte(value))
	} else {
		b.WriteRune(value)
	}
}
