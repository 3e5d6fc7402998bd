const { Router } = require("express");

const authors = Router();
authors.get("/", (req, res) => res.json({ authors: [] }));

module.exports = authors;
