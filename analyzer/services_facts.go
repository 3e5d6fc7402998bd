package analyzer

import (
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/program"
)

// moduleFacts are what one module shows of the work it does.
type moduleFacts struct {
	signals []signalUse
	uses    []frameworkUse // frameworks it imports from and uses
	runs    []frameworkUse // frameworks it starts
	spawns  []spawn
	imports []string // outside names it imports and uses
}

type signalUse struct {
	*catalog.Signal
	program.Mention
}

type frameworkUse struct {
	*catalog.Framework
	program.Mention
}

// spawn is a call that starts another program.
type spawn struct {
	program.Mention
	words []string // of the command line, as far as it is constant
}

// known is what the catalog tells of a name. Names come again and again, and
// most tell nothing.
type known struct {
	imported, called []*catalog.Signal
	uses, runs       []*catalog.Framework
}

// factReader asks modules what they use.
type factReader struct {
	prog  *program.Program
	names [2]map[string]*known // by language
}

// readFacts asks every product module what it uses.
func readFacts(prog *program.Program) []moduleFacts {
	r := &factReader{prog: prog}
	for lang := range r.names {
		r.names[lang] = map[string]*known{}
	}
	out := make([]moduleFacts, len(prog.Modules))
	for i := range prog.Modules {
		if prog.Roles[i] == program.ProductFile {
			r.module(i, &out[i])
		}
	}
	return out
}

func (r *factReader) known(lang program.Lang, name string) *known {
	k := r.names[lang][name]
	if k == nil {
		cat := r.prog.Catalogs[lang]
		k = &known{cat.SignalsOfImport(name), cat.SignalsOfCall(name), cat.FrameworksOfImport(name), cat.FrameworksOfCall(name)}
		// What is known to compute a model's answer is inference, whatever its name.
		if api, ok := cat.API(name); ok && api.Kind == catalog.Inference && !gives(k.imported, "ml-inference") && !gives(k.called, "ml-inference") {
			k.called = append(k.called, &catalog.Signal{ID: "ml-inference"})
		}
		r.names[lang][name] = k
	}
	return k
}

// gives reports whether one of some signals is of an id, unconditionally.
func gives(signals []*catalog.Signal, id string) bool {
	return slices.ContainsFunc(signals, func(s *catalog.Signal) bool { return s.ID == id && len(s.Unless) == 0 })
}

func (r *factReader) module(mod int, f *moduleFacts) {
	prog := r.prog
	m := prog.Modules[mod]
	cat := prog.Catalogs[m.Lang]
	for _, u := range prog.UsedImports(mod) {
		f.imports = append(f.imports, u.Name)
		k := r.known(m.Lang, u.Name)
		for _, s := range k.imported {
			f.signals = append(f.signals, signalUse{s, u})
		}
		for _, x := range k.uses {
			f.uses = append(f.uses, frameworkUse{x, u})
			if len(x.Calls) == 0 {
				f.runs = append(f.runs, frameworkUse{x, u})
			}
		}
	}
	for _, c := range prog.OutsideCalls(mod) {
		k := r.known(m.Lang, c.Name)
		for _, list := range [][]*catalog.Signal{k.called, k.imported} {
			for _, s := range list {
				f.signals = append(f.signals, signalUse{s, c})
			}
		}
		for _, x := range k.runs {
			f.runs = append(f.runs, frameworkUse{x, c})
		}
		if c.Call != 0 && spawns(c.Name) {
			f.spawns = append(f.spawns, spawn{c, commandWords(prog, mod, c.Call)})
		}
	}
	for i := range cat.Signals {
		s := &cat.Signals[i]
		for _, text := range s.Texts {
			if fn, pos, ok := m.ContentType(text); ok {
				f.signals = append(f.signals, signalUse{s, program.Mention{In: program.FuncRef{Module: int32(mod), Func: fn}, Pos: pos, Name: text}})
			}
		}
		if len(s.Commands) == 0 {
			continue
		}
		for _, sp := range f.spawns {
			if name := runsCommand(sp.words, s.Commands); name != "" {
				u := sp.Mention
				u.Name = name
				f.signals = append(f.signals, signalUse{s, u})
			}
		}
	}
}

// spawns reports whether calls to a name start another program
// (https://nodejs.org/api/child_process.html,
// https://docs.python.org/3/library/subprocess.html).
func spawns(name string) bool {
	switch name {
	case "child_process.exec", "child_process.execSync", "child_process.spawn", "child_process.spawnSync", "child_process.execFile",
		"child_process.execFileSync", "execa", "execa.execa", "execa.execaCommand", "execa.execaSync", "cross-spawn", "cross-spawn.spawn", "shelljs.exec",
		"zx.$", "Bun.spawn",
		"subprocess.run", "subprocess.Popen", "subprocess.call", "subprocess.check_call", "subprocess.check_output", "subprocess.getoutput",
		"os.system", "os.popen", "os.spawnlp", "os.execvp", "asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell", "asyncio.subprocess.create_subprocess_exec",
		"anyio.run_process", "anyio.open_process", "trio.run_process":
		return true
	}
	return false
}

// commandWords returns the constant words of the command that a call starts.
// A command that is put together in a variable is looked for among the lists of
// the same function.
func commandWords(prog *program.Program, mod int, call program.CallID) []string {
	var words []string
	for _, t := range prog.Texts(mod, call) {
		words = append(words, strings.Fields(t)...)
	}
	if len(words) > 0 {
		return words
	}
	m := prog.Modules[mod]
	for i := range m.Values {
		if v := &m.Values[i]; v.Kind == program.List && v.C > 0 {
			if e := &m.Values[m.Elems[v.B]]; e.Kind == program.Const && program.ConstKind(e.A) == program.StringConst {
				words = append(words, ";", m.Name(e.Name))
				if v.C > 1 {
					if e := &m.Values[m.Elems[v.B+1]]; e.Kind == program.Const {
						words = append(words, m.Name(e.Name))
					}
				}
			}
		}
	}
	return words
}

// runsCommand returns the first of the commands that a command line runs, ""
// when there is none. A command that only asks for a version does no work.
func runsCommand(words, commands []string) string {
	first := true
	for i, w := range words {
		if w == ";" || w == "&&" || w == "|" || w == "||" {
			first = true
			continue
		}
		base := w[strings.LastIndexAny(w, `/\`)+1:]
		if first && slices.Contains(commands, strings.TrimRight(base, "0123456789.")) || first && slices.Contains(commands, base) {
			if i+1 < len(words) && strings.HasSuffix(words[i+1], "version") {
				return ""
			}
			return base
		}
		// sh -c, bash, nohup, sudo and env run what follows.
		switch base {
		case "sh", "bash", "nohup", "sudo", "env", "time", "nice", "npx", "-c", "-lc":
		default:
			first = strings.Contains(w, "=") && first
		}
	}
	return ""
}

// serverRun returns the first framework that a module starts and that waits for
// others: a server, a consumer, a bot.
func (f *moduleFacts) serverRun() *frameworkUse {
	for i := range f.runs {
		if waitsForOthers(f.runs[i].Kind) {
			return &f.runs[i]
		}
	}
	return nil
}

// waitsForOthers reports whether programs of a kind wait for requests, jobs or
// messages.
func waitsForOthers(kind string) bool {
	switch kind {
	case "http-api", "realtime", "graphql", "worker", "bot", "serverless":
		return true
	}
	return false
}
