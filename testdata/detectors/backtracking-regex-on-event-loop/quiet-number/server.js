const express = require("express")
const app = express()

app.post("/price", (req, res) => {
  const price = Number(req.body.price)
  res.json({ ok: /^(\d+\.?)+$/.test(price.toFixed(2)) })
})
