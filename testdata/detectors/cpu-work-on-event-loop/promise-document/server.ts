import Fastify from "fastify"
import pdf from "pdf-parse"

const app = Fastify()

app.post("/text", async (request) => {
  const { text } = await pdf(request.body as Buffer) // want `pdf-parse processes a document .* POST /text`
  return { text }
})
