/**
 * @param {import("express").Express} app
 */
module.exports = (app) => {
  app.get("/authors", (req, res) => res.json([]));
};
