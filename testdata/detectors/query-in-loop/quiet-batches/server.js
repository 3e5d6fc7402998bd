const express = require("express")
const { PrismaClient } = require("@prisma/client")
const { chunk } = require("lodash")

const app = express()
const prisma = new PrismaClient()

app.post("/batches", async (req, res) => {
  const found = []
  for (const ids of chunk(req.body.ids, 500)) {
    found.push(...(await prisma.user.findMany({ where: { id: { in: ids } } })))
  }
  for (let i = 0; i < req.body.ids.length; i += 500) {
    found.push(...(await prisma.team.findMany({ where: { id: { in: req.body.ids.slice(i, i + 500) } } })))
  }
  res.json(found)
})

app.get("/pages", async (req, res) => {
  const out = []
  let cursor
  do {
    const page = await prisma.event.findMany({ take: 100, cursor })
    out.push(...page)
    cursor = page.at(-1)?.id
  } while (cursor)
  res.json(out)
})
