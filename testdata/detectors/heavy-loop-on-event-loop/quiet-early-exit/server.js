const express = require("express")
const app = express()

app.post("/first", (req, res) => {
  const { rows } = req.body
  for (const row of rows) {
    if (row.open) {
      return res.json(rows.filter((r) => r.key === row.key))
    }
  }
  let chosen = null
  for (const row of rows) {
    if (row.best) {
      chosen = rows.find((r) => r.id === row.parent)
      break
    }
  }
  res.json(chosen)
})
