const { parentPort, workerData } = require("worker_threads")

const rows = workerData
parentPort.postMessage(rows.map((row) => rows.filter((other) => other.key === row.key).length))
