const express = require("express");
const { spawn } = require("node:child_process");

const app = express();
app.post("/digits/:file", (req, res) => {
  const child = spawn("python3", ["classify.py", req.params.file]);
  child.stdout.pipe(res);
});
app.listen(8080);
