const { parentPort } = require("worker_threads")

parentPort.on("message", async ({ text }) => {
  parentPort.postMessage(/^(\w+\s?)*$/.test(text))
})
