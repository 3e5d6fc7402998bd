const express = require("express")
const fs = require("fs/promises")

const app = express()

app.get("/lines", async (req, res) => {
  const lines = (await fs.readFile("log.txt", "utf8")).split("\n")
  const counts = lines.map((line) => lines.filter((l) => l === line).length) // want `n² steps in lines`
  const last = lines.reduce((n, line, i, all) => n + all.lastIndexOf(line), 0) // want `all.lastIndexOf within a loop over lines`
  res.json({ counts, last })
})
