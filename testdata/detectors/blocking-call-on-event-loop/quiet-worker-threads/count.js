const fs = require("fs")
const { parentPort, workerData } = require("worker_threads")

async function count(name) {
  return fs.readFileSync(name, "utf8").split("\n").length
}

count(workerData).then((lines) => parentPort.postMessage(lines))
