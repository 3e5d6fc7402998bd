const express = require("express")
const app = express()

function* pairs(rows) {
  for (const a of rows) {
    for (const b of Object.keys(a)) yield [a, b]
  }
}

app.post("/pairs", (req, res) => {
  res.json([...pairs(req.body.rows)])
})
