import express from "express";

const app = express();
app.get("/score/:id", async (req, res) => {
  const answer = await fetch("http://model:8000/score/" + req.params.id, { signal: AbortSignal.timeout(900) });
  res.json(await answer.json());
});
app.listen(3000);
