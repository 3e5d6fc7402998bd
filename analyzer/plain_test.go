package analyzer_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/detectors"
)

// TestPlainServices analyzes ordinary services, one in each folder of
// testdata/plain. Either language is fine for them: their entries are found,
// nothing above info is reported, and nothing weighs against their stack (G23).
func TestPlainServices(t *testing.T) {
	const root = "../testdata/plain"
	services := []struct {
		dir, language, framework string
		entries                  int // at least
	}{
		{"aiohttp-service", "python", "aiohttp", 3},
		{"django-rest", "python", "django", 2},
		{"express-gateway", "node", "express", 1},
		{"express-mongoose", "node", "express", 8},
		{"fastapi-asyncpg", "python", "fastapi", 3},
		{"fastapi-sqlalchemy", "python", "fastapi", 6},
		{"fastify-prisma", "node", "fastify", 8},
		{"flask-sqlalchemy", "python", "flask", 5},
		{"hono-drizzle", "node", "hono", 3},
		{"koa-knex", "node", "koa", 4},
		{"litestar-service", "python", "litestar", 3},
		{"nest-typeorm", "node", "nestjs", 4},
	}
	for _, c := range services {
		t.Run(c.dir, func(t *testing.T) {
			r, err := analyzer.Run(t.Context(), analyzer.Config{Root: filepath.Join(root, c.dir), MinConfidence: finding.Possible}, detectors.All())
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range r.Findings {
				if f.Severity > finding.Info {
					t.Errorf("%s:%d: %s[%s] %s", f.Location.Path, f.Location.Line, f.Severity, f.Rule, f.Message)
				}
			}
			if len(r.Services) != 1 {
				t.Fatalf("%d services, want 1", len(r.Services))
			}
			s := &r.Services[0]
			if s.Language != c.language || !slices.Contains(s.Frameworks, c.framework) || s.Entries < c.entries {
				t.Errorf("a %s service with %v and %d entries, want %s with %s and %d", s.Language, s.Frameworks, s.Entries, c.language, c.framework, c.entries)
			}
			if s.Verdict.Fit != "fits" || s.Verdict.Recommendation != "stay" || s.Verdict.Score != 0 {
				t.Errorf("verdict is %s (%.2f against), %s; want fits, stay", s.Verdict.Fit, s.Verdict.Score, s.Verdict.Recommendation)
			}
		})
	}
	folders, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	if len(folders) != len(services) {
		t.Errorf("%s has %d folders and the table %d", root, len(folders), len(services))
	}
}
