const axios = require("axios")
const express = require("express")
const pTimeout = require("p-timeout")

const app = express()

const late = (ms) => new Promise((_, fail) => setTimeout(() => fail(new Error("late")), ms))

function latest() {
  return axios.get("https://rates.example/latest")
}

app.get("/rate", async (req, res) => {
  const { data } = await Promise.race([axios.get("https://rates.example/latest"), late(1000)])
  res.json(data)
})

app.get("/news", async (req, res) => {
  const { data } = await pTimeout(latest(), { milliseconds: 1000 })
  res.json(data)
})
