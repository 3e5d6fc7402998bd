import { loadCSV } from "arquero";
import express from "express";

const places = new Map((await loadCSV("postcodes.csv")).objects().map((row) => [row.code, row.place]));
const app = express();
app.get("/places/:code", (req, res) => res.json(places.get(req.params.code) ?? null));
app.listen(3000);
