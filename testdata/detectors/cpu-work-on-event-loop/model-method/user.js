const mongoose = require("mongoose")
const bcrypt = require("bcryptjs")

const schema = new mongoose.Schema({ password: String })

schema.methods.matches = function (given) {
  return bcrypt.compareSync(given, this.password) // want `bcryptjs\.compareSync computes .* the Mongoose method matches`
}

module.exports = mongoose.model("User", schema)
