"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const { Router } = require("express");

const shelves = Router();
shelves.get("/", (req, res) => res.json({ shelves: [] }));

module.exports = shelves;
