/**
 * @param {import("express").Express} app
 */
module.exports = (app) => {
  app.get("/fines", (req, res) => res.json([]));
};
