package review

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"
)

// forge makes addresses of code lines. The zero forge makes none: a path is
// shown as it is.
type forge struct {
	page string // address of the repository's page, without a slash at its end
	name string // owner/repository
	base string // the analyzed folder in the repository

	// Around the path of a file at the commit, and around its lines.
	file, line, between string
}

// forges are how public forges write the address of a file and of its lines:
// https://docs.github.com/repositories/working-with-files/using-files/getting-permanent-links-to-files,
// https://docs.gitlab.com/user/project/repository/files/,
// https://support.atlassian.com/bitbucket-cloud/docs/hyperlink-to-source-code-in-bitbucket/.
var forges = map[string]struct {
	file, line, between string
	depth               int // of folders that a repository may lie in, 0: exactly one
}{
	"github.com":    {"/blob/", "#L", "-L", 0},
	"gitlab.com":    {"/-/blob/", "#L", "-", 20},
	"bitbucket.org": {"/src/", "#lines-", ":", 0},
}

// newForge reads where a checkout's remote is. What is not an ordinary address
// at a known forge gives no links: the text is the repository's, and so may be
// anything. Names and passwords in it are dropped.
func newForge(o Origin) forge {
	host, full, ok := splitRemote(o.Remote)
	if !ok {
		return forge{}
	}
	kind, known := forges[host]
	if !known {
		return forge{}
	}
	full = strings.TrimSuffix(strings.Trim(full, "/"), ".git")
	segments := strings.Split(full, "/")
	if len(segments) < 2 || len(segments) > 2+kind.depth {
		return forge{}
	}
	for _, s := range segments {
		if !plainName(s) {
			return forge{}
		}
	}
	f := forge{page: "https://" + host + "/" + full, name: full, base: o.Base}
	if isHash(o.Revision) {
		f.file, f.line, f.between = f.page+kind.file+o.Revision+"/", kind.line, kind.between
	}
	return f
}

// splitRemote returns host and path of a remote's address, which is a URL or
// has the form [user@]host:path
// (https://git-scm.com/docs/git-clone#_git_urls).
func splitRemote(remote string) (host, repository string, ok bool) {
	if !strings.Contains(remote, "://") {
		host, repository, ok = strings.Cut(remote, ":")
		host = host[strings.LastIndexByte(host, '@')+1:]
		return strings.ToLower(host), repository, ok
	}
	u, err := url.Parse(remote)
	if err != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", "", false
	}
	switch u.Scheme {
	case "https", "http", "ssh", "git", "git+ssh":
		return strings.ToLower(u.Hostname()), u.Path, true
	}
	return "", "", false
}

// plainName reports whether a segment is one that forges give to owners and
// repositories.
func plainName(s string) bool {
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_' && c != '.' {
			return false
		}
	}
	return s != "" && s != "." && s != ".."
}

// isHash reports whether s is the full name of a commit, in SHA-1 or SHA-256.
func isHash(s string) bool {
	if len(s) != 40 && len(s) != 64 {
		return false
	}
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'f') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// ref returns a place with its address. Line 0 means the file as a whole; end
// is 0, or the last line of a region.
func (f *forge) ref(file string, line, end int) Ref {
	r := Ref{Text: file}
	if line > 0 {
		r.Text = fmt.Sprintf("%s:%d", file, line)
	}
	// A path that leads elsewhere, or that no file of a repository has, is no
	// reason for a link.
	if f.file == "" || file == "." || !fs.ValidPath(strings.ToValidUTF8(file, "?")) {
		return r
	}
	segments := strings.Split(path.Join(f.base, file), "/")
	for i, s := range segments {
		segments[i] = url.PathEscape(s)
	}
	r.URL = f.file + strings.Join(segments, "/")
	if line > 0 {
		r.URL += fmt.Sprintf("%s%d", f.line, line)
		if end > line {
			r.URL += fmt.Sprintf("%s%d", f.between, end)
		}
	}
	return r
}

// shortHash is how many digits of a revision are shown where there is little room.
const shortHash = 12

// short returns the beginning of a revision.
func short(revision string) string {
	if len(revision) <= shortHash || !utf8.ValidString(revision) {
		return revision
	}
	return revision[:shortHash]
}
