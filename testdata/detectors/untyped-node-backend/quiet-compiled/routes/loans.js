"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const { Router } = require("express");

const loans = Router();
loans.get("/", (req, res) => res.json({ loans: [] }));

module.exports = loans;
