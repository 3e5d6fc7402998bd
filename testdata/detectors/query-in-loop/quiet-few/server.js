const express = require("express")
const { PrismaClient } = require("@prisma/client")

const KINDS = ["open", "closed"]
const app = express()
const prisma = new PrismaClient()

app.get("/counts", async (req, res) => {
  const counts = {}
  for (const state of KINDS) {
    counts[state] = await prisma.ticket.count({ where: { state } })
  }
  for (const state of ["new", "old"]) {
    counts[state] = await prisma.ticket.count({ where: { state } })
  }
  res.json(counts)
})
