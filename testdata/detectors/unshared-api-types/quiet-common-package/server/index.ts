import type { Order } from "@shop/types";
import express, { type Request, type Response } from "express";

const app = express();
app.get("/orders", (req: Request, res: Response<Order[]>) => res.json([]));
app.listen(3000);
