const Koa = require("koa")
const Router = require("@koa/router")

const router = new Router()

router.post("/near", (ctx) => {
  const points = ctx.request.body.points
  const near = []
  for (const a of points) {
    for (const b of points) { // want `the loop over points within a loop over points takes about n² steps in points`
      if (Math.hypot(a.x - b.x, a.y - b.y) < 1) near.push([a, b])
    }
  }
  ctx.body = near
})

new Koa().use(router.routes()).listen(3000)
