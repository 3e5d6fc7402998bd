package config

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/internal/glob"
	"github.com/stackfit/stackfit/analyzer/internal/tomltext"
	"github.com/stackfit/stackfit/analyzer/suggest"
)

// Error is all that is wrong with a configuration.
type Error struct {
	Path     string
	Mistakes []Mistake // by line
}

// Mistake is one thing that is wrong, and the way out.
type Mistake struct {
	Line int // one-based
	Text string
}

// Error has a line "path:line: text" for each mistake.
func (e *Error) Error() string {
	lines := make([]string, len(e.Mistakes))
	for i, m := range e.Mistakes {
		lines[i] = fmt.Sprintf("%s:%d: %s", e.Path, m.Line, m.Text)
	}
	return strings.Join(lines, "\n")
}

// Parse reads a configuration. The path is for messages; rules are the IDs of
// the rules there are. An error is an *Error.
func Parse(path string, src []byte, rules []string) (*File, error) {
	d := &decoder{rules: rules}
	f := &File{Path: path}
	if len(src) > MaxSize {
		d.mistake(1, "%d bytes are more than %d", len(src), MaxSize)
	} else if doc, err := tomltext.Decode(src); err != nil {
		if at, ok := errors.AsType[*tomltext.Error](err); ok {
			d.mistake(at.Line, "%v", at.Err)
		} else {
			d.mistake(1, "%v", err)
		}
	} else {
		d.doc = doc
		f.lines = func(keys ...string) int {
			p := tomltext.Path("")
			for _, k := range keys {
				p = p.Key(k)
			}
			return doc.Line(p)
		}
		d.value("", "", doc.Table, reflect.ValueOf(f).Elem())
		d.facts(f, src)
		d.limits(f)
	}
	if len(d.mistakes) > 0 {
		slices.SortStableFunc(d.mistakes, func(a, b Mistake) int {
			return cmp.Or(cmp.Compare(a.Line, b.Line), strings.Compare(a.Text, b.Text))
		})
		return nil, &Error{path, slices.Compact(d.mistakes)}
	}
	return f, nil
}

// decoder fills the types of this package from a document, and goes on after a
// mistake so that all are told at once.
type decoder struct {
	doc      *tomltext.Document
	rules    []string
	mistakes []Mistake
}

func (d *decoder) mistake(line int, format string, args ...any) {
	d.mistakes = append(d.mistakes, Mistake{max(line, 1), fmt.Sprintf(format, args...)})
}

// value stores what stands at a path, which messages call name.
func (d *decoder) value(at tomltext.Path, name string, in any, out reflect.Value) {
	line := d.doc.Line(at)
	wrong := func(want string) { d.mistake(line, "%s is %s: use %s", name, kindOf(in), want) }
	if out.Type() == reflect.TypeFor[Date]() {
		if day, ok := in.(time.Time); ok {
			out.Set(reflect.ValueOf(Date{day}))
		} else {
			wrong("a date without quotes, such as 2027-01-31")
		}
		return
	}
	switch out.Kind() {
	case reflect.Struct:
		if table, ok := in.(map[string]any); ok {
			d.table(at, name, table, out)
		} else {
			wrong("a table")
		}
	case reflect.Map:
		d.mapping(at, name, in, out, wrong)
	case reflect.Slice:
		items, ok := list(in)
		if !ok {
			if out.Type().Elem().Kind() == reflect.Struct {
				wrong(fmt.Sprintf("[[%s]] tables", name))
			} else {
				wrong("a list")
			}
			return
		}
		for i, item := range items {
			inner := reflect.New(out.Type().Elem()).Elem()
			d.value(at.Index(i), name, item, inner)
			out.Set(reflect.Append(out, inner))
		}
	case reflect.Int64:
		n, ok := in.(int64)
		if !ok {
			wrong("a whole number")
			return
		}
		out.SetInt(n)
		d.check(line, name, out)
	case reflect.String:
		s, ok := in.(string)
		if !ok {
			wrong(d.allowed(out))
			return
		}
		out.SetString(s)
		d.word(line, name, s, out)
		d.check(line, name, out)
		if out.Type() == reflect.TypeFor[Folder]() && len(s) > 1 {
			out.SetString(strings.TrimSuffix(s, "/"))
		}
	default:
		panic("config: no way to read a " + out.Type().String())
	}
}

