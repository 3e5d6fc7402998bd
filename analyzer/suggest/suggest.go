// Package suggest finds the name that someone meant who wrote another. How the
// mistake is told is the caller's business.
package suggest

import (
	"fmt"
	"strings"
)

// DidYouMean returns ` (did you mean "x"?)` for the nearest name, or nothing
// when none is near.
func DidYouMean(got string, names []string) string {
	best, near := "", len(got)/3+2 // exclusive: a third of the letters may be wrong
	for _, name := range names {
		if d := distance(got, name); d < near || strings.HasPrefix(name, got) && best == "" {
			best, near = name, min(d, near)
		}
	}
	if best == "" || got == "" {
		return ""
	}
	return fmt.Sprintf(" (did you mean %q?)", best)
}

// longest is the length in bytes from which on nothing is near: the time to
// compare grows with the product of the lengths.
const longest = 100

// distance returns the Levenshtein distance of two names, in bytes.
func distance(a, b string) int {
	if len(a) > longest || len(b) > longest {
		return max(len(a), len(b))
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
