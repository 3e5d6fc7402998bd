const express = require("express");
const multer = require("multer");
const { parse } = require("csv-parse");
const { Pool } = require("pg");

const pool = new Pool();
const upload = multer({ dest: "uploads/", limits: { fileSize: 200_000 } });
const app = express();
app.post("/admin/prices", upload.single("prices"), (req, res) => {
  const parser = parse({ columns: true });
  parser.on("readable", async () => {
    for (let row = parser.read(); row !== null; row = parser.read()) {
      await pool.query("update products set price = $1 where sku = $2", [row.price, row.sku]);
    }
  });
  parser.on("end", () => res.sendStatus(204));
  req.pipe(parser);
});
app.listen(3000);
