const express = require("express");
const { PythonShell } = require("python-shell");

const app = express();
app.get("/score/:name", (req, res) => {
  PythonShell.run("score.py", { args: [req.params.name] }).then((lines) => res.json(lines)); // want `score\.py .* GET /score/:name`
});
app.get("/rank/:name", (req, res) => {
  const shell = new PythonShell("rank.py", { mode: "json" }); // want `rank\.py .* GET /rank/:name`
  shell.send(req.params.name).on("message", (m) => res.json(m));
});
app.listen(3000);
