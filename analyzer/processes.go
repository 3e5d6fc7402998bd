package analyzer

import (
	"path"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer/program"
)

// PythonProcess is a place where a service starts a Python interpreter.
type PythonProcess struct {
	Use

	Command string // "python3", or what starts it: "PythonShell"
	Runs    string // the script or module, as far as it is constant; "" when it is not
}

// pythonCommands are the names of the interpreter, less versions.
var pythonCommands = []string{"python", "python.exe", "pythonw", "py"}

// PythonProcesses returns the places where code of the service starts a Python
// program that ends with its work. What is kept for later use or goes on by
// itself is left out, as is what tends the interpreter: its version, packages.
func (x *Service) PythonProcesses() []PythonProcess {
	s := x.index
	var out []PythonProcess
	add := func(u program.Mention, command string, words []string) {
		detached, _ := s.prog.Option(int(u.In.Module), u.Call, "detached")
		session, _ := s.prog.Option(int(u.In.Module), u.Call, "start_new_session")
		if tends(words) || s.prog.Kept(int(u.In.Module), u.Call) || detached == "true" || session == "true" {
			return
		}
		out = append(out, PythonProcess{Use{Mention: u}, command, pythonProgram(words)})
	}
	for _, i := range x.modules {
		for _, sp := range s.facts[i].spawns {
			words := sp.words
			command := runsCommand(words, pythonCommands)
			if command == "" && s.prog.Passes(i, sp.Call, "sys.executable") {
				command = "python"
			}
			if command == "" {
				for _, w := range words {
					if !strings.HasSuffix(w, ".sh") {
						continue
					}
					if script := s.script(i, w); runsCommand(script, pythonCommands) != "" {
						command, words = path.Base(w), script
						break
					}
				}
			}
			if command != "" {
				add(sp.Mention, command, words)
			}
		}
	}
	for _, u := range x.Uses("subprocess-python") {
		spawned := slices.ContainsFunc(s.facts[u.In.Module].spawns, func(sp spawn) bool { return sp.Call == u.Call })
		if u.Call != 0 && !spawned {
			add(u.Mention, u.Name[strings.LastIndexByte(u.Name, '.')+1:], commandWords(s.prog, int(u.In.Module), u.Call))
		}
	}
	return out
}

// tends reports whether a command line looks after Python rather than runs a
// program of it.
func tends(words []string) bool {
	for i, w := range words {
		switch w {
		case "--version", "-V", "-VV":
			return true
		case "-m":
			if i+1 < len(words) && slices.Contains([]string{"pip", "venv", "virtualenv", "ensurepip", "uv", "pipx", "site", "http.server"}, words[i+1]) {
				return true
			}
		}
	}
	return false
}

// RunsFor returns what the process runs when that is a constant that callers on
// the way to it pass.
func (pp *PythonProcess) RunsFor(w program.Way) string {
	if pp.Runs != "" {
		return pp.Runs
	}
	var words []string
	for _, t := range w.Texts {
		words = append(words, strings.Fields(t)...)
	}
	return pythonProgram(words)
}

// pythonProgram returns what a command line has Python run.
func pythonProgram(words []string) string {
	for i, w := range words {
		switch {
		case strings.HasSuffix(w, ".py"):
			return path.Base(w)
		case w == "-m" && i+1 < len(words):
			return words[i+1]
		}
	}
	return ""
}
