/**
 * @param {import("express").Express} app
 */
module.exports = (app) => {
  app.get("/reviews", (req, res) => res.json([]));
};
