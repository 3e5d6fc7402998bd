const fs = require("fs")

module.exports = function develop(app) {
  app.get("/", (req, res) => res.send(fs.readFileSync("client.js")))
}
