const fs = require("fs")
const chokidar = require("chokidar")
const express = require("express")

let users = {}

function load() {
  users = fs.readFileSync("users.json") // advice `readFileSync waits`
}

chokidar.watch("users.json").on("change", load)
fs.watch("plugins", (type, name) => {
  fs.readFileSync(name) // advice `readFileSync waits`
})
express().get("/", (req, res) => res.json(users))
