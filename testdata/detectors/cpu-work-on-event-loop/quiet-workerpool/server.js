const express = require("express")
const workerpool = require("workerpool")

const app = express()
const pool = workerpool.pool(__dirname + "/hash.js")

app.post("/hash", async (req, res) => {
  res.json({ hash: await pool.exec("hash", [req.body.password]) })
})
