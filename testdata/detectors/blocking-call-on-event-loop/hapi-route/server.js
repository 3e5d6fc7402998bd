const { execSync } = require("child_process")
const Hapi = require("@hapi/hapi")

const server = Hapi.server({ port: 3000 })

server.route({
  method: "GET",
  path: "/version",
  handler: (request, h) => {
    return { version: execSync("git describe").toString() } // want `child_process\.execSync waits for another process .* GET /version`
  },
})
