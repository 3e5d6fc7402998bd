const express = require("express");
const { spawn } = require("child_process");

const ranker = spawn("python3", ["ranker.py"]);
const app = express();
app.get("/search", (req, res) => {
  ranker.stdout.once("data", (line) => res.send(line));
  ranker.stdin.write(req.query.q + "\n");
});
app.listen(3000);
