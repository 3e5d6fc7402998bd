import express from "express";

const model = process.env.MODEL_URL || "http://localhost:8000";
const app = express();
app.get("/score/:id", async (req, res) => {
  const answer = await fetch(`${model}/score/${req.params.id}`, { signal: AbortSignal.timeout(900) });
  res.json(await answer.json());
});
app.listen(3000);
