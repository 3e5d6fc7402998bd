const { Worker } = require("worker_threads")
const express = require("express")

const app = express()
const worker = new Worker("./hash.js")

app.post("/hash", (req, res) => {
  worker.once("message", (hash) => res.json({ hash }))
  worker.postMessage(req.body.password)
})
