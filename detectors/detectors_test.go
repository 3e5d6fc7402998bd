package detectors_test

import (
	"testing"

	"github.com/stackfit/stackfit/analyzer/analyzertest"
	"github.com/stackfit/stackfit/detectors"
)

func TestFixtures(t *testing.T) {
	analyzertest.Run(t, "../testdata/detectors", detectors.All()...)
}
