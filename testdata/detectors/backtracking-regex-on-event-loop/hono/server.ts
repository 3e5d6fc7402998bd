import { Hono } from "hono"

const app = new Hono()

app.get("/tags", (c) => {
  const tags = c.req.query("tags") ?? ""
  return c.json({ ok: /^(\w+\s?)*$/.test(tags) }) // want `exponential time on what a client may send`
})

export default app
