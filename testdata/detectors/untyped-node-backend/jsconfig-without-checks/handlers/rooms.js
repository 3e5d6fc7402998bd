module.exports = (router) => {
  router.get("/rooms", (ctx) => {
    ctx.body = [];
  });
};
