const http = require("http")

http.createServer((req, res) => {
  const agent = req.headers["user-agent"]
  res.end(String(/^(\S+\s?)*;$/.test(agent))) // want `exponential time`
}).listen(3000)
