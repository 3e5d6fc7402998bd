const bcrypt = require("bcryptjs")

exports.digest = async (password) => bcrypt.hashSync(password, 12)
