const axios = require("axios")
const express = require("express")

const app = express()
const api = axios.create({ baseURL: "https://api.example", timeout: 2000 })

app.get("/home/:id", async (req, res) => {
  const { data: user } = await api.get(`/users/${req.params.id}`)
  const { data: news } = await api.get("/news") // want `api\.get waits for api\.get, whose answer it does not need, while serving GET /home/:id`
  res.json({ user, news })
})
