import { Router } from "express";

import { receipt, sign } from "../services/receipts.js";

export const orders = Router();

orders.get("/:id/receipt", async (req, res) => {
  const page = await receipt(req.params.id);
  res.set("X-Signature", await sign(page)).send(page);
});
