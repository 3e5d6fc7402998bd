"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const { Router } = require("express");

const reviews = Router();
reviews.get("/", (req, res) => res.json({ reviews: [] }));

module.exports = reviews;
