const bcrypt = require("bcryptjs")
const express = require("express")

const app = express()

app.post("/login", async (req, res) => {
  const ok = bcrypt.compareSync(req.body.password, req.user.hash) // want `bcryptjs\.compareSync computes cryptography .* POST /login`
  res.json({ ok })
})
