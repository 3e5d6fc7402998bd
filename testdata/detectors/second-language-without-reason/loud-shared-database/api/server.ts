import express from "express";
import { pool } from "./db.ts";

const app = express();
app.get("/orders", async (req, res) => res.json((await pool.query("select * from orders")).rows));
app.listen(3000);
