const { Worker } = require("worker_threads")
const express = require("express")

const app = express()

app.post("/hash", (req, res) => {
  const worker = new Worker("./hash.js", { workerData: req.body.password })
  worker.once("message", (hash) => res.json({ hash }))
})
