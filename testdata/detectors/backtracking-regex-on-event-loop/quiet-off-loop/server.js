const express = require("express")
const { workerData, parentPort } = require("worker_threads")

const START = /^(\w+\s?)*$/.test(process.argv[2])
function main(input) {
  return /^(\w+\s?)*$/.test(input)
}
if (require.main === module) main(process.argv[3])
module.exports = { START, express, workerData, parentPort }
