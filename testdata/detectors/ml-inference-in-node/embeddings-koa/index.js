const Koa = require("koa");
const Router = require("@koa/router");
const { EmbeddingModel, FlagEmbedding } = require("fastembed");

const model = FlagEmbedding.init({ model: EmbeddingModel.BGESmallENV15 });
const router = new Router();
router.get("/near", async (ctx) => {
  ctx.body = await (await model).queryEmbed(ctx.query.text); // want `queryEmbed uses a library of models .* GET /near`
});
new Koa().use(router.routes()).listen(3000);
