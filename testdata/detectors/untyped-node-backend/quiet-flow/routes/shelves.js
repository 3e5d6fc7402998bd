/**
 * Routes of the library.
 * @flow strict
 */
const { Router } = require("express");

const shelves = Router();
shelves.get("/", (req, res) => res.json({ shelves: [] }));

module.exports = shelves;