// words returns the closed list of a type of texts.
func (d *decoder) words(t reflect.Value) []string {
	if t.Type() == reflect.TypeFor[Rule]() {
		return d.rules
	}
	if w, ok := reflect.TypeAssert[interface{ Words() []string }](t); ok {
		return w.Words()
	}
	return nil
}

func (d *decoder) allowed(t reflect.Value) string {
	switch {
	case t.Type() == reflect.TypeFor[Rule]():
		return "the ID of a rule"
	case d.words(t) != nil:
		return quoted(d.words(t))
	}
	return "a text"
}

// word refuses what is not in the closed list of a type.
func (d *decoder) word(line int, name, s string, out reflect.Value) {
	words := d.words(out)
	switch {
	case words == nil || slices.Contains(words, s):
	case out.Type() == reflect.TypeFor[Rule]():
		d.mistake(line, "unknown rule %q%s; stackfit rule lists them", s, suggest.DidYouMean(s, words))
	default:
		d.mistake(line, "%s cannot be %q%s: use %s", name, s, suggest.DidYouMean(s, words), quoted(words))
	}
}

func (d *decoder) check(line int, name string, out reflect.Value) {
	if c, ok := reflect.TypeAssert[interface{ Check() error }](out); ok {
		if err := c.Check(); err != nil {
			d.mistake(line, "%s: %v", name, err)
		}
	}
}

// table fills a struct.
func (d *decoder) table(at tomltext.Path, name string, in map[string]any, out reflect.Value) {
	known := map[string]int{}
	var names []string
	for i := range out.NumField() {
		f := out.Type().Field(i)
		switch key := f.Tag.Get("toml"); key {
		case "":
		case "-":
			if f.Name == "Line" {
				out.Field(i).SetInt(int64(d.doc.Line(at)))
			}
		default:
			known[key] = i
			names = append(names, key)
			if _, ok := in[key]; !ok && f.Tag.Get("need") != "" {
				d.mistake(d.doc.Line(at), "%s needs %q", name, key)
			}
		}
	}
	for key, inner := range in {
		p := at.Key(key)
		if i, ok := known[key]; ok {
			full := key
			if name != "" {
				full = name + "." + key
			}
			d.value(p, full, inner, out.Field(i))
			continue
		}
		where := "here"
		if name != "" {
			where = "in " + name
		}
		d.mistake(d.doc.Line(p), "unknown key %q%s: %s there are %s", key, suggest.DidYouMean(key, names), where, strings.Join(names, ", "))
	}
}

// mapping fills a map. Of the facts only the form is looked at here.
func (d *decoder) mapping(at tomltext.Path, name string, in any, out reflect.Value, wrong func(string)) {
	table, ok := in.(map[string]any)
	if !ok {
		wrong("a table")
		return
	}
	out.Set(reflect.MakeMap(out.Type()))
	if out.Type() == reflect.TypeFor[Facts]() {
		for key, inner := range table {
			out.SetMapIndex(reflect.ValueOf(key), reflect.ValueOf(inner))
		}
		return
	}
	for key, inner := range table {
		k := reflect.New(out.Type().Key()).Elem()
		k.SetString(key)
		d.word(d.doc.Line(at.Key(key)), name, key, k)
		v := reflect.New(out.Type().Elem()).Elem()
		d.value(at.Key(key), name+"."+key, inner, v)
		out.SetMapIndex(k, v)
	}
}

// list returns the elements of a list, of tables too.
func list(in any) ([]any, bool) {
	switch l := in.(type) {
	case []any:
		return l, true
	case []map[string]any:
		out := make([]any, len(l))
		for i := range l {
			out[i] = l[i]
		}
		return out, true
	}
	return nil, false
}

func kindOf(in any) string {
	switch v := in.(type) {
	case string:
		return fmt.Sprintf("the text %.60q", v)
	case int64:
		return fmt.Sprintf("the number %d", v)
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return "no number"
		}
		return fmt.Sprintf("the number %v", v)
	case bool:
		return fmt.Sprint(v)
	case time.Time:
		return "a date"
	case map[string]any:
		return "a table"
	}
	return "a list"
}

