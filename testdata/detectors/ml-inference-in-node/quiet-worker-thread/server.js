import express from "express";
import { Piscina } from "piscina";

const pool = new Piscina({ filename: new URL("./infer.js", import.meta.url).href });
const app = express();
app.use(express.json());
app.post("/parcels", async (req, res) => res.json(await pool.run(req.body)));
app.listen(3000);
