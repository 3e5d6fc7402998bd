"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const { Router } = require("express");

const authors = Router();
authors.get("/", (req, res) => res.json({ authors: [] }));

module.exports = authors;
