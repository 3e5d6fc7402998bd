const express = require("express")
const { setImmediate: pause } = require("timers/promises")
const app = express()

app.post("/rows", async (req, res) => {
  const { rows } = req.body
  const out = []
  for (const row of rows) {
    out.push(rows.filter((r) => r.key === row.key).length)
    await pause()
  }
  await Promise.all(rows.map(async (row) => {
    await pause()
    return rows.find((r) => r.id === row.parent)
  }))
  res.json(out)
})
