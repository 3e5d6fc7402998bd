const { fork } = require("child_process")
const app = require("express")()

app.post("/pdf", (req, res) => {
  const child = fork(__dirname + "/convert.js")
  child.once("message", (text) => res.send(text))
  child.send(req.body.path)
})
