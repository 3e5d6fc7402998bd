package detectors

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
)

// MLInferenceInNode reports Node.js services that run machine learning models
// in the process that answers requests.
//
// # Why it matters
//
// Python's ecosystem for models is unmatched: what is published runs there
// first, with the tools to prepare data, to measure and to serve. A model in a
// Node.js process has less of that, and on its one thread it stops every other
// request while it computes.
//
// # Example
//
//	// server.js
//	import express from "express"
//	import { EmbeddingModel, FlagEmbedding } from "fastembed"
//
//	const model = await FlagEmbedding.init({ model: EmbeddingModel.BGESmallENV15 })
//	const app = express()
//	app.get("/near", async (req, res) => {
//	  res.json(await model.queryEmbed(req.query.text))
//	})
//	app.listen(3000)
//
// Use instead a Python service that keeps the model, and ask it:
//
//	// server.js
//	import express from "express"
//
//	const app = express()
//	app.get("/near", async (req, res) => {
//	  const found = await fetch("http://embeddings:8000/query", {
//	    method: "POST",
//	    body: JSON.stringify({ text: req.query.text }),
//	    signal: AbortSignal.timeout(2000),
//	  })
//	  res.json(await found.json())
//	})
//	app.listen(3000)
//
// A small model may stay in a worker thread (piscina).
//
// # What it does not report
//
// Models that others host and that are asked over HTTP (OpenAI, Anthropic,
// Replicate, Hugging Face): that is waiting, which Node.js is good at. Models in
// the browser, in worker threads, child processes, queue consumers and commands.
// Libraries that compute in threads or processes of their own, such as
// tesseract.js and node-llama-cpp. Imports of types, dependencies that nothing
// uses, tests, scripts and examples.
//
// # Limits
//
// One finding a service, at the use that computes most as far as is known. Where
// no request can be followed to any use, and for a server that users install as
// a command, it is info.
var MLInferenceInNode = &analyzer.Detector{
	ID:       "ml-inference-in-node",
	Severity: finding.Warning,
	Claims:   []string{"G13", "G18"},
	Run: func(p *analyzer.Pass) error {
		return workInNode(p, nodeWork{
			signal: "ml-inference",
			help:   "serve the model from a Python service (FastAPI), or from a worker thread when it is small",
			does: func(u *analyzer.ServedUse) string {
				switch {
				case u.API != nil && u.API.Kind == catalog.Inference:
					return "runs a model"
				case u.API != nil && u.API.Kind == catalog.Training:
					return "trains a model"
				default:
					return "uses a library of models"
				}
			},
			weigh: func([]analyzer.ServedUse) (finding.Severity, bool) { return finding.Warning, true },
		})
	},
}

// nodeWork is a kind of work that belongs elsewhere than in a Node.js process
// that answers requests.
type nodeWork struct {
	signal string
	help   string
	does   func(*analyzer.ServedUse) string
	weigh  func([]analyzer.ServedUse) (_ finding.Severity, report bool)
}

// workInNode reports a kind of work once a service, where clients' entries lead
// to it.
func workInNode(p *analyzer.Pass, w nodeWork) error {
	for _, x := range p.Services() {
		if x.Language != "node" || !x.Answers() {
			continue
		}
		uses := slices.DeleteFunc(x.ServedUses(w.signal), func(u analyzer.ServedUse) bool { return u.Native })
		if len(uses) == 0 {
			w.advise(p, x)
			continue
		}
		severity, report := w.weigh(uses)
		if !report {
			continue
		}
		if x.Installed() {
			severity = finding.Info
		}
		u := &uses[0]
		p.ReportServed(x, u.Use, u.Way, finding.Finding{
			Severity: severity, Confidence: finding.Definite, Cost: "unbounded", Help: w.help,
			Message: fmt.Sprintf("%s %s in the Node.js process that serves %s", plainName(u), w.does(u), u.Way.Entry.Label),
		}, plainName(u)+" "+w.does(u))
	}
	return nil
}

// advise reports work of a service that no entry can be followed to.
func (w *nodeWork) advise(p *analyzer.Pass, x *analyzer.Service) {
	for _, u := range x.LooseUses(w.signal) {
		if u.Native || u.Light {
			continue
		}
		use := &analyzer.ServedUse{Use: u}
		p.ReportUse(x, u, finding.Finding{
			Severity: finding.Info, Confidence: finding.Probable, Cost: "unbounded", Help: w.help,
			Message: fmt.Sprintf("%s %s in the code of a Node.js service, as far as is known in its process", plainName(use), w.does(use)),
		})
		return
	}
}

// plainName returns a name without what it takes to await a dynamic import.
func plainName(u *analyzer.ServedUse) string {
	return strings.TrimSuffix(strings.ReplaceAll(strings.ReplaceAll(u.Name, ".then()", ""), ".default", ""), ".then")
}
