package gitrepo

import (
	"bytes"
	"cmp"
	"container/heap"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// Head returns the commit that is checked out.
func (r *Repo) Head() (Hash, error) { return r.Resolve("HEAD") }

// Resolve returns the commit that a revision names: a reference, its short
// form, a commit's name of four digits or more, each followed by any number of
// ^, ^N, ~ and ~N (https://git-scm.com/docs/gitrevisions). Forms that search,
// such as @{upstream} and :/text, are not known.
func (r *Repo) Resolve(rev string) (Hash, error) {
	end := strings.IndexAny(rev, "^~")
	if end < 0 {
		end = len(rev)
	}
	h, err := r.named(rev[:end])
	if err != nil {
		return Hash{}, fmt.Errorf("revision %q: %w", rev, err)
	}
	h, err = r.steps(h, rev[end:])
	if err != nil {
		return Hash{}, fmt.Errorf("revision %q: %w", rev, err)
	}
	return h, nil
}

// steps follows "^", "^N", "~", "~N", "^{}" and "^{commit}".
func (r *Repo) steps(h Hash, path string) (Hash, error) {
	for path != "" {
		op := path[0]
		path = path[1:]
		if op == '^' && strings.HasPrefix(path, "{") {
			kind, rest, ok := strings.Cut(path[1:], "}")
			if !ok || kind != "" && kind != "commit" {
				return h, fmt.Errorf("%w: ^%s", ErrNoRevision, path)
			}
			path = rest
			continue
		}
		n, digits := 1, 0
		for digits < len(path) && path[digits] >= '0' && path[digits] <= '9' {
			digits++
		}
		if digits > 0 {
			var err error
			if n, err = strconv.Atoi(path[:digits]); err != nil {
				return h, fmt.Errorf("%w: %s", ErrNoRevision, path[:digits])
			}
			path = path[digits:]
		}
		if path != "" && path[0] != '^' && path[0] != '~' {
			return h, fmt.Errorf("%w: %s", ErrNoRevision, path)
		}
		var err error
		if op == '^' {
			h, err = r.parent(h, n)
		} else {
			for range n {
				if h, err = r.parent(h, 1); err != nil {
					break
				}
			}
		}
		if err != nil {
			return h, err
		}
	}
	return h, nil
}

func (r *Repo) parent(h Hash, n int) (Hash, error) {
	if n == 0 {
		return h, nil
	}
	c, err := r.Commit(h)
	switch {
	case err != nil:
		return h, err
	case c.Cut:
		return h, fmt.Errorf("commit %s: its parents are %w: %w", short(h), ErrMissing, ErrShallow)
	case n > len(c.Parents):
		return h, fmt.Errorf("%w: commit %s has no parent %d", ErrNoRevision, short(h), n)
	}
	return c.Parents[n-1], nil
}

// named resolves a name without steps to a commit.
func (r *Repo) named(name string) (Hash, error) {
	if name == "@" {
		name = "HEAD"
	}
	if name == "" || strings.ContainsAny(name, "@{:\\ ") && strings.Contains(name, "@{") {
		return Hash{}, ErrNoRevision
	}
	if plumbing.IsHash(name) {
		return r.peel(plumbing.NewHash(name))
	}
	for _, format := range []string{"%s", "refs/%s", "refs/tags/%s", "refs/heads/%s", "refs/remotes/%s", "refs/remotes/%s/HEAD"} {
		if h, ok := r.reference(fmt.Sprintf(format, name)); ok {
			return r.peel(h)
		}
	}
	if hexadecimal(name) {
		switch found := r.objects.matching(strings.ToLower(name)); len(found) {
		case 1:
			return r.peel(found[0])
		case 2:
			return Hash{}, fmt.Errorf("%w: several objects begin so", ErrNoRevision)
		}
	}
	if r.Shallow() {
		return Hash{}, fmt.Errorf("%w in this clone: %w", ErrNoRevision, ErrShallow)
	}
	return Hash{}, ErrNoRevision
}

func hexadecimal(s string) bool {
	return len(s) >= 4 && len(s) < 2*hashSize && strings.Trim(s, "0123456789abcdefABCDEF") == ""
}

// reference follows a reference to an object, through symbolic ones.
func (r *Repo) reference(name string) (Hash, bool) {
	for range 5 { // as many as git follows
		ref, err := r.storage.Reference(plumbing.ReferenceName(name))
		if err != nil {
			return Hash{}, false
		}
		if ref.Type() == plumbing.HashReference {
			return ref.Hash(), true
		}
		name = ref.Target().String()
	}
	return Hash{}, false
}

// peel follows annotated tags to a commit.
func (r *Repo) peel(h Hash) (Hash, error) {
	for range maxTags {
		typ, b, err := r.object(h, maxCommit)
		switch {
		case err != nil:
			return h, err
		case typ == plumbing.CommitObject:
			return h, nil
		case typ != plumbing.TagObject:
			return h, fmt.Errorf("%w: object %s is a %s", ErrNoRevision, short(h), typ)
		}
		target, ok := bytes.CutPrefix(b, []byte("object "))
		if !ok || len(target) < 2*hashSize {
			return h, fmt.Errorf("tag %s: %w", short(h), ErrCorrupt)
		}
		h = plumbing.NewHash(string(target[:2*hashSize]))
	}
	return h, fmt.Errorf("tag %s: %w", short(h), ErrCorrupt)
}

// maxTags bounds how many tags may be tags of tags.
const maxTags = 10

// Marks of commits while their common ancestors are looked for.
const (
	fromA = 1 << iota
	fromB
	stale // an ancestor of a common ancestor
)

// MergeBase returns the best common ancestor of two commits, the newest where
// there are several. In a shallow clone whose history ends before one is found
// the error is ErrShallow; commits of unrelated histories give ErrUnrelated.
func (r *Repo) MergeBase(a, b Hash) (Hash, error) {
	if a == b {
		return a, nil
	}
	w := mergeWalk{repo: r, seen: map[Hash]*mergeCommit{}}
	if err := w.add(a, fromA); err != nil {
		return Hash{}, err
	}
	if err := w.add(b, fromB); err != nil {
		return Hash{}, err
	}
	var found []*mergeCommit
	cut := false
	for w.fresh > 0 {
		c := heap.Pop(&w.queue).(*mergeCommit)
		c.queued = false
		if c.marks&stale == 0 {
			w.fresh--
		}
		cut = cut || c.Cut
		marks := c.marks
		if marks&(fromA|fromB) == fromA|fromB && marks&stale == 0 {
			found = append(found, c)
			marks |= stale
		}
		for _, p := range c.Parents {
			if err := w.add(p, marks); err != nil {
				return Hash{}, err
			}
		}
	}
	found = slices.DeleteFunc(found, func(c *mergeCommit) bool { return c.marks&stale != 0 })
	switch {
	case len(found) > 0:
		best := slices.MaxFunc(found, func(a, b *mergeCommit) int {
			return cmp.Or(cmp.Compare(a.Time, b.Time), bytes.Compare(a.hash[:], b.hash[:]))
		})
		return best.hash, nil
	case cut:
		return Hash{}, fmt.Errorf("%w of %s and %s in this clone: %w", ErrUnrelated, short(a), short(b), ErrShallow)
	}
	return Hash{}, fmt.Errorf("%w of %s and %s", ErrUnrelated, short(a), short(b))
}

type mergeCommit struct {
	Commit

	hash   Hash
	marks  uint8
	queued bool
}

// mergeWalk goes from newer commits to older ones, as git does.
type mergeWalk struct {
	repo  *Repo
	seen  map[Hash]*mergeCommit
	queue mergeQueue
	fresh int // queued commits that are not stale
}

// add gives a commit marks, and queues it when it has not had them all.
func (w *mergeWalk) add(h Hash, marks uint8) error {
	c := w.seen[h]
	if c == nil {
		commit, err := w.repo.Commit(h)
		if err != nil {
			return err
		}
		c = &mergeCommit{Commit: commit, hash: h}
		w.seen[h] = c
	}
	if c.marks|marks == c.marks {
		return nil
	}
	if c.queued && c.marks&stale == 0 {
		w.fresh--
	}
	c.marks |= marks
	if c.marks&stale == 0 {
		w.fresh++
	}
	if !c.queued {
		c.queued = true
		heap.Push(&w.queue, c)
	}
	return nil
}

type mergeQueue []*mergeCommit

func (q mergeQueue) Len() int           { return len(q) }
func (q mergeQueue) Less(i, j int) bool { return q[i].Time > q[j].Time }
func (q mergeQueue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *mergeQueue) Push(x any)        { *q = append(*q, x.(*mergeCommit)) }

// Pop takes the last element.
func (q *mergeQueue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}
