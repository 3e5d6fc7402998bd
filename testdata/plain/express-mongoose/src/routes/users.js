const { Router } = require("express");
const jwt = require("jsonwebtoken");
const config = require("../config");
const User = require("../models/user");

const router = Router();

router.post("/", async (req, res) => {
  const user = await User.create({ email: req.body.email, password: req.body.password });
  res.status(201).json({ id: user.id });
});

router.post("/login", async (req, res) => {
  const user = await User.findOne({ email: req.body.email });
  if (!user || !(await user.matches(req.body.password))) return res.sendStatus(401);
  jwt.sign({ id: user.id }, config.jwtSecret, { expiresIn: "1h" }, (err, token) => {
    if (err) return res.sendStatus(500);
    res.json({ token });
  });
});

module.exports = router;
