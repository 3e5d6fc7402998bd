const express = require("express")
const app = express()

app.post("/missing", (req, res) => {
  const { wanted } = req.body
  const seen = []
  for (const id of wanted) {
    if (wanted.includes(id + 1)) seen.push(id) // want `wanted\.includes within a loop over wanted takes about n² steps in wanted .* POST /missing`
  }
  res.json(seen)
})
