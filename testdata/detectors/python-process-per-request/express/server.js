const express = require("express");
const { readPlate } = require("./plates");

const app = express();
app.post("/plates", (req, res) => {
  readPlate(req.body.photo, (err, text) => (err ? res.sendStatus(500) : res.send(text)));
});
app.listen(8080);
