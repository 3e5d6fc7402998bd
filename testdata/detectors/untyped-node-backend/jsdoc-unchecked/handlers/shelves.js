/**
 * @param {import("express").Express} app
 */
module.exports = (app) => {
  app.get("/shelves", (req, res) => res.json([]));
};
