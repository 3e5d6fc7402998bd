package detectors

import (
	"fmt"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
)

// CPUWorkInThreads reports Python code that hands computing to threads, where
// the global interpreter lock lets only one of them compute at a time.
//
// # Why it matters
//
// CPython runs Python code of one thread at a time. Threads that wait overlap,
// threads that compute take turns: eight of them finish no sooner than one, and
// the event loop they were to relieve waits for its turn, too.
//
// # Example
//
//	# convert.py
//	from concurrent.futures import ThreadPoolExecutor
//	import openpyxl
//
//	def books(paths):
//	    with ThreadPoolExecutor(8) as pool:
//	        return list(pool.map(openpyxl.load_workbook, paths))  # one after the other, all the same
//
// Use instead:
//
//	# convert.py
//	from concurrent.futures import ProcessPoolExecutor
//	import openpyxl
//
//	def books(paths):
//	    with ProcessPoolExecutor() as pool:
//	        return list(pool.map(openpyxl.load_workbook, paths))
//
// Or use subinterpreters (InterpreterPoolExecutor of Python 3.14), or a
// free-threaded build of Python.
//
// # How severe it is
//
// Several tasks that compute, such as a pool's map or threads started in a
// loop, are a warning: the threads were meant to save time and do not. A single
// hand-over of heavy work, which keeps an event loop answering at half speed,
// is info.
//
// # What it does not report
//
// Threads that wait: for files, the network, databases, processes, also beside
// computing. Native code that releases the lock, as NumPy, hashlib, Pillow and
// PyTorch do, and libraries of which that is not known. Processes and
// subinterpreters. Code that manifests run on a free-threaded Python: 3.13t and
// 3.14t in a Dockerfile or .python-version, PYTHON_GIL=0, -X gil=0.
//
// # Limits
//
// Of the program's own code only loops that take more than linear time on what
// was read or received count as computing.
var CPUWorkInThreads = &analyzer.Detector{
	ID:       "cpu-work-in-threads",
	Severity: finding.Warning,
	Claims:   []string{"G04"},

	CodeAlone: true,
	Run:       cpuWorkInThreads,
}

func cpuWorkInThreads(p *analyzer.Pass) error {
	for _, t := range p.Program.HeldInThreads() {
		f := finding.Finding{Severity: finding.Info, Confidence: finding.Definite, Cost: "heavy"}
		what, does := t.Runs, "computes"
		switch {
		case t.Work != nil:
			f.Cost = t.Work.API.Cost.String()
			does = t.Work.API.Kind.Does()
			if what != t.Work.Name {
				does = "calls " + t.Work.Name + ", which " + does
			}
		case t.Loop != nil:
			does = "takes about " + t.Loop.Steps()
		}
		threads := "a thread that " + t.Helper + " uses"
		if t.Many {
			f.Severity = finding.Warning
			threads = "threads that " + t.Helper + " starts"
		}
		f.Message = fmt.Sprintf("%s %s and holds the GIL: %s takes turns with all other Python code", what, does, threads)
		if t.Many {
			f.Message = fmt.Sprintf("%s %s and holds the GIL: %s take turns and save no time", what, does, threads)
		}
		f.Help = "use a process pool (ProcessPoolExecutor), subinterpreters or a free-threaded Python"
		p.ReportSpot(t.Spot, f, "")
	}
	return nil
}
