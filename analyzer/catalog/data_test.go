package catalog

import (
	"strings"
	"testing"
)

// A type, base or alias that no other fact speaks of is a typing mistake.
func TestFactsLeadSomewhere(t *testing.T) {
	for language, c := range map[string]*Catalog{"node": Node(), "python": Python()} {
		known := map[string]bool{}
		note := func(names ...string) {
			for _, name := range names {
				known[name] = true
				for i := range name { // owners: "a.b" of "a.b.c" and of "a.b()"
					if name[i] == '.' || name[i] == '(' {
						known[name[:i]] = true
					}
				}
			}
		}
		for i := range c.APIs {
			note(c.APIs[i].Names...)
		}
		for i := range c.Remotes {
			note(c.Remotes[i].Names...)
		}
		for i := range c.Types {
			note(c.Types[i].Names...)
			note(c.Types[i].Attrs...)
		}
		for i := range c.Classes {
			note(c.Classes[i].Name)
		}
		for i := range c.Offloads {
			note(c.Offloads[i].Names...)
			note(c.Offloads[i].Bases...)
		}
		for i := range c.Wrappers {
			note(c.Wrappers[i].Names...)
		}
		for i := range c.Params {
			note(c.Params[i].Calls...)
		}
		for i := range c.Entries {
			e := &c.Entries[i]
			for _, names := range [][]string{e.Calls, e.Decorators, e.Bases, e.ClassDecorators, e.MethodDecorators} {
				note(names...)
			}
		}
		leads := func(what, name string) {
			for range maxHops {
				if known[name] {
					return
				}
				other, ok := c.unalias(c.index(), name)
				if !ok {
					break
				}
				name = other
			}
			t.Errorf("%s: %s %q: no fact speaks of it", language, what, name)
		}
		for i := range c.Types {
			if r := c.Types[i].Returns; r != "self" {
				leads("type", r)
			}
		}
		for i := range c.Classes {
			for _, b := range c.Classes[i].Bases {
				leads("base", b)
			}
		}
		for i := range c.Params {
			for _, p := range c.Params[i].Types {
				if p != "" {
					leads("parameter", p)
				}
			}
		}
		for i := range c.Aliases {
			leads("alias of", c.Aliases[i].Of)
		}
	}
}

// Every source is something a reader can look up.
func TestSourcesAreAddresses(t *testing.T) {
	check := func(source string, names []string) {
		if source != "" && !strings.HasPrefix(source, "https://") && !strings.HasPrefix(source, "http://") {
			t.Errorf("source of %v is no address: %q", names, source)
		}
	}
	for _, c := range []*Catalog{Node(), Python()} {
		for i := range c.APIs {
			check(c.APIs[i].Source, c.APIs[i].Names)
		}
		for i := range c.Remotes {
			check(c.Remotes[i].Source, c.Remotes[i].Names)
		}
		for i := range c.Entries {
			check(c.Entries[i].Source, c.Entries[i].Calls)
		}
		for i := range c.Offloads {
			check(c.Offloads[i].Source, c.Offloads[i].Names)
		}
	}
}
