package config

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
)

var rules = []string{"blocking-call-on-event-loop", "query-in-loop"}

const full = `# What the code does not show.
stage = "early"
plans = ["ml-inference"]
exclude = ["legacy/**", "**/*.gen.ts", "old/"]

[team]
languages = ["typescript", "python"]

[rules]
query-in-loop = "off"
"blocking-call-on-event-loop" = "warning"

[[override]]
files = ["scripts/**"]
rules = {blocking-call-on-event-loop = "off"}

[[override]]
files = ["scripts/serve/**"]
rules.query-in-loop = "error"

[[service]]
root = "services/api/"
kind = "http-api"
peak_requests_per_second = 1_200
plans = ["realtime"]

[[service]]
root = "."
language = "python"

[[ignore]]
service = "services/api"
rules = ["query-in-loop"]
reason = "three rows at most"
until = 2027-01-31

[[catalog.node.api]]
names = ["@acme/pdf.render"]
effect = "computes"
kind = "document"
cost = "heavy"
source = "in-house"

[[catalog.python.type]]
returns = "acme.Client"
names = ["acme.connect"]
`

func TestParse(t *testing.T) {
	got, err := Parse(Name, []byte(full), rules)
	if err != nil {
		t.Fatal(err)
	}
	want := &File{
		Path: Name, Stage: "early", Plans: []Plan{"ml-inference"}, Team: Team{[]Language{"typescript", "python"}},
		Exclude: []Glob{"legacy/**", "**/*.gen.ts", "old/"},
		Rules:   map[Rule]Level{"query-in-loop": "off", "blocking-call-on-event-loop": "warning"},
		Overrides: []Override{
			{[]Glob{"scripts/**"}, map[Rule]Level{"blocking-call-on-event-loop": "off"}},
			{[]Glob{"scripts/serve/**"}, map[Rule]Level{"query-in-loop": "error"}},
		},
		Services: []Service{
			{Root: "services/api", Kind: "http-api", Peak: 1200, Plans: []Plan{"realtime"}, Line: 21},
			{Root: ".", Language: "python", Line: 27},
		},
		Ignores: []Ignore{{
			Service: "services/api", Rules: []Rule{"query-in-loop"}, Reason: "three rows at most",
			Until: Date{time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)}, Line: 31,
		}},
	}
	sameDay := cmp.Comparer(func(a, b Date) bool { return a.Format(time.DateOnly) == b.Format(time.DateOnly) })
	if diff := cmp.Diff(want, got, sameDay, cmpopts.IgnoreUnexported(File{}), cmpopts.IgnoreFields(File{}, "Catalog")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if a, ok := got.Node().API("@acme/pdf.render"); !ok || a.Cost != catalog.Heavy {
		t.Errorf("API %v", a)
	}
	if got.Python().TypeOf("acme.connect") != "acme.Client" || len(got.Python().APIs) != 0 {
		t.Error("the facts of the languages are mixed")
	}
	if got.Line("stage") != 2 || got.Line("team", "languages") != 7 || got.Line("team", "x") != 0 {
		t.Error("lines of keys are wrong")
	}
	if empty, err := Parse(Name, nil, rules); err != nil || empty.Node() != nil || empty.Stage != "" {
		t.Errorf("an empty file: %v, %v", empty, err)
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"syntax", "stage = \"early\nplans = []\n", "1: strings cannot contain newlines"},
		{"unknown key", "\nstag = \"early\"\n", `2: unknown key "stag" (did you mean "stage"?): here there are stage, plans, team, exclude, rules, override, service, ignore, catalog`},
		{"unknown table", "[extra]\na = 1\n", `1: unknown key "extra": here there are stage, plans, team, exclude, rules, override, service, ignore, catalog`},
		{"unknown key of a table", "[[service]]\nroot = \"a\"\n[[service]]\nroot = \"b\"\nkin = \"bot\"\n", `5: unknown key "kin" (did you mean "kind"?): in service there are root, language, kind, peak_requests_per_second, plans`},
		{"wrong word", "stage = \"beta\"\n", `1: stage cannot be "beta": use "early" or "scale"`},
		{"near word", "plans = [\n  \"realtime\",\n  \"real-time\",\n]\n", `3: plans cannot be "real-time" (did you mean "realtime"?): use "ml-inference", "ml-training", "data-processing", "image-processing", "realtime" or "graphql"`},
		{"wrong types", "stage = 1\nplans = \"realtime\"\nteam = true\nexclude = [1.5]\nrules = []\nservice = {}\n", `1: stage is the number 1: use "early" or "scale"
2: plans is the text "realtime": use a list
3: team is true: use a table
4: exclude is the number 1.5: use a text
5: rules is a list: use a table
6: service is a table: use [[service]] tables`},
		{"unknown rule", "[rules]\nquery-in-lop = \"off\"\n", `2: unknown rule "query-in-lop" (did you mean "query-in-loop"?); stackfit rule lists them`},
		{"unknown severity", "[rules]\nquery-in-loop = \"warn\"\n", `2: rules.query-in-loop cannot be "warn" (did you mean "warning"?): use "off", "info", "warning" or "error"`},
		{"missing", "[[override]]\n[[ignore]]\nservice = \"a\"\nreason = \" \"\n", `1: override needs "files"
1: override needs "rules"
4: ignore.reason: an empty text says nothing`},
		{"numbers", "[[service]]\nroot = \"a\"\npeak_requests_per_second = 0\n[[service]]\nroot = \"b\"\npeak_requests_per_second = \"5k\"\n", `3: service.peak_requests_per_second: 0 is no rate: use a whole number from 1 to 1000000000
6: service.peak_requests_per_second is the text "5k": use a whole number`},
		{"folders", "[[service]]\nroot = \"/srv\"\n[[service]]\nroot = \"../x\"\n[[service]]\nroot = \"a/../b\"\n[[service]]\nroot = 'a\\b'\n", `2: service.root: "/srv" is no folder below the analyzed one: use a relative path with slashes, such as "services/api" or "."
4: service.root: "../x" is no folder below the analyzed one: use a relative path with slashes, such as "services/api" or "."
6: service.root: "a/../b" is no folder below the analyzed one: use a relative path with slashes, such as "services/api" or "."
8: service.root: "a\\b" is no folder below the analyzed one: use a relative path with slashes, such as "services/api" or "."`},
		{"twice", "[[service]]\nroot = \"a\"\n[[service]]\nroot = \"a/\"\nlanguage = \"node\"\n", `3: service "a" is already declared on line 1`},
		{"globs", "exclude = [\n\"/a\",\n\"[\",\n\"!b\",\n\"\",\n'" + strings.Repeat("{a,b}", 9) + "']\n", `2: exclude: "/a" matches nothing: patterns are relative to the analyzed folder, such as "api/**"
3: exclude: "[": malformed pattern
4: exclude: "!b": a pattern cannot be negated
5: exclude: "": an empty pattern matches nothing
6: exclude: "` + strings.Repeat("{a,b}", 9) + `": a pattern with more than 64 alternatives in braces`},
		{"many globs", "exclude = [" + strings.Repeat("'a',", 201) + "]\n", "1: 201 patterns of files are more than 200"},
		{"many tables", strings.Repeat("[[ignore]]\nservice='a'\nreason='b'\n", 1001), "1: 1001 [[ignore]] tables are more than 1000"},
		{"many facts", strings.Repeat("[[catalog.node.alias]]\n", 1001), "1: 1001 tables of the catalog are more than 1000"},
		{"date", "[[ignore]]\nservice = \"a\"\nreason = \"b\"\nuntil = \"2027-01-31\"\n", `4: ignore.until is the text "2027-01-31": use a date without quotes, such as 2027-01-31`},
		{"catalog", "[[catalog.node.api]]\nnames = [\"a\"]\nefect = \"waits\"\n\n[[catalog.python.thing]]\n", `3: catalog.node: unknown key "efect"
5: catalog.python: unknown table "thing"`},
		{"catalog fact", "stage = \"early\"\n[[catalog.node.api]]\nnames = [\"a\"]\neffect = \"waits\"\nkind = \"image\"\ncost = \"much\"\n", `2: catalog.node: api needs "source"
5: catalog.node: kind "image" does not go with effect "waits"
6: catalog.node: unknown cost "much" (known: micro, milli, heavy, unbounded)`},
		{"catalog in line", "[catalog.node]\napi = [{names = ['a']}]\n", "2: catalog.node.api is to be written as [[catalog.node.api]] tables"},
		{"catalog language", "[[catalog.ruby.api]]\n", `1: unknown key "ruby": in catalog there are node, python`},
		{"catalog tables", "[[catalog.node.api]]\nnames = ['a']\n[catalog.node.api.b]\nc = 1\n", `1: catalog.node: api needs "cost"
1: catalog.node: api needs "effect"
1: catalog.node: api needs "kind"
1: catalog.node: api needs "source"
3: catalog.node.api.b: a fact of the catalog holds no tables`},
		{"keys of many parts", "a." + strings.Repeat("a.", 100_000) + "a = 1\n", "1: a key of more than 32 parts"},
		{"brackets", "exclude = " + strings.Repeat("[", 100_000), "1: nested more than 64 levels"},
		{"size", strings.Repeat("#", MaxSize+1), "1: 1048577 bytes are more than 1048576"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse("f", []byte(c.src), rules)
			got := ""
			if err != nil {
				got = strings.ReplaceAll("\n"+err.Error(), "\nf:", "\n")[1:]
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestSeverity(t *testing.T) {
	f, err := Parse(Name, []byte(full), rules)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		rule, file     string
		highest, found finding.Severity
		want           string
	}{
		{"blocking-call-on-event-loop", "api/a.js", finding.Error, finding.Error, "warning"},
		{"blocking-call-on-event-loop", "api/a.js", finding.Error, finding.Info, "info"},
		{"blocking-call-on-event-loop", "scripts/a.js", finding.Error, finding.Error, "off"},
		{"query-in-loop", "api/a.js", finding.Warning, finding.Warning, "off"},
		{"query-in-loop", "scripts/a.js", finding.Warning, finding.Warning, "off"},
		{"query-in-loop", "scripts/serve/a.js", finding.Warning, finding.Warning, "error"},
		{"query-in-loop", "scripts/serve/a.js", finding.Warning, finding.Info, "info"},
		{"another", "api/a.js", finding.Warning, finding.Warning, "warning"},
	} {
		s, on := f.Severity(c.rule, c.file, c.highest, c.found)
		got := s.String()
		if !on {
			got = "off"
		}
		if got != c.want {
			t.Errorf("%s in %s, found %s: %s, want %s", c.rule, c.file, c.found, got, c.want)
		}
	}
	if f.Off("query-in-loop") || f.Off("blocking-call-on-event-loop") {
		t.Error("a rule that an override asks for is off everywhere")
	}
	f.Overrides = nil
	if !f.Off("query-in-loop") || f.Off("another") {
		t.Error("a rule is on that is off everywhere")
	}
}

func TestExcluded(t *testing.T) {
	f, err := Parse(Name, []byte(full), rules)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path   string
		folder bool
		want   bool
	}{
		{"legacy", true, true},
		{"legacy/a.js", false, true},
		{"old", true, true},
		{"src/legacy", true, false},
		{"src/a.gen.ts", false, true},
		{"src/a.ts", false, false},
	} {
		if got := f.Excluded(c.path, c.folder); got != c.want {
			t.Errorf("%s: %t, want %t", c.path, got, c.want)
		}
	}
}

func TestIgnore(t *testing.T) {
	f, err := Parse(Name, []byte(full), rules)
	if err != nil {
		t.Fatal(err)
	}
	i := &f.Ignores[0]
	for _, c := range []struct {
		day  time.Time
		want bool
	}{
		{time.Date(2027, 1, 31, 23, 0, 0, 0, time.UTC), false},
		{time.Date(2027, 2, 1, 0, 0, 0, 0, time.UTC), true},
		{time.Time{}, false},
	} {
		if got := i.Expired(c.day); got != c.want {
			t.Errorf("expired on %s: %t, want %t", c.day, got, c.want)
		}
	}
	if !i.Matches("services/api", "query-in-loop") || i.Matches("services/api", "another") || i.Matches(".", "query-in-loop") {
		t.Error("an ignore of one rule in one service matches others")
	}
	if all := (&Ignore{Service: "."}); !all.Matches(".", "another") {
		t.Error("an ignore without rules does not match all")
	}
}

// FuzzParse holds a configuration that is accepted to what the analyzer relies
// on, and a refusal to its form.
func FuzzParse(f *testing.F) {
	f.Add([]byte(full))
	f.Add([]byte("[[service]]\nroot = \"\\u0000\"\n[[ignore]]\nservice='a/'\nreason='é'\nuntil=2027-01-31T00:00:00Z\n"))
	f.Add([]byte("[[catalog.node.entry]]\nfiles=['{a,b}']\n[catalog.python]\n"))
	f.Add([]byte("catalog = {node = {api = []}}\nrules = {a.b = 'off'}\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		c, err := Parse(Name, src, rules)
		if err != nil {
			if e, ok := err.(*Error); !ok || len(e.Mistakes) == 0 { //nolint:errorlint // it is not wrapped
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		for _, g := range c.Exclude {
			if g.Check() != nil {
				t.Errorf("pattern %q", g)
			}
		}
		for _, s := range c.Services {
			if s.Root.Check() != nil || s.Line < 1 {
				t.Errorf("service %+v", s)
			}
		}
		for rule := range c.Rules {
			if _, on := c.Severity(string(rule), "a", finding.Error, finding.Error); on == (c.Rules[rule] == Off) && len(c.Overrides) == 0 {
				t.Errorf("rule %s", rule)
			}
		}
		c.Excluded("a/b", true)
	})
}
