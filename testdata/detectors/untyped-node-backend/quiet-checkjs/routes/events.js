const { Router } = require("express");

const events = Router();
events.get("/", (req, res) => res.json({ events: [] }));

module.exports = events;
