const { WebSocketServer } = require("ws");
const { spawn } = require("child_process");

const kernels = new Map();
const server = new WebSocketServer({ port: 8080 });
server.on("connection", (socket) => {
  socket.on("message", (code) => {
    let kernel = kernels.get(socket);
    if (!kernel) {
      kernel = spawn("python3", ["-i", "-u"]);
      kernels.set(socket, kernel);
    }
    kernel.stdin.write(code + "\n");
  });
});
