const axios = require("axios")
const express = require("express")
const got = require("got")

const app = express()
const options = { timeout: 2000 }

app.get("/a", async (req, res) => {
  const [a, b, c, d, e] = await Promise.all([
    axios.get("https://a.example", { timeout: 1000 }),
    axios.get("https://b.example", options),
    axios({ url: "https://c.example", ...options }),
    got("https://d.example", { timeout: { request: 1000 } }),
    fetch("https://e.example", { signal: AbortSignal.timeout(1000) }),
  ])
  res.json([a.data, b.data, c.data, d.body, await e.text()])
})
