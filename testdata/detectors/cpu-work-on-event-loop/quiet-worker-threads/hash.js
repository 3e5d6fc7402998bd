const { parentPort } = require("worker_threads")
const { digest } = require("./digest")

parentPort.on("message", async (password) => {
  parentPort.postMessage(await digest(password))
})
