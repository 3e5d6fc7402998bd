import express from "express"
import { PrismaClient } from "@prisma/client"

const app = express()
const prisma = new PrismaClient()

app.get("/orders", async (req, res) => {
  const orders = await prisma.order.findMany()
  const customers = await prisma.customer.findMany()
  const joined = orders.map((order) => ({
    ...order,
    customer: customers.find((c) => c.id === order.customerId), // want `customers.find within a loop over orders takes about orders × customers steps`
  }))
  res.json(joined)
})
