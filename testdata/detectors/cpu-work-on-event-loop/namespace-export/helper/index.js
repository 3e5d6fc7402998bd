module.exports = { password: require("./password") }
