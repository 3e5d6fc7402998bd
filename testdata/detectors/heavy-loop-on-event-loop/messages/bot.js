const { Server } = require("socket.io")

const io = new Server(3000)
io.on("connection", (socket) => {
  socket.on("sort", (message) => {
    const words = message.words
    const ranks = words.map((w) => words.filter((v) => v < w).length) // want `words.filter within a loop over words.*while handling`
    socket.emit("ranks", ranks)
  })
})
