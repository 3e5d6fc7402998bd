#!/usr/bin/env node
// @ts-check
const { Router } = require("express");

const loans = Router();
loans.get("/", (req, res) => res.json({ loans: [] }));

module.exports = loans;
