package suggest

import (
	"strings"
	"testing"
)

func TestDidYouMean(t *testing.T) {
	names := []string{"blocking-call-on-event-loop", "cpu-work-on-event-loop"}
	for got, want := range map[string]string{
		"cpu-work-on-eventloop":      "cpu-work-on-event-loop",
		"blocking-call-in-the-loop":  "blocking-call-on-event-loop",
		"cpu":                        "cpu-work-on-event-loop",
		"xyz":                        "",
		"":                           "",
		"something-entirely-unknown": "",
		strings.Repeat("cpu", 1e6):   "",
	} {
		if s := DidYouMean(got, names); (want == "") != (s == "") || !strings.Contains(s, want) {
			t.Errorf("%.40q suggests %q, want %q", got, s, want)
		}
	}
}
