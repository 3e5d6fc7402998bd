const express = require("express")
const account = require("./account")

const app = express()
app.post("/login", (req, res) => res.send(account.verify(req.body.name, req.body.password)))
