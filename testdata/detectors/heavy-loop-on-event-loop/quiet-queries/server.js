const express = require("express")
const mongoose = require("mongoose")
const User = mongoose.model("User", new mongoose.Schema({}))
const app = express()

app.get("/users", async (req, res) => {
  const users = await User.find({ active: true })
  const queries = users.map((user) => User.find({ parent: user.id }).lean())
  const names = users.map((user) => user.name.includes("a") || user.name.indexOf("b") > 0)
  res.json({ names, count: queries.length })
})
