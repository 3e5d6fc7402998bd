const fs = require("fs")
const express = require("express")

function load(name, sync) {
  if (!sync) return fs.promises.readFile(name)
  return fs.readFileSync(name) // want `fs\.readFileSync waits for the file system .* GET /now`
}

const app = express()
app.get("/later", async (req, res) => res.send(await load("./later", false)))
app.get("/now", (req, res) => res.send(load("./now", true)))
