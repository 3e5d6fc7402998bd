import Fastify from "fastify"

const app = Fastify()

app.get("/weather", async (request) => {
  const url = new URL("https://weather.example/today")
  const answer = await fetch(url, { headers: { accept: "application/json" } }) // want `fetch waits for an answer up to 300 s, its default, while serving GET /weather`
  return answer.json()
})
