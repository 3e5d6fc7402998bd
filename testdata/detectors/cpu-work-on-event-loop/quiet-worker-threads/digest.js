const bcrypt = require("bcryptjs")

exports.digest = (password) => bcrypt.hashSync(password, 12)
