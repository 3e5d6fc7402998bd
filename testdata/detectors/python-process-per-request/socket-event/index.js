const { Server } = require("socket.io");
const { spawn } = require("child_process");

const io = new Server(3000);
io.on("connection", (socket) => {
  socket.on("frame", (name) => {
    const detect = spawn("python3", ["detect.py", name]); // want `detect\.py .* frame`
    detect.stdout.on("data", (d) => socket.emit("boxes", d.toString()));
  });
});
