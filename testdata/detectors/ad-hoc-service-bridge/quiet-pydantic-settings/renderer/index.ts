import Fastify from "fastify";
import { WebSocketServer } from "ws";

const app = Fastify();
app.get("/render", async () => "<h1>hello</h1>");
await app.listen({ port: 4100 });
new WebSocketServer({ server: app.server }).on("connection", (socket) => socket.send("hello"));
