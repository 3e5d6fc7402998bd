module.exports = (router) => {
  router.get("/books", (ctx) => {
    ctx.body = [];
  });
};
