const fs = require("fs")

// The host calls this once, before it listens: it registers routes.
exports.createServer = (name, args, callback) => {
  const table = JSON.parse(fs.readFileSync("./table.json", "utf8"))
  args.app.get("/table", (req, res) => res.json(table))
  callback()
}
