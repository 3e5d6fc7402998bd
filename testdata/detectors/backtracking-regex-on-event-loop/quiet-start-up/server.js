const fs = require("fs")
const express = require("express")

const app = express()
const rules = fs.readFileSync("rules.txt", "utf8").split("\n").filter((line) => /^(\w+\s?)*$/.test(line))

app.get("/rules", (req, res) => res.json(rules))
