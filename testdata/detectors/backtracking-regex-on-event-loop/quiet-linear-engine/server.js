const express = require("express")
const RE2 = require("re2")

const app = express()
const WORDS = new RE2("^(\\w+\\s?)*$")

app.post("/words", (req, res) => {
  res.json({ ok: WORDS.test(req.body.text) })
})
