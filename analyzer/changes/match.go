package changes

import "slices"

// maxTable bounds the table by which two stretches without a landmark are
// compared. Larger ones count as different: better a line too many than a run
// that takes its time over a file that was written anew.
const maxTable = 1 << 20

// match pairs the elements of two sequences in order, and returns for each of b
// the position in a, or -1. Elements that are unique in both are landmarks
// (patience diff); between landmarks the longest common subsequence counts.
func match(a, b []int32) []int32 {
	out := make([]int32, len(b))
	for i := range out {
		out[i] = -1
	}
	type stretch struct{ a0, a1, b0, b1 int }
	todo := []stretch{{0, len(a), 0, len(b)}}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for s.a0 < s.a1 && s.b0 < s.b1 && a[s.a0] == b[s.b0] {
			out[s.b0] = int32(s.a0)
			s.a0++
			s.b0++
		}
		for s.a0 < s.a1 && s.b0 < s.b1 && a[s.a1-1] == b[s.b1-1] {
			s.a1--
			s.b1--
			out[s.b1] = int32(s.a1)
		}
		if s.a0 == s.a1 || s.b0 == s.b1 {
			continue
		}
		marks := landmarks(a[s.a0:s.a1], b[s.b0:s.b1])
		if len(marks) == 0 {
			common(a, b, s.a0, s.a1, s.b0, s.b1, out)
			continue
		}
		a0, b0 := s.a0, s.b0
		for _, m := range marks {
			i, j := s.a0+int(m.a), s.b0+int(m.b)
			out[j] = int32(i)
			todo = append(todo, stretch{a0, i, b0, j})
			a0, b0 = i+1, j+1
		}
		todo = append(todo, stretch{a0, s.a1, b0, s.b1})
	}
	return out
}

type pair struct{ a, b int32 }

// landmarks returns the longest rising list of pairs of elements that occur
// once in a and once in b.
func landmarks(a, b []int32) []pair {
	type count struct {
		inA, inB int
		a, b     int32
	}
	counts := make(map[int32]*count, len(a))
	for i, x := range a {
		c := counts[x]
		if c == nil {
			c = &count{}
			counts[x] = c
		}
		c.inA++
		c.a = int32(i)
	}
	for j, x := range b {
		if c := counts[x]; c != nil {
			c.inB++
			c.b = int32(j)
		}
	}
	var unique []pair
	for _, x := range a {
		if c := counts[x]; c.inA == 1 && c.inB == 1 {
			unique = append(unique, pair{c.a, c.b})
		}
	}
	// Longest increasing subsequence by b; unique rises by a.
	var tops []int32 // index in unique of the smallest end of each length
	before := make([]int32, len(unique))
	for i, p := range unique {
		k, _ := slices.BinarySearchFunc(tops, p.b, func(t, b int32) int { return int(unique[t].b) - int(b) })
		before[i] = -1
		if k > 0 {
			before[i] = tops[k-1]
		}
		if k == len(tops) {
			tops = append(tops, int32(i))
		} else {
			tops[k] = int32(i)
		}
	}
	if len(tops) == 0 {
		return nil
	}
	out := make([]pair, len(tops))
	for i, k := len(tops)-1, tops[len(tops)-1]; i >= 0; i, k = i-1, before[k] {
		out[i] = unique[k]
	}
	return out
}

// common pairs the longest common subsequence of two stretches.
func common(a, b []int32, a0, a1, b0, b1 int, out []int32) {
	n, m := a1-a0, b1-b0
	if n*m > maxTable {
		return
	}
	width := m + 1
	table := make([]int32, (n+1)*width) // longest of the rests from i and j on
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if a[a0+i] == b[b0+j] {
				table[i*width+j] = table[(i+1)*width+j+1] + 1
			} else {
				table[i*width+j] = max(table[(i+1)*width+j], table[i*width+j+1])
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case a[a0+i] == b[b0+j]:
			out[b0+j] = int32(a0 + i)
			i++
			j++
		case table[(i+1)*width+j] >= table[i*width+j+1]:
			i++
		default:
			j++
		}
	}
}
