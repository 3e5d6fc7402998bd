import { readCSV } from "danfojs-node";
import Fastify from "fastify";

const app = Fastify();
app.get("/frames", async () => (await readCSV("fixture.csv")).shape);
