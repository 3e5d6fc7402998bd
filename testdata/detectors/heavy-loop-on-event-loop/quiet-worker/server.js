const express = require("express")
const { Worker } = require("worker_threads")

const app = express()
const worker = new Worker("./twins.js")

app.post("/twins", (req, res) => {
  worker.once("message", (twins) => res.json(twins))
  worker.postMessage(req.body.rows)
})
