const { Server } = require("socket.io")
const { WebSocketServer } = require("ws")

const io = new Server(3000)
io.on("connection", (socket) => {
  socket.on("say", (message) => {
    if (/^(:?\w+:?\s*)+$/.test(message.text)) socket.emit("emoji") // want `exponential time.*while handling`
  })
})

const wss = new WebSocketServer({ port: 3001 })
wss.on("connection", (ws) => {
  ws.on("message", (data) => {
    const text = data.toString()
    ws.send(text.search(/(\d+,?)+;/)) // want `exponential time`
  })
})
