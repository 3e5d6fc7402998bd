package main

import (
	"bytes"
	"testing"
	"time"
)

func TestProgress(t *testing.T) {
	var out bytes.Buffer
	p := newProgress(&out)
	const begin = "\r\x1b[K"
	shows := func(want string) {
		t.Helper()
		out.Reset()
		p.draw()
		if out.String() != begin+want {
			t.Errorf("shown: %q, want %q", &out, begin+want)
		}
	}
	shows("Listing files")
	p.read(1, 3)
	shows("Reading 1 of 3 files")
	p.read(3, 3)
	p.read(2, 3) // told late by another goroutine
	shows("Read 3 files, following calls")

	out.Reset()
	p.group.Go(func() { p.run(make(chan time.Time)) })
	p.stop()
	if got := out.String(); got != begin+"Read 3 files, following calls"+begin {
		t.Errorf("left on the terminal: %q", got)
	}
}

// Where nobody looks nothing is counted.
func TestNoProgress(t *testing.T) {
	var out bytes.Buffer
	c := &command{streams: streams{err: &out}, env: func(string) string { return "" }}
	p := c.startProgress(false)
	p.stop()
	if p != nil || out.Len() > 0 {
		t.Errorf("progress %v, output %q", p, &out)
	}
}