func quoted(words []string) string {
	var b strings.Builder
	for i, w := range words {
		switch {
		case i == 0:
		case i == len(words)-1:
			b.WriteString(" or ")
		default:
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", w)
	}
	return b.String()
}

// facts hands the tables of the catalog to its own reader, each in a text that
// holds nothing else but has the same lines.
func (d *decoder) facts(f *File, src []byte) {
	f.node = d.language(f.Catalog.Node, "node", src)
	f.python = d.language(f.Catalog.Python, "python", src)
}

func (d *decoder) language(facts Facts, language string, src []byte) *catalog.Catalog {
	if len(facts) == 0 {
		return nil
	}
	lines := strings.SplitAfter(string(src), "\n")
	text := make([]string, len(lines)+1)
	for i := range lines {
		text[i] = "\n"
	}
	headers := d.doc.Headers
	cut := map[string]int{}
	for i, h := range headers {
		if len(h.Key) < 3 || h.Key[0] != "catalog" || h.Key[1] != language {
			continue
		}
		if len(h.Key) > 3 {
			d.mistake(h.Line, "%s: a fact of the catalog holds no tables", strings.Join(h.Key, "."))
		}
		if len(h.Key) > 3 || !h.List {
			continue
		}
		end := len(lines)
		if i+1 < len(headers) {
			end = headers[i+1].Line - 1
		}
		cut[h.Key[2]]++
		text[h.Line-1] = fmt.Sprintf("[[%s]]\n", h.Key[2])
		copy(text[h.Line:end], lines[h.Line:end])
	}
	at := tomltext.Path("").Key("catalog").Key(language)
	all := 0
	for _, n := range cut {
		all += n
	}
	if all > maxTables {
		d.mistake(d.doc.Line(at), "%d tables of the catalog are more than %d", all, maxTables)
		return nil
	}
	for table, in := range facts {
		if items, ok := list(in); !ok || len(items) != cut[table] {
			d.mistake(d.doc.Line(at.Key(table)), "catalog.%s.%s is to be written as [[catalog.%s.%s]] tables", language, table, language, table)
			return nil
		}
	}
	c, err := catalog.Decode("", []byte(strings.Join(text, "")))
	if err != nil {
		for line := range strings.SplitSeq(err.Error(), "\n") {
			n, message := 1, line
			if _, err := fmt.Sscanf(line, ":%d:", &n); err == nil {
				_, message, _ = strings.Cut(line[1:], ": ")
			}
			d.mistake(n, "catalog.%s: %s", language, message)
		}
		return nil
	}
	for i := range c.Entries {
		for _, p := range c.Entries[i].Files {
			if err := glob.Check(p); err != nil {
				d.mistake(d.doc.Line(at.Key("entry")), "catalog.%s: files: %q: %v", language, p, err)
			}
		}
	}
	return c
}

// Limits of what is compared with every file or finding. Configurations that
// people write stay far below.
const (
	maxGlobs  = 200
	maxTables = 1000 // of a kind
)

// limits refuses what is declared more than once, or more often than can be
// borne.
func (d *decoder) limits(f *File) {
	first := map[Folder]*Service{}
	for i := range f.Services {
		s := &f.Services[i]
		if o := first[s.Root]; o != nil && (o.Language == s.Language || o.Language == "" || s.Language == "") {
			d.mistake(s.Line, "service %q is already declared on line %d", s.Root, o.Line)
			continue
		}
		first[s.Root] = s
	}
	for key, n := range map[string]int{"override": len(f.Overrides), "service": len(f.Services), "ignore": len(f.Ignores)} {
		if n > maxTables {
			d.mistake(d.doc.Line(tomltext.Path("").Key(key)), "%d [[%s]] tables are more than %d", n, key, maxTables)
		}
	}
	globs := len(f.Exclude)
	for _, o := range f.Overrides {
		globs += len(o.Files)
	}
	for _, c := range []*catalog.Catalog{f.node, f.python} {
		if c != nil {
			for i := range c.Entries {
				globs += len(c.Entries[i].Files)
			}
		}
	}
	if globs > maxGlobs {
		d.mistake(d.doc.Line(tomltext.Path("").Key("exclude")), "%d patterns of files are more than %d", globs, maxGlobs)
	}
}
