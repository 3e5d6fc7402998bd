const axios = require("axios")
const express = require("express")

axios.defaults.timeout = 2000

const app = express()
app.get("/rate", async (req, res) => {
  const { data } = await axios.get("https://rates.example/latest")
  res.json(data)
})
