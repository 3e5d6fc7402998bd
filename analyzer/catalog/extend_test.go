package catalog

import "testing"

func TestWith(t *testing.T) {
	extra, err := Decode("extra.toml", []byte(`
[[api]]
names = ["@acme/pdf.render", "bcryptjs.compareSync"]
effect = "computes"
kind = "document"
cost = "milli"
source = "in-house"

[[class]]
name = "@acme/db.Client"
bases = ["pg.Client"]

[[entry]]
framework = "acme"
calls = ["@acme/web.route"]
handler = "last"
role = "request"
label = "{0}"
source = "in-house"
`))
	if err != nil {
		t.Fatal(err)
	}
	c := Node().With(extra)
	for name, want := range map[string]Cost{"@acme/pdf.render": Milli, "bcryptjs.compareSync": Milli, "bcrypt.compareSync": Heavy} {
		if a, ok := c.API(name); !ok || a.Cost != want {
			t.Errorf("%s: %v, want cost %s", name, a, want)
		}
	}
	if bases := c.Bases("@acme/db.Client"); len(bases) != 1 || bases[0] != "pg.Client" {
		t.Errorf("bases %v", bases)
	}
	if len(c.EntriesOfCall("@acme/web.route")) != 1 || len(c.Signals) != len(Node().Signals) || len(c.EntriesOfCall("express.Application.get")) == 0 {
		t.Error("entries or signals are lost")
	}
	if a, _ := Node().API("bcryptjs.compareSync"); a.Cost != Heavy {
		t.Error("the catalog that was extended has changed")
	}
	if Python().With(nil) != Python() {
		t.Error("nothing to add makes another catalog")
	}
}
