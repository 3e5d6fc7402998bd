const express = require("express");
const { exec } = require("child_process");

const app = express();
app.post("/digits", (req, res) => {
  exec("bash guess.sh " + Number(req.query.id), (err, out) => res.send(out)); // want `guess\.sh .* POST /digits`
});
app.listen(8080);
