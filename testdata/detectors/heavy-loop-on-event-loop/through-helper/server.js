const express = require("express")
const { depth, tree } = require("./tree")

const app = express()

app.post("/tree", (req, res) => {
  const nodes = req.body.nodes
  const depths = nodes.map((node) => depth(nodes, node)) // want `depth\(nodes\) within a loop over nodes takes about n² steps in nodes` want-trace: POST /tree -> callback -> depth
  res.json({ depths, tree: tree(nodes) })
})
