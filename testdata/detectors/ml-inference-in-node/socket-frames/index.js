const { Server } = require("socket.io");
const faceapi = require("@vladmandic/face-api");

const io = new Server(3000);
io.on("connection", (socket) => {
  socket.on("frame", async (frame) => {
    socket.emit("faces", await faceapi.detectAllFaces(frame)); // want `detectAllFaces runs a model .* frame`
  });
});
