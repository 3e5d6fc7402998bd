package detectors

import (
	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
)

// CPUWorkOnEventLoop reports library calls that keep the event loop's thread
// computing: key derivation, compression, images, documents, data frames, model
// inference, parsing and rendering.
//
// # Why it matters
//
// A Node.js or asyncio process serves everything on one thread. While it
// computes, nothing else is served. An API that returns a promise is no proof
// of the contrary: bcryptjs, pdf-parse and others compute on the caller's
// thread all the same.
//
// # Example
//
// In Node.js:
//
//	// server.js
//	import bcrypt from "bcrypt"
//	import express from "express"
//	import { userOf } from "./users.js"
//
//	const app = express()
//	app.post("/login", async (req, res) => {
//	  const user = await userOf(req.body.name)
//	  res.json({ ok: bcrypt.compareSync(req.body.password, user.hash) }) // 100 ms for everybody
//	})
//
// Use instead:
//
//	// server.js
//	import bcrypt from "bcrypt"
//	import express from "express"
//	import { userOf } from "./users.js"
//
//	const app = express()
//	app.post("/login", async (req, res) => {
//	  const user = await userOf(req.body.name)
//	  res.json({ ok: await bcrypt.compare(req.body.password, user.hash) }) // in a thread of the pool
//	})
//
// In Python:
//
//	# app.py
//	import bcrypt
//	from fastapi import FastAPI, Form
//	from users import hash_of
//
//	app = FastAPI()
//
//	@app.post("/login")
//	async def login(name: str = Form(), password: str = Form()):
//	    return {"ok": bcrypt.checkpw(password.encode(), await hash_of(name))}
//
// Use instead:
//
//	# app.py
//	import asyncio
//	import bcrypt
//	from fastapi import FastAPI, Form
//	from users import hash_of
//
//	app = FastAPI()
//
//	@app.post("/login")
//	async def login(name: str = Form(), password: str = Form()):
//	    return {"ok": await asyncio.to_thread(bcrypt.checkpw, password.encode(), await hash_of(name))}
//
// # What it does not report
//
// Work that runs once at start-up; command lines, workers, child processes,
// thread pools and executors; native modules that compute on a thread pool,
// such as sharp, argon2 and the asynchronous functions of bcrypt and zlib.
//
// # Limits
//
// A function that no known entry leads to is advice (info): nobody can say that
// anything waits for it. Long work in a Python coroutine is a warning all the
// same, for a coroutine runs on a loop.
//
// How much data a call works on is not known: costs are those of ordinary use.
// Loops written in the program itself are heavy-loop-on-event-loop's.
var CPUWorkOnEventLoop = &analyzer.Detector{
	ID:       "cpu-work-on-event-loop",
	Severity: finding.Error,
	Claims:   []string{"G02", "G03", "G05"},

	CodeAlone: true,
	Run: func(p *analyzer.Pass) error {
		for _, e := range p.Program.OnLoop(func(a *catalog.API) bool {
			// Of cheap calls those are told that have a twin with a callback.
			return a.Effect == catalog.Computes && (a.Cost > catalog.Micro || a.When == catalog.NoCallback)
		}) {
			p.ReportEffect(e, e.API.Kind.Does())
		}
		return nil
	},
}
