package analyzer_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/detectors"
)

// generate writes a program of n services in each language: handlers that call
// a class of another file, which calls a helper of a third one, which calls its
// neighbors and blocks.
func generate(tb testing.TB, n int) string {
	tb.Helper()
	dir := tb.TempDir()
	write := func(name, format string, args ...any) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(path, fmt.Appendf(nil, format, args...), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	write("package.json", `{"name": "generated", "dependencies": {"express": "*"}}`)
	for i := range n {
		next := (i + 1) % n
		write(fmt.Sprintf("api/handler%d.ts", i), `import express from "express"
import { Service%[1]d } from "./service%[1]d"

const app = express()
const service = new Service%[1]d()
app.get("/a%[1]d", async (req, res) => res.json(await service.load(req.params.id, (x) => x.length)))
app.post("/b%[1]d", (req, res) => service.save(req.body))
`, i)
		write(fmt.Sprintf("api/service%d.ts", i), `import { read, each } from "./helper%[1]d"
import * as neighbor from "./helper%[2]d"

export class Service%[1]d {
  private store = new Map<string, string>()
  constructor(private readonly root: string = "data") {}
  async load(id: string, size: (text: string) => number) {
    const text = read(this.root + id)
    this.store.set(id, text)
    return size(text) + neighbor.each([text], (t) => t.trim())
  }
  save(items: string[]) {
    return each(items, (item) => neighbor.read(item))
  }
}
`, i, next)
		write(fmt.Sprintf("api/helper%d.ts", i), `import fs from "node:fs"

export function read(path: string) {
  return fs.readFileSync(path, "utf8")
}
export function each<T>(items: T[], work: (item: T) => unknown) {
  return items.map((item) => work(item))
}
`)
		write(fmt.Sprintf("svc/handler%d.py", i), `from fastapi import FastAPI

from svc.service%[1]d import Service%[1]d

app = FastAPI()
service = Service%[1]d("data")


@app.get("/a%[1]d")
async def load(name: str):
    return service.load(name)
`, i)
		write(fmt.Sprintf("svc/service%d.py", i), `from svc import helper%[2]d
from svc.helper%[1]d import read


class Service%[1]d:
    def __init__(self, root):
        self.root = root

    def load(self, name):
        return helper%[2]d.each([name], lambda item: read(self.root + item))
`, i, next)
		write(fmt.Sprintf("svc/helper%d.py", i), `import time


def read(path):
    time.sleep(0.1)
    with open(path) as f:
        return f.read()


def each(items, work):
    return [work(item) for item in items]
`)
	}
	write("svc/__init__.py", "")
	return dir
}

// TestGrowth asks that linking a program twice as large takes about twice the
// work, and finds twice as much.
func TestGrowth(t *testing.T) {
	var steps, findings []int
	for _, n := range []int{20, 40, 80} {
		r, err := analyzer.Run(context.Background(), analyzer.Config{Root: generate(t, n)}, detectors.All())
		if err != nil {
			t.Fatal(err)
		}
		steps = append(steps, r.Steps)
		findings = append(findings, len(r.Findings))
	}
	for i := 1; i < len(steps); i++ {
		if ratio := float64(steps[i]) / float64(steps[i-1]); ratio > 2.2 || ratio < 1.5 {
			t.Errorf("steps %v: ratio %.2f of a doubling, want about 2", steps, ratio)
		}
		if findings[i] != 2*findings[i-1] {
			t.Errorf("findings %v: want twice as many of a program twice as large", findings)
		}
	}
}

// BenchmarkGrowth analyzes generated programs, each twice as large as the one
// before: the time of an operation should double, too.
func BenchmarkGrowth(b *testing.B) {
	for _, n := range []int{100, 200, 400, 800} {
		b.Run(strings.TrimSpace(fmt.Sprint(n)), func(b *testing.B) {
			dir := generate(b, n)
			for b.Loop() {
				r, err := analyzer.Run(context.Background(), analyzer.Config{Root: dir}, detectors.All())
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(r.Completeness.Bytes)
			}
		})
	}
}
