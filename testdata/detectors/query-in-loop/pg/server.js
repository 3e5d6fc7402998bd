const express = require("express")
const { Pool } = require("pg")

const pool = new Pool()
const app = express()

async function stock(id) {
  const { rows } = await pool.query("SELECT amount FROM stock WHERE product = $1", [id])
  return rows[0].amount
}

app.post("/cart", async (req, res) => {
  const out = []
  for (const item of req.body.items) {
    if (item.hidden) continue
    out.push({ ...item, stock: await stock(item.id) }) // want `stock runs a query for each element of req\.body\.items`
  }
  res.json(out)
})
