const express = require("express")
const { open } = require("sqlite")
const sqlite3 = require("sqlite3")

const app = express()

// A database in the process: a query is a function call.
app.get("/notes", async (req, res) => {
  const db = await open({ filename: "notes.db", driver: sqlite3.Database })
  const notes = []
  for (const id of req.query.ids) {
    notes.push(await db.get("SELECT * FROM notes WHERE id = ?", id))
  }
  res.json(notes)
})
