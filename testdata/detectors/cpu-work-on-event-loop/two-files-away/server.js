const express = require("express")
const { signUp } = require("./accounts")

const app = express()

app.post("/sign-up", async (req, res) => {
  res.json(await signUp(req.body))
})
