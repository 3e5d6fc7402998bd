const express = require("express")
const mongoose = require("mongoose")

const User = mongoose.model("User", new mongoose.Schema({ name: String }))
const app = express()

app.post("/names", async (req, res) => {
  const names = []
  for (let i = 0; i < req.body.ids.length; i++) {
    const user = await User.findById(req.body.ids[i]).select("name").lean() // want `lean runs a query for each element of req\.body\.ids while serving POST /names`
    names.push(user.name)
  }
  res.json(names)
})
