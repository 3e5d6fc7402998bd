import express from "express";
import { page } from "./pages/index.js";

const app = express();
app.get("/pages/:name", (req, res) => {
  res.send(page(req.params.name));
});
app.listen(3000);
