import { Router } from "express";

export const routes = Router();
routes.get("/orders", async (req, res) => {
  const answer = await fetch(process.env.ORDERS_URL + "/orders", { signal: AbortSignal.timeout(900) });
  res.json(await answer.json());
});
