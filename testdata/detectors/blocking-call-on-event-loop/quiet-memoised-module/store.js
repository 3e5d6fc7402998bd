const fs = require("fs")
const app = require("express")()

let words = null

function load() {
  if (words === null) words = fs.readFileSync("words.txt", "utf8").split("\n")
  return words
}

app.get("/words", (req, res) => res.json(load()))
