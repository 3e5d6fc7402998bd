const axios = require("axios")
const express = require("express")
const got = require("got")

const app = express()
const options = { timeout: 2000 }

app.get("/a", async (req, res) => {
  const a = await axios.get("https://a.example", { timeout: 1000 })
  const b = await axios.get("https://b.example", options)
  const c = await axios({ url: "https://c.example", ...options })
  const d = await got("https://d.example", { timeout: { request: 1000 } })
  const e = await fetch("https://e.example", { signal: AbortSignal.timeout(1000) })
  res.json([a.data, b.data, c.data, d.body, await e.text()])
})
