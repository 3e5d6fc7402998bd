const express = require("express");
const { Pool } = require("pg");

const pool = new Pool();
const app = express();
app.get("/notes", async (req, res) => res.json((await pool.query("select * from notes")).rows));
app.post("/notes", async (req, res) => {
  await pool.query("insert into notes values ($1)", [req.query.text]);
  res.end();
});
app.listen(3000);
