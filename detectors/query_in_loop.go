package detectors

import (
	"fmt"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/catalog"
	"github.com/stackfit/stackfit/analyzer/finding"
)

// QueryInLoop reports database queries that run once for each element of a
// collection while a request waits.
//
// # Why it matters
//
// What dominates the time an API takes to answer is its queries. One that takes
// two milliseconds takes two seconds when a list of a thousand asks it for each
// of its elements, the N+1 problem: with ten rows, in tests, nothing is felt.
//
// # Example
//
// In Node.js:
//
//	// server.js
//	import express from "express"
//	import { PrismaClient } from "@prisma/client"
//
//	const app = express()
//	const prisma = new PrismaClient()
//	app.get("/posts", async (req, res) => {
//	  const posts = await prisma.post.findMany()
//	  for (const post of posts) {
//	    post.author = await prisma.user.findUnique({ where: { id: post.authorId } }) // one query a post
//	  }
//	  res.json(posts)
//	})
//
// Use instead:
//
//	// server.js
//	import express from "express"
//	import { PrismaClient } from "@prisma/client"
//
//	const app = express()
//	const prisma = new PrismaClient()
//	app.get("/posts", async (req, res) => {
//	  res.json(await prisma.post.findMany({ include: { author: true } }))
//	})
//
// In Python:
//
//	# app.py
//	from fastapi import Depends, FastAPI
//	from sqlalchemy.orm import Session
//
//	from db import get_session
//	from models import Post, User
//
//	app = FastAPI()
//
//	@app.get("/posts")
//	def posts(session: Session = Depends(get_session)):
//	    out = []
//	    for post in session.query(Post).all():
//	        out.append((post.title, session.get(User, post.author_id).name))  # one query a post
//	    return out
//
// Use instead:
//
//	# app.py
//	from fastapi import Depends, FastAPI
//	from sqlalchemy import select
//	from sqlalchemy.orm import Session
//
//	from db import get_session
//	from models import Post, User
//
//	app = FastAPI()
//
//	@app.get("/posts")
//	def posts(session: Session = Depends(get_session)):
//	    return session.execute(select(Post.title, User.name).join(User)).all()
//
// The query may stand in a helper that the loop calls, two calls deep.
//
// # How severe it is
//
// A query that reads and runs in every turn is a warning. One that writes, which
// often has to be done row by row, and one under a condition are info.
//
// # What it does not report
//
// Loops over constants, over chunks, batches and pages; loops that end with what
// they found, that try again or wait on purpose, that go on while there is more;
// queries that do not depend on the element, that depend on what the turn before
// found, or whose answers are kept by key; databases inside the process such as
// SQLite; commands, workers, migrations and tests.
//
// # Limits
//
// How many elements there are is not known. Queries that reading an attribute
// runs (lazy loading) and those of libraries that are not in the catalog are not
// seen. One finding a function: the worst query.
var QueryInLoop = &analyzer.Detector{
	ID:       "query-in-loop",
	Severity: finding.Warning,
	Claims:   []string{"G09"},

	CodeAlone: true,
	Run:       queryInLoop,
}

func queryInLoop(p *analyzer.Pass) error {
	for _, a := range p.Program.QueriesInLoops() {
		f := finding.Finding{Severity: finding.Warning, Confidence: finding.Definite, Cost: catalog.Unbounded.String()}
		runs := "runs a query"
		if a.Writes {
			runs = "writes to the database"
		}
		if a.Writes || a.Maybe {
			f.Severity = finding.Info
		}
		f.Message = fmt.Sprintf("%s %s for each element of %s %s", a.Name, runs, a.Over, p.Place(a.Spot))
		f.Help = "use " + a.Remote.Instead
		p.ReportSpot(a.Spot, f, a.Name+" "+runs)
	}
	return nil
}
