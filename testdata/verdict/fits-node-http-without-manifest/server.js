const http = require("node:http");

const server = http.createServer(async (req, res) => {
  const upstream = await fetch(new URL(req.url, process.env.UPSTREAM));
  res.writeHead(upstream.status);
  res.end(await upstream.text());
});

server.listen(8080);
