import Fastify from "fastify";
import OpenAI from "openai";

const app = Fastify();
const client = new OpenAI();

// A model behind an API is a service one waits for.
app.post("/ask", async (request) => {
  const answer = await client.chat.completions.create({
    model: "some-model",
    messages: [{ role: "user", content: request.body.question }],
  });
  return { answer: answer.choices[0].message.content };
});

await app.listen({ port: 3000 });
