const Koa = require("koa");
const Router = require("@koa/router");
const { runPython } = require("./run");

const router = new Router();
router.get("/trend", async (ctx) => {
  ctx.body = await runPython("analysis/trend.py", [ctx.query.since]);
});
new Koa().use(router.routes()).listen(3000);
