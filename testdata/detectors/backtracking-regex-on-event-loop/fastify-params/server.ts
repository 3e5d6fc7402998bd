import Fastify from "fastify"

const app = Fastify()

app.get("/items/:name", async (request) => {
  const { name } = request.params as { name: string }
  return { parts: name.match(/^(?:[a-z]+-*)+$/) } // want `exponential time.*GET /items/:name`
})
