import Koa from "koa";
import bodyParser from "koa-bodyparser";
import { tickets } from "./tickets.js";

const app = new Koa();
app.use(async (ctx, next) => {
  const start = Date.now();
  await next();
  ctx.set("X-Response-Time", `${Date.now() - start}ms`);
});
app.use(bodyParser());
app.use(tickets.routes());
app.listen(process.env.PORT || 3000);
