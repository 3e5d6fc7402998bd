const fs = require("fs")
const express = require("express")
const { isDevelopment } = require("./config")

const app = express()

if (isDevelopment) {
  app.post("/reset", (req, res) => {
    fs.cpSync("fixtures", "data", { recursive: true })
    res.end()
  })
}

if (process.env.NODE_ENV !== "production") {
  app.get("/dump", (req, res) => res.send(fs.readFileSync("data/dump.json")))
}
