import express from "express";

const app = express(); // want `Node\.js is a second backend language beside Python in api`
app.get("/", (req, res) => res.json([1, 2]));
app.listen(4000);
