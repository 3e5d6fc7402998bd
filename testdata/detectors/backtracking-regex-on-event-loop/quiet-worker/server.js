const express = require("express")
const { Worker } = require("worker_threads")

const app = express()
const worker = new Worker("./check.js")

app.post("/check", (req, res) => {
  worker.once("message", (ok) => res.json({ ok }))
  worker.postMessage({ text: req.body.text })
})
