const express = require("express")
const app = express()
app.use(express.text())

app.post("/tidy", (req, res) => {
  res.send(req.body.replaceAll(/(\t*\s)*;/g, ";")) // want `exponential time.*POST /tidy`
})
