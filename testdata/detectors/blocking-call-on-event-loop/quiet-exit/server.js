const fs = require("fs")
const app = require("express")()

app.get("/", (req, res) => res.sendStatus(204))
const server = app.listen(3000)

process.on("exit", () => fs.unlinkSync("server.pid"))
process.on("SIGTERM", () => {
  fs.writeFileSync("stopped", String(Date.now()))
  server.close(() => process.exit(0))
})
