const fs = require("fs")
const express = require("express")

const app = express()
app.post("/albums/:name", (req, res) => {
  fs.mkdirSync(req.params.name) // advice `mkdirSync waits`
  fs.renameSync("new", req.params.name) // advice `renameSync waits`
  fs.unlinkSync("old") // advice `unlinkSync waits`
  res.json(fs.readdirSync(req.params.name)) // advice `readdirSync waits`
})
