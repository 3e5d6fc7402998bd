const axios = require("axios")
const express = require("express")

const app = express()
const api = axios.create({ baseURL: "https://api.example", timeout: 2000 })

// Once, before anybody is served.
async function start() {
  const settings = await api.get("/settings")
  const flags = await api.get("/flags")
  app.get("/", (req, res) => res.json([settings.data, flags.data]))
  app.listen(3000)
}

start()
