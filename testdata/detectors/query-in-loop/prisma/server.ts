import express from "express"
import { PrismaClient } from "@prisma/client"

const app = express()
const prisma = new PrismaClient()

app.get("/posts", async (req, res) => {
  const posts = await prisma.post.findMany()
  for (const post of posts) {
    post.author = await prisma.user.findUnique({ where: { id: post.authorId } }) // want `prisma\.user\.findUnique runs a query for each element of posts while serving GET /posts`
  }
  res.json(posts)
})

app.put("/order", async (req, res) => {
  for (const [i, id] of req.body.ids.entries()) {
    await prisma.item.update({ where: { id }, data: { position: i } }) // advice `prisma\.item\.update writes to the database for each element of req\.body\.ids`
  }
  res.sendStatus(204)
})
