import type { DataFrame } from "danfojs-node";
import Fastify from "fastify";

export interface Snapshot {
  frame: DataFrame;
}

const snapshots: Snapshot[] = [];
const app = Fastify();
app.get("/snapshots", async () => ({ count: snapshots.length }));
await app.listen({ port: 3000 });
