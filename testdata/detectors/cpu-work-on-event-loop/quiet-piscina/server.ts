import express from "express"
import path from "path"
import Piscina from "piscina"

const app = express()
const pool = new Piscina({ filename: path.resolve(__dirname, "sheet.js") })

app.post("/sheet", async (req, res) => {
  res.json(await pool.run(req.body.path))
})
