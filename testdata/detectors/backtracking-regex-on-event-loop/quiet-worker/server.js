const express = require("express")
const { Worker } = require("worker_threads")

const app = express()

app.post("/check", (req, res) => {
  const worker = new Worker("./check.js", { workerData: req.body.text })
  worker.once("message", (ok) => res.json({ ok }))
})
