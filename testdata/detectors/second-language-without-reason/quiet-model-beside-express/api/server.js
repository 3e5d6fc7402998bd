const express = require("express");

const app = express();
app.get("/notes", async (req, res) => res.json(await (await fetch("http://model:8000/score", { signal: AbortSignal.timeout(900) })).json()));
app.listen(3000);
