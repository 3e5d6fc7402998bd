/**
 * @param {import("express").Express} app
 */
module.exports = (app) => {
  app.get("/readers", (req, res) => res.json([]));
};
