const bcrypt = require("bcryptjs")

module.exports.matches = (given, stored) => bcrypt.compareSync(given, stored) // want `bcryptjs\.compareSync computes cryptography .* POST /login`
