const axios = require("axios")
const express = require("express")

const app = express()
const rates = axios.create({ baseURL: "https://rates.example" })

app.get("/rate", async (req, res) => {
  const { data } = await rates.get("/latest") // want `rates\.get waits for an answer without a timeout while serving GET /rate`
  res.json(data)
})

app.post("/order", async (req, res) => {
  await axios.post("https://shop.example/orders", req.body, { headers: { accept: "application/json" } }) // want `axios\.post waits for an answer without a timeout while serving POST /order`
  res.sendStatus(204)
})
