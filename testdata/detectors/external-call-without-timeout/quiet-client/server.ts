import express from "express"
import { api } from "./http"

class Rates {
  private readonly http = api

  latest() {
    return this.http.get("/latest")
  }
}

const app = express()
const rates = new Rates()

app.get("/rate", async (req, res) => {
  const { data } = await rates.latest()
  const { data: news } = await api.get("/news")
  res.json({ data, news })
})
