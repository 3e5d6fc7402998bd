const express = require("express");
const dfd = require("danfojs-node");

const app = express();
app.post("/describe", async (req, res) => {
  const df = await dfd.readCSV(req.query.file);
  res.json(df.describe());
});
app.post("/pivot", async (req, res) => {
  const df = await dfd.readCSV(req.query.file);
  res.json(df.groupby([req.query.by]).mean());
});
app.listen(8080);
