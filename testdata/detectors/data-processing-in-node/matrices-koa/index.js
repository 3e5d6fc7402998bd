const Koa = require("koa");
const Router = require("@koa/router");
const { Matrix } = require("ml-matrix");
const bodyParser = require("koa-bodyparser");

const router = new Router();
router.post("/mix", (ctx) => {
  const paints = new Matrix(ctx.request.body.paints); // want `ml-matrix\.Matrix processes data .* POST /mix`
  ctx.body = paints.mmul(paints.transpose()).to2DArray();
});
new Koa().use(bodyParser()).use(router.routes()).listen(3000);
