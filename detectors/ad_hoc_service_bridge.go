package detectors

import (
	"fmt"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/program"
)

// AdHocServiceBridge reports a service that asks one of another language at an
// address of the developer's machine, which stands in the code and nowhere
// else.
//
// # Why it matters
//
// Several backend languages work well together when what joins them is made for
// it: a queue, gRPC, or HTTP with an address from the deployment. A call to
// localhost with a port in the code holds only while both processes run on one
// machine: in a container, localhost is the caller itself.
//
// # Example
//
//	// api/package.json
//	{"name": "api", "private": true, "scripts": {"start": "node server.ts"}, "dependencies": {"express": "^5.0.0"}}
//	// api/server.ts
//	import express from "express";
//
//	const app = express();
//	app.get("/score", async (req, res) => {
//	  const answer = await fetch("http://localhost:8000/score", { signal: AbortSignal.timeout(2000) });
//	  res.json(await answer.json());
//	});
//	app.listen(3000);
//	// model/requirements.txt
//	fastapi
//	scikit-learn
//	// model/main.py
//	import joblib
//	from fastapi import FastAPI
//
//	app = FastAPI()
//	model = joblib.load("model.bin")
//
//	@app.get("/score")
//	def score(x: float):
//	    return {"score": float(model.predict([[x]])[0])}
//
// Use instead an address that the deployment sets:
//
//	// api/package.json
//	{"name": "api", "private": true, "scripts": {"start": "node server.ts"}, "dependencies": {"express": "^5.0.0"}}
//	// api/server.ts
//	import express from "express";
//
//	const model = process.env.MODEL_URL ?? "http://localhost:8000";
//	const app = express();
//	app.get("/score", async (req, res) => {
//	  const answer = await fetch(`${model}/score`, { signal: AbortSignal.timeout(2000) });
//	  res.json(await answer.json());
//	});
//	app.listen(3000);
//	// model/requirements.txt
//	fastapi
//	scikit-learn
//	// model/main.py
//	import joblib
//	from fastapi import FastAPI
//
//	app = FastAPI()
//	model = joblib.load("model.bin")
//
//	@app.get("/score")
//	def score(x: float):
//	    return {"score": float(model.predict([[x]])[0])}
//
// Or a queue (BullMQ, RabbitMQ) when nobody waits for the answer, or gRPC when
// both sides must agree on what they say.
//
// # What it does not report
//
// An address that a setting may replace; names of a deployment's processes,
// such as http://model:8000; calls between services of one language; frontends;
// processes a service starts for each request, which python-process-per-request
// reports; tests, examples and scripts.
//
// # Limits
//
// Reported once for each pair of services and port, at the first call. Which
// service listens on a port is taken from its code, its commands, its
// deployment and the default of its framework; a port that several services
// listen on tells nothing.
var AdHocServiceBridge = &analyzer.Detector{
	ID:       "ad-hoc-service-bridge",
	Severity: finding.Warning,
	Claims:   []string{"G19"},
	Run:      adHocServiceBridge,
}

func adHocServiceBridge(p *analyzer.Pass) error {
	for _, e := range p.Edges() {
		if e.Kind != "http" && e.Kind != "websocket" || e.Source.Language == e.Target.Language || !e.Source.Backend() || !e.Target.Backend() {
			continue
		}
		use, found := bridgeCall(&e)
		if !found {
			continue
		}
		path, line := e.Target.Place()
		p.ReportUse(e.Source, use, finding.Finding{
			Severity: finding.Warning, Confidence: finding.Probable,
			Message: fmt.Sprintf("%s (%s) asks %s (%s) at %s, an address that only this machine has and no setting changes",
				e.Source.Root, languageName(e.Source), e.Target.Root, languageName(e.Target), e.Name),
			Help: "take the address from the environment, or join the two by a queue or gRPC",
			Trace: []finding.Step{
				{Path: e.Here.Path, Line: e.Here.Line, Text: e.Here.Text},
				{Path: e.Far.Path, Line: e.Far.Line, Text: e.Target.Root + " " + e.Far.Text},
				{Path: path, Line: line, Text: e.Target.Root + ": " + e.Target.Kind + " in " + languageName(e.Target)},
			},
		})
	}
	return nil
}

// bridgeCall returns the first call of an edge that sends a request to an
// address which no setting replaces. It is false when a setting does anywhere:
// then the way is there.
func bridgeCall(e *analyzer.Edge) (analyzer.Use, bool) {
	type place struct {
		module int
		call   program.CallID
	}
	sends := map[place]analyzer.Use{}
	for _, u := range e.Source.Uses("outbound-http") {
		sends[place{int(u.In.Module), u.Call}] = u
	}
	var use analyzer.Use
	found := false
	for _, at := range e.Places {
		if !at.Fixed {
			return use, false
		}
		for _, c := range at.Calls {
			if u, sent := sends[place{at.Module, c}]; sent && !found {
				use, found = u, true
			}
		}
	}
	return use, found
}
