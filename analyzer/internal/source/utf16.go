package source

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// hasUTF16Mark returns the byte order that a UTF-16 byte order mark announces,
// nil without one.
func hasUTF16Mark(src []byte) binary.ByteOrder {
	if len(src) < 2 {
		return nil
	}
	switch {
	case src[0] == 0xff && src[1] == 0xfe:
		return binary.LittleEndian
	case src[0] == 0xfe && src[1] == 0xff:
		return binary.BigEndian
	}
	return nil
}

// decodeUTF16 returns src as UTF-8 if it begins with a UTF-16 byte order mark,
// and src itself otherwise. The mark is dropped, lone surrogates become U+FFFD
// and an odd last byte is left out.
func decodeUTF16(src []byte) []byte {
	order := hasUTF16Mark(src)
	if order == nil {
		return src
	}
	src = src[2:]
	out := make([]byte, 0, len(src))
	for ; len(src) >= 2; src = src[2:] {
		r := rune(order.Uint16(src))
		if utf16.IsSurrogate(r) {
			next := rune(utf8.RuneError)
			if len(src) >= 4 {
				next = rune(order.Uint16(src[2:]))
			}
			if r = utf16.DecodeRune(r, next); r != utf8.RuneError {
				src = src[2:]
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}
