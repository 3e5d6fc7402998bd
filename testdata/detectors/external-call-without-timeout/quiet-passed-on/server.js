const axios = require("axios")
const express = require("express")

const app = express()

// The caller may say how long.
function load(path, options) {
  return axios.get("https://api.example" + path, { ...options, responseType: "json" })
}

app.get("/rate", async (req, res) => {
  const { data } = await load("/latest", req.app.get("http"))
  res.json(data)
})
