const pool = require("./" + process.env.DRIVER)

exports.lookup = (key, callback) => pool.query("select ?", key, callback)
