import Fastify from "fastify";
import Redis from "ioredis";

const redis = new Redis();
const app = Fastify(); // want `Node\.js is a second backend language beside Python in site`
app.get("/avatars/:id", async (request) => redis.get("avatar:" + request.params.id));
await app.listen({ port: 3000 });
