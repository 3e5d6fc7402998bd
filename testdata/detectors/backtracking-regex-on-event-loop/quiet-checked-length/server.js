const express = require("express")
const app = express()

app.post("/trim", (req, res) => {
  const { text } = req.body
  if (text.length > 500) return res.sendStatus(413)
  res.json({ text: text.replace(/\s+$/, ""), head: req.body.head.slice(0, 80).replace(/\s+$/, "") })
})
