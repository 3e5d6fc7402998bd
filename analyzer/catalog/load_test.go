package catalog

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var facts = cmpopts.IgnoreUnexported(Catalog{})

func TestBuiltinEqualsDataFiles(t *testing.T) {
	for language, got := range map[string]*Catalog{"node": Node(), "python": Python()} {
		want, err := Load(language)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, facts); diff != "" {
			t.Errorf("catalog_gen.go is stale, run go generate ./analyzer/catalog (-want +got):\n%s", diff)
		}
	}
}

func TestDecode(t *testing.T) {
	got, err := Decode("x.toml", []byte(`# a comment
[[api]]
names   = [
  "fs.readFileSync", # the usual one
  "fs.writeFileSync",
]
effect  = "waits"
kind    = "file"
cost    = "milli"
when    = "no-callback"
async   = true
gil     = "released"
instead = "fs.promises"
source  = "https://nodejs.org"

[[type]]
returns = "self"
names   = ["a.b"]
attrs   = ["a.c"]

[[class]]
name  = "a"
bases = ["z"]

[[alias]]
names = ["graceful-fs"]
of    = "fs"

[[offload]]
names    = ["pool.run"]
callable = "0"
to       = "worker"
source   = "s"

[[wrapper]]
names    = ["memo"]
callable = "first"
once     = true

[[param]]
calls = ["io.on"]
event = "connection"
types = ["io.Socket"]

[[entry]]
framework = "express"
calls     = ["express.Application.get"]
handler   = "callables"
role      = "request"
sync_role = "thread"
label     = "GET {0} {name} {key:path}"
source    = "s"

[[remote]]
names    = ["ask.get", "ask.*.get"]
kind     = "network"
writes   = true
awaited  = true
method   = "0"
instead  = "one ask for all"
embedded = ["ask.Local"]
limit    = "none"
limits   = ["timeout"]
options  = "1"
clients  = ["ask.create"]
defaults = ["ask.defaults.timeout"]
source   = "s"

[[signal]]
id       = "ml-training"
packages = ["learn", "models/*"]
members  = ["fit"]
calls    = ["learn.train"]
texts    = ["text/x"]
commands = ["learn"]
unless   = ["ml-inference"]
native   = true
light    = true
source   = "s"

[[framework]]
name        = "express"
kind        = "http-api"
packages    = ["express"]
calls       = ["express"]
concurrency = "event-loop"
source      = "s"
`))
	if err != nil {
		t.Fatal(err)
	}
	want := &Catalog{
		APIs: []API{{
			Names:  []string{"fs.readFileSync", "fs.writeFileSync"},
			Effect: Waits, Kind: File, Cost: Milli, When: NoCallback, Async: true, GIL: "released",
			Instead: "fs.promises", Source: "https://nodejs.org",
		}},
		Types:    []Type{{Returns: "self", Names: []string{"a.b"}, Attrs: []string{"a.c"}}},
		Classes:  []Class{{Name: "a", Bases: []string{"z"}}},
		Aliases:  []Alias{{Names: []string{"graceful-fs"}, Of: "fs"}},
		Offloads: []Offload{{Names: []string{"pool.run"}, Callable: "0", To: Worker, Source: "s"}},
		Wrappers: []Wrapper{{Names: []string{"memo"}, Callable: "first", Once: true}},
		Params:   []Param{{Calls: []string{"io.on"}, Event: "connection", Types: []string{"io.Socket"}}},
		Entries: []Entry{{
			Framework: "express", Calls: []string{"express.Application.get"}, Handler: "callables",
			Role: Request, SyncRole: Thread, Label: "GET {0} {name} {key:path}", Source: "s",
		}},
		Remotes: []Remote{{
			Names: []string{"ask.get", "ask.*.get"}, Kind: Network, Writes: true, Awaited: true, Method: "0", Instead: "one ask for all", Embedded: []string{"ask.Local"},
			Limit: "none", Limits: []string{"timeout"}, Options: "1", Clients: []string{"ask.create"}, Defaults: []string{"ask.defaults.timeout"},
			Source: "s",
		}},
		Signals: []Signal{{
			ID: "ml-training", Packages: []string{"learn", "models/*"}, Members: []string{"fit"}, Calls: []string{"learn.train"},
			Texts: []string{"text/x"}, Commands: []string{"learn"}, Unless: []string{"ml-inference"}, Native: true, Light: true, Source: "s",
		}},
		Frameworks: []Framework{{
			Name: "express", Kind: "http-api", Packages: []string{"express"}, Calls: []string{"express"}, Concurrency: "event-loop", Source: "s",
		}},
	}
	if diff := cmp.Diff(want, got, facts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDecodeRefuses(t *testing.T) {
	const (
		api   = "[[api]]\nnames = [\"a.b\"]\neffect = \"waits\"\nkind = \"file\"\ncost = \"micro\"\n"
		good  = api + "source = \"s\"\n"
		entry = "[[entry]]\nframework = \"f\"\nrole = \"request\"\nsource = \"s\"\n"
	)
	tests := []struct{ name, text, want string }{
		{"unknown signal", "[[signal]]\nid = \"magic\"\ncalls = [\"a\"]\nsource = \"s\"\n", `x.toml:2: unknown id "magic" (known: websocket, sse, `},
		{"remote file", "[[remote]]\nnames = [\"a\"]\nkind = \"file\"\nsource = \"s\"\n", `x.toml:3: a remote call is of kind "network" or "database", not "file"`},
		{"limits of no limit", "[[remote]]\nnames = [\"a\"]\nkind = \"network\"\nlimits = [\"t\"]\nsource = \"s\"\n", `x.toml:1: limits, options, clients and defaults go with limit`},
		{"signal of nothing", "[[signal]]\nid = \"pdf\"\nsource = \"s\"\n", `x.toml:1: signal needs "packages"`},
		{"members of nothing", "[[signal]]\nid = \"pdf\"\ncalls = [\"a\"]\nmembers = [\"b\"]\nsource = \"s\"\n", `x.toml:4: members go with packages`},
		{"signal twice", "[[signal]]\nid = \"pdf\"\npackages = [\"a\", \"a\"]\nsource = \"s\"\n", `x.toml:3: signal pdf "a" is already at x.toml:3`},
		{"signal without a source", "[[signal]]\nid = \"pdf\"\npackages = [\"a\"]\n", `x.toml:1: signal needs "source"`},
		{"unknown kind of service", "[[framework]]\nname = \"a\"\nkind = \"site\"\npackages = [\"a\"]\nsource = \"s\"\n", `x.toml:3: unknown kind "site" (known: http-api, `},
		{"syntax", "[[api]]\nnames = [\n", "x.toml:2: unexpected EOF; expected value"},
		{"wrong type", "[[api]]\nnames = 3\n", "x.toml:2: incompatible types: TOML value has type int64; destination has type slice"},
		{"unknown table", good + "[[apis]]\nnames = []\n", `x.toml:7: unknown table "apis"`},
		{"wrong type in the second", good + "[[api]]\n\nnames = 3\n[[api]]\nnames = []\n", "x.toml:9: incompatible types"},
		{"unknown key in the second", good + "[[type]]\nnames = []\n[[api]]\n# why\nnane = 3\n", `x.toml:11: unknown key "nane"`},
		{"table that is no list", "[api]\n", "x.toml:1: a table header is [[word]] and nothing else"},
		{"unknown top-level key", "effect = 1\n", `x.toml:1: unknown key "effect"`},
		{"unknown key", good + "shade = 1\n", `x.toml:7: unknown key "shade"`},
		{"unknown key after a text of many lines", "[[api]]\ninstead = \"\"\"\na\nb\"\"\"\nshade = 1\n", `x.toml:5: unknown key "shade"`},
		{
			"unknown effect", strings.Replace(good, "waits", "blocks", 1),
			`x.toml:3: unknown effect "blocks" (known: waits, computes)`,
		},
		{"unknown kind", strings.Replace(good, "file", "disk", 1), `x.toml:4: unknown kind "disk" (known: file, network, `},
		{"unknown cost", strings.Replace(good, "micro", "dear", 1), `x.toml:5: unknown cost "dear" (known: micro, milli, heavy, unbounded)`},
		{"unknown when", good + "when = \"never\"\n", `x.toml:7: unknown when "never"`},
		{"unknown gil", good + "gil = \"kept\"\n", `x.toml:7: unknown gil "kept"`},
		{"kind of another effect", strings.Replace(good, "file", "crypto", 1), `x.toml:4: kind "crypto" does not go with effect "waits"`},
		{"no source", api, `x.toml:1: api needs "source"`},
		{"no names", "[[api]]\neffect = \"waits\"\nkind = \"file\"\ncost = \"micro\"\nsource = \"s\"\n", `x.toml:1: api needs "names"`},
		{"twice in one entry", strings.Replace(good, `"a.b"`, `"a.b", "a.b"`, 1), `x.toml:2: api "a.b" is already at x.toml:2`},
		{"twice", good + "\n" + good, `x.toml:9: api "a.b" is already at x.toml:2`},
		{"prefix", strings.Replace(good, "a.b", "node:fs", 1), `x.toml:2: "node:fs" is no qualified name`},
		{"empty name", strings.Replace(good, "a.b", "", 1), `x.toml:2: "" is no qualified name`},
		{"instead is half a sentence", good + "instead = \"use b\"\n", `x.toml:7: instead reads after "use"`},
		{"type of nothing", "[[type]]\nreturns = \"a\"\n", `x.toml:1: type needs "names"`},
		{"class twice", "[[class]]\nname = \"a\"\n[[class]]\nname = \"a\"\n", `x.toml:4: class "a" is already at x.toml:2`},
		{"alias in a circle", "[[alias]]\nnames = [\"a\"]\nof = \"b\"\n[[alias]]\nnames = [\"b\"]\nof = \"a\"\n", `alias of "b" does not end`},
		{"offload to a request", "[[offload]]\nnames = [\"a\"]\ncallable = \"0\"\nto = \"request\"\nsource = \"s\"\n", `x.toml:4: an offload goes to "thread" or "worker", not to "request"`},
		{"offload of nothing", "[[offload]]\nnames = [\"a\"]\nto = \"thread\"\nsource = \"s\"\n", `x.toml:1: offload of calls needs either "callable" or "module"`},
		{"offload without methods", "[[offload]]\nbases = [\"a\"]\nto = \"thread\"\nsource = \"s\"\n", `x.toml:1: offload needs "bases" and "methods" together`},
		{"unknown argument", "[[wrapper]]\nnames = [\"a\"]\ncallable = \"second\"\n", `x.toml:3: unknown argument "second"`},
		{"entry of nothing", entry + "label = \"l\"\n", "x.toml:1: entry needs exactly one of calls, decorators, bases, class_decorators, files; it has 0"},
		{"entry of two things", entry + "label = \"l\"\ncalls = [\"a\"]\nhandler = \"0\"\ndecorators = [\"b\"]\n", "it has 2"},
		{"entry without handler", entry + "label = \"l\"\ncalls = [\"a\"]\n", `x.toml:1: entry needs "calls" and "handler" together`},
		{"entry without label", entry + "calls = [\"a\"]\nhandler = \"0\"\n", `x.toml:1: entry needs "label"`},
		{"unknown placeholder", entry + "calls = [\"a\"]\nhandler = \"0\"\nlabel = \"{path}\"\n", "x.toml:7: unknown placeholder {path}"},
		{"unknown role", strings.Replace(entry, "request", "handler", 1), `x.toml:3: unknown role "handler"`},
		{"dotted keys", "a.a.a.a.a.a.a.a = 1\n", "x.toml:1: a key of more than 4 dots"},
		{"dotted keys in an inline table", "x = {a.a.a.a.a.a.a.a = 1}\n", "x.toml:1: a key of more than 4 dots"},
		{"dotted header", "[a.a.a.a.a.a.a]\n", "x.toml:1: a table header is [[word]] and nothing else"},
		{"nested arrays", "a = [[[[[[[\n", "x.toml:1: brackets nest deeper than 4"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Decode("x.toml", []byte(tt.text))
			if err == nil {
				t.Fatal("accepted")
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got  %s\nwant %s", err, tt.want)
			}
		})
	}
}

// The TOML package dies of these or takes minutes, so they must not reach it.
func TestDecodeRefusesBombs(t *testing.T) {
	const n = 200_000
	tests := []struct{ name, text string }{
		{"dotted key", strings.Repeat("a.", n) + "a = 1"},
		{"dotted key after spaces", "   \t" + strings.Repeat("a . ", n) + "a = 1"},
		{"quoted dotted key", strings.Repeat(`"a".`, n) + "a = 1"},
		{"dotted header", "[" + strings.Repeat("a.", n) + "a]"},
		{"nested arrays", "a = " + strings.Repeat("[", n)},
		{"nested tables", "a = " + strings.Repeat("{a=", n)},
		{"arrays after a string", `a = ["]", '[', ` + strings.Repeat("[", n)},
		{"arrays after a comment", "a = [ # ]]]]\n" + strings.Repeat("[\n", n)},
		{"arrays after a long string", `a = """ ""\""" """` + "\nb = " + strings.Repeat("[", n)},
		{"size", strings.Repeat("# nothing\n", n)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := Decode("x.toml", []byte(tt.text)); err == nil {
				t.Error("accepted")
			} else if len(err.Error()) > 500 {
				t.Errorf("error of %d bytes", len(err.Error()))
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	names, err := files.ReadDir(".")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		data, err := files.ReadFile(name.Name())
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[:min(len(data), 4000)])
	}
	f.Fuzz(func(_ *testing.T, data []byte) {
		_, _ = Decode("x.toml", data) // must neither panic nor hang
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		for _, language := range []string{"node", "python"} {
			if _, err := Load(language); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkIndex(b *testing.B) {
	n, all := 0, Builtin()
	for b.Loop() {
		c := Catalog{
			APIs: all.APIs, Types: all.Types, Classes: all.Classes, Aliases: all.Aliases,
			Offloads: all.Offloads, Wrappers: all.Wrappers, Params: all.Params, Entries: all.Entries,
		}
		n = len(c.index().apis)
	}
	b.ReportMetric(float64(n), "names")
}

func BenchmarkAPI(b *testing.B) {
	for _, name := range []string{"fs.readFileSync", "graceful-fs.readFileSync", "a.name.nobody.knows"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Node().API(name)
			}
		})
	}
}

func ExampleCatalog_API() {
	api, _ := Node().API("fs/promises.readFile")
	fmt.Println(api == nil)
	api, _ = Node().API("graceful-fs.readFileSync")
	fmt.Println(api.Effect, api.Kind, api.Cost)
	// Output:
	// true
	// waits file milli
}
