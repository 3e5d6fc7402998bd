const { WebSocketServer } = require("ws");

const wss = new WebSocketServer({ port: 8080 });
const rooms = new Map();

wss.on("connection", (socket, req) => {
  const room = rooms.get(req.url) || new Set();
  rooms.set(req.url, room.add(socket));
  socket.on("message", (data) => {
    for (const peer of room) peer.send(data);
  });
  socket.on("close", () => room.delete(socket));
});
