"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const { Router } = require("express");

const rooms = Router();
rooms.get("/", (req, res) => res.json({ rooms: [] }));

module.exports = rooms;
