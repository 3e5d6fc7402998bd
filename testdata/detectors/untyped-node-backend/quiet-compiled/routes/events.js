"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const { Router } = require("express");

const events = Router();
events.get("/", (req, res) => res.json({ events: [] }));

module.exports = events;
