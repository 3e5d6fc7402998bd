const { execFileSync } = require("child_process")

module.exports = (Account) => {
  Account.verify = (name, password) => execFileSync("check", [name, password]) // want `child_process\.execFileSync waits for another process .* POST /login`
}
