const { Worker } = require("worker_threads")
const app = require("express")()

app.get("/lines", (req, res) => {
  const worker = new Worker(new URL("./count.js", `file://${__filename}`), { workerData: req.query.name })
  worker.on("message", (lines) => res.json({ lines }))
})
