const { parentPort } = require("worker_threads")

parentPort.on("message", async (rows) => {
  parentPort.postMessage(rows.map((row) => rows.filter((other) => other.key === row.key).length))
})
