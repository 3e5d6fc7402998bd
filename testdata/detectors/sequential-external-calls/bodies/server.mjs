import Fastify from "fastify"

const app = Fastify()
const signal = () => AbortSignal.timeout(1000)

app.get("/dashboard", async () => {
  const weather = await fetch("https://weather.example/today", { signal: signal() })
  const today = await weather.json()
  console.log("weather", today)
  const rates = await fetch("https://rates.example/today", { signal: signal() }) // want `fetch waits for fetch, whose answer it does not need, the first of 2 such calls, while serving GET /dashboard`
  const table = await rates.json()
  const news = await fetch("https://news.example/today", { signal: signal() })
  return { today, table, news: await news.json() }
})
