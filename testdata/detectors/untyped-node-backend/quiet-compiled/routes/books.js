"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const { Router } = require("express");

const books = Router();
books.get("/", (req, res) => res.json({ books: [] }));

module.exports = books;
