import { WebSocketServer } from "ws";

new WebSocketServer({ port: 8080 }).on("connection", (socket) => socket.on("message", (text) => socket.send(text)));
