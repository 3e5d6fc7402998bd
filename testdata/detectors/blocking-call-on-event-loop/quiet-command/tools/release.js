const { execSync } = require("child_process")

async function release() {
  execSync("git tag v1")
}

exports.release = release
