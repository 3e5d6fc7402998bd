const axios = require("axios")
const express = require("express")

const app = express()
const api = axios.create({ baseURL: "https://api.example", timeout: 2000 })

app.get("/orders/:name", async (req, res) => {
  const { data: user } = await api.get(`/users/${req.params.name}`)
  const query = { params: {} }
  query.params.user = user.id
  const orders = await api.get("/orders", query)
  res.json(orders.data)
})

app.get("/checked/:id", async (req, res) => {
  const allowed = await api.get(`/rights/${req.params.id}`)
  if (!allowed.data.read) return res.sendStatus(403)
  const page = await api.get(`/pages/${req.params.id}`)
  res.json(page.data)
})

app.get("/either/:id", async (req, res) => {
  const local = await api.get(`/local/${req.params.id}`)
  let url = "/remote"
  if (local.data.moved) url = "/elsewhere"
  const remote = await api.get(url)
  res.json([local.data, remote.data])
})

class Client {
  async open() {
    const { data } = await api.get("/token")
    this.token = data
    const { data: page } = await this.page()
    return page
  }

  page() {
    return api.get("/page", { headers: { authorization: this.token } })
  }
}

app.get("/page", async (req, res) => res.json(await new Client().open()))
