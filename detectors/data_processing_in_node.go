package detectors

import (
	"slices"

	"github.com/stackfit/stackfit/analyzer"
	"github.com/stackfit/stackfit/analyzer/finding"
)

// DataProcessingInNode reports Node.js services that compute on data frames,
// matrices or statistics in the process that answers requests.
//
// # Why it matters
//
// Data work has its home in Python: pandas, Polars, NumPy and SciPy do it in
// native code, and those who work with data know them. The counterparts in
// JavaScript are fewer and mostly compute on the one thread that serves all
// requests.
//
// # Example
//
//	// server.js
//	import dfd from "danfojs-node"
//	import express from "express"
//
//	const app = express()
//	app.get("/sales", async (req, res) => {
//	  const sales = await dfd.readCSV("sales.csv")
//	  res.json(dfd.toJSON(sales.groupby(["region"]).col(["amount"]).sum()))
//	})
//	app.listen(3000)
//
// Use instead a Python service, or the database where that is all it takes:
//
//	// server.js
//	import express from "express"
//	import { Pool } from "pg"
//
//	const pool = new Pool()
//	const app = express()
//	app.get("/sales", async (req, res) => {
//	  const { rows } = await pool.query("select region, sum(amount) from sales group by region")
//	  res.json(rows)
//	})
//	app.listen(3000)
//
// # What it does not report
//
// Reading CSV or spreadsheets row by row; work at start-up, in commands,
// workers, queue consumers and the browser; imports of types, tests, scripts.
// One or two functions of statistics, such as a mean; from three on they are
// info.
//
// # Limits
//
// One finding a service; where no request can be followed to the work, and for a
// server that users install as a command, it is info. How much data there is cannot be read in code. Loops
// over data that the program writes itself are heavy-loop-on-event-loop's.
var DataProcessingInNode = &analyzer.Detector{
	ID:       "data-processing-in-node",
	Severity: finding.Warning,
	Claims:   []string{"G13"},
	Run: func(p *analyzer.Pass) error {
		return workInNode(p, nodeWork{
			signal: "data-processing",
			help:   "process the data in a Python service, called over HTTP or a queue, or let the database do it",
			does:   func(*analyzer.ServedUse) string { return "processes data" },
			weigh:  weighData,
		})
	},
}

// manyLight is from how many small functions on they say what a service is for.
const manyLight = 3

// weighData takes a library of data frames for a warning, several small
// functions for advice.
func weighData(uses []analyzer.ServedUse) (finding.Severity, bool) {
	var names []string
	for i := range uses {
		if !uses[i].Light {
			return finding.Warning, true
		}
		if !slices.Contains(names, uses[i].Name) {
			names = append(names, uses[i].Name)
		}
	}
	return finding.Info, len(names) >= manyLight
}
