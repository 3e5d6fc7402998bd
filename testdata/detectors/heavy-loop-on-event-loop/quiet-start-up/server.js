const express = require("express")
const fs = require("fs")
const app = express()

const words = fs.readFileSync("words.txt", "utf8").split("\n")
const unique = words.filter((w, i) => words.indexOf(w) === i)

function report(rows) {
  return rows.map((row) => rows.filter((r) => r.key === row.key).length)
}

if (require.main === module) report(words)

app.get("/words", (req, res) => res.json(unique))
