module.exports = (router) => {
  router.get("/events", (ctx) => {
    ctx.body = [];
  });
};
