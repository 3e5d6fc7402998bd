const express = require("express")
const got = require("got")

const app = express()

app.post("/titles", async (req, res) => {
  const titles = []
  for (const url of req.body.urls) {
    const { body } = await got(url, { timeout: { request: 2000 } }) // want `got asks another service for each element of req\.body\.urls, one after the other, while serving POST /titles`
    titles.push(body.slice(0, 80))
  }
  res.json(titles)
})
