package detectors

import (
	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
)

// BlockingCallOnEventLoop reports calls that make the event loop's thread wait:
// for a file, the network, a process, a database, a lock or a timer.
//
// # Why it matters
//
// A Node.js or asyncio process serves everything on one thread. While that
// thread waits in a synchronous call, no other request, message or timer makes
// progress, however idle the machine is.
//
// # Example
//
// In Node.js:
//
//	// server.js
//	import express from "express"
//	import fs from "node:fs"
//
//	const app = express()
//	app.get("/report", (req, res) => {
//	  res.send(fs.readFileSync("report.html", "utf8")) // every other request waits, too
//	})
//
// Use instead:
//
//	// server.js
//	import express from "express"
//	import fs from "node:fs"
//
//	const app = express()
//	app.get("/report", async (req, res) => {
//	  res.send(await fs.promises.readFile("report.html", "utf8"))
//	})
//
// In Python:
//
//	# app.py
//	import requests
//	from fastapi import FastAPI
//
//	app = FastAPI()
//
//	@app.get("/report")
//	async def report():
//	    return requests.get("https://reports.example/today", timeout=5).json()  # so does every other coroutine
//
// Use instead:
//
//	# app.py
//	import httpx
//	from fastapi import FastAPI
//
//	app = FastAPI()
//
//	@app.get("/report")
//	async def report():
//	    async with httpx.AsyncClient(timeout=5) as client:
//	        return (await client.get("https://reports.example/today")).json()
//
// The call may stand in a helper of another file: the finding then shows the
// way from the handler to it.
//
// # What it does not report
//
// Calls that run once, while a module loads or the server starts; command
// lines, workers, threads and executors; FastAPI and Starlette endpoints
// written with def, which run in a thread pool; tests, examples and build
// scripts; a value that is read once and kept; handlers of development servers
// and routes rendered when the product is built. Reported as info, which fails
// nothing, are cheap calls (existsSync, making a folder), what fills a cache by
// key, short calls of a process's own timers, file watchers and closing code,
// questions to a terminal, files of /proc, and Python chains of more than nine steps.
//
// # Limits
//
// A function that no known entry leads to is advice (info): nobody can say that
// anything waits for it. Long work within three steps of a Python coroutine,
// unless it is a command line's, is a warning all the same, for a coroutine runs
// on a loop.
//
// What a library does is known for the libraries of the catalog only. A call
// on an object whose type cannot be inferred is a gap, which the summary counts.
var BlockingCallOnEventLoop = &analyzer.Detector{
	ID:       "blocking-call-on-event-loop",
	Severity: finding.Error,
	Claims:   []string{"G02", "G05"},

	CodeAlone: true,
	Run: func(p *analyzer.Pass) error {
		for _, e := range p.Program.OnLoop(func(a *catalog.API) bool { return a.Effect == catalog.Waits }) {
			p.ReportEffect(e, e.API.Kind.Does())
		}
		return nil
	},
}
