const express = require("express");
const mongoose = require("mongoose");
const { rank } = require("./rank");

const Item = mongoose.model("Item", new mongoose.Schema({ name: String }));
const app = express();
app.get("/items", async (req, res) => res.json(await Item.find()));
app.get("/items/:id", async (req, res) => res.json(await Item.findById(req.params.id)));
app.post("/items", async (req, res) => res.json(await Item.create(req.body)));
app.delete("/items/:id", async (req, res) => res.json(await Item.findByIdAndDelete(req.params.id)));
app.get("/search", async (req, res) => res.json(await rank(req.query.q, await Item.find())));
app.listen(3000);
