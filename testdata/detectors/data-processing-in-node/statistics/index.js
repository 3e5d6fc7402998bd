const express = require("express");
const ss = require("simple-statistics");

const app = express();
app.use(express.json());
app.post("/grades", (req, res) => {
  const line = ss.linearRegression(req.body.points); // want `simple-statistics\.linearRegression processes data .* POST /grades`
  res.json({ line, fit: ss.rSquared(req.body.points, ss.linearRegressionLine(line)), groups: ss.ckmeans(req.body.marks, 5) });
});
app.listen(3000);
