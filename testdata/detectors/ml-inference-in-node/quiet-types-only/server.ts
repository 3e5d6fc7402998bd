import Fastify from "fastify";
import type { InferenceSession, Tensor } from "onnxruntime-node";

interface Job {
  model: InferenceSession;
  input: Tensor;
}

const jobs: Job[] = [];
const app = Fastify();
app.get("/jobs", async () => jobs.map((job) => job.input));
await app.listen({ port: 3000 });
