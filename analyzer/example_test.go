package analyzer_test

import (
	"context"
	"fmt"
	"log"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/detectors"
)

// A program of its own runs all rules over a folder and goes through what they
// found, each with its chain of calls from the entry to the blocking line.
func ExampleRun() {
	report, err := analyzer.Run(context.Background(), analyzer.Config{
		Root:          "../testdata/demo/forecast",
		MinConfidence: finding.Probable,
	}, detectors.All())
	if err != nil {
		log.Fatal(err) // there is no result at all
	}
	for _, f := range report.Findings {
		if f.Severity < finding.Error {
			continue
		}
		fmt.Printf("%s:%d %s\n", f.Location.Path, f.Location.Line, f.Message)
		for _, step := range f.Trace {
			fmt.Printf("  %s:%d %s\n", step.Path, step.Line, step.Text)
		}
	}
	for _, s := range report.Services {
		fmt.Printf("%s (%s, %s): %s\n", s.Root, s.Language, s.Kind, s.Verdict.Fit)
	}
	fmt.Println("read:", report.Completeness.Status)
	// Output:
	// app/clients/weather.py:5 requests.get waits for the network on the event loop while serving GET /{orchard}
	//   app/routers/harvest.py:12 GET /{orchard}
	//   app/routers/harvest.py:14 harvest calls HarvestService.predict
	//   app/services/harvest.py:11 HarvestService.predict calls current
	//   app/clients/weather.py:5 requests.get waits for the network
	// . (python, http-api): fits
	// read: complete
}
