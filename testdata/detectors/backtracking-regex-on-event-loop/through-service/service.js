const { isName } = require("./check")

exports.accept = async (name) => ({ ok: isName(name) })
