const express = require("express");
const { square } = require("./images");

const app = express();
app.get("/avatars/:id", async (req, res) => res.type("png").send(await square(req.params.id, 64)));
app.get("/banners/:id", async (req, res) => res.type("png").send(await square(req.params.id, 512)));
app.get("/health", (req, res) => res.send("ok"));
app.listen(3000);
