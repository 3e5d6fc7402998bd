const fs = require("fs")
const { Server } = require("socket.io")

const io = new Server(3000)

io.on("connection", (socket) => {
  socket.on("say", (text) => {
    fs.appendFileSync("chat.log", text + "\n") // want `fs\.appendFileSync waits for the file system`
    socket.broadcast.emit("say", text)
  })
})
