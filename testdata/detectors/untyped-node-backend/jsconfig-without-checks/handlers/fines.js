module.exports = (router) => {
  router.get("/fines", (ctx) => {
    ctx.body = [];
  });
};
