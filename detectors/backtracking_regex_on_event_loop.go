package detectors

import (
	"fmt"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/program"
)

// BacktrackingRegexOnEventLoop reports regular expressions that take
// exponential or polynomial time to reject some texts, where requests or
// messages supply the text.
//
// # Why it matters
//
// The engines of JavaScript and Python try one way of matching after the other.
// An expression that matches one text in many ways lets thirty characters of a
// request keep the event loop's thread busy for minutes: a denial of service
// that needs no more than one request.
//
// # Example
//
// In Node.js:
//
//	// server.js
//	import express from "express"
//
//	const app = express()
//	app.post("/tags", (req, res) => {
//	  if (!/^(\w+\s?)*$/.test(req.body.tags)) return res.sendStatus(400) // 2ⁿ ways to split a word
//	  res.sendStatus(204)
//	})
//
// Use instead an expression that matches each text in one way only:
//
//	// server.js
//	import express from "express"
//
//	const app = express()
//	app.post("/tags", (req, res) => {
//	  if (!/^\w+(?:\s\w+)*\s?$/.test(req.body.tags)) return res.sendStatus(400)
//	  res.sendStatus(204)
//	})
//
// In Python:
//
//	# app.py
//	import re
//	from fastapi import FastAPI, HTTPException
//	from pydantic import BaseModel
//
//	app = FastAPI()
//	NAMES = re.compile(r"^(\w+\s?)*$")
//
//	class Tags(BaseModel):
//	    names: str
//
//	@app.post("/tags")
//	async def tags(tags: Tags):
//	    if not NAMES.match(tags.names):
//	        raise HTTPException(400)
//
// Use instead:
//
//	# app.py
//	import re
//	from fastapi import FastAPI, HTTPException
//	from pydantic import BaseModel
//
//	app = FastAPI()
//	NAMES = re.compile(r"^\w+(?:\s\w+)*\s?$")
//
//	class Tags(BaseModel):
//	    names: str
//
//	@app.post("/tags")
//	async def tags(tags: Tags):
//	    if not NAMES.match(tags.names):
//	        raise HTTPException(400)
//
// Or check the length first, or use an engine that takes linear time (the
// packages re2 and google-re2).
//
// # How severe it is
//
// Exponential time on data of a request or message is an error. Polynomial
// time on a body or message, which may be of any length, is a warning; on URLs
// and headers, whose length servers limit, cubic time and worse is a warning
// and quadratic time info. For tools of an MCP server, which an assistant calls
// for its own user, it is one level less. Where the text comes from somewhere that is not
// known, the finding is possible at most and not shown by default.
//
// # What it does not report
//
// Expressions that only constants and the process's own data meet; quadratic
// ones after a check of the length, or on a text that is cut; those that only a
// line break shows, on URLs and headers, which have none; loops of bounded counts; those that nothing after them can make fail; possessive and atomic
// groups; code that does not run on an event loop.
//
// # Limits
//
// Look-arounds are taken to hold, back references to match nothing twice. Of
// polynomial time only that which one repeated character causes is found.
// Patterns put together at run time are not judged.
var BacktrackingRegexOnEventLoop = &analyzer.Detector{
	ID:       "backtracking-regex-on-event-loop",
	Severity: finding.Error,
	Claims:   []string{"G02"},

	CodeAlone: true,
	Run:       backtrackingRegexOnEventLoop,
}

func backtrackingRegexOnEventLoop(p *analyzer.Pass) error {
	for _, b := range p.Program.Backtracking() {
		f := finding.Finding{Cost: catalog.Unbounded.String(), Confidence: finding.Definite}
		input := b.Subject >= program.HeaderData && b.Role != catalog.Async
		switch g := b.Growth; {
		case b.Subject == program.LocalData, b.Bounded && !g.Exponential, b.Subject == program.HeaderData && g.NeedsLine:
			continue
		case !input:
			f.Severity, f.Confidence = finding.Warning, finding.Possible
			if !g.Exponential {
				f.Severity = finding.Info
			}
		case g.Exponential:
			f.Severity = finding.Error
		case b.Subject == program.BodyData || g.Degree > 2:
			f.Severity = finding.Warning
		default:
			f.Severity = finding.Info
		}
		if b.Entry != nil && b.Entry.Framework == "mcp" && f.Severity > finding.Info {
			f.Severity-- // the client is an assistant that its own user runs
		}
		time := "exponential time"
		if !b.Growth.Exponential {
			time = "about " + b.Growth.String() + " steps"
		}
		subject := "some texts"
		if input {
			subject = "what a client may send"
		}
		f.Message = fmt.Sprintf("%s takes %s on %s, such as %s, on the event loop %s",
			short(b.Pattern), time, subject, attack(b), p.Place(b.Spot))
		f.Help = fmt.Sprintf("rewrite %s so that it matches a text in one way only, limit the length of the text first, or match with re2",
			short(b.Growth.Part))
		p.ReportSpot(b.Spot, f, "matching "+short(b.Pattern)+" takes "+time)
	}
	return nil
}

// attack describes a text that takes long.
func attack(b program.Backtracking) string {
	if b.Growth.Prefix == "" || b.Growth.Prefix == b.Growth.Pump {
		return fmt.Sprintf("many %q", b.Growth.Pump)
	}
	return fmt.Sprintf("%q and many %q", short(b.Growth.Prefix), b.Growth.Pump)
}

// short cuts a pattern for a message.
func short(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
