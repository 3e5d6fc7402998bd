import express from "express"
import { countOrders, findUser } from "./clients"

const app = express()

app.get("/profile/:id", async (req, res) => {
  const user = await findUser(req.params.id)
  const orders = await countOrders(req.params.id) // want `countOrders waits for findUser, whose answer it does not need, while serving GET /profile/:id`
  res.json({ user, orders })
})
