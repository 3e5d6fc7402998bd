import bcrypt from "bcryptjs";
import express from "express";
import { hashOf } from "./users.js";

const app = express();
app.post("/login", async (req, res) => {
  res.json({ ok: await bcrypt.compare(req.body.password, await hashOf(req.body.name)) }); // wanted
});
app.listen(3000);
