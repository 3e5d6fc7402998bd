import Fastify from "fastify";
import { table } from "arquero";

const app = Fastify();
app.post<{ Body: Record<string, number[]> }>("/means", async (request) => {
  return table(request.body).rollup({ mean: (d: { rain: number }) => d.rain }).objects(); // want `arquero\.table processes data .* POST /means`
});
await app.listen({ port: 3000 });
