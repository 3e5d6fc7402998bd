// Package glob matches paths with doublestar patterns that nobody vouches for.
// Ignore files of git have rules of their own, which source knows.
package glob

import (
	"errors"
	"fmt"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Limits of a pattern. Matching takes linear time but for braces: each
// alternative is tried with each of the braces that follow.
const (
	maxSize         = 512 // bytes
	maxAlternatives = 64  // the product over all braces
)

// Check says what is wrong with a pattern.
func Check(pattern string) error {
	if len(pattern) > maxSize {
		return fmt.Errorf("a pattern of more than %d bytes", maxSize)
	}
	alternatives := 1
	for i := 0; i < len(pattern) && alternatives <= maxAlternatives; i++ {
		switch pattern[i] {
		case '\\':
			i++
		case '{':
			alternatives *= 1 + strings.Count(pattern[i:], ",") - strings.Count(closed(pattern[i:]), ",")
		}
	}
	switch {
	case pattern == "":
		return errors.New("an empty pattern matches nothing")
	case alternatives > maxAlternatives:
		return fmt.Errorf("a pattern with more than %d alternatives in braces", maxAlternatives)
	case !doublestar.ValidatePattern(pattern):
		return errors.New("malformed pattern")
	}
	return nil
}

// closed returns what follows the brace that text starts with and its partner.
func closed(text string) string {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return text[i+1:]
			}
		}
	}
	return ""
}

// Match reports whether a path with slashes matches. A pattern that Check
// refuses matches nothing.
func Match(pattern, path string) bool {
	if strings.Contains(pattern, "{") && Check(pattern) != nil {
		return false
	}
	ok, err := doublestar.Match(pattern, path)
	return err == nil && ok
}
