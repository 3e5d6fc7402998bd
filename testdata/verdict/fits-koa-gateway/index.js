const Koa = require("koa");
const Router = require("@koa/router");
const axios = require("axios");

const router = new Router();

router.get("/profile/:id", async (ctx) => {
  const [user, orders] = await Promise.all([
    axios.get(`${process.env.USERS}/users/${ctx.params.id}`, { timeout: 2000 }),
    axios.get(`${process.env.ORDERS}/orders?user=${ctx.params.id}`, { timeout: 2000 }),
  ]);
  ctx.body = { user: user.data, orders: orders.data };
});

router.get("/offers", async (ctx) => {
  const { data } = await axios.get(`${process.env.OFFERS}/offers`, { timeout: 2000 });
  ctx.body = data;
});

router.get("/news", async (ctx) => {
  const { data } = await axios.get(`${process.env.NEWS}/latest`, { timeout: 2000 });
  ctx.body = data;
});

new Koa().use(router.routes()).listen(8080);
