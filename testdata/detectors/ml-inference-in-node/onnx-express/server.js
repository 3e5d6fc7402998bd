const express = require("express");
const { sort } = require("./model");

const app = express();
app.use(express.json());
app.post("/parcels", async (req, res) => res.json(await sort(req.body)));
app.get("/parcels/:id", async (req, res) => res.json(await sort(req.params)));
app.listen(3000);
