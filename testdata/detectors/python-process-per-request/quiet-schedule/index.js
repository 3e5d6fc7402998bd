const express = require("express");
const cron = require("node-cron");
const { exec } = require("child_process");

cron.schedule("0 3 * * *", () => {
  exec("python3 refresh.py");
});
const app = express();
app.get("/", (req, res) => res.send("ok"));
app.listen(3000);
