package changes

import "testing"

// FuzzChangedLines compares any two texts. Changed lines are lines of the later
// one, and nothing differs between equal texts.
func FuzzChangedLines(f *testing.F) {
	f.Add("f(a, b)\n", "f(\n a,\n b,\n)\n", false)
	f.Add("x = `${a}` // stackfit: ignore[r] y\n", "/* */ x\r\n\u2028y", false)
	f.Add("def f():\n  '''\n  # stackfit: x\n", "class A: # stackfit:\n\tpass", true)
	f.Fuzz(func(t *testing.T, before, after string, python bool) {
		path := "a.tsx"
		if python {
			path = "a.py"
		}
		lines := 1
		for i := range len(after) {
			if after[i] == '\n' || after[i] == '\r' || after[i] == 0xe2 {
				lines++
			}
		}
		for line := range changedLines(path, []byte(before), []byte(after)) {
			if line < 1 || line > lines {
				t.Errorf("line %d of at most %d", line, lines)
			}
		}
		if n := len(changedLines(path, []byte(after), []byte(after))); n > 0 {
			t.Errorf("%d lines differ from themselves", n)
		}
	})
}
