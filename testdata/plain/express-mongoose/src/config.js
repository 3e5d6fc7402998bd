const fs = require("fs");

const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim() : undefined);

module.exports = {
  port: process.env.PORT || 3000,
  mongoUrl: process.env.MONGO_URL || "mongodb://localhost/orders",
  jwtSecret: process.env.JWT_SECRET || read("/run/secrets/jwt"),
};
