package detectors

import (
	"fmt"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
)

// GraphQLInPython reports Python services whose API is GraphQL and that do
// nothing else for which Python is the better place.
//
// # Why it matters
//
// GraphQL was born in JavaScript, and its servers are more mature there: Apollo
// Server, GraphQL Yoga and what is built around them (federation, persisted
// queries, caching, code generation for clients).
//
// # Example
//
//	# app.py
//	import strawberry
//	from fastapi import FastAPI
//	from strawberry.fastapi import GraphQLRouter
//
//	@strawberry.type
//	class Query:
//	    @strawberry.field
//	    def greeting(self) -> str:
//	        return "hello"
//
//	app = FastAPI()
//	app.include_router(GraphQLRouter(strawberry.Schema(Query)), prefix="/graphql")
//
// Use instead:
//
//	// server.ts
//	import { createServer } from "node:http"
//	import { createSchema, createYoga } from "graphql-yoga"
//
//	const schema = createSchema({
//	  typeDefs: "type Query { greeting: String! }",
//	  resolvers: { Query: { greeting: () => "hello" } },
//	})
//	createServer(createYoga({ schema })).listen(4000)
//
// # What it does not report
//
// Services with models, data work or notebooks; GraphQL beside other routes;
// clients of GraphQL (gql, sgqlc); schemas that only tests use.
//
// # Limits
//
// It is advice (info), once a service: a team at home in Python is reason enough
// to stay.
var GraphQLInPython = &analyzer.Detector{
	ID:       "graphql-in-python",
	Severity: finding.Info,
	Claims:   []string{"G16"},
	Run:      graphQLInPython,
}

func graphQLInPython(p *analyzer.Pass) error {
	for _, x := range p.Services() {
		if x.Language != "python" || x.Kind != "graphql" {
			continue
		}
		reason := false
		for _, id := range []string{"ml-inference", "ml-training", "data-processing", "notebooks", "image-processing"} {
			reason = reason || x.Signal(id) != nil
		}
		u, ok := x.Runs("graphql")
		if reason || !ok {
			continue
		}
		p.ReportUse(x, u, finding.Finding{
			Severity: finding.Info, Confidence: finding.Definite,
			Message: fmt.Sprintf("%s serves GraphQL from Python, and nothing else here asks for Python", u.Name),
			Help:    "weigh a GraphQL server in Node.js (Apollo Server, GraphQL Yoga), unless the team is at home in Python",
		})
	}
	return nil
}
