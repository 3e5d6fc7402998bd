const { Router } = require("express");

const readers = Router();
readers.get("/", (req, res) => res.json({ readers: [] }));

module.exports = readers;
