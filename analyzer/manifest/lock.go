package manifest

import (
	"bytes"
	"path"
	"strings"
)

// Lock is a lockfile: the versions that are installed. It is read only when a
// version is asked for, as lockfiles are the largest files of many projects.
type Lock struct {
	Path, Dir string
}

func isLock(name string) bool {
	switch name {
	case "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock", "pixi.lock":
		return true
	}
	return false
}

// Python reports whether the lockfile is of Python packages.
func (l *Lock) Python() bool {
	switch path.Base(l.Path) {
	case "poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock", "pixi.lock":
		return true
	}
	return false
}

// Version returns the version of a package in the content of the lockfile and
// the line it stands on, "" when it is not there. Of several it is the one that
// the project itself gets, or the first. The content is searched, not decoded:
// the formats are written by programs, one way only.
func (l *Lock) Version(content []byte, name string) (version string, line int) {
	var at int
	switch path.Base(l.Path) {
	case "package-lock.json", "npm-shrinkwrap.json":
		if version, at = after(content, `"node_modules/`+name+`": {`, `"version": "`, `"`, "}"); at < 0 { // before npm 7
			version, at = after(content, `"`+name+`": {`, `"version": "`, `"`, "}")
		}
	case "yarn.lock":
		for _, mark := range []string{"\n" + name + "@", "\n\"" + name + "@"} {
			if version, at = after(content, mark, "\n  version", "\n", "\n\n"); at >= 0 {
				break
			}
		}
		version = strings.Trim(version, `: "`+"\r")
	case "pnpm-lock.yaml":
		for _, mark := range []string{"\n      " + name + ":\n", "\n      '" + name + "':\n"} { // importers
			if version, at = after(content, mark, "        version: ", "\n", "\n      \n"); at >= 0 {
				break
			}
		}
		if at < 0 {
			for _, mark := range []string{"\n  " + name + "@", "\n  '" + name + "@", "\n  /" + name + "@", "\n  /" + name + "/"} {
				if version, at = after(content, mark, "", ":", "\n"); at >= 0 {
					break
				}
			}
		}
		version, _, _ = strings.Cut(strings.Trim(version, `'" `+"\r"), "(")
	case "poetry.lock", "uv.lock", "pdm.lock":
		version, at = after(content, "\nname = \""+PyName(name)+"\"\n", "version = \"", `"`, "\n\n")
	case "Pipfile.lock":
		version, at = after(content, `"`+PyName(name)+`": {`, `"version": "`, `"`, "}")
		version = strings.TrimPrefix(version, "==")
	case "pixi.lock":
		version, at = after(content, "\n  name: "+PyName(name)+"\n", "  version: ", "\n", "\n- ")
	}
	if version == "" || at < 0 {
		return "", 0
	}
	return version, 1 + bytes.Count(content[:at], []byte("\n"))
}

// after returns the text between two marks that follow a first one, before a
// limit, and the place of the second mark, -1 when they are not there.
func after(content []byte, first, open, end, limit string) (text string, at int) {
	i := bytes.Index(content, []byte(first))
	if i < 0 {
		return "", -1
	}
	i += len(first)
	part := content[i:]
	if n := bytes.Index(part, []byte(limit)); n >= 0 {
		part = part[:n+len(limit)]
	}
	j := bytes.Index(part, []byte(open))
	if j < 0 {
		return "", -1
	}
	part = part[j+len(open):]
	n := bytes.Index(part, []byte(end))
	if n < 0 || n > 200 {
		return "", -1
	}
	return string(part[:n]), i + j + len(open)
}
