package detectors

import (
	"fmt"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
)

// SecondLanguageWithoutReason reports a backend service in a second language
// that does nothing the first language could not do as well.
//
// # Why it matters
//
// Two backend languages mean two sets of tools, dependencies to keep up to
// date, deployments and people who know them. For an early product that costs
// more than it brings, unless there is a concrete reason: models, data work or
// images for Python; sockets, GraphQL or types shared with the frontend for
// Node.js.
//
// # Example
//
//	// compose.yaml
//	services:
//	  api:
//	    build: ./api
//	  tags:
//	    build: ./tags
//	// api/package.json
//	{"name": "api", "private": true, "scripts": {"start": "node server.ts"}, "dependencies": {"express": "^5.0.0", "pg": "^8.0.0"}}
//	// api/server.ts
//	import express from "express";
//	import { Pool } from "pg";
//
//	const pool = new Pool();
//	const app = express();
//	app.get("/notes", async (req, res) => res.json((await pool.query("select * from notes")).rows));
//	app.listen(3000);
//	// tags/requirements.txt
//	fastapi
//	asyncpg
//	// tags/main.py
//	import asyncpg
//	from fastapi import FastAPI
//
//	app = FastAPI()
//
//	@app.get("/tags")
//	async def tags():
//	    connection = await asyncpg.connect()
//	    return await connection.fetch("select * from tags")
//
// Use instead the language there is, until something asks for the other:
//
//	// api/package.json
//	{"name": "api", "private": true, "scripts": {"start": "node server.ts"}, "dependencies": {"express": "^5.0.0", "pg": "^8.0.0"}}
//	// api/server.ts
//	import express from "express";
//	import { Pool } from "pg";
//
//	const pool = new Pool();
//	const app = express();
//	app.get("/notes", async (req, res) => res.json((await pool.query("select * from notes")).rows));
//	app.get("/tags", async (req, res) => res.json((await pool.query("select * from tags")).rows));
//	app.listen(3000);
//
// # What it does not report
//
// A second language with a reason in the code; a service that imports any
// package that has no well-known counterpart in the other language, as that may
// be the reason; services that nothing ties together, neither a call nor a
// common deployment; frontends and their servers; command lines, scripts and
// pipelines; large systems, of more than five backend services or 400 files,
// for which several languages may pay; a product that stackfit.toml declares to
// be at scale, or plans in it that are a reason, such as models for Python.
//
// # Limits
//
// It is advice (info), never a failure: that a team knows both languages, or
// what is planned, cannot be read in code, only declared.
var SecondLanguageWithoutReason = &analyzer.Detector{
	ID:       "second-language-without-reason",
	Severity: finding.Info,
	Claims:   []string{"G20"},
	Run:      secondLanguageWithoutReason,
}

// From how many backend services or files on a system is large.
const (
	largeServices = 6
	largeFiles    = 400
)

func secondLanguageWithoutReason(p *analyzer.Pass) error {
	second := p.SecondLanguage()
	if second == nil || len(second.Reasons) > 0 || len(second.Special) > 0 || p.Stage() == "scale" {
		return nil
	}
	var first, others []*analyzer.Service
	files := 0
	for _, x := range p.Services() {
		switch {
		case !x.Backend():
			continue
		case x.Language == second.Language:
			others = append(others, x)
		default:
			first = append(first, x)
		}
		files += x.Files
	}
	if len(first)+len(others) >= largeServices || files >= largeFiles {
		return nil
	}
	for _, x := range others {
		for _, main := range first {
			if !p.Together(x, main) {
				continue
			}
			path, line := x.Place()
			at, atLine := main.Place()
			p.ReportLine(x, path, line, finding.Finding{
				Severity: finding.Info, Confidence: finding.Probable,
				Message: fmt.Sprintf("%s is a second backend language beside %s in %s, and nothing here needs it", languageName(x), languageName(main), main.Root),
				Help:    fmt.Sprintf("keep one backend language until there is a reason: serve this from %s, or declare in stackfit.toml what is planned", languageName(main)),
				Trace: []finding.Step{
					{Path: at, Line: atLine, Text: fmt.Sprintf("%s: %s in %s", main.Root, main.Kind, languageName(main))},
					{Path: path, Line: line, Text: fmt.Sprintf("%s: %s in %s", x.Root, x.Kind, languageName(x))},
				},
			})
			break
		}
	}
	return nil
}

func languageName(x *analyzer.Service) string {
	if x.Language == "python" {
		return "Python"
	}
	return "Node.js"
}
