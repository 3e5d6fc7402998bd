const express = require("express");
const { execFile } = require("child_process");

const app = express();
app.get("/health", (req, res) => {
  execFile("python3", ["--version"], (err, out) => res.send(err ? "no Python" : out));
});
app.post("/plugins/:name", (req, res) => {
  execFile("python3", ["-m", "pip", "install", "-r", "plugins.txt"], (err) => res.sendStatus(err ? 500 : 204));
});
app.listen(3000);
