const fs = require("fs")
const http = require("http")

async function page(name) {
  return fs.readFileSync(name, "utf8") // want `fs\.readFileSync waits for the file system`
}

http.createServer(async (req, res) => {
  res.end(await page("." + req.url))
}).listen(3000)
