module.exports = (router) => {
  router.get("/readers", (ctx) => {
    ctx.body = [];
  });
};
