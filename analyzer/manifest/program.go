package manifest

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stackfit/stackfit/analyzer/internal/js"
)

// maxProgramValues bounds what is made of a configuration that is a program, in
// which one constant may be named again and again.
const maxProgramValues = 10_000

// parseProgram reads what a configuration file that is a JavaScript program
// exports, as far as literals and constants say it. The program is never run: a
// value that it computes is absent.
func parseProgram(name string, src []byte) (value, error) {
	if !utf8.Valid(src) {
		src = bytes.ToValidUTF8(src, []byte("\ufffd"))
	}
	var p js.Parser
	file := p.Parse(string(src), js.OptionsFor(name))
	r := &programReader{names: map[string]js.Expr{}, left: maxProgramValues, starts: []uint32{0}}
	for i, c := range src {
		if c == '\n' {
			r.starts = append(r.starts, uint32(i+1))
		}
	}
	var exported js.Node
	for _, s := range file.Body {
		switch s := s.(type) {
		case *js.VariableDecl:
			r.declare(s)
		case *js.ExportDecl:
			if d, ok := s.Decl.(*js.VariableDecl); ok {
				r.declare(d)
			}
		case *js.ExportDefault:
			exported = s.Value
		case *js.ExportAssign:
			exported = s.X
		case *js.ExprStmt:
			if a, ok := s.X.(*js.Assign); ok && isModuleExports(a.Target) {
				exported = a.Value
			}
		default: // says nothing of what is exported
		}
	}
	var v value
	if x, ok := exported.(js.Expr); ok {
		v = r.value(x, 0)
	}
	switch {
	case file.Skipped != "":
		return v, fmt.Errorf("not read to the end: %s", file.Skipped)
	case len(file.Errors) > 0:
		return v, &lineError{r.line(file.Errors[0].Pos), fmt.Errorf("syntax error: %s", file.Errors[0].Msg)}
	}
	return v, nil
}

// isModuleExports reports whether an expression is module.exports.
func isModuleExports(x js.Expr) bool {
	m, ok := x.(*js.Member)
	if !ok || m.Name != "exports" {
		return false
	}
	id, ok := m.Object.(*js.Identifier)
	return ok && id.Name == "module"
}

type programReader struct {
	names  map[string]js.Expr // constants of the file
	starts []uint32           // of lines
	left   int
}

func (r *programReader) declare(d *js.VariableDecl) {
	for _, one := range d.Decls {
		if id, ok := one.Target.(*js.Identifier); ok && one.Init != nil {
			r.names[id.Name] = one.Init
		}
	}
}

func (r *programReader) line(pos uint32) int {
	i, found := slices.BinarySearch(r.starts, pos)
	if found {
		return i + 1
	}
	return i
}

// value returns what an expression says without being computed.
func (r *programReader) value(x js.Expr, depth int) value {
	if r.left--; r.left < 0 || depth > maxDepth || x == nil {
		return value{}
	}
	v := value{line: r.line(x.Pos())}
	switch x := x.(type) {
	case *js.Literal:
		switch x.Kind {
		case js.StringLiteral:
			v.kind, v.text = stringKind, x.Value
		case js.RegExpLiteral:
			return value{}
		default:
			v.kind, v.text = literalKind, x.Value
		}
	case *js.Template:
		if len(x.Exprs) > 0 {
			return value{}
		}
		v.kind, v.text = stringKind, x.Quasis[0].Cooked
	case *js.Array:
		v.kind = listKind
		for _, e := range x.Elems {
			if s, ok := e.(*js.Spread); ok {
				v.items = append(v.items, r.value(s.X, depth+1).items...)
			} else if e != nil {
				v.items = append(v.items, r.value(e, depth+1))
			}
		}
	case *js.Object:
		return r.table(v, x, depth)
	case *js.Identifier:
		return r.value(r.names[x.Name], depth+1)
	case *js.TSAs:
		return r.value(x.X, depth+1)
	case *js.TSSatisfies:
		return r.value(x.X, depth+1)
	case *js.Logical: // process.env.PORT || 3000
		return r.value(x.Right, depth+1)
	case *js.Call: // defineConfig({…}), withPlugin(config)
		for _, a := range x.Args {
			if inner := r.value(a, depth+1); inner.kind == tableKind {
				return inner
			}
		}
		return value{}
	case *js.Function: // () => ({…}); rewrites() { return […] }
		if x.ExprBody != nil {
			return r.value(x.ExprBody, depth+1)
		}
		if x.Body != nil {
			for _, s := range x.Body.Body {
				if ret, ok := s.(*js.Return); ok && ret.X != nil {
					return r.value(ret.X, depth+1)
				}
			}
		}
		return value{}
	default:
		return value{}
	}
	return v
}

