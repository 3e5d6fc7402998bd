package detectors

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
	"github.com/stackfit/stackfit/analyzer/program"
)

// UnsharedAPITypes reports types of an API that a TypeScript frontend declares
// a second time, and says where the two no longer agree.
//
// # Why it matters
//
// What the backend sends and what the frontend expects is one agreement. When
// each side writes it down for itself, nothing notices that a field was renamed
// on one of them, until a page shows undefined. Sharing the types is what one
// language for both is chosen for; between two languages they can be generated.
//
// # Example
//
//	// web/package.json
//	{"name": "web", "private": true, "dependencies": {"react": "^19.0.0", "react-dom": "^19.0.0"}}
//	// web/src/orders.ts
//	export interface Order {
//	  id: number;
//	  total: number;
//	  customer: string;
//	  paidAt: string;
//	}
//
//	export async function orders(): Promise<Order[]> {
//	  const answer = await fetch("http://localhost:8000/orders");
//	  return answer.json();
//	}
//	// web/src/main.tsx
//	import { createRoot } from "react-dom/client";
//	import { orders } from "./orders";
//
//	orders().then((list) => createRoot(document.body).render(list.map((o) => o.paidAt).join()));
//	// api/requirements.txt
//	fastapi
//	// api/main.py
//	from fastapi import FastAPI
//	from pydantic import BaseModel
//
//	class Order(BaseModel):
//	    id: int
//	    total: float
//	    customer: str
//	    payment_date: str
//
//	app = FastAPI()
//
//	@app.get("/orders")
//	def orders() -> list[Order]:
//	    return []
//
// Use instead types generated from the API's description:
//
//	// web/package.json
//	{"name": "web", "private": true, "scripts": {"types": "openapi-typescript ../api/openapi.json -o src/api.ts"}, "dependencies": {"react": "^19.0.0", "react-dom": "^19.0.0"}}
//	// web/src/orders.ts
//	import type { Order } from "./api";
//
//	export async function orders(): Promise<Order[]> {
//	  const answer = await fetch("http://localhost:8000/orders");
//	  return answer.json();
//	}
//	// web/src/main.tsx
//	import { createRoot } from "react-dom/client";
//	import { orders } from "./orders";
//
//	orders().then((list) => createRoot(document.body).render(list.map((o) => o.id).join()));
//	// api/requirements.txt
//	fastapi
//	// api/main.py
//	from fastapi import FastAPI
//	from pydantic import BaseModel
//
//	class Order(BaseModel):
//	    id: int
//	    total: float
//	    customer: str
//	    payment_date: str
//
//	app = FastAPI()
//
//	@app.get("/orders")
//	def orders() -> list[Order]:
//	    return []
//
// In a repository of one language, a package of types that both import.
//
// # What it reports
//
// A warning for a type that the frontend expects in answers and that demands
// fields which the backend's type of that name does not send, or that it sends
// in requests without fields which the backend demands. Both types must be used
// so, by routes and by requests, and have most of their fields in common. Names
// are compared without regard to camel case and low lines.
//
// An info, once, when three or more types are declared on both sides, and agree.
//
// # What it does not report
//
// Types of which one side has optional fields more, or the backend sends more
// than the frontend reads; types whose name alone is the same; models of
// databases that no route returns; frontends that generate a client (OpenAPI,
// GraphQL, tRPC) or take the types from a common package; types that are built
// from others (Omit, intersections, mapped types), whose fields are not known.
//
// # Limits
//
// Classes of pydantic, SQLModel, msgspec, dataclasses, TypedDict, NestJS and
// other classes and interfaces of TypeScript count; zod's schemas and what a
// serializer of Django makes do not. Aliases and camel-case generators of
// pydantic are understood, renaming by hand while answering is not.
var UnsharedAPITypes = &analyzer.Detector{
	ID:       "unshared-api-types",
	Severity: finding.Warning,
	Claims:   []string{"G11"},
	Run:      unsharedAPITypes,
}

const (
	commonFields = 3   // that two types of a name must share to be the same thing
	commonShare  = 0.6 // of the fields of the smaller one
	driftFields  = 3   // with more that differ they are two things
	twiceFrom    = 3   // types on both sides, to be told that they are there twice
)

// sharers are the packages by which a frontend or a backend of JavaScript has
// the types of the other side.
var sharers = []string{
	"@trpc/client", "@trpc/server", "@trpc/react-query", "@trpc/next", "@trpc/tanstack-react-query", "@apollo/client", "urql", "graphql-request", "graphql",
	"openapi-fetch", "openapi-react-query", "@hey-api/client-fetch", "@hey-api/client-axios", "openapi-axios", "openapi-client-axios", "feature-fetch",
	"@ts-rest/core", "@zodios/core", "@elysiajs/eden", "hono/client", "@feathersjs/client", "swagger-client",
}

func unsharedAPITypes(p *analyzer.Pass) error {
	for _, front := range p.Services() {
		if front.Kind != "frontend" && front.Kind != "bff" || front.Language != "node" || sharesTypes(front) {
			continue
		}
		for _, back := range p.Services() {
			if back != front && back.Backend() && p.Asks(front, back) && !sharesTypes(back) {
				compareTypes(p, front, back)
			}
		}
	}
	return nil
}

