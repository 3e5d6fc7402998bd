const fs = require("fs")
const pdf = require("pdf-parse")

process.on("message", async (path) => {
  const { text } = await pdf(fs.readFileSync(path))
  process.send(text)
})
