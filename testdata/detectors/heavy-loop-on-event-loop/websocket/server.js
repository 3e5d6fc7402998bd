const { WebSocketServer } = require("ws")

const server = new WebSocketServer({ port: 3000 })

server.on("connection", (socket) => {
  socket.on("message", (data) => {
    const rows = JSON.parse(data)
    socket.send(String(rows.filter((row, i) => rows.indexOf(row) === i).length)) // want `rows\.indexOf within a loop over rows takes about n² steps in rows`
  })
})
