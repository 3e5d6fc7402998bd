import Fastify from "fastify";
import { Mood } from "./mood.ts";

const mood = new Mood();
await mood.load();
const app = Fastify();
app.post<{ Body: number[] }>("/mood", async (request) => mood.of(request.body));
await app.listen({ port: 3000 });
