package detectors

import (
	"fmt"
	"strings"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/program"
)

// HeavyLoopOnEventLoop reports loops of the program itself that take quadratic
// time or worse on collections, without a pause for the event loop.
//
// # Why it matters
//
// Ten thousand rows gone over for each of ten thousand rows are a hundred
// million steps: a second or a minute in which a Node.js or asyncio process
// answers nobody. In tests, with ten rows, nothing is felt.
//
// # Example
//
// In Node.js:
//
//	// server.js
//	import express from "express"
//	import { MongoClient } from "mongodb"
//
//	const db = new MongoClient("mongodb://db.example").db("shop")
//	const app = express()
//	app.get("/tags", async (req, res) => {
//	  const tags = await db.collection("tags").find().toArray()
//	  res.json(tags.filter((t, i) => tags.indexOf(t) === i)) // about n² steps in tags
//	})
//
// Use instead a Set or Map, built once:
//
//	// server.js
//	import express from "express"
//	import { MongoClient } from "mongodb"
//
//	const db = new MongoClient("mongodb://db.example").db("shop")
//	const app = express()
//	app.get("/tags", async (req, res) => {
//	  const tags = await db.collection("tags").find().toArray()
//	  res.json([...new Set(tags)])
//	})
//
// In Python:
//
//	# app.py
//	from fastapi import FastAPI
//	from pydantic import BaseModel
//
//	app = FastAPI()
//
//	class Order(BaseModel):
//	    items: list[int]
//
//	@app.post("/repeated")
//	async def repeated(order: Order):
//	    return [i for i in order.items if order.items.count(i) > 1]  # goes over all items for each item
//
// Use instead a set, dict or Counter, built once:
//
//	# app.py
//	from collections import Counter
//	from fastapi import FastAPI
//	from pydantic import BaseModel
//
//	app = FastAPI()
//
//	class Order(BaseModel):
//	    items: list[int]
//
//	@app.post("/repeated")
//	async def repeated(order: Order):
//	    times = Counter(order.items)
//	    return [i for i in order.items if times[i] > 1]
//
// Or let the database do it; or hand the work to a worker.
//
// # How severe it is
//
// Quadratic time on data that was received is a warning, cubic time on that, or
// on what was read from a file, a database or another service, an error.
// Quadratic time on what was read, which a query often limits, is info; so is
// time on a collection of which it is not known where it comes from, and on two
// different ones, of which one is often small. Two different ones are shown by
// default only if a client supplies one of them.
//
// # What it does not report
//
// Loops over constants and tables of the program; over the parts of the element
// that a loop around is at, which together are as many as there are; loops that
// await or yield; loops that end with what they found; two different
// collections unless both were read or received; strings; sets, maps and dicts,
// whose look-ups take constant time.
//
// # Limits
//
// Sizes are not known, only where data comes from. Recursion and while loops
// are not judged. A function that goes over a parameter counts where it is
// called with a collection that a loop around goes over.
var HeavyLoopOnEventLoop = &analyzer.Detector{
	ID:       "heavy-loop-on-event-loop",
	Severity: finding.Error,
	Claims:   []string{"G02", "G03"},

	CodeAlone: true,
	Run:       heavyLoopOnEventLoop,
}

func heavyLoopOnEventLoop(p *analyzer.Pass) error {
	for _, c := range p.Program.HeavyLoops() {
		if recurs(c.Over) {
			continue // a function that calls itself for each child visits each once
		}
		f := finding.Finding{Cost: catalog.Unbounded.String(), Confidence: finding.Definite}
		switch known := c.Data == program.StoredData || c.Data == program.BodyData; {
		case !known, !c.Same, c.Data == program.StoredData && c.Degree == 2:
			f.Severity = finding.Info
		case c.Degree > 2:
			f.Severity = finding.Error
		default:
			f.Severity = finding.Warning
		}
		if !c.Same && c.Most != program.BodyData {
			f.Confidence = finding.Possible
		}
		if c.Role == catalog.Async {
			f.Severity, f.Confidence = min(f.Severity, finding.Warning), finding.Possible
		}
		f.Message = fmt.Sprintf("%s within a loop over %s takes about %s on the event loop %s",
			c.Operation, strings.Join(c.Over[:len(c.Over)-1], " and "), c.Steps(), p.Place(c.Spot))
		f.Help = "look up in a Set or Map built once (set or dict in Python), let the database do it, or use a worker"
		p.ReportSpot(c.Spot, f, c.Operation+" takes about "+c.Steps())
	}
	return nil
}

// recurs reports whether more than three loops go over what is called the same.
func recurs(over []string) bool {
	times := map[string]int{}
	for _, o := range over {
		if times[o]++; times[o] > 3 {
			return true
		}
	}
	return false
}
