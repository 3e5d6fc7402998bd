package detectors

import (
	"fmt"
	"slices"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
)

// UntypedNodeBackend reports Node.js backends in plain JavaScript whose types
// nothing checks.
//
// # Why it matters
//
// TypeScript is the common choice for Node.js in production: renamed fields,
// forgotten awaits and missing cases show before the code runs, and types can be
// shared with a frontend. That pays the more the larger a service is.
//
// # Example
//
//	// package.json
//	{"name": "notes", "private": true, "scripts": {"start": "node server.js"}, "dependencies": {"express": "^5.0.0"}}
//	// server.js
//	const express = require("express")
//
//	const app = express()
//	for (const name of ["a", "b", "c", "d", "e", "f", "g", "h", "i"]) app.use("/" + name, require("./routes/" + name))
//	app.listen(3000)
//	// routes/a.js
//	module.exports = require("express").Router().get("/", (req, res) => res.send("a"))
//	// routes/b.js
//	module.exports = require("express").Router().get("/", (req, res) => res.send("b"))
//	// routes/c.js
//	module.exports = require("express").Router().get("/", (req, res) => res.send("c"))
//	// routes/d.js
//	module.exports = require("express").Router().get("/", (req, res) => res.send("d"))
//	// routes/e.js
//	module.exports = require("express").Router().get("/", (req, res) => res.send("e"))
//	// routes/f.js
//	module.exports = require("express").Router().get("/", (req, res) => res.send("f"))
//	// routes/g.js
//	module.exports = require("express").Router().get("/", (req, res) => res.send("g"))
//	// routes/h.js
//	module.exports = require("express").Router().get("/", (req, res) => res.send("h"))
//	// routes/i.js
//	module.exports = require("express").Router().get("/", (req, res) => res.send("i"))
//
// Use instead TypeScript, or let it check JavaScript:
//
//	// jsconfig.json
//	{"compilerOptions": {"checkJs": true, "strict": true, "module": "node20"}}
//	// server.js
//	const express = require("express")
//
//	const app = express()
//	for (const name of ["a", "b", "c", "d", "e", "f", "g", "h", "i"]) app.use("/" + name, require("./routes/" + name))
//	app.listen(3000)
//	// routes/a.js
//	module.exports = require("express").Router().get("/", (req, res) => res.send("a"))
//
// # What it does not report
//
// Services of fewer than ten files that are not large either; checkJs in
// tsconfig.json or jsconfig.json, // @ts-check, Flow; a service that is partly
// TypeScript, for it is on its way; what a compiler made; frontends, commands,
// libraries, bots and desktop applications.
//
// # Limits
//
// It is advice (info), once a service.
var UntypedNodeBackend = &analyzer.Detector{
	ID:       "untyped-node-backend",
	Severity: finding.Info,
	Claims:   []string{"G10"},
	Run:      untypedNodeBackend,
}

// untypedKinds are the kinds of services that count as backends here, whether or
// not a frontend lies in the same package.
var untypedKinds = []string{"http-api", "realtime", "graphql", "worker", "ml-api", "serverless"}

// A service is not small from so many files or bytes on.
const (
	untypedFiles = 10
	untypedBytes = 40_000
)

func untypedNodeBackend(p *analyzer.Pass) error {
	for _, x := range p.Services() {
		if x.Language != "node" || x.TypeScript || !slices.Contains(untypedKinds, x.Kind) {
			continue
		}
		files, size := x.Untyped()
		if files < untypedFiles && size < untypedBytes {
			continue
		}
		path, line := x.Place()
		p.ReportLine(x, path, line, finding.Finding{
			Severity: finding.Info, Confidence: finding.Definite,
			Message: fmt.Sprintf("nothing checks the types of this Node.js service: %d files of plain JavaScript", files),
			Help:    "let TypeScript check the JavaScript (checkJs, or // @ts-check file by file), or move to TypeScript",
		})
	}
	return nil
}
