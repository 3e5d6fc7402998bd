const { Router } = require("express");

const rooms = Router();
rooms.get("/", (req, res) => res.json({ rooms: [] }));

module.exports = rooms;
