const fs = require("fs")
const express = require("express")
const marked = require("marked")

const app = express()
let terms

function page() {
  if (!terms) {
    terms = marked.parse(fs.readFileSync("terms.md", "utf8"))
  }
  return terms
}

app.get("/terms", (req, res) => res.send(page()))
