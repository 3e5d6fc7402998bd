/**
 * @param {import("express").Express} app
 */
module.exports = (app) => {
  app.get("/books", (req, res) => res.json([]));
};
