const bcrypt = require("bcryptjs")
const express = require("express")

const app = express()

app.post("/register", async (req, res) => {
  const hash = await bcrypt.hash(req.body.password, 12) // want `bcryptjs\.hash computes cryptography .* POST /register`
  res.json({ hash })
})
