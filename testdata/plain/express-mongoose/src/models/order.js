const mongoose = require("mongoose");

const schema = new mongoose.Schema(
  {
    user: { type: mongoose.Schema.Types.ObjectId, ref: "User", index: true },
    lines: [{ sku: String, count: Number, price: Number }],
    state: { type: String, enum: ["new", "paid", "sent"], default: "new" },
  },
  { timestamps: true },
);

schema.virtual("total").get(function total() {
  return this.lines.reduce((sum, line) => sum + line.count * line.price, 0);
});

module.exports = mongoose.model("Order", schema);
