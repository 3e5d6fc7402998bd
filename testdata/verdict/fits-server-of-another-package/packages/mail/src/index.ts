import fastify from "fastify";

export function createServer() {
  const app = fastify();
  app.get("/mails/:id", async (request) => ({ id: request.params }));
  return app;
}
