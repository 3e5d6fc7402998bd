package py

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// Decode turns the bytes of a Python file into text the way CPython does: by the
// byte order mark or by the encoding named in one of the first two lines (PEP
// 263), else as UTF-8. A byte order mark is not part of the text. Line ends are
// left alone.
//
// The text is valid UTF-8 even with an error, and can be parsed: bytes that
// cannot be read are U+FFFD then. Errors say that CPython would refuse the file.
func Decode(src []byte) (string, error) {
	body, marked := bytes.CutPrefix(src, []byte("\xef\xbb\xbf"))
	name := cookie(body)
	var err error
	switch {
	case bytes.HasPrefix(src, []byte{0xff, 0xfe}), bytes.HasPrefix(src, []byte{0xfe, 0xff}):
		err = errors.New("decode: UTF-16 is not a source encoding")
	case name == "" || isUTF8(name):
		if marked && name != "" && name != "utf-8" && !strings.HasPrefix(name, "utf-8-") {
			err = fmt.Errorf("decode: encoding %q with a byte order mark; CPython wants \"utf-8\"", name)
		}
		if utf8.Valid(body) {
			return string(body), err
		}
		err = errors.New("decode: bytes that are not UTF-8, and no other encoding declared")
	case marked:
		err = fmt.Errorf("decode: encoding %q with a UTF-8 byte order mark", name)
	default:
		text, ok, known := decodeAs(name, body)
		switch {
		case !known:
			err = fmt.Errorf("decode: unknown encoding %q", name)
		case !ok:
			err = fmt.Errorf("decode: bytes that are not %s, the declared encoding", name)
		}
		if known {
			return text, err
		}
	}
	return strings.ToValidUTF8(string(body), "\uFFFD"), err
}

// isUTF8 knows the names of UTF-8, in the form cookie returns.
func isUTF8(name string) bool {
	switch name {
	case "utf-8", "utf8", "u8", "utf", "utf-8-sig", "utf8-ucs2", "utf8-ucs4", "cp65001":
		return true
	}
	return strings.HasPrefix(name, "utf-8-")
}

// decodeAs decodes body from the encoding of that name.
func decodeAs(name string, body []byte) (text string, ok, known bool) {
	switch name {
	case "ascii", "us-ascii", "646":
		for _, c := range body {
			if c >= utf8.RuneSelf {
				return strings.ToValidUTF8(string(body), "\uFFFD"), false, true
			}
		}
		return string(body), true, true
	}
	if name == "latin" || name == "latin1" || name == "latin-1" || name == "l1" || name == "cp819" || name == "8859" ||
		name == "iso8859-1" || name == "iso8859" || strings.HasPrefix(name, "iso-8859-1-") || strings.HasPrefix(name, "iso-latin-1") ||
		name == "iso-8859-1" || strings.HasPrefix(name, "latin-1-") {
		// The web's tables read Latin-1 as Windows-1252.
		out, err := charmap.ISO8859_1.NewDecoder().Bytes(body)
		return string(out), err == nil, true
	}
	enc, err := htmlindex.Get(webName(name))
	if err != nil {
		return "", false, false
	}
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		return strings.ToValidUTF8(string(body), "\uFFFD"), false, true
	}
	text = string(out)
	return text, !strings.ContainsRune(text, utf8.RuneError), true
}

// webName turns the name of a Python codec into one the web's tables know.
func webName(name string) string {
	for _, prefix := range [...]string{"cp125", "windows125"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			return "windows-125" + rest
		}
	}
	if rest, ok := strings.CutPrefix(name, "iso8859-"); ok {
		return "iso-8859-" + rest
	}
	switch name {
	case "cp866":
		return "ibm866"
	case "cp932", "ms932", "sjis", "shiftjis", "s-jis":
		return "shift_jis"
	case "cp936", "936", "ms936":
		return "gbk"
	case "cp949", "949", "ms949", "uhc", "euckr":
		return "euc-kr"
	case "cp950", "950", "ms950":
		return "big5"
	case "eucjp", "ujis":
		return "euc-jp"
	}
	return strings.ReplaceAll(name, "shift-jis", "shift_jis")
}

// cookie is the encoding declared in the first two lines of src, lower case and
// with "-" for "_", or "". The second line counts only after a line that is blank
// or a comment.
func cookie(src []byte) string {
	for range 2 {
		line := src
		if i := bytes.IndexAny(src, "\r\n"); i >= 0 {
			line = src[:i]
			if src[i] == '\r' && i+1 < len(src) && src[i+1] == '\n' {
				i++
			}
			src = src[i+1:]
		} else {
			src = nil
		}
		comment := bytes.TrimLeft(line, " \t\f")
		if len(comment) == 0 {
			continue
		}
		if comment[0] != '#' {
			return ""
		}
		// coding[:=]\s*([-\w.]+)
		for rest := comment; ; {
			i := bytes.Index(rest, []byte("coding"))
			if i < 0 {
				break
			}
			rest = rest[i+len("coding"):]
			if len(rest) == 0 || rest[0] != ':' && rest[0] != '=' {
				continue
			}
			value := bytes.TrimLeft(rest[1:], " \t")
			n := 0
			for n < len(value) && (identPart[value[n]] && value[n] < utf8.RuneSelf || value[n] == '-' || value[n] == '.') {
				n++
			}
			if n > 0 {
				return strings.ReplaceAll(strings.ToLower(string(value[:n])), "_", "-")
			}
		}
	}
	return ""
}
