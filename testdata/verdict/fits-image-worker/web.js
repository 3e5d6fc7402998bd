const express = require("express");
const { queue } = require("./queue");

const app = express();
app.post("/pictures/:id", async (req, res) => {
  await queue.add("resize", { id: req.params.id });
  res.status(202).end();
});
app.listen(3000);
