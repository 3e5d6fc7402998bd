const { createServer } = require("@post/mail");

createServer().listen({ port: 3000 });
