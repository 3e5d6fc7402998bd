package report

import (
	"fmt"
	"strconv"
	"unicode/utf16"
)

// lineHashes returns for each line of a file the hash by which GitHub's code
// scanning recognizes it, "HASH:N" for the Nth line of that hash. It must be
// the one that the upload action computes, which warns about any other: a
// polynomial of base 37 over 100 UTF-16 code units from the line's start on,
// without spaces and tabs, with every line end as a line feed, and 0xffff and
// then zeros after the end of the file
// (https://github.com/github/codeql-action/blob/main/src/fingerprints.ts).
func lineHashes(src []byte) []string {
	const (
		window = 100
		base   = 37
		end    = 0xffff
	)
	units := make([]uint16, 0, len(src)+1+window)
	var starts []int // where lines begin in units
	newLine, afterCR := true, false
	for _, u := range append(utf16.Encode([]rune(string(src))), end) {
		skip := u == ' ' || u == '\t' || u == '\n' && afterCR
		afterCR = u == '\r'
		if skip {
			continue
		}
		if u == '\r' {
			u = '\n'
		}
		if newLine {
			starts = append(starts, len(units))
		}
		newLine = u == '\n'
		units = append(units, u)
	}
	units = append(units, make([]uint16, window)...)
	var top uint64 = 1 // base to the power of window
	for range window {
		top *= base
	}
	// sum is the hash of the window that begins at unit `at`.
	var sum uint64
	for _, u := range units[:window] {
		sum = sum*base + uint64(u)
	}
	seen := map[uint64]int{}
	out := make([]string, 0, len(starts))
	at := 0
	for _, start := range starts {
		for ; at < start; at++ {
			sum = sum*base + uint64(units[at+window]) - top*uint64(units[at])
		}
		seen[sum]++
		out = append(out, strconv.FormatUint(sum, 16)+":"+fmt.Sprint(seen[sum]))
	}
	return out
}
