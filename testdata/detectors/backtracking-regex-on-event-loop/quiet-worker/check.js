const { parentPort, workerData } = require("worker_threads")

parentPort.postMessage(/^(\w+\s?)*$/.test(workerData))
