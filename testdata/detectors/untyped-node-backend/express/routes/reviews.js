const { Router } = require("express");

const reviews = Router();
reviews.get("/", (req, res) => res.json({ reviews: [] }));

module.exports = reviews;
