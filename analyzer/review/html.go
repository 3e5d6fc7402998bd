package review

import (
	"bufio"
	"crypto/sha256"
	_ "embed" // the document's template, style and script
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
)

//go:embed review.html.tmpl
var page string

//go:embed review.css
var style string

//go:embed review.js
var script string

// HTML writes the document as one file that needs nothing beside it: style and
// script are in it, allowed by their hashes and nothing else is
// (https://www.w3.org/TR/CSP3/). Without a script it can be read as a whole.
func HTML(w io.Writer, v *Review) error {
	out := bufio.NewWriter(w)
	err := pageTemplate.Execute(out, struct {
		*Review
		Style  template.CSS
		Script template.JS
		Policy string
	}{v, template.CSS(style), template.JS(script), policy()})
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return fmt.Errorf("write HTML review: %w", err)
	}
	return nil
}

// policy is the Content-Security-Policy of a document.
func policy() string {
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script) +
		"; img-src data:; base-uri 'none'; form-action 'none'"
}

var pageTemplate = template.Must(template.New("review").Funcs(template.FuncMap{
	"count":    count,
	"number":   number,
	"guidance": func() string { return Guidance },
	"short":    short,
	"known":    func(id string) bool { return slices.ContainsFunc(claims, func(c Claim) bool { return c.ID == id }) },
	"sum":      func(c Counts) int { return c.Add() },
	"dict": func(pairs ...any) map[string]any {
		m := map[string]any{}
		for i := 0; i+1 < len(pairs); i += 2 {
			m[pairs[i].(string)] = pairs[i+1]
		}
		return m
	},
}).Parse(page))
