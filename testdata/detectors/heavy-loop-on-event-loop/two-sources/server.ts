import express from "express"
import { PrismaClient } from "@prisma/client"

const app = express()
const prisma = new PrismaClient()

app.post("/orders", async (req, res) => {
  const orders = req.body.orders
  const customers = await prisma.customer.findMany()
  const joined = orders.map((order) => ({
    ...order,
    customer: customers.find((c) => c.id === order.customerId), // want `customers.find within a loop over orders takes about orders × customers steps`
  }))
  const page = await prisma.order.findMany({ take: 20 })
  const names = page.map((order) => customers.find((c) => c.id === order.customerId)?.name)
  res.json({ joined, names })
})
