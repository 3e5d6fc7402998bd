const cluster = require("cluster")
const fs = require("fs")

if (cluster.isPrimary) {
  const count = Number(fs.readFileSync("workers", "utf8"))
  for (let i = 0; i < count; i++) cluster.fork()
} else {
  require("express")().listen(3000)
}
