const express = require("express")
const app = express()
app.use(express.json())

const TAGS = /^(\w+\s?)*$/
const EMAIL = new RegExp("^([a-z0-9]+[.-]?)+@[a-z0-9]+$", "i")
const PARTS = ["a", "b"]

app.post("/tags", (req, res) => {
  if (!TAGS.test(req.body.tags)) return res.sendStatus(400) // want `/\^\(\\w\+\\s\?\)\*\$/ takes exponential time on what a client may send.*POST /tags`
  const { mail } = req.body
  if (!EMAIL.exec(mail)) return res.sendStatus(400) // want `exponential time`
  res.sendStatus(204)
})

app.get("/find", (req, res) => {
  const words = String(req.query.q || "").toLowerCase()
  const m = words.match(/^(?:[a-z]+|\d+|[a-z0-9]+)*;$/) // want `exponential time.*GET /find`
  res.json({ m, parts: PARTS })
})

function clean(text) {
  return text.replace(/(-+\s*)+!/g, "") // want `exponential time` want-trace: POST /clean -> handler -> calls clean -> takes exponential
}

app.post("/clean", async (req, res) => {
  const lines = req.body.lines.map((line) => clean(line.trim()))
  res.json(lines)
})
