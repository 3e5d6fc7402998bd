const express = require("express");
const { byRegion } = require("./frames");

const app = express();
app.get("/sales/:year", async (req, res) => res.json(await byRegion(req.params.year)));
app.listen(3000);
