const fs = require("fs")

function check(name) {
  return fs.readFileSync(name, "utf8") // want `fs\.readFileSync waits for the file system .* setInterval`
}

setInterval(check.bind(null, "./state"), 500)
