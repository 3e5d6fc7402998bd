// Package history tells from a repository's commits who works on it, in which
// languages and since when. What that means for a stack is for the readers of
// its facts to judge.
//
// It reads a sample, so that a long history costs no more than a short one: 300
// ms are the budget for 30,000 commits. How much it reads is counted in commits
// and trees, never in time, so that the same repository gives the same facts.
package history

import (
	"cmp"
	"container/heap"
	"errors"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/stackfit/stackfit/analyzer/gitrepo"
)

// Limits of what is read.
const (
	maxCommits = 4000  // of the last year
	maxLine    = 12000 // commits followed to the first one
	maxSample  = 400   // commits whose changes are looked at
	maxTrees   = 2000  // trees read for them
	maxChange  = 150   // trees read for one; more is a move or a reformatting of everything
)

// year is the time looked at, in seconds before the newest commit. It is the
// repository's year, not the reader's: the facts do not change while it rests.
const year = 365 * 24 * 60 * 60

// Facts is what the history of a repository tells. A fact that could not be had
// says why in its Unknown field, and its value then means nothing.
type Facts struct {
	Unknown  string // why there is no history at all; "" when there is
	Revision string // commit that is checked out
	Newest   time.Time

	First        Date
	Contributors Count
	Authors      []Author // of the last year, those with most commits first
	Languages    []Language

	// LanguagesUnknown says why Authors and Languages are not known.
	LanguagesUnknown string
	Commits          int  // of the last year, merges left out
	Sampled          int  // of those, whose changes were looked at
	Truncated        bool // Commits are only the newest of the year: there are more
}

// Date is a point in time.
type Date struct {
	Time    time.Time // UTC
	Before  bool      // it is before Time: not all commits were followed
	Unknown string
}

// Count is a number of people.
type Count struct {
	N       int
	AtLeast bool // not all commits were read
	Unknown string
}

// Author is somebody who committed in the last year. Programs that commit,
// such as dependabot, are no authors.
type Author struct {
	Email     string // lower case; "" never
	Commits   int
	Languages []string // of sampled changes, sorted
}

// Language is a programming language in which the sampled changes are written.
type Language struct {
	Name    string // lower case, such as "python"
	Commits int    // sampled ones that change files of it
	Authors int
}

// Read tells the history of the repository that holds the folder dir. It gives
// facts in each case: what cannot be read is Unknown.
func Read(dir string) Facts {
	repo, err := gitrepo.Open(dir)
	if err != nil {
		return Facts{Unknown: reason(err)}
	}
	defer repo.Close()
	head, err := repo.Head()
	if err != nil {
		return Facts{Unknown: reason(err)}
	}
	r := reader{repo: repo, commits: map[gitrepo.Hash]gitrepo.Commit{}}
	top, err := r.commit(head)
	if err != nil {
		return Facts{Unknown: reason(err)}
	}
	f := Facts{Revision: head.String(), Newest: time.Unix(top.Time, 0).UTC()}
	f.First = r.first(head)
	lately, err := r.lately(head, top.Time-year, &f)
	switch {
	case err != nil:
		f.Contributors.Unknown = reason(err)
		f.LanguagesUnknown = reason(err)
	default:
		r.people(lately, &f)
		r.languages(lately, &f)
	}
	return f
}

// reason says in words why something is unknown.
func reason(err error) string {
	switch {
	case errors.Is(err, gitrepo.ErrNoRepository):
		return "no git repository"
	case errors.Is(err, gitrepo.ErrShallow):
		return "shallow clone"
	case errors.Is(err, gitrepo.ErrMissing):
		return "objects left out of the clone"
	case errors.Is(err, gitrepo.ErrNoRevision):
		return "no commits yet"
	}
	return err.Error()
}

// reader reads commits once.
type reader struct {
	repo    *gitrepo.Repo
	commits map[gitrepo.Hash]gitrepo.Commit
}

func (r *reader) commit(h gitrepo.Hash) (gitrepo.Commit, error) {
	if c, ok := r.commits[h]; ok {
		return c, nil
	}
	c, err := r.repo.Commit(h)
	if err == nil {
		r.commits[h] = c
	}
	return c, err
}

