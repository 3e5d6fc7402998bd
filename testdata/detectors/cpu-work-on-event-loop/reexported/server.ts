import Fastify from "fastify"
import { digest } from "./lib"

const app = Fastify()

app.post("/hash", async (request) => ({ hash: digest(String(request.body)) }))
