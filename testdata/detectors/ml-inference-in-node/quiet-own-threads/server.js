const express = require("express");
const { createWorker } = require("tesseract.js");

const reading = createWorker("eng");
const app = express();
app.get("/scans/:name", async (req, res) => {
  const { data } = await (await reading).recognize(`scans/${Number(req.params.name)}.png`);
  res.send(data.text);
});
app.listen(3000);
