/**
 * @param {import("express").Express} app
 */
module.exports = (app) => {
  app.get("/rooms", (req, res) => res.json([]));
};
