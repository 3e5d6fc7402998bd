package catalog

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const lookupData = `
[[api]]
names  = ["fs.readFileSync", "emitter.Emitter.block", "lodash.sort", "lib().slow"]
effect = "waits"
kind   = "file"
cost   = "milli"
source = "s"

[[type]]
returns = "web.App"
names   = ["web"]
attrs   = ["web.Router.app"]

[[type]]
returns = "self"
names   = ["web.Router.use"]
attrs   = ["web.Router.chain"]

[[class]]
name  = "web.App"
bases = ["web.Router"]

[[class]]
name  = "web.Router"
bases = ["emitter.Emitter"]

[[class]]
name  = "circle"
bases = ["circle"]

[[alias]]
names = ["fast-fs", "fast-fs/sync"]
of    = "fs"

[[alias]]
names = ["faster-fs"]
of    = "fast-fs/sync"

[[alias]]
names = ["lodash/sort"]
of    = "lodash.sort"

[[alias]]
names = ["my-lib", "my-web"]
of    = "lib"

[[alias]]
names = ["other-web"]
of    = "web"

[[offload]]
names  = ["pool.run"]
module = "0"
to     = "worker"
source = "s"

[[offload]]
bases   = ["pool.Job"]
methods = ["run"]
to      = "thread"
source  = "s"

[[wrapper]]
names    = ["memo"]
callable = "0"

[[param]]
calls = ["emitter.Emitter.on"]
types = ["socket"]

[[entry]]
framework = "any"
calls     = ["emitter.Emitter.on"]
handler   = "callables"
role      = "event"
label     = "event {0}"
source    = "s"

[[entry]]
framework = "web"
calls     = ["emitter.Emitter.on"]
events    = ["request"]
handler   = "callables"
role      = "request"
label     = "a request"
source    = "s"

[[entry]]
framework = "web"
calls     = ["web.App.on"]
events    = ["upgrade"]
handler   = "callables"
role      = "request"
label     = "an upgrade"
source    = "s"

[[entry]]
framework  = "web"
decorators = ["web.route"]
role       = "request"
label      = "decorated"
source     = "s"

[[entry]]
framework = "web"
bases     = ["web.Router"]
methods   = ["*"]
role      = "request"
label     = "inherited"
source    = "s"

[[entry]]
framework        = "web"
class_decorators = ["web.Controller"]
methods          = ["*"]
role             = "request"
label            = "class"
source           = "s"

[[entry]]
framework = "web"
files     = ["**/route.js"]
exports   = ["GET"]
role      = "request"
label     = "file"
source    = "s"
`

func TestLookups(t *testing.T) {
	c, err := Decode("x.toml", []byte(lookupData))
	if err != nil {
		t.Fatal(err)
	}
	api := func(name string) string {
		if a, ok := c.API(name); ok {
			return a.Kind.String()
		}
		return ""
	}
	offload := func(o *Offload, ok bool) string {
		if !ok {
			return ""
		}
		return o.To.String()
	}
	labels := func(entries []*Entry) string {
		var all []string
		for _, e := range entries {
			all = append(all, e.Label)
		}
		return strings.Join(all, ", ")
	}
	_, isWrapper := c.Wrapper("memo")
	_, isNoWrapper := c.Wrapper("memoize")
	tests := []struct{ what, got, want string }{
		{"exact", api("fs.readFileSync"), "file"},
		{"unknown", api("fs.readFile"), ""},
		{"empty", api(""), ""},
		{"alias", api("fast-fs.readFileSync"), "file"},
		{"longest alias", api("fast-fs/sync.readFileSync"), "file"},
		{"alias of an alias", api("faster-fs.readFileSync"), "file"},
		{"module that is a member", api("lodash/sort"), "file"},
		{"call of an alias", api("my-lib().slow"), "file"},
		{"default of a module", api("fs.default.readFileSync"), "file"},
		{"default of an alias", api("fast-fs.default.readFileSync"), "file"},
		{"member that starts like default", api("fs.defaults.readFileSync"), ""},
		{"type of a default", c.TypeOf("web.default"), "web.App"},
		{"prefix that is no module", api("fast-fsx.readFileSync"), ""},
		{"inherited twice", api("web.App.block"), "file"},
		{"inherited through an alias", api("other-web.App.block"), "file"},
		{"class that inherits from itself", api("circle.block"), ""},
		{"type of a call", c.TypeOf("web"), "web.App"},
		{"type of an aliased call", c.TypeOf("other-web"), "web.App"},
		{"type of a class", c.TypeOf("web.Router"), "web.Router"},
		{"self", c.TypeOf("web.App.use"), "web.App"},
		{"unknown type", c.TypeOf("web.other"), ""},
		{"attribute", c.AttrType("web.App.app"), "web.App"},
		{"attribute self", c.AttrType("web.App.chain"), "web.App"},
		{"unknown attribute", c.AttrType("web.App.x"), ""},
		{"bases", strings.Join(c.Bases("web.App"), ","), "web.Router"},
		{"no bases", strings.Join(c.Bases("web"), ","), ""},
		{"offload", offload(c.Offload("pool.run")), "worker"},
		{"offload base", offload(c.OffloadBase("pool.Job")), "thread"},
		{"call entries", labels(c.EntriesOfCall("web.Router.on")), "event {0}, a request"},
		{"call entries for some events", labels(c.EntriesOfCall("web.App.on")), "an upgrade, event {0}, a request"},
		{"no call entries", labels(c.EntriesOfCall("web.App.off")), ""},
		{"decorator entries", labels(c.EntriesOfDecorator("web.route")), "decorated"},
		{"base entries", labels(c.EntriesOfBase("web.App")), "inherited"},
		{"class decorator entries", labels(c.EntriesOfClassDecorator("web.Controller")), "class"},
		{"file entries", labels(c.EntriesOfFiles()), "file"},
		{"param", c.ParamsOf("web.App.on")[0].Types[0], "socket"},
		{"wrapper", map[bool]string{true: "yes"}[isWrapper && !isNoWrapper], "yes"},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.what, diff)
		}
	}
}

func TestWords(t *testing.T) {
	for name, words := range map[string][]string{
		"effect": effectWords, "kind": kindWords, "cost": costWords, "when": whenWords, "role": roleWords,
	} {
		for i, w := range words[1:] {
			if w == "" {
				t.Errorf("%s %d has no word", name, i+1)
			}
		}
	}
	if got := Role(99).String(); got != "catalog.Role(99)" {
		t.Errorf("word of no role: %s", got)
	}
}

func TestRemote(t *testing.T) {
	c, err := Decode("x.toml", []byte(`
[[remote]]
names  = ["client.get", "client.*.find"]
kind   = "database"
source = "s"

[[remote]]
names  = ["client.*.save", "open.*"]
kind   = "database"
writes = true
source = "s"

[[class]]
name  = "client.Pool"
bases = ["client"]
`))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"client.get":       "reads",
		"client.Pool.get":  "reads", // inherited
		"client.user.find": "reads",
		"client.user.save": "writes",
		"client.find":      "", // of a member of the client, not the client's
		"client.a.b.find":  "",
		"open.anything":    "writes",
		"get":              "",
	} {
		got := ""
		if r, ok := c.Remote(name); ok {
			got = "reads"
			if r.Writes {
				got = "writes"
			}
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
