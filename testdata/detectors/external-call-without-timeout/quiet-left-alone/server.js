const axios = require("axios")
const express = require("express")

const app = express()

// Sent and left alone: nobody waits for the answer.
app.post("/events", (req, res) => {
  for (const hook of req.body.hooks) {
    axios.post(hook, { event: req.body.event })
  }
  axios.post("https://audit.example", req.body).catch(console.error)
  res.sendStatus(202)
})
