const { Router } = require("express");

const books = Router();
books.get("/", (req, res) => res.json({ books: [] }));

module.exports = books;
