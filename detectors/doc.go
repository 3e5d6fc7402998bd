// Package detectors holds the rules, one file each. A rule is a question about
// effects and roles that the program model answers; what a file, a syntax tree
// or a report looks like is not known here. The registry and the rules' pages
// are generated from the doc comments.
package detectors

//go:generate go run ./internal/gen
