import express from "express";
import fs from "node:fs";

const page = fs.readFileSync("page.html", "utf8");
const app = express();
app.get("/", (req, res) => {
  res.send(page);
});
app.listen(3000);
