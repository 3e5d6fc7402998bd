const express = require("express")
const develop = require("./dev")

function start() {
  const app = express()
  if (process.env.NODE_ENV === "development") {
    develop(app)
  }
  app.listen(3000)
}

start()
