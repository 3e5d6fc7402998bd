const express = require("express")
const { promisify } = require("util")
const bcrypt = require("bcrypt-nodejs")

const app = express()
const compare = promisify(bcrypt.compare)

app.post("/login", async (req, res) => {
  res.json({ ok: await compare(req.body.password, "stored") }) // want `bcrypt-nodejs\.compare computes cryptography .* POST /login`
})
