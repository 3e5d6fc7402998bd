package detectors

import (
	"fmt"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
)

// PythonProcessPerRequest reports code that starts a Python interpreter each
// time a request or message is served.
//
// # Why it matters
//
// Node.js that calls a Python service works, and adds latency and operations; a
// process a call adds most of both. Each request pays for the start of an
// interpreter, its imports and, with a model, for reading that from disk again:
// seconds with PyTorch or TensorFlow, and the memory of one model for each
// request under way.
//
// # Example
//
// In Node.js:
//
//	// server.js
//	import express from "express"
//	import { spawn } from "node:child_process"
//
//	const app = express()
//	app.get("/score/:user", (req, res) => {
//	  spawn("python3", ["score.py", req.params.user]).stdout.pipe(res)
//	})
//	app.listen(3000)
//
// Use instead:
//
//	// server.js
//	import express from "express"
//
//	const app = express()
//	app.get("/score/:user", async (req, res) => {
//	  const score = await fetch(`http://scores:8000/${req.params.user}`, { signal: AbortSignal.timeout(2000) })
//	  res.json(await score.json())
//	})
//	app.listen(3000)
//
// with a Python service (FastAPI) that loads the model once. In Python:
//
//	# app.py
//	import subprocess
//	import sys
//
//	from flask import Flask
//
//	app = Flask(__name__)
//
//	@app.get("/score/<user>")
//	def score(user):
//	    return subprocess.check_output([sys.executable, "score.py", user])
//
// Use instead:
//
//	# app.py
//	from flask import Flask
//
//	from score import score_of
//
//	app = Flask(__name__)
//
//	@app.get("/score/<user>")
//	def score(user):
//	    return score_of(user)
//
// # What it does not report
//
// Processes that start once or are kept: in a variable of the module, an
// attribute, a pool or a map of sessions. Detached ones. Command lines, workers
// and queue consumers, desktop applications, scheduled jobs, build scripts and
// tests. Calls that look after Python itself: its version, its packages.
//
// # Limits
//
// Where the script that runs is no constant the finding is info: to run what
// users write takes a process of its own. So it is for a server that users
// install as a command.
var PythonProcessPerRequest = &analyzer.Detector{
	ID:       "python-process-per-request",
	Severity: finding.Warning,
	Claims:   []string{"G18"},
	Run:      pythonProcessPerRequest,
}

func pythonProcessPerRequest(p *analyzer.Pass) error {
	for _, x := range p.Services() {
		if !x.Answers() {
			continue
		}
		for _, pp := range x.PythonProcesses() {
			way, ok := p.Program.Served(pp.In, pp.Call)
			if !ok {
				continue
			}
			f := finding.Finding{Severity: finding.Warning, Confidence: finding.Definite, Cost: "heavy"}
			what := "a Python interpreter"
			if runs := pp.RunsFor(way); runs != "" {
				what += " for " + runs
			} else {
				f.Severity = finding.Info
			}
			if x.Installed() {
				f.Severity = finding.Info
			}
			f.Message = fmt.Sprintf("%s starts %s each time it serves %s", pp.Command, what, way.Entry.Label)
			f.Help = "keep that Python program running as a service (FastAPI) or a queue's worker, and call it"
			if x.Language == "python" {
				f.Help = "call that code in this process, or hand it to a worker that keeps running"
			}
			p.ReportServed(x, pp.Use, way, f, pp.Command+" starts "+what)
		}
	}
	return nil
}
