const express = require("express")

function isEmpty(node) {
  return !node.text && (node.content ?? []).every((child) => isEmpty(child))
}

const app = express()
app.post("/pages", (req, res) => res.json({ empty: isEmpty(req.body) }))
