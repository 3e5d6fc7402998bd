package analyzer_test

import (
	"context"
	"os"
	"testing"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/detectors"
)

// BenchmarkRun analyzes the repository named by STACKFIT_BENCH_DIR, or the
// demonstration. Its rate is source bytes a second, on all processors.
func BenchmarkRun(b *testing.B) {
	dir := os.Getenv("STACKFIT_BENCH_DIR")
	if dir == "" {
		dir = "../testdata/demo"
	}
	for b.Loop() {
		r, err := analyzer.Run(context.Background(), analyzer.Config{Root: dir}, detectors.All())
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(r.Completeness.Bytes)
		b.ReportMetric(float64(len(r.Findings)), "findings")
	}
}
