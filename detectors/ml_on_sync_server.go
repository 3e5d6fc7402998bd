package detectors

import (
	"fmt"
	"slices"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
)

// MLOnSyncServer reports Python services that serve machine learning models as
// a good part of their work and are built on a synchronous framework such as
// Flask or Django.
//
// # Why it matters
//
// An API around a model is mostly schemas in and out, one model loaded once and
// waiting for other services. FastAPI brings what that takes: validation and
// OpenAPI from type hints, dependency injection and async endpoints.
//
// # Example
//
//	# app.py
//	import joblib
//	from flask import Flask, jsonify, request
//
//	app = Flask(__name__)
//	model = joblib.load("prices.joblib")
//
//	@app.post("/price")
//	def price():
//	    return jsonify(price=model.predict([request.json["features"]])[0])
//
// Use instead:
//
//	# app.py
//	import joblib
//	from fastapi import FastAPI
//	from pydantic import BaseModel
//
//	app = FastAPI()
//	model = joblib.load("prices.joblib")
//
//	class House(BaseModel):
//	    features: list[float]
//
//	@app.post("/price")
//	def price(house: House) -> float:
//	    return model.predict([house.features])[0]
//
// # What it does not report
//
// Models as a side matter, below a quarter of the entries; models in workers,
// commands and notebooks, or only loaded; models that others host; frameworks
// on an event loop; Flask and Django with a library that brings schemas and
// OpenAPI (Django Ninja, DRF with drf-spectacular, flask-smorest, APIFlask);
// Streamlit, Gradio and the like, which are no APIs.
//
// # Limits
//
// It is advice (info), once a service: what runs well need not be rewritten.
var MLOnSyncServer = &analyzer.Detector{
	ID:       "ml-on-sync-server",
	Severity: finding.Info,
	Claims:   []string{"G14"},
	Run:      mlOnSyncServer,
}

// servesModels is from what share of its entries on a service is there to serve
// models.
const servesModels = 0.25

// syncFrameworks serve requests synchronously and bring no schemas. What brings
// them to Flask and Django is below.
var (
	syncFrameworks = []string{"flask", "django", "bottle", "pyramid", "falcon", "cherrypy"}
	schemas        = []string{
		"ninja", "drf_spectacular", "drf_yasg", "flask_smorest", "apiflask", "flask_openapi3", "flask_restx", "flasgger", "spectree",
		"connexion", //nolint:misspell // its name
		"flask_apispec", "flask_pydantic_spec", "pyramid_openapi3",
	}
)

func mlOnSyncServer(p *analyzer.Pass) error {
	for _, x := range p.Services() {
		if x.Language != "python" || !x.Answers() || x.RunsOnLoop() || x.Imports(schemas...) {
			continue
		}
		at := slices.IndexFunc(x.Frameworks, func(f string) bool { return slices.Contains(syncFrameworks, f) })
		g := x.Signal("ml-inference")
		if at < 0 || g == nil || g.Serving != "yes" || float64(g.Entries) < servesModels*float64(x.Entries) {
			continue
		}
		uses := x.ServedUses("ml-inference")
		if len(uses) == 0 {
			continue
		}
		u := &uses[0]
		f := finding.Finding{
			Severity: finding.Info, Confidence: finding.Definite, Cost: "unbounded",
			Message: fmt.Sprintf("%s serves a model from %s, for %s", u.Name, x.Frameworks[at], u.Way.Entry.Label),
			Help:    "weigh FastAPI for an API around a model: schemas and OpenAPI from type hints, dependency injection, async endpoints",
		}
		p.ReportServed(x, u.Use, u.Way, f, u.Name+" runs a model")
	}
	return nil
}
