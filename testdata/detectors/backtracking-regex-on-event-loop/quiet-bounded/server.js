const express = require("express")
const app = express()

app.post("/code", (req, res) => {
  const { code } = req.body
  res.json({ ok: /^(?:[A-Z]{2}\d{1,4}-?){1,3}$/.test(code), hex: /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(code) })
})
