const axios = require("axios")
const express = require("express")

const app = express()
const api = axios.create({ baseURL: "https://api.example", timeout: 2000 })

app.get("/home", async (req, res) => {
  const [user, news] = await Promise.all([api.get("/user"), api.get("/news")])
  const started = api.get("/rates")
  const weather = api.get("/weather")
  res.json([user.data, news.data, (await started).data, (await weather).data])
})

app.post("/titles", async (req, res) => {
  res.json(await Promise.all(req.body.ids.map(async (id) => (await api.get(`/titles/${id}`)).data)))
})
