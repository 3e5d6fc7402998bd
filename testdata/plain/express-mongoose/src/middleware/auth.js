const jwt = require("jsonwebtoken");
const config = require("../config");

exports.authenticate = (req, res, next) => {
  const [, token] = (req.headers.authorization || "").split(" ");
  jwt.verify(token, config.jwtSecret, (err, user) => {
    if (err) return res.sendStatus(401);
    req.user = user;
    next();
  });
};