// first follows the main line, the first parents, to its beginning.
func (r *reader) first(h gitrepo.Hash) Date {
	for n := 0; ; n++ {
		c, err := r.commit(h)
		switch {
		case err != nil:
			return Date{Unknown: reason(err)}
		case c.Cut:
			return Date{Unknown: "shallow clone"}
		case len(c.Parents) == 0:
			return Date{Time: time.Unix(c.Written, 0).UTC()}
		case n == maxLine:
			return Date{Time: time.Unix(c.Written, 0).UTC(), Before: true}
		}
		h = c.Parents[0]
	}
}

// change is a commit with its name.
type change struct {
	gitrepo.Commit

	hash gitrepo.Hash
}

// lately returns the commits since a time, newest first, without merges.
func (r *reader) lately(head gitrepo.Hash, since int64, f *Facts) ([]change, error) {
	var queue byTime
	seen := map[gitrepo.Hash]bool{}
	add := func(h gitrepo.Hash) error {
		if seen[h] {
			return nil
		}
		seen[h] = true
		c, err := r.commit(h)
		if err != nil {
			return err
		}
		if c.Time >= since {
			heap.Push(&queue, change{c, h})
		}
		return nil
	}
	if err := add(head); err != nil {
		return nil, err
	}
	var out []change
	cut := false
	for len(queue) > 0 {
		if len(seen) > maxCommits {
			f.Truncated = true
			break
		}
		c := heap.Pop(&queue).(change)
		cut = cut || c.Cut
		if len(c.Parents) < 2 && !c.Cut {
			out = append(out, c)
		}
		for _, p := range c.Parents {
			if err := add(p); err != nil {
				return nil, err
			}
		}
	}
	if cut { // the year is not all there
		return nil, gitrepo.ErrShallow
	}
	return out, nil
}

type byTime []change

func (q byTime) Len() int           { return len(q) }
func (q byTime) Less(i, j int) bool { return q[i].Time > q[j].Time }
func (q byTime) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *byTime) Push(x any)        { *q = append(*q, x.(change)) }

// Pop takes the last element.
func (q *byTime) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

// people counts who committed.
func (*reader) people(lately []change, f *Facts) {
	index := map[string]int{}
	for i := range lately {
		f.Commits++
		email := person(lately[i].Author)
		if email == "" {
			continue
		}
		j, ok := index[email]
		if !ok {
			j = len(f.Authors)
			index[email] = j
			f.Authors = append(f.Authors, Author{Email: email})
		}
		f.Authors[j].Commits++
	}
	slices.SortFunc(f.Authors, func(a, b Author) int {
		return cmp.Or(cmp.Compare(b.Commits, a.Commits), strings.Compare(a.Email, b.Email))
	})
	f.Contributors = Count{N: len(f.Authors), AtLeast: f.Truncated}
}

// person returns the address that stands for an author, "" for a program.
func person(email string) string {
	email = strings.ToLower(strings.TrimSpace(email))
	if strings.Contains(email, "[bot]@") || strings.HasPrefix(email, "noreply@") || strings.HasPrefix(email, "bot@") {
		return ""
	}
	// GitHub's private addresses carry a number since 2017:
	// 1234567+name@users.noreply.github.com.
	if name, ok := strings.CutSuffix(email, "@users.noreply.github.com"); ok {
		if _, after, ok := strings.Cut(name, "+"); ok {
			return after + "@users.noreply.github.com"
		}
	}
	return email
}

