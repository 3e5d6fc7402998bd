module.exports = (router) => {
  router.get("/shelves", (ctx) => {
    ctx.body = [];
  });
};
