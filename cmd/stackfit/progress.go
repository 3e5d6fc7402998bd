package main

import (
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

const (
	progressAfter = time.Second            // what is faster shows nothing
	progressEvery = 100 * time.Millisecond // between two pictures
)

// progress draws on a terminal how far a run is. The nil progress draws nothing.
type progress struct {
	w           io.Writer
	done, total atomic.Int64
	quit        chan struct{}
	group       sync.WaitGroup
}

// startProgress returns nil where nobody looks: then a run does not even count.
func (c *command) startProgress(off bool) *progress {
	if off || !isTerminal(c.err) || c.env("TERM") == "dumb" || c.env("CI") != "" {
		return nil
	}
	p := newProgress(c.err)
	p.group.Go(func() {
		wait := time.NewTimer(progressAfter)
		defer wait.Stop()
		select {
		case <-p.quit:
			return
		case <-wait.C:
		}
		tick := time.NewTicker(progressEvery)
		defer tick.Stop()
		p.run(tick.C)
	})
	return p
}

func newProgress(w io.Writer) *progress { return &progress{w: w, quit: make(chan struct{})} }

// run draws at each tick until the run ends, then clears the line.
func (p *progress) run(tick <-chan time.Time) {
	for {
		p.draw()
		select {
		case <-p.quit:
			fmt.Fprint(p.w, "\r\x1b[K")
			return
		case <-tick:
		}
	}
}

func (p *progress) draw() {
	switch done, total := p.done.Load(), p.total.Load(); {
	case total == 0:
		fmt.Fprint(p.w, "\r\x1b[KListing files")
	case done < total:
		fmt.Fprintf(p.w, "\r\x1b[KReading %d of %d files", done, total)
	default:
		fmt.Fprintf(p.w, "\r\x1b[KRead %d files, following calls", total)
	}
}

// read is told of each file that was read, from several goroutines.
func (p *progress) read(done, total int) {
	for {
		old := p.done.Load()
		if int64(done) <= old || p.done.CompareAndSwap(old, int64(done)) {
			break
		}
	}
	p.total.Store(int64(total))
}

// stop ends the drawing. What was drawn is gone when it returns.
func (p *progress) stop() {
	if p == nil {
		return
	}
	close(p.quit)
	p.group.Wait()
}
