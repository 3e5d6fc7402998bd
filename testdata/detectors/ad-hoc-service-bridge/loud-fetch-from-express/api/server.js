const express = require("express");

const app = express();
app.get("/score/:id", async (req, res) => {
  const answer = await fetch("http://localhost:8000/score/" + req.params.id, { signal: AbortSignal.timeout(900) }); // want `api \(Node\.js\) asks model \(Python\) at localhost:8000`
  res.json(await answer.json());
});
app.listen(3000);
