const fs = require("fs")

exports.download = function (req, res, next) {
  if (!req.user) return next()
  res.end(fs.readFileSync("./pages/" + req.url)) // want `fs\.readFileSync waits for the file system .* a request in download`
}
