const secrets = require("./secrets")

async function signUp({ name, password }) {
  return { name, key: secrets.derive(password) }
}

module.exports = { signUp }
