import { Router } from "express";
import { z } from "zod";
import { departures, forecast } from "./clients";

const Query = z.object({ city: z.string().max(100) });
export const trips = Router();

trips.get("/", async (req, res) => {
  const query = Query.safeParse(req.query);
  if (!query.success) {
    res.status(400).json(query.error.issues);
    return;
  }
  const [weather, trains] = await Promise.all([forecast(query.data.city), departures(query.data.city)]);
  res.json({ weather, trains });
});
