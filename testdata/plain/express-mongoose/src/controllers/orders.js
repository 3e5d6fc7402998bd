const Order = require("../models/order");

exports.list = async (req, res) => {
  const page = Math.max(0, Number(req.query.page) || 0);
  const [orders, count] = await Promise.all([
    Order.find({ user: req.user.id }).sort("-createdAt").skip(page * 20).limit(20),
    Order.countDocuments({ user: req.user.id }),
  ]);
  res.json({ orders, count });
};

exports.create = async (req, res) => {
  const order = await Order.create({ user: req.user.id, lines: req.body.lines });
  res.status(201).json(order);
};

exports.get = async (req, res) => {
  const order = await Order.findOne({ _id: req.params.id, user: req.user.id });
  if (!order) return res.sendStatus(404);
  res.json(order);
};

exports.update = async (req, res) => {
  const order = await Order.findOneAndUpdate({ _id: req.params.id, user: req.user.id }, { state: req.body.state }, { new: true });
  if (!order) return res.sendStatus(404);
  res.json(order);
};

exports.remove = async (req, res) => {
  await Order.deleteOne({ _id: req.params.id, user: req.user.id });
  res.sendStatus(204);
};