// languages looks at the changes of a sample that is spread over the year.
func (r *reader) languages(lately []change, f *Facts) {
	byAuthor := map[string]map[string]bool{}
	commits := map[string]int{}
	d := differ{repo: r.repo}
	for _, i := range spread(len(lately), maxSample) {
		c := &lately[i]
		author := person(c.Author)
		if author == "" {
			continue
		}
		if d.total >= maxTrees {
			break
		}
		var before gitrepo.Hash
		if len(c.Parents) > 0 {
			p, err := r.commit(c.Parents[0])
			if err != nil {
				f.LanguagesUnknown = reason(err)
				return
			}
			before = p.Tree
		}
		d.begin()
		if err := d.compare(before, c.Tree, 0); err != nil {
			f.LanguagesUnknown = reason(err)
			return
		}
		f.Sampled++
		if d.trees > maxChange {
			continue
		}
		for lang := range d.found {
			commits[lang]++
			if byAuthor[author] == nil {
				byAuthor[author] = map[string]bool{}
			}
			byAuthor[author][lang] = true
		}
	}
	authors := map[string]int{}
	for i := range f.Authors {
		for lang := range byAuthor[f.Authors[i].Email] {
			f.Authors[i].Languages = append(f.Authors[i].Languages, lang)
			authors[lang]++
		}
		slices.Sort(f.Authors[i].Languages)
	}
	for lang, n := range commits {
		f.Languages = append(f.Languages, Language{Name: lang, Commits: n, Authors: authors[lang]})
	}
	slices.SortFunc(f.Languages, func(a, b Language) int {
		return cmp.Or(cmp.Compare(b.Commits, a.Commits), strings.Compare(a.Name, b.Name))
	})
}

// spread returns at most limit of the numbers below n, evenly apart, in an order
// in which each part of it is spread as well.
func spread(n, limit int) []int {
	m := min(n, limit)
	// Steps of the golden section never come close to where they were.
	step := max(m*618/1000, 1)
	for gcd(step, max(m, 1)) != 1 {
		step++
	}
	out := make([]int, m)
	for i := range out {
		out[i] = i * step % m * n / m
	}
	return out
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// differ finds the languages of files that differ between two trees, going down
// only where names of trees differ.
type differ struct {
	repo  *gitrepo.Repo
	total int // trees read
	trees int // of them for this commit
	found map[string]bool
}

func (d *differ) begin() {
	d.trees = 0
	d.found = map[string]bool{}
}

// maxDepth bounds the folders above a file that is looked at.
const maxDepth = 100

// compare goes through what is new in the tree after, where the zero hash is an
// empty tree.
func (d *differ) compare(before, after gitrepo.Hash, depth int) error {
	if before == after || depth > maxDepth || d.trees > maxChange {
		return nil
	}
	old, err := d.tree(before)
	if err != nil {
		return err
	}
	entries, err := d.tree(after)
	if err != nil {
		return err
	}
	was := make(map[string]gitrepo.Entry, len(old))
	for _, e := range old {
		was[e.Name] = e
	}
	for _, e := range entries {
		o, had := was[e.Name]
		if had && o.Hash == e.Hash {
			continue
		}
		switch e.Kind {
		case gitrepo.File:
			if lang := languages[strings.ToLower(path.Ext(e.Name))]; lang != "" {
				d.found[lang] = true
			}
		case gitrepo.Folder:
			if installed(e.Name) {
				continue
			}
			if !had || o.Kind != gitrepo.Folder {
				o.Hash = gitrepo.Hash{}
			}
			if err := d.compare(o.Hash, e.Hash, depth+1); err != nil {
				return err
			}
		case gitrepo.Symlink, gitrepo.Submodule:
		}
	}
	return nil
}

func (d *differ) tree(h gitrepo.Hash) ([]gitrepo.Entry, error) {
	if h.IsZero() {
		return nil, nil
	}
	d.total++
	d.trees++
	return d.repo.Tree(h)
}

// installed reports a folder of code that nobody here wrote.
func installed(name string) bool {
	switch name {
	case "node_modules", "vendor", "third_party", "site-packages", "venv", ".venv":
		return true
	}
	return false
}

// languages are the extensions of source files.
var languages = map[string]string{
	".js": "javascript", ".cjs": "javascript", ".mjs": "javascript", ".jsx": "javascript",
	".ts": "typescript", ".cts": "typescript", ".mts": "typescript", ".tsx": "typescript",
	".py": "python", ".pyi": "python", ".ipynb": "python",
	".go": "go", ".java": "java", ".kt": "kotlin", ".cs": "c#", ".rb": "ruby", ".php": "php", ".rs": "rust",
	".c": "c", ".cc": "c++", ".cpp": "c++", ".swift": "swift", ".scala": "scala", ".ex": "elixir", ".exs": "elixir",
}
