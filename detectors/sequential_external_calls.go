package detectors

import (
	"fmt"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/program"
)

// SequentialExternalCalls reports questions to other services that a request
// awaits one after the other although none needs the answer before it.
//
// # Why it matters
//
// Each call to another service costs its whole round trip. Three of 100 ms make
// the caller wait 300 ms in a row and 100 ms at once; a loop over fifty items
// makes it five seconds.
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
//	const api = axios.create({ baseURL: "https://api.example", timeout: 2000 })
//	app.get("/home/:id", async (req, res) => {
//	  const user = await api.get(`/users/${req.params.id}`)
//	  const news = await api.get("/news") // asked only when the user is there
//	  res.json({ user: user.data, news: news.data })
//	})
//
// Use instead:
//
//	// server.js
//	import axios from "axios"
//	import express from "express"
//
//	const app = express()
//	const api = axios.create({ baseURL: "https://api.example", timeout: 2000 })
//	app.get("/home/:id", async (req, res) => {
//	  const [user, news] = await Promise.all([api.get(`/users/${req.params.id}`), api.get("/news")])
//	  res.json({ user: user.data, news: news.data })
//	})
//
// In Python:
//
//	# app.py
//	import httpx
//	from fastapi import FastAPI
//
//	app = FastAPI()
//	client = httpx.AsyncClient(base_url="https://api.example")
//
//	@app.post("/prices")
//	async def prices(codes: list[str]):
//	    out = {}
//	    for code in codes:
//	        answer = await client.get(f"/prices/{code}")  # one after the other
//	        out[code] = answer.json()
//	    return out
//
// Use instead:
//
//	# app.py
//	import asyncio
//
//	import httpx
//	from fastapi import FastAPI
//
//	app = FastAPI()
//	client = httpx.AsyncClient(base_url="https://api.example")
//
//	@app.post("/prices")
//	async def prices(codes: list[str]):
//	    answers = await asyncio.gather(*(client.get(f"/prices/{code}") for code in codes))
//	    return {code: answer.json() for code, answer in zip(codes, answers)}
//
// The calls may stand in helpers, two calls deep.
//
// # How severe it is
//
// Calls in one block, and a loop that asks in every turn, are a warning. A loop
// that asks under a condition is info.
//
// # What it does not report
//
// A call whose arguments, receiver or conditions are made of what the first
// brought; calls with a condition, an early exit, a write or other awaited work
// between them; calls that change something, whose order may matter (POST, PUT,
// PATCH, DELETE, helpers with side effects); loops that page, try again, wait on
// purpose, end with what they found, or go over chunks; queries of a database,
// whose connection often answers one at a time; functions that are not async;
// code that no request waits for.
//
// # Limits
//
// Whether the other service allows many requests at once is not known. Clients
// that are not in the catalog are not seen. One finding a function.
var SequentialExternalCalls = &analyzer.Detector{
	ID:       "sequential-external-calls",
	Severity: finding.Warning,
	Claims:   []string{"G09"},

	CodeAlone: true,
	Run:       sequentialExternalCalls,
}

func sequentialExternalCalls(p *analyzer.Pass) error {
	seen := map[program.FuncRef]bool{}
	for _, a := range p.Program.AsksInLoops() {
		m := p.Program.Modules[a.In.Module]
		f := finding.Finding{Severity: finding.Warning, Confidence: finding.Definite, Cost: catalog.Unbounded.String()}
		if a.Maybe {
			f.Severity = finding.Info
		}
		f.Message = fmt.Sprintf("%s asks another service for each element of %s, one after the other, %s", a.Name, a.Over, p.Place(a.Spot))
		f.Help = atOnce(m.Lang)
		p.ReportSpot(a.Spot, f, a.Name+" asks one after the other")
		seen[a.In] = true
	}
	for _, s := range p.Program.Sequences() {
		if seen[s.In] {
			continue
		}
		f := finding.Finding{Severity: finding.Warning, Confidence: finding.Definite, Cost: catalog.Unbounded.String()}
		f.Message = fmt.Sprintf("%s waits for %s, whose answer it does not need, %s", s.Name, s.First, p.Place(s.Spot))
		if n := len(s.Names); n > 2 {
			f.Message = fmt.Sprintf("%s waits for %s, whose answer it does not need, the first of %d such calls, %s", s.Name, s.First, n-1, p.Place(s.Spot))
		}
		f.Help = atOnce(p.Program.Modules[s.In.Module].Lang)
		p.ReportSpot(s.Spot, f, s.Name+" is asked after "+s.First)
	}
	return nil
}

// atOnce says how to ask several services at once.
func atOnce(lang program.Lang) string {
	if lang == program.JavaScript {
		return "use Promise.all, with a limit such as p-limit where there may be many"
	}
	return "use asyncio.gather or a TaskGroup, with a semaphore where there may be many"
}
