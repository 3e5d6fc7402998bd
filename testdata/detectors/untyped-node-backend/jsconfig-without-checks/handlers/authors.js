module.exports = (router) => {
  router.get("/authors", (ctx) => {
    ctx.body = [];
  });
};
