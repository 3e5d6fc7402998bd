const express = require("express")
const { PrismaClient } = require("@prisma/client")

const app = express()
const prisma = new PrismaClient()

// The first name that is free: each question needs the answer before it.
app.post("/slug", async (req, res) => {
  for (const name of req.body.names) {
    const taken = await prisma.page.findFirst({ where: { name } })
    if (!taken) return res.json({ name })
  }
  let parent = req.body.root
  const trail = []
  for (const name of req.body.path) {
    const node = await prisma.node.findFirst({ where: { name, parentId: parent } })
    parent = node.id
    trail.push(node)
  }
  res.json(trail)
})

// Tries again, three times at most.
app.get("/retry", async (req, res) => {
  let row = null
  for (let i = 0; i < 3 && !row; i++) {
    row = await prisma.job.findUnique({ where: { id: req.query.id } })
  }
  res.json(row)
})
