module.exports = (router) => {
  router.get("/loans", (ctx) => {
    ctx.body = [];
  });
};
