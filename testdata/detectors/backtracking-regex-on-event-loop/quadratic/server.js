const express = require("express")
const app = express()

app.post("/comments", (req, res) => {
  const text = req.body.text.replace(/\s+$/, "") // want `about n² steps on what a client may send, such as many " "`
  const plain = text.replace(/<[^>]+>/g, "") // want `about n² steps`
  res.json(plain.split(/,\s*,\s*\s*;/)) // want `about n² steps`
})

app.get("/tail", (req, res) => {
  res.json(/(?:x*x*x*)y/.test(req.query.q)) // want `about n⁴ steps`
})
