import { createServer } from "node:http"
import fs from "node:fs"

export async function onboard() {
  const server = createServer()
  await new Promise((resolve) => {
    server.on("request", (req, res) => {
      fs.writeFileSync("settings.json", req.url) // advice `writeFileSync waits`
      res.end()
      resolve()
    })
    server.listen(8080)
  })
  await new Promise((resolve) => server.close(resolve))
}
