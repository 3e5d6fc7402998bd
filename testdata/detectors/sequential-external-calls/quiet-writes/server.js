const axios = require("axios")
const express = require("express")

const app = express()
const api = axios.create({ baseURL: "https://api.example", timeout: 2000 })

// Nobody is told of an order before it is paid for.
app.post("/order", async (req, res) => {
  const paid = await api.post("/charge", { card: req.body.card })
  const mailed = await api.post("/mail", { to: req.body.mail })
  res.json([paid.status, mailed.status])
})

app.post("/refresh", async (req, res) => {
  const before = await api.get("/state")
  await api.post("/refresh")
  const after = await api.get("/state")
  res.json([before.data, after.data])
})

app.post("/move", async (req, res) => {
  for (const id of req.body.ids) {
    await api.put(`/items/${id}`, { place: req.body.place })
  }
  res.sendStatus(204)
})
