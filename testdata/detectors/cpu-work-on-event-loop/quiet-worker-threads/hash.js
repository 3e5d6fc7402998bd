const { parentPort, workerData } = require("worker_threads")
const { digest } = require("./digest")

parentPort.postMessage(digest(workerData))
