import express from "express";

const app = express();
app.get("/orders", async (req, res) => {
  const answer = await fetch("http://localhost:4000/users", { signal: AbortSignal.timeout(900) });
  res.json(await answer.json());
});
app.listen(3000);
