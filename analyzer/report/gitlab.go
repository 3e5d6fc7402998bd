package report

import (
	"io"
	"strconv"
	"strings"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// GitLab writes r as a Code Quality report: a list of issues in the subset of
// Code Climate's format that GitLab shows. The format has no place for how much
// was read, so an incomplete run is an issue of its own.
//
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
func GitLab(w io.Writer, r *finding.Report, o FileOptions) error {
	issues := make([]gitlabIssue, 0, len(r.Findings)+1)
	// GitLab takes issues with one fingerprint for one issue.
	seen := map[string]int{}
	add := func(f *finding.Finding) {
		own := f.Fingerprint
		if n := seen[f.Fingerprint]; n > 0 {
			own += "-" + strconv.Itoa(n)
		}
		seen[f.Fingerprint]++
		var body strings.Builder
		for _, line := range details(f, o) {
			body.WriteString("- " + MarkdownText(line) + "\n")
		}
		issues = append(issues, gitlabIssue{
			Type: "issue", CheckName: f.Rule, Description: oneLine.Replace(f.Message), Categories: []string{"Performance"},
			Severity: gitlabSeverity(f), Fingerprint: own,
			Location: gitlabLocation{
				Path:  o.path(f.Location.Path),
				Lines: gitlabLines{Begin: f.Location.Line, End: max(f.Location.Line, f.Location.EndLine)},
			},
			Content: gitlabContent{Body: body.String()},
		})
	}
	for i := range r.Findings {
		add(&r.Findings[i])
	}
	if f, ok := incomplete(r); ok {
		add(&f)
	}
	return writeJSON(w, issues, "  ", "GitLab report")
}

// oneLine keeps a description the single line that it must be.
var oneLine = strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ")

type gitlabIssue struct {
	Type        string         `json:"type"`
	CheckName   string         `json:"check_name"`
	Description string         `json:"description"`
	Content     gitlabContent  `json:"content"`
	Categories  []string       `json:"categories"`
	Severity    string         `json:"severity"` // info, minor, major, critical or blocker
	Fingerprint string         `json:"fingerprint"`
	Location    gitlabLocation `json:"location"`
}

type gitlabContent struct {
	Body string `json:"body"` // Markdown
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

func gitlabSeverity(f *finding.Finding) string {
	switch f.Severity {
	case finding.Error:
		return "critical"
	case finding.Warning:
		return "major"
	default:
		return "info"
	}
}
