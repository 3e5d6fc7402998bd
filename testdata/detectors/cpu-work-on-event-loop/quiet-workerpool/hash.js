const bcrypt = require("bcryptjs")
const workerpool = require("workerpool")

async function hash(password) {
  return bcrypt.hashSync(password, 12)
}

workerpool.worker({ hash })
