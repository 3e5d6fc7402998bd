const express = require("express")
const app = express()

const FIELDS = ["name", "mail", "phone"]
const KINDS = { a: 1, b: 2 }

app.post("/rows", (req, res) => {
  const { rows } = req.body
  const picked = rows.map((row) => FIELDS.map((field) => row[field]))
  const named = rows.filter((row) => FIELDS.includes(row.field))
  const grid = FIELDS.flatMap((a) => FIELDS.map((b) => a + b))
  for (const row of rows) {
    for (let i = 0; i < 3; i++) row[i] = i
    for (const kind of Object.keys(KINDS)) row[kind] = 0
  }
  const odd = FIELDS.filter((f, i) => FIELDS.indexOf(f) !== i)
  res.json({ picked, named, grid, odd })
})
