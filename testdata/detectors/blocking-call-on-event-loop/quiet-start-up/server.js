const fs = require("fs")
const express = require("express")

const config = JSON.parse(fs.readFileSync("config.json", "utf8"))

function loadKeys() {
  return fs.readFileSync("keys.pem")
}

const app = express()
const keys = loadKeys()

app.get("/health", (req, res) => res.json({ ok: true, name: config.name }))

app.listen(3000, () => {
  fs.writeFileSync("server.pid", String(process.pid))
})
