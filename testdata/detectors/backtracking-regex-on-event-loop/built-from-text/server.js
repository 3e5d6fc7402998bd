const Koa = require("koa")
const Router = require("@koa/router")

const router = new Router()
const LIST = "^(\\d+,?)+$"

router.get("/sum", (ctx) => {
  const list = new RegExp(LIST)
  ctx.body = { ok: list.test(ctx.query.numbers) } // want `exponential time.*GET /sum`
})

new Koa().use(router.routes()).listen(3000)
