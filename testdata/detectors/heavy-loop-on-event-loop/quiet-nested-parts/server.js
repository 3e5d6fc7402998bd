const express = require("express")
const _ = require("lodash")
const app = express()

app.post("/orders", (req, res) => {
  const { orders } = req.body
  const totals = orders.map((order) => order.lines.reduce((sum, line) => sum + line.price, 0))
  const ids = []
  for (const order of orders) {
    for (const line of order.lines) {
      for (const part of line.parts.filter((p) => p.used)) ids.push(part.id)
    }
    const words = order.note.split(" ")
    for (const word of words) if (word.includes("!")) ids.push(word)
  }
  for (const [key, value] of Object.entries(req.body.groups)) {
    value.members.forEach((m) => ids.push(key + m))
  }
  const table = req.body.table
  for (let i = 0; i < table.length; i++) {
    for (const word of table[i][0].split(",")) ids.push(word)
    table[i].cells.forEach((cell) => ids.push(cell))
  }
  if (_.some(orders, (o) => _.includes(o.tags, "x"))) ids.push(_.find(orders, (o) => o.open))
  res.json({ totals, ids })
})
