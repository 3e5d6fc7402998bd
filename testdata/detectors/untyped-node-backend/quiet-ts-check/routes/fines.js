#!/usr/bin/env node
// @ts-check
const { Router } = require("express");

const fines = Router();
fines.get("/", (req, res) => res.json({ fines: [] }));

module.exports = fines;
