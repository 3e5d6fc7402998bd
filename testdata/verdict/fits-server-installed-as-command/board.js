#!/usr/bin/env node
const express = require("express");

const app = express();
app.get("/boards", async (req, res) => res.json([]));
app.post("/boards", async (req, res) => res.status(201).end());
app.get("/boards/:id", async (req, res) => res.json({ id: req.params.id }));
app.put("/boards/:id", async (req, res) => res.status(204).end());
app.delete("/boards/:id", async (req, res) => res.status(204).end());
app.listen(3000);
