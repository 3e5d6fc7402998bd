const { Router } = require("express");
const { Pool } = require("pg");

const pool = new Pool();
const notes = Router();

notes.get("/", async (req, res) => {
  const { rows } = await pool.query("select id, title from notes where owner = $1", [req.query.owner]);
  res.json(rows);
});

notes.post("/", async (req, res) => {
  const { rows } = await pool.query("insert into notes (title) values ($1) returning id", [req.body.title]);
  res.status(201).json(rows[0]);
});

module.exports = { notes };
