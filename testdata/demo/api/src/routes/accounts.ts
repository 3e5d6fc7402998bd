import { Router } from "express";

import { AuthService } from "../services/auth.js";

const auth = new AuthService();

export const accounts = Router();

accounts.post("/login", async (req, res) => {
  const ok = await auth.signIn(req.body.email, req.body.password);
  res.sendStatus(ok ? 204 : 401);
});
