const express = require("express")
const { Worker } = require("worker_threads")

const app = express()

app.post("/twins", (req, res) => {
  const worker = new Worker("./twins.js", { workerData: req.body.rows })
  worker.once("message", (twins) => res.json(twins))
})
