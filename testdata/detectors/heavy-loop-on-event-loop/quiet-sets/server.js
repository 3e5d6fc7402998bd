const express = require("express")
const app = express()

app.post("/tags", (req, res) => {
  const { tags, rows } = req.body
  const seen = new Set(tags)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const unique = [...seen]
  const joined = rows.map((row) => byId.get(row.parent)).filter((row) => row && seen.has(row.tag))
  for (const row of rows) row.total = 0
  rows.sort((a, b) => a.id - b.id)
  for (const row of rows) row.total += 1
  res.json({ unique, joined })
})
