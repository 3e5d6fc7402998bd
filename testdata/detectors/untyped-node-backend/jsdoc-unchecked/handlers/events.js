/**
 * @param {import("express").Express} app
 */
module.exports = (app) => {
  app.get("/events", (req, res) => res.json([]));
};
