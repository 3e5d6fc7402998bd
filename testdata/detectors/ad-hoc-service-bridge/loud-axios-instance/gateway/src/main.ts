import axios from "axios";
import Fastify from "fastify";

const nlp = axios.create({ baseURL: "http://127.0.0.1:5001", timeout: 3000 }); // want `gateway \(Node\.js\) asks nlp \(Python\) at 127\.0\.0\.1:5001`
const app = Fastify();

app.post("/entities", async (request) => (await nlp.post("/entities", request.body)).data);

app.listen({ port: 8080 });
