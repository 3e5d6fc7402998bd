import Fastify from "fastify";
import Redis from "ioredis";
import { findOrder } from "./orders";

const app = Fastify({ logger: true });
const redis = new Redis();

app.get<{ Params: { id: string } }>("/orders/:id", async (request, reply) => {
  const cached = await redis.get(`order:${request.params.id}`);
  if (cached) return JSON.parse(cached);
  const order = await findOrder(request.params.id);
  if (!order) return reply.code(404).send();
  await redis.set(`order:${request.params.id}`, JSON.stringify(order), "EX", 60);
  return order;
});

await app.listen({ port: 3000 });
