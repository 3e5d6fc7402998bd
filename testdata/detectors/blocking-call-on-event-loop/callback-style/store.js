const fs = require("fs")
const db = require("./db")

// No caller is known: a plugin host requires this file by a computed name.
exports.save_receipt = function (receipt, callback) {
  db.lookup(receipt.owner, function (err, owner) {
    if (err) return callback(err)
    fs.writeFileSync(owner.path, receipt.text) // want `fs\.writeFileSync waits for the file system`
    callback(null, owner)
  })
}