func (r *programReader) table(v value, x *js.Object, depth int) value {
	v.kind = tableKind
	for _, p := range x.Properties {
		if p.Kind == js.PropertySpread {
			v.fields = append(v.fields, r.value(p.Value, depth+1).fields...)
			continue
		}
		f := field{line: r.line(p.Pos())}
		switch k := p.Key.(type) {
		case *js.Identifier:
			if p.Computed {
				continue
			}
			f.name = k.Name
		case *js.Literal:
			f.name = k.Value
		default:
			continue
		}
		f.value = r.value(p.Value, depth+1)
		v.fields = append(v.fields, f)
	}
	return v
}

// Ecosystem is a pm2 configuration
// (https://pm2.keymetrics.io/docs/usage/application-declaration/).
type Ecosystem struct {
	Path, Dir string
	Apps      []EcosystemApp
}

// EcosystemApp is a process that pm2 keeps running.
type EcosystemApp struct {
	Name        string
	Script      string
	Args        string
	Interpreter string // "" for Node.js, or what the script's name says
	Cwd         string // relative to the file's folder; "" for it
	Env         []Command
	Line        int
}

func readEcosystem(name string) func([]byte) (*Ecosystem, error) {
	return func(src []byte) (*Ecosystem, error) {
		var v value
		var err error
		switch path.Ext(name) {
		case ".json":
			v, err = parseJSON(src)
		case ".yml", ".yaml":
			v, err = parseYAML(src)
		default:
			v, err = parseProgram(name, src)
		}
		e := &Ecosystem{}
		apps := v.get("apps").items
		switch {
		case apps == nil && v.get("apps").kind == tableKind: // one application
			apps = []value{v.get("apps")}
		case apps == nil && v.kind == listKind:
			apps = v.items
		case apps == nil && v.get("script").kind == stringKind:
			apps = []value{v}
		}
		for _, a := range apps {
			app := EcosystemApp{
				Name: a.get("name").str(), Script: a.get("script").str(), Args: strings.Join(a.get("args").list(), " "),
				Interpreter: firstOf(a.get("interpreter").str(), a.get("exec_interpreter").str()), Cwd: a.get("cwd").str(), Line: a.line,
			}
			for _, f := range a.fields {
				if f.name == "env" || strings.HasPrefix(f.name, "env_prod") {
					for _, x := range f.value.unique() {
						app.Env = append(app.Env, Command{x.name, x.value.scalar(), x.line})
					}
				}
			}
			if app.Script != "" {
				e.Apps = append(e.Apps, app)
			}
		}
		return e, err
	}
}

// Frontend is what the configuration of a frontend's build tool says of where
// requests go: vite.config, next.config, vue.config and webpack's.
type Frontend struct {
	Path, Dir string
	Proxies   []Command // Name is the path, Text the URL it is sent on to
}

// readFrontend reads development proxies and rewrites
// (https://vite.dev/config/server-options.html#server-proxy,
// https://nextjs.org/docs/app/api-reference/config/next-config-js/rewrites).
func readFrontend(name string) func([]byte) (*Frontend, error) {
	return func(src []byte) (*Frontend, error) {
		v, err := parseProgram(name, src)
		f := &Frontend{}
		for _, proxy := range []value{v.get("server", "proxy"), v.get("devServer", "proxy"), v.get("preview", "proxy"), v.get("proxy")} {
			for _, p := range proxy.fields {
				if target := firstOf(p.value.str(), p.value.get("target").str()); target != "" {
					f.Proxies = append(f.Proxies, Command{p.name, target, p.line})
				}
			}
			for _, p := range proxy.items {
				if target := p.get("target").str(); target != "" {
					f.Proxies = append(f.Proxies, Command{strings.Join(p.get("context").list(), ","), target, p.line})
				}
			}
			if target := proxy.str(); target != "" {
				f.Proxies = append(f.Proxies, Command{"/", target, proxy.line})
			}
		}
		rewrites := v.get("rewrites")
		for _, list := range []value{rewrites, rewrites.get("beforeFiles"), rewrites.get("afterFiles"), rewrites.get("fallback")} {
			for _, item := range list.items {
				if to := item.get("destination").str(); strings.Contains(to, "://") {
					f.Proxies = append(f.Proxies, Command{item.get("source").str(), to, item.line})
				}
			}
		}
		return f, err
	}
}
