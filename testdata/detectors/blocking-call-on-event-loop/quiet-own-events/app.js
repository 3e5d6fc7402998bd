const fs = require("fs")
const cron = require("node-cron")
const express = require("express")
const { EventEmitter } = require("events")

const changes = new EventEmitter()
changes.on("saved", () => {
  fs.appendFileSync("changes.log", "saved\n") // advice `appendFileSync waits`
})
cron.schedule("0 3 * * *", () => {
  fs.writeFileSync("beat", "alive") // advice `writeFileSync waits`
})
setInterval(() => {
  fs.writeFileSync("state.json", "{}") // advice `writeFileSync waits`
}, 60000)

express().get("/", (req, res) => res.end())
