package detectors

import (
	"fmt"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/program"
)

// ExternalCallWithoutTimeout reports HTTP requests to other services that a
// request waits for and that nothing ends when no answer comes.
//
// # Why it matters
//
// A service that hangs without refusing takes everybody down who waits for it:
// each request that asks it stays open, with its connection, its memory and, in
// Python, often its thread or worker, until none is left. Many clients wait for
// ever by default.
//
// # Example
//
// In Node.js:
//
//	// server.js
//	import axios from "axios"
//	import express from "express"
//
//	const app = express()
//	app.get("/rate", async (req, res) => {
//	  const { data } = await axios.get("https://rates.example/latest") // for ever, if need be
//	  res.json(data)
//	})
//
// Use instead:
//
//	// server.js
//	import axios from "axios"
//	import express from "express"
//
//	const app = express()
//	app.get("/rate", async (req, res) => {
//	  const { data } = await axios.get("https://rates.example/latest", { timeout: 2000 })
//	  res.json(data)
//	})
//
// In Python:
//
//	# app.py
//	import requests
//	from flask import Flask
//
//	app = Flask(__name__)
//
//	@app.get("/rate")
//	def rate():
//	    return requests.get("https://rates.example/latest").json()
//
// Use instead:
//
//	# app.py
//	import requests
//	from flask import Flask
//
//	app = Flask(__name__)
//
//	@app.get("/rate")
//	def rate():
//	    return requests.get("https://rates.example/latest", timeout=2).json()
//
// A client that is made once with a timeout, such as axios.create({ timeout }),
// is as good.
//
// # How severe it is
//
// A client that has no limit of its own (requests, urllib, axios, got, node-fetch,
// http.request) is a warning. One whose limit is minutes long (fetch and undici:
// 300 s for headers and for body each; aiohttp: 300 s in all) is info.
//
// # What it does not report
//
// Clients with a limit of seconds, such as httpx (5 s) and ky (10 s). Requests
// with a signal or timeout, through a client or a session configured elsewhere,
// under Promise.race, asyncio.wait_for, asyncio.timeout and functions named after
// a timeout, on the way to the request too. Options that come from elsewhere and
// could hold one. Commands, workers, start-up and tests.
//
// # Limits
//
// Clients that are not in the catalog, and hosted services' own packages, which
// have limits of minutes, are not judged. One finding a function.
var ExternalCallWithoutTimeout = &analyzer.Detector{
	ID:       "external-call-without-timeout",
	Severity: finding.Warning,
	Claims:   []string{"G09"},

	CodeAlone: true,
	Run:       externalCallWithoutTimeout,
}

func externalCallWithoutTimeout(p *analyzer.Pass) error {
	for _, a := range p.Program.UnlimitedAsks() {
		f := finding.Finding{Severity: finding.Warning, Confidence: finding.Definite, Cost: catalog.Unbounded.String()}
		does := "waits for an answer without a timeout"
		if a.Remote.Limit != "none" {
			f.Severity = finding.Info
			does = "waits for an answer up to " + a.Remote.Limit + ", its default,"
		}
		f.Message = fmt.Sprintf("%s %s %s", a.Name, does, p.Place(a.Spot))
		f.Help = "use " + timeoutOption(a.Remote, p.Program.Modules[a.In.Module].Lang)
		p.ReportSpot(a.Spot, f, a.Name+" waits without a timeout")
	}
	return nil
}

// timeoutOption says how a request is given a limit.
func timeoutOption(r *catalog.Remote, lang program.Lang) string {
	switch {
	case len(r.Limits) == 0:
		return "timeout(milliseconds) in the chain"
	case lang == program.Python:
		return r.Limits[0] + "=seconds, here or on the client"
	case r.Limits[0] == "signal":
		return "the option signal: AbortSignal.timeout(milliseconds)"
	default:
		return "the option " + r.Limits[0] + ", here or on the client"
	}
}
