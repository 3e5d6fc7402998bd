package review

import (
	"io"
	"strings"
)

// ADR writes the draft of a decision record in the form of MADR 4
// (https://adr.github.io/madr/): what code shows is filled in, the decision is
// proposed, and what only people know is left to them.
func ADR(w io.Writer, v *Review) error {
	var b md
	d := &v.Decision
	b.line("---")
	b.line("status: proposed")
	if date := plainDate(v.Date); date != "" {
		b.line("date: ", date)
	}
	b.line("decision-makers: []")
	b.line("---")
	b.line("\n# Stack of the services of ", text(v.Title))
	b.heading(2, "Context and Problem Statement")
	for _, s := range v.Summary {
		b.line("- ", text(s))
	}
	b.line("\nWhich stack should each service run on, and where should the work run that does not fit?")
	b.heading(2, "Decision Drivers")
	for _, s := range d.Drivers {
		b.line("- ", text(s))
	}
	b.heading(2, "Considered Options")
	for _, o := range d.Options {
		b.line("- ", text(o.Title))
	}
	b.heading(2, "Decision Outcome")
	var chosen []string
	for i := range d.Options {
		if d.isChosen(i) {
			chosen = append(chosen, text(d.Options[i].Title))
		}
	}
	b.line("Proposed: ", strings.Join(chosen, "; "), "; because ", text(d.Because), ". This is a draft from code alone: it is to be confirmed, or replaced, once the open questions below are answered.")
	b.heading(3, "Consequences")
	for _, s := range d.Good {
		b.line("- Good, because ", text(s))
	}
	for _, s := range d.Bad {
		b.line("- Bad, because ", text(s))
	}
	b.heading(3, "Confirmation")
	b.line("Run `stackfit check` on each change, and `stackfit report` again when a verdict may have changed. What would change the verdicts:\n")
	for _, s := range v.Services {
		for _, c := range s.WouldChange {
			b.line("- ", text(s.Name), ": ", text(c))
		}
	}
	b.heading(2, "Pros and Cons of the Options")
	for _, o := range d.Options {
		b.heading(3, o.Title)
		for _, p := range o.Good {
			b.line("- Good, because ", text(p.Text), places(p.At))
		}
		for _, p := range o.Bad {
			b.line("- Bad, because ", text(p.Text), places(p.At))
		}
		if len(o.Good)+len(o.Bad) == 0 {
			b.line("- Neutral, because code shows nothing for or against it")
		}
	}
	b.heading(2, "More Information")
	b.line("Open questions, which code cannot answer:\n")
	for _, q := range v.Questions {
		b.line("- ", text(q.Text), ids(q.Claims))
	}
	b.line("\nWhat this rests on:\n")
	b.line("- ", strings.Join(v.meta(), " · "))
	for _, l := range v.Coverage.Lines {
		b.line("- ", text(l))
	}
	b.line("- The claims (G01 to G25) are those of ", Guidance, ".")
	return write(w, &b, "decision record")
}

// isChosen reports whether an option is proposed: several services may each
// have one that is.
func (d *Decision) isChosen(i int) bool { return i >= d.Chosen && i < d.Chosen+max(1, d.Moves) }

// plainDate returns a date that means nothing else in YAML.
func plainDate(s string) string {
	if len(s) != len("2006-01-02") {
		return ""
	}
	for i, c := range []byte(s) {
		if (i == 4 || i == 7) != (c == '-') || c != '-' && (c < '0' || c > '9') {
			return ""
		}
	}
	return s
}
