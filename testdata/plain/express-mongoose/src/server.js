const mongoose = require("mongoose");
const app = require("./app");
const config = require("./config");

mongoose.connect(config.mongoUrl).then(() => {
  app.listen(config.port, () => console.log(`listening on ${config.port}`));
});
