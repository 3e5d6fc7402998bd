import Fastify from "fastify";
import { Transcripts } from "./transcripts.ts";

const app = Fastify();
const transcripts = new Transcripts();
app.post<{ Body: { file: string } }>("/transcripts", async (request) => transcripts.make(request.body.file));
await app.listen({ port: 3000 });