func sharesTypes(x *analyzer.Service) bool {
	return x.Signal("openapi-codegen") != nil || x.Imports(sharers...)
}

// typePair is a type that both sides declare.
type typePair struct {
	here, there program.Shape
}

func compareTypes(p *analyzer.Pass, front, back *analyzer.Service) {
	contract := p.Program.ContractOf(back.Roots())
	own := map[int32]bool{}
	for _, mod := range front.Modules() {
		own[int32(mod)] = true
	}
	agree := map[string]typePair{}
	told := map[program.ClassRef]bool{}
	for _, side := range []struct {
		theirs  []program.ClassRef
		ours    func(mod int) []program.ClassRef
		answers bool
	}{{contract.Answers, p.Program.Expected, true}, {contract.Asks, p.Program.Sent, false}} {
		theirs := map[string][]program.Shape{}
		for _, ref := range side.theirs {
			if s, ok := p.Program.Shape(ref); ok {
				theirs[s.Name] = append(theirs[s.Name], s)
			}
		}
		if len(theirs) == 0 {
			continue
		}
		for _, mod := range front.Modules() {
			for _, ref := range side.ours(mod) {
				here, ok := p.Program.Shape(ref)
				if !ok || here.Open || !own[ref.Module] || told[ref] {
					continue
				}
				there, missing, found := closest(&here, theirs[here.Name], side.answers)
				if !found {
					continue
				}
				told[ref] = true
				if len(missing) > 0 {
					reportDrift(p, front, back, typePair{here, there}, missing, side.answers)
				} else {
					agree[here.Name] = typePair{here, there}
				}
			}
		}
	}
	if len(agree) < twiceFrom {
		return
	}
	names := slices.Sorted(maps.Keys(agree))
	at, far := p.ShapePlace(agree[names[0]].here), p.ShapePlace(agree[names[0]].there)
	p.ReportLine(front, at.Path, at.Line, finding.Finding{
		Severity: finding.Info, Confidence: finding.Probable, Symbol: names[0],
		Message: fmt.Sprintf("%d types of %s are declared on both sides, and nothing keeps them the same: %s", len(names), back.Root, someOf(names)),
		Help:    shareHelp(back),
		Trace: []finding.Step{
			{Path: at.Path, Line: at.Line, Text: front.Root + " declares " + names[0]},
			{Path: far.Path, Line: far.Line, Text: back.Root + " declares " + names[0]},
		},
	})
}

// closest returns which of the backend's types of one name is the one that a
// frontend's type stands for, and which fields are missing there, or here when
// the type is sent. It is false when none is.
func closest(here *program.Shape, theirs []program.Shape, answers bool) (there program.Shape, missing []string, found bool) {
	for _, s := range theirs {
		if common := common(here, &s); common < commonFields || float64(common) < commonShare*float64(min(len(here.Fields), len(s.Fields))) {
			continue
		}
		var lacks []string
		if answers {
			if s.Open {
				continue
			}
			lacks = lacking(here, &s)
		} else {
			lacks = lacking(&s, here)
		}
		if len(lacks) <= driftFields && (!found || len(lacks) < len(missing)) {
			there, missing, found = s, lacks, true
		}
	}
	return there, missing, found
}

// common counts the fields of a type that another has, too.
func common(a, b *program.Shape) int {
	n := 0
	for i := range a.Fields {
		if b.Has(&a.Fields[i]) {
			n++
		}
	}
	return n
}

// lacking returns the names of the fields that a type demands and another one
// does not have.
func lacking(a, b *program.Shape) []string {
	var out []string
	for i := range a.Fields {
		if f := &a.Fields[i]; !f.Optional && !b.Has(f) {
			out = append(out, f.Name)
		}
	}
	return out
}

func reportDrift(p *analyzer.Pass, front, back *analyzer.Service, t typePair, missing []string, answers bool) {
	at, far := p.ShapePlace(t.here), p.ShapePlace(t.there)
	message := fmt.Sprintf("%s expects %s, which %s of %s does not send", t.here.Name, someOf(missing), t.there.Name, back.Root)
	if !answers {
		message = fmt.Sprintf("%s is sent without %s, which %s of %s demands", t.here.Name, someOf(missing), t.there.Name, back.Root)
	}
	p.ReportLine(front, at.Path, at.Line, finding.Finding{
		Severity: finding.Warning, Confidence: finding.Probable, Symbol: t.here.Name,
		Message: message, Help: shareHelp(back),
		Trace: []finding.Step{
			{Path: at.Path, Line: at.Line, Text: front.Root + " declares " + t.here.Name},
			{Path: far.Path, Line: far.Line, Text: back.Root + " declares " + t.there.Name},
		},
	})
}

func shareHelp(back *analyzer.Service) string {
	if back.Language == "python" {
		return "generate the frontend's types from the API's OpenAPI description"
	}
	return "declare the type once, in a package that both sides import"
}

// someOf lists names, the first few of many.
func someOf(names []string) string {
	const shown = 6
	if len(names) > shown {
		return strings.Join(names[:shown], ", ") + fmt.Sprintf(" and %d more", len(names)-shown)
	}
	if len(names) > 1 {
		return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
	}
	return strings.Join(names, "")
}
