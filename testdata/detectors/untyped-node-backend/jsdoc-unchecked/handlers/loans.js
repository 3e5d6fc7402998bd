/**
 * @param {import("express").Express} app
 */
module.exports = (app) => {
  app.get("/loans", (req, res) => res.json([]));
};
