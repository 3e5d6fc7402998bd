const fs = require("fs")
const express = require("express")

const app = express()

app.get("/report", (req, res) => {
  res.send(fs.readFileSync(req.query.path)) // want `fs\.readFileSync waits for the file system .* GET /report`
})
