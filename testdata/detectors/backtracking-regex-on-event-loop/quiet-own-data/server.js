const express = require("express")
const app = express()

const VERSION = "1.2.3"
const NAMES = ["alpha", "beta"]

app.get("/version", (req, res) => {
  const ok = /^(\d+\.?)+$/.test(VERSION)
  const upper = NAMES.filter((n) => /^(\w+\s?)*$/.test(n))
  const agent = process.env.AGENT.replace(/\s+$/, "")
  res.json({ ok, upper, agent, port: String(8080).match(/^(\d+)+$/) })
})
