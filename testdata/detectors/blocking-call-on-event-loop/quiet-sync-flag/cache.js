const fs = require("fs")
const express = require("express")

function load(name, sync) {
  if (!sync) return fs.promises.readFile(name)
  return fs.readFileSync(name)
}

const settings = load("./settings.json", true)

const app = express()
app.get("/later", async (req, res) => res.send(await load("./later")))
app.get("/settings", (req, res) => res.send(settings))
