const express = require("express")
const { MongoClient } = require("mongodb")

const app = express()
const db = new MongoClient("mongodb://localhost").db("shop")

app.get("/tags", async (req, res) => {
  const tags = await db.collection("tags").find().toArray()
  const unique = tags.filter((tag, i) => tags.indexOf(tag) === i) // want `tags.indexOf within a loop over tags takes about n² steps in tags on the event loop while serving GET /tags`
  const first = tags.filter((tag, i, all) => all.findIndex((t) => t.name === tag.name) === i) // want `all.findIndex within a loop over tags takes about n² steps`
  res.json({ unique, first })
})

app.post("/merge", (req, res) => {
  const { rows } = req.body
  const out = []
  for (const row of rows) {
    const twins = rows.filter((r) => r.key === row.key) // want `rows.filter within a loop over rows`
    out.push(twins.length)
  }
  for (let i = 0; i < rows.length; i++) {
    for (let j = i + 1; j < rows.length; j++) { // want `the loop over rows within a loop over rows takes about n² steps in rows`
      out.push(rows[i].x - rows[j].x)
    }
  }
  res.json(out)
})
