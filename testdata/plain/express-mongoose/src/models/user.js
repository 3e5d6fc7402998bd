const bcrypt = require("bcrypt");
const mongoose = require("mongoose");

const schema = new mongoose.Schema({ email: { type: String, unique: true }, password: String }, { timestamps: true });

schema.pre("save", async function hash() {
  if (this.isModified("password")) this.password = await bcrypt.hash(this.password, 12);
});

schema.methods.matches = function matches(password) {
  return bcrypt.compare(password, this.password);
};

module.exports = mongoose.model("User", schema);
