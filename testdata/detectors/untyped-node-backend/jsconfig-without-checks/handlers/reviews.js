module.exports = (router) => {
  router.get("/reviews", (ctx) => {
    ctx.body = [];
  });
};
