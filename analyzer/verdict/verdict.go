// Package verdict weighs what is known of a service and says whether its work
// fits its stack. It is a pure function of facts: where they come from is the
// analyzer's business, how a verdict is written report's.
package verdict

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/stackfit/stackfit/analyzer/finding"
)

// Facts are what a verdict rests on.
type Facts struct {
	Language    string // node or python
	Kind        string
	Concurrency string
	Frameworks  []string
	Runtime     string
	Entries     int  // requests and events the service answers
	Frontend    bool // a React or TypeScript frontend lies in the same repository

	Signals  []Signal
	Findings []Finding

	Read   int      // product files that were read
	Unread []string // product files that were not, or only in part
	// CoreUnread says that a file that starts the service is among them.
	CoreUnread bool
	Unknown    int // calls that lead out of what was understood, in percent

	Second   *finding.SecondLanguage // when the service is written in the second backend language, else nil
	Declared *finding.Declared       // nil without a configuration
	Here     *finding.ServiceFacts   // what it says of this service, or nil
}

// Signal is a trait of the service's work and how much of it that is.
type Signal struct {
	finding.Signal
	Native bool // computes in threads of its own, or in another process
}

// Finding is a located finding of the service.
type Finding struct {
	Rule, Severity, Cost string
	Path                 string
	Line                 int
	Certain              bool // definite or probable
}

// Fits.
const (
	Fits         = "fits"
	Strained     = "strained"
	Misfit       = "misfit"
	NotABackend  = "not-a-backend"
	Unknown      = "unknown"
	leansFor     = "for"
	leansAgainst = "against"
)

// Evaluate weighs the evidence for and against a service's stack.
func Evaluate(f Facts) finding.Verdict {
	v := finding.Verdict{Unknowable: leftUnknown(&f)}
	switch f.Kind {
	case "frontend", "cli", "library", "desktop":
		v.Fit, v.Confidence = NotABackend, "high"
		if f.Kind == "cli" || f.Kind == "library" {
			v.Confidence = "medium"
		}
		v.Recommendation = "nothing to decide: it serves nobody but the one who runs it"
		v.Effort = "none"
		v.WouldChange = []string{"a server, consumer or bot started by this code"}
		return v
	}
	for i := range rules {
		if e, ok := rules[i].weigh(&f); ok {
			v.Evidence = append(v.Evidence, e)
		}
	}
	v.Evidence = append(v.Evidence, fromFindings(&f)...)
	declared, ways := fromDeclared(&f)
	v.Evidence = append(v.Evidence, declared...)
	slices.SortStableFunc(v.Evidence, func(a, b finding.Evidence) int {
		return cmp.Or(cmp.Compare(a.Leans, b.Leans), cmp.Compare(b.Weight, a.Weight))
	})
	for _, e := range v.Evidence {
		if e.Leans == leansAgainst {
			v.Score += e.Weight
		}
	}
	switch {
	case v.Score >= misfitFrom && central(&f):
		v.Fit = Misfit
	case v.Score >= strainedFrom:
		v.Fit = Strained
	default:
		v.Fit = Fits
	}
	v.Confidence = confidence(&f, v.Score)
	if share := unreadShare(&f); v.Fit == Fits && (share > unreadAtMost || f.CoreUnread) || f.Read == 0 {
		v.Fit, v.Confidence = Unknown, "low"
		v.Evidence = append(v.Evidence, finding.Evidence{
			Claim: "G25", Leans: leansAgainst, Text: fmt.Sprintf("%d of %d files could not be read in full", len(f.Unread), f.Read+len(f.Unread)), Path: first(f.Unread),
		})
	}
	advise(&v, &f, ways)
	return v
}

// unreadShare is the part of the product files that was not read in full.
func unreadShare(f *Facts) float64 {
	return float64(len(f.Unread)) / float64(max(1, f.Read+len(f.Unread)))
}

func first(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

// confidence is high when the verdict is far from the next threshold and the
// code was understood.
func confidence(f *Facts, score float64) string {
	near := min(max(score-strainedFrom, strainedFrom-score), max(score-misfitFrom, misfitFrom-score))
	switch {
	case f.Entries == 0 && f.Kind != "worker" && f.Kind != "pipeline" || len(f.Unread) > 0 && unreadShare(f) > unreadAtMost/2:
		return "low"
	case near < 0.75 || f.Unknown > 60:
		return "medium"
	}
	return "high"
}

// signal returns the service's signal of an id.
func (f *Facts) signal(id string) *Signal {
	for i := range f.Signals {
		if f.Signals[i].ID == id {
			return &f.Signals[i]
		}
	}
	return nil
}

// share is the part of the service's entries that lead to a signal, from 0 to
// 1. Where that is not known it is taken for some, not for most.
func (f *Facts) share(s *Signal) float64 {
	if s.Serving != "yes" || f.Entries == 0 {
		return unknownShare
	}
	return float64(s.Entries) / float64(f.Entries)
}

// central reports whether work that does not belong in the stack is most of
// what the service does: without it nothing much would be left.
func central(f *Facts) bool {
	for _, id := range coreWork[f.Language] {
		if s := f.signal(id); s != nil && s.Serving == "yes" && f.share(s) >= coreShare {
			return true
		}
	}
	return f.Language == "python" && f.Kind == "realtime" && f.Concurrency == "sync-workers"
}
