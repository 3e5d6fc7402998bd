const express = require("express");
const { engine } = require("./engine");
const { Pool } = require("./pool");

const app = express();
const pool = new Pool();
app.get("/move", (req, res) => {
  engine().stdout.once("data", (line) => res.send(line));
  engine().stdin.write(req.query.board + "\n");
});
app.get("/hint", (req, res) => res.send(pool.ask(req.query.board)));
app.listen(3000);
