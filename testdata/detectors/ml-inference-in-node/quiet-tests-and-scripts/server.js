const express = require("express");

const app = express();
app.get("/fruit", (req, res) => res.json(["apple", "pear"]));
app.listen(3000);
