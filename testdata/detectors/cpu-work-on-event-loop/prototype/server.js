const http = require("http")
const { gzipSync } = require("zlib")

function Page(text) {
  this.text = text
}

Page.prototype.packed = function () {
  return gzipSync(this.text) // want `zlib\.gzipSync compresses`
}

http.createServer((req, res) => {
  const page = new Page("hello")
  res.end(page.packed())
}).listen(3000)
