import express from "express";
import fs from "node:fs";

const app = express();
app.get("/pages/:name", (req, res) => {
  res.send(fs.readFileSync(`pages/${req.params.name}.html`, "utf8")); // wanted
});
app.listen(3000);
