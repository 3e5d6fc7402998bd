const Koa = require("koa");

const app = new Koa();
app.use(async (ctx) => {
  ctx.body = `<h1>${ctx.query.name}</h1>`;
});
app.listen(process.env.PORT);
